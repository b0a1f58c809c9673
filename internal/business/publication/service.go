package publication

import (
	"context"
	"strings"
	"time"

	"kheo/internal/business/campaign"
	"kheo/internal/business/initiative"
	"kheo/internal/business/report"
	"kheo/internal/platform/db"
)

// Service answers for what is public.
type Service struct {
	// Grounds is where reasons of results are kept; set before the first use.
	Grounds Grounds

	db          *db.DB
	campaigns   Campaigns
	units       Units
	initiatives Initiatives
	awards      Awards
	reports     Reports

	names   kept[string, *names]
	tallies kept[tallyKey, map[initiative.State]int64]
	figures kept[string, figures]
	lists   kept[listKey, list]
	fronts  kept[string, front]
}

// New makes the service.
func New(d *db.DB, campaigns Campaigns, units Units, initiatives Initiatives, awards Awards, reports Reports) *Service {
	return &Service{db: d, campaigns: campaigns, units: units, initiatives: initiatives, awards: awards, reports: reports}
}

// read gives do, in one view of the database, the names that it needs, and once
// more with names read again when do says that some are missing: a unit may be
// younger than what is remembered.
func (s *Service) read(ctx context.Context, do func(tx *db.Tx, p *places) (complete bool, err error)) error {
	for again := range 2 {
		if again == 1 {
			s.names.forget("")
		}
		n, err := s.named(ctx)
		if err != nil {
			return err
		}
		var complete bool
		err = s.db.View(ctx, func(tx *db.Tx) error {
			seasons, err := s.campaigns.Seasons(ctx, tx)
			if err != nil {
				return err
			}
			complete, err = do(tx, newPlaces(n, seasons))
			return err
		})
		if err != nil || complete {
			return err
		}
	}
	return nil
}

// named loads the names of units and fields.
func (s *Service) named(ctx context.Context) (*names, error) {
	always := func(*names) bool { return true }
	return s.names.get("", always, func() (n *names, err error) {
		err = s.db.View(ctx, func(tx *db.Tx) error {
			units, err := s.units.All(ctx, tx)
			if err != nil {
				return err
			}
			fields, err := s.campaigns.Fields(ctx, tx)
			n = newNames(units, fields)
			return err
		})
		return n, err
	})
}

// crowd is from how many initiatives on answers are remembered: below, everything
// is found anew for every reader.
const crowd = 5000

// figures are the numbers of one season.
type figures struct {
	report.Season
	Beneficiaries int64
	At            time.Time // when they were computed
}

// seasonFigures computes the numbers of a season for its own unit.
func (s *Service) seasonFigures(ctx context.Context, tx *db.Tx, p *places, season campaign.Season) (figures, error) {
	crowded := func(f figures) bool { return f.Registered.Initiatives >= crowd }
	return s.figures.get(season.ID, crowded, func() (f figures, err error) {
		if f.Season, err = s.reports.Season(ctx, tx, season, p.units[season.UnitID]); err != nil {
			return f, err
		}
		f.Beneficiaries, err = s.initiatives.Beneficiaries(ctx, tx, season.ID)
		f.At = tx.Now
		return f, err
	})
}

// tallyKey is by what a tally is narrowed.
type tallyKey struct{ season, path, field, by string }

// under tells subtrees apart: everywhere is "", no subtree is another key.
func under(f initiative.CardFilter) string {
	if f.Under == nil {
		return ""
	}
	return "|" + strings.Join(f.Under, "|")
}

// tally counts registered initiatives by state.
func (s *Service) tally(ctx context.Context, tx *db.Tx, f initiative.CardFilter) (map[initiative.State]int64, error) {
	crowded := func(t map[initiative.State]int64) bool {
		return initiative.SumTally(t, initiative.State.Registered) >= crowd
	}
	return s.tallies.get(tallyKey{f.SeasonID, under(f), f.FieldID, string(f.By)}, crowded, func() (map[initiative.State]int64, error) {
		return s.initiatives.CardTally(ctx, tx, f)
	})
}

// listKey is what a list depends on.
type listKey struct {
	Filter
	instead string
}
