package auth

import (
	"context"
	"encoding/base32"
	"errors"
	"strings"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/totp"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
)

// useCode accepts a code of the second factor once.
func (s *Service) useCode(ctx context.Context, c credentials, code string) error {
	step, ok := matchCode(c.secret, code, s.db.Now())
	if !ok || step <= c.last {
		return wrong
	}
	return s.db.Update(ctx, func(tx *db.Tx) error {
		err := db.Change(ctx, tx, `UPDATE auth_account SET totp_last = $2 WHERE id = $1 AND totp_last < $2`, c.id, step)
		if errors.Is(err, fault.Conflict) {
			return wrong
		}
		return err
	})
}

const period = 30 // seconds of one TOTP step

// matchCode finds the time step of code, at most one step from now.
func matchCode(secret, code string, now time.Time) (step int64, ok bool) {
	code = strings.ReplaceAll(code, " ", "")
	for _, d := range []int64{0, -1, 1} {
		at := now.Add(time.Duration(d*period) * time.Second)
		want, err := totp.GenerateCodeCustom(secret, at, totp.ValidateOpts{Period: period, Digits: otp.DigitsSix})
		if err == nil && want == code {
			return at.Unix() / period, true
		}
	}
	return 0, false
}

// NewSecret makes a second factor for a person to set up; the URL goes into a QR.
func NewSecret(login string) (secret, url string, err error) {
	key, err := totp.Generate(totp.GenerateOpts{Issuer: issuer, AccountName: login, Period: period})
	if err != nil {
		return "", "", err
	}
	return key.Secret(), key.URL(), nil
}

// SecretURL is what the QR of an existing secret says.
func SecretURL(login, secret string) (string, error) {
	raw, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(secret)
	if err != nil || len(raw) < minSecret {
		return "", errSecret
	}
	key, err := totp.Generate(totp.GenerateOpts{Issuer: issuer, AccountName: login, Period: period, Secret: raw})
	if err != nil {
		return "", err
	}
	return key.URL(), nil
}

const (
	issuer    = "Dân vận khéo"
	minSecret = 16 // bytes: 128 bits, the least that RFC 4226 allows
)

var errSecret = errors.New("not a secret of a second factor")

// SetTOTP turns the second factor on once its first code proves that it works.
func (s *Service) SetTOTP(ctx context.Context, tx *db.Tx, accountID, secret, code string) error {
	if _, err := SecretURL("", secret); errors.Is(err, errSecret) {
		return fault.Invalid{"code": fault.Say("Mã QR đã cũ. Xin mở lại trang này và quét mã mới.")}
	}
	step, ok := matchCode(secret, code, tx.Now)
	if !ok {
		return fault.Invalid{"code": fault.Say("Mã chưa đúng. Mở ứng dụng và nhập sáu số đang hiện.")}
	}
	return db.Change(ctx, tx, `UPDATE auth_account SET totp_secret = $2, totp_last = $3, version = version + 1 WHERE id = $1`, accountID, secret, step)
}

// DropTOTP turns the second factor off.
func DropTOTP(ctx context.Context, tx *db.Tx, accountID string) error {
	return db.Change(ctx, tx, `UPDATE auth_account SET totp_secret = '', version = version + 1 WHERE id = $1`, accountID)
}
