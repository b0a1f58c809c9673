package auth

import (
	"context"
	"errors"
	"strings"
	"time"

	"kheo/internal/platform/db"
	"kheo/internal/platform/text"
)

const accountColumns = `id, login, name, lang, totp_secret <> '', disabled_at, version, created_at`

func scanAccount(r db.Row) (a Account, err error) {
	var disabled time.Time
	err = r.Scan(&a.ID, &a.Login, &a.Name, &a.Lang, &a.HasTOTP, db.Time(&disabled), &a.Version, db.Time(&a.CreatedAt))
	a.Disabled = !disabled.IsZero()
	return a, err
}

// Find returns an account with its grants.
func Find(ctx context.Context, tx *db.Tx, id string) (Account, error) {
	a, err := db.One(ctx, tx, scanAccount, `SELECT `+accountColumns+` FROM auth_account WHERE id = $1`, id)
	if err != nil {
		return a, err
	}
	a.Grants, err = grants(ctx, tx, id)
	return a, err
}

// FindLogin returns the account that signs in with login.
func FindLogin(ctx context.Context, tx *db.Tx, login string) (Account, error) {
	a, err := db.One(ctx, tx, scanAccount, `SELECT `+accountColumns+` FROM auth_account WHERE login = $1`, login)
	if err != nil {
		return a, err
	}
	a.Grants, err = grants(ctx, tx, a.ID)
	return a, err
}

// AccountFilter narrows a list of accounts.
type AccountFilter struct {
	Paths   []string // accounts with a role in one of these subtrees
	Without bool     // and accounts that have no role at all
	Words   string   // found in login or name, whatever their marks
	After   string   // login of the last account already seen
	Limit   int
}

// Accounts lists accounts with all their grants, by login.
func Accounts(ctx context.Context, tx *db.Tx, f AccountFilter) ([]Account, error) {
	var all []Account
	q := &db.Where{}
	q.AnyUnder("g.unit_path", f.Paths)
	query := `SELECT ` + accountColumns + ` FROM auth_account WHERE login > ` + q.Arg(f.After) +
		` AND (EXISTS (SELECT 1 FROM auth_grant g` + q.SQL() + ` AND g.account_id = auth_account.id)`
	if f.Without {
		query += ` OR NOT EXISTS (SELECT 1 FROM auth_grant n WHERE n.account_id = auth_account.id)`
	}
	words := text.Fold(f.Words)
	err := db.Each(ctx, tx, func(r db.Row) error {
		a, err := scanAccount(r)
		if err == nil && strings.Contains(text.Fold(a.Login+" "+a.Name), words) {
			all = append(all, a)
			if len(all) == f.Limit {
				return errEnough
			}
		}
		return err
	}, query+`) ORDER BY login`, q.Args()...)
	if err != nil && !errors.Is(err, errEnough) {
		return nil, err
	}
	for i := range all {
		if all[i].Grants, err = grants(ctx, tx, all[i].ID); err != nil {
			return nil, err
		}
	}
	return all, nil
}

var errEnough = errors.New("enough rows")

// Others counts the open accounts besides accountID that hold role for the unit.
func Others(ctx context.Context, tx *db.Tx, accountID string, role Role, unitID string) (int, error) {
	return db.One(ctx, tx, db.Value[int], `SELECT count(*) FROM auth_grant g JOIN auth_account a ON a.id = g.account_id
		WHERE g.unit_id = $1 AND g.role = $2 AND g.account_id <> $3 AND a.disabled_at IS NULL`, unitID, role, accountID)
}

func grants(ctx context.Context, tx *db.Tx, accountID string) ([]Grant, error) {
	all, err := db.All(ctx, tx, func(r db.Row) (Grant, error) { return scanGrant(r) }, `
		SELECT id, role, unit_id, unit_path, unit_name FROM auth_grant
		WHERE account_id = $1 ORDER BY unit_path, role`, accountID)
	if err != nil {
		return nil, err
	}
	err = db.Each(ctx, tx, func(r db.Row) error {
		var unitID, path string
		err := r.Scan(&unitID, &path)
		for i := range all {
			if all[i].UnitID == unitID {
				all[i].Heritage = append(all[i].Heritage, path)
			}
		}
		return err
	}, `SELECT h.unit_id, h.path FROM auth_heritage h
		WHERE h.unit_id IN (SELECT g.unit_id FROM auth_grant g WHERE g.account_id = $1) ORDER BY h.path`, accountID)
	return all, err
}

func scanGrant(r db.Row, more ...any) (g Grant, err error) {
	err = r.Scan(append([]any{&g.ID, &g.Role, &g.UnitID, &g.UnitPath, &g.UnitName}, more...)...)
	return g, err
}
