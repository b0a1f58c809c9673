package signing

import (
	"context"
	"crypto/x509"
	"errors"

	"github.com/google/uuid"

	"kheo/internal/business/org"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
	"kheo/internal/service/files"
)

// Service is everything that can be done with powers and signed copies.
type Service struct {
	db    *db.DB
	units Units
	files *files.Store
	roots *x509.CertPool
}

// New makes the service. roots are the authorities whose certificates are taken as
// known; nil: none.
func New(d *db.DB, units Units, store *files.Store, roots *x509.CertPool) *Service {
	return &Service{db: d, units: units, files: store, roots: roots}
}

// Save adds a power of a body, or changes one under which nothing was signed.
func (s *Service) Save(ctx context.Context, actor auth.Actor, unitID string, in PowerInput) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		unit, err := s.managed(ctx, tx, actor, unitID)
		if err != nil {
			return err
		}
		p, err := in.power(unit)
		if err != nil {
			return err
		}
		before, err := findPower(ctx, tx, p.ID)
		switch {
		case errors.Is(err, fault.NotFound) && in.Version == 0:
			p.CreatedBy = actor.Name
			if err := insertPower(ctx, tx, p); err != nil {
				return err
			}
			return record(ctx, tx, actor, "signing.power_added", nil, p)
		case err != nil:
			return err
		case before.UnitID != unit.ID:
			return fault.NotFound
		case in.Version == 0:
			return nil // sent twice
		case before.Used || before.Ended():
			return fault.Refuse("Quyền ký này đã dùng hoặc đã kết thúc nên không sửa được. Kết thúc quyền cũ rồi thêm quyền mới.")
		}
		if err := updatePower(ctx, tx, p); err != nil {
			return err
		}
		return record(ctx, tx, actor, "signing.power_changed", &before, p)
	})
}

// End ends a power on a day, with a reason. Ending it twice alike changes nothing.
func (s *Service) End(ctx context.Context, actor auth.Actor, unitID, id string, in EndInput) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		before, err := s.power(ctx, tx, actor, unitID, id)
		if err != nil {
			return err
		}
		last, err := lastUse(ctx, tx, id)
		if err != nil {
			return err
		}
		p, err := before.end(in, last)
		switch {
		case before.Ended() && before.EndedReason == p.EndedReason && before.Days.To == in.On:
			return nil
		case before.Ended():
			return fault.Refuse("Quyền ký này đã kết thúc ngày %s: %s.", before.Days.To.String(), before.EndedReason)
		case err != nil:
			return err
		}
		if err := updatePower(ctx, tx, p); err != nil {
			return err
		}
		return record(ctx, tx, actor, "signing.power_ended", &before, p)
	})
}

// managed finds a unit whose powers the actor writes.
func (s *Service) managed(ctx context.Context, tx *db.Tx, actor auth.Actor, unitID string) (u org.Unit, err error) {
	if u, err = s.seen(ctx, tx, actor, unitID); err != nil {
		return u, err
	}
	if !mayManage(actor, u.Path) {
		return u, fault.Forbidden
	}
	return u, nil
}

// seen finds a unit whose powers the actor reads.
func (s *Service) seen(ctx context.Context, tx *db.Tx, actor auth.Actor, unitID string) (u org.Unit, err error) {
	if uuid.Validate(unitID) != nil {
		return u, fault.NotFound
	}
	if u, err = s.units.Unit(ctx, tx, unitID); err != nil {
		return u, err
	}
	if !maySee(actor, u.Path) {
		return org.Unit{}, fault.NotFound
	}
	return u, nil
}

// power finds a power of a unit that the actor writes.
func (s *Service) power(ctx context.Context, tx *db.Tx, actor auth.Actor, unitID, id string) (p Power, err error) {
	if _, err = s.managed(ctx, tx, actor, unitID); err != nil {
		return p, err
	}
	if uuid.Validate(id) != nil {
		return p, fault.NotFound
	}
	if p, err = findPower(ctx, tx, id); err == nil && p.UnitID != unitID {
		return Power{}, fault.NotFound
	}
	return p, err
}

func record(ctx context.Context, tx *db.Tx, actor auth.Actor, act string, before *Power, p Power) error {
	var old any
	if before != nil {
		old = before.trail()
	}
	return audit.Record(ctx, tx, actor, audit.Act{
		Name: act, Kind: "signing_power", ObjectID: p.ID, Title: p.Name, UnitPath: p.UnitPath, Before: old, After: p.trail(),
	})
}

func (p Power) trail() map[string]any {
	return map[string]any{"line": p.Line, "name": p.Name, "account": p.AccountID, "capacity": p.Capacity, "form": p.Form, "types": p.DocTypes, "from": p.Days.From,
		"to": p.Days.To, "basis": p.Basis, "ended": p.EndedReason}
}
