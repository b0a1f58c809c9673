package council

import (
	"context"

	"kheo/internal/business/initiative"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
)

// Outcome is what a closed round came to for one initiative, without names.
type Outcome struct {
	MeetingID string
	Council   string // name
	HeldOn    clock.Date
	Round     Round
	Rule      Rule // as it was applied
	Count     Count
	Verdict   Verdict
	Hidden    []Hint // why the numbers may show how single members voted; then nobody is told them
}

// Recused is how many seats did not vote because of a conflict of interest.
func (o Outcome) Recused() int64 { return o.Count.RecusedSeats }

// Sentence is the verdict for people: without numbers where those would show how
// single members voted.
func (o Outcome) Sentence() fault.Message {
	switch {
	case len(o.Hidden) == 0:
		return o.Verdict.Why
	case o.Verdict.Passed:
		return fault.Say("Đạt theo quy tắc đã nêu.")
	}
	return fault.Say("Không đạt theo quy tắc đã nêu.")
}

// Outcomes lists the closed rounds on an initiative in their order, and tells
// whether one is open now.
func (s *Service) Outcomes(ctx context.Context, tx *db.Tx, initiativeID string) (all []Outcome, open bool, err error) {
	found, err := db.All(ctx, tx, scanRound, `SELECT `+roundColumns+` FROM council_round
		WHERE id IN (SELECT round_id FROM council_round_case WHERE initiative_id = $1) ORDER BY opened_at, id`, initiativeID)
	if err != nil {
		return nil, false, err
	}
	for _, r := range found {
		if r.State == Open {
			open = true
			continue
		}
		o, err := s.outcomeOf(ctx, tx, r, initiativeID)
		if err != nil {
			return nil, false, err
		}
		all = append(all, o)
	}
	return all, open, nil
}

func (s *Service) outcomeOf(ctx context.Context, tx *db.Tx, r Round, initiativeID string) (o Outcome, err error) {
	o = Outcome{MeetingID: r.MeetingID, Round: r}
	m, err := findMeeting(ctx, tx, r.MeetingID)
	if err != nil {
		return o, err
	}
	c, err := findCouncil(ctx, tx, m.CouncilID)
	if err != nil {
		return o, err
	}
	o.Council, o.HeldOn = c.Name, m.HeldOn
	if o.Rule, err = findRule(ctx, tx, r.RuleID); err != nil {
		return o, err
	}
	all, err := results(ctx, tx, r)
	if err != nil {
		return o, err
	}
	for _, x := range all {
		if x.InitiativeID == initiativeID {
			o.Count, o.Verdict = x.Count, Decide(o.Rule, x.Count)
			o.Verdict.Passed, o.Verdict.Base, o.Verdict.Need = x.Passed, x.Base, x.Need
		}
	}
	if !r.Secret {
		return o, nil // votes were cast by name in the room
	}
	o.Hidden = o.Count.Reveals()
	changed, err := changedSeats(ctx, tx, r)
	if err == nil && changed > 0 && changed < fewest {
		o.Hidden = append(o.Hidden, Repeat)
	}
	return o, err
}

// changedSeats counts who is only on one of the rolls of r and of the round that it
// repeats; -1 when it repeats none.
func changedSeats(ctx context.Context, tx *db.Tx, r Round) (int64, error) {
	if r.RepeatsID == "" {
		return -1, nil
	}
	old, err := roll(ctx, tx, r.RepeatsID)
	if err != nil {
		return 0, err
	}
	now, err := roll(ctx, tx, r.ID)
	if err != nil {
		return 0, err
	}
	who := make([]string, len(now))
	for n, e := range now {
		who[n] = e.MemberID
	}
	return differ(old, who), nil
}

// Chapter tells an initiative's readers of its way through councils: put on which
// agenda, and what a round came to once it is closed.
func (s *Service) Chapter(ctx context.Context, tx *db.Tx, initiativeID string) (turns []initiative.Turn, err error) {
	err = db.Each(ctx, tx, func(r db.Row) error {
		var name string
		var day clock.Date
		err := r.Scan(&name, &day)
		turns = append(turns, initiative.Turn{At: day.Time(), Dated: true, Said: fault.Say("Đưa vào chương trình phiên họp ngày %s của %s.", day.String(), name)})
		return err
	}, `SELECT c.name, m.held_on FROM council_agenda a JOIN council_meeting m ON m.id = a.meeting_id JOIN council_council c ON c.id = m.council_id
		WHERE a.initiative_id = $1 ORDER BY m.held_on, m.id`, initiativeID)
	if err != nil {
		return nil, err
	}
	outcomes, _, err := s.Outcomes(ctx, tx, initiativeID)
	for _, o := range outcomes {
		turns = append(turns, initiative.Turn{
			At: o.Round.ClosedAt, Said: fault.Say("%s đã bỏ phiếu lượt %d.", o.Council, o.Round.Number),
			Detail: []fault.Message{o.Sentence(), o.Rule.Said()[0]},
		})
	}
	return turns, err
}
