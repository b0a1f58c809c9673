package org

import (
	"context"
	"slices"
	"strings"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
)

// Kinds of seams besides the trees.
const (
	seamUnit = "unit"
	seamName = "name"
	seamType = "type"
	seamCode = "code"
)

// seam is a span that ended the day before an event or later, or began on its day,
// when the event was entered.
type seam struct {
	clock.Span
	unitID, kind, key string
}

// seams are those of one event, by unit.
type seams map[string][]seam

func (s seams) find(unitID, kind, key string, from clock.Date) (seam, bool) {
	all := s[unitID]
	i := slices.IndexFunc(all, func(x seam) bool { return x.kind == kind && x.key == key && x.From == from })
	if i < 0 {
		return seam{}, false
	}
	return all[i], true
}

func (s seams) has(unitID, kind, key string, from clock.Date) bool {
	_, ok := s.find(unitID, kind, key, from)
	return ok
}

// known is the end that a span already had.
func (s seams) known(unitID, kind, key string, from clock.Date) (clock.Date, bool) {
	x, ok := s.find(unitID, kind, key, from)
	return x.To, ok
}

// end is the end that a span had: open, unless it is known.
func (s seams) end(unitID, kind, key string, from clock.Date) clock.Date {
	to, _ := s.known(unitID, kind, key, from)
	return to
}

// parent is the place that a unit already had in tree from exactly day on.
func (s seams) parent(unitID string, tree Tree, day clock.Date) (Placing, bool) {
	for _, x := range s[unitID] {
		if x.kind == string(tree) && x.From == day {
			return Placing{x.Span, tree, x.key}, true
		}
	}
	return Placing{}, false
}

// seamsAt reads what ends the day before day or later, or begins on it.
func seamsAt(ctx context.Context, tx *db.Tx, day clock.Date) (seams, error) {
	at := ` WHERE valid_from = $1 OR valid_to >= $2 AND valid_to < '9999-12-31'`
	return readSeams(ctx, tx, strings.Join([]string{
		`SELECT COALESCE(valid_from, '0001-01-01'), COALESCE(valid_to, '9999-12-31'), id, 'unit', '' FROM org_unit WHERE valid_from = $1 OR valid_to >= $2`,
		`SELECT valid_from, valid_to, unit_id, 'name', '' FROM org_name` + at,
		`SELECT valid_from, valid_to, unit_id, 'type', '' FROM org_type` + at,
		`SELECT valid_from, valid_to, unit_id, 'code', scheme || ' ' || code FROM org_code` + at,
		`SELECT valid_from, valid_to, unit_id, tree, CAST(parent_id AS TEXT) FROM org_parent` + at,
	}, " UNION ALL "), day, dayBefore(day))
}

func seamsOf(ctx context.Context, tx *db.Tx, eventID string) (seams, error) {
	return readSeams(ctx, tx, `SELECT valid_from, valid_to, unit_id, kind, key FROM org_seam WHERE event_id = $1`, eventID)
}

func readSeams(ctx context.Context, tx *db.Tx, query string, args ...any) (seams, error) {
	found := seams{}
	err := db.Each(ctx, tx, func(r db.Row) error {
		var x seam
		err := r.Scan(append(x.Scan(), &x.unitID, &x.kind, &x.key)...)
		found[x.unitID] = append(found[x.unitID], x)
		return err
	}, query, args...)
	return found, err
}

// insertSeams keeps those of had that have to do with the event.
func insertSeams(ctx context.Context, tx *db.Tx, e Event, had seams) error {
	named := map[string]bool{}
	for _, line := range e.Successions {
		named[line.OldID], named[line.NewID] = true, true
	}
	var rows [][]any
	for id, all := range had {
		for _, x := range all {
			if named[id] || named[x.key] && x.key != "" {
				rows = append(rows, []any{e.ID, id, x.kind, x.key, x.First(), x.Last()})
			}
		}
	}
	return db.InsertMany(ctx, tx, "org_seam (event_id, unit_id, kind, key, valid_from, valid_to)", rows)
}

// otherEvent finds an event besides eventID that names the unit and still counts.
func otherEvent(ctx context.Context, tx *db.Tx, eventID, unitID string) (Event, error) {
	found, err := db.All(ctx, tx, scanEvent, `SELECT `+eventColumns+` FROM org_event e WHERE e.id <> $1 AND e.state <> 'withdrawn'
		AND e.id IN (SELECT s.event_id FROM org_succession s WHERE s.old_id = $2 UNION SELECT s.event_id FROM org_succession s WHERE s.new_id = $2)
		ORDER BY e.effective_on DESC LIMIT 1`, eventID, unitID)
	if err != nil || len(found) == 0 {
		return Event{}, err
	}
	return found[0], nil
}

// removeUnits takes units that never began out of the database. The events that
// named them keep their names as words.
func removeUnits(ctx context.Context, tx *db.Tx, gone map[string]*Life) error {
	units := make([]*Life, 0, len(gone))
	for _, l := range gone {
		units = append(units, l)
	}
	slices.SortFunc(units, func(a, b *Life) int { return strings.Compare(b.Path, a.Path) }) // children before parents
	for _, l := range units {
		// A unit that was only founded leaves the event to the unit above it.
		err := db.Exec(ctx, tx, `UPDATE org_succession SET old_id = $2 WHERE new_id = $1 AND relation = 'found'`, l.ID, db.OrNull(l.ParentID))
		if err != nil {
			return err
		}
		for _, query := range []string{
			`UPDATE org_succession SET old_id = NULL, detail = CASE WHEN detail = '' THEN $2 ELSE $2 || '. ' || detail END WHERE old_id = $1`,
			`UPDATE org_succession SET new_id = NULL, detail = CASE WHEN detail = '' THEN $2 ELSE $2 || '. ' || detail END WHERE new_id = $1`,
		} {
			if err := db.Exec(ctx, tx, query, l.ID, l.Name); err != nil {
				return err
			}
		}
		for _, table := range []string{"org_word", "org_name", "org_type", "org_parent", "org_code", "org_reach"} {
			if err := db.Exec(ctx, tx, `DELETE FROM `+table+` WHERE unit_id = $1`, l.ID); err != nil {
				return err
			}
		}
		if err := db.Exec(ctx, tx, `DELETE FROM org_unit WHERE id = $1`, l.ID); err != nil {
			return err
		}
	}
	return nil
}

func setDetail(ctx context.Context, tx *db.Tx, eventID string, position int, detail string) error {
	if detail == "" {
		return nil
	}
	return db.Exec(ctx, tx, `UPDATE org_succession SET detail = $3 WHERE event_id = $1 AND position = $2`, eventID, position, detail)
}
