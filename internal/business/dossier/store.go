package dossier

import (
	"context"
	"errors"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
)

const ceremonyColumns = `decision_id, submitter, submitter_post, submitter_name, held_on, begins_at, place, host, note, one_each, version, changed_by, changed_at`

func scanCeremony(r db.Row) (c Ceremony, err error) {
	err = r.Scan(&c.DecisionID, &c.Submitter, &c.SubmitterPost, &c.SubmitterName, &c.HeldOn, &c.BeginsAt, &c.Place, &c.Host, &c.Note, &c.OneEach, &c.Version, &c.ChangedBy, db.Time(&c.ChangedAt))
	return c, err
}

// ceremonyOf is what is kept for a decision; of version 0 when nothing is.
func ceremonyOf(ctx context.Context, tx *db.Tx, decisionID string) (Ceremony, error) {
	c, err := db.One(ctx, tx, scanCeremony, `SELECT `+ceremonyColumns+` FROM dossier_ceremony WHERE decision_id = $1`, decisionID)
	if errors.Is(err, fault.NotFound) {
		return Ceremony{DecisionID: decisionID}, nil
	}
	return c, err
}

func insertCeremony(ctx context.Context, tx *db.Tx, c Ceremony) error {
	return db.Exec(ctx, tx, `INSERT INTO dossier_ceremony (`+ceremonyColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
		c.DecisionID, c.Submitter, c.SubmitterPost, c.SubmitterName, c.HeldOn, c.BeginsAt, c.Place, c.Host, c.Note, c.OneEach, c.Version, c.ChangedBy, c.ChangedAt)
}

// updateCeremony changes the row that is still of version c.Version - 1.
func updateCeremony(ctx context.Context, tx *db.Tx, c Ceremony) error {
	return db.Change(ctx, tx, `UPDATE dossier_ceremony SET submitter = $1, submitter_post = $2, submitter_name = $3, held_on = $4, begins_at = $5, place = $6,
		host = $7, note = $8, one_each = $9, version = $10, changed_by = $11, changed_at = $12 WHERE decision_id = $13 AND version = $10 - 1`,
		c.Submitter, c.SubmitterPost, c.SubmitterName, c.HeldOn, c.BeginsAt, c.Place, c.Host, c.Note, c.OneEach, c.Version, c.ChangedBy, c.ChangedAt, c.DecisionID)
}
