package auth

import (
	"context"
	"errors"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"
	"github.com/google/uuid"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
)

// Account is somebody who can sign in.
type Account struct {
	ID        string
	Login     string
	Name      string
	Lang      string
	HasTOTP   bool
	Disabled  bool
	Version   int64
	CreatedAt time.Time
	Grants    []Grant
}

// NewAccount is what an administrator fills in.
type NewAccount struct {
	Login    string `form:"login"`
	Name     string `form:"name"`
	Password string `form:"password"`
}

var loginShape = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{2,39}$`)

const minPassword = 10 // characters

// params costs about 40 ms of one core and 19 MiB: the second choice of OWASP's
// cheat sheet, so that a small office server is not stopped by a few sign-ins.
var params = &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// Hash makes the password hash that is stored.
func Hash(password string) (string, error) { return argon2id.CreateHash(password, params) }

// CheckPassword says what is wrong with a new password, at the field "password".
func CheckPassword(password string) error {
	v := fault.Invalid{}
	checkPassword(v, password)
	return v.Err()
}

func checkPassword(v fault.Invalid, password string) {
	v.Check(utf8.RuneCountInString(password) >= minPassword, "password",
		"Mật khẩu cần ít nhất %d ký tự. Một câu ngắn dễ nhớ là tốt nhất.", minPassword)
	v.Check(utf8.RuneCountInString(password) <= 200, "password", "Mật khẩu dài quá 200 ký tự.")
}

// Create adds an account; tx.Commit makes it known. The hash is made before the
// transaction (it is slow), so pass what Hash returned.
func Create(ctx context.Context, tx *db.Tx, in NewAccount, hash string) (Account, error) {
	a := Account{
		ID: uuid.Must(uuid.NewV7()).String(), Login: strings.ToLower(strings.TrimSpace(in.Login)),
		Name: text.Clean(in.Name), Lang: "vi", Version: 1, CreatedAt: tx.Now,
	}
	err := db.Exec(ctx, tx, `
		INSERT INTO auth_account (id, login, name, password_hash, version, created_at)
		VALUES ($1, $2, $3, $4, 1, $5)`, a.ID, a.Login, a.Name, hash, tx.Now)
	if db.IsDuplicate(err) {
		return a, fault.Invalid{"login": fault.Say("Tên đăng nhập này đã có người dùng.")}
	}
	return a, err
}

// Check says what is wrong with in, before anything slow is done.
func (in NewAccount) Check() error {
	v := fault.Invalid{}
	v.Check(loginShape.MatchString(strings.ToLower(strings.TrimSpace(in.Login))), "login",
		"Tên đăng nhập gồm 3 đến 40 chữ không dấu, số, dấu chấm hoặc gạch, ví dụ lan.nguyen.")
	name := text.Clean(in.Name)
	v.Check(name != "", "name", "Chưa nhập họ tên.")
	v.Check(utf8.RuneCountInString(name) <= 120, "name", "Họ tên dài quá 120 ký tự.")
	checkPassword(v, in.Password)
	return v.Err()
}

// Give appoints an account to a role for a unit; giving it twice changes nothing.
func Give(ctx context.Context, tx *db.Tx, accountID string, g Grant) error {
	return db.Exec(ctx, tx, `
		INSERT INTO auth_grant (id, account_id, role, unit_id, unit_path, unit_name, given_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7)
		ON CONFLICT (account_id, role, unit_id) DO NOTHING`,
		uuid.Must(uuid.NewV7()).String(), accountID, g.Role, g.UnitID, g.UnitPath, g.UnitName, tx.Now)
}

// Take ends an appointment.
func Take(ctx context.Context, tx *db.Tx, accountID, grantID string) error {
	return db.Change(ctx, tx, `DELETE FROM auth_grant WHERE id = $1 AND account_id = $2`, grantID, accountID)
}

// Touch makes the next version of an account; fault.Conflict when version is not
// the newest. What is done to an account begins with it.
func Touch(ctx context.Context, tx *db.Tx, accountID string, version int64) error {
	return db.Change(ctx, tx, `UPDATE auth_account SET version = version + 1 WHERE id = $1 AND version = $2`, accountID, version)
}

// SetLang keeps the language that an account reads.
func SetLang(ctx context.Context, tx *db.Tx, accountID, lang string) error {
	return db.Exec(ctx, tx, `UPDATE auth_account SET lang = $2 WHERE id = $1`, accountID, lang)
}

// Disable closes an account and ends its sessions and tokens; Enable opens it again.
func Disable(ctx context.Context, tx *db.Tx, accountID string) error {
	if err := db.Change(ctx, tx, `UPDATE auth_account SET disabled_at = $2, version = version + 1
		WHERE id = $1 AND disabled_at IS NULL`, accountID, tx.Now); err != nil {
		return err
	}
	return errors.Join(EndSessions(ctx, tx, accountID, ""),
		db.Exec(ctx, tx, `UPDATE auth_token SET revoked_at = $2 WHERE account_id = $1 AND revoked_at IS NULL`, accountID, tx.Now))
}

// Enable opens a closed account again.
func Enable(ctx context.Context, tx *db.Tx, accountID string) error {
	return db.Change(ctx, tx, `UPDATE auth_account SET disabled_at = NULL, version = version + 1
		WHERE id = $1 AND disabled_at IS NOT NULL`, accountID)
}

// SetPassword replaces the password and ends every session but keep.
func SetPassword(ctx context.Context, tx *db.Tx, accountID, hash, keep string) error {
	if err := db.Change(ctx, tx, `UPDATE auth_account SET password_hash = $2, version = version + 1 WHERE id = $1`, accountID, hash); err != nil {
		return err
	}
	return EndSessions(ctx, tx, accountID, keep)
}
