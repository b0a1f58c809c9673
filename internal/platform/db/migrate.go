package db

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"github.com/pressly/goose/v3"
)

// Migrate runs the .sql files of dir that have not run yet, in the order of
// the numbers that their names begin with, and records them. A file is one
// text for both engines; COLLATE "C", PostgreSQL's name for the order of
// bytes, is left out on SQLite, where that order is the default.
func (d *DB) Migrate(ctx context.Context, dir fs.FS) error {
	names, err := fs.Glob(dir, "*.sql")
	if err != nil {
		return err
	}
	var migrations []*goose.Migration
	for _, name := range names {
		m, err := d.migration(dir, name)
		if err != nil {
			return err
		}
		migrations = append(migrations, m)
	}
	dialect := goose.DialectSQLite3
	if d.engine == Postgres {
		dialect = goose.DialectPostgres
	}
	provider, err := goose.NewProvider(dialect, d.write.DB, nil,
		goose.WithGoMigrations(migrations...), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	_, err = provider.Up(ctx)
	return err
}

func (d *DB) migration(dir fs.FS, name string) (*goose.Migration, error) {
	digits, _, _ := strings.Cut(name, "_")
	version, err := strconv.ParseInt(digits, 10, 64)
	if err != nil {
		return nil, fmt.Errorf("migration %s: the name must begin with a number: %w", name, err)
	}
	raw, err := fs.ReadFile(dir, name)
	if err != nil {
		return nil, err
	}
	text := string(raw)
	if d.engine == SQLite {
		text = strings.ReplaceAll(text, ` COLLATE "C"`, "")
	}
	return goose.NewGoMigration(version, &goose.GoFunc{
		RunTx: func(ctx context.Context, tx *sql.Tx) error {
			if _, err := tx.ExecContext(ctx, text); err != nil {
				return fmt.Errorf("migration %s: %w", name, err)
			}
			return nil
		},
	}, nil), nil
}
