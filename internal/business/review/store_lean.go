package review

import (
	"strconv"

	"kheo/internal/platform/db"
)

// fromSheets is from how many sheets on, each of a case that others scored too, an
// appraiser counts as known to be harsh or lenient.
const fromSheets = 5

// leanings begins a query with barred, whose sheets do not count, and lean(appraiser_id, bias): by how many hundredths of a
// point each appraiser of a season lies above the means of the cases that they
// scored with others. docs/review.md explains it.
func leanings(w *db.Where, seasonID string) string {
	return `WITH lean AS MATERIALIZED (SELECT o.appraiser_id, CAST(SUM(o.off) AS BIGINT) / COUNT(o.off) AS bias FROM review_sheet o
		WHERE o.season_id = ` + w.Arg(seasonID) + ` AND o.handed_in_at IS NOT NULL AND o.off IS NOT NULL
		GROUP BY o.appraiser_id HAVING COUNT(o.off) >= ` + strconv.Itoa(fromSheets) + `),
		barred AS (SELECT b.initiative_id, b.account_id FROM review_duty b WHERE b.season_id = ` + w.Arg(seasonID) + ` AND b.barred) `
}

// corrected is the mean of the case c without the leanings of those who scored it;
// the query begins with leanings.
const corrected = `(c.mean - COALESCE((SELECT CAST(SUM(l.bias) AS BIGINT) FROM review_sheet s JOIN lean l ON l.appraiser_id = s.appraiser_id
	WHERE s.initiative_id = c.initiative_id AND s.handed_in_at IS NOT NULL AND NOT s.self
	AND (s.initiative_id, s.appraiser_id) NOT IN (SELECT initiative_id, account_id FROM barred)), 0)
	/ CASE WHEN c.sheets > 0 THEN c.sheets ELSE 1 END)`
