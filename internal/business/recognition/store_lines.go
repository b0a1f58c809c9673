package recognition

import (
	"context"

	"kheo/internal/platform/db"
)

const lineColumns = `l.id, l.decision_id, l.position, l.initiative_id, l.participant_id, l.participant_kind, l.name, l.unit_id, l.unit_path, l.unit_name,
	l.field_id, l.title, l.merit, l.amends_line_id, l.initiative_code`

func scanLine(r db.Row) (l Line, err error) {
	err = r.Scan(&l.ID, &l.DecisionID, &l.Position, db.Text(&l.InitiativeID), &l.ParticipantID, &l.ParticipantKind, &l.Name, &l.UnitID, &l.UnitPath, &l.UnitName,
		db.Text(&l.FieldID), &l.Title, &l.Merit, db.Text(&l.AmendsLineID), &l.InitiativeCode)
	return l, err
}

func linesOf(ctx context.Context, tx *db.Tx, decisionID string) ([]Line, error) {
	return db.All(ctx, tx, scanLine, `SELECT `+lineColumns+` FROM recognition_line l WHERE l.decision_id = $1 ORDER BY l.position`, decisionID)
}

// writeLines replaces the list of a draft. What is signed keeps its list whoever
// asks: no statement here touches a line of anything but a draft.
func writeLines(ctx context.Context, tx *db.Tx, decisionID string, lines []Line) error {
	err := db.Exec(ctx, tx, `DELETE FROM recognition_line WHERE decision_id = $1
		AND EXISTS (SELECT 1 FROM recognition_decision d WHERE d.id = $1 AND d.state = 'draft')`, decisionID)
	if err != nil {
		return err
	}
	for _, l := range inOrder(lines) {
		if err := insertLine(ctx, tx, decisionID, l); err != nil {
			return err
		}
	}
	return nil
}

func insertLine(ctx context.Context, tx *db.Tx, decisionID string, l Line) error {
	return db.Change(ctx, tx, `
		INSERT INTO recognition_line (id, decision_id, position, initiative_id, participant_id, participant_kind, name, unit_id, unit_path, unit_name,
			field_id, title, merit, amends_line_id, initiative_code)
		SELECT $1, d.id, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15
		FROM recognition_decision d WHERE d.id = $2 AND d.state = 'draft'`,
		l.ID, decisionID, l.Position, db.OrNull(l.InitiativeID), l.ParticipantID, l.ParticipantKind, l.Name, l.UnitID, l.UnitPath, l.UnitName,
		db.OrNull(l.FieldID), l.Title, l.Merit, db.OrNull(l.AmendsLineID), l.InitiativeCode)
}

// updateLine writes what the paper says in one line of a draft.
func updateLine(ctx context.Context, tx *db.Tx, l Line) error {
	return db.Change(ctx, tx, `UPDATE recognition_line SET name = $3, unit_name = $4, title = $5, merit = $6
		WHERE id = $1 AND decision_id = $2 AND EXISTS (SELECT 1 FROM recognition_decision d WHERE d.id = $2 AND d.state = 'draft')`,
		l.ID, l.DecisionID, l.Name, l.UnitName, l.Title, l.Merit)
}
