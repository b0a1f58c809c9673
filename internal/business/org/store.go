package org

import (
	"context"

	"kheo/internal/platform/db"
	"kheo/internal/platform/text"
)

const unitColumns = `id, code, name, type, line, parent_id, path, valid_from, valid_to, version`

func scanUnit(r db.Row) (u Unit, err error) {
	err = r.Scan(unitColumnsOf(&u)...)
	return u, err
}

func unitColumnsOf(u *Unit) []any {
	return []any{&u.ID, &u.Code, &u.Name, &u.Type, &u.Line, db.Text(&u.ParentID), &u.Path, &u.ValidFrom, &u.ValidTo, &u.Version}
}

func listTree(ctx context.Context, tx *db.Tx, tops []string, words, after string, limit int) ([]TreeRow, error) {
	q := &db.Where{}
	q.AnyUnder("path", tops)
	q.If(after != "", "path > ?", after)
	q.If(words != "", `(fold LIKE ? ESCAPE '\' OR code LIKE ? ESCAPE '\')`, db.LikeContains(words), db.LikeContains(text.Slug(words)))
	return db.All(ctx, tx, func(r db.Row) (t TreeRow, err error) {
		err = r.Scan(append(unitColumnsOf(&t.Unit), db.Text(&t.Parent))...)
		return t, err
	}, `SELECT `+unitColumns+`, (SELECT p.name FROM org_unit p WHERE p.id = org_unit.parent_id) FROM org_unit`+
		q.SQL()+` ORDER BY path LIMIT `+q.Arg(limit), q.Args()...)
}

// unitsNamed finds units of the subtrees by folded name, at most two.
func unitsNamed(ctx context.Context, tx *db.Tx, tops []string, fold string) ([]Unit, error) {
	q := &db.Where{}
	q.AnyUnder("path", tops)
	q.And("fold = ?", fold)
	return db.All(ctx, tx, scanUnit, `SELECT `+unitColumns+` FROM org_unit`+q.SQL()+` ORDER BY path LIMIT 2`, q.Args()...)
}
