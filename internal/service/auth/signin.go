package auth

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/alexedwards/argon2id"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
)

// SignIn is what a person types to come in.
type SignIn struct {
	Login    string `form:"login"`
	Password string `form:"password"`
	Code     string `form:"code"` // of the second factor, where one is set
}

// Service signs people in and knows who is acting.
type Service struct {
	db      *db.DB
	cookies *cookies
	limits  limiter
}

// nobody is a hash with our cost to compare with when there is no such account, so
// that the time of an answer tells nothing.
const nobody = "$argon2id$v=19$m=19456,t=2,p=1$Bk1Ubbz5XgzKsNTIdPkO+w$tRfGB6rcDua1DzmDcqZNmPffy12MlrxjuHtXq0DALfA" //nolint:gosec // it opens nothing

// New makes the service; secure cookies need HTTPS in front.
func New(d *db.DB, secure bool) *Service {
	return &Service{db: d, cookies: newCookies(d, secure), limits: limiter{seen: map[string]*visitor{}}}
}

// wrong is the same for every failure, so that it tells nothing about accounts.
var wrong = fault.Invalid{"login": fault.Say("Tên đăng nhập, mật khẩu hoặc mã xác nhận chưa đúng. Xin kiểm tra lại phím Caps Lock và bộ gõ tiếng Việt.")}

type credentials struct {
	id, hash, secret string
	last             int64
	disabled         time.Time
}

// Check finds the account of in, or says that the sign-in is wrong. At most five
// tries a minute for one login and sixty for one address are looked at: a whole
// office may come from one address in the morning.
func (s *Service) Check(ctx context.Context, in SignIn, address string) (accountID string, err error) {
	login := strings.ToLower(strings.TrimSpace(in.Login))
	known := loginShape.MatchString(login)
	if !s.limits.allow(s.db.Now(), "address "+address, perAddress) || known && !s.limits.allow(s.db.Now(), "login "+login, perLogin) {
		return "", fault.Invalid{"login": fault.Say("Đã thử quá nhiều lần. Xin chờ một phút rồi đăng nhập lại.")}
	}
	c, err := s.credentials(ctx, `login = $1`, login, known)
	if err != nil {
		return "", err
	}
	match, err := argon2id.ComparePasswordAndHash(in.Password, c.hash)
	if err != nil {
		return "", err
	}
	if !match || c.id == "" || !c.disabled.IsZero() {
		return "", wrong
	}
	if c.secret != "" {
		if err := s.useCode(ctx, c, in.Code); err != nil {
			return "", err
		}
	}
	return c.id, nil
}

// Proves reports whether proof is the password of accountID, or a fresh code of
// its second factor. It is asked before an account's own locks are changed, and
// shares the limit of five tries a minute.
func (s *Service) Proves(ctx context.Context, accountID, proof string) (bool, error) {
	if !s.limits.allow(s.db.Now(), "account "+accountID, perLogin) {
		return false, fault.Refuse("Đã thử quá nhiều lần. Xin chờ một phút rồi làm lại.")
	}
	c, err := s.credentials(ctx, `id = $1`, accountID, true)
	if err != nil {
		return false, err
	}
	if c.secret != "" && s.useCode(ctx, c, proof) == nil {
		return true, nil
	}
	match, err := argon2id.ComparePasswordAndHash(proof, c.hash)
	return match && c.id != "", err
}

// credentials finds what an account proves itself with; nobody's when there is none.
func (s *Service) credentials(ctx context.Context, condition, value string, look bool) (credentials, error) {
	c := credentials{hash: nobody}
	if !look {
		return c, nil
	}
	err := s.db.View(ctx, func(tx *db.Tx) error {
		found, err := db.One(ctx, tx, func(r db.Row) (c credentials, err error) {
			err = r.Scan(&c.id, &c.hash, &c.secret, &c.last, db.Time(&c.disabled))
			return c, err
		}, `SELECT id, password_hash, totp_secret, totp_last, disabled_at FROM auth_account WHERE `+condition, value)
		if errors.Is(err, fault.NotFound) {
			return nil
		}
		c = found
		return err
	})
	return c, err
}
