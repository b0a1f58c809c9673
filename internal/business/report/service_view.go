package report

import (
	"context"

	"kheo/internal/business/campaign"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// Seasons lists the seasons of which actor may see the numbers, the latest first.
func (s *Service) Seasons(ctx context.Context, actor auth.Actor) (seasons []campaign.Season, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		all, err := s.campaigns.Seasons(ctx, tx)
		seasons = seasons[:0]
		for _, season := range all {
			if maySee(actor, season.UnitPath) {
				seasons = append(seasons, season)
			}
		}
		return err
	})
	return seasons, err
}

// Find reports the season of that code for the unit of that code, the season's own
// when it is empty, to somebody who may see both.
func (s *Service) Find(ctx context.Context, actor auth.Actor, code, unit string, on clock.Date) (r Season, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		season, err := s.campaigns.SeasonByCode(ctx, tx, code)
		if err != nil {
			return err
		}
		if !maySee(actor, season.UnitPath) {
			return fault.NotFound
		}
		r, err = s.Named(ctx, tx, season.Code, unit, on)
		if err == nil && !maySee(actor, r.Unit.Path) {
			return fault.NotFound
		}
		return err
	})
	return r, err
}

// Public is Named in a transaction of its own: the sums of a season hold no names,
// so every program may read them.
func (s *Service) Public(ctx context.Context, season, unit string, on clock.Date) (r Season, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) (err error) {
		r, err = s.Named(ctx, tx, season, unit, on)
		return err
	})
	return r, err
}
