package auth

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
)

// What a token may be allowed to do. Its holder's roles bound it as well.
const (
	ReadScope  = "read"
	WriteScope = "write"
)

// Token lets a program act for a person, within scopes and until a day.
type Token struct {
	ID        string
	Name      string
	Scopes    []string
	ExpiresAt time.Time
	CreatedAt time.Time
}

// NewToken is what a person fills in.
type NewToken struct {
	Name  string `form:"name"`
	Write bool   `form:"write"`
	Days  int    `form:"days"`
}

// CreateToken makes a token and returns its secret, which is never shown again.
func CreateToken(ctx context.Context, tx *db.Tx, actor Actor, in NewToken) (secret string, t Token, err error) {
	t = Token{ID: uuid.Must(uuid.NewV7()).String(), Name: strings.TrimSpace(in.Name), Scopes: []string{ReadScope}, CreatedAt: tx.Now}
	v := fault.Invalid{}
	v.Check(t.Name != "" && len(t.Name) <= 200, "name", "Đặt tên cho mã truy cập, ví dụ “Máy chủ thống kê”.")
	v.Check(in.Days >= 1 && in.Days <= 365, "days", "Thời hạn từ 1 đến 365 ngày.")
	if err := v.Err(); err != nil {
		return "", t, err
	}
	if in.Write {
		t.Scopes = append(t.Scopes, WriteScope)
	}
	t.ExpiresAt = tx.Now.AddDate(0, 0, in.Days)
	raw := make([]byte, 24)
	if _, err := rand.Read(raw); err != nil {
		return "", t, err
	}
	secret = "kheo_" + base64.RawURLEncoding.EncodeToString(raw)
	err = db.Exec(ctx, tx, `INSERT INTO auth_token (id, account_id, name, hash, scopes, expires_at, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		t.ID, actor.AccountID, t.Name, tokenHash(secret), strings.Join(t.Scopes, " "), t.ExpiresAt, tx.Now)
	return secret, t, err
}

// Tokens lists an account's tokens that still work.
func Tokens(ctx context.Context, tx *db.Tx, accountID string) ([]Token, error) {
	return db.All(ctx, tx, func(r db.Row) (t Token, err error) {
		var scopes string
		err = r.Scan(&t.ID, &t.Name, &scopes, db.Time(&t.ExpiresAt), db.Time(&t.CreatedAt))
		t.Scopes = strings.Fields(scopes)
		return t, err
	}, `SELECT id, name, scopes, expires_at, created_at FROM auth_token
		WHERE account_id = $1 AND revoked_at IS NULL AND expires_at > $2 ORDER BY created_at`, accountID, tx.Now)
}

// RevokeToken ends a token.
func RevokeToken(ctx context.Context, tx *db.Tx, accountID, id string) error {
	return db.Change(ctx, tx, `UPDATE auth_token SET revoked_at = $3 WHERE id = $1 AND account_id = $2 AND revoked_at IS NULL`, id, accountID, tx.Now)
}

func (s *Service) bearer(ctx context.Context, secret string) (a Actor, err error) {
	var scopes string
	err = s.db.View(ctx, func(tx *db.Tx) error {
		a, err = db.One(ctx, tx, func(r db.Row) (a Actor, err error) {
			err = r.Scan(&a.AccountID, &a.Name, &scopes)
			return a, err
		}, `SELECT a.id, a.name, t.scopes FROM auth_token t JOIN auth_account a ON a.id = t.account_id
			WHERE t.hash = $1 AND t.revoked_at IS NULL AND t.expires_at > $2 AND a.disabled_at IS NULL`, tokenHash(secret), tx.Now)
		if err != nil {
			return err
		}
		a.Scopes = slices.Clip(strings.Fields(scopes))
		a.Grants, err = grants(ctx, tx, a.AccountID)
		return err
	})
	if errors.Is(err, fault.NotFound) {
		return Actor{}, nil
	}
	return a, err
}

func tokenHash(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// Program tells whose bearer token came; without one it is the public.
func (s *Service) Program(ctx context.Context, r *http.Request) (Actor, error) {
	token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !ok {
		return Actor{}, nil
	}
	return s.bearer(ctx, token)
}
