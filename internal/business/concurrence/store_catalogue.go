package concurrence

import (
	"context"

	"kheo/internal/platform/db"
)

const bodyColumns = `id, name, asks, position, source, verified_by, created_by, created_at, superseded_by IS NOT NULL OR ended_at IS NOT NULL`

func scanBody(r db.Row) (b Body, err error) {
	err = r.Scan(&b.ID, &b.Name, &b.Asks, &b.Position, &b.Source, &b.VerifiedBy, &b.CreatedBy, db.Time(&b.CreatedAt), &b.Ended)
	return b, err
}

// bodies lists those that can be asked today.
func bodies(ctx context.Context, tx *db.Tx) ([]Body, error) {
	return db.All(ctx, tx, scanBody, `SELECT `+bodyColumns+` FROM concurrence_body WHERE superseded_by IS NULL AND ended_at IS NULL ORDER BY position, id`)
}

func findBody(ctx context.Context, tx *db.Tx, id string) (Body, error) {
	return db.One(ctx, tx, scanBody, `SELECT `+bodyColumns+` FROM concurrence_body WHERE id = $1`, id)
}

func insertBody(ctx context.Context, tx *db.Tx, b Body) error {
	return db.Exec(ctx, tx, `INSERT INTO concurrence_body (id, name, asks, position, source, verified_by, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		b.ID, b.Name, b.Asks, b.Position, b.Source, b.VerifiedBy, b.CreatedBy, tx.Now)
}

// supersedeBody marks an edition that another takes the place of; fault.Conflict
// when somebody was faster.
func supersedeBody(ctx context.Context, tx *db.Tx, id, by string) error {
	return db.Change(ctx, tx, `UPDATE concurrence_body SET superseded_by = $2 WHERE id = $1 AND superseded_by IS NULL AND ended_at IS NULL`, id, by)
}

func endBody(ctx context.Context, tx *db.Tx, id string) error {
	return db.Change(ctx, tx, `UPDATE concurrence_body SET ended_at = $2 WHERE id = $1 AND superseded_by IS NULL AND ended_at IS NULL`, id, tx.Now)
}

const settingColumns = `id, name, amount, source, verified_by, created_by, created_at`

func scanSetting(r db.Row) (s Setting, err error) {
	err = r.Scan(&s.ID, &s.Name, &s.Amount, &s.Source, &s.VerifiedBy, &s.CreatedBy, db.Time(&s.CreatedAt))
	return s, err
}

// settings are the editions in force, by name.
func settings(ctx context.Context, tx *db.Tx) (map[SettingName]Setting, error) {
	all, err := db.All(ctx, tx, scanSetting, `SELECT `+settingColumns+` FROM concurrence_setting WHERE superseded_by IS NULL`)
	by := make(map[SettingName]Setting, len(all))
	for _, s := range all {
		by[s.Name] = s
	}
	return by, err
}

func findSetting(ctx context.Context, tx *db.Tx, id string) (Setting, error) {
	return db.One(ctx, tx, scanSetting, `SELECT `+settingColumns+` FROM concurrence_setting WHERE id = $1`, id)
}

// replaceSetting puts s in the place of the edition old.
func replaceSetting(ctx context.Context, tx *db.Tx, old string, s Setting) error {
	if err := db.Change(ctx, tx, `UPDATE concurrence_setting SET superseded_by = $2 WHERE id = $1 AND superseded_by IS NULL`, old, s.ID); err != nil {
		return err
	}
	return db.Exec(ctx, tx, `INSERT INTO concurrence_setting (id, name, amount, source, verified_by, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		s.ID, s.Name, s.Amount, s.Source, s.VerifiedBy, s.CreatedBy, tx.Now)
}
