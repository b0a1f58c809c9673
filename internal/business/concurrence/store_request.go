package concurrence

import (
	"context"

	"kheo/internal/platform/db"
)

const requestColumns = `r.id, r.decision_id, r.unit_path, r.body_id, r.body, r.asks, r.number, r.asked_on, r.due_on, r.whole, r.state, r.why, r.version, r.created_by, r.created_at`

func scanRequest(r db.Row) (x Request, err error) {
	err = r.Scan(&x.ID, &x.DecisionID, &x.UnitPath, &x.BodyID, &x.Body, &x.Asks, &x.Number, &x.AskedOn, &x.DueOn, &x.Whole, &x.State, &x.Why, &x.Version,
		&x.CreatedBy, db.Time(&x.CreatedAt))
	return x, err
}

// findRequest reads a request with everything of it.
func findRequest(ctx context.Context, tx *db.Tx, id string) (Request, error) {
	r, err := db.One(ctx, tx, scanRequest, `SELECT `+requestColumns+` FROM concurrence_request r WHERE r.id = $1`, id)
	if err != nil {
		return r, err
	}
	return r, fillRequest(ctx, tx, &r)
}

// requestsOf lists the requests about a decision, the first first, with everything
// of them.
func requestsOf(ctx context.Context, tx *db.Tx, decisionID string) ([]Request, error) {
	all, err := db.All(ctx, tx, scanRequest, `SELECT `+requestColumns+` FROM concurrence_request r WHERE r.decision_id = $1 ORDER BY r.asked_on, r.id`, decisionID)
	for n := range all {
		if err == nil {
			err = fillRequest(ctx, tx, &all[n])
		}
	}
	return all, err
}

func fillRequest(ctx context.Context, tx *db.Tx, x *Request) (err error) {
	x.Lines, err = db.All(ctx, tx, func(r db.Row) (a Asked, err error) {
		err = r.Scan(&a.LineID, &a.Key, &a.Name, &a.UnitName, &a.Title)
		return a, err
	}, `SELECT line_id, key, name, unit_name, title FROM concurrence_request_line WHERE request_id = $1 ORDER BY position`, x.ID)
	if err != nil {
		return err
	}
	x.Replies, err = db.All(ctx, tx, func(r db.Row) (a Reply, err error) {
		err = r.Scan(&a.ID, &a.RequestID, &a.Stance, &a.Text, &a.Number, &a.On, db.Text(&a.FileID), &a.By, db.Time(&a.At))
		return a, err
	}, `SELECT id, request_id, stance, text, number, replied_on, file_id, recorded_by, recorded_at FROM concurrence_reply WHERE request_id = $1 ORDER BY position`, x.ID)
	if err != nil {
		return err
	}
	at := map[string]*Reply{}
	for n := range x.Replies {
		at[x.Replies[n].ID] = &x.Replies[n]
	}
	err = db.Each(ctx, tx, func(r db.Row) error {
		var id, key string
		err := r.Scan(&id, &key)
		if reply := at[id]; reply != nil {
			reply.Keys = append(reply.Keys, key)
		}
		return err
	}, `SELECT l.reply_id, l.key FROM concurrence_reply_line l JOIN concurrence_reply p ON p.id = l.reply_id WHERE p.request_id = $1 ORDER BY l.key`, x.ID)
	if err != nil {
		return err
	}
	x.Settlements, err = db.All(ctx, tx, func(r db.Row) (s Settlement, err error) {
		err = r.Scan(&s.ID, &s.RequestID, &s.ReplyID, &s.Key, &s.Note, &s.By, db.Time(&s.At))
		return s, err
	}, `SELECT id, request_id, reply_id, key, note, settled_by, settled_at FROM concurrence_settlement WHERE request_id = $1 ORDER BY settled_at, id`, x.ID)
	return err
}

func insertRequest(ctx context.Context, tx *db.Tx, x Request) error {
	err := db.Exec(ctx, tx, `INSERT INTO concurrence_request (id, decision_id, unit_path, body_id, body, asks, number, asked_on, due_on, whole, state, version, created_by, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1, $12, $13)`,
		x.ID, x.DecisionID, x.UnitPath, x.BodyID, x.Body, x.Asks, x.Number, x.AskedOn, x.DueOn, x.Whole, x.State, x.CreatedBy, tx.Now)
	if err != nil {
		return err
	}
	var rows [][]any
	for n, a := range x.Lines {
		rows = append(rows, []any{x.ID, n + 1, a.LineID, a.Key, a.Name, a.UnitName, a.Title})
	}
	return db.InsertMany(ctx, tx, "concurrence_request_line (request_id, position, line_id, key, name, unit_name, title)", rows)
}

// updateRequest writes the facts of a request; fault.Conflict when version is old.
func updateRequest(ctx context.Context, tx *db.Tx, x Request, version int64) error {
	return db.Change(ctx, tx, `UPDATE concurrence_request SET number = $3, asked_on = $4, due_on = $5, state = $6, why = $7, version = version + 1
		WHERE id = $1 AND version = $2`, x.ID, version, x.Number, x.AskedOn, x.DueOn, x.State, x.Why)
}

func insertReply(ctx context.Context, tx *db.Tx, position int, a Reply) error {
	err := db.Exec(ctx, tx, `INSERT INTO concurrence_reply (id, request_id, position, stance, text, number, replied_on, file_id, recorded_by, recorded_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`, a.ID, a.RequestID, position, a.Stance, a.Text, a.Number, a.On, db.OrNull(a.FileID), a.By, tx.Now)
	if err != nil {
		return err
	}
	var rows [][]any
	for _, key := range a.Keys {
		rows = append(rows, []any{a.ID, key})
	}
	return db.InsertMany(ctx, tx, "concurrence_reply_line (reply_id, key)", rows)
}

func insertSettlement(ctx context.Context, tx *db.Tx, s Settlement, accountID string) error {
	return db.Exec(ctx, tx, `INSERT INTO concurrence_settlement (id, request_id, reply_id, key, note, settled_by, account_id, settled_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`, s.ID, s.RequestID, s.ReplyID, s.Key, s.Note, s.By, accountID, tx.Now)
}
