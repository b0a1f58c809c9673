package register

import (
	"context"

	"kheo/internal/business/recognition"
	"kheo/internal/platform/db"
)

// Links leads from an entry to the decisions that speak of it.
type Links struct {
	Decision   recognition.Decision
	Amendments []recognition.Decision // one for each amendment
}

// Answer checks a code that was typed and finds the decisions behind its entry;
// links are empty when there is no entry. Everybody may ask.
func (s *Service) Answer(ctx context.Context, typed string) (v Verdict, links Links, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) (err error) {
		if v, err = s.verify(ctx, tx, typed); err != nil || v.Outcome != Found {
			return err
		}
		links, err = s.links(ctx, tx, v)
		return err
	})
	return v, links, err
}

func (s *Service) links(ctx context.Context, tx *db.Tx, v Verdict) (l Links, err error) {
	if l.Decision, err = s.Decisions.Decision(ctx, tx, v.Entry.DecisionID); err != nil {
		return l, err
	}
	for _, a := range v.Entry.Amendments {
		d, err := s.Decisions.Decision(ctx, tx, a.DecisionID)
		if err != nil {
			return l, err
		}
		l.Amendments = append(l.Amendments, d)
	}
	return l, nil
}
