package auth

import (
	"context"
	"strings"

	"kheo/internal/platform/db"
)

// Holders lists the open accounts that hold any of roles for the unit at path,
// above it or below it, with all their grants, by name.
func Holders(ctx context.Context, tx *db.Tx, path string, roles ...Role) ([]Account, error) {
	w := &db.Where{}
	w.And("a.disabled_at IS NULL")
	low, high := db.Under(path)
	near := "o.unit_path >= " + w.Arg(low) + " AND o.unit_path < " + w.Arg(high)
	for at := strings.TrimSuffix(path, "/"); strings.Contains(at, "/"); at = at[:strings.LastIndex(at, "/")] {
		near += " OR o.unit_path = " + w.Arg(at+"/")
	}
	marks := make([]string, len(roles))
	for n, r := range roles {
		marks[n] = w.Arg(r)
	}
	w.And("EXISTS (SELECT 1 FROM auth_grant o WHERE o.account_id = a.id AND o.role IN (" + strings.Join(marks, ", ") + ") AND (" + near + "))")
	var all []Account
	err := db.Each(ctx, tx, func(r db.Row) error {
		var a Account
		g, err := scanGrant(prefixed{r, []any{&a.ID, &a.Login, &a.Name}})
		if n := len(all) - 1; n < 0 || all[n].ID != a.ID {
			all = append(all, a)
		}
		last := &all[len(all)-1]
		last.Grants = append(last.Grants, g)
		return err
	}, `SELECT a.id, a.login, a.name, g.id, g.role, g.unit_id, g.unit_path, g.unit_name
		FROM auth_account a JOIN auth_grant g ON g.account_id = a.id`+w.SQL()+` ORDER BY a.name, a.id, g.unit_path, g.role`, w.Args()...)
	return all, err
}

// prefixed scans the columns before those that the next scan knows.
type prefixed struct {
	db.Row
	before []any
}

func (p prefixed) Scan(dest ...any) error { return p.Row.Scan(append(p.before, dest...)...) }
