package org

import (
	"context"
	"slices"
	"strings"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
)

// Asked says which units a program wants.
type Asked struct {
	Words string     // parts of names, or a number
	On    clock.Date // none: today
	Under string     // code of a unit: itself and what lies below it
	After string     // code of the last unit of the page before
	Limit int
}

// Listed lists units for everybody: those of the map of a day by code, or what
// words find, the best first.
func (s *Service) Listed(ctx context.Context, a Asked) (all []Match, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		all = nil
		if a.On.IsZero() {
			a.On = clock.DayOf(tx.Now)
		}
		var under Unit
		if a.Under != "" {
			if under, err = db.One(ctx, tx, scanUnit, `SELECT `+unitColumns+` FROM org_unit WHERE code = $1`, a.Under); err != nil {
				return err
			}
		}
		if a.Words != "" {
			all, err = s.found(ctx, tx, under, a)
			return err
		}
		units, err := s.page(ctx, tx, under, a)
		for _, u := range units {
			all = append(all, Match{Unit: u})
		}
		return err
	})
	return all, err
}

func (s *Service) found(ctx context.Context, tx *db.Tx, under Unit, a Asked) ([]Match, error) {
	if under.ID == "" {
		return s.matches(ctx, tx, a.Words, a.On, a.Limit)
	}
	reach, err := s.Reach(ctx, tx, under.ID, a.On)
	if err != nil {
		return nil, err
	}
	return s.Within(ctx, tx, reach.Wholly, a.Words, a.On, a.Limit)
}

func (s *Service) page(ctx context.Context, tx *db.Tx, under Unit, a Asked) ([]Unit, error) {
	if under.ID != "" {
		all, err := s.OnDay(ctx, tx, under.ID, a.On)
		slices.SortFunc(all, func(x, y Unit) int { return strings.Compare(x.Code, y.Code) })
		all = slices.DeleteFunc(all, func(u Unit) bool { return u.Code <= a.After })
		return all[:min(len(all), a.Limit)], err
	}
	units, err := unitsOn(ctx, tx, a.On, `u.code > $2 ORDER BY u.code LIMIT $3`, a.After, a.Limit)
	if err != nil {
		return nil, err
	}
	return units, pathsOn(ctx, tx, units, a.On)
}

// OnDay lists the units at id and below it on the map of day, or the whole map
// when id is empty, as they are on that day, by path.
func (s *Service) OnDay(ctx context.Context, tx *db.Tx, id string, day clock.Date) ([]Unit, error) {
	root, args := `u.id = $2`, []any{day, id}
	if id == "" {
		root, args = `NOT EXISTS (SELECT 1 FROM org_parent a WHERE a.unit_id = u.id AND a.tree = 'administrative' AND a.valid_from <= $1 AND a.valid_to >= $1)`, args[:1]
	}
	units, err := db.All(ctx, tx, scanOnDay, `WITH RECURSIVE map (id, depth) AS (
			SELECT u.id, 0 FROM org_unit u WHERE `+root+` AND `+standsOnDay+`
			UNION ALL
			SELECT p.unit_id, m.depth + 1 FROM map m JOIN org_parent p ON p.parent_id = m.id AND p.tree = 'administrative'
			JOIN org_unit u ON u.id = p.unit_id
			WHERE p.valid_from <= $1 AND p.valid_to >= $1 AND `+standsOnDay+` AND m.depth < 64
		) SELECT `+onDayColumns+` FROM map m JOIN org_unit u ON u.id = m.id`+onDay, args...)
	if err != nil {
		return nil, err
	}
	if err := pathsOn(ctx, tx, units, day); err != nil {
		return nil, err
	}
	slices.SortFunc(units, func(a, b Unit) int { return strings.Compare(a.Path, b.Path) })
	return units, nil
}

// pathsOn gives units, which are as they are on day, the paths that they have on it.
func pathsOn(ctx context.Context, tx *db.Tx, units []Unit, day clock.Date) error {
	known := make(map[string]Unit, len(units))
	for _, u := range units {
		known[u.ID] = u
	}
	var path func(u Unit, depth int) (string, error)
	path = func(u Unit, depth int) (string, error) {
		if u.ParentID == "" || depth > maxDepth {
			return "/" + u.Code + "/", nil
		}
		above, ok := known[u.ParentID]
		if !ok {
			var err error
			if above, err = unitOn(ctx, tx, u.ParentID, day); err != nil {
				return "", err
			}
			known[above.ID] = above
		}
		up, err := path(above, depth+1)
		return up + u.Code + "/", err
	}
	for i, u := range units {
		var err error
		if units[i].Path, err = path(u, 0); err != nil {
			return err
		}
	}
	return nil
}
