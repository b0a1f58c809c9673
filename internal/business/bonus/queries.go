package bonus

import (
	"context"
	"strings"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
)

// Of is the sheet of a decision, worked out now where nothing is frozen, for a
// caller that has asked for permission. That of an amendment is its decision's.
func (s *Service) Of(ctx context.Context, tx *db.Tx, decisionID string) (Sheet, error) {
	d, err := s.root(ctx, tx, decisionID)
	if err != nil {
		return Sheet{}, err
	}
	return s.sheet(ctx, tx, d)
}

// MoneyBack is the money of a revoked line. Amounts are in đồng.
type MoneyBack struct {
	State     State // Recovery or Recovered
	Amount    int64 // that was paid
	Recovered int64 // that came back
	On        clock.Date
}

// Recovered tells of lines, by id, whose bonus is to be given back or was; other
// lines are not in the map.
func (s *Service) Recovered(ctx context.Context, tx *db.Tx, lineIDs []string) (map[string]MoneyBack, error) {
	all := map[string]MoneyBack{}
	if len(lineIDs) == 0 {
		return all, nil
	}
	w := &db.Where{}
	var in []string
	for _, id := range lineIDs {
		in = append(in, w.Arg(id))
	}
	w.And("line_id IN (" + strings.Join(in, ", ") + ")")
	w.And("state IN ('recovery', 'recovered')")
	err := db.Each(ctx, tx, func(r db.Row) error {
		var id string
		var x MoneyBack
		err := r.Scan(&id, &x.State, &x.Amount, &x.Recovered, &x.On)
		all[id] = x
		return err
	}, `SELECT line_id, state, amount, recovered_amount, recovered_on FROM bonus_item`+w.SQL(), w.Args()...)
	return all, err
}
