package numberbook

import (
	"context"
	"errors"

	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// OpenInput opens a book before its first paper, where numbers were given on paper
// already.
type OpenInput struct {
	UnitID  string     `form:"unit"`
	Line    org.Line   `form:"line"`
	DocType string     `form:"doc_type"`
	Day     clock.Date `form:"day"` // any day of the period
	First   int64      `form:"first"`
}

// OpenBook opens the book of a body for a kind of paper and a day. A book that is
// there already is answered as it is, when its first number agrees.
func (s *Service) OpenBook(ctx context.Context, actor auth.Actor, in OpenInput) (b Book, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		unit, err := s.units.Unit(ctx, tx, in.UnitID)
		switch {
		case err != nil:
			return err
		case !maySee(actor, unit.Path):
			return fault.NotFound
		case !mayKeep(actor, unit.Path):
			return fault.Forbidden
		case in.First < 1:
			return fault.Invalid{"first": fault.Say("Số văn bản phải lớn hơn 0.")}
		}
		w := Want{UnitID: in.UnitID, Line: in.Line, DocType: in.DocType, Day: in.Day}
		if b, err = s.plan(ctx, tx, w); err != nil {
			return err
		}
		there, err := bookOf(ctx, tx, w.UnitID, w.Line, w.DocType, b.Period)
		if err == nil {
			b = there
			if there.First != in.First {
				return fault.Refuse("Sổ %s đã mở với số bắt đầu %d.", there.Name(), there.First)
			}
			return nil
		}
		if !errors.Is(err, fault.NotFound) {
			return err
		}
		b.First, b.Next = in.First, in.First
		if err := insertBook(ctx, tx, b, actor.Name); err != nil {
			return err
		}
		return audit.Record(ctx, tx, actor, audit.Act{
			Name: "numberbook.opened", Kind: "numberbook", ObjectID: b.ID, Title: b.Name(), UnitPath: b.UnitPath, After: b.trail(),
		})
	})
	return b, err
}

// unitsFor lists bodies that the actor keeps books for: the one chosen before, those
// of the grants, and what typed finds.
func (s *Service) unitsFor(ctx context.Context, tx *db.Tx, actor auth.Actor, typed, chosen string) (all []org.Unit, err error) {
	seen := map[string]bool{}
	add := func(u org.Unit) {
		if !seen[u.ID] && mayKeep(actor, u.Path) {
			seen[u.ID] = true
			all = append(all, u)
		}
	}
	ids := []string{chosen}
	for _, g := range actor.Grants {
		ids = append(ids, g.UnitID)
	}
	for _, id := range ids {
		if id == "" {
			continue
		}
		u, err := s.units.Unit(ctx, tx, id)
		if errors.Is(err, fault.NotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		add(u)
	}
	hits, err := s.units.Search(ctx, tx, typed, clock.DayOf(tx.Now), 40)
	for _, h := range hits {
		add(h.Unit)
	}
	return all, err
}

// Opening is what the form that opens a book needs.
type Opening struct {
	Units []org.Unit
	Kinds []Kind
}

// Opening prepares the form that opens a book; typed finds more bodies.
func (s *Service) Opening(ctx context.Context, actor auth.Actor, typed, chosen string) (o Opening, err error) {
	if !actor.Has(auth.Publisher) {
		return o, fault.NotFound
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		o = Opening{}
		if o.Kinds, err = allKinds(ctx, tx); err != nil {
			return err
		}
		o.Units, err = s.unitsFor(ctx, tx, actor, typed, chosen)
		return err
	})
	return o, err
}

// BookInput is how a book runs from now on.
type BookInput struct {
	Pattern   string `form:"pattern"`
	First     int64  `form:"first"`
	Backwards string `form:"backwards"` // "1": days may run backwards
	Version   int64  `form:"version"`
}

// Set changes how numbers to come are written, the first number while Khéo gave
// none, and whether days may run backwards.
func (s *Service) Set(ctx context.Context, actor auth.Actor, bookID string, in BookInput) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		before, err := s.seen(ctx, tx, actor, bookID)
		if err != nil {
			return err
		}
		if !mayManage(actor, before.UnitPath) {
			return fault.Forbidden
		}
		b := before
		b.Pattern, b.Backwards, b.Version = text.Clean(in.Pattern), in.Backwards != "", in.Version
		v := fault.Invalid{}
		checkPattern(v, "pattern", b.Pattern)
		if in.First != before.First {
			highest, err := highestRecorded(ctx, tx, b.ID)
			if err != nil {
				return err
			}
			v.Check(before.Untouched(), "first", "Sổ đã cấp số nên không đổi số bắt đầu được.")
			v.Check(in.First > highest, "first", "Số bắt đầu phải lớn hơn số %d đã ghi lại từ sổ giấy.", highest)
			b.First, b.Next = in.First, in.First
		}
		if err := v.Err(); err != nil {
			return err
		}
		if before.Version == in.Version+1 && b.Pattern == before.Pattern && b.First == before.First && b.Backwards == before.Backwards {
			return nil // sent twice
		}
		if err := setBook(ctx, tx, b); err != nil {
			return err
		}
		return audit.Record(ctx, tx, actor, audit.Act{
			Name: "numberbook.set", Kind: "numberbook", ObjectID: b.ID, Title: b.Name(), UnitPath: b.UnitPath, Before: before.trail(), After: b.trail(),
		})
	})
}
