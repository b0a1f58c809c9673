package db

import (
	"context"
	"errors"
)

// ErrNoSnapshot says that the engine has tools of its own for this.
var ErrNoSnapshot = errors.New("db: this engine is backed up with its own tools")

// Snapshot writes the database as it stands at one moment into a new file, while
// others go on working; only for SQLite. PostgreSQL has pg_dump: ErrNoSnapshot.
func (d *DB) Snapshot(ctx context.Context, file string) error {
	if d.engine != SQLite {
		return ErrNoSnapshot
	}
	c, err := Open(d.file)
	if err != nil {
		return err
	}
	_, err = c.write.ExecContext(ctx, `VACUUM INTO $1`, file)
	return errors.Join(err, c.Close())
}
