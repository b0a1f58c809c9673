package certificate

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// Printers are the calibrations that the reader may use, and the units for which
// the reader keeps them.
type Printers struct {
	Calibrations []Calibration
	Own          []auth.Grant
	Names        map[string]string // of units, by id
}

// Printers shows the calibrations of the reader's units.
func (s *Service) Printers(ctx context.Context, actor auth.Actor) (p Printers, err error) {
	if len(actor.Grants) == 0 {
		return p, fault.NotFound
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		p = Printers{Names: map[string]string{}}
		for _, g := range actor.Grants {
			if mayCalibrate(actor, g.UnitPath) && slices.Contains(printers(), g.Role) && !slices.ContainsFunc(p.Own, func(o auth.Grant) bool { return o.UnitID == g.UnitID }) {
				p.Own = append(p.Own, g)
			}
		}
		all, err := calibrations(ctx, tx)
		if err != nil {
			return err
		}
		p.Calibrations = slices.DeleteFunc(all, func(c Calibration) bool { return !actor.Reads(c.UnitPath) })
		for _, c := range p.Calibrations {
			u, err := s.units.Unit(ctx, tx, c.UnitID)
			if err != nil {
				return err
			}
			p.Names[c.UnitID] = u.Name
		}
		return nil
	})
	return p, err
}

// Calibration shows one; Edits says whether the reader may change it.
func (s *Service) Calibration(ctx context.Context, actor auth.Actor, id string) (c Calibration, edits bool, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		c, err = s.calibration(ctx, tx, actor, id)
		edits = mayCalibrate(actor, c.UnitPath)
		return err
	})
	return c, edits, err
}

func (s *Service) calibration(ctx context.Context, tx *db.Tx, actor auth.Actor, id string) (c Calibration, err error) {
	if uuid.Validate(id) != nil {
		return c, fault.NotFound
	}
	if c, err = findCalibration(ctx, tx, id); err == nil && !actor.Reads(c.UnitPath) {
		return Calibration{}, fault.NotFound
	}
	return c, err
}

// AddCalibration keeps what a printer of a unit needs. Sending the same id twice
// makes one.
func (s *Service) AddCalibration(ctx context.Context, actor auth.Actor, in CalibrationInput) (c Calibration, err error) {
	if uuid.Validate(in.ID) != nil {
		return c, fault.NotFound
	}
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		if uuid.Validate(in.UnitID) != nil {
			return fault.Invalid{"unit": fault.Say("Chọn một dòng trong danh sách.")}
		}
		u, err := s.units.Unit(ctx, tx, in.UnitID)
		if err != nil {
			return err
		}
		if !mayCalibrate(actor, u.Path) {
			return fault.Forbidden
		}
		if c, err = (Calibration{ID: in.ID, UnitID: u.ID, UnitPath: u.Path, ChangedBy: actor.Name, ChangedAt: tx.Now}).with(in); err != nil {
			return err
		}
		all, err := calibrations(ctx, tx)
		if err != nil || slices.ContainsFunc(all, func(o Calibration) bool { return o.ID == c.ID }) { // sent twice
			return err
		}
		if err := unnamed(all, c); err != nil {
			return err
		}
		c.Version = 1
		if err := insertCalibration(ctx, tx, c); err != nil {
			return err
		}
		return recordCalibration(ctx, tx, actor, "certificate.calibrated", c, nil)
	})
	return c, err
}

// unnamed makes sure that no other printer of the unit has c's name.
func unnamed(all []Calibration, c Calibration) error {
	if slices.ContainsFunc(all, func(o Calibration) bool { return o.ID != c.ID && o.UnitID == c.UnitID && o.Printer == c.Printer }) {
		return fault.Invalid{"printer": fault.Say("Đơn vị đã có máy in tên này. Sửa dòng đó, hoặc đặt tên khác.")}
	}
	return nil
}

// ChangeCalibration keeps other numbers or another name for a printer.
func (s *Service) ChangeCalibration(ctx context.Context, actor auth.Actor, in CalibrationInput) (c Calibration, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		before, err := s.ownCalibration(ctx, tx, actor, in.ID)
		if err != nil {
			return err
		}
		if c, err = before.with(in); err != nil {
			return err
		}
		all, err := calibrations(ctx, tx)
		if err != nil {
			return err
		}
		if err := unnamed(all, c); err != nil {
			return err
		}
		c.ChangedBy, c.ChangedAt = actor.Name, tx.Now
		if err := updateCalibration(ctx, tx, c); err != nil {
			return err
		}
		return recordCalibration(ctx, tx, actor, "certificate.calibrated", c, &before)
	})
	return c, err
}

// RemoveCalibration forgets a printer.
func (s *Service) RemoveCalibration(ctx context.Context, actor auth.Actor, id string, version int64) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		c, err := s.ownCalibration(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		before := c
		c.Version = version
		if err := deleteCalibration(ctx, tx, c); err != nil {
			return err
		}
		return recordCalibration(ctx, tx, actor, "certificate.calibration_removed", c, &before)
	})
}

// ownCalibration finds one that the actor may change.
func (s *Service) ownCalibration(ctx context.Context, tx *db.Tx, actor auth.Actor, id string) (Calibration, error) {
	c, err := s.calibration(ctx, tx, actor, id)
	if err == nil && !mayCalibrate(actor, c.UnitPath) {
		err = fault.Forbidden
	}
	return c, err
}

func recordCalibration(ctx context.Context, tx *db.Tx, actor auth.Actor, act string, c Calibration, before *Calibration) error {
	a := audit.Act{Name: act, Kind: "certificate_calibration", ObjectID: c.ID, Title: c.Printer, UnitPath: c.UnitPath, After: c}
	if before != nil {
		a.Before = *before
	}
	return audit.Record(ctx, tx, actor, a)
}
