package org

import (
	"context"
	"slices"
	"strings"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/text"
)

// Match is a unit that a search found, with what tells it apart from others of
// its name.
type Match struct {
	Unit
	Old   string  // the name by which it was found, when it bears another now
	Codes []Coded // those that were typed, with their days
	Above string  // names of the units above, the nearest first
	Now   []Unit  // what stands in its place on the day, when it has ended
}

// Directory is what the first page of units shows.
type Directory struct {
	Matches []Match // for the words
	More    bool    // there are more than were asked for
	Tops    []Top   // without words
}

// Top is a unit that nothing stands above, and what it was made of.
type Top struct {
	Unit
	From []Origin
}

// Origin is a unit that went over into another.
type Origin struct {
	Unit
	Part bool
}

// directory finds units by words, and without words those at the top of the map
// of day.
func (s *Service) directory(ctx context.Context, words string, day clock.Date, limit int) (d Directory, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		d = Directory{}
		if text.Fold(words) == "" {
			d.Tops, err = tops(ctx, tx, day)
			return err
		}
		d.Matches, err = s.matches(ctx, tx, words, day, limit+1)
		if d.More = len(d.Matches) > limit; d.More {
			d.Matches = d.Matches[:limit]
		}
		return err
	})
	return d, err
}

// suggestions are the first units that somebody may mean who has typed so far.
func (s *Service) suggestions(ctx context.Context, typed string, day clock.Date, limit int) (all []Match, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		if isNumber(typed) {
			all, err = s.matches(ctx, tx, typed, day, limit)
		} else {
			all, err = s.begun(ctx, tx, everywhere(), typed, day, limit)
		}
		return err
	})
	return all, err
}

// matches finds units by code of the statistics office, when a number was typed,
// and by name.
func (s *Service) matches(ctx context.Context, tx *db.Tx, typed string, day clock.Date, limit int) (all []Match, err error) {
	if isNumber(typed) {
		if all, err = unitsCoded(ctx, tx, strings.TrimSpace(typed), limit); err != nil {
			return nil, err
		}
	}
	hits, err := s.Search(ctx, tx, typed, day, limit-len(all))
	if err != nil {
		return nil, err
	}
	for _, h := range hits {
		if !slices.ContainsFunc(all, func(m Match) bool { return m.ID == h.Unit.ID }) {
			all = append(all, Match{Unit: h.Unit, Old: h.Name})
		}
	}
	return all, describe(ctx, tx, all, day)
}

func isNumber(typed string) bool {
	typed = strings.TrimSpace(typed)
	return typed != "" && strings.Trim(typed, "0123456789") == ""
}

// unitsCoded finds units whose code begins with typed, now or at any time. The
// codes are in the schemes that begin with GSO.
func unitsCoded(ctx context.Context, tx *db.Tx, typed string, limit int) (found []Match, err error) {
	schemes, err := schemesFrom(ctx, tx, GSO)
	if err != nil {
		return nil, err
	}
	at := map[string]int{}
	for _, scheme := range schemes {
		err := db.Each(ctx, tx, func(r db.Row) error {
			var u Unit
			c := Coded{Scheme: scheme}
			if err := r.Scan(append(append(unitColumnsOf(&u), c.Scan()...), &c.Code)...); err != nil {
				return err
			}
			i, seen := at[u.ID]
			if !seen {
				i, at[u.ID] = len(found), len(found)
				found = append(found, Match{Unit: u})
			}
			found[i].Codes = append(found[i].Codes, c)
			return nil
		}, `SELECT `+prefixed("u.", unitColumns)+`, c.valid_from, c.valid_to, c.code FROM org_code c JOIN org_unit u ON u.id = c.unit_id
			WHERE c.scheme = $1 AND c.code >= $2 AND c.code < $3 ORDER BY c.code, c.valid_from DESC LIMIT $4`, scheme, typed, typed+afterAll, limit)
		if err != nil {
			return nil, err
		}
	}
	return found[:min(len(found), limit)], nil
}

// schemesFrom lists the schemes of codes that begin so, one step in the index each.
func schemesFrom(ctx context.Context, tx *db.Tx, begin string) (all []string, err error) {
	for last := ""; ; {
		next := ""
		err := tx.QueryRow(ctx, `SELECT MIN(scheme) FROM org_code WHERE scheme > $1 AND scheme >= $2 AND scheme < $3`,
			last, begin, begin+afterAll).Scan(db.Text(&next))
		if err != nil || next == "" {
			return all, err
		}
		all, last = append(all, next), next
	}
}

// tops are the units at the top of the map of day: provinces, whether a unit for
// the whole country stands above them or not.
func tops(ctx context.Context, tx *db.Tx, day clock.Date) (all []Top, err error) {
	roots, err := unitsOn(ctx, tx, day, "u.parent_id IS NULL ORDER BY u.sort_key, u.id")
	if err != nil {
		return nil, err
	}
	for _, u := range roots {
		if u.Type != "country" {
			all = append(all, Top{Unit: u})
			continue
		}
		below, err := below(ctx, tx, u.ID, Administrative, day, Unit{}, 1000)
		if err != nil {
			return nil, err
		}
		for _, u := range below {
			all = append(all, Top{Unit: u})
		}
	}
	return all, origins(ctx, tx, all, day)
}

// origins tells of each what it was made of, as far as that is past on day.
func origins(ctx context.Context, tx *db.Tx, all []Top, day clock.Date) error {
	at, ids := map[string]int{}, []string{}
	for i, t := range all {
		at[t.ID] = i
		ids = append(ids, t.ID)
	}
	q := &db.Where{}
	q.And("e.effective_on <= ?", day)
	q.And("s.relation IN ('whole', 'part') AND e.state <> 'withdrawn'")
	among(q, "s.new_id", ids)
	return db.Each(ctx, tx, func(r db.Row) error {
		var id string
		var how Relation
		var o Origin
		err := r.Scan(append(unitColumnsOf(&o.Unit), &id, &how)...)
		o.Part = how == Part
		if i, ok := at[id]; ok {
			all[i].From = append(all[i].From, o)
		}
		return err
	}, `SELECT `+prefixed("u.", unitColumns)+`, s.new_id, s.relation FROM org_succession s
		JOIN org_event e ON e.id = s.event_id JOIN org_unit u ON u.id = s.old_id`+q.SQL()+` ORDER BY u.sort_key, u.id`, q.Args()...)
}

// among keeps rows whose column is one of values. The list is filled up, so that
// few different statements come about.
func among(q *db.Where, column string, values []string) {
	if len(values) == 0 {
		q.And("1 = 0")
		return
	}
	room := 1
	for room < len(values) {
		room *= 2
	}
	args := make([]any, room)
	for i := range args {
		args[i] = values[min(i, len(values)-1)]
	}
	q.And(column+" IN ("+strings.Repeat("?, ", room-1)+"?)", args...)
}
