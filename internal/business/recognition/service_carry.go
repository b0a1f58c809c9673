package recognition

import (
	"context"

	"kheo/internal/business/org"
	"kheo/internal/platform/db"
)

// Holdings counts the decisions of each unit; those not issued yet are open.
func (s *Service) Holdings(ctx context.Context, tx *db.Tx) (org.Holdings, error) {
	h := org.Holdings{Label: "Quyết định", All: map[string]int{}, Open: map[string]int{}}
	err := db.Each(ctx, tx, func(r db.Row) error {
		var unitID string
		var all, open int
		err := r.Scan(&unitID, &all, &open)
		h.All[unitID], h.Open[unitID] = all, open
		return err
	}, `SELECT unit_id, COUNT(*), COUNT(*) FILTER (WHERE state <> 'issued') FROM recognition_decision GROUP BY unit_id`)
	return h, err
}

// Carry hands drafts on when their unit is replaced or moves. What was signed
// belongs to the unit that signed it, for ever.
func (s *Service) Carry(ctx context.Context, tx *db.Tx, from, to org.Unit) error {
	err := db.Exec(ctx, tx, `UPDATE recognition_handed_down SET to_id = $2, to_path = $3, to_name = $4, version = version + 1 WHERE to_id = $1 AND state = 'waiting'`,
		from.ID, to.ID, to.Path, to.Name)
	if err != nil {
		return err
	}
	return db.Exec(ctx, tx, `UPDATE recognition_decision SET unit_id = $2, unit_path = $3, version = version + 1 WHERE unit_id = $1 AND state = 'draft'`,
		from.ID, to.ID, to.Path)
}
