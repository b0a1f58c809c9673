package initiative

import (
	"context"
	"slices"
	"strings"

	"kheo/internal/business/campaign"
	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// Choices is what a registration may choose from.
type Choices struct {
	Season     campaign.Season
	Seasons    []campaign.Season // open ones of the actor's units
	Units      []org.Unit        // where the actor registers
	Fields     []campaign.Field
	Frameworks []campaign.Framework // that hold when the season is launched
	Names      []string             // participants of the unit
}

const maxNames = 100

// Choices lists what a registration in the season named by code may choose from;
// an empty code is the season that is open now. unitID is the unit that is chosen
// already, or empty. Where no season is open, Season is the zero Season.
func (s *Service) Choices(ctx context.Context, actor auth.Actor, code, unitID string) (c Choices, err error) {
	if !actor.Has(auth.Registrar) {
		return c, fault.Forbidden
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		c = Choices{}
		if c.Seasons, err = s.openSeasons(ctx, tx, actor.Paths(auth.Registrar)); err != nil {
			return err
		}
		if code != "" {
			if c.Season, err = s.campaigns.NamedSeason(ctx, tx, "season", code); err != nil {
				return unknown(err)
			}
		} else if len(c.Seasons) > 0 {
			c.Season = c.Seasons[0]
		}
		return s.fill(ctx, tx, actor, &c, unitID)
	})
	return c, err
}

func (s *Service) fill(ctx context.Context, tx *db.Tx, actor auth.Actor, c *Choices, unitID string) (err error) {
	if c.Units, err = s.unitsOf(ctx, tx, actor, auth.Registrar); err != nil {
		return err
	}
	if unitID == "" && len(c.Units) > 0 {
		unitID = c.Units[0].ID
	}
	if !slices.ContainsFunc(c.Units, func(u org.Unit) bool { return u.ID == unitID }) {
		unitID = ""
	}
	if unitID != "" {
		known, err := s.participants.Suggest(ctx, tx, unitID, "", maxNames)
		if err != nil {
			return err
		}
		for _, p := range known {
			c.Names = append(c.Names, p.Name)
		}
	}
	day := c.Season.LaunchedOn
	if day.IsZero() {
		day = clock.DayOf(tx.Now)
	}
	fields, err := s.campaigns.Fields(ctx, tx)
	if err != nil {
		return err
	}
	c.Fields = slices.DeleteFunc(fields, func(f campaign.Field) bool { return !holds(f.From, f.To, day) })
	frameworks, err := s.campaigns.Frameworks(ctx, tx)
	c.Frameworks = slices.DeleteFunc(frameworks, func(f campaign.Framework) bool { return !holds(f.From, f.To, day) })
	return err
}

func holds(from, to, day clock.Date) bool {
	return (from.IsZero() || !day.Before(from)) && (to.IsZero() || !day.After(to))
}

// Editing finds a registration that actor is going to write.
func (s *Service) Editing(ctx context.Context, actor auth.Actor, id string) (i Initiative, c Choices, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		c = Choices{}
		if i, err = find(ctx, tx, id); err != nil {
			return err
		}
		switch {
		case !maySee(actor, i):
			return fault.NotFound
		case !mayRegister(actor, i.UnitPath):
			return fault.Forbidden
		case !mayWrite(actor, i):
			return errSent
		}
		if c.Season, err = s.campaigns.Season(ctx, tx, i.SeasonID); err != nil {
			return err
		}
		if err := s.fill(ctx, tx, actor, &c, i.UnitID); err != nil {
			return err
		}
		return s.addUnit(ctx, tx, &c, i.UnitID)
	})
	return i, c, err
}

// addUnit makes sure that the chosen unit can be chosen again.
func (s *Service) addUnit(ctx context.Context, tx *db.Tx, c *Choices, id string) error {
	if slices.ContainsFunc(c.Units, func(u org.Unit) bool { return u.ID == id }) {
		return nil
	}
	unit, err := s.units.Unit(ctx, tx, id)
	c.Units = append(c.Units, unit)
	return err
}

// seasonsOf lists the seasons that reach any of the subtrees.
func (s *Service) seasonsOf(ctx context.Context, tx *db.Tx, paths []string) ([]campaign.Season, error) {
	all, err := s.campaigns.Seasons(ctx, tx)
	return slices.DeleteFunc(all, func(season campaign.Season) bool {
		return !slices.ContainsFunc(paths, func(p string) bool {
			return strings.HasPrefix(p, season.UnitPath) || strings.HasPrefix(season.UnitPath, p)
		})
	}), err
}

func (s *Service) openSeasons(ctx context.Context, tx *db.Tx, paths []string) ([]campaign.Season, error) {
	all, err := s.seasonsOf(ctx, tx, paths)
	return slices.DeleteFunc(all, func(season campaign.Season) bool { return season.State != campaign.Open }), err
}

// maxUnits bounds how many units a form offers to choose from.
const maxUnits = 500

// unitsOf lists the units for which actor holds any of roles, parents before
// children. Of a whole province it lists the first two levels only: the others are
// chosen from the page of their ward.
func (s *Service) unitsOf(ctx context.Context, tx *db.Tx, actor auth.Actor, roles ...auth.Role) (all []org.Unit, err error) {
	for _, path := range actor.Paths(roles...) {
		var units []org.Unit
		if whole([]string{path}) {
			units, err = s.firstLevels(ctx, tx, actor, path)
		} else {
			units, err = s.units.Under(ctx, tx, path)
		}
		if err != nil {
			return nil, err
		}
		all = append(all, units...)
	}
	if len(all) > maxUnits {
		all = all[:maxUnits]
	}
	return all, nil
}

func (s *Service) firstLevels(ctx context.Context, tx *db.Tx, actor auth.Actor, path string) ([]org.Unit, error) {
	n := slices.IndexFunc(actor.Grants, func(g auth.Grant) bool { return g.UnitPath == path })
	root, err := s.units.Unit(ctx, tx, actor.Grants[n].UnitID)
	if err != nil {
		return nil, err
	}
	children, err := s.units.Children(ctx, tx, root.ID)
	return append([]org.Unit{root}, children...), err
}
