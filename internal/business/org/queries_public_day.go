package org

import (
	"context"
	"slices"
	"strings"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
)

// onDay joins what a unit u is called on the day $1, its type and the unit above it.
const onDay = `
	LEFT JOIN org_name n ON n.unit_id = u.id AND n.valid_from <= $1 AND n.valid_to >= $1
	LEFT JOIN org_type t ON t.unit_id = u.id AND t.valid_from <= $1 AND t.valid_to >= $1
	LEFT JOIN org_parent a ON a.unit_id = u.id AND a.tree = 'administrative' AND a.valid_from <= $1 AND a.valid_to >= $1 `

const onDayColumns = `u.id, u.code, COALESCE(n.name, u.name), COALESCE(t.type, u.type), u.line, COALESCE(a.parent_id, u.parent_id), u.path, u.valid_from, u.valid_to, u.version`

// standsOnDay keeps the units u that exist on the day $1.
const standsOnDay = `(u.valid_from IS NULL OR u.valid_from <= $1) AND (u.valid_to IS NULL OR u.valid_to >= $1)`

// scanOnDay reads onDayColumns: a unit as it is on the day; its path is that of today.
func scanOnDay(r db.Row) (Unit, error) {
	u, err := scanUnit(r)
	info, _ := u.Type.Info()
	u.Line = info.Line
	return u, err
}

// noDay reports whether day lies before the calendar of the databases.
func noDay(day clock.Date) bool { return day.Year() < 1 }

// unitsOn lists units that stand on day as they are on it; args are $2 and on.
func unitsOn(ctx context.Context, tx *db.Tx, day clock.Date, where string, args ...any) ([]Unit, error) {
	return db.All(ctx, tx, scanOnDay, `SELECT `+onDayColumns+` FROM org_unit u`+onDay+`WHERE `+standsOnDay+` AND `+where, append([]any{day}, args...)...)
}

// unitOn is a unit as it is on day, or as it was at last.
func unitOn(ctx context.Context, tx *db.Tx, id string, day clock.Date) (Unit, error) {
	return db.One(ctx, tx, scanOnDay, `SELECT `+onDayColumns+` FROM org_unit u`+onDay+`WHERE u.id = $2`, day, id)
}

// below lists the units right below id in tree on day, by name, after one.
func below(ctx context.Context, tx *db.Tx, id string, tree Tree, day clock.Date, after Unit, limit int) ([]Unit, error) {
	q := &db.Where{}
	q.Arg(day)
	q.And("b.parent_id = ? AND b.tree = ?", id, tree)
	q.And("b.valid_from <= $1 AND b.valid_to >= $1 AND " + standsOnDay)
	if after.ID != "" {
		q.And("(u.sort_key, u.id) > ((SELECT x.sort_key FROM org_unit x WHERE x.id = ?), ?)", after.ID, after.ID)
	}
	return db.All(ctx, tx, scanOnDay, `SELECT `+onDayColumns+` FROM org_parent b JOIN org_unit u ON u.id = b.unit_id`+onDay+
		q.SQL()+` ORDER BY u.sort_key, u.id LIMIT `+q.Arg(limit), q.Args()...)
}

// treesBelow are the trees in which something stands below id on day.
func treesBelow(ctx context.Context, tx *db.Tx, id string, day clock.Date) ([]Tree, error) {
	found, err := db.All(ctx, tx, db.Value[Tree], `SELECT DISTINCT b.tree FROM org_parent b JOIN org_unit u ON u.id = b.unit_id
		WHERE b.parent_id = $2 AND b.valid_from <= $1 AND b.valid_to >= $1 AND `+standsOnDay, day, id)
	return slices.DeleteFunc(Trees(), func(t Tree) bool { return !slices.Contains(found, t) }), err
}

// aboveOn lists the units above u on day, the highest first.
func aboveOn(ctx context.Context, tx *db.Tx, u Unit, day clock.Date) (above []Unit, err error) {
	for id := u.ParentID; id != "" && len(above) < maxDepth; {
		up, err := unitOn(ctx, tx, id, day)
		if err != nil {
			return nil, err
		}
		above, id = append(above, up), up.ParentID
	}
	slices.Reverse(above)
	return above, nil
}

// describe tells of each match where it stands or stood, and what replaced it.
func describe(ctx context.Context, tx *db.Tx, all []Match, day clock.Date) error {
	var codes, ended []string
	for _, m := range all {
		codes = append(codes, steps(m.Path)...)
		if !m.ValidTo.IsZero() && m.ValidTo.Before(day) {
			ended = append(ended, m.ID)
		}
	}
	names, err := namesOfCodes(ctx, tx, codes)
	if err != nil {
		return err
	}
	now, err := become(ctx, tx, ended, day)
	for i, m := range all {
		var above []string
		for _, code := range steps(m.Path) {
			above = append([]string{names[code]}, above...)
		}
		all[i].Above, all[i].Now = strings.Join(above, ", "), now[m.ID]
	}
	return err
}

// steps are the codes of the units above the one at path, the highest first.
func steps(path string) []string {
	all := strings.Split(strings.Trim(path, "/"), "/")
	return all[:len(all)-1]
}

func namesOfCodes(ctx context.Context, tx *db.Tx, codes []string) (map[string]string, error) {
	slices.Sort(codes)
	codes = slices.Compact(codes)
	names := make(map[string]string, len(codes))
	if len(codes) == 0 {
		return names, nil
	}
	q := &db.Where{}
	among(q, "code", codes)
	return names, db.Each(ctx, tx, func(r db.Row) error {
		var code, name string
		err := r.Scan(&code, &name)
		names[code] = name
		return err
	}, `SELECT code, name FROM org_unit`+q.SQL(), q.Args()...)
}

// become finds for each of the ended units ids what stands in its place on day,
// however many steps away.
func become(ctx context.Context, tx *db.Tx, ids []string, day clock.Date) (map[string][]Unit, error) {
	now := map[string][]Unit{}
	from := map[string][]string{} // which of ids an ended unit on the way comes from
	for _, id := range ids {
		from[id] = []string{id}
	}
	for depth := 0; len(from) > 0 && depth < maxDepth; depth++ {
		q := &db.Where{}
		q.Arg(day)
		q.And("s.relation IN ('whole', 'part') AND e.state <> 'withdrawn' AND e.effective_on <= $1")
		waiting := make([]string, 0, len(from))
		for id := range from {
			waiting = append(waiting, id)
		}
		slices.Sort(waiting)
		among(q, "s.old_id", waiting)
		next := map[string][]string{}
		err := db.Each(ctx, tx, func(r db.Row) error {
			var old string
			var u Unit
			if err := r.Scan(append(unitColumnsOf(&u), &old)...); err != nil {
				return err
			}
			for _, id := range from[old] {
				switch {
				case !u.StandsOn(day):
					next[u.ID] = append(next[u.ID], id)
				case !slices.ContainsFunc(now[id], func(x Unit) bool { return x.ID == u.ID }):
					now[id] = append(now[id], u)
				}
			}
			return nil
		}, `SELECT `+onDayColumns+`, s.old_id FROM org_succession s JOIN org_event e ON e.id = s.event_id JOIN org_unit u ON u.id = s.new_id`+
			onDay+q.SQL()+` ORDER BY u.sort_key, u.id`, q.Args()...)
		if err != nil {
			return nil, err
		}
		from = next
	}
	return now, nil
}
