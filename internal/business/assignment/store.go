package assignment

import (
	"context"
	"strings"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
)

const batchColumns = `id, season_id, way, cases, pairs, people, made_by, made_at, undone_by, undone_at`

func scanBatch(r db.Row) (b Batch, err error) {
	var names string
	err = r.Scan(&b.ID, &b.SeasonID, &b.Way, &b.Cases, &b.Pairs, &names, &b.MadeBy, db.Time(&b.MadeAt), &b.UndoneBy, db.Time(&b.UndoneAt))
	b.People = strings.Split(names, "\n")
	return b, err
}

func findBatch(ctx context.Context, tx *db.Tx, id string) (Batch, error) {
	return db.One(ctx, tx, scanBatch, `SELECT `+batchColumns+` FROM assignment_batch WHERE id = $1`, id)
}

// batches lists the latest batches of a season, the newest first.
func batches(ctx context.Context, tx *db.Tx, seasonID string, limit int) ([]Batch, error) {
	return db.All(ctx, tx, scanBatch, `SELECT `+batchColumns+` FROM assignment_batch WHERE season_id = $1 ORDER BY made_at DESC, id DESC LIMIT $2`, seasonID, limit)
}

func insertBatch(ctx context.Context, tx *db.Tx, b Batch) error {
	return db.Exec(ctx, tx, `INSERT INTO assignment_batch (id, season_id, way, cases, pairs, people, made_by, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		b.ID, b.SeasonID, b.Way, b.Cases, b.Pairs, strings.Join(b.People, "\n"), b.MadeBy, b.MadeAt)
}

func undoBatch(ctx context.Context, tx *db.Tx, id, by string) error {
	return db.Change(ctx, tx, `UPDATE assignment_batch SET undone_by = $2, undone_at = $3 WHERE id = $1 AND undone_at IS NULL`, id, by, tx.Now)
}

// rulesOf lists the rules of a season with their people, the oldest first.
func rulesOf(ctx context.Context, tx *db.Tx, seasonID string) (all []Rule, err error) {
	all, err = db.All(ctx, tx, func(r db.Row) (x Rule, err error) {
		err = r.Scan(&x.ID, &x.SeasonID, db.Text(&x.FieldID), &x.UnitPath, &x.UnitName, &x.MadeBy, db.Time(&x.MadeAt))
		return x, err
	}, `SELECT id, season_id, field_id, unit_path, unit_name, made_by, made_at FROM assignment_rule WHERE season_id = $1 ORDER BY made_at, id`, seasonID)
	if err != nil || len(all) == 0 {
		return all, err
	}
	at := map[string]int{}
	for n, x := range all {
		at[x.ID] = n
	}
	err = db.Each(ctx, tx, func(r db.Row) error {
		var id string
		var p Person
		err := r.Scan(&id, &p.AccountID, &p.Name)
		if n, ok := at[id]; ok {
			all[n].People = append(all[n].People, p)
		}
		return err
	}, `SELECT p.rule_id, p.account_id, p.account FROM assignment_rule_person p JOIN assignment_rule r ON r.id = p.rule_id
		WHERE r.season_id = $1 ORDER BY p.rule_id, p.account, p.account_id`, seasonID)
	return all, err
}

func insertRule(ctx context.Context, tx *db.Tx, x Rule) error {
	err := db.Exec(ctx, tx, `INSERT INTO assignment_rule (id, season_id, field_id, unit_path, unit_name, made_by, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		x.ID, x.SeasonID, db.OrNull(x.FieldID), x.UnitPath, x.UnitName, x.MadeBy, x.MadeAt)
	if db.IsDuplicate(err) {
		return fault.Conflict
	}
	if err != nil {
		return err
	}
	rows := make([][]any, len(x.People))
	for n, p := range x.People {
		rows[n] = []any{x.ID, p.AccountID, p.Name}
	}
	return db.InsertMany(ctx, tx, `assignment_rule_person (rule_id, account_id, account)`, rows)
}

func deleteRule(ctx context.Context, tx *db.Tx, id string) error {
	if err := db.Exec(ctx, tx, `DELETE FROM assignment_rule_person WHERE rule_id = $1`, id); err != nil {
		return err
	}
	return db.Exec(ctx, tx, `DELETE FROM assignment_rule WHERE id = $1`, id)
}
