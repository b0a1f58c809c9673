package eligibility

import (
	"context"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
)

const categoryColumns = `c.id, c.code, c.position, c.label, c.severity, c.source, c.verified_by, c.superseded_by, c.created_at`

func categoryParts(c *Category) []any {
	return []any{&c.ID, &c.Code, &c.Position, &c.Label, &c.Severity, &c.Source, &c.VerifiedBy, db.Text(&c.SupersededBy), db.Time(&c.CreatedAt)}
}

func scanCategory(row db.Row) (c Category, err error) {
	err = row.Scan(categoryParts(&c)...)
	return c, err
}

// categories lists the kinds of holds that may be chosen now.
func categories(ctx context.Context, tx *db.Tx) ([]Category, error) {
	return db.All(ctx, tx, scanCategory, `SELECT `+categoryColumns+` FROM eligibility_hold_category c WHERE c.superseded_by IS NULL ORDER BY c.position, c.code`)
}

func findCategory(ctx context.Context, tx *db.Tx, id string) (Category, error) {
	return db.One(ctx, tx, scanCategory, `SELECT `+categoryColumns+` FROM eligibility_hold_category c WHERE c.id = $1`, id)
}

// replaceCategory puts after in the place of before, to which old holds still point.
func replaceCategory(ctx context.Context, tx *db.Tx, before, after Category) error {
	// The unique index knows one current row of a code, so the old one steps back to
	// itself until the new one is there.
	if err := db.Change(ctx, tx, `UPDATE eligibility_hold_category SET superseded_by = id WHERE id = $1 AND superseded_by IS NULL`, before.ID); err != nil {
		return err
	}
	err := db.Exec(ctx, tx, `INSERT INTO eligibility_hold_category (id, code, position, label, severity, source, verified_by, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`, after.ID, after.Code, after.Position, after.Label, after.Severity, after.Source, after.VerifiedBy, after.CreatedAt)
	if err != nil {
		return err
	}
	return db.Exec(ctx, tx, `UPDATE eligibility_hold_category SET superseded_by = $2 WHERE id = $1`, before.ID, after.ID)
}

const holdColumns = `h.id, h.participant_id, h.unit_path, h.body, h.attested_on, h.until, h.lifted_on, h.lifted_by, h.recorded_by, h.recorded_at, h.version, ` + categoryColumns

func scanHold(row db.Row) (h Hold, err error) {
	err = row.Scan(append([]any{&h.ID, &h.ParticipantID, &h.UnitPath, &h.Body, &h.AttestedOn, &h.Until, &h.LiftedOn, &h.LiftedBy, &h.RecordedBy, db.Time(&h.RecordedAt), &h.Version},
		categoryParts(&h.Category)...)...)
	return h, err
}

const holdTables = ` FROM eligibility_hold h JOIN eligibility_hold_category c ON c.id = h.category_id`

func findHold(ctx context.Context, tx *db.Tx, id string) (Hold, error) {
	return db.One(ctx, tx, scanHold, `SELECT `+holdColumns+holdTables+` WHERE h.id = $1`, id)
}

// holdsOn lists the holds of participants in force on day.
func holdsOn(ctx context.Context, tx *db.Tx, participantIDs []string, day clock.Date) (all []Hold, err error) {
	err = chunks(participantIDs, func(ids []string) error {
		w := &db.Where{}
		w.And("h.participant_id IN (" + in(w, ids) + ")")
		found, err := db.All(ctx, tx, scanHold, `SELECT `+holdColumns+holdTables+w.SQL(), w.Args()...)
		for _, h := range found {
			if h.On(day) {
				all = append(all, h)
			}
		}
		return err
	})
	return all, err
}

// holdList reads holds under paths, the newest first.
func holdList(ctx context.Context, tx *db.Tx, paths []string, q HoldQuery, today clock.Date, limit int) ([]Hold, error) {
	w := &db.Where{}
	w.AnyUnder("h.unit_path", paths)
	over := "(h.until IS NOT NULL AND h.until < ? OR h.lifted_on IS NOT NULL AND h.lifted_on <= ?)"
	w.If(q.State == "", "NOT "+over, today, today)
	w.If(q.State == "het", over, today, today)
	w.If(q.After != "", "h.id < ?", q.After)
	return db.All(ctx, tx, scanHold, `SELECT `+holdColumns+holdTables+w.SQL()+` ORDER BY h.id DESC LIMIT `+w.Arg(limit), w.Args()...)
}

func insertHold(ctx context.Context, tx *db.Tx, h Hold) error {
	return db.Exec(ctx, tx, `INSERT INTO eligibility_hold (id, participant_id, unit_path, category_id, body, attested_on, until, recorded_by, recorded_at, version)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)`, h.ID, h.ParticipantID, h.UnitPath, h.Category.ID, h.Body, h.AttestedOn, h.Until, h.RecordedBy, h.RecordedAt)
}

func liftHold(ctx context.Context, tx *db.Tx, id string, version int64, on clock.Date, by string) error {
	return db.Change(ctx, tx, `UPDATE eligibility_hold SET lifted_on = $3, lifted_by = $4, lifted_at = $5, version = version + 1
		WHERE id = $1 AND version = $2 AND lifted_on IS NULL`, id, version, on, by, tx.Now)
}

// endedHolds lists the holds that ended on or before day.
func endedHolds(ctx context.Context, tx *db.Tx, day clock.Date) ([]Hold, error) {
	return db.All(ctx, tx, scanHold, `SELECT `+holdColumns+holdTables+` WHERE h.until <= $1 OR h.lifted_on <= $1 ORDER BY h.id`, day)
}

// Retention says how many months after it ended a thing is kept.
type Retention struct {
	Months     int64
	Source     string
	VerifiedBy string
	Version    int64
}

const holdSubject = "hold"

func findRetention(ctx context.Context, tx *db.Tx) (Retention, error) {
	return db.One(ctx, tx, func(row db.Row) (r Retention, err error) {
		err = row.Scan(&r.Months, &r.Source, &r.VerifiedBy, &r.Version)
		return r, err
	}, `SELECT months, source, verified_by, version FROM eligibility_retention WHERE subject = $1`, holdSubject)
}
