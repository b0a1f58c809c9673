package report

import (
	"context"
	"strconv"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
)

// Award is a line of an issued decision that stands today, with its place in the
// public register.
type Award struct {
	Kind         string // recognition or commendation
	Name         string // of the participant, as on the paper
	Award        string // "giấy khen"; empty for recognition
	Decision     string // code
	Number       string
	DecidedOn    clock.Date
	DecidedBy    string // name of the unit
	RegisterCode string
	Serial       int64 // line of the register
}

// AwardsOf lists the awards of each of the initiatives, the oldest first.
func (s *Service) AwardsOf(ctx context.Context, tx *db.Tx, initiativeIDs []string) (map[string][]Award, error) {
	found := map[string][]Award{}
	if len(initiativeIDs) == 0 {
		return found, nil
	}
	in, args := "", make([]any, len(initiativeIDs))
	for n, id := range initiativeIDs {
		if n > 0 {
			in += ", "
		}
		in += "$" + strconv.Itoa(n+1)
		args[n] = id
	}
	err := db.Each(ctx, tx, func(r db.Row) error {
		var id string
		var a Award
		err := r.Scan(&id, &a.Kind, &a.Name, &a.Award, &a.Decision, &a.Number, &a.DecidedOn, &a.DecidedBy, db.Text(&a.RegisterCode), &a.Serial)
		found[id] = append(found[id], a)
		return err
	}, `SELECT v.initiative_id, v.kind, l.name, d.award, d.code, d.number, d.decided_on, u.name, e.code, COALESCE(e.serial, 0)
		FROM report_awarded v
		JOIN recognition_line l ON l.id = v.id
		JOIN recognition_decision d ON d.id = v.decision_id
		JOIN org_unit u ON u.id = d.unit_id
		LEFT JOIN register_entry e ON e.line_id = v.id
		WHERE v.initiative_id IN (`+in+`) ORDER BY d.decided_on, e.serial`, args...)
	return found, err
}

// NarrowAwarded keeps in w the rows whose column is an initiative with a standing
// award of that kind; an empty season means any.
func (s *Service) NarrowAwarded(w *db.Where, column, kind, seasonID string) {
	if seasonID == "" {
		w.And(column+` IN (SELECT initiative_id FROM report_awarded WHERE kind = ?)`, kind)
		return
	}
	w.And(column+` IN (SELECT initiative_id FROM report_awarded WHERE kind = ? AND season_id = ?)`, kind, seasonID)
}

// LatestRecognised lists the initiatives of the latest standing recognitions.
func (s *Service) LatestRecognised(ctx context.Context, tx *db.Tx, limit int) ([]string, error) {
	return db.All(ctx, tx, db.Value[string], `SELECT v.initiative_id FROM report_awarded v JOIN recognition_line l ON l.id = v.id
		WHERE v.kind = 'recognition' AND v.initiative_id IS NOT NULL ORDER BY v.decided_on DESC, v.decision_id DESC, l.position LIMIT $1`, limit)
}
