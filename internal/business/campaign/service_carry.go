package campaign

import (
	"context"

	"kheo/internal/business/org"
	"kheo/internal/platform/db"
)

// Holdings counts the seasons of each unit; those that are not closed are open.
func (s *Service) Holdings(ctx context.Context, tx *db.Tx) (org.Holdings, error) {
	h := org.Holdings{Label: "Mùa thi đua", All: map[string]int{}, Open: map[string]int{}}
	err := db.Each(ctx, tx, func(r db.Row) error {
		var unitID string
		var all, open int
		err := r.Scan(&unitID, &all, &open)
		h.All[unitID], h.Open[unitID] = all, open
		return err
	}, `SELECT unit_id, COUNT(*), COUNT(*) FILTER (WHERE state <> 'closed') FROM campaign_season GROUP BY unit_id`)
	return h, err
}

// Carry hands seasons that are not closed on when their unit is replaced or moves.
func (s *Service) Carry(ctx context.Context, tx *db.Tx, from, to org.Unit) error {
	return db.Exec(ctx, tx, `UPDATE campaign_season SET unit_id = $2, unit_path = $3, version = version + 1 WHERE unit_id = $1 AND state <> 'closed'`,
		from.ID, to.ID, to.Path)
}
