package org

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
)

// Turn is an event, as far as it has to do with a unit or with what came before
// and after it.
type Turn struct {
	Event // without its successions
	Lines []TurnLine
}

// TurnLine is one thing that happened: the old unit as it was the day before, the
// new one as it was on the day. Without ID there was none.
type TurnLine struct {
	Relation Relation
	Old, New Unit
	Detail   string
}

// mostLines bounds the chain that is shown of a unit's past and future.
const mostLines = 400

// chain gathers successions step by step.
type chain struct {
	tx    *db.Tx
	lines []chained
	seen  map[string]bool
}

type chained struct {
	Event
	Succession
}

// readTurns follows the unit back to what it was made of and on to what became of
// it, along whole chains.
func (p *Portrait) readTurns(ctx context.Context, tx *db.Tx) error {
	c := &chain{tx: tx, seen: map[string]bool{}}
	for _, way := range []struct {
		column string
		next   func(chained) string
	}{{"s.new_id", func(l chained) string { return l.OldID }}, {"s.old_id", func(l chained) string { return l.NewID }}} {
		at := []string{p.ID}
		for first := true; len(at) > 0 && len(c.lines) < mostLines; first = false {
			found, err := c.step(ctx, way.column, at, first)
			if err != nil {
				return err
			}
			at = nil
			for _, l := range found {
				if id := way.next(l); (l.Relation == Whole || l.Relation == Part) && !slices.Contains(at, id) {
					at = append(at, id)
				}
			}
		}
	}
	slices.SortStableFunc(c.lines, func(a, b chained) int {
		return cmp.Or(a.On.Time().Compare(b.On.Time()), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Position, b.Position))
	})
	return p.tell(ctx, tx, c.lines)
}

// step adds the successions whose column is one of ids and returns the new ones.
// Further away only what continues the chain is of interest.
func (c *chain) step(ctx context.Context, column string, ids []string, first bool) (fresh []chained, err error) {
	q := &db.Where{}
	q.And("e.state <> 'withdrawn'")
	among(q, column, ids)
	q.If(!first, "s.relation IN ('whole', 'part', 'abolish')")
	err = db.Each(ctx, c.tx, func(r db.Row) error {
		var l chained
		e := &l.Event
		if err := r.Scan(&e.ID, &e.On, &e.Basis, &e.Source, &e.VerifiedBy, &e.State, db.Time(&e.CreatedAt), &e.CreatedBy,
			&l.Position, &l.Relation, db.Text(&l.OldID), db.Text(&l.NewID), &l.Detail); err != nil {
			return err
		}
		if key := e.ID + " " + strconv.Itoa(l.Position); !c.seen[key] {
			c.seen[key] = true
			c.lines, fresh = append(c.lines, l), append(fresh, l)
		}
		return nil
	}, `SELECT `+eventColumns+`, s.position, s.relation, s.old_id, s.new_id, s.detail FROM org_succession s
		JOIN org_event e ON e.id = s.event_id`+q.SQL()+` ORDER BY e.effective_on, e.id, s.position LIMIT 400`, q.Args()...)
	return fresh, err
}

// tell puts the lines together by event, with the names that the units bore.
func (p *Portrait) tell(ctx context.Context, tx *db.Tx, lines []chained) error {
	var ids []string
	for _, l := range lines {
		for _, id := range []string{l.OldID, l.NewID} {
			if id != "" && !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	units, err := unitsByID(ctx, tx, ids)
	if err != nil {
		return err
	}
	names, err := namesThrough(ctx, tx, ids)
	if err != nil {
		return err
	}
	as := func(id string, day clock.Date) Unit {
		u := units[id]
		if n, ok := on(names[id], day); ok {
			u.Name = n.Name
		}
		return u
	}
	for _, l := range lines {
		if n := len(p.Turns); n == 0 || p.Turns[n-1].ID != l.Event.ID {
			p.Turns = append(p.Turns, Turn{Event: l.Event})
		}
		t := &p.Turns[len(p.Turns)-1]
		t.Lines = append(t.Lines, TurnLine{l.Relation, as(l.OldID, dayBefore(l.On)), as(l.NewID, l.On), l.Detail})
	}
	return nil
}

func namesThrough(ctx context.Context, tx *db.Tx, ids []string) (map[string][]Named, error) {
	q := &db.Where{}
	among(q, "unit_id", ids)
	names := make(map[string][]Named, len(ids))
	return names, db.Each(ctx, tx, func(r db.Row) error {
		var id string
		var n Named
		err := r.Scan(append(n.Scan(), &id, &n.Name)...)
		names[id] = append(names[id], n)
		return err
	}, `SELECT valid_from, valid_to, unit_id, name FROM org_name`+q.SQL()+` ORDER BY valid_from`, q.Args()...)
}
