package certificate

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"kheo/internal/business/recognition"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
	"kheo/internal/service/files"
)

// pictures are what comes in as a photograph: 5 MB are plenty for 3 × 4 cm.
var pictures = files.Limits{Bytes: 5 << 20, Types: []string{files.JPEG, files.PNG}}

// LineFor finds one line that stands, of papers that the actor may print photographs
// on; writes says whether the actor may change its photograph.
func (s *Service) LineFor(ctx context.Context, actor auth.Actor, decisionID, code string) (d recognition.Decision, l Line, writes bool, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		d, l, err = s.line(ctx, tx, actor, decisionID, code)
		writes = mayPrint(actor, d)
		return err
	})
	return d, l, writes, err
}

func (s *Service) line(ctx context.Context, tx *db.Tx, actor auth.Actor, decisionID, code string) (d recognition.Decision, l Line, err error) {
	if uuid.Validate(decisionID) != nil {
		return d, l, fault.NotFound
	}
	if d, err = s.decisions.Decision(ctx, tx, decisionID); err != nil {
		return d, l, err
	}
	if !maySee(actor, d) {
		return d, l, fault.NotFound
	}
	all, err := s.lines(ctx, tx, d)
	if err != nil {
		return d, l, err
	}
	i := slices.IndexFunc(all, func(l Line) bool { return l.Code == code })
	if i < 0 {
		return d, l, fault.NotFound
	}
	return d, all[i], nil
}

// SetPhoto keeps a received picture for the certificate of a line, in place of the
// one before. The bytes are stored before, without place, camera and time.
func (s *Service) SetPhoto(ctx context.Context, actor auth.Actor, decisionID, code string, received files.Received) error {
	return s.photo(ctx, actor, decisionID, code, "certificate.photo_added", func(tx *db.Tx, l Line) error {
		f, err := s.files.Save(ctx, tx, received, tx.Now)
		if err != nil {
			return err
		}
		return setPhoto(ctx, tx, decisionID, code, f.ID, actor.Name)
	})
}

// RemovePhoto takes the photograph of a line away.
func (s *Service) RemovePhoto(ctx context.Context, actor auth.Actor, decisionID, code string) error {
	return s.photo(ctx, actor, decisionID, code, "certificate.photo_removed", func(tx *db.Tx, l Line) error {
		if l.PhotoID == "" {
			return fault.NotFound
		}
		return removePhoto(ctx, tx, code)
	})
}

// photo changes the photograph of a line by do, and forgets the file before.
func (s *Service) photo(ctx context.Context, actor auth.Actor, decisionID, code, act string, do func(*db.Tx, Line) error) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		d, l, err := s.line(ctx, tx, actor, decisionID, code)
		if err != nil {
			return err
		}
		if !mayPrint(actor, d) {
			return fault.Forbidden
		}
		if err := do(tx, l); err != nil {
			return err
		}
		if l.PhotoID != "" {
			if err := s.files.Forget(ctx, tx, l.PhotoID); err != nil {
				return err
			}
		}
		return audit.Record(ctx, tx, actor, audit.Act{
			Name: act, Kind: "decision", ObjectID: d.ID, Title: d.Number, UnitPath: d.UnitPath, After: map[string]any{"code": code},
		})
	})
}

// PhotoFile finds the photograph of a line that the actor may see.
func (s *Service) PhotoFile(ctx context.Context, actor auth.Actor, decisionID, code string) (f files.File, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		_, l, err := s.line(ctx, tx, actor, decisionID, code)
		if err != nil {
			return err
		}
		if l.PhotoID == "" {
			return fault.NotFound
		}
		f, err = s.files.Find(ctx, tx, l.PhotoID)
		return err
	})
	return f, err
}
