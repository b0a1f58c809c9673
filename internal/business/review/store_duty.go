package review

import (
	"context"
	"errors"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
)

const dutyColumns = `initiative_id, account_id, season_id, account, assigned, batch_id, assigned_by, assigned_at, abstained_at, reason, barred`

func scanDuty(r db.Row) (d Duty, err error) {
	err = r.Scan(&d.InitiativeID, &d.AccountID, &d.SeasonID, &d.Account, &d.Assigned, db.Text(&d.BatchID), &d.AssignedBy,
		db.Time(&d.AssignedAt), db.Time(&d.AbstainedAt), &d.Reason, &d.Barred)
	return d, err
}

// dutyOf finds what stands between an account and a case; the zero Duty for nothing.
func dutyOf(ctx context.Context, tx *db.Tx, initiativeID, accountID string) (Duty, error) {
	d, err := db.One(ctx, tx, scanDuty, `SELECT `+dutyColumns+` FROM review_duty WHERE initiative_id = $1 AND account_id = $2`, initiativeID, db.OrNull(accountID))
	if errors.Is(err, fault.NotFound) {
		err = nil
	}
	return d, err
}

// putDuty keeps d in the place of what is there.
func putDuty(ctx context.Context, tx *db.Tx, d Duty) error {
	return db.Exec(ctx, tx, `INSERT INTO review_duty (`+dutyColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
		ON CONFLICT (initiative_id, account_id) DO UPDATE SET account = excluded.account, assigned = excluded.assigned, batch_id = excluded.batch_id,
			assigned_by = excluded.assigned_by, assigned_at = excluded.assigned_at, abstained_at = excluded.abstained_at, reason = excluded.reason, barred = excluded.barred`,
		d.InitiativeID, d.AccountID, d.SeasonID, d.Account, d.Assigned, db.OrNull(d.BatchID), d.AssignedBy,
		db.OrNull(d.AssignedAt), db.OrNull(d.AbstainedAt), d.Reason, d.Barred)
}

// onlyAssigned reports whether a season lets only those score who are assigned.
func onlyAssigned(ctx context.Context, tx *db.Tx, seasonID string) (bool, error) {
	only, err := db.One(ctx, tx, db.Value[bool], `SELECT only_assigned FROM review_setting WHERE season_id = $1`, seasonID)
	if errors.Is(err, fault.NotFound) {
		err = nil
	}
	return only, err
}
