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
func (s *Service) Named(ctx context.Context, tx *db.Tx, season, unit string) (r Season, err error) {
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
	return s.Season(ctx, tx, found, u)
}

// Season reports one season for the subtree of unit.
func (s *Service) Season(ctx context.Context, tx *db.Tx, season campaign.Season, unit org.Unit) (r Season, err error) {
	r = Season{Season: season, Unit: unit, On: clock.DayOf(tx.Now)}
	low, high := db.Under(unit.Path)
	args := []any{season.ID, low, high}
	if r.Registered, err = stage(ctx, tx, "initiatives", `report_registered`, ``, args); err != nil {
		return r, err
	}
	r.Registered.On = r.On
	if r.Recognised, err = stage(ctx, tx, "initiatives", `report_awarded`, ` AND v.kind = 'recognition'`, args); err != nil {
		return r, err
	}
	if r.Commended, err = stage(ctx, tx, "participants", `report_awarded`, ` AND v.kind = 'commendation'`, args); err != nil {
		return r, err
	}
	r.Evidenced, err = db.One(ctx, tx, db.Value[int64], `SELECT COUNT(DISTINCT e.initiative_id) FROM initiative_evidence e
		JOIN report_registered v ON v.id = e.initiative_id WHERE v.season_id = $1 AND v.unit_path >= $2 AND v.unit_path < $3`, args...)
	if err != nil {
		return r, err
	}
	r.Appraised, err = db.One(ctx, tx, db.Value[int64], `SELECT COUNT(DISTINCT h.initiative_id) FROM review_sheet h
		JOIN report_registered v ON v.id = h.initiative_id
		WHERE v.season_id = $1 AND v.unit_path >= $2 AND v.unit_path < $3 AND h.handed_in_at IS NOT NULL`, args...)
	return r, err
}

// stage adds up the rows of a view; what names the thing that is counted.
func stage(ctx context.Context, tx *db.Tx, what, view, more string, args []any) (s Stage, err error) {
	from := ` FROM ` + view + ` v WHERE v.season_id = $1 AND v.unit_path >= $2 AND v.unit_path < $3` + more
	counted := `COUNT(*)`
	if what == "participants" {
		counted = `COUNT(DISTINCT v.participant_id)`
	}
	s.counts = what
	err = db.Each(ctx, tx, func(r db.Row) error {
		var kind string
		var rows, people int64
		err := r.Scan(&kind, &rows, &people)
		s.Initiatives += rows
		s.Participants += people
		switch kind {
		case "collective":
			s.Collective = people
		case "individual":
			s.Individual = people
		case "household":
			s.Household = people
		}
		return err
	}, `SELECT v.participant_kind, COUNT(*), COUNT(DISTINCT v.participant_id)`+from+` GROUP BY v.participant_kind`, args...)
	if err != nil {
		return s, err
	}
	if view == `report_awarded` {
		s.On, err = db.One(ctx, tx, func(r db.Row) (d clock.Date, err error) {
			err = r.Scan(&d)
			return d, err
		}, `SELECT MAX(v.decided_on)`+from, args...)
		if err != nil {
			return s, err
		}
	}
	s.ByField, err = db.All(ctx, tx, scanShare, `SELECT f.id, f.code, f.name, g.n FROM
		(SELECT v.field_id AS id, `+counted+` AS n`+from+` GROUP BY v.field_id) g JOIN campaign_field f ON f.id = g.id ORDER BY f.position`, args...)
	if err != nil {
		return s, err
	}
	s.ByUnit, err = db.All(ctx, tx, scanShare, `SELECT u.id, u.code, u.name, g.n FROM
		(SELECT v.unit_id AS id, `+counted+` AS n`+from+` GROUP BY v.unit_id) g JOIN org_unit u ON u.id = g.id ORDER BY u.sort_key, u.id`, args...)
	return s, err
}

func scanShare(r db.Row) (s Share, err error) {
	err = r.Scan(&s.ID, &s.Code, &s.Name, &s.Count)
	return s, err
}
