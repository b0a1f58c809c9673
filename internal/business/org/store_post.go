package org

import (
	"context"

	"kheo/internal/platform/db"
)

const postColumns = `valid_from, valid_to, id, unit_id, title, holder, account_id, version`

func scanPost(r db.Row) (p Post, err error) {
	err = r.Scan(append(p.Scan(), &p.ID, &p.UnitID, &p.Title, &p.Holder, db.Text(&p.AccountID), &p.Version)...)
	return p, err
}

// postsOf lists the posts of a unit: those that are held first, then the latest.
func postsOf(ctx context.Context, tx *db.Tx, unitID string) ([]Post, error) {
	return db.All(ctx, tx, scanPost, `SELECT `+postColumns+` FROM org_post WHERE unit_id = $1 ORDER BY valid_to DESC, valid_from DESC, id`, unitID)
}

func findPost(ctx context.Context, tx *db.Tx, id string) (Post, error) {
	return db.One(ctx, tx, scanPost, `SELECT `+postColumns+` FROM org_post WHERE id = $1`, id)
}

func insertPost(ctx context.Context, tx *db.Tx, p Post) error {
	return db.Exec(ctx, tx, `INSERT INTO org_post (id, unit_id, title, holder, account_id, valid_from, valid_to, version)
		VALUES ($1, $2, $3, $4, $5, $6, $7, 1)`, p.ID, p.UnitID, p.Title, p.Holder, db.OrNull(p.AccountID), p.First(), p.Last())
}

func changePost(ctx context.Context, tx *db.Tx, p Post) error {
	return db.Change(ctx, tx, `UPDATE org_post SET title = $3, holder = $4, account_id = $5, valid_from = $6, valid_to = $7, version = version + 1
		WHERE id = $1 AND version = $2`, p.ID, p.Version, p.Title, p.Holder, db.OrNull(p.AccountID), p.First(), p.Last())
}
