package org

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// Service is everything that can be done with units.
type Service struct {
	db *db.DB

	Holders []Holder // whose things belong to units
}

// New makes the service.
func New(d *db.DB) *Service { return &Service{db: d} }

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
	b, err := s.book(ctx, tx)
	if err != nil {
		return u, err
	}
	if b.handles[u.Code] {
		return u, fault.Invalid{"code": fault.Say("Mã “%s” đã có đơn vị khác dùng.", u.Code)}
	}
	l := newLife(u.Code, u.Name, u.Type, u.ParentID, clock.Span{From: u.ValidFrom, To: u.ValidTo})
	l.ID = u.ID
	b.add(l)
	b.settle(l, clock.DayOf(tx.Now))
	if err := b.write(ctx, tx); err != nil {
		return u, err
	}
	return l.Unit, audit.Record(ctx, tx, actor, audit.Act{
		Name: "org.unit_added", Kind: "unit", ObjectID: u.ID, Title: u.Name, UnitPath: l.Path, After: l.Unit,
	})
}

// Change corrects what was mistyped of a unit: its name, type or days. A unit that
// got another name or type on some day is an event, see Enter.
func (s *Service) Change(ctx context.Context, actor auth.Actor, id string, in Input) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		b, err := s.book(ctx, tx)
		if err != nil {
			return err
		}
		l := b.byID[id]
		if l == nil || !mayManage(actor, l.Path) {
			return fault.NotFound
		}
		before := l.Unit
		if err := b.correct(l, in, clock.DayOf(tx.Now)); err != nil {
			return err
		}
		if err := b.write(ctx, tx); err != nil {
			return err
		}
		if err := auth.MoveGrants(ctx, tx, id, l.Path, l.Name); err != nil {
			return err
		}
		return audit.Record(ctx, tx, actor, audit.Act{
			Name: "org.unit_changed", Kind: "unit", ObjectID: id, Title: l.Name, UnitPath: l.Path, Before: before, After: l.Unit,
		})
	})
}

// correct puts right what in says of l. Days that events rest on stay.
func (b *Book) correct(l *Life, in Input, today clock.Date) error {
	after, err := l.with(in, fault.Invalid{})
	if err != nil {
		return err
	}
	days := clock.Span{From: after.ValidFrom, To: after.ValidTo}
	if days != l.Stands() {
		if len(b.before[l.ID])+len(b.after[l.ID]) > 0 || len(l.Names)+len(l.Types) > 2 || len(administrative(l.Placings)) > 1 {
			return fault.Invalid{"valid_from": fault.Say("Ngày của đơn vị này do các sự kiện đã ghi quyết định, nên không sửa trực tiếp được.")}
		}
		l.respan(days)
	}
	for i := range l.Names {
		if l.Names[i].Name == l.Name {
			l.Names[i].Name = after.Name
		}
	}
	for i := range l.Types {
		if l.Types[i].Type == l.Type {
			l.Types[i].Type = after.Type
		}
	}
	l.changed = true
	l.Version = in.Version
	l.ValidFrom, l.ValidTo = days.From, days.To
	b.settle(l, today)
	return nil
}

// respan gives a unit without events other days.
func (l *Life) respan(days clock.Span) {
	for i := range l.Names {
		l.Names[i].Span = days
	}
	for i := range l.Types {
		l.Types[i].Span = days
	}
	for i := range l.Placings {
		l.Placings[i].Span = days
	}
	for i := range l.Codes {
		l.Codes[i].Span = days
	}
}
