package review

import (
	"context"
	"slices"

	"kheo/internal/platform/db"
	"kheo/internal/service/auth"
)

// Order is what a ranking is ordered by.
type Order string

// The orders of a ranking.
const (
	ByMean  Order = "diem" // the highest first
	ByUnit  Order = "don-vi"
	ByTitle Order = "ten"
)

// Row is a case as one reader sees it.
type Row struct {
	Case
	Hidden bool // the mean is not for this reader yet
	Begun  bool // the reader has a sheet
	Done   bool // and has handed it in
}

// listing says which cases of a season a reader asks for.
type listing struct {
	seasonID string
	actor    auth.Actor
	over     bool // the days for scoring are over
	order    Order
	undone   bool     // only those that the reader has yet to score
	ids      []string // only these
	waiting  bool     // only those under review without a result
	before   string   // id of the last row of the page before
	after    string   // id of the first row of the page after
	limit    int
}

// anyUnder is the condition that column lies in one of the subtrees.
func anyUnder(w *db.Where, column string, paths []string) string {
	sql := ""
	for n, p := range paths {
		if n > 0 {
			sql += " OR "
		}
		low, high := db.Under(p)
		sql += "(" + column + " >= " + w.Arg(low) + " AND " + column + " < " + w.Arg(high) + ")"
	}
	if sql == "" {
		return "1 = 0"
	}
	return "(" + sql + ")"
}

// hidden is the condition under which the reader may not see the mean yet:
// seesMean, said in SQL. It is empty where the reader sees all of them.
func (l listing) hidden(w *db.Where) string {
	blind, open := l.actor.Paths(auth.Appraiser), l.actor.Paths(watchers...)
	if l.over {
		open, blind = l.actor.Paths(append([]auth.Role{auth.Appraiser}, watchers...)...), nil
	}
	if len(blind) == 0 && slices.Equal(open, l.actor.Paths()) {
		return ""
	}
	scores := anyUnder(w, "c.unit_path", blind)
	return "(c.sheets > 0 AND c.result = '' AND NOT (" + scores + " AND m.handed_in_at IS NOT NULL OR NOT " + scores + " AND " + anyUnder(w, "c.unit_path", open) + "))"
}

// from is FROM and WHERE of the listing.
func (l listing) from(w *db.Where) string {
	from := ` FROM review_case c LEFT JOIN review_sheet m ON m.initiative_id = c.initiative_id AND m.appraiser_id = ` + w.Arg(db.OrNull(l.actor.AccountID))
	w.And("c.season_id = ?", l.seasonID)
	w.And("(c.under_review OR c.result <> '')")
	w.AnyUnder("c.unit_path", l.actor.Paths())
	if l.undone {
		w.And("c.under_review AND c.result = '' AND m.handed_in_at IS NULL")
		w.AnyUnder("c.unit_path", l.actor.Paths(auth.Appraiser))
	}
	w.If(l.waiting, "c.under_review AND c.result = ''")
	if len(l.ids) > 0 {
		in := ""
		for n, id := range l.ids {
			if n > 0 {
				in += ", "
			}
			in += w.Arg(id)
		}
		w.And("c.initiative_id IN (" + in + ")")
	}
	return from
}

// rows reads one page of l.
func (l listing) rows(ctx context.Context, tx *db.Tx) ([]Row, error) {
	w := &db.Where{}
	from := l.from(w)
	hidden := l.hidden(w)
	key, down := l.key(hidden)
	cursor, back := l.before, l.after != ""
	if back {
		cursor, down = l.after, !down
	}
	if cursor != "" {
		// The row of the cursor tells its key, so that addresses stay short.
		if err := l.beyond(ctx, tx, w, cursor, key, down, back); err != nil {
			return nil, err
		}
	}
	if hidden == "" {
		hidden = "1 = 0"
	}
	order := " ORDER BY " + key + direction(down) + ", c.initiative_id" + direction(back)
	all, err := db.All(ctx, tx, func(r db.Row) (row Row, err error) {
		err = r.Scan(append(caseFields(&row.Case), &row.Hidden, &row.Begun, &row.Done)...)
		if row.Hidden {
			row.Points, row.Mean, row.OpenPoints, row.Unverified = 0, 0, 0, 0
		}
		return row, err
	}, `SELECT `+caseColumns+`, `+hidden+`, m.id IS NOT NULL, m.handed_in_at IS NOT NULL`+from+w.SQL()+order+` LIMIT `+w.Arg(l.limit), w.Args()...)
	if back {
		slices.Reverse(all)
	}
	return all, err
}

// key is what l is ordered by, and whether downwards. Hidden means stand below
// all others: their order would tell what they are.
func (l listing) key(hidden string) (key string, down bool) {
	switch {
	case l.order == ByUnit:
		return "c.unit_sort", false
	case l.order == ByTitle:
		return "c.title_sort", false
	case hidden == "":
		return "c.mean", true
	}
	return "CASE WHEN " + hidden + " THEN -1 ELSE c.mean END", true
}

// beyond keeps the rows that stand after cursor in the direction of reading.
func (l listing) beyond(ctx context.Context, tx *db.Tx, w *db.Where, cursor, key string, down, back bool) error {
	own := &db.Where{}
	from := l.from(own)
	ownKey := key
	if l.order != ByUnit && l.order != ByTitle {
		ownKey, _ = l.key(l.hidden(own)) // its values have other numbers here
	}
	own.And("c.initiative_id = ?", cursor)
	at, err := db.One(ctx, tx, db.Value[any], `SELECT `+ownKey+from+own.SQL(), own.Args()...)
	if err != nil {
		return err
	}
	mark, id := w.Arg(at), w.Arg(cursor)
	w.And("(" + key + side(down) + mark + " OR " + key + " = " + mark + " AND c.initiative_id" + side(back) + id + ")")
	return nil
}

func direction(down bool) string {
	if down {
		return " DESC"
	}
	return ""
}

func side(down bool) string {
	if down {
		return " < "
	}
	return " > "
}

// count counts the rows of l.
func (l listing) count(ctx context.Context, tx *db.Tx) (int, error) {
	w := &db.Where{}
	from := l.from(w)
	return db.One(ctx, tx, db.Value[int], `SELECT COUNT(*)`+from+w.SQL(), w.Args()...)
}

// share is how far scoring has come.
type share struct{ waiting, mine, done int64 }

// shares tells for each season how many cases are under review for the reader,
// how many of them the reader scores and has scored. What the council has spoken
// of is no longer to be scored.
func shares(ctx context.Context, tx *db.Tx, actor auth.Actor) (map[string]share, error) {
	w := &db.Where{}
	from := ` FROM review_case c LEFT JOIN review_sheet m ON m.initiative_id = c.initiative_id AND m.appraiser_id = ` + w.Arg(db.OrNull(actor.AccountID))
	w.And("c.under_review")
	w.AnyUnder("c.unit_path", actor.Paths())
	mine := anyUnder(w, "c.unit_path", actor.Paths(auth.Appraiser))
	all := map[string]share{}
	err := db.Each(ctx, tx, func(r db.Row) error {
		var id string
		var x share
		err := r.Scan(&id, &x.waiting, &x.mine, &x.done)
		all[id] = x
		return err
	}, `SELECT c.season_id, COUNT(*), COUNT(*) FILTER (WHERE `+mine+` AND (c.result = '' OR m.handed_in_at IS NOT NULL)), COUNT(*) FILTER (WHERE `+mine+` AND m.handed_in_at IS NOT NULL)`+
		from+w.SQL()+` GROUP BY c.season_id`, w.Args()...)
	return all, err
}
