package publication

import (
	"context"
	"time"

	"kheo/internal/business/campaign"
	"kheo/internal/business/initiative"
	"kheo/internal/business/report"
	"kheo/internal/platform/db"
)

// Service answers for what is public.
type Service struct {
	db          *db.DB
	campaigns   Campaigns
	units       Units
	initiatives Initiatives
	awards      Awards
	reports     Reports

	names   kept[string, *places]
	tallies kept[tallyKey, map[initiative.State]int64]
	figures kept[string, figures]
}

// New makes the service.
func New(d *db.DB, campaigns Campaigns, units Units, initiatives Initiatives, awards Awards, reports Reports) *Service {
	return &Service{db: d, campaigns: campaigns, units: units, initiatives: initiatives, awards: awards, reports: reports}
}

// places loads the names of units, fields and seasons.
func (s *Service) places(ctx context.Context) (*places, error) {
	return s.names.get("", 0, func() (p *places, err error) {
		err = s.db.View(ctx, func(tx *db.Tx) error {
			units, err := s.units.All(ctx, tx)
			if err != nil {
				return err
			}
			fields, err := s.campaigns.Fields(ctx, tx)
			if err != nil {
				return err
			}
			seasons, err := s.campaigns.Seasons(ctx, tx)
			p = newPlaces(units, fields, seasons)
			return err
		})
		return p, err
	})
}

// naming gives do the names that it needs, and once more, read again, when do
// says that some are missing: they may be younger than what is remembered.
func (s *Service) naming(ctx context.Context, do func(*places) (complete bool, err error)) error {
	p, err := s.places(ctx)
	if err != nil {
		return err
	}
	complete, err := do(p)
	if err != nil || complete {
		return err
	}
	s.names.forget("")
	if p, err = s.places(ctx); err != nil {
		return err
	}
	_, err = do(p)
	return err
}

// figures are the numbers of one season.
type figures struct {
	report.Season
	Beneficiaries int64
	At            time.Time // when they were computed
}

// worth is what an answer must cost to be remembered.
const worth = 2 * time.Millisecond

// seasonFigures computes the numbers of a season for its own unit.
func (s *Service) seasonFigures(ctx context.Context, p *places, season campaign.Season) (figures, error) {
	return s.figures.get(season.ID, worth, func() (f figures, err error) {
		err = s.db.View(ctx, func(tx *db.Tx) (err error) {
			if f.Season, err = s.reports.Season(ctx, tx, season, p.units[season.UnitID]); err != nil {
				return err
			}
			f.Beneficiaries, err = s.initiatives.Beneficiaries(ctx, tx, season.ID)
			f.At = tx.Now
			return err
		})
		return f, err
	})
}

// tallyKey is by what a tally is narrowed.
type tallyKey struct{ season, path, field, by string }

// tally counts registered initiatives by state.
func (s *Service) tally(ctx context.Context, tx *db.Tx, f initiative.CardFilter) (map[initiative.State]int64, error) {
	key := tallyKey{f.SeasonID, f.UnitPath, f.FieldID, string(f.By)}
	return s.tallies.get(key, worth, func() (map[initiative.State]int64, error) {
		return s.initiatives.CardTally(ctx, tx, f)
	})
}
