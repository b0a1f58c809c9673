package numberbook

import (
	"context"
	"errors"

	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
)

const bookColumns = `id, unit_id, unit_path, unit_name, line, doc_type, period, period_label, valid_from, valid_to, pattern, first, next, recorded, reserved, void, backwards, version`

func scanBook(r db.Row) (b Book, err error) {
	dest := []any{&b.ID, &b.UnitID, &b.UnitPath, &b.UnitName, &b.Line, &b.DocType, &b.Period, &b.Label}
	dest = append(dest, b.Days.Scan()...)
	err = r.Scan(append(dest, &b.Pattern, &b.First, &b.Next, &b.Recorded, &b.Reserved, &b.Void, &b.Backwards, &b.Version)...)
	return b, err
}

func findBook(ctx context.Context, tx *db.Tx, id string) (Book, error) {
	return db.One(ctx, tx, scanBook, `SELECT `+bookColumns+` FROM numberbook_book WHERE id = $1`, id)
}

func bookOf(ctx context.Context, tx *db.Tx, unitID string, line org.Line, docType, period string) (Book, error) {
	return db.One(ctx, tx, scanBook, `SELECT `+bookColumns+` FROM numberbook_book WHERE unit_id = $1 AND line = $2 AND doc_type = $3 AND period = $4`,
		unitID, line, docType, period)
}

// insertBook opens b; when somebody opened it at the same moment, theirs stays.
func insertBook(ctx context.Context, tx *db.Tx, b Book, by string) error {
	return db.Exec(ctx, tx, `INSERT INTO numberbook_book (`+bookColumns+`, created_by, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 0, 0, 0, $14, 1, $15, $16)
		ON CONFLICT (unit_id, line, doc_type, period) DO NOTHING`,
		b.ID, b.UnitID, b.UnitPath, b.UnitName, b.Line, b.DocType, b.Period, b.Label, b.Days.First(), b.Days.Last(), b.Pattern, b.First, b.Next,
		b.Backwards, by, tx.Now)
}

// advance moves the book on by one and returns the number that this gives; of
// transactions that do it at once, one at a time goes on.
func advance(ctx context.Context, tx *db.Tx, bookID string) (int64, error) {
	return db.One(ctx, tx, db.Value[int64], `UPDATE numberbook_book SET next = next + 1 WHERE id = $1 RETURNING next - 1`, bookID)
}

// count changes the counters of a book.
func count(ctx context.Context, tx *db.Tx, bookID string, recorded, reserved, void int64) error {
	return db.Exec(ctx, tx, `UPDATE numberbook_book SET recorded = recorded + $2, reserved = reserved + $3, void = void + $4 WHERE id = $1`,
		bookID, recorded, reserved, void)
}

// setBook keeps what an administrator may change of a book.
func setBook(ctx context.Context, tx *db.Tx, b Book) error {
	return db.Change(ctx, tx, `UPDATE numberbook_book SET pattern = $3, first = $4, next = $5, backwards = $6, version = version + 1
		WHERE id = $1 AND version = $2`, b.ID, b.Version, b.Pattern, b.First, b.Next, b.Backwards)
}

const numberColumns = `book_id, number, state, text, subject, for_kind, for_id, day, reason, request_id, account_id, account, at`

func scanNumber(r db.Row) (n Number, err error) {
	err = r.Scan(&n.BookID, &n.Number, &n.State, &n.Text, &n.Subject, &n.ForKind, &n.ForID, &n.Day, &n.Reason, db.Text(&n.RequestID),
		db.Text(&n.AccountID), &n.Account, db.Time(&n.At))
	return n, err
}

func findNumber(ctx context.Context, tx *db.Tx, bookID string, n int64) (Number, error) {
	return db.One(ctx, tx, scanNumber, `SELECT `+numberColumns+` FROM numberbook_number WHERE book_id = $1 AND number = $2`, bookID, n)
}

func numberOf(ctx context.Context, tx *db.Tx, forKind, forID string) (Number, error) {
	return db.One(ctx, tx, scanNumber, `SELECT `+numberColumns+` FROM numberbook_number WHERE for_kind = $1 AND for_id = $2 AND for_id <> ''`, forKind, forID)
}

func numberAsked(ctx context.Context, tx *db.Tx, requestID string) (Number, error) {
	return db.One(ctx, tx, scanNumber, `SELECT `+numberColumns+` FROM numberbook_number WHERE request_id = $1`, requestID)
}

func insertNumber(ctx context.Context, tx *db.Tx, n Number) error {
	return db.Exec(ctx, tx, `INSERT INTO numberbook_number (`+numberColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
		n.BookID, n.Number, n.State, n.Text, n.Subject, n.ForKind, n.ForID, n.Day, n.Reason, db.OrNull(n.RequestID), db.OrNull(n.AccountID), n.Account, n.At)
}

// settle keeps what became of a number that was held back; fault.Conflict when it
// is held back no more.
func settle(ctx context.Context, tx *db.Tx, n Number) error {
	return db.Change(ctx, tx, `UPDATE numberbook_number SET state = $3, text = $4, subject = $5, for_kind = $6, for_id = $7, day = $8, reason = $9,
		account_id = $10, account = $11, at = $12 WHERE book_id = $1 AND number = $2 AND state = 'reserved'`,
		n.BookID, n.Number, n.State, n.Text, n.Subject, n.ForKind, n.ForID, n.Day, n.Reason, db.OrNull(n.AccountID), n.Account, n.At)
}

// around finds the dated papers whose numbers stand next to n in the run of b.
func around(ctx context.Context, tx *db.Tx, b Book, n int64) (all neighbours, err error) {
	one := func(order string) (Number, error) {
		x, err := db.One(ctx, tx, scanNumber, `SELECT `+numberColumns+` FROM numberbook_number
			WHERE book_id = $1 AND state IN ('used', 'recorded') AND number >= $2 AND `+order+` LIMIT 1`, b.ID, b.First, n)
		if errors.Is(err, fault.NotFound) {
			return Number{}, nil
		}
		return x, err
	}
	if all.before, err = one(`number < $3 ORDER BY number DESC`); err != nil {
		return all, err
	}
	all.after, err = one(`number > $3 ORDER BY number`)
	return all, err
}

// highestRecorded is the highest number of the book that was given on paper
// before Khéo; 0 when there is none.
func highestRecorded(ctx context.Context, tx *db.Tx, bookID string) (int64, error) {
	return db.One(ctx, tx, db.Value[int64], `SELECT COALESCE(MAX(number), 0) FROM numberbook_number WHERE book_id = $1 AND state = 'recorded'`, bookID)
}

// bookFilter says which books a list shows.
type bookFilter struct {
	paths   []string
	docType string
	year    int
	after   string // id of the last row of the page before
	limit   int
}

// books lists those whose period begins last first.
func (f bookFilter) books(ctx context.Context, tx *db.Tx) ([]Book, error) {
	w := &db.Where{}
	w.AnyUnder("unit_path", f.paths)
	w.If(f.docType != "", "doc_type = ?", f.docType)
	if f.year > 0 {
		w.And("valid_from <= ? AND valid_to >= ?", clock.On(f.year, 12, 31), clock.On(f.year, 1, 1))
	}
	w.If(f.after != "", "(valid_from, id) < (SELECT l.valid_from, l.id FROM numberbook_book l WHERE l.id = ?)", f.after)
	return db.All(ctx, tx, scanBook, `SELECT `+bookColumns+` FROM numberbook_book`+w.SQL()+` ORDER BY valid_from DESC, id DESC LIMIT `+w.Arg(f.limit), w.Args()...)
}

// numbers lists the numbers of a book above after, in order.
func numbers(ctx context.Context, tx *db.Tx, bookID string, state State, after int64, limit int) ([]Number, error) {
	w := &db.Where{}
	w.And("book_id = ? AND number > ?", bookID, after)
	w.If(state != "", "state = ?", state)
	return db.All(ctx, tx, scanNumber, `SELECT `+numberColumns+` FROM numberbook_number`+w.SQL()+` ORDER BY number LIMIT `+w.Arg(limit), w.Args()...)
}
