package bonus

import (
	"context"

	"github.com/google/uuid"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
)

const fundColumns = `f.id, f.unit_id, f.unit_path, f.year, f.name, f.code, f.available, f.planned, f.paid, f.source, f.version, f.created_by, f.created_at`

func scanFund(r db.Row) (f Fund, err error) {
	err = r.Scan(&f.ID, &f.UnitID, &f.UnitPath, &f.Year, &f.Name, &f.Code, &f.Available, &f.Planned, &f.Paid, &f.Source, &f.Version, &f.CreatedBy, db.Time(&f.CreatedAt))
	return f, err
}

func findFund(ctx context.Context, tx *db.Tx, id string) (Fund, error) {
	if uuid.Validate(id) != nil {
		return Fund{}, fault.NotFound
	}
	return db.One(ctx, tx, scanFund, `SELECT `+fundColumns+` FROM bonus_fund f WHERE f.id = $1`, id)
}

func listFunds(ctx context.Context, tx *db.Tx, w *db.Where) ([]Fund, error) {
	return db.All(ctx, tx, scanFund, `SELECT `+fundColumns+` FROM bonus_fund f`+w.SQL()+` ORDER BY f.year DESC, f.unit_path, f.name`, w.Args()...)
}

// fundYears lists the years in which subtrees have funds, the latest first.
func fundYears(ctx context.Context, tx *db.Tx, paths []string) ([]int64, error) {
	w := &db.Where{}
	w.AnyUnder("f.unit_path", paths)
	return db.All(ctx, tx, db.Value[int64], `SELECT DISTINCT f.year FROM bonus_fund f`+w.SQL()+` ORDER BY f.year DESC`, w.Args()...)
}

func insertFund(ctx context.Context, tx *db.Tx, f Fund) error {
	err := db.Exec(ctx, tx, `INSERT INTO bonus_fund (id, unit_id, unit_path, year, name, code, available, source, version, created_by, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9, $10)`,
		f.ID, f.UnitID, f.UnitPath, f.Year, f.Name, f.Code, f.Available, f.Source, f.CreatedBy, f.CreatedAt)
	return orTaken(err, f)
}

func updateFund(ctx context.Context, tx *db.Tx, f Fund) error {
	return orTaken(db.Change(ctx, tx, `UPDATE bonus_fund SET year = $3, name = $4, code = $5, available = $6, source = $7, version = version + 1
		WHERE id = $1 AND version = $2`, f.ID, f.Version, f.Year, f.Name, f.Code, f.Available, f.Source), f)
}

func orTaken(err error, f Fund) error {
	if db.IsDuplicate(err) {
		return fault.Invalid{"name": fault.Say("Năm %s đơn vị đã có quỹ tên “%s”.", year(f.Year), f.Name)}
	}
	return err
}

// itemFilter says which items a list shows: of issued decisions only.
type itemFilter struct {
	paths []string
	waits bool   // only what is due or to be recovered
	state State  // empty: every state
	from  string // earliest and latest day of the decision, ISO; may be empty
	to    string
	after *Item // the last of the page before
	limit int
}

// list reads items, those of the latest decisions first, each in the order of its paper.
func (f itemFilter) list(ctx context.Context, tx *db.Tx) ([]Item, error) {
	w := &db.Where{}
	w.And("frozen")
	w.If(f.waits, "state IN ('due', 'recovery')") // in the words of its index
	w.If(f.state != "", "state = ?", f.state)
	w.AnyUnder("unit_path", f.paths)
	w.If(f.from != "", "decided_on >= ?", f.from)
	w.If(f.to != "", "decided_on <= ?", f.to)
	if a := f.after; a != nil {
		w.And("decided_on <= ?", a.DecidedOn) // what the index begins with
		w.And("(decided_on < ? OR decided_on = ? AND (decision_id < ? OR decision_id = ? AND (position > ? OR position = ? AND line_id > ?)))",
			a.DecidedOn, a.DecidedOn, a.DecisionID, a.DecisionID, a.Position, a.Position, a.LineID)
	}
	return db.All(ctx, tx, scanItem, `SELECT `+itemColumns+` FROM bonus_item`+w.SQL()+
		` ORDER BY decided_on DESC, decision_id DESC, position, line_id LIMIT `+w.Arg(f.limit), w.Args()...)
}

func findItem(ctx context.Context, tx *db.Tx, lineID string) (Item, error) {
	if uuid.Validate(lineID) != nil {
		return Item{}, fault.NotFound
	}
	return db.One(ctx, tx, scanItem, `SELECT `+itemColumns+` FROM bonus_item WHERE line_id = $1`, lineID)
}
