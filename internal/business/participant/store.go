package participant

import (
	"context"

	"kheo/internal/platform/db"
	"kheo/internal/platform/text"
)

const columns = `p.id, p.kind, p.name, p.unit_id, p.unit_path, p.representative, p.phone, p.merged_into_id, COALESCE(p.root_id, p.id), p.version, p.created_at`

func scan(r db.Row) (p Participant, err error) {
	err = r.Scan(&p.ID, &p.Kind, &p.Name, &p.UnitID, &p.UnitPath, &p.Representative, &p.Phone, db.Text(&p.MergedIntoID), db.Text(&p.RootID), &p.Version, db.Time(&p.CreatedAt))
	return p, err
}

// insert stores a new row; an empty likeKey is left for Settle. Where somebody made
// the same row at the same moment, PostgreSQL has the transaction run again.
func insert(ctx context.Context, tx *db.Tx, p Participant, likeKey string) error {
	err := db.Change(ctx, tx, `
		INSERT INTO participant_participant (id, kind, name, unit_id, unit_path, representative, phone, root_id, version, created_at, name_key, sort_key, like_key)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
		ON CONFLICT (unit_id, kind, name_key) DO NOTHING`,
		p.ID, p.Kind, p.Name, p.UnitID, p.UnitPath, p.Representative, p.Phone, p.RootID, p.Version, p.CreatedAt, text.Key(p.Name), p.sortKey(), db.OrNull(likeKey))
	if err != nil {
		return err
	}
	return db.Exec(ctx, tx, `INSERT INTO participant_place (unit_path) VALUES ($1) ON CONFLICT (unit_path) DO NOTHING`, p.UnitPath)
}

// members lists the rows of the group that is known by rootID, the root first and
// the others as they came.
func members(ctx context.Context, tx *db.Tx, rootID string) ([]Participant, error) {
	return db.All(ctx, tx, scan, `SELECT `+columns+` FROM participant_participant p WHERE p.root_id = $1
		ORDER BY CASE WHEN p.id = $1 THEN 0 ELSE 1 END, p.id`, rootID)
}

// point joins the row id, which is the root of its group, to the row intoID of the
// group rootID.
func point(ctx context.Context, tx *db.Tx, id, intoID, rootID string) error {
	if err := db.Change(ctx, tx, `UPDATE participant_participant SET merged_into_id = $2 WHERE id = $1 AND merged_into_id IS NULL`, id, intoID); err != nil {
		return err
	}
	return db.Exec(ctx, tx, `UPDATE participant_participant SET root_id = $2 WHERE root_id = $1`, id, rootID)
}

// unpoint makes the row id, and all that was joined to it, a group of its own.
func unpoint(ctx context.Context, tx *db.Tx, id, intoID string) error {
	if err := db.Change(ctx, tx, `UPDATE participant_participant SET merged_into_id = NULL WHERE id = $1 AND merged_into_id = $2`, id, intoID); err != nil {
		return err
	}
	return db.Exec(ctx, tx, `UPDATE participant_participant SET root_id = $1 WHERE id IN (
		WITH RECURSIVE below (id) AS (
			SELECT p.id FROM participant_participant p WHERE p.id = $1
			UNION ALL SELECT p.id FROM participant_participant p JOIN below b ON p.merged_into_id = b.id)
		SELECT id FROM below)`, id)
}

const mergeColumns = `id, kept_id, merged_id, reason, note, at, by_name, undone_at, undone_by`

func scanMerge(r db.Row) (m Merge, err error) {
	err = r.Scan(&m.ID, &m.KeptID, &m.MergedID, &m.Reason, &m.Note, db.Time(&m.At), &m.By, db.Time(&m.UndoneAt), &m.UndoneBy)
	return m, err
}

func findMerge(ctx context.Context, tx *db.Tx, id string) (Merge, error) {
	return db.One(ctx, tx, scanMerge, `SELECT `+mergeColumns+` FROM participant_merge WHERE id = $1`, id)
}

func insertMerge(ctx context.Context, tx *db.Tx, m Merge, accountID string) error {
	return db.Exec(ctx, tx, `INSERT INTO participant_merge (id, kept_id, merged_id, reason, note, at, by_id, by_name)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`, m.ID, m.KeptID, m.MergedID, m.Reason, m.Note, m.At, db.OrNull(accountID), m.By)
}

// standing lists the merges that hold the group of rootID together, the latest first.
func standing(ctx context.Context, tx *db.Tx, rootID string) ([]Merge, error) {
	return db.All(ctx, tx, scanMerge, `SELECT `+mergeColumns+` FROM participant_merge
		WHERE undone_at IS NULL AND merged_id IN (SELECT p.id FROM participant_participant p WHERE p.root_id = $1) ORDER BY at DESC, id DESC`, rootID)
}

// pair orders two ids as they are stored.
func pair(a, b string) (string, string) {
	if b < a {
		return b, a
	}
	return a, b
}
