package recognition

import (
	"context"
	"unicode/utf8"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
	"kheo/internal/service/auth"
)

// EditLine writes what the paper says in one line of a draft.
func (s *Service) EditLine(ctx context.Context, actor auth.Actor, id string, version int64, lineID string, in LineInput) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		d, err := s.editable(ctx, tx, actor, id, version)
		if err != nil {
			return err
		}
		before, err := oneLine(ctx, tx, id, lineID)
		if err != nil {
			return err
		}
		after, err := before.with(in)
		if err != nil {
			return err
		}
		if d.Kind == Revocation {
			return fault.Refuse("Quyết định thu hồi giữ nguyên lời của dòng cũ.")
		}
		if err := touch(ctx, tx, actor, id, version); err != nil {
			return err
		}
		if err := updateLine(ctx, tx, after); err != nil {
			return err
		}
		return s.record(ctx, tx, actor, d, "recognition.line_edited", before, after)
	})
}

// LineForm finds a line of a draft that actor may write and, for a correction,
// the line that it changes.
func (s *Service) LineForm(ctx context.Context, actor auth.Actor, id, lineID string) (d Decision, l, old Line, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		if d, err = s.seen(ctx, tx, actor, id); err != nil {
			return err
		}
		if d, err = s.editable(ctx, tx, actor, id, d.Version); err != nil {
			return err
		}
		if l, err = oneLine(ctx, tx, id, lineID); err != nil {
			return err
		}
		amended, err := amendedBy(ctx, tx, id)
		old = amended[l.AmendsLineID]
		return err
	})
	return d, l, old, err
}

// with gives l the words of in.
func (l Line) with(in LineInput) (Line, error) {
	l.Name, l.UnitName, l.Title, l.Merit = text.Clean(in.Name), text.Clean(in.UnitName), text.Clean(in.Title), text.Clean(in.Merit)
	v := fault.Invalid{}
	v.Check(l.Name != "", "name", "Chưa nhập tên tập thể, cá nhân hoặc hộ gia đình.")
	v.Check(l.UnitName != "", "unit_name", "Chưa nhập đơn vị.")
	for field, value := range map[string]string{"name": l.Name, "unit_name": l.UnitName, "title": l.Title, "merit": l.Merit} {
		v.Check(utf8.RuneCountInString(value) <= 2*shortText, field, "Mục này dài quá %d ký tự.", 2*shortText)
	}
	return l, v.Err()
}
