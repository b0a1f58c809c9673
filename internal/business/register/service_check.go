package register

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"math"
	"strconv"
	"time"

	"github.com/google/uuid"
	"golang.org/x/mod/sumdb/tlog"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/translog"
)

// segment is how many leaves a check at start looks at: the last ones, from the
// beginning of a tile.
const segment = 2 * translog.TileWidth

// CheckAll recomputes the whole tree from the rows and names every row that was
// changed, removed or added behind the program's back.
func (s *Service) CheckAll(ctx context.Context, told func(done, total int)) (Findings, error) {
	return s.check(ctx, true, told)
}

// CheckLatest is CheckAll for the last leaves only: quick enough for every start.
func (s *Service) CheckLatest(ctx context.Context) (Findings, error) { return s.check(ctx, false, nil) }

func (s *Service) check(ctx context.Context, whole bool, told func(done, total int)) (f Findings, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		f = Findings{Whole: whole, At: tx.Now}
		h, err := s.log.Head(ctx, tx)
		if errors.Is(err, fault.NotFound) {
			return s.checkNoLog(ctx, tx, &f)
		}
		if err != nil {
			f.say(-1, "", "điểm ký cuối của sổ không đọc được hoặc chữ ký sai")
			return nil //nolint:nilerr // the finding is the answer
		}
		from := int64(0)
		if !whole {
			from = max(0, (h.N-segment)/translog.TileWidth*translog.TileWidth)
		}
		w := &walk{Findings: &f, next: from, size: h.N, told: told, rebuilt: &translog.Builder{}}
		if w.redactions, err = redactions(ctx, tx); err != nil {
			return err
		}
		if whole {
			if w.points, err = s.log.Checkpoints(ctx, tx, h.Keys); err != nil {
				return err
			}
		}
		if w.tiles, err = s.log.LeafHashes(ctx, tx, h, from); err != nil {
			f.say(-1, "", "các mảnh của cây băm không khớp với điểm ký")
			w.tiles = nil
		}
		return w.run(ctx, tx, h, from)
	})
	return f, err
}

// checkNoLog looks at a register before its first start: there is no log, so there may be
// no line.
func (s *Service) checkNoLog(ctx context.Context, tx *db.Tx, f *Findings) error {
	lines, err := db.One(ctx, tx, db.Value[bool], `SELECT EXISTS (SELECT 1 FROM register_leaf) OR EXISTS (SELECT 1 FROM register_entry)`)
	if lines {
		f.say(-1, "", "điểm ký cuối của sổ không đọc được hoặc chữ ký sai")
	}
	return err
}

// walk goes through the rows of the log in order.
type walk struct {
	*Findings
	next, size int64
	tiles      translog.HashWalk // the signed hash of each leaf; nil: the tiles are broken
	rebuilt    *translog.Builder
	points     []translog.Kept // signed on the way, the smallest first; a walk over a part has none
	held       int64           // leaves that fit the last point
	redactions map[string]bool
	told       func(done, total int)
}

func (w *walk) run(ctx context.Context, tx *db.Tx, h translog.Head, from int64) error {
	for at := from; ; at += chunk {
		// Rows first, tiles after: one connection answers one question at a time.
		to := at + chunk
		if at >= w.size {
			to = math.MaxInt64 // what nobody signed
		}
		rows, err := db.All(ctx, tx, w.scan, checkedRows, at, to)
		if err != nil {
			return err
		}
		for _, r := range rows {
			w.look(r)
		}
		if at >= w.size {
			break
		}
	}
	w.missing(w.size)
	w.Leaves = w.size - from
	if from == 0 && w.rebuilt.Tree() != h.Tree {
		w.say(-1, "", "cây băm dựng lại từ %s lá khác với điểm ký của sổ", strconv.FormatInt(w.rebuilt.Size(), 10))
	}
	if !w.Whole {
		return nil
	}
	return w.strays(ctx, tx)
}

const checkedRows = `SELECT l.leaf, l.hash, l.salt, l.statement, l.kind, l.code, l.by_code, l.decision_id, l.at, e.code, e.line_id, e.decision_id, COALESCE(e.serial, 0), COALESCE(e.leaf, 0)
	FROM register_leaf l LEFT JOIN register_entry e ON e.code = l.code AND l.kind = 'issued' WHERE l.leaf >= $1 AND l.leaf < $2 ORDER BY l.leaf`

// look compares one row with its content and with the signed hash.
func (w *walk) look(r row) {
	w.missing(r.n)
	w.next = r.n + 1
	if r.n >= w.size {
		w.say(r.n, r.code, "dòng được thêm vào mà sổ chưa ký")
		return
	}
	if r.garbled {
		w.say(r.n, r.code, "nội dung không đọc được")
	} else {
		w.check(r, w.redactions)
	}
	hash := tlog.RecordHash(r.hash)
	if !w.signed(r.n, hash) {
		w.say(r.n, r.code, "mã băm của lá bị sửa: khác với mã băm đã ký")
	}
	w.rebuilt.Add(hash, nil)
	w.reached()
	if w.told != nil && r.n%1000 == 999 {
		w.told(int(r.n+1), int(w.size))
	}
}

// signed tells whether the signed tree has that hash for leaf n; where its tiles are
// broken that is said once and nothing is known.
func (w *walk) signed(n int64, hash tlog.Hash) bool {
	if w.tiles == nil {
		return true
	}
	signed, err := w.tiles.Next(n)
	if err != nil {
		w.say(-1, "", "các mảnh của cây băm từ lá số %s không khớp với điểm ký", strconv.FormatInt(n, 10))
		w.tiles = nil
		return true
	}
	return bytes.Equal(hash[:], signed)
}

// reached compares the tree that was rebuilt so far with what was signed when it was as
// large. Rows that were changed together with the tree fall between two such points.
func (w *walk) reached() {
	t := w.rebuilt.Tree
	for len(w.points) > 0 && w.points[0].N <= w.rebuilt.Size() {
		p := w.points[0]
		w.points = w.points[1:]
		if p.N != w.rebuilt.Size() {
			continue
		}
		if p.Tree != t() && p.Broken() {
			w.say(-1, "", "điểm ký lúc sổ có %s lá bị sửa: chữ ký không còn đúng", strconv.FormatInt(p.N, 10))
			continue
		}
		if p.Tree != t() {
			w.say(-1, "", "từ lá số %s đến lá số %s có dòng bị sửa cùng với cây băm: khác với điểm ký lúc đó",
				strconv.FormatInt(w.held, 10), strconv.FormatInt(p.N-1, 10))
			w.points = nil
			return
		}
		w.held = p.N
	}
}

// missing names the leaves before n that have no row.
func (w *walk) missing(n int64) {
	for ; w.next < min(n, w.size); w.next++ {
		w.say(w.next, "", "dòng bị xóa khỏi sổ")
	}
}

// strays names entries whose leaf does not exist.
func (w *walk) strays(ctx context.Context, tx *db.Tx) error {
	return db.Each(ctx, tx, func(r db.Row) error {
		var code string
		err := r.Scan(&code)
		w.say(-1, code, "dòng %s trong bảng các dòng không có lá nào trong sổ", code)
		return err
	}, `SELECT e.code FROM register_entry e LEFT JOIN register_leaf l ON l.leaf = e.leaf WHERE l.leaf IS NULL ORDER BY e.serial`)
}

// scan reads a row; what it says may be no statement any more.
func (w *walk) scan(r db.Row) (one row, err error) {
	var e entryRow
	err = r.Scan(&one.n, &one.hash, &one.salt, &one.raw, &one.kind, &one.code, db.Text(&one.byCode), db.Text(&one.decisionID), db.Time(&one.at),
		db.Text(&e.code), db.Text(&e.lineID), db.Text(&e.decisionID), &e.serial, &e.leaf)
	if e.code != "" {
		one.entry = &e
	}
	one.garbled = json.Unmarshal(one.raw, &one.statement) != nil
	return one, err
}

// redactions are the codes whose personal data were openly taken out.
func redactions(ctx context.Context, tx *db.Tx) (map[string]bool, error) {
	codes, err := db.All(ctx, tx, db.Value[string], `SELECT code FROM register_leaf WHERE kind <> 'issued' AND kind = '`+kindRedacted+`' AND salt IS NOT NULL`)
	all := map[string]bool{}
	for _, c := range codes {
		all[c] = true
	}
	return all, err
}

// KeepFindings notes what a check found, for the people who look after the register.
func (s *Service) KeepFindings(ctx context.Context, f Findings) error {
	raw, err := json.Marshal(f.Problems)
	if err != nil {
		return err
	}
	return s.db.Update(ctx, func(tx *db.Tx) error {
		return db.Exec(ctx, tx, `INSERT INTO register_check (id, at, whole, leaves, problems) VALUES ($1, $2, $3, $4, $5)`,
			uuid.Must(uuid.NewV7()).String(), f.At, f.Whole, f.Leaves, string(raw))
	})
}

// lastFindings are those of the last check of the whole register; a zero time: there was
// none yet.
func lastFindings(ctx context.Context, tx *db.Tx) (f Findings, err error) {
	f, err = db.One(ctx, tx, func(r db.Row) (f Findings, err error) {
		var problems []byte
		if err := r.Scan(db.Time(&f.At), &f.Whole, &f.Leaves, &problems); err != nil {
			return f, err
		}
		return f, json.Unmarshal(problems, &f.Problems)
	}, `SELECT at, whole, leaves, problems FROM register_check WHERE whole ORDER BY at DESC LIMIT 1`)
	if errors.Is(err, fault.NotFound) {
		err = nil
	}
	return f, err
}

// nightHour is when the register checks all of itself, in Viet Nam.
const nightHour = 2

// CheckNightly checks everything once a night; it does nothing where that was done since.
func (s *Service) CheckNightly(ctx context.Context) (Findings, error) {
	var last Findings
	err := s.db.View(ctx, func(tx *db.Tx) (err error) {
		last, err = lastFindings(ctx, tx)
		return err
	})
	now := s.db.Now().In(i18n.Zone())
	night := time.Date(now.Year(), now.Month(), now.Day(), nightHour, 0, 0, 0, i18n.Zone())
	if night.After(now) {
		night = night.AddDate(0, 0, -1)
	}
	if err != nil || !last.At.Before(night) {
		return Findings{}, err
	}
	f, err := s.CheckAll(ctx, nil)
	if err != nil {
		return f, err
	}
	return f, s.KeepFindings(ctx, f)
}
