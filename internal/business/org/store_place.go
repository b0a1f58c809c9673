package org

import (
	"context"

	"kheo/internal/platform/db"
)

func insertPlace(ctx context.Context, tx *db.Tx, unitID string, p Placing) error {
	err := db.Exec(ctx, tx, `INSERT INTO org_parent (unit_id, tree, parent_id, valid_from, valid_to) VALUES ($1, $2, $3, $4, $5)`,
		unitID, p.Tree, p.ParentID, p.First(), p.Last())
	if err != nil {
		return err
	}
	return touch(ctx, tx, unitID)
}

func deletePlace(ctx context.Context, tx *db.Tx, unitID string, p Placing) error {
	err := db.Exec(ctx, tx, `DELETE FROM org_parent WHERE unit_id = $1 AND tree = $2 AND valid_from = $3`, unitID, p.Tree, p.First())
	if err != nil {
		return err
	}
	return touch(ctx, tx, unitID)
}

func insertCode(ctx context.Context, tx *db.Tx, unitID string, c Coded) error {
	err := db.Exec(ctx, tx, `INSERT INTO org_code (scheme, code, valid_from, valid_to, unit_id) VALUES ($1, $2, $3, $4, $5)`,
		c.Scheme, c.Code, c.First(), c.Last(), unitID)
	if err != nil {
		return err
	}
	return touch(ctx, tx, unitID)
}

func deleteCode(ctx context.Context, tx *db.Tx, unitID string, c Coded) error {
	err := db.Exec(ctx, tx, `DELETE FROM org_code WHERE scheme = $1 AND code = $2 AND valid_from = $3 AND unit_id = $4`, c.Scheme, c.Code, c.First(), unitID)
	if err != nil {
		return err
	}
	return touch(ctx, tx, unitID)
}

// whoHas names the unit that has the code on any day of c, or nothing.
func whoHas(ctx context.Context, tx *db.Tx, c Coded) (name string, err error) {
	names, err := db.All(ctx, tx, db.Value[string], `SELECT u.name FROM org_code c JOIN org_unit u ON u.id = c.unit_id
		WHERE c.scheme = $1 AND c.code = $2 AND c.valid_from <= $3 AND c.valid_to >= $4 LIMIT 1`, c.Scheme, c.Code, c.Last(), c.First())
	if len(names) > 0 {
		name = names[0]
	}
	return name, err
}

// touch lets whoever has read the unit before notice that it has changed.
func touch(ctx context.Context, tx *db.Tx, unitID string) error {
	return db.Exec(ctx, tx, `UPDATE org_unit SET version = version + 1 WHERE id = $1`, unitID)
}
