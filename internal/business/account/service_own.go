package account

import (
	"context"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// Profile is what a person sees of the own account.
type Profile struct {
	Account  auth.Account
	Sessions []auth.Session // the newest first
	Tokens   []auth.Token
}

// Profile shows the actor's own account.
func (s *Service) Profile(ctx context.Context, actor auth.Actor) (p Profile, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		if p.Account, err = auth.Find(ctx, tx, actor.AccountID); err != nil {
			return err
		}
		if p.Sessions, err = auth.Sessions(ctx, tx, actor.AccountID); err != nil {
			return err
		}
		p.Tokens, err = auth.Tokens(ctx, tx, actor.AccountID)
		return err
	})
	return p, err
}

// PasswordInput changes the own password.
type PasswordInput struct {
	Old      string `form:"old"`
	Password string `form:"password"`
	Again    string `form:"again"`
}

// ChangePassword replaces the actor's password and ends the other sessions.
func (s *Service) ChangePassword(ctx context.Context, actor auth.Actor, in PasswordInput) error {
	if err := auth.CheckPassword(in.Password); err != nil {
		return err
	}
	v := fault.Invalid{}
	v.Check(in.Password == in.Again, "again", "Hai lần nhập mật khẩu mới chưa giống nhau.")
	v.Check(in.Password != in.Old, "password", "Mật khẩu mới trùng mật khẩu đang dùng.")
	if err := v.Err(); err != nil {
		return err
	}
	proven, err := s.auth.Proves(ctx, actor.AccountID, in.Old)
	if err != nil {
		return err
	}
	if !proven {
		return fault.Invalid{"old": fault.Say("Mật khẩu đang dùng chưa đúng.")}
	}
	hash, err := auth.Hash(in.Password)
	if err != nil {
		return err
	}
	return s.onOwn(ctx, actor, "account.password_changed", func(tx *db.Tx) error {
		return auth.SetPassword(ctx, tx, actor.AccountID, hash, actor.SessionID)
	})
}

// TurnOnTOTP sets the second factor once code proves that the actor's telephone has secret.
func (s *Service) TurnOnTOTP(ctx context.Context, actor auth.Actor, secret, code string) error {
	return s.onOwn(ctx, actor, "account.second_factor_on", func(tx *db.Tx) error {
		return s.auth.SetTOTP(ctx, tx, actor.AccountID, secret, code)
	})
}

// TurnOffTOTP ends the second factor; proof is the password or a code.
func (s *Service) TurnOffTOTP(ctx context.Context, actor auth.Actor, proof string) error {
	proven, err := s.auth.Proves(ctx, actor.AccountID, proof)
	if err != nil {
		return err
	}
	if !proven {
		return fault.Invalid{"proof": fault.Say("Mật khẩu hoặc mã xác nhận chưa đúng.")}
	}
	return s.onOwn(ctx, actor, "account.second_factor_off", func(tx *db.Tx) error {
		return auth.DropTOTP(ctx, tx, actor.AccountID)
	})
}

// EndSession ends one of the actor's sessions.
func (s *Service) EndSession(ctx context.Context, actor auth.Actor, id string) error {
	return s.onOwn(ctx, actor, "account.session_ended", func(tx *db.Tx) error {
		return auth.EndSession(ctx, tx, actor.AccountID, id)
	})
}

// EndOtherSessions ends every session of the actor but the present one.
func (s *Service) EndOtherSessions(ctx context.Context, actor auth.Actor) error {
	return s.onOwn(ctx, actor, "account.sessions_ended", func(tx *db.Tx) error {
		return auth.EndSessions(ctx, tx, actor.AccountID, actor.SessionID)
	})
}

// MakeToken makes a token for a program of the actor; its secret is shown once.
func (s *Service) MakeToken(ctx context.Context, actor auth.Actor, in auth.NewToken) (secret string, t auth.Token, err error) {
	if !person(actor) {
		return "", t, fault.Forbidden
	}
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		if secret, t, err = auth.CreateToken(ctx, tx, actor, in); err != nil {
			return err
		}
		return recordToken(ctx, tx, actor, "account.token_created", t)
	})
	return secret, t, err
}

// RevokeToken ends a token of the actor.
func (s *Service) RevokeToken(ctx context.Context, actor auth.Actor, id string) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		tokens, err := auth.Tokens(ctx, tx, actor.AccountID)
		if err != nil {
			return err
		}
		for _, t := range tokens {
			if t.ID != id {
				continue
			}
			if err := auth.RevokeToken(ctx, tx, actor.AccountID, id); err != nil {
				return err
			}
			return recordToken(ctx, tx, actor, "account.token_revoked", t)
		}
		return fault.NotFound
	})
}

func recordToken(ctx context.Context, tx *db.Tx, actor auth.Actor, act string, t auth.Token) error {
	a := audit.Act{Name: act, Kind: "token", ObjectID: t.ID, Title: t.Name, UnitPath: homePath(actor.Grants, actor), After: t}
	if act == "account.token_revoked" {
		a.Before, a.After = t, nil
	}
	return audit.Record(ctx, tx, actor, a)
}

// SetLanguage keeps the language that the actor reads.
func (s *Service) SetLanguage(ctx context.Context, actor auth.Actor, lang i18n.Lang) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		return auth.SetLang(ctx, tx, actor.AccountID, string(lang))
	})
}

// language is the one that an account reads.
func (s *Service) language(ctx context.Context, accountID string) (lang i18n.Lang, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		a, err := auth.Find(ctx, tx, accountID)
		lang = i18n.Lang(a.Lang)
		return err
	})
	return lang, err
}

// openAccount finds the account that signs in with login, unless it is closed.
func (s *Service) openAccount(ctx context.Context, login string) (id string, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		a, err := auth.FindLogin(ctx, tx, login)
		if err == nil && a.Disabled {
			return fault.NotFound
		}
		id = a.ID
		return err
	})
	return id, err
}

// onOwn does something to the actor's own account and records it.
func (s *Service) onOwn(ctx context.Context, actor auth.Actor, act string, do func(*db.Tx) error) error {
	if !person(actor) || !actor.SignedIn() {
		return fault.Forbidden
	}
	return s.db.Update(ctx, func(tx *db.Tx) error {
		before, err := accountState(ctx, tx, actor.AccountID)
		if err != nil {
			return err
		}
		if err := do(tx); err != nil {
			return err
		}
		return recordAccount(ctx, tx, actor, act, before)
	})
}
