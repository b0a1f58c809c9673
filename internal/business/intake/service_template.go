package intake

import (
	"context"
	"io"
	"slices"

	"kheo/internal/business/campaign"
	"kheo/internal/business/initiative"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
	"kheo/internal/service/exchange"
)

// maxTemplateUnits bounds the drop-down list of units: a longer one helps nobody.
const maxTemplateUnits = 500

// Template writes an empty list for the season named by code: headings, one
// example, drop-down lists of fields and of the units where actor registers.
func (s *Service) Template(ctx context.Context, actor auth.Actor, code string, w io.Writer) error {
	if !actor.Has(auth.Registrar) {
		return fault.Forbidden
	}
	var sheet exchange.Sheet
	var notes []string
	err := s.db.View(ctx, func(tx *db.Tx) error {
		season, err := s.campaigns.NamedSeason(ctx, tx, "mua", code)
		if err != nil {
			return unknown(err)
		}
		fields, err := s.campaigns.Fields(ctx, tx)
		if err != nil {
			return err
		}
		units, err := s.registersFor(ctx, tx, actor, season.UnitPath)
		if err != nil {
			return err
		}
		sheet, notes = templateSheet(season)
		for n := range sheet.Columns {
			switch c := &sheet.Columns[n]; c.Key {
			case "field":
				for _, f := range fields {
					if holds(f, season.LaunchedOn) {
						c.Choices = append(c.Choices, f.Name)
					}
				}
			case "unit":
				c.Choices = units
				if len(units) > 0 {
					c.Example = units[0]
				}
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return exchange.Template(w, sheet, notes)
}

// holds reports whether f is in use on day.
func holds(f campaign.Field, day clock.Date) bool {
	return (f.From.IsZero() || !day.Before(f.From)) && (f.To.IsZero() || !day.After(f.To))
}

// registersFor names the units that send registrations among those where actor
// registers in the subtree of seasonPath; none when there are too many to choose from.
func (s *Service) registersFor(ctx context.Context, tx *db.Tx, actor auth.Actor, seasonPath string) (names []string, err error) {
	for _, path := range initiative.Narrow(actor.Paths(auth.Registrar), seasonPath) {
		units, err := s.units.Under(ctx, tx, path)
		if err != nil {
			return nil, err
		}
		for _, u := range units {
			if u.Type == "ward" {
				names = append(names, u.Name)
			}
		}
	}
	if len(names) > maxTemplateUnits {
		return nil, nil
	}
	slices.Sort(names)
	return slices.Compact(names), nil
}
