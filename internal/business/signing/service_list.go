package signing

import (
	"context"
	"errors"

	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// Listing is who may sign for one body.
type Listing struct {
	Unit    org.Unit
	Powers  []Power // those that begin last first
	Today   clock.Date
	Manages bool
}

// List shows who may sign for a body to who works with it.
func (s *Service) List(ctx context.Context, actor auth.Actor, unitID string) (l Listing, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		l = Listing{Today: clock.DayOf(tx.Now)}
		if l.Unit, err = s.seen(ctx, tx, actor, unitID); err != nil {
			return err
		}
		l.Manages = mayManage(actor, l.Unit.Path)
		l.Powers, err = powersOf(ctx, tx, unitID, "")
		return err
	})
	return l, err
}

// Power finds a power that the actor may change or end.
func (s *Service) Power(ctx context.Context, actor auth.Actor, unitID, id string) (p Power, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		p, err = s.power(ctx, tx, actor, unitID, id)
		return err
	})
	return p, err
}

const maxUnits = 40

// Choices lists bodies whose powers the actor reads: those of the grants, or what
// typed finds.
func (s *Service) Choices(ctx context.Context, actor auth.Actor, typed string) (all []org.Unit, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		all = nil
		seen := map[string]bool{}
		add := func(u org.Unit) {
			if !seen[u.ID] && maySee(actor, u.Path) {
				seen[u.ID] = true
				all = append(all, u)
			}
		}
		if typed == "" {
			for _, g := range actor.Grants {
				u, err := s.units.Unit(ctx, tx, g.UnitID)
				if err != nil && !errors.Is(err, fault.NotFound) {
					return err
				}
				add(u)
			}
			return nil
		}
		hits, err := s.units.Search(ctx, tx, typed, clock.DayOf(tx.Now), maxUnits)
		for _, h := range hits {
			add(h.Unit)
		}
		return err
	})
	return all, err
}
