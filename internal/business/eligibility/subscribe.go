package eligibility

import (
	"context"

	"kheo/internal/business/initiative"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
)

// Follow pins by which editions i is judged, when it is received. What is pinned
// stays, whatever becomes of i and of the rules. Call it in the transaction that
// moves i.
func (s *Service) Follow(ctx context.Context, tx *db.Tx, i initiative.Initiative) error {
	if i.State != initiative.Accepted {
		return nil
	}
	day := receivedOn(i, clock.DayOf(tx.Now))
	set, err := s.setOn(ctx, tx, day)
	if err != nil {
		return err
	}
	if err := putRuleSet(ctx, tx, set); err != nil {
		return err
	}
	return putPin(ctx, tx, pin{InitiativeID: i.ID, ReceivedOn: day, Reception: true, Digest: set.Digest})
}
