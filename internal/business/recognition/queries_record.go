package recognition

import (
	"context"
	"strings"

	"kheo/internal/business/participant"
	"kheo/internal/platform/db"
)

// RecordOf lists the lines of issued decisions that name participants, those that
// were corrected or revoked as such, for a caller that looks at who may see them.
func (s *Service) RecordOf(ctx context.Context, tx *db.Tx, participantIDs []string) ([]participant.Deed, error) {
	w := &db.Where{}
	in := []string{"NULL"}
	for _, id := range participantIDs {
		in = append(in, w.Arg(id))
	}
	w.And("d.state = 'issued' AND d.kind <> 'revocation'")
	w.And("l.participant_id IN (" + strings.Join(in, ", ") + ")")
	return db.All(ctx, tx, func(r db.Row) (d participant.Deed, err error) {
		var kind, amended Kind
		var title, subject, id, award, level, number string
		err = r.Scan(&d.ParticipantID, &id, &kind, &title, &subject, &award, &level, &number, &d.On, &d.Unit, &d.UnitPath, db.Text((*string)(&amended)))
		d.Year, d.Kind, d.Title, d.Href = d.On.Year(), kind.Label(), title, "/viec/quyet-dinh/"+id
		if d.Title == "" {
			d.Title = subject
		}
		d.Detail = strings.TrimSpace(strings.TrimSpace(award+" "+level) + ", " + number)
		if effect := amended.effect(); effect != Valid {
			d.Detail = effect.Label()
		}
		return d, err
	}, `SELECT l.participant_id, d.id, COALESCE(o.kind, d.kind), l.title, d.subject, d.award, d.level, d.number, d.decided_on, l.unit_name, l.unit_path,
			(SELECT MIN(e.kind) FROM recognition_line m JOIN recognition_decision e ON e.id = m.decision_id WHERE m.amends_line_id = l.id AND e.state = 'issued')
		FROM recognition_line l JOIN recognition_decision d ON d.id = l.decision_id LEFT JOIN recognition_decision o ON o.id = d.amends_id`+w.SQL()+
		` ORDER BY d.decided_on, d.id, l.position`, w.Args()...)
}
