package bonus

import (
	"context"

	"kheo/internal/platform/db"
)

// CheckFunds counts the funds whose counters differ from the sums of their items.
func (s *Service) CheckFunds(ctx context.Context, tx *db.Tx) (wrong int, err error) {
	return db.One(ctx, tx, db.Value[int], `SELECT COUNT(*) FROM bonus_fund f
		WHERE f.planned <> COALESCE((SELECT CAST(SUM(i.amount) AS BIGINT) FROM bonus_item i JOIN bonus_plan p ON p.decision_id = i.decision_id
			WHERE p.fund_id = f.id AND i.state = 'due'), 0)
		OR f.paid <> COALESCE((SELECT CAST(SUM(i.amount - CASE WHEN i.state = 'paid' THEN 0 ELSE i.recovered_amount END) AS BIGINT) FROM bonus_item i
			JOIN bonus_plan p ON p.decision_id = i.decision_id WHERE p.fund_id = f.id AND i.state IN ('paid', 'recovery', 'recovered')), 0)`)
}
