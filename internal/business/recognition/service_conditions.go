package recognition

import (
	"context"

	"kheo/internal/business/eligibility"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// Judgement is what the conditions said of the lines of a decision, as the reader may know it.
type Judgement struct {
	View
	Verdicts map[string]eligibility.Verdict // by the id of the line; those that were kept last
	Asks     bool                           // the reader may have the list judged anew
	Decides  bool                           // and decide where a rule asks for a person
}

// Judgement shows what was kept of the conditions of each line.
func (s *Service) Judgement(ctx context.Context, actor auth.Actor, id string) (j Judgement, err error) {
	if j.View, err = s.View(ctx, actor, id); err != nil {
		return j, err
	}
	if s.Conditions == nil || j.Kind.Amends() || !actor.Is(j.UnitPath, readers()...) {
		return j, fault.NotFound
	}
	j.Asks = checks(actor, j.Decision) && !j.State.sealed() && !j.DecidedOn.IsZero()
	j.Decides = actor.Is(j.UnitPath, auth.Appraiser, auth.Approver) && actor.May(auth.WriteScope) && !j.State.sealed()
	j.Verdicts = map[string]eligibility.Verdict{}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		var people []string
		for _, l := range j.Lines {
			people = append(people, l.ParticipantID)
		}
		kept, err := s.Conditions.LatestOf(ctx, tx, eligibility.Signing, people)
		for _, l := range j.Lines {
			for _, v := range kept[l.ParticipantID] {
				if v.InitiativeID == l.InitiativeID && v.AwardID == j.AwardID && string(v.Act) == string(j.Kind) {
					j.Verdicts[l.ID] = v.For(actor)
				}
			}
		}
		return err
	})
	return j, err
}

// Consider has the list of a draft judged now and keeps what was said, so that somebody in
// charge can decide where a rule asks for it.
func (s *Service) Consider(ctx context.Context, actor auth.Actor, id string) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		d, err := s.seen(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		if !checks(actor, d) {
			return fault.Forbidden
		}
		if d.State.sealed() {
			return d.errFixed()
		}
		if d.DecidedOn.IsZero() {
			return fault.Refuse("Ghi ngày của quyết định trước: điều kiện được xét theo ngày ấy.")
		}
		lines, err := linesOf(ctx, tx, id)
		if err != nil {
			return err
		}
		return s.judged(ctx, tx, actor, d, lines)
	})
}
