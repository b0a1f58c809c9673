package recognition

import (
	"context"
	"strings"

	"kheo/internal/business/eligibility"
	"kheo/internal/platform/db"
	"kheo/internal/platform/text"
)

// Honours lists the lines of issued decisions that name one of the participants or
// one of the initiatives, for the rules that look at a whole record. A line that a
// correction put another in the place of is left out; one that was taken back is
// marked so. Either list may be empty.
func (s *Service) Honours(ctx context.Context, tx *db.Tx, participantIDs, initiativeIDs []string) ([]eligibility.Honour, error) {
	seasons, err := s.campaigns.Seasons(ctx, tx)
	if err != nil {
		return nil, err
	}
	codes, years := map[string]string{}, map[string]int64{}
	for _, season := range seasons {
		codes[season.ID], years[season.ID] = season.Code, season.Year
	}
	var all []eligibility.Honour
	for column, ids := range map[string][]string{"l.participant_id": participantIDs, "l.initiative_id": initiativeIDs} {
		if len(ids) == 0 {
			continue
		}
		found, err := honours(ctx, tx, column, ids)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	for n := range all {
		all[n].SeasonCode, all[n].Year = codes[all[n].SeasonID], years[all[n].SeasonID]
	}
	return all, nil
}

func honours(ctx context.Context, tx *db.Tx, column string, ids []string) ([]eligibility.Honour, error) {
	w := &db.Where{}
	marks := make([]string, len(ids))
	for n, id := range ids {
		marks[n] = w.Arg(id)
	}
	w.And(column + " IN (" + strings.Join(marks, ", ") + ")")
	w.And("d.state = 'issued' AND d.kind <> 'revocation'")
	w.And("COALESCE(e.kind, '') <> 'correction'")
	return db.All(ctx, tx, func(r db.Row) (h eligibility.Honour, err error) {
		var ended string
		err = r.Scan(&h.LineID, &h.ParticipantID, db.Text(&h.InitiativeID), &h.Act, &h.Award, db.Text(&h.AwardID), &h.Line, &h.Level, &h.SeasonID,
			&h.DecisionCode, &h.Number, &h.DecidedOn, db.Text(&ended))
		h.Form, h.Revoked = text.Slug(h.Award), ended != ""
		return h, err
	}, `SELECT l.id, l.participant_id, l.initiative_id, COALESCE(o.kind, d.kind), COALESCE(o.award, d.award), COALESCE(o.award_id, d.award_id), d.line, d.level,
			d.season_id, d.code, d.number, d.decided_on, e.kind
		FROM recognition_line l JOIN recognition_decision d ON d.id = l.decision_id
		LEFT JOIN recognition_decision o ON o.id = d.amends_id
		LEFT JOIN (SELECT m.amends_line_id, x.kind FROM recognition_line m JOIN recognition_decision x ON x.id = m.decision_id
			WHERE x.state = 'issued') e ON e.amends_line_id = l.id`+w.SQL()+` ORDER BY d.decided_on, l.id`, w.Args()...)
}
