package org

import (
	"context"
	"slices"
	"strings"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/text"
)

// Hit is a unit found by a name that it bears or bore.
type Hit struct {
	Unit Unit
	Name string // the name that was found, when it is no longer the unit's
}

// Search finds units by names of any time, with and without accents, from any
// word of the name on: exact tones first, then names that begin so, and units
// that stand on day before those that do not. At most limit.
func (s *Service) Search(ctx context.Context, tx *db.Tx, typed string, day clock.Date, limit int) (hits []Hit, err error) {
	look := search{tx: tx, day: day, limit: limit, seen: map[string]bool{}}
	exact, folded := text.Spoken(typed), text.Fold(typed)
	if folded == "" {
		return nil, nil
	}
	for _, pass := range []struct {
		column, prefix string
		whole          bool
	}{{"spoken", exact, true}, {"spoken", exact, false}, {"fold", folded, true}, {"fold", folded, false}} {
		if err := look.pass(ctx, pass.column, pass.prefix, pass.whole); err != nil {
			return nil, err
		}
	}
	for i, h := range look.hits {
		if look.hits[i].Name, err = s.foundName(ctx, tx, h.Unit, folded); err != nil {
			return nil, err
		}
	}
	return look.hits, nil
}

type search struct {
	tx    *db.Tx
	day   clock.Date
	limit int
	seen  map[string]bool
	hits  []Hit
}

// afterAll is greater than whatever may follow a prefix.
const afterAll = "\U0010ffff"

// pass adds the units that one column finds, when there is still room.
func (l *search) pass(ctx context.Context, column, prefix string, whole bool) error {
	room := l.limit - len(l.hits)
	if room <= 0 {
		return nil
	}
	found, err := db.All(ctx, l.tx, scanUnit, `SELECT `+unitColumns+` FROM org_unit JOIN org_word w ON w.unit_id = id
		WHERE w.`+column+` >= $1 AND w.`+column+` < $2 AND w.whole = $3 ORDER BY w.`+column+`, w.unit_id LIMIT $4`,
		prefix, prefix+afterAll, whole, 4*l.limit)
	if err != nil {
		return err
	}
	slices.SortStableFunc(found, func(a, b Unit) int { return standing(b, l.day) - standing(a, l.day) })
	for _, u := range found {
		if !l.seen[u.ID] && room > 0 {
			l.seen[u.ID] = true
			l.hits = append(l.hits, Hit{Unit: u})
			room--
		}
	}
	return nil
}

func standing(u Unit, day clock.Date) int {
	if u.StandsOn(day) {
		return 1
	}
	return 0
}

// foundName is the name by which the unit was found, when it bears another now.
func (s *Service) foundName(ctx context.Context, tx *db.Tx, u Unit, folded string) (string, error) {
	if strings.Contains(" "+text.Fold(u.Name), " "+folded) {
		return "", nil
	}
	names, err := db.All(ctx, tx, db.Value[string], `SELECT name FROM org_name WHERE unit_id = $1 ORDER BY valid_from DESC`, u.ID)
	for _, n := range names {
		if strings.Contains(" "+text.Fold(n), " "+folded) {
			return n, err
		}
	}
	return "", err
}

func wordRows(unitID, name string, seen map[string]bool) (rows [][]any) {
	for _, start := range text.Starts(name) {
		if key := start.Fold + "/" + start.Spoken; !seen[key] {
			seen[key] = true
			rows = append(rows, []any{unitID, start.Spoken, start.Fold, start.Whole})
		}
	}
	return rows
}
