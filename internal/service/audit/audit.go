// Package audit keeps the trail of every change: who, when, what, before and
// after. Rows are written in the transaction of the change and never altered;
// the database itself refuses to.
package audit

import (
	"context"
	"encoding/json"
	"time"

	"github.com/google/uuid"

	"kheo/internal/platform/db"
	"kheo/internal/service/auth"
)

// Entry is one act.
type Entry struct {
	ID        string
	At        time.Time
	AccountID string
	Account   string
	Act       string // "initiative.submitted": never changes once released
	Kind      string // "initiative"
	ObjectID  string
	Title     string // what the object is called, for people
	UnitPath  string
	Before    json.RawMessage
	After     json.RawMessage
}

// Act is what a use case records; Before and After become JSON and must hold no
// secret. Either may be nil.
type Act struct {
	Name     string
	Kind     string
	ObjectID string
	Title    string
	UnitPath string
	Before   any
	After    any
}

// System acts when no person does.
var System = auth.Actor{Name: "Khéo"}

// Record adds an entry to the trail in tx.
func Record(ctx context.Context, tx *db.Tx, actor auth.Actor, a Act) error {
	before, err := encode(a.Before)
	if err != nil {
		return err
	}
	after, err := encode(a.After)
	if err != nil {
		return err
	}
	return db.Exec(ctx, tx, `
		INSERT INTO audit_entry (id, at, account_id, account, act, kind, object_id, title, unit_path, before, after)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
		uuid.Must(uuid.NewV7()).String(), tx.Now, db.OrNull(actor.AccountID), actor.Name,
		a.Name, a.Kind, a.ObjectID, a.Title, a.UnitPath, before, after)
}

func encode(v any) (any, error) {
	if v == nil {
		return nil, nil
	}
	b, err := json.Marshal(v)
	return string(b), err
}

// Filter narrows the trail. Before is the id of the last entry already seen.
type Filter struct {
	Paths    []string // subtrees the reader may see; none: nothing
	ObjectID string
	Account  string
	Kind     string
	Before   string
	Limit    int
}

const columns = `id, at, account_id, account, act, kind, object_id, title, unit_path, before, after`

func scan(r db.Row) (e Entry, err error) {
	var before, after []byte
	err = r.Scan(&e.ID, db.Time(&e.At), db.Text(&e.AccountID), &e.Account, &e.Act, &e.Kind, &e.ObjectID, &e.Title, &e.UnitPath, &before, &after)
	e.Before, e.After = before, after
	return e, err
}

// Trail lists entries, the newest first.
func Trail(ctx context.Context, tx *db.Tx, f Filter) ([]Entry, error) {
	q := &db.Where{}
	q.AnyUnder("unit_path", f.Paths)
	q.If(f.ObjectID != "", "object_id = ?", f.ObjectID)
	q.If(f.Account != "", "account = ?", f.Account)
	q.If(f.Kind != "", "kind = ?", f.Kind)
	q.If(f.Before != "", "id < ?", f.Before)
	return db.All(ctx, tx, scan, `SELECT `+columns+` FROM audit_entry`+q.SQL()+` ORDER BY id DESC LIMIT `+q.Arg(f.Limit), q.Args()...)
}

// Find returns one entry that stands under one of paths.
func Find(ctx context.Context, tx *db.Tx, id string, paths []string) (Entry, error) {
	q := &db.Where{}
	q.AnyUnder("unit_path", paths)
	q.And("id = ?", id)
	return db.One(ctx, tx, scan, `SELECT `+columns+` FROM audit_entry`+q.SQL(), q.Args()...)
}
