package review

import (
	"context"
	"slices"
	"strings"

	"kheo/internal/business/campaign"
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

	ByCorrected Order = "hieu-chinh" // by the mean without harshness and leniency, the highest first
)

// Row is a case as one reader sees it.
type Row struct {
	Case
	Set campaign.CriteriaSet // of the case, without its criteria
	// Corrected is the mean without the harshness and leniency of those who scored, in
	// hundredths; the mean itself where nothing is known of them.
	Corrected int64
	Hidden    bool   // the mean is not for this reader yet
	Self      *int64 // what the registrant gives the own dossier; not part of the mean
	Begun     bool   // the reader has a sheet
	Done      bool   // and has handed it in

	Assigned  bool // to the reader
	Abstained bool // the reader would rather not score it
	Barred    bool // the reader may not: a conflict of interest is confirmed
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
	if slices.Equal(blind, l.actor.Paths()) {
		return "(c.sheets > 0 AND c.result = '' AND NOT " + handed(w, "c.initiative_id", l.actor) + ")"
	}
	scores := anyUnder(w, "c.unit_path", blind)
	return "(c.sheets > 0 AND c.result = '' AND NOT (" + scores + " AND " + handed(w, "c.initiative_id", l.actor) + " OR NOT " + scores + " AND " + anyUnder(w, "c.unit_path", open) + "))"
}

// narrow keeps the cases of the listing; for a page it leaves their order to an index.
func (l listing) narrow(w *db.Where, page bool) {
	w.And("c.season_id = ?", l.seasonID)
	w.And("(c.under_review OR c.result <> '')")
	column := "c.unit_path"
	if page && l.limit <= pageRows+1 {
		column += " || ''" // no index serves an expression: a walk in the order of the page ends after one
	}
	w.AnyUnder(column, l.actor.Paths())
	if l.undone {
		l.waits(w)
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
}

// handed is the condition that column names a case for which the actor has handed in
// a sheet. It is a set of its own, so that no case costs a look into the sheets.
func handed(w *db.Where, column string, actor auth.Actor) string {
	return column + " IN (SELECT o.initiative_id FROM review_sheet o WHERE o.appraiser_id = " + w.Arg(db.OrNull(actor.AccountID)) + " AND o.handed_in_at IS NOT NULL)"
}

// waits keeps the cases of which the actor has still to hand in a sheet: Duty.permits,
// said in SQL for a whole season.
func (l listing) waits(w *db.Where) {
	me := w.Arg(db.OrNull(l.actor.AccountID))
	w.And("c.under_review AND c.result = '' AND NOT " + handed(w, "c.initiative_id", l.actor))
	w.And("c.initiative_id NOT IN (SELECT d.initiative_id FROM review_duty d WHERE d.account_id = " + me + " AND (d.barred OR d.abstained_at IS NOT NULL))")
	w.And("(NOT EXISTS (SELECT 1 FROM review_setting g WHERE g.season_id = " + w.Arg(l.seasonID) + " AND g.only_assigned) OR " +
		"c.initiative_id IN (SELECT d.initiative_id FROM review_duty d WHERE d.account_id = " + me + " AND d.assigned))")
	w.AnyUnder("c.unit_path || ''", l.actor.Paths(auth.Appraiser)) // as in narrow
}

// rows reads one page of l.
func (l listing) rows(ctx context.Context, tx *db.Tx) ([]Row, error) {
	w := &db.Where{}
	l.narrow(w, true)
	hidden := l.hidden(w)
	cursor, back := l.before, l.after != ""
	if back {
		cursor = l.after
	}
	beyond := func(string, bool) string { return "" }
	if cursor != "" {
		// The row of the cursor tells its key, so that addresses stay short.
		at, err := l.at(ctx, tx, cursor)
		if err != nil {
			return nil, err
		}
		mark, id := w.Arg(at), w.Arg(cursor)
		beyond = func(key string, down bool) string {
			return " AND (" + key + side(down) + mark + " OR " + key + " = " + mark + " AND c.initiative_id" + side(back) + id + ")"
		}
	}
	_, down := l.key(hidden)
	down = down != back
	order := " ORDER BY k" + direction(down) + ", initiative_id" + direction(back)
	all, err := db.All(ctx, tx, func(r db.Row) (row Row, err error) {
		err = r.Scan(append(caseFields(&row.Case), &row.Corrected, &row.Hidden, &row.Self, &row.Begun, &row.Done, &row.Assigned, &row.Abstained, &row.Barred)...)
		if row.Hidden {
			row.Points, row.Mean, row.Corrected, row.OpenPoints, row.Unverified, row.Vetoes = 0, 0, 0, 0, 0, 0
		}
		return row, err
	}, leanings(w, l.seasonID)+`SELECT `+caseColumns+`, `+corrected+`, p.hidden, z.total, m.id IS NOT NULL, m.handed_in_at IS NOT NULL, COALESCE(d.assigned, FALSE), d.abstained_at IS NOT NULL, COALESCE(d.barred, FALSE)
		FROM (`+l.page(w, hidden, order, func(key string) string { return beyond(key, down) })+`) p
		JOIN review_case c ON c.initiative_id = p.initiative_id`+l.own(w)+strings.ReplaceAll(strings.ReplaceAll(order, "k", "p.k"), "initiative_id", "p.initiative_id"), w.Args()...)
	if back {
		slices.Reverse(all)
	}
	return all, err
}

// page finds the rows of a page before they are read, for rows are wide. Hidden
// means stand below all others, so the open ones come from the index of the order
// and the hidden ones are asked for apart.
func (l listing) page(w *db.Where, hidden, order string, beyond func(key string) string) string {
	limit := ` LIMIT ` + w.Arg(l.limit)
	part := func(key, hides, more string) string {
		return `SELECT c.initiative_id, ` + key + ` AS k, ` + hides + ` AS hidden FROM review_case c` + w.SQL() + more + beyond(key) + order + limit
	}
	key, _ := l.key("")
	switch {
	case hidden == "":
		return part(key, "FALSE", "")
	case l.order == ByUnit || l.order == ByTitle || l.undone:
		return part(key, hidden, "")
	}
	return `SELECT * FROM (` + part(key, "FALSE", " AND NOT "+hidden) + `) o UNION ALL SELECT * FROM (` +
		part(belowAll, "TRUE", " AND "+hidden) + `) h` + order + limit
}

// own joins what the actor has to do with a case: the sheet m and the duty d.
func (l listing) own(w *db.Where) string {
	me := w.Arg(db.OrNull(l.actor.AccountID))
	return ` LEFT JOIN review_sheet z ON z.initiative_id = c.initiative_id AND z.appraiser_id = c.initiative_id AND z.handed_in_at IS NOT NULL LEFT JOIN review_sheet m ON m.initiative_id = c.initiative_id AND m.appraiser_id = ` + me + `
		LEFT JOIN review_duty d ON d.initiative_id = c.initiative_id AND d.account_id = ` + me
}

// belowAll is the key of hidden means: their order would tell what they are.
const belowAll = "-999999"

// key is what l is ordered by, and whether downwards; hidden means stand below all others.
func (l listing) key(hidden string) (key string, down bool) {
	switch {
	case l.order == ByUnit:
		return "c.unit_sort", false
	case l.order == ByTitle:
		return "c.title_sort", false
	case l.undone: // their means are mostly hidden: as they came
		return "c.initiative_id", false
	}
	key = "c.mean"
	if l.order == ByCorrected {
		key = "c.corrected"
	}
	if hidden == "" {
		return key, true
	}
	return "CASE WHEN " + hidden + " THEN " + belowAll + " ELSE " + key + " END", true
}

// at is the key of the row of a cursor.
func (l listing) at(ctx context.Context, tx *db.Tx, cursor string) (any, error) {
	w := &db.Where{}
	l.narrow(w, true)
	key, _ := l.key("")
	if l.order != ByUnit && l.order != ByTitle && !l.undone {
		key, _ = l.key(l.hidden(w)) // a value that a query does not use is an error
	}
	w.And("c.initiative_id = ?", cursor)
	return db.One(ctx, tx, db.Value[any], `SELECT `+key+` FROM review_case c`+w.SQL(), w.Args()...)
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
	l.narrow(w, false)
	return db.One(ctx, tx, db.Value[int], `SELECT COUNT(*) FROM review_case c`+w.SQL(), w.Args()...)
}
