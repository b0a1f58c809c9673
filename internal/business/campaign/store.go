package campaign

import (
	"context"

	"kheo/internal/platform/db"
)

const seasonColumns = `id, code, name, year, movement_id, unit_id, unit_path, criteria_set_id, state, launched_on,
	launch_document, register_by, report_by, score_by, decide_by, version, created_at`

func scanSeason(r db.Row) (s Season, err error) {
	err = r.Scan(&s.ID, &s.Code, &s.Name, &s.Year, &s.MovementID, &s.UnitID, &s.UnitPath, &s.CriteriaSetID, &s.State, &s.LaunchedOn,
		&s.LaunchDocument, &s.RegisterBy, &s.ReportBy, &s.ScoreBy, &s.DecideBy, &s.Version, db.Time(&s.CreatedAt))
	return s, err
}

func insertSeason(ctx context.Context, tx *db.Tx, s Season) error {
	return db.Exec(ctx, tx, `INSERT INTO campaign_season (`+seasonColumns+`)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
		s.ID, s.Code, s.Name, s.Year, s.MovementID, s.UnitID, s.UnitPath, s.CriteriaSetID, s.State, s.LaunchedOn,
		s.LaunchDocument, s.RegisterBy, s.ReportBy, s.ScoreBy, s.DecideBy, s.Version, s.CreatedAt)
}

func updateSeason(ctx context.Context, tx *db.Tx, s Season) error {
	return db.Change(ctx, tx, `UPDATE campaign_season SET name = $3, year = $4, criteria_set_id = $5, state = $6, launched_on = $7,
		launch_document = $8, register_by = $9, report_by = $10, score_by = $11, decide_by = $12, version = version + 1
		WHERE id = $1 AND version = $2`,
		s.ID, s.Version, s.Name, s.Year, s.CriteriaSetID, s.State, s.LaunchedOn,
		s.LaunchDocument, s.RegisterBy, s.ReportBy, s.ScoreBy, s.DecideBy)
}

const fieldColumns = `id, code, name, position, effective_from, effective_to, source, verified_by`

func scanField(r db.Row) (f Field, err error) {
	err = r.Scan(&f.ID, &f.Code, &f.Name, &f.Position, &f.From, &f.To, &f.Source, &f.VerifiedBy)
	return f, err
}

const movementColumns = `id, code, name, about, launched_on, source`

func scanMovement(r db.Row) (m Movement, err error) {
	err = r.Scan(&m.ID, &m.Code, &m.Name, &m.About, &m.LaunchedOn, &m.Source)
	return m, err
}
