package db

import (
	"context"
	"fmt"
)

// AppendOnly makes the database itself refuse to change or remove rows of tables.
func (d *DB) AppendOnly(ctx context.Context, tables ...string) error {
	for _, table := range tables {
		if err := d.AppendOnlyBut(ctx, table, "FALSE"); err != nil {
			return err
		}
	}
	return nil
}

// AppendOnlyBut is AppendOnly for one table whose rows may change where allowed, a
// condition of SQL on OLD and NEW, holds.
func (d *DB) AppendOnlyBut(ctx context.Context, table, allowed string) error {
	return d.Update(ctx, func(tx *Tx) error {
		for _, statement := range d.guards(table, allowed) {
			if _, err := tx.raw.ExecContext(ctx, statement); err != nil {
				return err
			}
		}
		return nil
	})
}

func (d *DB) guards(table, allowed string) []string {
	if d.engine == Postgres {
		return []string{
			`CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
			 $$BEGIN RAISE EXCEPTION '% only grows', TG_TABLE_NAME; END$$`,
			fmt.Sprintf(`CREATE OR REPLACE TRIGGER %[1]s_grows BEFORE UPDATE ON %[1]s FOR EACH ROW WHEN (NOT COALESCE(%[2]s, FALSE)) EXECUTE FUNCTION refuse_change()`, table, allowed),
			fmt.Sprintf(`CREATE OR REPLACE TRIGGER %[1]s_stays BEFORE DELETE ON %[1]s FOR EACH ROW EXECUTE FUNCTION refuse_change()`, table),
		}
	}
	return []string{
		fmt.Sprintf(`CREATE TRIGGER IF NOT EXISTS %[1]s_grows_update BEFORE UPDATE ON %[1]s WHEN NOT COALESCE(%[2]s, FALSE) BEGIN SELECT RAISE(ABORT, '%[1]s only grows'); END`, table, allowed),
		fmt.Sprintf(`CREATE TRIGGER IF NOT EXISTS %[1]s_grows_delete BEFORE DELETE ON %[1]s BEGIN SELECT RAISE(ABORT, '%[1]s only grows'); END`, table),
	}
}
