package numberbook

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// Settings are the terms and abbreviations of one body.
type Settings struct {
	Unit    org.Unit
	Terms   []Term
	Symbols []Symbol
	Manages bool
}

// Settings shows the terms and abbreviations of a body to who reads its books.
func (s *Service) Settings(ctx context.Context, actor auth.Actor, unitID string) (all Settings, err error) {
	if uuid.Validate(unitID) != nil {
		return all, fault.NotFound
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		all = Settings{}
		if all.Unit, err = s.units.Unit(ctx, tx, unitID); err != nil {
			return err
		}
		if !maySee(actor, all.Unit.Path) {
			return fault.NotFound
		}
		all.Manages = mayManage(actor, all.Unit.Path)
		if all.Terms, err = termsOf(ctx, tx, unitID); err != nil {
			return err
		}
		all.Symbols, err = symbolsOf(ctx, tx, unitID)
		return err
	})
	return all, err
}

// managed finds a unit that the actor administers.
func (s *Service) managed(ctx context.Context, tx *db.Tx, actor auth.Actor, unitID string) (u org.Unit, err error) {
	if uuid.Validate(unitID) != nil {
		return u, fault.NotFound
	}
	if u, err = s.units.Unit(ctx, tx, unitID); err != nil {
		return u, err
	}
	if !maySee(actor, u.Path) {
		return u, fault.NotFound
	}
	if !mayManage(actor, u.Path) {
		return u, fault.Forbidden
	}
	return u, nil
}

// SetTerm adds a term of a committee, or changes one. Of a term that a book runs
// through only the last day changes, never before a day that was used.
func (s *Service) SetTerm(ctx context.Context, actor auth.Actor, unitID string, in TermInput) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		u, err := s.managed(ctx, tx, actor, unitID)
		if err != nil {
			return err
		}
		t, err := in.term(u.ID)
		if err != nil {
			return err
		}
		before, err := findTerm(ctx, tx, t.ID)
		known := err == nil
		if err != nil && !errors.Is(err, fault.NotFound) {
			return err
		}
		if known && (before.UnitID != u.ID || in.Version == 0 && before.Name != t.Name) {
			return fault.NotFound
		}
		if known && in.Version == 0 {
			return nil // sent twice
		}
		if err := s.apart(ctx, tx, t); err != nil {
			return err
		}
		act := audit.Act{Name: "numberbook.term_added", Kind: "unit", ObjectID: u.ID, Title: t.Name + ", " + u.Name, UnitPath: u.Path, After: t.trail()}
		if !known {
			if err := insertTerm(ctx, tx, t, actor.Name); err != nil {
				return err
			}
			return audit.Record(ctx, tx, actor, act)
		}
		if err := s.mayMove(ctx, tx, before, t); err != nil {
			return err
		}
		if err := updateTerm(ctx, tx, t); err != nil {
			return err
		}
		act.Name, act.Before = "numberbook.term_changed", before.trail()
		return audit.Record(ctx, tx, actor, act)
	})
}

func (t Term) trail() map[string]any {
	return map[string]any{"name": t.Name, "from": t.Days.From, "to": t.Days.To}
}

// apart refuses a term that shares a day with another one of the body.
func (s *Service) apart(ctx context.Context, tx *db.Tx, t Term) error {
	others, err := termsOf(ctx, tx, t.UnitID)
	if err != nil {
		return err
	}
	for _, o := range others {
		if o.ID != t.ID && o.Days.Meets(t.Days) {
			return fault.Invalid{"from": fault.Say("Khoảng ngày này trùng với %s. Ghi ngày kết thúc của nhiệm kỳ đó trước.", o.Name)}
		}
	}
	return nil
}

// mayMove refuses a change of a term that papers were numbered in.
func (s *Service) mayMove(ctx context.Context, tx *db.Tx, before, t Term) error {
	if !before.Used {
		return nil
	}
	last, err := lastDayIn(ctx, tx, before)
	if err != nil {
		return err
	}
	v := fault.Invalid{}
	v.Check(t.Name == before.Name, "name", "Đã có sổ theo nhiệm kỳ này nên chỉ đổi được ngày kết thúc.")
	v.Check(t.Days.From == before.Days.From, "from", "Đã có sổ theo nhiệm kỳ này nên chỉ đổi được ngày kết thúc.")
	v.Check(t.Days.To.IsZero() || !t.Days.To.Before(last), "to", "Đã có văn bản ngày %s trong nhiệm kỳ này.", last.String())
	return v.Err()
}

// AddSymbol says how a body is written in numbers from a day on; the abbreviation
// before it ends the day before. Books that are open keep theirs.
func (s *Service) AddSymbol(ctx context.Context, actor auth.Actor, unitID string, in SymbolInput) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		u, err := s.managed(ctx, tx, actor, unitID)
		if err != nil {
			return err
		}
		x, err := in.symbol(u.ID)
		if err != nil {
			return err
		}
		all, err := symbolsOf(ctx, tx, u.ID)
		if err != nil {
			return err
		}
		var before any
		for _, o := range all {
			switch {
			case o.ID == x.ID:
				return nil // sent twice
			case o.Line != x.Line || !o.Days.Meets(x.Days):
				continue
			case !x.Days.From.After(o.Days.From):
				return fault.Invalid{"from": fault.Say("Từ ngày %s đã dùng chữ viết tắt %s. Chọn ngày sau đó.", o.Days.From.String(), o.Abbreviation)}
			}
			before = map[string]any{"abbreviation": o.Abbreviation, "from": o.Days.From}
			if err := endSymbol(ctx, tx, o.ID, x.Days.From.AddDays(-1)); err != nil {
				return err
			}
		}
		if err := insertSymbol(ctx, tx, x, actor.Name); err != nil {
			return err
		}
		return audit.Record(ctx, tx, actor, audit.Act{
			Name: "numberbook.symbol_added", Kind: "unit", ObjectID: u.ID, Title: x.Abbreviation + ", " + u.Name, UnitPath: u.Path, Before: before,
			After: map[string]any{"line": x.Line, "abbreviation": x.Abbreviation, "from": x.Days.From},
		})
	})
}

// Choices lists bodies that the actor administers: those of the grants, and what
// typed finds among the others.
func (s *Service) Choices(ctx context.Context, actor auth.Actor, typed string) (all []org.Unit, err error) {
	if !actor.Has(auth.Administrator) || actor.Scopes != nil {
		return nil, fault.NotFound
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		all = nil
		seen := map[string]bool{}
		add := func(u org.Unit) {
			if !seen[u.ID] && mayManage(actor, u.Path) {
				seen[u.ID] = true
				all = append(all, u)
			}
		}
		if typed == "" {
			for _, g := range actor.Grants {
				u, err := s.units.Unit(ctx, tx, g.UnitID)
				if err != nil && !errors.Is(err, fault.NotFound) {
					return err
				}
				add(u)
			}
			return nil
		}
		hits, err := s.units.Search(ctx, tx, typed, clock.DayOf(tx.Now), pageRows)
		for _, h := range hits {
			add(h.Unit)
		}
		return err
	})
	return all, err
}
