package participant

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"kheo/internal/platform/db"
	"kheo/internal/platform/text"
)

// Query asks for participants by the first letters of any word of their names.
type Query struct {
	Words string
	Paths []string // the subtrees that the reader may see; none: nothing
	Kind  Kind     // empty: any
	Limit int
}

// Hit is a participant that was found.
type Hit struct {
	Participant        // the row by which its group is known, where the reader may see it
	Matched     string // the name that was found: its own, an alias, or that of a joined row
	Exact       bool   // with the tones that were typed
}

const (
	fewPlaces = 64  // a subtree of so few places is walked place by place
	firstLook = 500 // words that are looked at before a wider subtree is walked
)

// Search finds participants as they are typed: those with the same tones first,
// then those without. What lies outside q.Paths is never looked at.
func (s *Service) Search(ctx context.Context, tx *db.Tx, q Query) ([]Hit, error) {
	typed := cut(spoken(q.Words))
	if typed == "" || len(q.Paths) == 0 || q.Limit <= 0 {
		return nil, nil
	}
	few, err := fewUnder(ctx, tx, q.Paths)
	if err != nil {
		return nil, err
	}
	f := finder{q, typed, cut(text.Fold(typed)), nil, map[string]bool{}}
	if few {
		err = f.walk(ctx, tx)
	} else {
		err = f.scan(ctx, tx)
	}
	if err != nil || len(f.ids) == 0 {
		return nil, err
	}
	return f.hits(ctx, tx)
}

func fewUnder(ctx context.Context, tx *db.Tx, paths []string) (bool, error) {
	w := &db.Where{}
	w.AnyUnder("unit_path", paths)
	n, err := db.One(ctx, tx, db.Value[int], `SELECT COUNT(*) FROM (SELECT 1 FROM participant_place`+w.SQL()+` LIMIT `+w.Arg(fewPlaces+1)+`) n`, w.Args()...)
	return n <= fewPlaces, err
}

// finder gathers ids of rows, the best first. A row may be found several times: by
// its name, and by an alias.
type finder struct {
	Query
	spoken, fold string
	ids          []string
	seen         map[string]bool
}

// enough leaves room for rows of one group, which become one hit.
func (f *finder) enough() bool { return len(f.ids) >= 2*f.Limit }

func (f *finder) take(r db.Row) error {
	var id string
	if err := r.Scan(&id); err != nil {
		return err
	}
	if !f.seen[id] && !f.enough() {
		f.seen[id] = true
		f.ids = append(f.ids, id)
	}
	return nil
}

// walk looks at each place of the subtree.
func (f *finder) walk(ctx context.Context, tx *db.Tx) error {
	w := &db.Where{}
	w.And("w.unit_path = l.unit_path")
	w.AnyUnder("l.unit_path", f.Paths)
	low, high := from(f.fold)
	w.And("w.fold >= ? AND w.fold < ?", low, high)
	w.If(f.Kind != "", "w.kind = ?", f.Kind)
	low, high = from(f.spoken)
	exact := "CASE WHEN w.spoken >= " + w.Arg(low) + " AND w.spoken < " + w.Arg(high) + " THEN 0 ELSE 1 END"
	return db.Each(ctx, tx, f.take, `SELECT w.participant_id FROM participant_place l CROSS JOIN participant_word w`+w.SQL()+
		` ORDER BY `+exact+`, w.fold, w.spoken, w.participant_id LIMIT `+w.Arg(6*f.Limit), w.Args()...)
}

// scan looks at all words in their order, as long as the reader's come soon.
func (f *finder) scan(ctx context.Context, tx *db.Tx) error {
	for _, by := range []struct{ column, prefix string }{{"spoken", f.spoken}, {"fold", f.fold}} {
		more, err := f.first(ctx, tx, by.column, by.prefix)
		if err != nil || f.enough() {
			return err
		}
		if more {
			return f.walk(ctx, tx)
		}
	}
	return nil
}

// first takes the reader's rows among the first words that begin with prefix; more
// says that there are words after those.
func (f *finder) first(ctx context.Context, tx *db.Tx, column, prefix string) (more bool, err error) {
	words := func(w *db.Where) string {
		low, high := from(prefix)
		return `SELECT ` + column + `, unit_path, kind, participant_id FROM participant_word
			WHERE ` + column + ` >= ` + w.Arg(low) + ` AND ` + column + ` < ` + w.Arg(high) + ` ORDER BY ` + column + ` LIMIT `
	}
	w := &db.Where{}
	inner := words(w) + w.Arg(firstLook)
	w.AnyUnder("x.unit_path", f.Paths)
	w.If(f.Kind != "", "x.kind = ?", f.Kind)
	if err := db.Each(ctx, tx, f.take, `SELECT x.participant_id FROM (`+inner+`) x`+w.SQL()+` LIMIT `+w.Arg(6*f.Limit), w.Args()...); err != nil || f.enough() {
		return false, err
	}
	w = &db.Where{}
	inner = words(w) + w.Arg(firstLook+1)
	n, err := db.One(ctx, tx, db.Value[int], `SELECT COUNT(*) FROM (`+inner+`) x`, w.Args()...)
	return n > firstLook, err
}

// hits makes of rows what the reader may see: the row by which a group is known
// where it may be seen, else the row itself.
func (f *finder) hits(ctx context.Context, tx *db.Tx) ([]Hit, error) {
	rows, err := byIDs(ctx, tx, f.ids, nil)
	if err != nil {
		return nil, err
	}
	var roots []string
	for _, p := range rows {
		if p.RootID != p.ID {
			roots = append(roots, p.RootID)
		}
	}
	heads, err := byIDs(ctx, tx, roots, f.Paths)
	if err != nil {
		return nil, err
	}
	aliases, err := aliasesOf(ctx, tx, f.ids)
	if err != nil {
		return nil, err
	}
	var all []Hit
	for _, id := range f.ids {
		h := f.hit(rows[id], aliases[id])
		if head, ok := heads[h.RootID]; ok {
			h.Participant = head
		}
		if !slices.ContainsFunc(all, func(o Hit) bool { return o.ID == h.ID }) {
			all = append(all, h)
		}
	}
	slices.SortStableFunc(all, func(a, b Hit) int { return cmp.Compare(rank(a), rank(b)) })
	return all[:min(len(all), f.Limit)], nil
}

func rank(h Hit) int {
	if h.Exact {
		return 0
	}
	return 1
}

// hit says by which name p was found.
func (f *finder) hit(p Participant, aliases []Alias) Hit {
	h := Hit{Participant: p, Matched: p.Name}
	for n, name := range append([]string{p.Name}, names(aliases)...) {
		for _, w := range fromEachWord(name) {
			if strings.HasPrefix(w, f.spoken) {
				h.Matched, h.Exact = name, true
				return h
			}
			if n > 0 && h.Matched == p.Name && strings.HasPrefix(text.Fold(w), f.fold) && !f.folds(p.Name) {
				h.Matched = name
			}
		}
	}
	return h
}

// folds reports whether a word of name begins with what was typed, without marks.
func (f *finder) folds(name string) bool {
	return slices.ContainsFunc(fromEachWord(name), func(w string) bool { return strings.HasPrefix(text.Fold(w), f.fold) })
}

// byIDs finds rows, those under paths only when there are any.
func byIDs(ctx context.Context, tx *db.Tx, ids, paths []string) (map[string]Participant, error) {
	all := map[string]Participant{}
	if len(ids) == 0 {
		return all, nil
	}
	w := &db.Where{}
	w.And("p.id IN (" + anyOf(w, ids) + ")")
	if paths != nil {
		w.AnyUnder("p.unit_path", paths)
	}
	rows, err := db.All(ctx, tx, scan, `SELECT `+columns+` FROM participant_participant p`+w.SQL(), w.Args()...)
	for _, p := range rows {
		all[p.ID] = p
	}
	return all, err
}
