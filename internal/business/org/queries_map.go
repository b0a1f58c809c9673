package org

import (
	"context"
	"slices"
	"strings"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
)

// OnMap is what lies under the unit on the map of day: the paths that records
// bear since their own day. Without a day it is the map of each record's own day:
// what was under the unit when it was written, at any of the unit's paths.
func (s *Service) OnMap(ctx context.Context, tx *db.Tx, u Unit, day clock.Date) (Reach, error) {
	if !day.IsZero() {
		return s.Reach(ctx, tx, u.ID, day)
	}
	paths, err := db.All(ctx, tx, db.Value[string], `SELECT DISTINCT path FROM org_reach WHERE unit_id = $1 AND wholly ORDER BY path`, u.ID)
	own := []string{u.Path}
	for _, p := range paths {
		if p = strings.TrimSuffix(p, "."); strings.HasSuffix(p, "/"+u.Code+"/") && p != u.Path {
			own = append(own, p)
		}
	}
	return Reach{Wholly: own}, err
}

// Sorter tells to which unit on the map of a day a record belongs.
type Sorter struct {
	units map[string]Unit
	on    map[string]Unit // the lowest unit that has a path wholly
	parts map[string]bool // paths that several units share
}

// Sorter sorts records of the subtree of u by the units that stand there on day.
func (s *Service) Sorter(ctx context.Context, tx *db.Tx, u Unit, day clock.Date) (Sorter, error) {
	sorter := Sorter{units: map[string]Unit{}, on: map[string]Unit{}, parts: map[string]bool{}}
	depth := map[string]int{}
	err := db.Each(ctx, tx, func(r db.Row) error {
		var path, name string
		var wholly bool
		var d int
		unit := Unit{}
		if err := r.Scan(append(unitColumnsOf(&unit), &name, &d, &path, &wholly)...); err != nil {
			return err
		}
		unit.Name = name
		sorter.units[unit.ID], depth[unit.ID] = unit, d
		switch lowest, known := sorter.on[path]; {
		case !wholly:
			sorter.parts[path] = true
		case !known || d > depth[lowest.ID]:
			sorter.on[path] = unit
		}
		return nil
	}, `WITH RECURSIVE below (id, depth) AS (
			SELECT o.id, 0 FROM org_unit o WHERE o.id = $1
			UNION ALL
			SELECT p.unit_id, b.depth + 1 FROM below b JOIN org_parent p ON p.parent_id = b.id AND p.tree = 'administrative'
			WHERE p.valid_from <= $2 AND p.valid_to >= $2 AND b.depth < 64
		)
		SELECT `+prefixed("u.", unitColumns)+`, COALESCE(n.name, u.name), b.depth, r.path, r.wholly
		FROM below b JOIN org_unit u ON u.id = b.id
		LEFT JOIN org_name n ON n.unit_id = b.id AND n.valid_from <= $2 AND n.valid_to >= $2
		JOIN org_reach r ON r.unit_id = b.id AND r.valid_from <= $2 AND r.valid_to >= $2`, u.ID, day)
	return sorter, err
}

func prefixed(table, columns string) string {
	return table + strings.ReplaceAll(columns, ", ", ", "+table)
}

// Of finds the unit to which the records of path belong wholly; ok is false when
// several units share them, or none of the subtree has them.
func (s Sorter) Of(path string) (u Unit, ok bool) {
	if s.parts[path+"."] {
		return Unit{}, false
	}
	if u, ok = s.on[path+"."]; ok {
		return u, true
	}
	for at := path; at != ""; at = at[:strings.LastIndexByte(strings.TrimSuffix(at, "/"), '/')+1] {
		if u, ok = s.on[at]; ok {
			return u, true
		}
		if at == "/" {
			break
		}
	}
	return Unit{}, false
}

// Units are the units of the map, by sort order of their paths.
func (s Sorter) Units() []Unit {
	all := make([]Unit, 0, len(s.units))
	for _, u := range s.units {
		all = append(all, u)
	}
	slices.SortFunc(all, func(a, b Unit) int { return strings.Compare(a.Path, b.Path) })
	return all
}
