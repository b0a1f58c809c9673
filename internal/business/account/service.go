package account

import (
	"context"
	"errors"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// Service is everything that can be done with accounts, their roles and the trail.
type Service struct {
	db    *db.DB
	auth  *auth.Service
	units Units
}

// New makes the service; a signs people in, and units are where they work.
func New(d *db.DB, a *auth.Service, units Units) *Service { return &Service{d, a, units} }

// Input makes an account with its first role.
type Input struct {
	Login    string    `form:"login"`
	Name     string    `form:"name"`
	Password string    `form:"password"` // empty: one is made
	Role     auth.Role `form:"role"`
	Unit     string    `form:"unit"` // code, name, or "name (code)"
}

// Accounts lists the accounts with a role in the actor's subtrees, by login after
// the given one; words narrow it. Only roles in those subtrees are listed.
func (s *Service) Accounts(ctx context.Context, actor auth.Actor, words, after string, limit int) (all []auth.Account, err error) {
	if !mayAdminister(actor) {
		return nil, fault.NotFound
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		all, err = auth.Accounts(ctx, tx, auth.AccountFilter{
			Paths: actor.Paths(auth.Administrator), Without: administersRoot(actor), Words: words, After: after, Limit: limit,
		})
		return err
	})
	for i := range all {
		all[i].Grants = seenGrants(actor, all[i].Grants)
	}
	return all, err
}

// Account shows an account of the actor's subtrees; managed tells whether the
// actor may change more than its roles there.
func (s *Service) Account(ctx context.Context, actor auth.Actor, id string) (a auth.Account, sessions []auth.Session, managed bool, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		if a, err = findSeen(ctx, tx, actor, id); err != nil {
			return err
		}
		managed = mayManageAccount(actor, a.Grants)
		if managed {
			sessions, err = auth.Sessions(ctx, tx, id)
		}
		a.Grants = seenGrants(actor, a.Grants)
		return err
	})
	return a, sessions, managed, err
}

func findSeen(ctx context.Context, tx *db.Tx, actor auth.Actor, id string) (auth.Account, error) {
	a, err := auth.Find(ctx, tx, id)
	if err == nil && !maySeeAccount(actor, a.Grants) {
		return auth.Account{}, fault.NotFound
	}
	return a, err
}

// AddAccount makes an account; password is what its owner must be told.
func (s *Service) AddAccount(ctx context.Context, actor auth.Actor, in Input) (a auth.Account, password string, err error) {
	if !mayAdminister(actor) {
		return a, "", fault.Forbidden
	}
	made := auth.NewAccount{Login: in.Login, Name: in.Name, Password: in.Password}
	if made.Password == "" {
		if made.Password, err = readablePassword(); err != nil {
			return a, "", err
		}
	}
	v := fault.Invalid{}
	if err := made.Check(); err != nil && !errors.As(err, &v) {
		return a, "", err
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		_, err := s.grantFrom(ctx, tx, actor, in.Role, in.Unit)
		return mergeInvalid(v, err)
	})
	if err != nil {
		return a, "", err
	}
	hash, err := auth.Hash(made.Password)
	if err != nil {
		return a, "", err
	}
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		g, err := s.grantFrom(ctx, tx, actor, in.Role, in.Unit)
		if err != nil {
			return err
		}
		if a, err = auth.Create(ctx, tx, made, hash); err != nil {
			return err
		}
		if err := auth.Give(ctx, tx, a.ID, g); err != nil {
			return err
		}
		return recordAccount(ctx, tx, actor, "account.created", state{ID: a.ID, Path: g.UnitPath})
	})
	return a, made.Password, err
}

// mergeInvalid adds what err says of fields to v, and returns everything that is wrong.
func mergeInvalid(v fault.Invalid, err error) error {
	var more fault.Invalid
	if err != nil && !errors.As(err, &more) {
		return err
	}
	for field, m := range more {
		v[field] = m
	}
	return v.Err()
}

// grantFrom reads a role and a unit that the actor may give.
func (s *Service) grantFrom(ctx context.Context, tx *db.Tx, actor auth.Actor, role auth.Role, typed string) (auth.Grant, error) {
	v := fault.Invalid{}
	v.Check(role.Label() != string(role), "role", "Chọn vai trò.")
	u, err := s.units.Typed(ctx, tx, actor.Paths(auth.Administrator), typed)
	if err != nil {
		return auth.Grant{}, mergeInvalid(v, err)
	}
	v.Check(mayGrant(actor, u.Path), "unit", "Chọn một đơn vị trong danh sách.")
	return auth.Grant{Role: role, UnitID: u.ID, UnitPath: u.Path, UnitName: u.Name}, v.Err()
}
