package org

import (
	"context"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
)

// Settle gives units that an older Khéo wrote their names, types and parents
// through time, and lets events whose day has come take effect. Calling it again
// changes nothing.
func (s *Service) Settle(ctx context.Context) error {
	err := s.db.Update(ctx, func(tx *db.Tx) error {
		old, err := db.All(ctx, tx, db.Value[string], `SELECT id FROM org_unit WHERE NOT EXISTS (SELECT 1 FROM org_name n WHERE n.unit_id = org_unit.id)`)
		if err != nil || len(old) == 0 {
			return err
		}
		b, err := s.book(ctx, tx)
		if err != nil {
			return err
		}
		for _, id := range old {
			l := b.byID[id]
			days := l.Stands()
			l.Names, l.Types = []Named{{days, l.Name}}, []Typed{{days, l.Type}}
			if l.ParentID != "" {
				l.Placings = []Placing{{days, Administrative, l.ParentID}}
				b.hang(l, l.Placings[0])
			}
			l.changed = true
		}
		for _, id := range old {
			b.settle(b.byID[id], clock.DayOf(tx.Now))
		}
		return b.write(ctx, tx)
	})
	if err != nil {
		return err
	}
	return s.TakeEffect(ctx)
}
