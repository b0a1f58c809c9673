package certificate

import (
	"context"

	"github.com/google/uuid"

	"kheo/internal/platform/db"
)

// printings reads when the lines of a decision were printed, the last time last.
func printings(ctx context.Context, tx *db.Tx, decisionID string) ([]Printing, error) {
	return db.All(ctx, tx, func(r db.Row) (p Printing, err error) {
		err = r.Scan(&p.Code, db.Time(&p.At), &p.Account, &p.DesignID, &p.Over, db.Text(&p.RunID), &p.Reason)
		return p, err
	}, `SELECT code, at, account, design_id, overprint, run_id, reason FROM certificate_printing WHERE decision_id = $1 ORDER BY at, id`, decisionID)
}

// insertPrintings writes down that lines are printed, as p says of all.
func insertPrintings(ctx context.Context, tx *db.Tx, decisionID, accountID string, p Printing, lines []Line) error {
	rows := make([][]any, len(lines))
	for n, l := range lines {
		why := p.Reason
		if l.Times == 0 {
			why = ""
		}
		rows[n] = []any{uuid.Must(uuid.NewV7()).String(), decisionID, l.Code, p.At, db.OrNull(accountID), p.Account, p.DesignID, p.Over, db.OrNull(p.RunID), why}
	}
	return db.InsertMany(ctx, tx, `certificate_printing (id, decision_id, code, at, account_id, account, design_id, overprint, run_id, reason)`, rows)
}

// photos reads the files of photographs of a decision, by the code of the entry.
func photos(ctx context.Context, tx *db.Tx, decisionID string) (map[string]string, error) {
	all := map[string]string{}
	return all, db.Each(ctx, tx, func(r db.Row) error {
		var code, file string
		err := r.Scan(&code, &file)
		all[code] = file
		return err
	}, `SELECT code, file_id FROM certificate_photo WHERE decision_id = $1`, decisionID)
}

// setPhoto keeps the photograph of an entry in place of the one before.
func setPhoto(ctx context.Context, tx *db.Tx, decisionID, code, fileID, by string) error {
	return db.Exec(ctx, tx, `INSERT INTO certificate_photo (code, decision_id, file_id, added_by, added_at) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (code) DO UPDATE SET file_id = excluded.file_id, added_by = excluded.added_by, added_at = excluded.added_at`,
		code, decisionID, fileID, by, tx.Now)
}

func removePhoto(ctx context.Context, tx *db.Tx, code string) error {
	return db.Exec(ctx, tx, `DELETE FROM certificate_photo WHERE code = $1`, code)
}
