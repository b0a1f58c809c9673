package org

import (
	"context"
	"slices"
	"strings"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
	"kheo/internal/service/auth"
)

// TreeRow is a unit in the list of a subtree.
type TreeRow struct {
	Unit
	Depth  int    // 0 for the top of what the actor sees
	Parent string // name
}

// Tree lists the actor's subtrees, parents before children, after the unit at
// path after; words keep only units with these words in name or code.
func (s *Service) Tree(ctx context.Context, actor auth.Actor, words, after string, limit int) (rows []TreeRow, err error) {
	if !mayAdminister(actor) {
		return nil, fault.NotFound
	}
	tops := actor.Paths(auth.Administrator)
	err = s.db.View(ctx, func(tx *db.Tx) error {
		rows, err = listTree(ctx, tx, tops, text.Fold(words), after, limit)
		return err
	})
	for i := range rows {
		for _, top := range tops {
			if below, ok := strings.CutPrefix(rows[i].Path, top); ok {
				rows[i].Depth = strings.Count(below, "/")
			}
		}
	}
	return rows, err
}

// TreeFilter says which units of one level a list shows, and on the map of which day.
type TreeFilter struct {
	Day   clock.Date
	Tree  Tree
	Above string // id of the unit right above; empty: the tops of what the actor sees
	Ended bool   // also units that have ended before Day
	After string // id of the last row already seen
	Limit int
}

// TreeItem is a unit in the list of a level, with its name and type on the day.
type TreeItem struct {
	Unit
	Today string // its name today, when that is another
	Below int    // units right below it on the day
}

// TreeLevel is one level of a tree on the map of a day.
type TreeLevel struct {
	Top   Unit   // whose units below are listed; none: the tops
	Above []Unit // above Top, as far as the actor administers, the highest first
	Rows  []TreeItem
}

// Level lists the units right below one unit. Who administers a single subtree
// begins with what is below its top.
func (s *Service) Level(ctx context.Context, actor auth.Actor, f TreeFilter) (level TreeLevel, err error) {
	if !mayAdminister(actor) {
		return level, fault.NotFound
	}
	tops := actor.Paths(auth.Administrator)
	err = s.db.View(ctx, func(tx *db.Tx) error {
		level = TreeLevel{}
		if f.Above == "" && len(tops) == 1 && f.Tree == Administrative {
			if level.Top, err = unitAt(ctx, tx, tops[0]); err != nil {
				return err
			}
			f.Above = level.Top.ID
		} else if f.Above != "" {
			if level.Top, err = s.Unit(ctx, tx, f.Above); err != nil {
				return err
			}
		}
		if f.Above != "" {
			if !mayManage(actor, level.Top.Path) {
				return fault.NotFound
			}
			may := func(path string) bool { return mayManage(actor, path) }
			if level.Above, err = s.chainAbove(ctx, tx, f.Tree, f.Above, f.Day, may); err != nil {
				return err
			}
		}
		level.Rows, err = listBelow(ctx, tx, tops, f)
		return err
	})
	return level, err
}

// Find searches the units that the actor administers by names of any time and by
// code, those that stand on day first. At most limit.
func (s *Service) Find(ctx context.Context, actor auth.Actor, words string, day clock.Date, limit int) (hits []Hit, err error) {
	if !mayAdminister(actor) {
		return nil, fault.NotFound
	}
	tops := actor.Paths(auth.Administrator)
	err = s.db.View(ctx, func(tx *db.Tx) error {
		hits, err = s.find(ctx, tx, tops, words, day, limit)
		return err
	})
	return hits, err
}

func (s *Service) find(ctx context.Context, tx *db.Tx, tops []string, words string, day clock.Date, limit int) ([]Hit, error) {
	matches, err := s.Within(ctx, tx, tops, words, day, limit)
	if err != nil {
		return nil, err
	}
	var hits []Hit
	for _, m := range matches {
		hits = append(hits, Hit{m.Unit, m.Old})
	}
	if fold := text.Fold(words); len(hits) < limit && fold != "" {
		rows, err := listTree(ctx, tx, tops, fold, "", limit)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			if !slices.ContainsFunc(hits, func(h Hit) bool { return h.Unit.ID == r.ID }) {
				hits = append(hits, Hit{Unit: r.Unit})
			}
		}
	}
	return hits[:min(len(hits), limit)], nil
}

// UnitView is a unit with what stands above it.
type UnitView struct {
	Unit  Unit
	Above []Unit // as far as the actor administers, the highest first
}

// View shows a unit of the actor's subtrees.
func (s *Service) View(ctx context.Context, actor auth.Actor, id string) (v UnitView, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		v, err = s.view(ctx, tx, actor, id)
		return err
	})
	return v, err
}

func (s *Service) view(ctx context.Context, tx *db.Tx, actor auth.Actor, id string) (v UnitView, err error) {
	if v.Unit, err = s.Unit(ctx, tx, id); err != nil {
		return v, err
	}
	if !mayAdminister(actor) || !mayManage(actor, v.Unit.Path) {
		return v, fault.NotFound
	}
	for parent := v.Unit.ParentID; parent != ""; {
		u, err := s.Unit(ctx, tx, parent)
		if err != nil {
			return v, err
		}
		if !mayManage(actor, u.Path) {
			break
		}
		v.Above = append([]Unit{u}, v.Above...)
		parent = u.ParentID
	}
	return v, nil
}

// Choices lists units that the actor may give roles for, for a list to choose from
// while typing; at most limit.
func (s *Service) Choices(ctx context.Context, actor auth.Actor, limit int) ([]Unit, error) {
	rows, err := s.Tree(ctx, actor, "", "", limit)
	units := make([]Unit, len(rows))
	for i, r := range rows {
		units[i] = r.Unit
	}
	return units, err
}

// chosen finds the unit of the actor's subtrees that somebody typed, see Typed; of
// several with one name, the one that stands on day. Anything else is
// fault.Invalid at "unit".
func (s *Service) chosen(ctx context.Context, tx *db.Tx, actor auth.Actor, typed string, day clock.Date) (Unit, error) {
	tops := actor.Paths(auth.Administrator)
	u, wrong := s.Typed(ctx, tx, tops, typed)
	if wrong == nil && mayManage(actor, u.Path) {
		return u, nil
	}
	if wrong == nil {
		wrong = fault.Invalid{"unit": fault.Say("Chọn một đơn vị trong danh sách.")}
	}
	if !isInvalid(wrong) {
		return u, wrong
	}
	if day.IsZero() {
		day = clock.DayOf(tx.Now)
	}
	named, err := namedAt(ctx, tx, tops, text.Fold(typed))
	if err != nil {
		return u, err
	}
	named = slices.DeleteFunc(named, func(u Unit) bool { return !u.StandsOn(day) })
	if len(named) == 1 {
		return named[0], nil
	}
	return Unit{}, wrong
}
