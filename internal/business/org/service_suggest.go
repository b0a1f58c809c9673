package org

import (
	"context"
	"slices"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
	"kheo/internal/service/auth"
)

// Suggest finds the first units of the actor's subtrees that somebody may mean
// who has typed so far, those that stand today first.
func (s *Service) Suggest(ctx context.Context, actor auth.Actor, typed string, limit int) (all []Match, err error) {
	if !mayAdminister(actor) {
		return nil, fault.NotFound
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		all, err = s.Within(ctx, tx, actor.Paths(auth.Administrator), typed, clock.DayOf(tx.Now), limit)
		return err
	})
	return all, err
}

// Within is Search in the subtrees tops (paths) alone: what lies outside is not
// even looked at.
func (s *Service) Within(ctx context.Context, tx *db.Tx, tops []string, typed string, day clock.Date, limit int) ([]Match, error) {
	few, err := fewUnder(ctx, tx, tops)
	if err != nil {
		return nil, err
	}
	return s.begun(ctx, tx, scope{tops, few}, typed, day, limit)
}

// scope is where units are looked for. With few units every name is looked
// through; with many the index of words leads.
type scope struct {
	tops []string
	few  bool
}

// everywhere is the scope of everybody.
func everywhere() scope { return scope{tops: []string{"/"}} }

// begun finds units by the beginning of a word of any of their names: exact tones
// first, then without.
func (s *Service) begun(ctx context.Context, tx *db.Tx, in scope, typed string, day clock.Date, limit int) (all []Match, err error) {
	folded := text.Fold(typed)
	if len(folded) < 2 {
		return nil, nil
	}
	var found []begin
	for _, pass := range []struct{ column, prefix string }{{"spoken", text.Spoken(typed)}, {"fold", folded}} {
		if len(found) >= limit {
			break
		}
		more, err := in.units(ctx, tx, pass.column, pass.prefix, 4*limit)
		if err != nil {
			return nil, err
		}
		slices.SortStableFunc(more, func(a, b begin) int { return b.rank(day) - a.rank(day) })
		for _, u := range more {
			if !slices.ContainsFunc(found, func(f begin) bool { return f.ID == u.ID }) {
				found = append(found, u)
			}
		}
	}
	for _, u := range found[:min(limit, len(found))] {
		old, err := s.foundName(ctx, tx, u.Unit, folded)
		if err != nil {
			return nil, err
		}
		all = append(all, Match{Unit: u.Unit, Old: old})
	}
	return all, describe(ctx, tx, all, day)
}

// begin is a unit of which a name, or a later word of it, begins as was typed.
type begin struct {
	Unit
	whole bool // the name itself
}

// rank puts names that begin so first, then what stands on day.
func (b begin) rank(day clock.Date) int {
	if b.whole {
		return 2 + standing(b.Unit, day)
	}
	return standing(b.Unit, day)
}

func (in scope) units(ctx context.Context, tx *db.Tx, column, prefix string, limit int) ([]begin, error) {
	from := `org_word w JOIN org_unit u ON u.id = w.unit_id`
	q := &db.Where{}
	if in.few {
		from = `org_unit u CROSS JOIN org_word w` // in this order
		q.And("w.unit_id = u.id")
	}
	q.And("w."+column+" >= ? AND w."+column+" < ?", prefix, prefix+afterAll)
	q.AnyUnder("u.path", in.tops)
	return db.All(ctx, tx, func(r db.Row) (b begin, err error) {
		err = r.Scan(append(unitColumnsOf(&b.Unit), &b.whole)...)
		return b, err
	}, `SELECT `+prefixed("u.", unitColumns)+`, w.whole FROM `+from+q.SQL()+` ORDER BY w.`+column+`, w.unit_id LIMIT `+q.Arg(limit), q.Args()...)
}

// fewUnits is how many units are few.
const fewUnits = 400

// fewUnder reports whether the subtrees have few units in all; it stops counting
// where there are more.
func fewUnder(ctx context.Context, tx *db.Tx, tops []string) (bool, error) {
	room := fewUnits
	for _, top := range tops {
		q := &db.Where{}
		q.AnyUnder("path", []string{top})
		n, err := db.One(ctx, tx, db.Value[int], `SELECT COUNT(*) FROM (SELECT 1 FROM org_unit`+q.SQL()+` LIMIT `+q.Arg(room)+`) counted`, q.Args()...)
		if room -= n; err != nil || room <= 0 {
			return false, err
		}
	}
	return true, nil
}
