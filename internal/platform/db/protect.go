package db

import (
	"context"
	"fmt"
)

// AppendOnly makes the database itself refuse to change or remove rows of tables.
func (d *DB) AppendOnly(ctx context.Context, tables ...string) error {
	return d.Update(ctx, func(tx *Tx) error {
		for _, table := range tables {
			for _, statement := range d.guards(table) {
				if _, err := tx.raw.ExecContext(ctx, statement); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

func (d *DB) guards(table string) []string {
	if d.engine == Postgres {
		return []string{
			`CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
			 $$BEGIN RAISE EXCEPTION '% only grows', TG_TABLE_NAME; END$$`,
			fmt.Sprintf(`CREATE OR REPLACE TRIGGER %[1]s_grows BEFORE UPDATE OR DELETE ON %[1]s FOR EACH ROW EXECUTE FUNCTION refuse_change()`, table),
		}
	}
	one := `CREATE TRIGGER IF NOT EXISTS %[1]s_grows_%[2]s BEFORE %[2]s ON %[1]s BEGIN SELECT RAISE(ABORT, '%[1]s only grows'); END`
	return []string{fmt.Sprintf(one, table, "update"), fmt.Sprintf(one, table, "delete")}
}
