package org

import (
	"context"
	"errors"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
)

// Ship brings the units that Khéo ships with into the installation, without asking
// for permission: for new installations and examples. What is there already stays;
// made counts the units that were not. It comes before the official table, which
// recognises these units; after the table it is refused.
func (s *Service) Ship(ctx context.Context, tx *db.Tx) (made int, err error) {
	units, events, err := shippedSet()
	if err != nil {
		return 0, err
	}
	b, err := s.book(ctx, tx)
	if err != nil {
		return 0, err
	}
	ship := &shipping{Book: b, units: units, byCode: map[string]*Life{}}
	was := make(map[string]Unit, len(b.lives))
	for _, l := range b.lives {
		was[l.ID], ship.byCode[l.Code] = l.Unit, l
	}
	if err := ship.refuseStrangers(); err != nil {
		return 0, err
	}
	if err := ship.stand(); err != nil {
		return 0, err
	}
	var happened []Event
	for _, e := range events {
		switch _, err := s.event(ctx, tx, e.draft.ID); {
		case err == nil:
			continue
		case !errors.Is(err, fault.NotFound):
			return 0, err
		}
		event, err := b.apply(ship.draft(e), clock.DayOf(tx.Now))
		if err != nil {
			return 0, err
		}
		event.CreatedAt, event.CreatedBy = tx.Now, audit.System.Name
		happened = append(happened, event)
		ship.begun()
	}
	if len(ship.made)+len(happened) == 0 {
		return 0, nil
	}
	for _, l := range ship.made {
		b.settle(l, clock.DayOf(tx.Now))
	}
	if err := b.write(ctx, tx); err != nil {
		return 0, err
	}
	for _, e := range happened {
		if err := s.shipped(ctx, tx, b, was, e); err != nil {
			return 0, err
		}
	}
	return len(ship.made), nil
}

// shipped stores an event of the set.
func (s *Service) shipped(ctx context.Context, tx *db.Tx, b *Book, was map[string]Unit, e Event) error {
	if err := insertEvent(ctx, tx, e); err != nil {
		return err
	}
	if e.State == Done {
		if err := s.carry(ctx, tx, b, was, e); err != nil {
			return err
		}
	}
	path := ""
	if len(e.Successions) > 0 {
		if l := b.byID[e.Successions[0].OldID]; l != nil {
			path = l.Path
		}
	}
	return audit.Record(ctx, tx, audit.System, audit.Act{
		Name: "org.event_entered", Kind: "unit_event", ObjectID: e.ID, Title: e.Basis, UnitPath: path, After: e,
	})
}

// refuseStrangers: a code of the set that belongs to another unit tells that units
// came from elsewhere before.
func (s *shipping) refuseStrangers() error {
	for _, u := range s.units {
		l := s.byCode[u.code]
		if l != nil && !l.hasCode(u.scheme(), u.gso) {
			return fault.Refuse("Mã “%s” đã dùng cho %s, không phải %s của bộ kèm theo.", u.code, l.Name, u.name)
		}
		for _, other := range s.codes[Coded{Scheme: u.scheme(), Code: u.gso}] {
			if l == nil && sameName(other, u.name, other.ValidFrom) {
				return fault.Refuse("%s (mã %s) đã có trong cây đơn vị. Bộ kèm theo phải nạp trước bảng chính thức.", other.Name, other.Code)
			}
		}
	}
	return nil
}

// hasCode reports whether the unit ever had a code.
func (l *Life) hasCode(scheme, code string) bool {
	for _, c := range l.Codes {
		if c.Scheme == scheme && c.Code == code {
			return true
		}
	}
	return false
}
