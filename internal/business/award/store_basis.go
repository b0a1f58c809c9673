package award

import (
	"context"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
)

const basisColumns = `id, code, text, effective_from, effective_to, line, kind, source, verified_by, replaces_id, amended_by, version, edited_at, edited_by`

func scanBasis(r db.Row) (b Basis, err error) {
	err = r.Scan(&b.ID, &b.Code, &b.Text, &b.From, &b.To, &b.Line, &b.Kind, &b.Source, &b.VerifiedBy, db.Text(&b.ReplacesID), &b.AmendedBy,
		&b.Version, db.Time(&b.EditedAt), &b.EditedBy)
	return b, err
}

func insertBasis(ctx context.Context, tx *db.Tx, b Basis) error {
	err := db.Exec(ctx, tx, `INSERT INTO award_basis (`+basisColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1, $12, $13)`,
		b.ID, b.Code, b.Text, b.From, b.To, b.Line, b.Kind, b.Source, b.VerifiedBy, db.OrNull(b.ReplacesID), b.AmendedBy, tx.Now, b.EditedBy)
	if db.IsDuplicate(err) {
		return fault.Invalid{"code": fault.Say("Mã “%s” đã có văn bản khác dùng.", b.Code)}
	}
	return err
}

// updateBasis keeps b, made from version b.Version; its code stays.
func updateBasis(ctx context.Context, tx *db.Tx, b Basis) error {
	return db.Change(ctx, tx, `UPDATE award_basis SET text = $3, effective_from = $4, effective_to = $5, line = $6, kind = $7, source = $8, verified_by = $9,
		replaces_id = $10, amended_by = $11, edited_at = $12, edited_by = $13, version = version + 1 WHERE id = $1 AND version = $2`,
		b.ID, b.Version, b.Text, b.From, b.To, b.Line, b.Kind, b.Source, b.VerifiedBy, db.OrNull(b.ReplacesID), b.AmendedBy, tx.Now, b.EditedBy)
}

// trail is what the audit trail keeps of b.
func (b Basis) trail() map[string]any {
	return map[string]any{
		"code": b.Code, "text": b.Text, "from": b.From, "to": b.To, "line": b.Line, "kind": b.Kind, "source": b.Source, "verified_by": b.VerifiedBy,
		"replaces_id": b.ReplacesID, "amended_by": b.AmendedBy,
	}
}
