package bonus

import (
	"context"
	"errors"
	"slices"

	"github.com/google/uuid"

	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// FundListing is the funds of one year.
type FundListing struct {
	Year   int64
	Years  []int64 // that have funds, the latest first
	Rows   []FundRow
	Writes bool // the reader may open funds
}

// FundRow is a fund in a list.
type FundRow struct {
	Fund
	Writes bool // the reader may change it
}

// ListFunds shows the funds of a year that the actor may see; of this year when year is 0.
func (s *Service) ListFunds(ctx context.Context, actor auth.Actor, year int64) (l FundListing, err error) {
	if !actor.Has(readers()...) {
		return l, fault.NotFound
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		l = FundListing{Year: year, Writes: actor.Has(writers()...) && actor.May(auth.WriteScope)}
		if l.Year == 0 {
			l.Year = int64(clock.DayOf(tx.Now).Year())
		}
		paths := actor.Paths(readers()...)
		if l.Years, err = fundYears(ctx, tx, paths); err != nil {
			return err
		}
		w := &db.Where{}
		w.AnyUnder("f.unit_path", paths)
		w.And("f.year = ?", l.Year)
		funds, err := listFunds(ctx, tx, w)
		if err != nil {
			return err
		}
		for _, f := range funds {
			unit, err := s.units.Unit(ctx, tx, f.UnitID)
			if err != nil {
				return err
			}
			f.UnitName = unit.Name
			l.Rows = append(l.Rows, FundRow{f, mayWrite(actor, f.UnitPath)})
		}
		return nil
	})
	return l, err
}

// Fund finds a fund with the name of its unit.
func (s *Service) Fund(ctx context.Context, actor auth.Actor, id string) (row FundRow, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		f, err := findFund(ctx, tx, id)
		if err != nil {
			return err
		}
		if !maySee(actor, f.UnitPath) {
			return fault.NotFound
		}
		unit, err := s.units.Unit(ctx, tx, f.UnitID)
		f.UnitName = unit.Name
		row = FundRow{f, mayWrite(actor, f.UnitPath)}
		return err
	})
	return row, err
}

// Keepers lists the units for which the actor may open a fund: the own ones and
// those directly below.
func (s *Service) Keepers(ctx context.Context, actor auth.Actor) (all []org.Unit, err error) {
	if !actor.Has(writers()...) {
		return nil, fault.NotFound
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		all = nil
		for _, g := range actor.Grants {
			if !slices.Contains(writers(), g.Role) || slices.ContainsFunc(all, func(u org.Unit) bool { return u.ID == g.UnitID }) {
				continue
			}
			own, err := s.units.Unit(ctx, tx, g.UnitID)
			if err != nil {
				return err
			}
			below, err := s.units.Children(ctx, tx, g.UnitID)
			if err != nil {
				return err
			}
			all = append(append(all, own), below...)
		}
		return nil
	})
	return all, err
}

// OpenFund makes a fund; sending twice makes one.
func (s *Service) OpenFund(ctx context.Context, actor auth.Actor, in FundInput) (f Fund, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		if err := in.check(false); err != nil {
			return err
		}
		f, err = findFund(ctx, tx, in.ID)
		if !errors.Is(err, fault.NotFound) {
			if err == nil && !maySee(actor, f.UnitPath) {
				return fault.NotFound
			}
			return err // sent twice
		}
		if uuid.Validate(in.UnitID) != nil {
			return fault.Invalid{"unit": fault.Say("Chọn đơn vị giữ quỹ.")}
		}
		unit, err := s.units.Unit(ctx, tx, in.UnitID)
		if err != nil {
			return err
		}
		switch {
		case !maySee(actor, unit.Path):
			return fault.NotFound
		case !mayWrite(actor, unit.Path):
			return fault.Forbidden
		}
		f = in.fund(Fund{ID: in.ID, UnitID: unit.ID, UnitPath: unit.Path, UnitName: unit.Name, Version: 1, CreatedBy: actor.Name, CreatedAt: tx.Now})
		if uuid.Validate(f.ID) != nil {
			f.ID = uuid.Must(uuid.NewV7()).String()
		}
		if err := insertFund(ctx, tx, f); err != nil {
			return err
		}
		return recordFund(ctx, tx, actor, "bonus.fund_opened", f, nil, f.trail(""))
	})
	return f, err
}

// EditFund changes a fund, with the reason. What was paid from it stays within it.
func (s *Service) EditFund(ctx context.Context, actor auth.Actor, id string, in FundInput) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		before, err := findFund(ctx, tx, id)
		switch {
		case err != nil:
			return err
		case !maySee(actor, before.UnitPath):
			return fault.NotFound
		case !mayWrite(actor, before.UnitPath):
			return fault.Forbidden
		}
		if err := in.check(true); err != nil {
			return err
		}
		if before.Version != in.Version {
			return fault.Conflict
		}
		if in.Available < before.Paid {
			return fault.Invalid{"available": fault.Say("Quỹ đã chi %s đ nên không thể ít hơn.", grouped(before.Paid))}
		}
		f := in.fund(before)
		if err := updateFund(ctx, tx, f); err != nil {
			return err
		}
		return recordFund(ctx, tx, actor, "bonus.fund_changed", f, before.trail(""), f.trail(in.Reason))
	})
}

// fund is before with what was typed.
func (in FundInput) fund(before Fund) Fund {
	before.Year, before.Name, before.Code, before.Available, before.Source = in.Year, in.Name, in.Code, in.Available, in.Source
	return before
}

func recordFund(ctx context.Context, tx *db.Tx, actor auth.Actor, act string, f Fund, before, after map[string]any) error {
	a := audit.Act{Name: act, Kind: "bonus_fund", ObjectID: f.ID, Title: f.Name + " " + year(f.Year), UnitPath: f.UnitPath, After: after}
	if before != nil {
		a.Before = before
	}
	return audit.Record(ctx, tx, actor, a)
}

func (f Fund) trail(reason string) map[string]any {
	t := map[string]any{"year": f.Year, "name": f.Name, "code": f.Code, "available": f.Available, "source": f.Source}
	if reason != "" {
		t["reason"] = reason
	}
	return t
}
