package conflict

import (
	"context"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
)

const interestColumns = `id, initiative_id, season_id, account_id, account, state, declared, reasons, note, settled_by_id, settled_by, settled_at, version`

func scanInterest(r db.Row) (x Interest, err error) {
	err = r.Scan(&x.ID, &x.InitiativeID, &x.SeasonID, &x.AccountID, &x.Account, &x.State, &x.Declared, &x.Reasons, &x.Note,
		db.Text(&x.SettledByID), &x.SettledBy, db.Time(&x.SettledAt), &x.Version)
	return x, err
}

// interests reads what was settled of a season, or of one initiative in it, by
// "initiative.account".
func interests(ctx context.Context, tx *db.Tx, seasonID, initiativeID string) (map[string]Interest, error) {
	w := &db.Where{}
	w.And("season_id = ?", seasonID)
	w.If(initiativeID != "", "initiative_id = ?", initiativeID)
	all, err := db.All(ctx, tx, scanInterest, `SELECT `+interestColumns+` FROM conflict_interest`+w.SQL(), w.Args()...)
	byKey := make(map[string]Interest, len(all))
	for _, x := range all {
		byKey[x.InitiativeID+"."+x.AccountID] = x
	}
	return byKey, err
}

func insertInterest(ctx context.Context, tx *db.Tx, x Interest) error {
	err := db.Exec(ctx, tx, `INSERT INTO conflict_interest (`+interestColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1)`,
		x.ID, x.InitiativeID, x.SeasonID, x.AccountID, x.Account, x.State, x.Declared, x.Reasons, x.Note, db.OrNull(x.SettledByID), x.SettledBy, x.SettledAt)
	if db.IsDuplicate(err) {
		return fault.Conflict
	}
	return err
}

// updateInterest keeps x, whose Version is the one that it was read with.
func updateInterest(ctx context.Context, tx *db.Tx, x Interest) error {
	return db.Change(ctx, tx, `UPDATE conflict_interest SET account = $3, state = $4, declared = $5, reasons = $6, note = $7, settled_by_id = $8,
		settled_by = $9, settled_at = $10, version = version + 1 WHERE id = $1 AND version = $2`,
		x.ID, x.Version, x.Account, x.State, x.Declared, x.Reasons, x.Note, db.OrNull(x.SettledByID), x.SettledBy, x.SettledAt)
}
