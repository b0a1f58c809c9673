package numberbook

import (
	"context"

	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
)

func scanTerm(r db.Row) (t Term, err error) {
	dest := append([]any{&t.ID, &t.UnitID, &t.Name}, t.Days.Scan()...)
	err = r.Scan(append(dest, &t.Version, &t.Used)...)
	return t, err
}

const termColumns = `t.id, t.unit_id, t.name, t.valid_from, t.valid_to, t.version,
	EXISTS (SELECT 1 FROM numberbook_book b WHERE b.unit_id = t.unit_id AND b.period = CAST(t.id AS TEXT))`

func findTerm(ctx context.Context, tx *db.Tx, id string) (Term, error) {
	return db.One(ctx, tx, scanTerm, `SELECT `+termColumns+` FROM numberbook_term t WHERE t.id = $1`, id)
}

// termOn is the term of a unit that day lies in.
func termOn(ctx context.Context, tx *db.Tx, unitID string, day clock.Date) (Term, error) {
	return db.One(ctx, tx, scanTerm, `SELECT `+termColumns+` FROM numberbook_term t WHERE t.unit_id = $1 AND t.valid_from <= $2 AND t.valid_to >= $2
		ORDER BY t.valid_from DESC LIMIT 1`, unitID, day)
}

func termsOf(ctx context.Context, tx *db.Tx, unitID string) ([]Term, error) {
	return db.All(ctx, tx, scanTerm, `SELECT `+termColumns+` FROM numberbook_term t WHERE t.unit_id = $1 ORDER BY t.valid_from DESC`, unitID)
}

func insertTerm(ctx context.Context, tx *db.Tx, t Term, by string) error {
	return db.Exec(ctx, tx, `INSERT INTO numberbook_term (id, unit_id, name, valid_from, valid_to, version, created_by, created_at)
		VALUES ($1, $2, $3, $4, $5, 1, $6, $7)`, t.ID, t.UnitID, t.Name, t.Days.First(), t.Days.Last(), by, tx.Now)
}

// updateTerm keeps t, made from version t.Version; its books follow its last day.
func updateTerm(ctx context.Context, tx *db.Tx, t Term) error {
	err := db.Change(ctx, tx, `UPDATE numberbook_term SET name = $3, valid_from = $4, valid_to = $5, version = version + 1 WHERE id = $1 AND version = $2`,
		t.ID, t.Version, t.Name, t.Days.First(), t.Days.Last())
	if err != nil {
		return err
	}
	return db.Exec(ctx, tx, `UPDATE numberbook_book SET valid_to = $3 WHERE unit_id = $1 AND period = $2`, t.UnitID, t.ID, t.Days.Last())
}

// lastDayIn is the latest day of a paper in the books of a term; zero for none.
func lastDayIn(ctx context.Context, tx *db.Tx, t Term) (clock.Date, error) {
	return db.One(ctx, tx, db.Value[clock.Date], `SELECT MAX(n.day) FROM numberbook_number n JOIN numberbook_book b ON b.id = n.book_id
		WHERE b.unit_id = $1 AND b.period = $2`, t.UnitID, t.ID)
}

func scanSymbol(r db.Row) (s Symbol, err error) {
	err = r.Scan(append([]any{&s.ID, &s.UnitID, &s.Line, &s.Abbreviation}, s.Days.Scan()...)...)
	return s, err
}

const symbolColumns = `id, unit_id, line, abbreviation, valid_from, valid_to`

func symbolOn(ctx context.Context, tx *db.Tx, unitID string, line org.Line, day clock.Date) (Symbol, error) {
	return db.One(ctx, tx, scanSymbol, `SELECT `+symbolColumns+` FROM numberbook_symbol
		WHERE unit_id = $1 AND line = $2 AND valid_from <= $3 AND valid_to >= $3 ORDER BY valid_from DESC LIMIT 1`, unitID, line, day)
}

func symbolsOf(ctx context.Context, tx *db.Tx, unitID string) ([]Symbol, error) {
	return db.All(ctx, tx, scanSymbol, `SELECT `+symbolColumns+` FROM numberbook_symbol WHERE unit_id = $1 ORDER BY line, valid_from DESC`, unitID)
}

func insertSymbol(ctx context.Context, tx *db.Tx, s Symbol, by string) error {
	return db.Exec(ctx, tx, `INSERT INTO numberbook_symbol (`+symbolColumns+`, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		s.ID, s.UnitID, s.Line, s.Abbreviation, s.Days.First(), s.Days.Last(), by, tx.Now)
}

func endSymbol(ctx context.Context, tx *db.Tx, id string, last clock.Date) error {
	return db.Exec(ctx, tx, `UPDATE numberbook_symbol SET valid_to = $2 WHERE id = $1`, id, last)
}

func scanForm(r db.Row) (f Form, err error) {
	dest := append([]any{&f.ID, &f.Line, &f.DocType, &f.Pattern, &f.Period}, f.Days.Scan()...)
	err = r.Scan(append(dest, &f.Source, &f.VerifiedBy)...)
	return f, err
}

const formColumns = `id, line, doc_type, pattern, period, valid_from, valid_to, source, verified_by`

// formOn is how a kind of paper is numbered on day: its own form before that of
// every kind.
func formOn(ctx context.Context, tx *db.Tx, line org.Line, docType string, day clock.Date) (Form, error) {
	return db.One(ctx, tx, scanForm, `SELECT `+formColumns+` FROM numberbook_form
		WHERE line = $1 AND doc_type IN ($2, '') AND valid_from <= $3 AND valid_to >= $3 ORDER BY doc_type DESC, valid_from DESC LIMIT 1`, line, docType, day)
}

func findForm(ctx context.Context, tx *db.Tx, id string) (Form, error) {
	return db.One(ctx, tx, scanForm, `SELECT `+formColumns+` FROM numberbook_form WHERE id = $1`, id)
}

func allForms(ctx context.Context, tx *db.Tx) ([]Form, error) {
	return db.All(ctx, tx, scanForm, `SELECT `+formColumns+` FROM numberbook_form ORDER BY line, doc_type, valid_from DESC`)
}

func insertForm(ctx context.Context, tx *db.Tx, f Form, by string) error {
	return db.Exec(ctx, tx, `INSERT INTO numberbook_form (`+formColumns+`, created_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		f.ID, f.Line, f.DocType, f.Pattern, f.Period, f.Days.First(), f.Days.Last(), f.Source, f.VerifiedBy, by)
}

func endForm(ctx context.Context, tx *db.Tx, id string, last clock.Date) error {
	return db.Exec(ctx, tx, `UPDATE numberbook_form SET valid_to = $2 WHERE id = $1`, id, last)
}

func allKinds(ctx context.Context, tx *db.Tx) ([]Kind, error) {
	return db.All(ctx, tx, func(r db.Row) (k Kind, err error) {
		err = r.Scan(&k.Code, &k.Name, &k.Source, &k.VerifiedBy)
		return k, err
	}, `SELECT code, name, source, verified_by FROM numberbook_kind ORDER BY position, code`)
}
