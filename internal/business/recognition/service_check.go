package recognition

import (
	"context"
	"unicode/utf8"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
	"kheo/internal/service/auth"
)

// Check records that actor, who did not write it, has compared the draft with its
// sources. Nothing may be missing. Checking what the actor has checked changes nothing.
func (s *Service) Check(ctx context.Context, actor auth.Actor, id string, version int64) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		d, err := s.seen(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		if !checks(actor, d) {
			return fault.Forbidden
		}
		if d.State == Checked && d.Version == version+1 && d.CheckedBy.AccountID == actor.AccountID {
			return nil
		}
		if d.State == Draft && d.Version != version {
			return fault.Conflict
		}
		before := d.trail()
		if err := d.check(person(actor), tx.Now); err != nil {
			return err
		}
		lines, err := linesOf(ctx, tx, d.ID)
		if err != nil {
			return err
		}
		if err := s.Missing(ctx, tx, actor, d, lines); err != nil {
			return err
		}
		if err := storeChecked(ctx, tx, d); err != nil {
			return err
		}
		return s.record(ctx, tx, actor, d, "recognition.checked", before, d.trail())
	})
}

// BackInput says why a checked draft goes back to be written.
type BackInput struct {
	Note    string `form:"note"`
	Version int64  `form:"version"`
}

// SendBack opens a checked draft for writing again.
func (s *Service) SendBack(ctx context.Context, actor auth.Actor, id string, in BackInput) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		d, err := s.seen(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		if !checks(actor, d) && !signs(actor, d) {
			return fault.Forbidden
		}
		if note := text.CleanLines(in.Note); d.State == Draft && note != "" && d.BackNote == note {
			return nil // sent twice
		}
		note := text.CleanLines(in.Note)
		v := fault.Invalid{}
		v.Check(note != "", "note", "Ghi cần sửa gì, để người soạn biết.")
		v.Check(utf8.RuneCountInString(note) <= longText, "note", "Mục này dài quá %d ký tự.", longText)
		if err := v.Err(); err != nil {
			return err
		}
		if d.Version != in.Version {
			return fault.Conflict
		}
		before := d.trail()
		if err := d.sendBack(note); err != nil {
			return err
		}
		if err := storeChecked(ctx, tx, d); err != nil {
			return err
		}
		return s.record(ctx, tx, actor, d, "recognition.sent_back", before, map[string]any{"state": d.State, "note": note})
	})
}
