package handover

import (
	"context"
	"slices"

	"kheo/internal/business/initiative"
	"kheo/internal/business/org"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// Service shares records out.
type Service struct {
	db          *db.DB
	units       Units
	initiatives Initiatives
}

// New makes the service.
func New(d *db.DB, units Units, initiatives Initiatives) *Service {
	return &Service{d, units, initiatives}
}

// Split is a split unit with its records.
type Split struct {
	org.Divided
	All   int64 // initiatives
	Given int64 // of them, handed over
}

const pageSize = 50

// Splits lists the split units that actor may share out, after the one of that
// path; more tells that there is another page.
func (s *Service) Splits(ctx context.Context, actor auth.Actor, after string) (all []Split, more bool, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		all = nil
		found, err := s.units.Divided(ctx, tx, actor.Paths(auth.Administrator), after, pageSize+1)
		if err != nil {
			return err
		}
		if more = len(found) > pageSize; more {
			found = found[:pageSize]
		}
		for _, d := range found {
			if !mayShare(actor, d) {
				continue
			}
			split, err := s.counted(ctx, tx, d)
			if err != nil {
				return err
			}
			all = append(all, split)
		}
		return nil
	})
	return all, more, err
}

func (s *Service) counted(ctx context.Context, tx *db.Tx, d org.Divided) (Split, error) {
	sum := func(path string) (int64, error) {
		tally, err := s.initiatives.Tally(ctx, tx, initiative.TallyFilter{Paths: []string{path}})
		return initiative.SumTally(tally, initiative.State.Registered), err
	}
	all, err := sum(d.Unit.Path)
	if err != nil {
		return Split{}, err
	}
	own, err := sum(d.Unit.Path + ".")
	return Split{d, all, all - own}, err
}

// Record is an initiative of a split unit and where it went.
type Record struct {
	initiative.Initiative
	Holder string // name of the part or unit below that has it; empty: the split unit itself
}

// Sheet is a page of the records of one split unit.
type Sheet struct {
	Split
	Records []Record
	Next    string // id of the last record, when there are more
}

// Sheet lists the records of a split unit, the newest first, after the one before.
func (s *Service) Sheet(ctx context.Context, actor auth.Actor, unitID, before string) (sheet Sheet, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		d, err := s.find(ctx, tx, actor, unitID)
		if err != nil {
			return err
		}
		sheet = Sheet{}
		if sheet.Split, err = s.counted(ctx, tx, d); err != nil {
			return err
		}
		below, err := s.units.Under(ctx, tx, d.Unit.Path)
		if err != nil {
			return err
		}
		names := map[string]string{}
		for _, u := range below {
			if u.ID != d.Unit.ID {
				names[u.ID] = u.Name
			}
		}
		all, err := s.initiatives.List(ctx, tx, initiative.Filter{Under: []string{d.Unit.Path}, Registered: true, Before: before, Limit: pageSize + 1})
		if len(all) > pageSize {
			all = all[:pageSize]
			sheet.Next = all[pageSize-1].ID
		}
		for _, i := range all {
			sheet.Records = append(sheet.Records, Record{i, names[i.UnitID]})
		}
		return err
	})
	return sheet, err
}

func (s *Service) find(ctx context.Context, tx *db.Tx, actor auth.Actor, unitID string) (org.Divided, error) {
	d, err := s.units.DividedUnit(ctx, tx, unitID)
	if err == nil && !mayShare(actor, d) {
		err = fault.NotFound
	}
	return d, err
}

// Share hands the initiatives ids of a split unit over to the unit toID, one of
// those that share it; the split unit itself takes them back. It tells how many.
func (s *Service) Share(ctx context.Context, actor auth.Actor, unitID, toID string, ids []string) (n int, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		n = 0
		d, err := s.find(ctx, tx, actor, unitID)
		if err != nil {
			return err
		}
		to := d.Unit
		if toID != d.Unit.ID {
			if !slices.ContainsFunc(d.Into, func(u org.Unit) bool { return u.ID == toID }) {
				return fault.Invalid{"to": fault.Say("Chọn đơn vị nhận hồ sơ.")}
			}
			if to, err = s.units.Part(ctx, tx, actor, d.Unit.ID, toID); err != nil {
				return err
			}
		}
		for _, id := range ids {
			here, err := s.initiatives.List(ctx, tx, initiative.Filter{Under: []string{d.Unit.Path}, IDs: []string{id}, Limit: 1})
			if err != nil {
				return err
			}
			if len(here) == 0 {
				return fault.NotFound
			}
			if err := s.initiatives.HandOver(ctx, tx, actor, id, to); err != nil {
				return err
			}
			n++
		}
		return nil
	})
	return n, err
}
