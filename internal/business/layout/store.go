package layout

import (
	"context"
	"encoding/json"

	"kheo/internal/platform/db"
)

const columns = `id, line, name, valid_from, valid_to, settings, source, notes, verified_by, state, origin, based_on, superseded_by,
	drafted_by, published_by, published_at, created_at, version`

func scan(r db.Row) (e Edition, err error) {
	days, settings := e.Days(), []byte(nil)
	var line, name, source, notes, verified string
	ends := days.Scan()
	err = r.Scan(&e.ID, &line, &name, ends[0], ends[1], &settings, &source, &notes, &verified, &e.State, &e.Origin, db.Text(&e.BasedOn),
		db.Text(&e.SupersededBy), &e.DraftedBy, &e.PublishedBy, db.Time(&e.PublishedAt), db.Time(&e.CreatedAt), &e.Version)
	if err != nil {
		return e, err
	}
	// Settings that an older Khéo wrote may know more or less than Layout does.
	if err := json.Unmarshal(settings, &e.Layout); err != nil {
		return e, err
	}
	e.Line, e.Name, e.Source, e.Notes, e.VerifiedBy = line, name, source, notes, verified
	e.From, e.To = days.From, days.To
	return e, nil
}

// find reads one edition, or fault.NotFound.
func find(ctx context.Context, tx *db.Tx, id string) (Edition, error) {
	return db.One(ctx, tx, scan, `SELECT `+columns+` FROM layout_edition WHERE id = $1`, id)
}

// list reads every edition, by line and then by time, drafts last.
func list(ctx context.Context, tx *db.Tx) ([]Edition, error) {
	return db.All(ctx, tx, scan, `SELECT `+columns+` FROM layout_edition ORDER BY line, CASE state WHEN 'draft' THEN 1 ELSE 0 END, valid_from, created_at, id`)
}

// published reads the editions of a line that hold at some time.
func published(ctx context.Context, tx *db.Tx, line string) ([]Edition, error) {
	return db.All(ctx, tx, scan, `SELECT `+columns+` FROM layout_edition WHERE line = $1 AND state = 'published' ORDER BY valid_from, id`, line)
}

// revision grows whenever an edition that is no draft changes.
func revision(ctx context.Context, tx *db.Tx) (int64, error) {
	return db.One(ctx, tx, db.Value[int64], `SELECT CAST(COALESCE(SUM(version), 0) AS BIGINT) FROM layout_edition WHERE state <> 'draft'`)
}

// insert keeps a new edition; added is false when its id or its origin is there.
func insert(ctx context.Context, tx *db.Tx, e Edition) (added bool, err error) {
	settings, err := json.Marshal(e.Layout)
	if err != nil {
		return false, err
	}
	days := e.Days()
	res, err := tx.Exec(ctx, `INSERT INTO layout_edition (`+columns+`)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) ON CONFLICT DO NOTHING`,
		e.ID, e.Line, e.Name, days.First(), days.Last(), string(settings), e.Source, e.Notes, e.VerifiedBy, e.State, e.Origin, db.OrNull(e.BasedOn),
		db.OrNull(e.SupersededBy), e.DraftedBy, e.PublishedBy, db.OrNull(e.PublishedAt), e.CreatedAt, e.Version)
	if err != nil {
		return false, err
	}
	n, err := res.RowsAffected()
	return n == 1, err
}

// update keeps what may change of an edition, whose Version is the one that it
// was read with. Settings of a published one stay as they are.
func update(ctx context.Context, tx *db.Tx, e Edition) error {
	settings, err := json.Marshal(e.Layout)
	if err != nil {
		return err
	}
	days := e.Days()
	return db.Change(ctx, tx, `UPDATE layout_edition SET name = $3, valid_from = $4, valid_to = $5, source = $6, notes = $7, verified_by = $8,
		settings = CASE state WHEN 'draft' THEN $9 ELSE settings END, state = $10, superseded_by = $11, published_by = $12, published_at = $13, version = version + 1
		WHERE id = $1 AND version = $2`,
		e.ID, e.Version, e.Name, days.First(), days.Last(), e.Source, e.Notes, e.VerifiedBy, string(settings), e.State, db.OrNull(e.SupersededBy),
		e.PublishedBy, db.OrNull(e.PublishedAt))
}

// remove takes a draft away.
func remove(ctx context.Context, tx *db.Tx, e Edition) error {
	return db.Change(ctx, tx, `DELETE FROM layout_edition WHERE id = $1 AND version = $2 AND state = 'draft'`, e.ID, e.Version)
}
