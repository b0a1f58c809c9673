package org

import (
	"context"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// carry hands roles and open work on: of what is wholly replaced to what replaces
// it, of what was renamed or moved to its new name and path.
func (s *Service) carry(ctx context.Context, tx *db.Tx, b *Book, was map[string]Unit, e Event) error {
	next := map[string]Unit{}
	for _, line := range e.Successions {
		if line.Relation == Whole {
			next[line.OldID] = b.byID[line.NewID].Unit
		}
	}
	for id, old := range was {
		to, replaced := next[id]
		if !replaced {
			if to = b.byID[id].Unit; to.Path == old.Path && to.Name == old.Name || e.ends(id) {
				continue
			}
		}
		if err := s.carryOne(ctx, tx, old, to, replaced); err != nil {
			return err
		}
	}
	return nil
}

// ends reports whether the event ends unit id without one successor.
func (e Event) ends(id string) bool {
	for _, line := range e.Successions {
		if line.OldID == id && (line.Relation == Part || line.Relation == Abolish) {
			return true
		}
	}
	return false
}

func (s *Service) carryOne(ctx context.Context, tx *db.Tx, from, to Unit, replaced bool) error {
	var err error
	if replaced {
		err = auth.CarryGrants(ctx, tx, from.ID, auth.Grant{UnitID: to.ID, UnitPath: to.Path, UnitName: to.Name})
	} else {
		err = auth.MoveGrants(ctx, tx, to.ID, to.Path, to.Name)
	}
	if err != nil {
		return err
	}
	for _, h := range s.Holders {
		if err := h.Carry(ctx, tx, from, to); err != nil {
			return err
		}
	}
	return nil
}

// TakeEffect lets every planned event whose day has come happen. It is called
// every day and at every start.
func (s *Service) TakeEffect(ctx context.Context) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		today := clock.DayOf(tx.Now)
		events, err := plannedUntil(ctx, tx, today)
		if err != nil || len(events) == 0 {
			return err
		}
		for _, e := range events {
			if err := s.takeEffect(ctx, tx, e, today); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *Service) takeEffect(ctx context.Context, tx *db.Tx, e Event, today clock.Date) error {
	b, err := s.book(ctx, tx)
	if err != nil {
		return err
	}
	was := make(map[string]Unit, len(b.lives))
	for _, l := range b.lives {
		was[l.ID] = l.Unit
	}
	a := applying{Book: b}
	for _, line := range e.Successions {
		for _, id := range []string{line.OldID, line.NewID} {
			if l := b.byID[id]; l != nil {
				l.changed = true
				a.settleBelow(l, today, 0)
			}
		}
	}
	if err := b.write(ctx, tx); err != nil {
		return err
	}
	if err := s.carry(ctx, tx, b, was, e); err != nil {
		return err
	}
	if err := setState(ctx, tx, e.ID, Planned, Done); err != nil {
		return err
	}
	path := ""
	if len(e.Successions) > 0 {
		if l := b.byID[e.Successions[0].OldID]; l != nil {
			path = l.Path
		}
	}
	return audit.Record(ctx, tx, audit.System, audit.Act{
		Name: "org.event_effective", Kind: "unit_event", ObjectID: e.ID, Title: e.Basis, UnitPath: path, After: e,
	})
}
