package review

import (
	"context"
	"errors"
	"strconv"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
)

// fromSheets is from how many sheets on, each of a case that others scored too, an
// appraiser counts as known to be harsh or lenient.
const fromSheets = 5

// leanings begins a query with barred, whose sheets do not count, and lean(appraiser_id, bias): by how many hundredths of a
// point each appraiser of a season lies above the means of the cases that they
// scored with others. docs/review.md explains it.
func leanings(w *db.Where, seasonID string) string {
	return `WITH lean AS MATERIALIZED (SELECT o.appraiser_id, o.off / o.sheets AS bias FROM review_lean o
		WHERE o.season_id = ` + w.Arg(seasonID) + ` AND o.sheets >= ` + strconv.Itoa(fromSheets) + `),
		barred AS (SELECT b.initiative_id, b.account_id FROM review_duty b WHERE b.season_id = ` + w.Arg(seasonID) + ` AND b.barred) `
}

// lean keeps for each sheet of a case how far it lies from the mean of all, where
// there is more than one, and for each appraiser the sum of it.
func lean(ctx context.Context, tx *db.Tx, initiativeID string, sheets, mean int64) error {
	add := func(sign string) error {
		return db.Exec(ctx, tx, `INSERT INTO review_lean (season_id, appraiser_id, off, sheets)
			SELECT season_id, appraiser_id, `+sign+`off, `+sign+`1 FROM review_sheet WHERE initiative_id = $1 AND off IS NOT NULL
			ON CONFLICT (season_id, appraiser_id) DO UPDATE SET off = review_lean.off + excluded.off, sheets = review_lean.sheets + excluded.sheets`, initiativeID)
	}
	if err := add("-"); err != nil {
		return err
	}
	if err := db.Exec(ctx, tx, `UPDATE review_sheet SET off = NULL WHERE initiative_id = $1 AND off IS NOT NULL`, initiativeID); err != nil || sheets < 2 {
		return err
	}
	if err := db.Exec(ctx, tx, `UPDATE review_sheet SET off = total * 100 - $2 WHERE initiative_id = $1 AND `+counts, initiativeID, mean); err != nil {
		return err
	}
	return add("")
}

// corrected is the mean of the case c without the leanings of those who scored it;
// the query begins with leanings.
const corrected = `(c.mean - COALESCE((SELECT CAST(SUM(l.bias) AS BIGINT) FROM review_sheet s JOIN lean l ON l.appraiser_id = s.appraiser_id
	WHERE s.initiative_id = c.initiative_id AND s.handed_in_at IS NOT NULL AND NOT s.self
	AND (s.initiative_id, s.appraiser_id) NOT IN (SELECT initiative_id, account_id FROM barred)), 0)
	/ CASE WHEN c.sheets > 0 THEN c.sheets ELSE 1 END)`

// fallBehind says that a sheet of a case has changed the corrected means of its season.
func fallBehind(ctx context.Context, tx *db.Tx, initiativeID string) error {
	return db.Exec(ctx, tx, `INSERT INTO review_uncorrected (season_id) SELECT season_id FROM review_case WHERE initiative_id = $1
		ON CONFLICT (season_id) DO NOTHING`, initiativeID)
}

// correct works out the corrected means of a season anew where they are behind.
func (s *Service) correct(ctx context.Context, seasonID string) error {
	err := s.db.View(ctx, func(tx *db.Tx) error {
		_, err := db.One(ctx, tx, db.Value[string], `SELECT season_id FROM review_uncorrected WHERE season_id = $1`, seasonID)
		return err
	})
	if errors.Is(err, fault.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	return s.db.Update(ctx, func(tx *db.Tx) error {
		w := &db.Where{}
		sql := leanings(w, seasonID) + `UPDATE review_case AS c SET corrected = ` + corrected + ` WHERE c.season_id = ` + w.Arg(seasonID)
		if err := db.Exec(ctx, tx, sql, w.Args()...); err != nil {
			return err
		}
		return db.Exec(ctx, tx, `DELETE FROM review_uncorrected WHERE season_id = $1`, seasonID)
	})
}
