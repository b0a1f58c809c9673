package certificate

import (
	"cmp"
	"context"
	"io"

	"github.com/google/uuid"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/platform/jobs"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
	"kheo/internal/service/docgen"
)

// printing is the job of making certificates. What was asked for before there were
// designs names the decision alone: all its papers, as they are meant.
type printing struct {
	DecisionID string       `json:"decision_id"`
	AccountID  string       `json:"account_id"`
	Separate   bool         `json:"separate"` // one file each, in a zip
	Design     string       `json:"design,omitempty"`
	Over       bool         `json:"over,omitempty"`
	Shift      docgen.Shift `json:"shift,omitzero"`
	Codes      []string     `json:"codes,omitempty"` // empty: all that stand
}

// Kind is older than this module: work that was asked for earlier still runs.
func (printing) Kind() string { return "register.certificates.v1" }

// Print asks for certificates in the background and returns the id under which
// the work can be followed. From then on they count as printed.
func (s *Service) Print(ctx context.Context, actor auth.Actor, decisionID string, c Choice) (runID string, err error) {
	err = s.commit(ctx, actor, decisionID, c, func(tx *db.Tx, k Desk) (string, error) {
		p := printing{DecisionID: decisionID, AccountID: actor.AccountID, Separate: c.Separate, Design: k.Design.ID, Over: k.Over, Shift: k.Shift}
		for _, l := range k.Chosen {
			p.Codes = append(p.Codes, l.Code)
		}
		runID, err = s.jobs.Enqueue(ctx, tx, actor.AccountID, i18n.T(ctx, "In giấy của quyết định %s", k.Decision.Number), p)
		return runID, err
	})
	return runID, err
}

// PrintNow writes down that certificates are printed and hands them over: for the
// command line, which waits for them.
func (s *Service) PrintNow(ctx context.Context, actor auth.Actor, decisionID string, c Choice) (papers Certificates, err error) {
	err = s.commit(ctx, actor, decisionID, c, func(tx *db.Tx, k Desk) (string, error) {
		papers = k.Certificates
		return "", s.carry(ctx, tx, &papers)
	})
	return papers, err
}

// commit writes down what is printed, by whom and why again, together with do,
// which returns the work that makes the file.
func (s *Service) commit(ctx context.Context, actor auth.Actor, decisionID string, c Choice, do func(*db.Tx, Desk) (string, error)) error {
	if uuid.Validate(decisionID) != nil {
		return fault.NotFound
	}
	return s.db.Update(ctx, func(tx *db.Tx) error {
		d, err := s.decisions.Decision(ctx, tx, decisionID)
		switch {
		case err != nil:
			return err
		case !maySee(actor, d):
			return fault.NotFound
		case !mayPrint(actor, d):
			return fault.Forbidden
		}
		k, wrong, err := s.desk(ctx, tx, actor, d, c)
		if err != nil || wrong != nil {
			return cmp.Or(err, wrong)
		}
		if len(k.Chosen) == 0 {
			return fault.Refuse("Không có giấy nào để in")
		}
		why, err := c.reason(k.Chosen)
		if err != nil {
			return err
		}
		run, err := do(tx, k)
		if err != nil {
			return err
		}
		p := Printing{At: tx.Now, Account: actor.Name, DesignID: k.Design.ID, Over: k.Over, RunID: run, Reason: why}
		if err := insertPrintings(ctx, tx, d.ID, actor.AccountID, p, k.Chosen); err != nil {
			return err
		}
		after := map[string]any{"certificates": len(k.Chosen), "separate": c.Separate, "design": k.Design.Code, "edition": k.Design.Edition, "overprint": k.Over}
		if n := again(k.Chosen); n > 0 {
			after["reprints"], after["reason"] = n, why
		}
		return audit.Record(ctx, tx, actor, audit.Act{
			Name: "certificate.printed", Kind: "decision", ObjectID: d.ID, Title: d.Number, UnitPath: d.UnitPath, After: after,
		})
	})
}

// Handle says how certificates are made in the background.
func (s *Service) Handle(q *jobs.Queue) { jobs.Handle(q, s.print) }

// papers finds what a job is to print.
func (s *Service) papers(ctx context.Context, p printing) (c Certificates, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		d, err := s.decisions.Decision(ctx, tx, p.DecisionID)
		if err != nil {
			return err
		}
		if c, err = s.certificates(ctx, tx, d); err != nil {
			return err
		}
		c.Over, c.Shift = p.Over, p.Shift
		if p.Design != "" {
			c.Design, err = findDesign(ctx, tx, p.Design)
		} else {
			var all []Design
			if all, err = designs(ctx, tx); err == nil {
				c.Design, err = choose(fitting(all, d, clock.DayOf(tx.Now)), "")
			}
		}
		if err != nil {
			return err
		}
		lines, err := s.lines(ctx, tx, d)
		if err != nil {
			return err
		}
		if c.Chosen, err = (Choice{Codes: p.Codes}).chosen(lines); err != nil {
			return fault.Refuse("Danh sách vừa thay đổi. Xin mở lại trang in giấy và chọn lại.")
		}
		if c.photos, err = s.files.Many(ctx, tx, c.photoIDs()); err != nil {
			return err
		}
		return s.carry(ctx, tx, &c)
	})
	return c, err
}

func (s *Service) print(ctx context.Context, run *jobs.Run, p printing) error {
	c, err := s.papers(ctx, p)
	if err != nil {
		return err
	}
	var failed error
	told := func(done int) {
		if err := run.Progress(ctx, done, len(c.Chosen)); err != nil {
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
