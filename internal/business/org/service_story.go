package org

import (
	"context"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/service/auth"
)

// Place is a parent of a unit in a tree for a time.
type Place struct {
	Placing
	Parent Unit
}

// Step is one succession on a chain of units.
type Step struct {
	From, To Unit
	Relation Relation
	Detail   string
	Event    Event // without its successions
	Steps    int   // 1 for the unit itself
}

// EventItem is an event in a list.
type EventItem struct {
	Event     // without its successions
	Units int // that it concerns
}

// Brood is what stands right below a unit in one tree.
type Brood struct {
	Tree  Tree
	Items []TreeItem // no more than asked for
	More  bool
}

// Story is a unit with everything that is written of it.
type Story struct {
	UnitView
	Names         []Named
	Types         []Typed
	Places        []Place
	Codes         []Coded
	Posts         []Post
	Before, After []Step // chains, the nearest first
	Events        []EventItem
	Below         []Brood
}

const storyEvents = 50 // how many events a unit's page shows

// Story tells a unit of the actor's subtrees, with at most below units right
// below it in each tree.
func (s *Service) Story(ctx context.Context, actor auth.Actor, id string, below int) (st Story, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		st = Story{}
		if st.UnitView, err = s.view(ctx, tx, actor, id); err != nil {
			return err
		}
		if err := st.readLife(ctx, tx); err != nil {
			return err
		}
		if st.Posts, err = postsOf(ctx, tx, id); err != nil {
			return err
		}
		if st.Before, err = s.steps(ctx, tx, st.Unit, true); err != nil {
			return err
		}
		if st.After, err = s.steps(ctx, tx, st.Unit, false); err != nil {
			return err
		}
		if st.Events, err = eventsOf(ctx, tx, id, storyEvents); err != nil {
			return err
		}
		return st.readBelow(ctx, tx, actor, clock.DayOf(tx.Now), below)
	})
	return st, err
}

// readBelow lists the units below on day; of an ended unit, on its last day.
func (st *Story) readBelow(ctx context.Context, tx *db.Tx, actor auth.Actor, day clock.Date, most int) error {
	if !st.Unit.ValidTo.IsZero() && st.Unit.ValidTo.Before(day) {
		day = st.Unit.ValidTo
	}
	for _, tree := range Trees() {
		items, err := listBelow(ctx, tx, actor.Paths(auth.Administrator), TreeFilter{Day: day, Tree: tree, Above: st.Unit.ID, Limit: most + 1})
		if err != nil {
			return err
		}
		if len(items) > 0 {
			st.Below = append(st.Below, Brood{tree, items[:min(len(items), most)], len(items) > most})
		}
	}
	return nil
}

// steps follows the successions from u back or forth.
func (s *Service) steps(ctx context.Context, tx *db.Tx, u Unit, back bool) (all []Step, err error) {
	seen := map[string]bool{u.ID: true}
	waiting := []Step{{From: u, To: u}}
	for len(waiting) > 0 {
		at := waiting[0]
		waiting = waiting[1:]
		here := at.To
		if back {
			here = at.From
		}
		next, err := stepsFrom(ctx, tx, here, back)
		if err != nil {
			return nil, err
		}
		for _, n := range next {
			n.Steps = at.Steps + 1
			all = append(all, n)
			far := n.To
			if back {
				far = n.From
			}
			if !seen[far.ID] {
				seen[far.ID] = true
				waiting = append(waiting, n)
			}
		}
	}
	return all, nil
}
