package initiative

import (
	"context"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// Listed lists the initiatives that actor may see, the newest first: in the season
// of that code and in that state, all when they are empty. The public sees public
// ones. f narrows it further by Words, Before and Limit. An unknown code is
// fault.Invalid at "season".
func (s *Service) Listed(ctx context.Context, actor auth.Actor, season string, state State, f Filter) (seen []Initiative, err error) {
	f.States = listedStates(actor, state)
	if actor.SignedIn() {
		f.Paths = actor.Paths()
		if f.Paths == nil {
			f.Paths = []string{}
		}
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		if season != "" {
			found, err := s.campaigns.NamedSeason(ctx, tx, "season", season)
			if err != nil {
				return err
			}
			f.SeasonID = found.ID
		}
		all, err := s.List(ctx, tx, f)
		seen = seen[:0]
		for _, i := range all {
			if !actor.SignedIn() || maySee(actor, i) {
				seen = append(seen, i)
			}
		}
		return err
	})
	return seen, err
}

// listedStates are the states to list: the asked one, and for the public only public ones.
func listedStates(actor auth.Actor, asked State) []State {
	if asked != "" && (actor.SignedIn() || asked.Public()) {
		return []State{asked}
	}
	if actor.SignedIn() {
		return nil
	}
	return PublicStates()
}

// Shown finds one initiative that is public or that actor may see.
func (s *Service) Shown(ctx context.Context, actor auth.Actor, id string) (i Initiative, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) (err error) {
		i, err = find(ctx, tx, id)
		if err == nil && !maySee(actor, i) && !i.State.Public() {
			err = fault.NotFound
		}
		return err
	})
	return i, err
}
