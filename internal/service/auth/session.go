package auth

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/google/uuid"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
)

// Session is one place where an account is signed in.
type Session struct {
	ID        string
	Agent     string // browser and system, in two words
	StartedAt time.Time
}

const (
	sessionKey = "session"
	lifetime   = 12 * time.Hour
)

// cookies keeps what a browser's cookie stands for in the database, so that any
// node can answer.
type cookies struct {
	*scs.SessionManager
}

func newCookies(d *db.DB, secure bool) *cookies {
	m := scs.New()
	m.Store = cookieStore{d}
	m.Lifetime = lifetime
	m.HashTokenInStore = true
	m.Cookie.Name = "kheo"
	m.Cookie.Secure = secure
	m.Cookie.HttpOnly = true
	m.Cookie.SameSite = http.SameSiteLaxMode
	return &cookies{m}
}

// Load wraps next so that requests carry their session.
func (s *Service) Load(next http.Handler) http.Handler { return s.cookies.LoadAndSave(next) }

// Begin signs accountID in on the browser of ctx.
func (s *Service) Begin(ctx context.Context, accountID, agent string) error {
	id := uuid.Must(uuid.NewV7()).String()
	err := s.db.Update(ctx, func(tx *db.Tx) error {
		return db.Exec(ctx, tx, `INSERT INTO auth_session (id, account_id, agent, started_at) VALUES ($1, $2, $3, $4)`,
			id, accountID, agentName(agent), tx.Now)
	})
	if err != nil {
		return err
	}
	if err := s.cookies.RenewToken(ctx); err != nil {
		return err
	}
	s.cookies.Put(ctx, sessionKey, id)
	return nil
}

// End signs the browser of ctx out.
func (s *Service) End(ctx context.Context) error {
	id := s.cookies.GetString(ctx, sessionKey)
	if id != "" {
		err := s.db.Update(ctx, func(tx *db.Tx) error {
			return db.Exec(ctx, tx, `UPDATE auth_session SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL`, id, tx.Now)
		})
		if err != nil {
			return err
		}
	}
	return s.cookies.Destroy(ctx)
}

// WhoIs tells whose session r belongs to. An ended session or a closed account is
// nobody.
func (s *Service) WhoIs(r *http.Request) (a Actor, err error) {
	ctx := r.Context()
	id := s.cookies.GetString(ctx, sessionKey)
	if id == "" {
		return Actor{}, nil
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		a, err = db.One(ctx, tx, func(r db.Row) (a Actor, err error) {
			err = r.Scan(&a.AccountID, &a.Name)
			return a, err
		}, `SELECT a.id, a.name FROM auth_session s JOIN auth_account a ON a.id = s.account_id
			WHERE s.id = $1 AND s.ended_at IS NULL AND s.started_at > $2 AND a.disabled_at IS NULL`, id, tx.Now.Add(-lifetime))
		if err != nil {
			return err
		}
		a.SessionID = id
		a.Grants, err = grants(ctx, tx, a.AccountID)
		return err
	})
	if errors.Is(err, fault.NotFound) {
		return Actor{}, nil
	}
	return a, err
}

// Sessions lists where an account is signed in, the newest first.
func Sessions(ctx context.Context, tx *db.Tx, accountID string) ([]Session, error) {
	return db.All(ctx, tx, func(r db.Row) (s Session, err error) {
		err = r.Scan(&s.ID, &s.Agent, db.Time(&s.StartedAt))
		return s, err
	}, `SELECT id, agent, started_at FROM auth_session
		WHERE account_id = $1 AND ended_at IS NULL AND started_at > $2 ORDER BY started_at DESC`, accountID, tx.Now.Add(-lifetime))
}

// EndSession ends one session of an account.
func EndSession(ctx context.Context, tx *db.Tx, accountID, id string) error {
	return db.Change(ctx, tx, `UPDATE auth_session SET ended_at = $3 WHERE id = $1 AND account_id = $2 AND ended_at IS NULL`, id, accountID, tx.Now)
}

// EndSessions ends every session of an account but keep.
func EndSessions(ctx context.Context, tx *db.Tx, accountID, keep string) error {
	query := `UPDATE auth_session SET ended_at = $2 WHERE account_id = $1 AND ended_at IS NULL`
	args := []any{accountID, tx.Now}
	if keep != "" {
		query, args = query+` AND id <> $3`, append(args, keep)
	}
	return db.Exec(ctx, tx, query, args...)
}

// agentName keeps of a browser's long name only what helps its owner to know it.
func agentName(agent string) string {
	pick := func(names ...string) string {
		for _, n := range names {
			if strings.Contains(agent, n) {
				return n
			}
		}
		return ""
	}
	browser := pick("Edg", "CocCoc", "Firefox", "Chrome", "Safari")
	if browser == "Edg" {
		browser = "Edge"
	}
	return strings.TrimSpace(browser + " " + pick("Windows", "Android", "iPhone", "iPad", "Mac OS", "Linux"))
}

// cookieStore is scs's store on either engine.
type cookieStore struct{ db *db.DB }

func (c cookieStore) FindCtx(ctx context.Context, token string) (b []byte, found bool, err error) {
	err = c.db.View(ctx, func(tx *db.Tx) error {
		b, err = db.One(ctx, tx, db.Value[[]byte], `SELECT data FROM auth_cookie WHERE token = $1 AND expires_at > $2`, token, tx.Now)
		return err
	})
	if errors.Is(err, fault.NotFound) {
		return nil, false, nil
	}
	return b, err == nil, err
}

// CommitCtx counts the lifetime by the clock of the database, which FindCtx reads too.
func (c cookieStore) CommitCtx(ctx context.Context, token string, b []byte, _ time.Time) error {
	return c.db.Update(ctx, func(tx *db.Tx) error {
		if err := db.Exec(ctx, tx, `DELETE FROM auth_cookie WHERE expires_at < $1`, tx.Now); err != nil {
			return err
		}
		return db.Exec(ctx, tx, `INSERT INTO auth_cookie (token, data, expires_at) VALUES ($1, $2, $3)
			ON CONFLICT (token) DO UPDATE SET data = excluded.data, expires_at = excluded.expires_at`, token, b, tx.Now.Add(lifetime))
	})
}

func (c cookieStore) DeleteCtx(ctx context.Context, token string) error {
	return c.db.Update(ctx, func(tx *db.Tx) error {
		return db.Exec(ctx, tx, `DELETE FROM auth_cookie WHERE token = $1`, token)
	})
}

// scs asks for these too, and calls the Ctx ones where they are.
func (c cookieStore) Find(token string) ([]byte, bool, error) {
	return c.FindCtx(context.Background(), token)
}

func (c cookieStore) Commit(token string, b []byte, expiry time.Time) error {
	return c.CommitCtx(context.Background(), token, b, expiry)
}

func (c cookieStore) Delete(token string) error { return c.DeleteCtx(context.Background(), token) }
