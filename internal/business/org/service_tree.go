package org

import (
	"context"
	"strings"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
	"kheo/internal/service/audit"
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

// UnitView is a unit with what stands around it.
type UnitView struct {
	Unit     Unit
	Above    []Unit // as far as the actor administers, the highest first
	Children []Unit
}

// View shows a unit of the actor's subtrees.
func (s *Service) View(ctx context.Context, actor auth.Actor, id string) (v UnitView, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		v = UnitView{}
		if v.Unit, err = s.Unit(ctx, tx, id); err != nil {
			return err
		}
		if !mayAdminister(actor) || !mayManage(actor, v.Unit.Path) {
			return fault.NotFound
		}
		for parent := v.Unit.ParentID; parent != ""; {
			u, err := s.Unit(ctx, tx, parent)
			if err != nil {
				return err
			}
			if !mayManage(actor, u.Path) {
				break
			}
			v.Above = append([]Unit{u}, v.Above...)
			parent = u.ParentID
		}
		v.Children, err = s.Children(ctx, tx, id)
		return err
	})
	return v, err
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

// Trail lists what was done in the subtrees that the actor administers or audits,
// the newest first.
func (s *Service) Trail(ctx context.Context, actor auth.Actor, f audit.Filter) (entries []audit.Entry, err error) {
	if !mayAudit(actor) {
		return nil, fault.NotFound
	}
	f.Paths = actor.Paths(auth.Administrator, auth.Auditor)
	err = s.db.View(ctx, func(tx *db.Tx) error {
		entries, err = audit.Trail(ctx, tx, f)
		return err
	})
	return entries, err
}

// Entry shows one act of the trail.
func (s *Service) Entry(ctx context.Context, actor auth.Actor, id string) (e audit.Entry, err error) {
	if !mayAudit(actor) {
		return e, fault.NotFound
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		e, err = audit.Find(ctx, tx, id, actor.Paths(auth.Administrator, auth.Auditor))
		return err
	})
	return e, err
}

// Doers names the people whose acts the actor may look for; at most limit.
func (s *Service) Doers(ctx context.Context, actor auth.Actor, limit int) (names []string, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		accounts, err := auth.Accounts(ctx, tx, auth.AccountFilter{Paths: actor.Paths(auth.Administrator, auth.Auditor), Limit: limit})
		names = nil
		for _, a := range accounts {
			names = append(names, a.Name)
		}
		return err
	})
	return names, err
}

// UnitNames maps the paths of units to their names, for the rows of a list.
func (s *Service) UnitNames(ctx context.Context, paths []string) (names map[string]string, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		names, err = namesAt(ctx, tx, paths)
		return err
	})
	return names, err
}
