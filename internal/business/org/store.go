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

func insertUnit(ctx context.Context, tx *db.Tx, u Unit) error {
	return db.Exec(ctx, tx, `
		INSERT INTO org_unit (`+unitColumns+`, fold, sort_key)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
		u.ID, u.Code, u.Name, u.Type, u.Line, db.OrNull(u.ParentID), u.Path, u.ValidFrom, u.ValidTo, u.Version,
		text.Fold(u.Name), text.SortKey(u.Name))
}

func updateUnit(ctx context.Context, tx *db.Tx, u Unit) error {
	return db.Change(ctx, tx, `
		UPDATE org_unit SET name = $3, type = $4, line = $5, valid_from = $6, valid_to = $7, fold = $8, sort_key = $9, version = version + 1
		WHERE id = $1 AND version = $2`,
		u.ID, u.Version, u.Name, u.Type, u.Line, u.ValidFrom, u.ValidTo, text.Fold(u.Name), text.SortKey(u.Name))
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

func namesAt(ctx context.Context, tx *db.Tx, paths []string) (map[string]string, error) {
	names := map[string]string{}
	for _, path := range paths {
		if _, seen := names[path]; seen {
			continue
		}
		found, err := db.All(ctx, tx, db.Value[string], `SELECT name FROM org_unit WHERE path = $1`, path)
		if err != nil {
			return nil, err
		}
		names[path] = ""
		for _, name := range found {
			names[path] = name
		}
	}
	return names, nil
}
