package recognition

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/google/uuid"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
	"kheo/internal/service/auth"
)

// AmendInput begins a correction or revocation of lines of an issued decision, or a
// replacement, which says all its lines in force anew.
type AmendInput struct {
	ID     string   `form:"id"` // of the new draft
	Kind   Kind     `form:"kind"`
	Lines  []string `form:"lines"` // ids of lines in force; a replacement needs none
	Reason string   `form:"reason"`
}

// Amend begins a draft that corrects, replaces or revokes lines of decision id;
// sending the same input twice makes one. It is signed and issued like any other. A
// line that another decision has changed is refused with the name of that decision.
func (s *Service) Amend(ctx context.Context, actor auth.Actor, id string, in AmendInput) (d Decision, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		if d, err = s.existing(ctx, tx, actor, in.ID); !errors.Is(err, fault.NotFound) {
			return err
		}
		root, standing, err := s.amendable(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		if err := s.outdated(ctx, tx, root, standing, in.Lines); err != nil {
			return err
		}
		chosen, err := in.check(standing)
		if err != nil {
			return err
		}
		d, err = s.amend(ctx, tx, actor, root, chosen, in)
		return err
	})
	return d, err
}

// Amendable is a decision whose lines actor may have changed, and its lines that
// are in force.
func (s *Service) Amendable(ctx context.Context, actor auth.Actor, id string) (d Decision, lines []Line, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		d, lines, err = s.amendable(ctx, tx, actor, id)
		return err
	})
	return d, lines, err
}

// amendable finds a decision whose lines actor may have changed, and the lines
// that are in force.
func (s *Service) amendable(ctx context.Context, tx *db.Tx, actor auth.Actor, id string) (Decision, []Line, error) {
	root, err := s.seen(ctx, tx, actor, id)
	if err != nil {
		return root, nil, err
	}
	if !mayAmend(actor, root) {
		return root, nil, s.notFirst(ctx, tx, actor, root)
	}
	standing, err := s.Standing(ctx, tx, root.ID)
	return root, standing, err
}

// notFirst says why actor may not amend d: an amendment is changed through the first
// decision, where all the lines in force are.
func (s *Service) notFirst(ctx context.Context, tx *db.Tx, actor auth.Actor, d Decision) error {
	if !d.Kind.Amends() || d.State != Issued || !mayDraft(actor, d.UnitPath) {
		return fault.Forbidden
	}
	first, err := s.Decision(ctx, tx, d.AmendsID)
	if err != nil {
		return err
	}
	return fault.Refuse("Quyết định này thay đổi quyết định số %s ngày %s. Xin mở quyết định gốc để làm trên dòng đang có giá trị.", first.Number, first.DecidedOn.String())
}

// outdated refuses lines of root that were in force when somebody chose them and
// that an issued decision has changed since.
func (s *Service) outdated(ctx context.Context, tx *db.Tx, root Decision, standing []Line, chosen []string) error {
	for _, id := range chosen {
		if uuid.Validate(id) != nil || slices.ContainsFunc(standing, func(l Line) bool { return l.ID == id }) {
			continue
		}
		refusal, err := db.One(ctx, tx, func(r db.Row) (error, error) {
			var position int64
			var name, number string
			err := r.Scan(&position, &name, &number)
			return errSuperseded(position, name, number), err
		}, `SELECT l.position, l.name, e.number FROM recognition_line l
			JOIN recognition_decision d ON d.id = l.decision_id
			JOIN recognition_line x ON x.amends_line_id = l.id
			JOIN recognition_decision e ON e.id = x.decision_id
			WHERE l.id = $1 AND (d.id = $2 OR d.amends_id = $2) AND e.state = 'issued'`, id, root.ID)
		if err == nil {
			return refusal
		}
		if !errors.Is(err, fault.NotFound) {
			return err
		}
	}
	return nil
}

func (in AmendInput) check(standing []Line) (chosen []Line, err error) {
	v := fault.Invalid{}
	v.Check(in.Kind.Amends(), "kind", "Chọn đính chính, thay thế hoặc thu hồi.")
	v.Check(text.CleanLines(in.Reason) != "", "reason", "Ghi rõ lý do. Lý do được công khai cùng quyết định.")
	v.Check(len([]rune(in.Reason)) <= longText, "reason", "Mục này dài quá %d ký tự.", longText)
	for _, l := range standing {
		if in.Kind == Replacement || slices.Contains(in.Lines, l.ID) {
			chosen = append(chosen, l)
		}
	}
	v.Check(len(chosen) > 0, "lines", "Chọn ít nhất một dòng.")
	return chosen, v.Err()
}

func (s *Service) amend(ctx context.Context, tx *db.Tx, actor auth.Actor, root Decision, chosen []Line, in AmendInput) (d Decision, err error) {
	d = Decision{
		ID: in.ID, Kind: in.Kind, SeasonID: root.SeasonID, UnitID: root.UnitID, UnitPath: root.UnitPath, AmendsID: root.ID,
		Level: root.Level, Award: root.Award, Subject: amendSubject(in.Kind, root), Reason: text.CleanLines(in.Reason),
		Place: root.Place, Letterhead: root.Letterhead, Line: root.Line, SignAs: root.SignAs, Signer: root.Signer,
		State: Draft, Version: 1, CreatedBy: actor.AccountID, CreatedAt: tx.Now, ChangedAt: tx.Now, Bases: root.Bases, Drafted: person(actor),
	}
	if uuid.Validate(d.ID) != nil {
		d.ID = uuid.Must(uuid.NewV7()).String()
	}
	if d.Code, err = s.freeCode(ctx, tx, d.Kind.prefix()+"-"+strings.TrimPrefix(root.Code, root.Kind.prefix()+"-"), false); err != nil {
		return d, err
	}
	if err := insert(ctx, tx, d); err != nil {
		return d, err
	}
	for n := range chosen {
		chosen[n].AmendsLineID = chosen[n].ID
		chosen[n].ID = uuid.Must(uuid.NewV7()).String()
	}
	if err := writeLines(ctx, tx, d.ID, chosen); err != nil {
		return d, err
	}
	return d, s.record(ctx, tx, actor, d, "recognition.drafted", nil, d.trail())
}
