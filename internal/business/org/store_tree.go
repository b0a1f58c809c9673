package org

import (
	"context"
	"strings"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
)

// standsOn keeps rows of org_unit that stand on a day.
func standsOn(q *db.Where, day clock.Date) {
	q.And("(valid_from IS NULL OR valid_from <= ?) AND (valid_to IS NULL OR valid_to >= ?)", day, day)
}

// placed is a condition on the days of org_parent p: it holds on day, or it began
// until then.
func placed(q *db.Where, tree Tree, day clock.Date, ended bool) string {
	where := "p.tree = " + q.Arg(tree) + " AND p.valid_from <= " + q.Arg(day)
	if ended {
		return where
	}
	return where + " AND p.valid_to >= " + q.Arg(day)
}

// listBelow lists the units that f asks for within tops, by name.
func listBelow(ctx context.Context, tx *db.Tx, tops []string, f TreeFilter) ([]TreeItem, error) {
	q := &db.Where{}
	q.AnyUnder("path", tops)
	switch {
	case f.Above != "":
		q.And("id IN (SELECT p.unit_id FROM org_parent p WHERE p.parent_id = " + q.Arg(f.Above) + " AND " + placed(q, f.Tree, f.Day, f.Ended) + ")")
	case f.Tree == Administrative:
		marks := make([]string, len(tops))
		for i, top := range tops {
			marks[i] = q.Arg(top)
		}
		q.And("path IN (" + strings.Join(marks, ", ") + ")")
	default:
		q.And("id IN (SELECT p.parent_id FROM org_parent p WHERE " + placed(q, f.Tree, f.Day, f.Ended) + ")")
		q.And("id NOT IN (SELECT p.unit_id FROM org_parent p WHERE " + placed(q, f.Tree, f.Day, f.Ended) + ")")
	}
	if f.Ended {
		q.And("(valid_from IS NULL OR valid_from <= ?)", f.Day)
	} else {
		standsOn(q, f.Day)
	}
	if f.After != "" {
		last := "(SELECT a.sort_key FROM org_unit a WHERE a.id = " + q.Arg(f.After) + ")"
		q.And("(sort_key > "+last+" OR sort_key = "+last+" AND id > ?)", f.After)
	}
	return treeItems(ctx, tx, q, f)
}

func treeItems(ctx context.Context, tx *db.Tx, q *db.Where, f TreeFilter) ([]TreeItem, error) {
	day := q.Arg(f.Day)
	query := `SELECT ` + unitColumns + `,
		(SELECT n.name FROM org_name n WHERE n.unit_id = org_unit.id AND n.valid_from <= ` + day + ` ORDER BY n.valid_from DESC LIMIT 1),
		(SELECT t.type FROM org_type t WHERE t.unit_id = org_unit.id AND t.valid_from <= ` + day + ` ORDER BY t.valid_from DESC LIMIT 1),
		(SELECT COUNT(*) FROM org_parent p WHERE p.parent_id = org_unit.id AND ` + placed(q, f.Tree, f.Day, false) + `)
		FROM org_unit` + q.SQL() + ` ORDER BY sort_key, id LIMIT ` + q.Arg(f.Limit)
	return db.All(ctx, tx, func(r db.Row) (i TreeItem, err error) {
		var name, kind string
		err = r.Scan(append(unitColumnsOf(&i.Unit), db.Text(&name), db.Text(&kind), &i.Below)...)
		if name != "" && name != i.Name {
			i.Today, i.Name = i.Name, name
		}
		if kind != "" {
			i.Type = Type(kind)
		}
		return i, err
	}, query, q.Args()...)
}

// chainAbove lists the units above id in tree on day, the highest first, as far as
// allowed holds.
func (s *Service) chainAbove(ctx context.Context, tx *db.Tx, tree Tree, id string, day clock.Date, allowed func(path string) bool) (chain []Unit, err error) {
	for range maxDepth {
		above, err := db.All(ctx, tx, scanUnit, `SELECT `+prefixed("u.", unitColumns)+` FROM org_parent p JOIN org_unit u ON u.id = p.parent_id
			WHERE p.unit_id = $1 AND p.tree = $2 AND p.valid_from <= $3 AND p.valid_to >= $3`, id, tree, day)
		if err != nil || len(above) == 0 || !allowed(above[0].Path) {
			return chain, err
		}
		chain, id = append([]Unit{above[0]}, chain...), above[0].ID
	}
	return chain, nil
}

// unitAt finds the unit that stands at path today.
func unitAt(ctx context.Context, tx *db.Tx, path string) (Unit, error) {
	return db.One(ctx, tx, scanUnit, `SELECT `+unitColumns+` FROM org_unit WHERE path = $1`, path)
}

// namedAt lists the units under tops that bore a name, as folded text, at some time.
func namedAt(ctx context.Context, tx *db.Tx, tops []string, fold string) ([]Unit, error) {
	q := &db.Where{}
	q.AnyUnder("path", tops)
	q.And("id IN (SELECT w.unit_id FROM org_word w WHERE w.fold = ? AND w.whole)", fold)
	return db.All(ctx, tx, scanUnit, `SELECT `+unitColumns+` FROM org_unit`+q.SQL()+` ORDER BY path LIMIT 20`, q.Args()...)
}
