package org

import (
	"context"
	"strings"

	"kheo/internal/platform/db"
)

// listEvents lists the events of f that concern units under tops: planned ones
// with the nearest day first, the others with the latest first.
func listEvents(ctx context.Context, tx *db.Tx, tops []string, f EventFilter) ([]EventItem, error) {
	q := &db.Where{}
	scope := &strings.Builder{}
	for i, top := range tops {
		if i > 0 {
			scope.WriteString(" OR ")
		}
		low, high := db.Under(top)
		scope.WriteString("u.path >= " + q.Arg(low) + " AND u.path < " + q.Arg(high))
	}
	q.And(`EXISTS (SELECT 1 FROM org_succession s JOIN org_unit u ON u.id = s.old_id OR u.id = s.new_id
		WHERE s.event_id = e.id AND (` + scope.String() + `))`)
	q.If(f.Planned, "e.state = ?", Planned)
	q.If(!f.Planned, "e.state <> ?", Planned)
	order, than := "e.effective_on DESC, e.id DESC", "<"
	if f.Planned {
		order, than = "e.effective_on, e.id", ">"
	}
	if day, id, ok := strings.Cut(f.After, "|"); ok {
		q.And("(e.effective_on "+than+" ? OR e.effective_on = ? AND e.id "+than+" ?)", day, day, id)
	}
	return db.All(ctx, tx, scanEventItem, `SELECT `+eventColumns+`, `+concerned+` FROM org_event e`+q.SQL()+` ORDER BY `+order+` LIMIT `+q.Arg(f.Limit), q.Args()...)
}

// mayTouch reports whether any unit that the event concerns lies under tops.
func mayTouch(ctx context.Context, tx *db.Tx, eventID string, tops []string) (bool, error) {
	q := &db.Where{}
	q.AnyUnder("u.path", tops)
	q.And("s.event_id = ?", eventID)
	n, err := db.One(ctx, tx, db.Value[int], `SELECT COUNT(*) FROM org_succession s JOIN org_unit u ON u.id = s.old_id OR u.id = s.new_id`+q.SQL(), q.Args()...)
	return n > 0, err
}

// outsiders counts the units of the event that do not lie under tops.
func outsiders(ctx context.Context, tx *db.Tx, eventID string, tops []string) (int, error) {
	q := &db.Where{}
	q.AnyUnder("u.path", tops)
	inside := q.SQL()
	return db.One(ctx, tx, db.Value[int], `SELECT COUNT(*) FROM org_succession s JOIN org_unit u ON u.id = s.old_id OR u.id = s.new_id
		WHERE s.event_id = `+q.Arg(eventID)+` AND NOT `+strings.TrimPrefix(inside, " WHERE "), q.Args()...)
}

// linesOf lists what an event did after line after, with the units.
func linesOf(ctx context.Context, tx *db.Tx, eventID string, after, limit int) ([]EventLine, error) {
	lines, err := db.All(ctx, tx, func(r db.Row) (l EventLine, err error) {
		err = r.Scan(&l.Position, &l.Relation, db.Text(&l.OldID), db.Text(&l.NewID), &l.Detail)
		return l, err
	}, `SELECT position, relation, old_id, new_id, detail FROM org_succession WHERE event_id = $1 AND position > $2 ORDER BY position LIMIT $3`, eventID, after, limit)
	if err != nil {
		return nil, err
	}
	units, err := db.All(ctx, tx, scanUnit, `SELECT `+unitColumns+` FROM org_unit WHERE id IN
		(SELECT old_id FROM org_succession WHERE event_id = $1 AND position > $2 AND position <= $3
		UNION SELECT new_id FROM org_succession WHERE event_id = $1 AND position > $2 AND position <= $3)`, eventID, after, after+limit)
	if err != nil {
		return nil, err
	}
	byID := make(map[string]Unit, len(units))
	for _, u := range units {
		byID[u.ID] = u
	}
	for i := range lines {
		lines[i].Old, lines[i].New = byID[lines[i].OldID], byID[lines[i].NewID]
	}
	return lines, nil
}
