package register

import (
	"context"
	"encoding/json"

	"kheo/internal/platform/db"
)

const columns = `code, serial, line_id, decision_id, record, issued_at`

func scan(r db.Row) (e Entry, err error) {
	var record []byte
	if err := r.Scan(&e.Code, &e.Serial, &e.LineID, &e.DecisionID, &record, db.Time(&e.IssuedAt)); err != nil {
		return e, err
	}
	e.State = Valid
	return e, json.Unmarshal(record, &e.Record)
}

func insertEntry(ctx context.Context, tx *db.Tx, e Entry) error {
	record, err := json.Marshal(e.Record)
	if err != nil {
		return err
	}
	return db.Exec(ctx, tx, `INSERT INTO register_entry (`+columns+`) VALUES ($1, $2, $3, $4, $5, $6)`,
		e.Code, e.Serial, e.LineID, e.DecisionID, string(record), e.IssuedAt)
}

func insertAmendment(ctx context.Context, tx *db.Tx, id, code string, a Amendment) error {
	kind, replaces := a.Kind, a.Kind == Replaced
	if replaces {
		kind = Corrected
	}
	return db.Exec(ctx, tx, `INSERT INTO register_amendment (id, code, kind, decision_id, by_code, reason, at, replaces) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		id, code, kind, a.DecisionID, db.OrNull(a.ByCode), a.Reason, a.At, replaces)
}

func lastSerial(ctx context.Context, tx *db.Tx) (int64, error) {
	return db.One(ctx, tx, db.Value[int64], `SELECT COALESCE(MAX(serial), 0) FROM register_entry`)
}

// find returns an entry with what was said of it since, or fault.NotFound.
func find(ctx context.Context, tx *db.Tx, code string) (Entry, error) {
	e, err := db.One(ctx, tx, scan, `SELECT `+columns+` FROM register_entry WHERE code = $1`, code)
	if err != nil {
		return e, err
	}
	e.Amendments, err = db.All(ctx, tx, scanAmendment, `SELECT `+amended+`, decision_id, by_code, reason, at FROM register_amendment a WHERE code = $1 ORDER BY id`, code)
	for _, a := range e.Amendments {
		e.State = a.Kind
	}
	return e, err
}

// amended is the Kind of the amendment a.
const amended = `CASE WHEN a.replaces THEN 'replaced' ELSE a.kind END`

func scanAmendment(r db.Row) (a Amendment, err error) {
	err = r.Scan(&a.Kind, &a.DecisionID, db.Text(&a.ByCode), &a.Reason, db.Time(&a.At))
	return a, err
}

func entryOfLine(ctx context.Context, tx *db.Tx, lineID string) (Entry, error) {
	return db.One(ctx, tx, scan, `SELECT `+columns+` FROM register_entry WHERE line_id = $1`, lineID)
}

// entries lists what a decision entered, in the order of its list, with how each
// stands today.
func entries(ctx context.Context, tx *db.Tx, decisionID string) ([]Entry, error) {
	all, err := db.All(ctx, tx, scan, `SELECT `+columns+` FROM register_entry WHERE decision_id = $1 ORDER BY serial`, decisionID)
	if err != nil {
		return nil, err
	}
	at := map[string]int{}
	for n, e := range all {
		at[e.Code] = n
	}
	err = db.Each(ctx, tx, func(r db.Row) error {
		var code string
		var kind State
		err := r.Scan(&code, &kind)
		if n, ok := at[code]; ok {
			all[n].State = kind
		}
		return err
	}, `SELECT a.code, `+amended+` FROM register_amendment a JOIN register_entry e ON e.code = a.code WHERE e.decision_id = $1 ORDER BY a.id`, decisionID)
	return all, err
}
