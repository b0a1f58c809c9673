package org

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// Service is everything that can be done with units, accounts and roles.
type Service struct {
	db   *db.DB
	auth *auth.Service
}

// New makes the service; a signs people in.
func New(d *db.DB, a *auth.Service) *Service { return &Service{d, a} }

// Add makes a unit below in.ParentID; sending the same input twice makes one.
func (s *Service) Add(ctx context.Context, actor auth.Actor, in Input) (u Unit, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		var parent Unit
		if uuid.Validate(in.ParentID) != nil {
			return fault.Invalid{"parent": fault.Say("Chọn đơn vị cấp trên.")}
		}
		if parent, err = s.Unit(ctx, tx, in.ParentID); err != nil {
			return err
		}
		if !mayManage(actor, parent.Path) {
			return fault.NotFound
		}
		if uuid.Validate(in.ID) == nil {
			if u, err = s.Unit(ctx, tx, in.ID); !errors.Is(err, fault.NotFound) {
				if err == nil && !mayManage(actor, u.Path) {
					return fault.NotFound
				}
				return err
			}
		}
		u, err = s.add(ctx, tx, actor, in, parent)
		return err
	})
	return u, err
}

// Found makes a unit without asking for permission: for the first units of a new
// installation and for examples.
func (s *Service) Found(ctx context.Context, tx *db.Tx, in Input) (u Unit, err error) {
	var parent Unit
	if in.ParentID != "" {
		if parent, err = s.Unit(ctx, tx, in.ParentID); err != nil {
			return u, err
		}
	}
	return s.add(ctx, tx, audit.System, in, parent)
}

func (s *Service) add(ctx context.Context, tx *db.Tx, actor auth.Actor, in Input, parent Unit) (Unit, error) {
	u, err := newUnit(in, parent)
	if err != nil {
		return u, err
	}
	if _, err := db.One(ctx, tx, db.Value[string], `SELECT id FROM org_unit WHERE code = $1`, u.Code); !errors.Is(err, fault.NotFound) {
		if err != nil {
			return u, err
		}
		return u, fault.Invalid{"code": fault.Say("Mã “%s” đã có đơn vị khác dùng.", u.Code)}
	}
	if err := insertUnit(ctx, tx, u); err != nil {
		return u, err
	}
	return u, audit.Record(ctx, tx, actor, audit.Act{
		Name: "org.unit_added", Kind: "unit", ObjectID: u.ID, Title: u.Name, UnitPath: u.Path, After: u,
	})
}

// Change gives a unit another name, type or days.
func (s *Service) Change(ctx context.Context, actor auth.Actor, id string, in Input) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		before, err := s.Unit(ctx, tx, id)
		if err != nil {
			return err
		}
		if !mayManage(actor, before.Path) {
			return fault.NotFound
		}
		after, err := before.with(in, fault.Invalid{})
		if err != nil {
			return err
		}
		after.Version = in.Version
		if err := updateUnit(ctx, tx, after); err != nil {
			return err
		}
		after.Version++
		if err := auth.MoveGrants(ctx, tx, id, after.Path, after.Name); err != nil {
			return err
		}
		return audit.Record(ctx, tx, actor, audit.Act{
			Name: "org.unit_changed", Kind: "unit", ObjectID: id, Title: after.Name, UnitPath: after.Path, Before: before, After: after,
		})
	})
}
