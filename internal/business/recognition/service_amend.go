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

// AmendInput begins a correction or revocation of lines of an issued decision.
type AmendInput struct {
	ID     string   `form:"id"` // of the new draft
	Kind   Kind     `form:"kind"`
	Lines  []string `form:"lines"` // ids of lines in force
	Reason string   `form:"reason"`
}

// Amend begins a draft that corrects or revokes lines of decision id; sending the
// same input twice makes one. It is signed and issued like any other.
func (s *Service) Amend(ctx context.Context, actor auth.Actor, id string, in AmendInput) (d Decision, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		if d, err = s.existing(ctx, tx, actor, in.ID); !errors.Is(err, fault.NotFound) {
			return err
		}
		root, standing, err := s.amendable(ctx, tx, actor, id)
		if err != nil {
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
		return root, nil, fault.Forbidden
	}
	standing, err := s.Standing(ctx, tx, root.ID)
	return root, standing, err
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
