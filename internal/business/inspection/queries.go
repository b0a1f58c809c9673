package inspection

import (
	"context"

	"kheo/internal/business/initiative"
	"kheo/internal/platform/db"
	"kheo/internal/service/auth"
)

// VisitsOf lists the visits to an initiative as the actor may read of them, the
// latest first: for the pages of other modules.
func (s *Service) VisitsOf(ctx context.Context, actor auth.Actor, initiativeID string) (all []initiative.Visit, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		all = nil
		i, err := s.initiatives.Find(ctx, tx, initiativeID)
		if err != nil || !maySee(actor, i.UnitPath) {
			return err
		}
		visits, err := visitsTo(ctx, tx, initiativeID)
		if err != nil {
			return err
		}
		for _, v := range visits {
			x := initiative.Visit{Href: listPath + "/" + v.ID, On: v.On(), Label: v.State.Label(), Team: v.People()}
			if seesFindings(actor, i.UnitPath, v.State) {
				if err := s.tell(ctx, tx, v, initiativeID, &x); err != nil {
					return err
				}
			}
			all = append(all, x)
		}
		return nil
	})
	return all, err
}

// tell puts what was seen of an initiative into x.
func (s *Service) tell(ctx context.Context, tx *db.Tx, v Visit, initiativeID string, x *initiative.Visit) error {
	whole, err := find(ctx, tx, v.ID)
	if err != nil {
		return err
	}
	for _, c := range whole.Cases {
		if c.InitiativeID != initiativeID {
			continue
		}
		x.Findings, x.Photos = c.Findings, len(c.Photos)
		for n, q := range whole.Questions {
			if said := c.Answer(n); said.Answer != "" {
				x.Answers = append(x.Answers, initiative.VisitAnswer{Question: q, Answer: said.Answer.Label(), Note: said.Note})
			}
		}
	}
	return nil
}
