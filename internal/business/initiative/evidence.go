package initiative

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"time"

	"github.com/google/uuid"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
	"kheo/internal/service/files"
)

// Evidence is a file that shows that something was done.
type Evidence struct {
	ID           string
	InitiativeID string
	Step         Step
	Caption      string
	FileID       string
	Public       bool
	At           time.Time
	File         files.File
}

// EvidenceInput says what a file shows.
type EvidenceInput struct {
	ID      string `form:"id"` // so that sending twice makes one
	Step    Step   `form:"step"`
	Caption string `form:"caption"`
	Public  bool   `form:"public"`
}

// Check says what is wrong with in, before its files are received.
func (in EvidenceInput) Check() error {
	v := fault.Invalid{}
	v.Check(text.Clean(in.Caption) != "", "caption", "Viết một câu: tệp này chứng minh điều gì.")
	v.Check(len([]rune(text.Clean(in.Caption))) <= 300, "caption", "Câu này dài quá %d ký tự.", 300)
	v.Check(in.Step == "" || slices.Contains(Steps(), in.Step), "step", "Chọn một trong sáu bước, hoặc để trống.")
	return v.Err()
}

// AddEvidence attaches a received file. The bytes are stored before; without
// this they belong to nobody and are swept away.
func (s *Service) AddEvidence(ctx context.Context, actor auth.Actor, initiativeID string, in EvidenceInput, received files.Received) (Evidence, error) {
	all, err := s.AddEvidences(ctx, actor, initiativeID, in, received)
	if err != nil {
		return Evidence{}, err
	}
	return all[0], nil
}

// AddEvidences attaches several received files under one caption, all or none.
func (s *Service) AddEvidences(ctx context.Context, actor auth.Actor, initiativeID string, in EvidenceInput, received ...files.Received) (all []Evidence, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		all = nil
		i, season, err := s.reportable(ctx, tx, actor, initiativeID)
		if err != nil {
			return err
		}
		if err := in.Check(); err != nil {
			return err
		}
		for n, r := range received {
			e, err := s.attach(ctx, tx, actor, i, in, n, r)
			if err != nil {
				return err
			}
			all = append(all, e)
		}
		if i.State == Accepted && len(all) > 0 {
			return s.moveTo(ctx, tx, actor, &i, "", func(i *Initiative) error { return i.begin(season, tx.Now) })
		}
		return nil
	})
	return all, err
}

// attach keeps the n-th file of one sending.
func (s *Service) attach(ctx context.Context, tx *db.Tx, actor auth.Actor, i Initiative, in EvidenceInput, n int, received files.Received) (e Evidence, err error) {
	e = Evidence{
		ID: in.fileID(n), InitiativeID: i.ID, Step: in.Step, Caption: text.Clean(in.Caption), Public: in.Public, At: tx.Now,
	}
	sent, err := db.One(ctx, tx, scanEvidence, `SELECT `+evidenceColumns+` FROM initiative_evidence WHERE id = $1 AND initiative_id = $2`, e.ID, i.ID)
	if !errors.Is(err, fault.NotFound) {
		return sent, err
	}
	if e.File, err = s.files.Save(ctx, tx, received, tx.Now); err != nil {
		return e, err
	}
	e.FileID = e.File.ID
	if err := insertEvidence(ctx, tx, e, actor.AccountID); err != nil {
		return e, err
	}
	return e, audit.Record(ctx, tx, actor, audit.Act{
		Name: "initiative.evidence_added", Kind: "initiative", ObjectID: i.ID, Title: i.Title, UnitPath: i.UnitPath, After: e,
	})
}

// fileID gives each file of a sending its own id, the same when it is sent again.
func (in EvidenceInput) fileID(n int) string {
	base, err := uuid.Parse(in.ID)
	switch {
	case err != nil:
		return uuid.Must(uuid.NewV7()).String()
	case n == 0:
		return base.String()
	}
	return uuid.NewSHA1(base, []byte(strconv.Itoa(n))).String()
}

// PublishEvidence lets everybody see a file, or no longer.
func (s *Service) PublishEvidence(ctx context.Context, actor auth.Actor, initiativeID, evidenceID string, public bool) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		i, err := find(ctx, tx, initiativeID)
		if err != nil {
			return err
		}
		if !maySee(actor, i) {
			return fault.NotFound
		}
		if !mayPublishEvidence(actor, i) {
			return fault.Forbidden
		}
		if uuid.Validate(evidenceID) != nil {
			return fault.NotFound
		}
		err = db.Change(ctx, tx, `UPDATE initiative_evidence SET public = $3 WHERE id = $1 AND initiative_id = $2`, evidenceID, initiativeID, public)
		if err != nil {
			return err
		}
		return audit.Record(ctx, tx, actor, audit.Act{
			Name: "initiative.evidence_published", Kind: "initiative", ObjectID: i.ID, Title: i.Title, UnitPath: i.UnitPath,
			After: map[string]any{"evidence": evidenceID, "public": public},
		})
	})
}

// EvidenceFile finds a file of evidence that the actor may open: everybody those
// made public of public initiatives, people of the unit all of them.
func (s *Service) EvidenceFile(ctx context.Context, actor auth.Actor, evidenceID string) (f files.File, err error) {
	if uuid.Validate(evidenceID) != nil {
		return f, fault.NotFound
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		e, err := db.One(ctx, tx, scanEvidence, `SELECT `+evidenceColumns+` FROM initiative_evidence WHERE id = $1`, evidenceID)
		if err != nil {
			return err
		}
		i, err := find(ctx, tx, e.InitiativeID)
		if err != nil {
			return err
		}
		if !maySee(actor, i) && !(e.Public && i.State.Public()) {
			return fault.NotFound
		}
		f, err = s.files.Find(ctx, tx, e.FileID)
		return err
	})
	return f, err
}

const evidenceColumns = `id, initiative_id, step, caption, file_id, public, at`

func scanEvidence(r db.Row) (e Evidence, err error) {
	err = r.Scan(&e.ID, &e.InitiativeID, &e.Step, &e.Caption, &e.FileID, &e.Public, db.Time(&e.At))
	return e, err
}

func insertEvidence(ctx context.Context, tx *db.Tx, e Evidence, accountID string) error {
	return db.Exec(ctx, tx, `INSERT INTO initiative_evidence (id, initiative_id, step, caption, file_id, public, author_id, at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`, e.ID, e.InitiativeID, e.Step, e.Caption, e.FileID, e.Public, db.OrNull(accountID), e.At)
}

// evidence lists an initiative's files, the oldest first.
func (s *Service) evidence(ctx context.Context, tx *db.Tx, initiativeID string) ([]Evidence, error) {
	all, err := db.All(ctx, tx, scanEvidence, `SELECT `+evidenceColumns+` FROM initiative_evidence WHERE initiative_id = $1 ORDER BY at, id`, initiativeID)
	if err != nil || len(all) == 0 {
		return all, err
	}
	ids := make([]string, len(all))
	for n, e := range all {
		ids[n] = e.FileID
	}
	found, err := s.files.Many(ctx, tx, ids)
	for n := range all {
		all[n].File = found[all[n].FileID]
	}
	return all, err
}
