package recognition

import (
	"context"
	"errors"

	"kheo/internal/business/award"
	"kheo/internal/business/eligibility"
	"kheo/internal/business/signing"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// Missing says what keeps a draft from being signed, as fault.Invalid by field or
// fault.Refused, as reader may know it; nil when nothing does.
func (s *Service) Missing(ctx context.Context, tx *db.Tx, reader auth.Actor, d Decision, lines []Line) error {
	if err := s.basics(ctx, tx, d, lines); err != nil {
		return err
	}
	v := fault.Invalid{}
	for _, of := range []struct {
		field string
		ask   func(context.Context, *db.Tx, auth.Actor, Decision, []Line) error
	}{{"award_id", s.awarded}, {"signer", s.power}, {"lines", s.voted}, {"lines", s.once}, {"lines", s.deserved}} {
		err := of.ask(ctx, tx, reader, d, lines)
		var refused fault.Refused
		if errors.As(err, &refused) {
			v[of.field] = refused.Reason
			continue
		}
		if err != nil {
			return err
		}
	}
	if err := v.Err(); err != nil || s.Gate == nil {
		return err
	}
	ids := make([]string, len(lines))
	for n, l := range lines {
		ids[n] = l.ID
	}
	return s.Gate.Ready(ctx, tx, d.ID, ids)
}

// awarded refuses an award that the catalogue does not have on the day of the paper, for
// its line or for somebody on the list.
func (s *Service) awarded(ctx context.Context, tx *db.Tx, _ auth.Actor, d Decision, lines []Line) error {
	if s.Awards == nil || d.Kind.Amends() {
		return nil
	}
	if d.AwardID == "" {
		return fault.Refuse("Chọn hình thức trong danh mục khen thưởng.")
	}
	a, err := s.Awards.Award(ctx, tx, d.AwardID)
	if err != nil {
		return err
	}
	if a.Act != award.Act(d.Kind) {
		return fault.Refuse("“%s” không dùng cho loại quyết định này.", a.Name)
	}
	if !a.Has(d.DecidedOn) {
		return fault.Refuse("“%s” (%s) không áp dụng vào ngày %s. Căn cứ của danh mục: %s.", a.Name, a.Level, d.DecidedOn.String(), a.Source)
	}
	if a.Line != d.Line {
		return fault.Refuse("“%s” là hình thức của %s, văn bản này theo thể thức khác.", a.Name, a.Decider)
	}
	for _, l := range lines {
		if !a.For(l.ParticipantKind) {
			return fault.Refuse("Dòng %d (%s): “%s” không dành cho đối tượng này.", l.Position, l.Name, a.Name)
		}
	}
	return nil
}

// power refuses who may not sign such a paper on its day.
func (s *Service) power(ctx context.Context, tx *db.Tx, _ auth.Actor, d Decision, _ []Line) error {
	if s.Powers == nil {
		return nil
	}
	_, err := s.Powers.May(ctx, tx, d.ask())
	return err
}

// subject is d as signatures and powers name it.
func (d Decision) subject() signing.Subject {
	return signing.Subject{Kind: "decision", ID: d.ID, Title: d.Subject, UnitPath: d.UnitPath}
}

func (d Decision) ask() signing.Ask {
	return signing.Ask{UnitID: d.UnitID, Line: d.Line, DocType: docType, Signer: d.Signer, Form: d.SignAs, Day: d.DecidedOn}
}

// empowered refuses an actor who records the signing of somebody else that has an account.
func (s *Service) empowered(ctx context.Context, tx *db.Tx, actor auth.Actor, d Decision) error {
	if s.Powers == nil {
		return nil
	}
	p, err := s.Powers.May(ctx, tx, d.ask())
	if err != nil {
		return err
	}
	if p.AccountID != "" && p.AccountID != actor.AccountID {
		return fault.Refuse("%s có tài khoản riêng nên tự ký. Người khác không ghi nhận thay.", p.Name)
	}
	return s.Powers.Use(ctx, tx, p.ID, d.subject(), d.DecidedOn)
}

// voted refuses lines that no council voted for: neither that of the season nor, for
// what was handed down, the unit that accepted it.
func (s *Service) voted(ctx context.Context, tx *db.Tx, _ auth.Actor, d Decision, lines []Line) error {
	if d.Kind != Recognition || s.Conditions == nil {
		return nil
	}
	passed, err := s.results.Passed(ctx, tx, d.SeasonID)
	if err != nil {
		return err
	}
	accepted, err := acceptedOn(ctx, tx, d.ID)
	if err != nil {
		return err
	}
	voted := map[string]bool{}
	for _, id := range append(passed, accepted...) {
		voted[id] = true
	}
	for _, l := range lines {
		if !voted[l.InitiativeID] {
			return fault.Refuse("Dòng %d (%s) chưa được hội đồng bỏ phiếu thông qua.", l.Position, l.Name)
		}
	}
	return nil
}

// once refuses an initiative that another decision of the season, signed or in force,
// recognises at the same level.
func (s *Service) once(ctx context.Context, tx *db.Tx, _ auth.Actor, d Decision, lines []Line) error {
	if d.Kind != Recognition {
		return nil
	}
	type recognised struct {
		initiativeID, number string
		on                   clock.Date
	}
	const same = ` AND d.season_id = $1 AND d.level = $2 AND d.id <> $3
		AND l.initiative_id IN (SELECT m.initiative_id FROM recognition_line m WHERE m.decision_id = $3)`
	before, err := db.All(ctx, tx, func(r db.Row) (x recognised, err error) {
		err = r.Scan(&x.initiativeID, &x.number, &x.on)
		return x, err
	}, `SELECT l.initiative_id, d.number, d.decided_on FROM recognition_line l JOIN recognition_decision d ON d.id = l.decision_id
		WHERE d.state = 'signed' AND d.kind = 'recognition'`+same+`
		UNION ALL SELECT l.initiative_id, d.number, d.decided_on `+inForce+` AND COALESCE(o.kind, d.kind) = 'recognition'`+same+` ORDER BY 3, 2`,
		d.SeasonID, d.Level, d.ID)
	if err != nil {
		return err
	}
	for _, l := range lines {
		for _, x := range before {
			if l.InitiativeID == x.initiativeID {
				return fault.Refuse("Dòng %d (%s) đã có trong quyết định công nhận số %s ngày %s.", l.Position, l.Name, x.number, x.on.String())
			}
		}
	}
	return nil
}

// proposal is d as the conditions judge it.
func (s *Service) proposal(ctx context.Context, tx *db.Tx, d Decision, lines []Line) (eligibility.Proposal, error) {
	p := eligibility.Proposal{
		Stage: eligibility.Signing, Act: eligibility.Act(d.Kind), AwardID: d.AwardID, AwardName: d.Award, Line: string(d.Line), Level: d.Level,
		SeasonID: d.SeasonID, UnitID: d.UnitID, Day: d.DecidedOn,
	}
	if s.Awards != nil && d.AwardID != "" {
		a, err := s.Awards.Award(ctx, tx, d.AwardID)
		if err != nil {
			return p, err
		}
		p.AwardName, p.Form = a.Name, string(a.Form)
	}
	for _, l := range lines {
		p.Candidates = append(p.Candidates, eligibility.Candidate{
			InitiativeID: l.InitiativeID, ParticipantID: l.ParticipantID, Kind: string(l.ParticipantKind), Name: l.Name, UnitID: l.UnitID, LineID: l.ID,
		})
	}
	return p, nil
}

// Verdicts tells what the conditions say of each line of a decision that gives something.
func (s *Service) Verdicts(ctx context.Context, tx *db.Tx, d Decision, lines []Line) ([]eligibility.Verdict, error) {
	if s.Conditions == nil || d.Kind.Amends() || d.DecidedOn.IsZero() || len(lines) == 0 {
		return nil, nil
	}
	p, err := s.proposal(ctx, tx, d, lines)
	if err != nil {
		return nil, err
	}
	return s.Conditions.Judge(ctx, tx, p)
}

// deserved refuses lines whose verdict is not a pass, naming the rule. Verdicts come in
// the order of the lines.
func (s *Service) deserved(ctx context.Context, tx *db.Tx, reader auth.Actor, d Decision, lines []Line) error {
	verdicts, err := s.Verdicts(ctx, tx, d, lines)
	if err != nil {
		return err
	}
	for n, v := range verdicts {
		for _, f := range v.For(reader).Findings {
			switch {
			case f.Outcome == eligibility.Pass:
			case f.Text == "": // of holds, for whoever may not see them
				return fault.Refuse("Dòng %d (%s): %s", lines[n].Position, v.Name, f.Said.Message())
			case f.Outcome == eligibility.Fail:
				return fault.Refuse("Dòng %d (%s) không đủ điều kiện: %s Quy tắc: “%s”", lines[n].Position, v.Name, f.Said.Message(), f.Text)
			case f.Outcome == eligibility.Person:
				return fault.Refuse("Dòng %d (%s) cần người có trách nhiệm cho ý kiến: %s Quy tắc: “%s”", lines[n].Position, v.Name, f.Said.Message(), f.Text)
			}
		}
	}
	return nil
}

// judged keeps what the conditions said when the paper was signed.
func (s *Service) judged(ctx context.Context, tx *db.Tx, actor auth.Actor, d Decision, lines []Line) error {
	verdicts, err := s.Verdicts(ctx, tx, d, lines)
	if err != nil || len(verdicts) == 0 {
		return err
	}
	return s.Conditions.Keep(ctx, tx, actor, verdicts)
}
