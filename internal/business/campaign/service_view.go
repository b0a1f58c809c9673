package campaign

import (
	"context"

	"github.com/google/uuid"

	"kheo/internal/business/org"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// SeasonRow is a season in a list, with what its reader may do.
type SeasonRow struct {
	Season
	Unit   string // name
	MayRun bool
	MaySee bool // its numbers
}

// SeasonList lists every season, the latest year first: whoever works here may
// know which seasons there are.
func (s *Service) SeasonList(ctx context.Context, actor auth.Actor) (rows []SeasonRow, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		all, err := s.Seasons(ctx, tx)
		rows = rows[:0]
		for _, season := range all {
			unit, err := s.units.Unit(ctx, tx, season.UnitID)
			if err != nil {
				return err
			}
			rows = append(rows, SeasonRow{season, unit.Name, mayRun(actor, season.UnitPath), maySee(actor, season.UnitPath)})
		}
		return err
	})
	return rows, err
}

// SeasonToChange finds a season for somebody who runs it.
func (s *Service) SeasonToChange(ctx context.Context, actor auth.Actor, code string) (season Season, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) (err error) {
		season, err = s.SeasonByCode(ctx, tx, code)
		return err
	})
	if err == nil && !mayRun(actor, season.UnitPath) {
		return Season{}, fault.Forbidden
	}
	return season, err
}

// SeasonChoices is what can be chosen in the form of a season.
type SeasonChoices struct {
	Sets  []CriteriaSet // without their criteria
	Units []org.Unit    // for which the actor may launch
}

// SeasonChoices lists what actor may choose in the form of a season.
func (s *Service) SeasonChoices(ctx context.Context, actor auth.Actor) (c SeasonChoices, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) (err error) {
		c = SeasonChoices{}
		if c.Sets, err = s.CriteriaSets(ctx, tx); err != nil {
			return err
		}
		for _, path := range actor.Paths(auth.Publisher, auth.Administrator) {
			under, err := s.units.Under(ctx, tx, path)
			if err != nil {
				return err
			}
			c.Units = append(c.Units, under...)
		}
		return nil
	})
	return c, err
}

// Catalogue is the data on which every season runs.
type Catalogue struct {
	Fields     []Field
	Frameworks []Framework
	Sets       []CriteriaSet // without their criteria
}

// Catalogue lists fields, theme frameworks and criteria sets; it is open to all.
func (s *Service) Catalogue(ctx context.Context) (c Catalogue, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) (err error) {
		if c.Fields, err = s.Fields(ctx, tx); err != nil {
			return err
		}
		if c.Frameworks, err = s.Frameworks(ctx, tx); err != nil {
			return err
		}
		c.Sets, err = s.CriteriaSets(ctx, tx)
		return err
	})
	return c, err
}

// CriteriaSet finds a criteria set with its criteria; it is open to all. What is
// no id is fault.NotFound.
func (s *Service) CriteriaSet(ctx context.Context, id string) (set CriteriaSet, err error) {
	if uuid.Validate(id) != nil {
		return set, fault.NotFound
	}
	err = s.db.View(ctx, func(tx *db.Tx) (err error) {
		set, err = s.Criteria(ctx, tx, id)
		return err
	})
	return set, err
}
