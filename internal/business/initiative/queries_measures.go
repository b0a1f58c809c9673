package initiative

import (
	"context"
	"strings"

	"kheo/internal/platform/db"
)

// ofInitiatives narrows a query to some ids; without ids it finds nothing.
func ofInitiatives(column string, ids []string) *db.Where {
	w := &db.Where{}
	marks := []string{"NULL"}
	for _, id := range ids {
		marks = append(marks, w.Arg(id))
	}
	w.And(column + " IN (" + strings.Join(marks, ", ") + ")")
	return w
}

// TotalsAmong adds up the notes of progress of some initiatives, by id.
func (s *Service) TotalsAmong(ctx context.Context, tx *db.Tx, initiativeIDs []string) (map[string]Totals, error) {
	all, w := map[string]Totals{}, ofInitiatives("initiative_id", initiativeIDs)
	err := db.Each(ctx, tx, func(r db.Row) error {
		var id string
		var t Totals
		err := r.Scan(&id, &t.Beneficiaries, &t.Money, &t.LaborDays)
		all[id] = t
		return err
	}, `SELECT initiative_id, CAST(SUM(beneficiaries) AS BIGINT), CAST(SUM(money) AS BIGINT), CAST(SUM(labor_days) AS BIGINT) FROM initiative_progress`+w.SQL()+` GROUP BY initiative_id`, w.Args()...)
	return all, err
}

// IndicatorsAmong lists the indicators of some initiatives in their order, by id.
func (s *Service) IndicatorsAmong(ctx context.Context, tx *db.Tx, initiativeIDs []string) (map[string][]Indicator, error) {
	all, w := map[string][]Indicator{}, ofInitiatives("initiative_id", initiativeIDs)
	err := db.Each(ctx, tx, func(r db.Row) error {
		var id string
		var x Indicator
		err := r.Scan(&id, &x.ID, &x.Position, &x.Name, &x.Measure, &x.Baseline, &x.Target, &x.Result)
		all[id] = append(all[id], x)
		return err
	}, `SELECT initiative_id, id, position, name, measure, baseline, target, result FROM initiative_indicator`+w.SQL()+` ORDER BY initiative_id, position`, w.Args()...)
	return all, err
}
