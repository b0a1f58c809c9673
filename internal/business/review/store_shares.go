package review

import (
	"context"
	"slices"

	"kheo/internal/platform/db"
	"kheo/internal/service/auth"
)

// share is how far scoring has come.
type share struct{ waiting, mine, done int64 }

// shares tells for each season how many cases are under review for the reader,
// how many of them the reader scores and has scored. What the council has spoken
// of is no longer to be scored. It counts from indexes and walks only what belongs
// to the reader: every page of an official asks for it.
func shares(ctx context.Context, tx *db.Tx, actor auth.Actor) (map[string]share, error) {
	all := map[string]share{}
	only, err := onlySeasons(ctx, tx)
	if err != nil {
		return all, err
	}
	paths := actor.Paths(auth.Appraiser)
	w := &db.Where{}
	open := "c.result = ''"
	if !slices.Equal(paths, actor.Paths()) {
		open += " AND " + anyUnder(w, "c.unit_path", paths)
	}
	w.And("c.under_review")
	w.AnyUnder("c.unit_path", actor.Paths())
	err = count3(ctx, tx, func(id string, n, mine, _ int64) {
		if only[id] {
			mine = 0
		}
		all[id] = share{waiting: n, mine: mine}
	}, `SELECT c.season_id, COUNT(*), COUNT(*) FILTER (WHERE `+open+`), 0 FROM review_case c`+w.SQL()+` GROUP BY c.season_id`, w)
	if err != nil || len(paths) == 0 {
		return all, err
	}
	add := func(id string, mine, done int64) {
		x := all[id]
		x.mine, x.done = x.mine+mine, x.done+done
		all[id] = x
	}
	w = underReview(paths)
	w.And("d.account_id = ?", db.OrNull(actor.AccountID))
	w.And("c.result = ''")
	err = count3(ctx, tx, func(id string, n, free, assigned int64) {
		if only[id] {
			add(id, assigned, 0)
		} else {
			add(id, free-n, 0)
		}
	}, `SELECT c.season_id, COUNT(*), COUNT(*) FILTER (WHERE NOT d.barred AND d.abstained_at IS NULL),
		COUNT(*) FILTER (WHERE NOT d.barred AND d.abstained_at IS NULL AND d.assigned)
		FROM review_duty d JOIN review_case c ON c.initiative_id = d.initiative_id`+w.SQL()+` GROUP BY c.season_id`, w)
	if err != nil {
		return all, err
	}
	return all, sharesDone(ctx, tx, actor, paths, add)
}

// sharesDone adds the sheets that the actor has handed in, and to what is the
// actor's the cases of which that is all that is left.
func sharesDone(ctx context.Context, tx *db.Tx, actor auth.Actor, paths []string, add func(id string, mine, done int64)) error {
	w := underReview(paths)
	w.And("m.appraiser_id = ?", db.OrNull(actor.AccountID))
	w.And("m.handed_in_at IS NOT NULL")
	return count3(ctx, tx, func(id string, n, more, _ int64) { add(id, more, n) },
		`SELECT c.season_id, COUNT(*), COUNT(*) FILTER (WHERE NOT (c.result = '' AND `+called+`)), 0
		FROM review_sheet m JOIN review_case c ON c.initiative_id = m.initiative_id
		LEFT JOIN review_duty d ON d.initiative_id = m.initiative_id AND d.account_id = m.appraiser_id
		LEFT JOIN review_setting g ON g.season_id = c.season_id`+w.SQL()+` GROUP BY c.season_id`, w)
}

func underReview(paths []string) *db.Where {
	w := &db.Where{}
	w.And("c.under_review")
	w.AnyUnder("c.unit_path || ''", paths) // no index serves an expression: what belongs to the reader is walked, not every case
	return w
}

// called is the condition under which a case waits for the sheet of an appraiser of
// its unit: Duty.permits, said in SQL.
const called = `((d.initiative_id IS NULL OR NOT d.barred AND d.abstained_at IS NULL) AND (NOT COALESCE(g.only_assigned, FALSE) OR COALESCE(d.assigned, FALSE)))`

// count3 hands three numbers of each season to do.
func count3(ctx context.Context, tx *db.Tx, do func(id string, a, b, c int64), query string, w *db.Where) error {
	return db.Each(ctx, tx, func(r db.Row) error {
		var id string
		var a, b, c int64
		err := r.Scan(&id, &a, &b, &c)
		do(id, a, b, c)
		return err
	}, query, w.Args()...)
}

// onlySeasons are the seasons in which only those score who are assigned.
func onlySeasons(ctx context.Context, tx *db.Tx) (map[string]bool, error) {
	all := map[string]bool{}
	err := db.Each(ctx, tx, func(r db.Row) error {
		var id string
		err := r.Scan(&id)
		all[id] = true
		return err
	}, `SELECT season_id FROM review_setting WHERE only_assigned`)
	return all, err
}
