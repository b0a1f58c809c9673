package dossier

import (
	"context"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// Arrange keeps who submits the decision of id and where it is handed over. Sending
// the same form twice changes nothing the second time.
func (s *Service) Arrange(ctx context.Context, actor auth.Actor, id string, in CeremonyInput) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		d, err := s.seen(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		if !mayWrite(actor, d) {
			return fault.Forbidden
		}
		c, err := in.ceremony(d.ID)
		if err != nil {
			return err
		}
		before, err := ceremonyOf(ctx, tx, d.ID)
		if err != nil {
			return err
		}
		if before.Version > 0 && before.same(c) {
			return nil
		}
		c.Version, c.ChangedBy, c.ChangedAt = in.Version+1, actor.Name, tx.Now
		if err := keep(ctx, tx, before, c); err != nil {
			return err
		}
		return audit.Record(ctx, tx, actor, audit.Act{
			Name: "dossier.arranged", Kind: "decision", ObjectID: d.ID, Title: d.Subject, UnitPath: d.UnitPath, Before: before.input(), After: c.input(),
		})
	})
}

func keep(ctx context.Context, tx *db.Tx, before, c Ceremony) error {
	switch {
	case before.Version == 0 && c.Version == 1:
		return insertCeremony(ctx, tx, c)
	case before.Version == 0 || c.Version == 1: // somebody was faster
		return fault.Conflict
	}
	return updateCeremony(ctx, tx, c)
}

// same reports whether a and b say the same.
func (c Ceremony) same(other Ceremony) bool {
	a, b := c.input(), other.input()
	a.Version, b.Version = 0, 0
	return a == b
}
