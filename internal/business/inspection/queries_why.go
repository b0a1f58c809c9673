package inspection

import (
	"context"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
)

// SeenOn lists the days on which a team saw an initiative on the spot, the earliest
// first. What it found is for staff, so nothing of it is told here.
func (s *Service) SeenOn(ctx context.Context, tx *db.Tx, initiativeID string) ([]clock.Date, error) {
	return db.All(ctx, tx, func(r db.Row) (day clock.Date, err error) {
		err = r.Scan(&day)
		return day, err
	}, `SELECT v.done_on FROM inspection_visit v JOIN inspection_case c ON c.visit_id = v.id
		WHERE c.initiative_id = $1 AND v.state = 'done' ORDER BY v.done_on, v.id`, initiativeID)
}
