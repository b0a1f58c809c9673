package initiative

import (
	"context"

	"kheo/internal/business/org"
	"kheo/internal/platform/db"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// openStates are those in which somebody still has work with an initiative.
const openStates = `('draft', 'submitted', 'returned', 'accepted', 'in_progress', 'reported', 'under_review')`

// Holdings counts the initiatives of each unit; open are those on which work goes
// on.
func (s *Service) Holdings(ctx context.Context, tx *db.Tx) (org.Holdings, error) {
	h := org.Holdings{Label: "Mô hình", All: map[string]int{}, Open: map[string]int{}}
	err := db.Each(ctx, tx, func(r db.Row) error {
		var unitID string
		var all, open int
		err := r.Scan(&unitID, &all, &open)
		h.All[unitID], h.Open[unitID] = all, open
		return err
	}, `SELECT unit_id, COUNT(*), COUNT(*) FILTER (WHERE state IN `+openStates+`) FROM initiative_initiative GROUP BY unit_id`)
	return h, err
}

// Carry hands open initiatives on when their unit is replaced or moves; decided
// ones stay where they were made.
func (s *Service) Carry(ctx context.Context, tx *db.Tx, from, to org.Unit) error {
	all, err := db.All(ctx, tx, scan, `SELECT `+columns+` FROM initiative_initiative i WHERE i.unit_id = $1 AND i.state IN `+openStates, from.ID)
	if err != nil {
		return err
	}
	for _, i := range all {
		if err := s.rehouse(ctx, tx, audit.System, i, to, "initiative.carried"); err != nil {
			return err
		}
	}
	return nil
}

// rehouse gives i to another unit, or the same at another path.
func (s *Service) rehouse(ctx context.Context, tx *db.Tx, actor auth.Actor, i Initiative, to org.Unit, act string) error {
	before := i
	i.UnitID, i.UnitPath = to.ID, to.Path
	err := db.Change(ctx, tx, `UPDATE initiative_initiative SET unit_id = $3, unit_path = $4, version = version + 1 WHERE id = $1 AND version = $2`,
		i.ID, i.Version, i.UnitID, i.UnitPath)
	if err != nil {
		return err
	}
	i.Version++
	if err := count(ctx, tx, before, -1); err != nil {
		return err
	}
	if err := count(ctx, tx, i, 1); err != nil {
		return err
	}
	for _, f := range s.Followers {
		if err := f.Follow(ctx, tx, i); err != nil {
			return err
		}
	}
	return audit.Record(ctx, tx, actor, audit.Act{
		Name: act, Kind: "initiative", ObjectID: i.ID, Title: i.Title, UnitPath: i.UnitPath,
		Before: map[string]any{"unit_path": before.UnitPath}, After: map[string]any{"unit_path": i.UnitPath},
	})
}

// HandOver gives a record of a split unit to another unit, for the module that
// asked for permission.
func (s *Service) HandOver(ctx context.Context, tx *db.Tx, actor auth.Actor, id string, to org.Unit) error {
	i, err := find(ctx, tx, id)
	if err != nil || i.UnitID == to.ID {
		return err
	}
	return s.rehouse(ctx, tx, actor, i, to, "initiative.handed_over")
}
