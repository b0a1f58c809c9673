package initiative

import (
	"context"
	"slices"

	"kheo/internal/business/campaign"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// View is a dossier with the names of what it points to.
type View struct {
	Dossier
	UnitName   string
	Season     campaign.Season
	FieldName  string
	ThemeNames []string
	Today      clock.Date
	Visits     []Visit // what was seen on the spot, as far as the reader may know
	Turns      []Turn  // what happened elsewhere, in order
	Explained  bool    // there is a page that says why it had its result
}

// View shows one initiative on its page to someone who may see it.
func (s *Service) View(ctx context.Context, actor auth.Actor, id string) (v View, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		v = View{Today: clock.DayOf(tx.Now)}
		if v.Initiative, err = find(ctx, tx, id); err != nil {
			return err
		}
		if !maySee(actor, v.Initiative) {
			return fault.NotFound
		}
		if err := s.complete(ctx, tx, &v.Dossier); err != nil {
			return err
		}
		if err := s.name(ctx, tx, &v); err != nil {
			return err
		}
		return s.turns(ctx, tx, &v)
	})
	if err == nil && s.Visits != nil {
		v.Visits, err = s.Visits.VisitsOf(ctx, actor, id)
	}
	return v, err
}

func (s *Service) name(ctx context.Context, tx *db.Tx, v *View) (err error) {
	unit, err := s.units.Unit(ctx, tx, v.UnitID)
	if err != nil {
		return err
	}
	v.UnitName = unit.Name
	if v.Season, err = s.campaigns.Season(ctx, tx, v.SeasonID); err != nil {
		return err
	}
	fields, err := s.campaigns.Fields(ctx, tx)
	if err != nil {
		return err
	}
	for _, f := range fields {
		if f.ID == v.FieldID {
			v.FieldName = f.Name
		}
	}
	if len(v.Themes) == 0 {
		return nil
	}
	frameworks, err := s.campaigns.Frameworks(ctx, tx)
	for _, f := range frameworks {
		for _, t := range f.Themes {
			if slices.Contains(v.Themes, t.ID) {
				v.ThemeNames = append(v.ThemeNames, t.Name)
			}
		}
	}
	return err
}

// See finds an initiative that actor may see, for a page that acts on it.
func (s *Service) See(ctx context.Context, actor auth.Actor, id string) (i Initiative, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		if i, err = find(ctx, tx, id); err == nil && !maySee(actor, i) {
			err = fault.NotFound
		}
		return err
	})
	return i, err
}

// IndicatorsOf lists the indicators of an initiative that actor may see.
func (s *Service) IndicatorsOf(ctx context.Context, actor auth.Actor, id string) (all []Indicator, err error) {
	if _, err := s.See(ctx, actor, id); err != nil {
		return nil, err
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		all, err = indicators(ctx, tx, id)
		return err
	})
	return all, err
}

// turns asks the other modules what happened to v.
func (s *Service) turns(ctx context.Context, tx *db.Tx, v *View) error {
	for _, c := range s.Chapters {
		turns, err := c.Chapter(ctx, tx, v.ID)
		if err != nil {
			return err
		}
		v.Turns = append(v.Turns, turns...)
	}
	slices.SortStableFunc(v.Turns, func(a, b Turn) int { return a.At.Compare(b.At) })
	if s.Reasons == nil {
		return nil
	}
	explained, err := s.Reasons.Explained(ctx, tx, v.ID)
	v.Explained = explained
	return err
}
