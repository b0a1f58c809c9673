package auth

import (
	"context"

	"kheo/internal/platform/db"
)

// MoveGrants follows a unit that was renamed or moved in the tree.
func MoveGrants(ctx context.Context, tx *db.Tx, unitID, path, name string) error {
	return db.Exec(ctx, tx, `UPDATE auth_grant SET unit_path = $2, unit_name = $3 WHERE unit_id = $1`, unitID, path, name)
}

// CarryGrants hands the roles of a unit that was wholly replaced to the unit g
// names; who already has the role there keeps one.
func CarryGrants(ctx context.Context, tx *db.Tx, fromUnitID string, g Grant) error {
	err := db.Exec(ctx, tx, `DELETE FROM auth_grant WHERE unit_id = $1 AND EXISTS (SELECT 1 FROM auth_grant o
		WHERE o.account_id = auth_grant.account_id AND o.role = auth_grant.role AND o.unit_id = $2)`, fromUnitID, g.UnitID)
	if err != nil {
		return err
	}
	return db.Exec(ctx, tx, `UPDATE auth_grant SET unit_id = $2, unit_path = $3, unit_name = $4 WHERE unit_id = $1`,
		fromUnitID, g.UnitID, g.UnitPath, g.UnitName)
}

// Inherit sets which subtrees the roles of each of units reach back to: those
// that it wholly replaced.
func Inherit(ctx context.Context, tx *db.Tx, units []string, heritage map[string][]string) error {
	var rows [][]any
	for _, id := range units {
		if err := db.Exec(ctx, tx, `DELETE FROM auth_heritage WHERE unit_id = $1`, id); err != nil {
			return err
		}
		for _, path := range heritage[id] {
			rows = append(rows, []any{id, path})
		}
	}
	return db.InsertMany(ctx, tx, "auth_heritage (unit_id, path)", rows)
}

// HeldBy counts the open accounts that hold roles for each unit.
func HeldBy(ctx context.Context, tx *db.Tx) (map[string]int, error) {
	counts := map[string]int{}
	err := db.Each(ctx, tx, func(r db.Row) error {
		var unitID string
		var n int
		err := r.Scan(&unitID, &n)
		counts[unitID] = n
		return err
	}, `SELECT g.unit_id, COUNT(DISTINCT g.account_id) FROM auth_grant g JOIN auth_account a ON a.id = g.account_id
		WHERE a.disabled_at IS NULL GROUP BY g.unit_id`)
	return counts, err
}
