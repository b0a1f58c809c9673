package register

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/translog"
)

// entryRows joins every entry with the leaf that issued it.
const entryRows = `SELECT e.code, e.serial, e.line_id, e.decision_id, e.leaf, l.statement, l.at, l.salt IS NULL
	FROM register_entry e JOIN register_leaf l ON l.leaf = e.leaf `

func scan(r db.Row) (e Entry, err error) {
	var raw []byte
	if err := r.Scan(&e.Code, &e.Serial, &e.LineID, &e.DecisionID, &e.Leaf, &raw, db.Time(&e.IssuedAt), &e.Redacted); err != nil {
		return e, err
	}
	var s Statement
	if err := json.Unmarshal(raw, &s); err != nil {
		return e, err
	}
	if s.Record != nil {
		e.Record = *s.Record
	}
	e.State = Valid
	return e, nil
}

// insert writes sealed leaves and the entries that they issue; leaves bear their numbers.
func insert(ctx context.Context, tx *db.Tx, leaves []leaf) error {
	var rows, entries [][]any
	for _, l := range leaves {
		s := l.statement
		by := ""
		if s.Change != nil {
			by = s.Change.By
		}
		rows = append(rows, []any{l.n, s.Kind, s.Code, db.OrNull(by), db.OrNull(s.DecisionID), s.At, l.hash, l.salt, string(l.raw)})
		if s.Kind == kindIssued {
			entries = append(entries, []any{s.Code, s.Serial, s.LineID, s.DecisionID, l.n})
		}
	}
	if err := db.InsertMany(ctx, tx, `register_leaf (leaf, kind, code, by_code, decision_id, at, hash, salt, statement)`, rows); err != nil {
		return err
	}
	return db.InsertMany(ctx, tx, `register_entry (code, serial, line_id, decision_id, leaf)`, entries)
}

func lastSerial(ctx context.Context, tx *db.Tx) (int64, error) {
	return db.One(ctx, tx, db.Value[int64], `SELECT COALESCE(MAX(serial), 0) FROM register_entry`)
}

// find returns an entry with what was said of it since, or fault.NotFound.
func find(ctx context.Context, tx *db.Tx, code string) (Entry, error) {
	e, err := db.One(ctx, tx, scan, entryRows+`WHERE e.code = $1`, code)
	if err != nil {
		return e, err
	}
	e.Amendments, err = db.All(ctx, tx, scanAmendment, `SELECT l.leaf, l.kind, l.decision_id, l.by_code, l.statement, l.at FROM register_leaf l
		WHERE l.code = $1 AND `+amends+` ORDER BY l.leaf`, code)
	for _, a := range e.Amendments {
		e.State = a.Kind
	}
	return e, err
}

// amends narrows leaves to those that change how a line stands; the first condition is
// that of their index.
const amends = `l.kind <> 'issued' AND l.kind IN ('corrected', 'replaced', 'revoked')`

func scanAmendment(r db.Row) (a Amendment, err error) {
	var raw []byte
	if err := r.Scan(&a.Leaf, &a.Kind, &a.DecisionID, db.Text(&a.ByCode), &raw, db.Time(&a.At)); err != nil {
		return a, err
	}
	var s Statement
	err = json.Unmarshal(raw, &s)
	if s.Change != nil {
		a.Reason = s.Change.Reason
	}
	return a, err
}

// codesOfLines finds the codes of lines by their ids; lines that were not issued are
// left out.
func codesOfLines(ctx context.Context, tx *db.Tx, lineIDs []string) (map[string]string, error) {
	codes := map[string]string{}
	for some := range slices.Chunk(lineIDs, 100) {
		var w db.Where
		marks := make([]string, len(some))
		for n, id := range some {
			marks[n] = w.Arg(id)
		}
		err := db.Each(ctx, tx, func(r db.Row) error {
			var id, code string
			err := r.Scan(&id, &code)
			codes[id] = code
			return err
		}, `SELECT line_id, code FROM register_entry WHERE line_id IN (`+strings.Join(marks, ", ")+`)`, w.Args()...)
		if err != nil {
			return nil, err
		}
	}
	return codes, nil
}

// entries lists what a decision entered, in the order of its list, with how each
// stands today.
func entries(ctx context.Context, tx *db.Tx, decisionID string) ([]Entry, error) {
	all, err := db.All(ctx, tx, scan, entryRows+`WHERE e.decision_id = $1 ORDER BY e.serial`, decisionID)
	if err != nil {
		return nil, err
	}
	return all, stand(ctx, tx, all, `e.decision_id = $1`, decisionID)
}

// latest lists the last n entries, the last first, with how each stands today.
func latest(ctx context.Context, tx *db.Tx, n int) ([]Entry, error) {
	all, err := db.All(ctx, tx, scan, entryRows+`ORDER BY e.serial DESC LIMIT $1`, n)
	if err != nil || len(all) == 0 {
		return all, err
	}
	return all, stand(ctx, tx, all, `e.serial >= $1`, all[len(all)-1].Serial)
}

// stand tells of entries, those for which where holds, how each stands today.
func stand(ctx context.Context, tx *db.Tx, all []Entry, where string, args ...any) error {
	at := make(map[string]int, len(all))
	for n, e := range all {
		at[e.Code] = n
	}
	return db.Each(ctx, tx, func(r db.Row) error {
		var code string
		var kind State
		err := r.Scan(&code, &kind)
		if n, ok := at[code]; ok {
			all[n].State = kind
		}
		return err
	}, `SELECT l.code, l.kind FROM register_entry e JOIN register_leaf l ON l.code = e.code WHERE `+where+` AND `+amends+` ORDER BY l.leaf`, args...)
}

// Redacts tells the database which change of a leaf it lets pass: taking the salt away,
// with what may speak of a person in the statement.
const Redacts = `NEW.salt IS NULL AND NEW.hash = OLD.hash AND NEW.leaf = OLD.leaf AND NEW.kind = OLD.kind AND NEW.code = OLD.code AND NEW.at = OLD.at`

// bundle is what the leaves of a tile were made of, each after its length
// (c2sp.org/tlog-tiles), or fault.NotFound.
func bundle(ctx context.Context, tx *db.Tx, n int64, width int) ([]byte, error) {
	first := n * translog.TileWidth
	var data []byte
	found := 0
	err := db.Each(ctx, tx, func(r db.Row) error {
		var hash []byte
		err := r.Scan(&hash)
		data = append(append(data, 0, byte(len(hash))), hash...)
		found++
		return err
	}, `SELECT hash FROM register_leaf WHERE leaf >= $1 AND leaf < $2 ORDER BY leaf`, first, first+int64(width))
	if err == nil && found < width {
		err = fault.NotFound
	}
	return data, err
}
