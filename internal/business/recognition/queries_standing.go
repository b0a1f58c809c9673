package recognition

import (
	"context"

	"github.com/google/uuid"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
)

// inForce joins the lines l that stand today to their decision d and, for a
// correction, to the decision o that it corrects.
const inForce = `FROM recognition_line l
	JOIN recognition_decision d ON d.id = l.decision_id
	LEFT JOIN recognition_decision o ON o.id = d.amends_id
	WHERE d.state = 'issued' AND d.kind <> 'revocation'
	AND NOT EXISTS (SELECT 1 FROM recognition_line m JOIN recognition_decision e ON e.id = m.decision_id
		WHERE m.amends_line_id = l.id AND e.state = 'issued')`

// Standing is how a line stands today and, when a later decision changed it, which.
type Standing struct {
	State      LineState
	DecisionID string // of the decision that changed it; empty while it is valid
	Code       string
	Number     string
	DecidedOn  clock.Date
	Reason     string
	LineID     string // the line of that decision
}

// LineStates tells how each line of a decision stands today, by the id of the
// line. Every line of the decision is in the map.
func (s *Service) LineStates(ctx context.Context, tx *db.Tx, decisionID string) (map[string]Standing, error) {
	all := map[string]Standing{}
	err := db.Each(ctx, tx, func(r db.Row) error {
		var id, kind string
		var at Standing
		err := r.Scan(&id, db.Text(&at.DecisionID), db.Text(&at.Code), db.Text(&kind), db.Text(&at.Number), &at.DecidedOn, db.Text(&at.Reason), db.Text(&at.LineID))
		at.State = Valid
		switch Kind(kind) {
		case Correction:
			at.State = Corrected
		case Revocation:
			at.State = Revoked
		}
		all[id] = at
		return err
	}, `SELECT l.id, e.id, e.code, e.kind, e.number, e.decided_on, e.reason, e.line_id
		FROM recognition_line l
		LEFT JOIN (SELECT m.amends_line_id, m.id AS line_id, x.id, x.code, x.kind, x.number, x.decided_on, x.reason
			FROM recognition_line m JOIN recognition_decision x ON x.id = m.decision_id
			WHERE x.state = 'issued') e ON e.amends_line_id = l.id
		WHERE l.decision_id = $1`, decisionID)
	return all, err
}

// Standing lists the lines that a decision leaves in force today: its own, and
// those that corrections put in their place.
func (s *Service) Standing(ctx context.Context, tx *db.Tx, decisionID string) ([]Line, error) {
	return db.All(ctx, tx, scanLine, `SELECT `+lineColumns+` `+inForce+` AND (d.id = $1 OR d.amends_id = $1)
		ORDER BY l.amends_line_id IS NOT NULL, d.decided_on, d.id, l.position`, decisionID)
}

// Amendments lists the issued decisions that changed lines of a decision, in
// the order of their dates.
func (s *Service) Amendments(ctx context.Context, tx *db.Tx, decisionID string) ([]Decision, error) {
	return db.All(ctx, tx, scan, `SELECT `+columns+` FROM recognition_decision d
		WHERE d.amends_id = $1 AND d.state = 'issued' ORDER BY d.decided_on, d.id`, decisionID)
}

// OfInitiative lists the issued decisions that name an initiative, the earliest first.
func (s *Service) OfInitiative(ctx context.Context, tx *db.Tx, initiativeID string) ([]Decision, error) {
	return db.All(ctx, tx, scan, `SELECT `+columns+` FROM recognition_decision d WHERE d.state = 'issued'
		AND d.id IN (SELECT l.decision_id FROM recognition_line l WHERE l.initiative_id = $1) ORDER BY d.decided_on, d.id`, initiativeID)
}

// recognisedLines lists the lines that recognise initiatives of a season below a path today.
func recognisedLines(ctx context.Context, tx *db.Tx, seasonID, scope string) ([]Line, error) {
	low, high := db.Under(scope)
	return db.All(ctx, tx, scanLine, `SELECT `+lineColumns+` `+inForce+` AND d.season_id = $1 AND COALESCE(o.kind, d.kind) = 'recognition'
		AND l.unit_path >= $2 AND l.unit_path < $3 ORDER BY l.position, l.id`, seasonID, low, high)
}

// stillRecognised reports whether a line recognises the initiative today.
func stillRecognised(ctx context.Context, tx *db.Tx, initiativeID string) (bool, error) {
	n, err := db.One(ctx, tx, db.Value[int64], `SELECT COUNT(*) `+inForce+` AND l.initiative_id = $1
		AND COALESCE(o.kind, d.kind) = 'recognition'`, initiativeID)
	return n > 0, err
}

func oneLine(ctx context.Context, tx *db.Tx, decisionID, id string) (Line, error) {
	if uuid.Validate(id) != nil {
		return Line{}, fault.NotFound
	}
	return db.One(ctx, tx, scanLine, `SELECT `+lineColumns+` FROM recognition_line l WHERE l.id = $1 AND l.decision_id = $2`, id, decisionID)
}

// amendedBy maps the lines that the lines of a decision amend, by id.
func amendedBy(ctx context.Context, tx *db.Tx, decisionID string) (map[string]Line, error) {
	old, err := db.All(ctx, tx, scanLine, `SELECT `+lineColumns+` FROM recognition_line l
		WHERE l.id IN (SELECT m.amends_line_id FROM recognition_line m WHERE m.decision_id = $1)`, decisionID)
	all := map[string]Line{}
	for _, l := range old {
		all[l.ID] = l
	}
	return all, err
}
