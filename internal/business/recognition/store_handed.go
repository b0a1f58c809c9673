package recognition

import (
	"context"
	"strings"

	"github.com/google/uuid"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
)

const handColumns = `h.id, h.batch_id, h.season_id, h.initiative_id, h.initiative_code, h.title, h.participant, h.from_id, h.from_path, h.from_name,
	h.to_id, h.to_path, h.to_name, h.reason, h.basis, h.state, h.answer, h.decision_id, h.handed_by, h.handed_at, h.answered_by, h.answered_at, h.version`

func scanHand(r db.Row) (h HandDown, err error) {
	err = r.Scan(&h.ID, &h.BatchID, &h.SeasonID, &h.InitiativeID, &h.InitiativeCode, &h.Title, &h.Participant, &h.FromID, &h.FromPath, &h.FromName,
		&h.ToID, &h.ToPath, &h.ToName, &h.Reason, &h.Basis, &h.State, &h.Answer, db.Text(&h.DecisionID), &h.HandedBy, db.Time(&h.HandedAt),
		&h.AnsweredBy, db.Time(&h.AnsweredAt), &h.Version)
	return h, err
}

func findHand(ctx context.Context, tx *db.Tx, id string) (HandDown, error) {
	if uuid.Validate(id) != nil {
		return HandDown{}, fault.NotFound
	}
	return db.One(ctx, tx, scanHand, `SELECT `+handColumns+` FROM recognition_handed_down h WHERE h.id = $1`, id)
}

// insertHand adds h; an initiative that is already handed down is db.IsDuplicate.
func insertHand(ctx context.Context, tx *db.Tx, h HandDown) error {
	return db.Exec(ctx, tx, `INSERT INTO recognition_handed_down (id, batch_id, season_id, initiative_id, initiative_code, title, participant, from_id, from_path, from_name,
		to_id, to_path, to_name, reason, basis, state, handed_by, handed_at, version)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, 1)`,
		h.ID, h.BatchID, h.SeasonID, h.InitiativeID, h.InitiativeCode, h.Title, h.Participant, h.FromID, h.FromPath, h.FromName,
		h.ToID, h.ToPath, h.ToName, h.Reason, h.Basis, Handed, h.HandedBy, h.HandedAt)
}

// answerHand keeps the answer to h, which still waits at the version that was read.
func answerHand(ctx context.Context, tx *db.Tx, h HandDown) error {
	return db.Change(ctx, tx, `UPDATE recognition_handed_down SET state = $3, answer = $4, decision_id = $5, answered_by = $6, answered_at = $7, version = version + 1
		WHERE id = $1 AND version = $2 AND state = 'waiting'`, h.ID, h.Version, h.State, h.Answer, db.OrNull(h.DecisionID), h.AnsweredBy, tx.Now)
}

// release lets hand-downs wait again that no longer stand on the draft that took them.
func release(ctx context.Context, tx *db.Tx, decisionID string) error {
	return db.Exec(ctx, tx, `UPDATE recognition_handed_down SET state = 'waiting', decision_id = NULL, answered_by = '', answered_at = NULL, version = version + 1
		WHERE decision_id = $1 AND NOT EXISTS (SELECT 1 FROM recognition_line l WHERE l.decision_id = $1 AND l.initiative_id = recognition_handed_down.initiative_id)`, decisionID)
}

// handsWhere lists hand-downs, the latest first.
func handsWhere(ctx context.Context, tx *db.Tx, w *db.Where, limit int) ([]HandDown, error) {
	return db.All(ctx, tx, scanHand, `SELECT `+handColumns+` FROM recognition_handed_down h`+w.SQL()+` ORDER BY h.id DESC LIMIT `+w.Arg(limit), w.Args()...)
}

// handsOf lists what was handed down of an initiative, the earliest first.
func handsOf(ctx context.Context, tx *db.Tx, initiativeID string) ([]HandDown, error) {
	return db.All(ctx, tx, scanHand, `SELECT `+handColumns+` FROM recognition_handed_down h WHERE h.initiative_id = $1 ORDER BY h.id`, initiativeID)
}

// takenBy tells which initiatives a decision names because they were handed down.
func takenBy(ctx context.Context, tx *db.Tx, decisionID, initiativeID string) (HandDown, error) {
	return db.One(ctx, tx, scanHand, `SELECT `+handColumns+` FROM recognition_handed_down h
		WHERE h.decision_id = $1 AND h.initiative_id = $2 AND h.state = 'accepted'`, decisionID, initiativeID)
}

// spokenFor tells which of ids cannot be handed down: a decision that stands or is
// being written names them, or they are handed down already.
func spokenFor(ctx context.Context, tx *db.Tx, ids []string) (map[string]bool, error) {
	all := map[string]bool{}
	if len(ids) == 0 {
		return all, nil
	}
	w := &db.Where{}
	marks := make([]string, len(ids))
	for n, id := range ids {
		marks[n] = w.Arg(id)
	}
	in := strings.Join(marks, ", ")
	err := db.Each(ctx, tx, func(r db.Row) error {
		var id string
		err := r.Scan(&id)
		all[id] = true
		return err
	}, `SELECT h.initiative_id FROM recognition_handed_down h WHERE h.state IN ('waiting', 'accepted') AND h.initiative_id IN (`+in+`)
		UNION SELECT l.initiative_id FROM recognition_line l JOIN recognition_decision d ON d.id = l.decision_id
		WHERE l.initiative_id IN (`+in+`) AND d.kind IN ('recognition', 'commendation')
		AND NOT EXISTS (SELECT 1 FROM recognition_line m JOIN recognition_decision e ON e.id = m.decision_id
			WHERE m.amends_line_id = l.id AND e.state = 'issued' AND e.kind = 'revocation')`, w.Args()...)
	return all, err
}

// acceptedOn lists the initiatives that were handed down and accepted on a decision.
func acceptedOn(ctx context.Context, tx *db.Tx, decisionID string) ([]string, error) {
	return db.All(ctx, tx, db.Value[string], `SELECT initiative_id FROM recognition_handed_down WHERE decision_id = $1 AND state = 'accepted'`, decisionID)
}
