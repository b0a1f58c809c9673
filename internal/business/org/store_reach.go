package org

import (
	"context"
	"strings"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/service/auth"
)

// writeReach computes anew what lies under the units that have to do with the
// changed ones, and stores it; what they wholly replaced becomes readable to
// those who work for them.
func (b *Book) writeReach(ctx context.Context, tx *db.Tx, changed []*Life, today clock.Date) error {
	nodes, links := b.related(changed)
	var rows [][]any
	heritage := map[string][]string{}
	for _, r := range Reaches(nodes, links) {
		rows = append(rows, []any{r.UnitID, r.First(), r.Last(), r.Path, r.Wholly})
		if r.Wholly && r.Has(today) && !strings.HasPrefix(r.Path, b.byID[r.UnitID].Path) {
			heritage[r.UnitID] = append(heritage[r.UnitID], r.Path)
		}
	}
	if err := b.clearReach(ctx, tx, nodes); err != nil {
		return err
	}
	if err := db.InsertMany(ctx, tx, "org_reach (unit_id, valid_from, valid_to, path, wholly)", rows); err != nil {
		return err
	}
	ids := make([]string, len(nodes))
	for i, n := range nodes {
		ids[i] = n.ID
	}
	return auth.Inherit(ctx, tx, ids, heritage)
}

func (b *Book) clearReach(ctx context.Context, tx *db.Tx, nodes []Node) error {
	if len(nodes) == len(b.lives) {
		return db.Exec(ctx, tx, `DELETE FROM org_reach`)
	}
	for _, n := range nodes {
		if err := db.Exec(ctx, tx, `DELETE FROM org_reach WHERE unit_id = $1`, n.ID); err != nil {
			return err
		}
	}
	return nil
}

// related are the units that parents and successions connect with the changed
// ones, at any time. Provinces that never had to do with each other stay apart.
func (b *Book) related(changed []*Life) (nodes []Node, of []Link) {
	group := map[string]string{}
	var find func(id string) string
	find = func(id string) string {
		if above, ok := group[id]; ok && above != id {
			top := find(above)
			group[id] = top
			return top
		}
		return id
	}
	join := func(x, y string) { group[find(x)] = find(y) }
	for _, l := range b.lives {
		for _, p := range l.Placings {
			if p.Tree == Administrative {
				join(l.ID, p.ParentID)
			}
		}
	}
	for _, l := range b.links {
		join(l.Old, l.New)
	}
	wanted := map[string]bool{}
	for _, l := range changed {
		wanted[find(l.ID)] = true
	}
	for _, l := range b.lives {
		if wanted[find(l.ID)] {
			nodes = append(nodes, Node{l.Stands(), l.ID, l.Code, administrative(l.Placings)})
		}
	}
	for _, l := range b.links {
		if wanted[find(l.Old)] {
			of = append(of, l)
		}
	}
	return nodes, of
}

// Reach is what lies under a unit on the map of a day, as paths that records
// bear since their own day.
type Reach struct {
	Wholly []string
	Partly []string // split units: their records cannot be assigned
}

// Reach reads what lies under the unit on the map of day.
func (s *Service) Reach(ctx context.Context, tx *db.Tx, unitID string, day clock.Date) (r Reach, err error) {
	err = db.Each(ctx, tx, func(row db.Row) error {
		var path string
		var wholly bool
		err := row.Scan(&path, &wholly)
		if wholly {
			r.Wholly = append(r.Wholly, path)
		} else {
			r.Partly = append(r.Partly, path)
		}
		return err
	}, `SELECT path, wholly FROM org_reach WHERE unit_id = $1 AND valid_from <= $2 AND valid_to >= $2 ORDER BY path`, unitID, day)
	return r, err
}
