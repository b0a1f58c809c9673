package participant

import (
	"context"

	"kheo/internal/platform/db"
	"kheo/internal/platform/text"
)

const columns = `id, kind, name, unit_id, unit_path, representative, phone, version, created_at`

func scan(r db.Row) (p Participant, err error) {
	err = r.Scan(&p.ID, &p.Kind, &p.Name, &p.UnitID, &p.UnitPath, &p.Representative, &p.Phone, &p.Version, db.Time(&p.CreatedAt))
	return p, err
}

func insert(ctx context.Context, tx *db.Tx, p Participant) error {
	return db.Exec(ctx, tx, `
		INSERT INTO participant_participant (`+columns+`, name_key, sort_key)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
		p.ID, p.Kind, p.Name, p.UnitID, p.UnitPath, p.Representative, p.Phone, p.Version, p.CreatedAt, text.Key(p.Name), p.sortKey())
}
