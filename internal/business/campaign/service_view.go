package campaign

import (
	"context"

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

// SeasonToChange finds a season, and the sets that it uses beside its own, for
// somebody who runs it.
func (s *Service) SeasonToChange(ctx context.Context, actor auth.Actor, code string) (season Season, beside []SeasonSet, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		if season, err = s.SeasonByCode(ctx, tx, code); err != nil {
			return err
		}
		if !mayRun(actor, season.UnitPath) {
			return fault.Forbidden
		}
		beside, err = s.SeasonSets(ctx, tx, season.ID)
		return err
	})
	return season, beside, err
}

// LastSets tells which sets the latest season that actor runs uses, to begin the
// form of the next with: its own and those beside it.
func (s *Service) LastSets(ctx context.Context, actor auth.Actor) (standard string, lines []SeasonSet, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		last, err := s.lastSeason(ctx, tx, func(season Season) bool { return mayRun(actor, season.UnitPath) })
		if err != nil || last.ID == "" {
			return err
		}
		standard = last.CriteriaSetID
		lines, err = s.SeasonSets(ctx, tx, last.ID)
		return err
	})
	return standard, lines, err
}

// SeasonChoices is what can be chosen in the form of a season.
type SeasonChoices struct {
	Sets   []CriteriaSet // published, without their criteria
	Fields []Field
	Units  []org.Unit // for which the actor may launch
}

// SeasonChoices lists what actor may choose in the form of a season.
func (s *Service) SeasonChoices(ctx context.Context, actor auth.Actor) (c SeasonChoices, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) (err error) {
		c = SeasonChoices{}
		if c.Sets, err = s.CriteriaSets(ctx, tx); err != nil {
			return err
		}
		if c.Fields, err = s.Fields(ctx, tx); err != nil {
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
}

// Catalogue lists fields and theme frameworks; it is open to all.
func (s *Service) Catalogue(ctx context.Context) (c Catalogue, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) (err error) {
		if c.Fields, err = s.Fields(ctx, tx); err != nil {
			return err
		}
		c.Frameworks, err = s.Frameworks(ctx, tx)
		return err
	})
	return c, err
}
