package report

import (
	"context"

	"kheo/internal/business/campaign"
	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
)

// Service adds seasons up.
type Service struct {
	db        *db.DB
	campaigns Campaigns
	units     Units
}

// New makes the service.
func New(d *db.DB, campaigns Campaigns, units Units) *Service { return &Service{d, campaigns, units} }

// Named reports the season and unit of those codes; an empty unit is the season's
// own. Unknown codes are fault.Invalid with the nearest known ones.
func (s *Service) Named(ctx context.Context, tx *db.Tx, season, unit string, on clock.Date) (r Season, err error) {
	found, err := s.campaigns.NamedSeason(ctx, tx, "season", season)
	if err != nil {
		return r, err
	}
	var u org.Unit
	if unit == "" {
		u, err = s.units.Unit(ctx, tx, found.UnitID)
	} else {
		u, err = s.units.ByCode(ctx, tx, "unit", unit)
	}
	if err != nil {
		return r, err
	}
	return s.OnMap(ctx, tx, found, u, on)
}

// Season reports one season for the unit and what was under it on each record's
// own day.
func (s *Service) Season(ctx context.Context, tx *db.Tx, season campaign.Season, unit org.Unit) (Season, error) {
	return s.OnMap(ctx, tx, season, unit, clock.Date{})
}

// OnMap reports one season for the unit on the map of day; without a day, on the
// map of each record's own day.
func (s *Service) OnMap(ctx context.Context, tx *db.Tx, season campaign.Season, unit org.Unit, day clock.Date) (r Season, err error) {
	r = Season{Season: season, Unit: unit, On: clock.DayOf(tx.Now), Map: day}
	q := query{tx: tx, season: season.ID}
	reach, err := s.units.OnMap(ctx, tx, unit, day)
	if err != nil {
		return r, err
	}
	if q.under = reach.Wholly; !day.IsZero() {
		sorter, err := s.units.Sorter(ctx, tx, unit, day)
		if err != nil {
			return r, err
		}
		q.sorter = &sorter
	}
	if r.Registered, err = q.stage(ctx, "initiatives", `report_registered`, ``); err != nil {
		return r, err
	}
	r.Registered.On = r.On
	if r.Recognised, err = q.awarded(ctx, "initiatives", "recognition"); err != nil {
		return r, err
	}
	if r.Commended, err = q.awarded(ctx, "participants", "commendation"); err != nil {
		return r, err
	}
	from, args := q.from(`initiative_evidence e JOIN report_registered v ON v.id = e.initiative_id`)
	if r.Evidenced, err = db.One(ctx, tx, db.Value[int64], `SELECT COUNT(DISTINCT e.initiative_id)`+from, args...); err != nil {
		return r, err
	}
	from, args = q.from(`review_sheet h JOIN report_registered v ON v.id = h.initiative_id`)
	r.Appraised, err = db.One(ctx, tx, db.Value[int64], `SELECT COUNT(DISTINCT h.initiative_id)`+from+` AND h.handed_in_at IS NOT NULL`, args...)
	if err != nil || len(reach.Partly) == 0 {
		return r, err
	}
	q.under = reach.Partly
	return r, q.parts(ctx, &r)
}
