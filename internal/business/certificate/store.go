package certificate

import (
	"context"
	"encoding/json"

	"kheo/internal/platform/db"
	"kheo/internal/service/docgen"
)

const columns = `id, code, edition, unit_id, unit_path, name, line, paper, photo, design, effective_from, effective_to, source, verified_by,
	based_on, changed_by, changed_at, version`

func scan(r db.Row) (d Design, err error) {
	var look []byte
	var name, line, paper string
	var photo bool
	err = r.Scan(&d.ID, &d.Code, &d.Edition, db.Text(&d.UnitID), &d.UnitPath, &name, &line, &paper, &photo, &look, &d.From, &d.To, &d.Source,
		&d.VerifiedBy, db.Text(&d.BasedOn), &d.ChangedBy, db.Time(&d.ChangedAt), &d.Version)
	if err != nil {
		return d, err
	}
	// What an older Khéo wrote may know more or less than Design does.
	if err := json.Unmarshal(look, &d.Design); err != nil {
		return d, err
	}
	d.Name, d.Line, d.Paper, d.Photo = name, line, docgen.Paper(paper), photo
	return d, nil
}

// findDesign reads one edition, or fault.NotFound.
func findDesign(ctx context.Context, tx *db.Tx, id string) (Design, error) {
	return db.One(ctx, tx, scan, `SELECT `+columns+` FROM certificate_design WHERE id = $1`, id)
}

// designs reads every edition, what came with the program first.
func designs(ctx context.Context, tx *db.Tx) ([]Design, error) {
	return db.All(ctx, tx, scan, `SELECT `+columns+` FROM certificate_design ORDER BY unit_path, code, edition DESC`)
}

// insertDesign keeps a new edition; added is false when it is there.
func insertDesign(ctx context.Context, tx *db.Tx, d Design) (added bool, err error) {
	look, err := json.Marshal(d.Design)
	if err != nil {
		return false, err
	}
	res, err := tx.Exec(ctx, `INSERT INTO certificate_design (`+columns+`)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) ON CONFLICT DO NOTHING`,
		d.ID, d.Code, d.Edition, db.OrNull(d.UnitID), d.UnitPath, d.Name, d.Line, string(d.Paper), d.Photo, string(look), d.From, d.To, d.Source,
		d.VerifiedBy, db.OrNull(d.BasedOn), d.ChangedBy, d.ChangedAt, d.Version)
	if err != nil {
		return false, err
	}
	n, err := res.RowsAffected()
	return n == 1, err
}

// updateDesign keeps d, whose Version is the one that it was read with.
func updateDesign(ctx context.Context, tx *db.Tx, d Design) error {
	look, err := json.Marshal(d.Design)
	if err != nil {
		return err
	}
	return db.Change(ctx, tx, `UPDATE certificate_design SET name = $3, line = $4, paper = $5, photo = $6, design = $7, effective_from = $8, effective_to = $9,
		source = $10, verified_by = $11, changed_by = $12, changed_at = $13, version = version + 1 WHERE id = $1 AND version = $2`,
		d.ID, d.Version, d.Name, d.Line, string(d.Paper), d.Photo, string(look), d.From, d.To, d.Source, d.VerifiedBy, d.ChangedBy, d.ChangedAt)
}

// used reports whether papers were printed with an edition.
func used(ctx context.Context, tx *db.Tx, id string) (bool, error) {
	n, err := db.One(ctx, tx, db.Value[int64], `SELECT COUNT(*) FROM (SELECT 1 FROM certificate_printing WHERE design_id = $1 LIMIT 1) AS p`, id)
	return n > 0, err
}

const calibrationColumns = `id, unit_id, unit_path, printer, dx, dy, scale, changed_by, changed_at, version`

func scanCalibration(r db.Row) (c Calibration, err error) {
	err = r.Scan(&c.ID, &c.UnitID, &c.UnitPath, &c.Printer, &c.X, &c.Y, &c.Shift.Scale, &c.ChangedBy, db.Time(&c.ChangedAt), &c.Version)
	return c, err
}

// calibrations reads those of every unit.
func calibrations(ctx context.Context, tx *db.Tx) ([]Calibration, error) {
	return db.All(ctx, tx, scanCalibration, `SELECT `+calibrationColumns+` FROM certificate_calibration ORDER BY unit_path, printer`)
}

func findCalibration(ctx context.Context, tx *db.Tx, id string) (Calibration, error) {
	return db.One(ctx, tx, scanCalibration, `SELECT `+calibrationColumns+` FROM certificate_calibration WHERE id = $1`, id)
}

func insertCalibration(ctx context.Context, tx *db.Tx, c Calibration) error {
	return db.Exec(ctx, tx, `INSERT INTO certificate_calibration (`+calibrationColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		c.ID, c.UnitID, c.UnitPath, c.Printer, c.X, c.Y, c.Shift.Scale, c.ChangedBy, c.ChangedAt, c.Version)
}

func updateCalibration(ctx context.Context, tx *db.Tx, c Calibration) error {
	return db.Change(ctx, tx, `UPDATE certificate_calibration SET printer = $3, dx = $4, dy = $5, scale = $6, changed_by = $7, changed_at = $8, version = version + 1
		WHERE id = $1 AND version = $2`, c.ID, c.Version, c.Printer, c.X, c.Y, c.Shift.Scale, c.ChangedBy, c.ChangedAt)
}

func deleteCalibration(ctx context.Context, tx *db.Tx, c Calibration) error {
	return db.Change(ctx, tx, `DELETE FROM certificate_calibration WHERE id = $1 AND version = $2`, c.ID, c.Version)
}
