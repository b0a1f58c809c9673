package org

import (
	"bytes"
	"context"
	"slices"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/text"
)

// Portrait is a unit through time, as everybody may read it. Who holds its posts
// is not in it.
type Portrait struct {
	Life
	Day     clock.Date      // whose map is shown
	Then    Unit            // the unit as it was on the day, or nearest to it
	Above   []Unit          // then, the highest first
	Level   Level           // then; without Label when it is no territory
	Parents map[string]Unit // of all Placings, by id
	Now     []Unit          // what stands in its place, when it has ended
	Land    []Unit          // where what lay below it is, when nothing stands in its place
	Turns   []Turn          // before, during and after its time
	Below   Below
}

// Below is what stands right below a unit in one tree on a day.
type Below struct {
	Tree  Tree
	Trees []Tree // in which there is something
	Units []Unit
	Next  string // code of the last of Units, when there are more
}

// Wish is what a reader wants to see of a unit.
type Wish struct {
	Day   clock.Date // none: today, or the last day of an ended unit
	Tree  Tree       // none: the first that has something
	After string     // code of the unit after which the list goes on
}

// portrait reads the unit that has code.
func (s *Service) portrait(ctx context.Context, code string, w Wish, limit int) (p Portrait, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		p = Portrait{}
		today := clock.DayOf(tx.Now)
		if p.Unit, err = db.One(ctx, tx, scanUnit, `SELECT `+unitColumns+` FROM org_unit WHERE code = $1`, code); err != nil {
			return err
		}
		if p.Day = w.Day; p.Day.IsZero() {
			p.Day = p.nearest(today)
		}
		for _, read := range []func(context.Context, *db.Tx) error{p.readLife, p.readPlace, p.readTurns} {
			if err := read(ctx, tx); err != nil {
				return err
			}
		}
		if !p.ValidTo.IsZero() {
			if err := p.readAfter(ctx, tx, today); err != nil {
				return err
			}
		}
		return p.readBelow(ctx, tx, w, limit)
	})
	return p, err
}

// readAfter finds what stands today, or from the end on, where the unit was.
func (p *Portrait) readAfter(ctx context.Context, tx *db.Tx, day clock.Date) error {
	if !p.ValidTo.Before(day) {
		day = p.ValidTo.AddDays(1)
	}
	now, err := become(ctx, tx, []string{p.ID}, day)
	if p.Now = now[p.ID]; err != nil || len(p.Now) > 0 {
		return err
	}
	places, err := below(ctx, tx, p.ID, Administrative, p.ValidTo, Unit{}, 1000)
	if err != nil {
		return err
	}
	var ids []string
	for _, u := range places {
		if u.Line == Territory {
			ids = append(ids, u.ID)
		}
	}
	now, err = become(ctx, tx, ids, day)
	for _, id := range ids {
		for _, u := range now[id] {
			if !slices.ContainsFunc(p.Land, func(l Unit) bool { return l.ID == u.ID }) {
				p.Land = append(p.Land, u)
			}
		}
	}
	slices.SortFunc(p.Land, func(a, b Unit) int { return bytes.Compare(text.SortKey(a.Name), text.SortKey(b.Name)) })
	return err
}

// nearest is the day of the unit's time that lies nearest to day.
func (p *Portrait) nearest(day clock.Date) clock.Date {
	switch {
	case day.Before(p.ValidFrom):
		return p.ValidFrom
	case !p.ValidTo.IsZero() && day.After(p.ValidTo):
		return p.ValidTo
	}
	return day
}

func (p *Portrait) readLife(ctx context.Context, tx *db.Tx) (err error) {
	if p.Names, err = db.All(ctx, tx, func(r db.Row) (n Named, err error) {
		err = r.Scan(append(n.Scan(), &n.Name)...)
		return n, err
	}, `SELECT valid_from, valid_to, name FROM org_name WHERE unit_id = $1 ORDER BY valid_from`, p.ID); err != nil {
		return err
	}
	if p.Types, err = db.All(ctx, tx, func(r db.Row) (t Typed, err error) {
		err = r.Scan(append(t.Scan(), &t.Type)...)
		return t, err
	}, `SELECT valid_from, valid_to, type FROM org_type WHERE unit_id = $1 ORDER BY valid_from`, p.ID); err != nil {
		return err
	}
	if p.Placings, err = db.All(ctx, tx, func(r db.Row) (l Placing, err error) {
		err = r.Scan(append(l.Scan(), &l.Tree, &l.ParentID)...)
		return l, err
	}, `SELECT valid_from, valid_to, tree, parent_id FROM org_parent WHERE unit_id = $1 ORDER BY valid_from`, p.ID); err != nil {
		return err
	}
	p.Codes, err = db.All(ctx, tx, func(r db.Row) (c Coded, err error) {
		err = r.Scan(append(c.Scan(), &c.Scheme, &c.Code)...)
		return c, err
	}, `SELECT valid_from, valid_to, scheme, code FROM org_code WHERE unit_id = $1 ORDER BY valid_from`, p.ID)
	return err
}

func (p *Portrait) readPlace(ctx context.Context, tx *db.Tx) (err error) {
	day := p.nearest(p.Day)
	if p.Then, err = unitOn(ctx, tx, p.ID, day); err != nil {
		return err
	}
	if p.Above, err = aboveOn(ctx, tx, p.Then, day); err != nil {
		return err
	}
	all, err := levels(ctx, tx)
	for _, l := range all {
		if l.Level == levelOf(p.Then.Type) && l.Has(day) {
			p.Level = l
		}
	}
	if err != nil {
		return err
	}
	var ids []string
	for _, l := range p.Placings {
		ids = append(ids, l.ParentID)
	}
	p.Parents, err = unitsByID(ctx, tx, ids)
	return err
}

func unitsByID(ctx context.Context, tx *db.Tx, ids []string) (map[string]Unit, error) {
	q := &db.Where{}
	among(q, "id", ids)
	units := make(map[string]Unit, len(ids))
	return units, db.Each(ctx, tx, func(r db.Row) error {
		u, err := scanUnit(r)
		units[u.ID] = u
		return err
	}, `SELECT `+unitColumns+` FROM org_unit`+q.SQL(), q.Args()...)
}

func (p *Portrait) readBelow(ctx context.Context, tx *db.Tx, w Wish, limit int) (err error) {
	if p.Below.Trees, err = treesBelow(ctx, tx, p.ID, p.Day); err != nil || len(p.Below.Trees) == 0 {
		return err
	}
	p.Below.Tree = p.Below.Trees[0]
	for _, t := range p.Below.Trees {
		if t == w.Tree {
			p.Below.Tree = t
		}
	}
	var after Unit
	if w.After != "" {
		found, err := db.All(ctx, tx, scanUnit, `SELECT `+unitColumns+` FROM org_unit WHERE code = $1`, w.After)
		if err != nil {
			return err
		}
		for _, u := range found {
			after = u
		}
	}
	p.Below.Units, err = below(ctx, tx, p.ID, p.Below.Tree, p.Day, after, limit+1)
	if len(p.Below.Units) > limit {
		p.Below.Units = p.Below.Units[:limit]
		p.Below.Next = p.Below.Units[limit-1].Code
	}
	return err
}
