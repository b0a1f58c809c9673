package participant

import (
	"context"

	"kheo/internal/business/org"
	"kheo/internal/platform/db"
)

// Holdings counts the participants of each unit; none of them is open work.
func (s *Service) Holdings(ctx context.Context, tx *db.Tx) (org.Holdings, error) {
	h := org.Holdings{Label: "Tập thể, cá nhân, hộ gia đình", All: map[string]int{}}
	err := db.Each(ctx, tx, func(r db.Row) error {
		var unitID string
		var n int
		err := r.Scan(&unitID, &n)
		h.All[unitID] = n
		return err
	}, `SELECT unit_id, COUNT(*) FROM participant_participant GROUP BY unit_id`)
	return h, err
}

// Carry follows a unit to its new path. Participants of a unit that was replaced
// stay with it; who takes part again in the new unit is found to be like them.
func (s *Service) Carry(ctx context.Context, tx *db.Tx, from, to org.Unit) error {
	if from.ID == to.ID && from.Path != to.Path {
		if err := follow(ctx, tx, to); err != nil {
			return err
		}
	}
	return s.LookAgain(ctx, tx, []string{from.ID, to.ID})
}

// follow writes the path of a unit wherever its participants keep it.
func follow(ctx context.Context, tx *db.Tx, unit org.Unit) error {
	const own = ` IN (SELECT p.id FROM participant_participant p WHERE p.unit_id = $1)`
	for _, q := range []string{
		`UPDATE participant_participant SET unit_path = $2 WHERE unit_id = $1`,
		`UPDATE participant_word SET unit_path = $2 WHERE participant_id` + own,
		`UPDATE participant_likely SET a_path = $2 WHERE a_id` + own,
		`UPDATE participant_likely SET b_path = $2 WHERE b_id` + own,
	} {
		if err := db.Exec(ctx, tx, q, unit.ID, unit.Path); err != nil {
			return err
		}
	}
	return db.Exec(ctx, tx, `INSERT INTO participant_place (unit_path) VALUES ($1) ON CONFLICT (unit_path) DO NOTHING`, unit.Path)
}
