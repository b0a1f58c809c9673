package certificate

import (
	"context"
	"io"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/platform/jobs"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// printing is the job of making certificates.
type printing struct {
	DecisionID string `json:"decision_id"`
	AccountID  string `json:"account_id"`
	Separate   bool   `json:"separate"` // one file each, in a zip
}

// Kind is older than this module: work that was asked for earlier still runs.
func (printing) Kind() string { return "register.certificates.v1" }

// Print asks for certificates in the background and returns the id under which
// the work can be followed.
func (s *Service) Print(ctx context.Context, actor auth.Actor, decisionID string, separate bool) (runID string, err error) {
	c, err := s.Certificates(ctx, actor, decisionID)
	if err != nil {
		return "", err
	}
	if !mayPrint(actor, c.Decision) {
		return "", fault.Forbidden
	}
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		runID, err = s.jobs.Enqueue(ctx, tx, actor.AccountID, i18n.T(ctx, "In giấy của quyết định %s", c.Decision.Number),
			printing{DecisionID: decisionID, AccountID: actor.AccountID, Separate: separate})
		if err != nil {
			return err
		}
		return audit.Record(ctx, tx, actor, audit.Act{
			Name: "register.certificates_printed", Kind: "decision", ObjectID: decisionID, Title: c.Decision.Number, UnitPath: c.Decision.UnitPath,
			After: map[string]any{"certificates": len(c.Entries), "separate": separate},
		})
	})
	return runID, err
}

// Handle says how certificates are made in the background.
func (s *Service) Handle(q *jobs.Queue) { jobs.Handle(q, s.print) }

func (s *Service) print(ctx context.Context, run *jobs.Run, p printing) error {
	var c Certificates
	err := s.db.View(ctx, func(tx *db.Tx) error {
		d, err := s.decisions.Decision(ctx, tx, p.DecisionID)
		if err != nil {
			return err
		}
		c, err = s.certificates(ctx, tx, d)
		return err
	})
	if err != nil {
		return err
	}
	var failed error
	told := func(done int) {
		if err := run.Progress(ctx, done, len(c.Entries)); err != nil {
			failed = err
		}
	}
	name, kind := "giay-"+c.Decision.Code+".pdf", "application/pdf"
	write := func(w io.Writer) error { return c.Write(w, told) }
	if p.Separate {
		name, kind = "giay-"+c.Decision.Code+".zip", "application/zip"
		write = func(w io.Writer) error { return c.WriteZip(w, told) }
	}
	received, err := s.files.Put(ctx, name, kind, write, p.AccountID)
	if err != nil {
		return err
	}
	if failed != nil {
		return failed
	}
	return s.db.Update(ctx, func(tx *db.Tx) error {
		f, err := s.files.Save(ctx, tx, received, tx.Now)
		if err != nil {
			return err
		}
		return run.Finish(ctx, tx, "/viec/tep/"+f.ID)
	})
}
