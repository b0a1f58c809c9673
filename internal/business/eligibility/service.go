package eligibility

import (
	"context"
	"slices"
	"strings"

	"kheo/internal/platform/db"
)

// Service is everything that can be done with rules, verdicts and holds.
type Service struct {
	// What may be missing; set before the first use.
	Groups Groups
	Record Records
	Scores Scores
	Proofs Proofs
	Bases  Bases

	db           *db.DB
	units        Units
	campaigns    Campaigns
	initiatives  Initiatives
	participants Participants
}

// New makes the service.
func New(d *db.DB, units Units, campaigns Campaigns, initiatives Initiatives, participants Participants) *Service {
	return &Service{db: d, units: units, campaigns: campaigns, initiatives: initiatives, participants: participants}
}

// view runs do in a transaction that reads.
func view[T any](ctx context.Context, s *Service, do func(*db.Tx) (T, error)) (v T, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		v, err = do(tx)
		return err
	})
	return v, err
}

// in is the list of placeholders of ids, for "column IN (…)"; with none it keeps no row.
func in(w *db.Where, ids []string) string {
	if len(ids) == 0 {
		return "NULL"
	}
	marks := make([]string, len(ids))
	for n, id := range ids {
		marks[n] = w.Arg(id)
	}
	return strings.Join(marks, ", ")
}

// chunks hands ids to do, each once, in a fixed order, atOnce at a time.
func chunks(ids []string, do func([]string) error) error {
	ids = slices.Compact(slices.Sorted(slices.Values(ids)))
	for part := range slices.Chunk(ids, atOnce) {
		if err := do(part); err != nil {
			return err
		}
	}
	return nil
}
