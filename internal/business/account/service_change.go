package account

import (
	"context"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// GrantInput gives a role.
type GrantInput struct {
	Role    auth.Role `form:"role"`
	Unit    string    `form:"unit"` // code, name, or "name (code)"
	Version int64     `form:"version"`
}

// GiveRole appoints an account to a role for a unit of the actor's subtree.
func (s *Service) GiveRole(ctx context.Context, actor auth.Actor, id string, in GrantInput) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		if _, err := findSeen(ctx, tx, actor, id); err != nil {
			return err
		}
		g, err := s.grantFrom(ctx, tx, actor, in.Role, in.Unit)
		if err != nil {
			return err
		}
		return changeAccount(ctx, tx, actor, id, in.Version, "account.role_given", g.UnitPath, func() error {
			return auth.Give(ctx, tx, id, g)
		})
	})
}

// TakeRole ends an appointment in the actor's subtree. The last administrator
// of a root stays.
func (s *Service) TakeRole(ctx context.Context, actor auth.Actor, id, grantID string, version int64) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		a, err := findSeen(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		for _, g := range seenGrants(actor, a.Grants) {
			if g.ID != grantID {
				continue
			}
			if err := keepAdministrator(ctx, tx, id, g); err != nil {
				return err
			}
			return changeAccount(ctx, tx, actor, id, version, "account.role_taken", g.UnitPath, func() error {
				return auth.Take(ctx, tx, id, g.ID)
			})
		}
		return fault.NotFound
	})
}

// keepAdministrator refuses when g is the last way to administer a root.
func keepAdministrator(ctx context.Context, tx *db.Tx, accountID string, g auth.Grant) error {
	if g.Role != auth.Administrator || !isRoot(g.UnitPath) {
		return nil
	}
	others, err := auth.Others(ctx, tx, accountID, auth.Administrator, g.UnitID)
	if err == nil && others == 0 {
		return fault.Refuse("Đây là quản trị viên cuối cùng của %s. Hãy giao vai trò này cho một người khác trước.", g.UnitName)
	}
	return err
}

// Disable closes an account and ends its sessions and tokens.
func (s *Service) Disable(ctx context.Context, actor auth.Actor, id string, version int64) error {
	return s.onAccount(ctx, actor, id, version, "account.disabled", func(tx *db.Tx, a auth.Account) error {
		if !mayClose(actor, id, a.Grants) {
			return fault.Refuse("Không ai tự khóa tài khoản của mình. Xin nhờ một quản trị viên khác.")
		}
		for _, g := range a.Grants {
			if err := keepAdministrator(ctx, tx, id, g); err != nil {
				return err
			}
		}
		return auth.Disable(ctx, tx, id)
	})
}

// Enable opens a closed account again.
func (s *Service) Enable(ctx context.Context, actor auth.Actor, id string, version int64) error {
	return s.onAccount(ctx, actor, id, version, "account.enabled", func(tx *db.Tx, _ auth.Account) error {
		return auth.Enable(ctx, tx, id)
	})
}

// ResetPassword gives an account a new password that its owner must be told, and
// ends its sessions.
func (s *Service) ResetPassword(ctx context.Context, actor auth.Actor, id string, version int64) (password string, err error) {
	if !mayAdminister(actor) {
		return "", fault.NotFound
	}
	if password, err = readablePassword(); err != nil {
		return "", err
	}
	hash, err := auth.Hash(password)
	if err != nil {
		return "", err
	}
	err = s.onAccount(ctx, actor, id, version, "account.password_reset", func(tx *db.Tx, _ auth.Account) error {
		return auth.SetPassword(ctx, tx, id, hash, "")
	})
	return password, err
}

// EndAllSessions signs an account out everywhere.
func (s *Service) EndAllSessions(ctx context.Context, actor auth.Actor, id string, version int64) error {
	return s.onAccount(ctx, actor, id, version, "account.sessions_ended", func(tx *db.Tx, _ auth.Account) error {
		return auth.EndSessions(ctx, tx, id, "")
	})
}

// ResetTOTP turns the second factor of an account off, for who lost a telephone.
func (s *Service) ResetTOTP(ctx context.Context, actor auth.Actor, id string, version int64) error {
	return s.onAccount(ctx, actor, id, version, "account.second_factor_reset", func(tx *db.Tx, _ auth.Account) error {
		return auth.DropTOTP(ctx, tx, id)
	})
}

// onAccount does something to an account that the actor manages, and records it.
func (s *Service) onAccount(ctx context.Context, actor auth.Actor, id string, version int64, act string, do func(*db.Tx, auth.Account) error) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		a, err := findSeen(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		if !mayManageAccount(actor, a.Grants) {
			return fault.Refuse("Người này còn làm việc ở đơn vị khác. Xin nhờ quản trị viên cấp trên.")
		}
		return changeAccount(ctx, tx, actor, id, version, act, homePath(a.Grants, actor), func() error { return do(tx, a) })
	})
}

// changeAccount does something to version of an account and records it under path.
func changeAccount(ctx context.Context, tx *db.Tx, actor auth.Actor, id string, version int64, act, path string, do func() error) error {
	before, err := accountState(ctx, tx, id)
	if err != nil {
		return err
	}
	before.Path = path
	if err := auth.Touch(ctx, tx, id, version); err != nil {
		return err
	}
	if err := do(); err != nil {
		return err
	}
	return recordAccount(ctx, tx, actor, act, before)
}
