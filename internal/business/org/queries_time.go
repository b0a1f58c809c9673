package org

import (
	"context"

	"kheo/internal/platform/db"
)

// Related is a unit that has to do with another through successions.
type Related struct {
	Unit     Unit
	Names    []string // every name that it bore
	Relation string   // "self", "before" or "after"
	Whole    bool     // one wholly became the other, step by step
	Steps    int      // successions between the two
}

// Related lists the unit, what it replaced and what replaced it, along chains. A
// neighbourhood or a body of a ward has its ward's relations too: before the ward
// began, what is registered there today was registered in the old wards.
func (s *Service) Related(ctx context.Context, tx *db.Tx, unitID string) ([]Related, error) {
	u, err := s.Unit(ctx, tx, unitID)
	if err != nil {
		return nil, err
	}
	all, err := s.chains(ctx, tx, Related{Unit: u, Relation: "self", Whole: true})
	if err != nil {
		return nil, err
	}
	for depth := 0; u.Type != "ward" && u.ParentID != "" && depth < maxDepth; depth++ {
		if u, err = s.Unit(ctx, tx, u.ParentID); err != nil {
			return nil, err
		}
	}
	if u.ID != unitID && u.Type == "ward" {
		above, err := s.chains(ctx, tx, Related{Unit: u, Relation: "self", Whole: true})
		if err != nil {
			return nil, err
		}
		all = append(all, above[1:]...)
	}
	for i := range all {
		if all[i].Names, err = db.All(ctx, tx, db.Value[string], `SELECT name FROM org_name WHERE unit_id = $1 ORDER BY valid_from DESC`, all[i].Unit.ID); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// chains lists of and what it is connected with in both directions.
func (s *Service) chains(ctx context.Context, tx *db.Tx, of Related) (all []Related, err error) {
	all = []Related{of}
	for _, way := range []struct{ relation, from, to string }{{"before", "new_id", "old_id"}, {"after", "old_id", "new_id"}} {
		if all, err = s.follow(ctx, tx, all, way.relation, way.from, way.to); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// follow adds what can be reached from the first of all in one direction.
func (s *Service) follow(ctx context.Context, tx *db.Tx, all []Related, relation, from, to string) ([]Related, error) {
	seen := map[string]bool{all[0].Unit.ID: true}
	ways := []Related{all[0]}
	for len(ways) > 0 {
		at := ways[0]
		ways = ways[1:]
		next, err := db.All(ctx, tx, func(r db.Row) (n Related, err error) {
			var how Relation
			err = r.Scan(&n.Unit.ID, &how)
			n.Relation, n.Whole, n.Steps = relation, at.Whole && how == Whole, at.Steps+1
			return n, err
		}, `SELECT s.`+to+`, s.relation FROM org_succession s JOIN org_event e ON e.id = s.event_id
			WHERE s.`+from+` = $1 AND s.relation IN ('whole', 'part') AND e.state <> 'withdrawn' ORDER BY s.event_id, s.position`, at.Unit.ID)
		if err != nil {
			return nil, err
		}
		for _, n := range next {
			if seen[n.Unit.ID] {
				continue
			}
			seen[n.Unit.ID] = true
			if n.Unit, err = s.Unit(ctx, tx, n.Unit.ID); err != nil {
				return nil, err
			}
			all, ways = append(all, n), append(ways, n)
		}
	}
	return all, nil
}

// Levels are the levels of government of every epoch.
func (s *Service) Levels(ctx context.Context, tx *db.Tx) ([]Level, error) { return levels(ctx, tx) }
