package account

import (
	"context"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// Trail lists what was done in the subtrees that the actor administers or audits,
// the newest first.
func (s *Service) Trail(ctx context.Context, actor auth.Actor, f audit.Filter) (entries []audit.Entry, err error) {
	if !mayAudit(actor) {
		return nil, fault.NotFound
	}
	f.Paths = actor.Paths(auth.Administrator, auth.Auditor)
	err = s.db.View(ctx, func(tx *db.Tx) error {
		entries, err = audit.Trail(ctx, tx, f)
		return err
	})
	return entries, err
}

// Entry shows one act of the trail.
func (s *Service) Entry(ctx context.Context, actor auth.Actor, id string) (e audit.Entry, err error) {
	if !mayAudit(actor) {
		return e, fault.NotFound
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		e, err = audit.Find(ctx, tx, id, actor.Paths(auth.Administrator, auth.Auditor))
		return err
	})
	return e, err
}

// Doers names the people whose acts the actor may look for; at most limit.
func (s *Service) Doers(ctx context.Context, actor auth.Actor, limit int) (names []string, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		accounts, err := auth.Accounts(ctx, tx, auth.AccountFilter{Paths: actor.Paths(auth.Administrator, auth.Auditor), Limit: limit})
		names = nil
		for _, a := range accounts {
			names = append(names, a.Name)
		}
		return err
	})
	return names, err
}

// unitNames maps the paths of units to their names, for the rows of a list.
func (s *Service) unitNames(ctx context.Context, paths []string) (names map[string]string, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		names, err = s.units.NamesAt(ctx, tx, paths)
		return err
	})
	return names, err
}
