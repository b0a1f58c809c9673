package initiative

import (
	"context"

	"kheo/internal/platform/db"
)

// Hand is what an account did with its own hands for an initiative.
type Hand string

// The hands.
const (
	Wrote    Hand = "wrote"    // began the registration
	Proved   Hand = "proved"   // uploaded evidence
	Reporter Hand = "reported" // wrote of its progress
)

// Hands tells for each initiative of a season, or for the one that is named,
// which accounts had a hand in it and how. Khéo's own example has none.
func (s *Service) Hands(ctx context.Context, tx *db.Tx, seasonID, initiativeID string) (map[string]map[string][]Hand, error) {
	w := &db.Where{}
	w.And("i.season_id = ?", seasonID)
	w.If(initiativeID != "", "i.id = ?", initiativeID)
	of := w.SQL()
	all := map[string]map[string][]Hand{}
	err := db.Each(ctx, tx, func(r db.Row) error {
		var id, account string
		var hand Hand
		err := r.Scan(&id, &account, &hand)
		if all[id] == nil {
			all[id] = map[string][]Hand{}
		}
		all[id][account] = append(all[id][account], hand)
		return err
	}, `SELECT i.id, i.created_by, 'wrote' AS hand FROM initiative_initiative i`+of+` AND i.created_by IS NOT NULL
		UNION SELECT i.id, e.author_id, 'proved' FROM initiative_initiative i JOIN initiative_evidence e ON e.initiative_id = i.id`+of+` AND e.author_id IS NOT NULL
		UNION SELECT i.id, p.author_id, 'reported' FROM initiative_initiative i JOIN initiative_progress p ON p.initiative_id = i.id`+of+` AND p.author_id IS NOT NULL
		ORDER BY 1, 2, 3 DESC`, w.Args()...)
	return all, err
}
