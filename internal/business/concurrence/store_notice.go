package concurrence

import (
	"context"
	"encoding/json"
	"time"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
)

const noticeColumns = `n.id, n.code, n.decision_id, n.unit_path, n.body, n.title, n.begins_on, n.ends_on, n.place, n.state, n.why, n.snapshot, n.contacts_until,
	n.version, n.created_by, n.created_at, n.published_at, n.closed_at`

func scanNotice(r db.Row) (n Notice, err error) {
	var list []byte
	err = r.Scan(&n.ID, &n.Code, &n.DecisionID, &n.UnitPath, &n.Body, &n.Title, &n.From, &n.To, &n.Place, &n.State, &n.Why, &list, &n.ContactsUntil,
		&n.Version, &n.CreatedBy, db.Time(&n.CreatedAt), db.Time(&n.PublishedAt), db.Time(&n.ClosedAt))
	if err != nil {
		return n, err
	}
	return n, json.Unmarshal(list, &n.List)
}

func findNotice(ctx context.Context, tx *db.Tx, id string) (Notice, error) {
	return db.One(ctx, tx, scanNotice, `SELECT `+noticeColumns+` FROM concurrence_notice n WHERE n.id = $1`, id)
}

func noticeByCode(ctx context.Context, tx *db.Tx, code string) (Notice, error) {
	return db.One(ctx, tx, scanNotice, `SELECT `+noticeColumns+` FROM concurrence_notice n WHERE n.code = $1`, code)
}

func noticesOf(ctx context.Context, tx *db.Tx, decisionID string) ([]Notice, error) {
	return db.All(ctx, tx, scanNotice, `SELECT `+noticeColumns+` FROM concurrence_notice n WHERE n.decision_id = $1 ORDER BY n.begins_on, n.id`, decisionID)
}

// openNotices are those that take comments on day, the first to end first.
func openNotices(ctx context.Context, tx *db.Tx, day clock.Date, limit int) ([]Notice, error) {
	return db.All(ctx, tx, scanNotice, `SELECT `+noticeColumns+` FROM concurrence_notice n
		WHERE n.state = 'published' AND n.begins_on <= $1 AND n.ends_on >= $1 ORDER BY n.ends_on, n.id LIMIT $2`, day, limit)
}

func listJSON(list []Shown) string {
	if list == nil {
		list = []Shown{}
	}
	b, err := json.Marshal(list)
	if err != nil {
		panic(err) // texts always have a form
	}
	return string(b)
}

func insertNotice(ctx context.Context, tx *db.Tx, n Notice) error {
	return db.Exec(ctx, tx, `INSERT INTO concurrence_notice (id, code, decision_id, unit_path, body, title, begins_on, ends_on, place, state, version, created_by, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1, $11, $12)`,
		n.ID, n.Code, n.DecisionID, n.UnitPath, n.Body, n.Title, n.From, n.To, n.Place, n.State, n.CreatedBy, tx.Now)
}

// updateNotice writes a notice; fault.Conflict when version is old.
func updateNotice(ctx context.Context, tx *db.Tx, n Notice, version int64) error {
	return db.Change(ctx, tx, `UPDATE concurrence_notice SET title = $3, begins_on = $4, ends_on = $5, place = $6, state = $7, why = $8, snapshot = $9,
		contacts_until = $10, published_at = $11, closed_at = $12, version = version + 1 WHERE id = $1 AND version = $2`,
		n.ID, version, n.Title, n.From, n.To, n.Place, n.State, n.Why, listJSON(n.List), n.ContactsUntil, db.OrNull(n.PublishedAt), db.OrNull(n.ClosedAt))
}

const commentColumns = `c.id, c.notice_id, c.text, c.state, c.answer, c.handed_to, c.answered_by, c.answered_at, c.received_at, c.version,
	EXISTS (SELECT 1 FROM concurrence_contact k WHERE k.comment_id = c.id)`

func scanComment(r db.Row) (c Comment, err error) {
	err = r.Scan(&c.ID, &c.NoticeID, &c.Text, &c.State, &c.Answer, &c.HandedTo, &c.AnsweredBy, db.Time(&c.AnsweredAt), db.Time(&c.ReceivedAt), &c.Version, &c.HasContact)
	return c, err
}

func findComment(ctx context.Context, tx *db.Tx, id string) (Comment, error) {
	return db.One(ctx, tx, scanComment, `SELECT `+commentColumns+` FROM concurrence_comment c WHERE c.id = $1`, id)
}

func commentByReceipt(ctx context.Context, tx *db.Tx, digest string) (Comment, error) {
	return db.One(ctx, tx, scanComment, `SELECT `+commentColumns+` FROM concurrence_comment c WHERE c.receipt = $1`, digest)
}

// commentsOf lists a page of the comments of a notice in the order of their coming.
func commentsOf(ctx context.Context, tx *db.Tx, noticeID, after string, limit int) ([]Comment, error) {
	w := &db.Where{}
	w.And("c.notice_id = ?", noticeID)
	w.If(after != "", "(c.received_at, c.id) > (SELECT a.received_at, a.id FROM concurrence_comment a WHERE a.id = ?)", after)
	return db.All(ctx, tx, scanComment, `SELECT `+commentColumns+` FROM concurrence_comment c`+w.SQL()+` ORDER BY c.received_at, c.id LIMIT `+w.Arg(limit), w.Args()...)
}

// counts are the comments of a notice.
type counts struct{ all, open, handedOff int }

func countsOf(ctx context.Context, tx *db.Tx, noticeID string) (counts, error) {
	return db.One(ctx, tx, func(r db.Row) (c counts, err error) {
		err = r.Scan(&c.all, &c.open, &c.handedOff)
		return c, err
	}, `SELECT COUNT(*), COUNT(*) FILTER (WHERE state = 'received'), COUNT(*) FILTER (WHERE state = 'handed_off') FROM concurrence_comment WHERE notice_id = $1`, noticeID)
}

func countSince(ctx context.Context, tx *db.Tx, noticeID string, since time.Time) (int64, error) {
	return db.One(ctx, tx, db.Value[int64], `SELECT COUNT(*) FROM concurrence_comment WHERE notice_id = $1 AND received_at > $2`, noticeID, since)
}

func insertComment(ctx context.Context, tx *db.Tx, c Comment, digest, contact string) error {
	err := db.Exec(ctx, tx, `INSERT INTO concurrence_comment (id, notice_id, receipt, text, state, received_at, version) VALUES ($1, $2, $3, $4, 'received', $5, 1)`,
		c.ID, c.NoticeID, digest, c.Text, tx.Now)
	if err != nil || contact == "" {
		return err
	}
	return db.Exec(ctx, tx, `INSERT INTO concurrence_contact (comment_id, contact) VALUES ($1, $2)`, c.ID, contact)
}

// updateComment writes what became of a comment; fault.Conflict when version is old.
func updateComment(ctx context.Context, tx *db.Tx, c Comment, version int64) error {
	return db.Change(ctx, tx, `UPDATE concurrence_comment SET text = $3, state = $4, answer = $5, handed_to = $6, answered_by = $7, answered_at = $8, version = version + 1
		WHERE id = $1 AND version = $2`, c.ID, version, c.Text, c.State, c.Answer, c.HandedTo, c.AnsweredBy, tx.Now)
}
