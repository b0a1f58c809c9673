package recognition

import (
	"context"

	"kheo/internal/platform/db"
)

// AwardOf is the edition of the catalogue that a decision gives, an amendment that of
// the decision which it changes; empty when the award was typed.
func (s *Service) AwardOf(ctx context.Context, tx *db.Tx, decisionID string) (string, error) {
	return db.One(ctx, tx, func(r db.Row) (id string, err error) {
		err = r.Scan(db.Text(&id))
		return id, err
	}, `SELECT COALESCE(o.award_id, d.award_id) FROM recognition_decision d LEFT JOIN recognition_decision o ON o.id = d.amends_id WHERE d.id = $1`, decisionID)
}
