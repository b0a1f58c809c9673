package award

import (
	"context"
	"errors"
	"slices"
	"unicode/utf8"

	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// BasisQuery narrows the list of legal texts.
type BasisQuery struct {
	Day  clock.Date `form:"ngay"`
	Line org.Line   `form:"he"`
	Mark string     `form:"loc"` // "con", "sap-het", "da-het"; empty: all
}

// The marks by which legal texts are found.
const (
	markHolds = "con"
	markSoon  = "sap-het"
	markEnded = "da-het"
)

func (q BasisQuery) keeps(b Basis) bool {
	if q.Line != "" && b.Line != q.Line {
		return false
	}
	switch q.Mark {
	case markHolds:
		return b.InForceOn(q.Day)
	case markSoon:
		return b.EndsSoon(q.Day)
	case markEnded:
		return b.Ended(q.Day)
	}
	return true
}

// BasisList is the catalogue of legal texts as its reader may see it.
type BasisList struct {
	Query  BasisQuery
	All    []Basis
	Rows   []Basis // of All, those that were asked for
	Soon   int     // of All, how many end soon after the day
	Writes bool
}

// Find finds a text of l by id, or fault.NotFound.
func (l BasisList) Find(id string) (Basis, error) {
	at := slices.IndexFunc(l.All, func(b Basis) bool { return b.ID == id })
	if at < 0 {
		return Basis{}, fault.NotFound
	}
	return l.All[at], nil
}

// ListBases lists legal texts with their marks of a day, today when none is asked for.
func (s *Service) ListBases(ctx context.Context, actor auth.Actor, q BasisQuery) (l BasisList, err error) {
	if !maySee(actor) {
		return l, fault.NotFound
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		if q.Day.IsZero() {
			q.Day = clock.DayOf(tx.Now)
		}
		l = BasisList{Query: q, Writes: mayWrite(actor)}
		if l.All, err = s.Bases(ctx, tx); err != nil {
			return err
		}
		for _, b := range l.All {
			if q.keeps(b) {
				l.Rows = append(l.Rows, b)
			}
			if b.EndsSoon(q.Day) {
				l.Soon++
			}
		}
		return nil
	})
	return l, err
}

// BasisInput is the form of a legal text.
type BasisInput struct {
	ID        string     `form:"id"`
	Version   int64      `form:"version"` // 0 for a new one
	Code      string     `form:"code"`    // of a new one; it never changes
	Text      string     `form:"text"`
	From      clock.Date `form:"effective_from"`
	To        clock.Date `form:"effective_to"`
	Line      org.Line   `form:"line"`
	Kind      BasisKind  `form:"kind"`
	Source    string     `form:"source"`
	Replaces  string     `form:"replaces"` // id; empty for none
	AmendedBy string     `form:"amended_by"`
}

func (b Basis) input() BasisInput {
	return BasisInput{
		ID: b.ID, Version: b.Version, Code: b.Code, Text: b.Text, From: b.From, To: b.To, Line: b.Line, Kind: b.Kind, Source: b.Source,
		Replaces: b.ReplacesID, AmendedBy: b.AmendedBy,
	}
}

// basis reads in. What is written anew is not verified any more.
func (in BasisInput) basis(by string) (Basis, error) {
	b := Basis{
		ID: newID(in.ID), Code: text.Clean(in.Code), Text: text.Clean(in.Text), From: in.From, To: in.To, Line: in.Line, Kind: in.Kind,
		Source: text.Clean(in.Source), ReplacesID: in.Replaces, AmendedBy: text.Clean(in.AmendedBy), Version: in.Version, EditedBy: by,
	}
	v := fault.Invalid{}
	v.Check(in.Version != 0 || slug.MatchString(b.Code) && len(b.Code) <= 60, "code", "Mã gồm chữ thường không dấu, số và gạch nối, ví dụ nd-152-2025.")
	v.Check(b.Text != "", "text", "Chưa ghi văn bản, viết như sẽ đứng sau chữ “Căn cứ”.")
	v.Check(utf8.RuneCountInString(b.Text) <= longText, "text", "Mục này dài quá %d ký tự.", longText)
	v.Check(utf8.RuneCountInString(b.AmendedBy) <= longText, "amended_by", "Mục này dài quá %d ký tự.", longText)
	v.Check(slices.Contains(Lines(), b.Line), "line", "Chọn hệ thống tổ chức.")
	v.Check(slices.Contains(BasisKinds(), b.Kind), "kind", "Chọn loại văn bản.")
	v.Check(b.To.IsZero() || !b.To.Before(b.From), "effective_to", "Ngày hết hiệu lực ở trước ngày có hiệu lực.")
	v.Check(b.ReplacesID != b.ID, "replaces", "Một văn bản không thay chính nó.")
	written(v, "source", b.Source, "Ghi văn bản và điều khoản làm nguồn.")
	return b, v.Err()
}

// KeepBasis adds a legal text or changes one. Decisions keep the words that they
// cited. Sending a new one twice makes one.
func (s *Service) KeepBasis(ctx context.Context, actor auth.Actor, in BasisInput) (b Basis, err error) {
	if !mayWrite(actor) {
		return b, fault.Forbidden
	}
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		if b, err = in.basis(actor.Name); err != nil {
			return err
		}
		if b.ReplacesID != "" {
			if _, err := s.Basis(ctx, tx, b.ReplacesID); err != nil {
				return fault.Invalid{"replaces": fault.Say("Chọn văn bản trong danh mục.")}
			}
		}
		before, err := s.Basis(ctx, tx, b.ID)
		switch {
		case errors.Is(err, fault.NotFound) && in.Version == 0:
			if err := insertBasis(ctx, tx, b); err != nil {
				return err
			}
			return recordBasis(ctx, tx, actor, "award.basis_added", b, nil)
		case err != nil:
			return err
		case in.Version == 0: // sent twice
			b = before
			return nil
		}
		b.Code = before.Code
		if err := updateBasis(ctx, tx, b); err != nil {
			return err
		}
		return recordBasis(ctx, tx, actor, "award.basis_edited", b, before.trail())
	})
	return b, err
}

// EndBasis makes a day the last on which a legal text holds.
func (s *Service) EndBasis(ctx context.Context, actor auth.Actor, id string, in EndInput) error {
	return s.changeBasis(ctx, actor, id, in.Version, "award.basis_ended", func(b *Basis) error {
		v := fault.Invalid{}
		v.Check(!in.To.IsZero(), "effective_to", "Chọn ngày áp dụng cuối cùng.")
		v.Check(!in.To.Before(b.From), "effective_to", "Ngày cuối không thể trước ngày bắt đầu %s.", b.From.String())
		b.To = in.To
		return v.Err()
	})
}

// VerifyBasis keeps who compared a legal text with the original.
func (s *Service) VerifyBasis(ctx context.Context, actor auth.Actor, id string, in VerifyInput) error {
	return s.changeBasis(ctx, actor, id, in.Version, "award.basis_verified", func(b *Basis) error {
		err := in.clean()
		b.VerifiedBy = in.By
		return err
	})
}

func (s *Service) changeBasis(ctx context.Context, actor auth.Actor, id string, version int64, act string, do func(*Basis) error) error {
	if !mayWrite(actor) {
		return fault.Forbidden
	}
	return s.db.Update(ctx, func(tx *db.Tx) error {
		b, err := s.Basis(ctx, tx, id)
		if err != nil {
			return err
		}
		before := b.trail()
		if err := do(&b); err != nil {
			return err
		}
		b.Version, b.EditedBy = version, actor.Name
		if err := updateBasis(ctx, tx, b); err != nil {
			return err
		}
		return recordBasis(ctx, tx, actor, act, b, before)
	})
}

func recordBasis(ctx context.Context, tx *db.Tx, actor auth.Actor, act string, b Basis, before map[string]any) error {
	a := audit.Act{Name: act, Kind: "legal_basis", ObjectID: b.ID, Title: b.Text, UnitPath: root(actor), After: b.trail()}
	if before != nil {
		a.Before = before
	}
	return audit.Record(ctx, tx, actor, a)
}
