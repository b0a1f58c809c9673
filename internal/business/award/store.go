package award

import (
	"context"
	"slices"

	"kheo/internal/business/participant"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
)

const awardColumns = `id, code, edition, name, form, act, line, level, decider, often, bonus_source, symbol, note,
	effective_from, effective_to, source, verified_by, superseded_by, version`

func scanAward(r db.Row) (a Award, err error) {
	err = r.Scan(&a.ID, &a.Code, &a.Edition, &a.Name, &a.Form, &a.Act, &a.Line, &a.Level, &a.Decider, &a.Often, &a.BonusSource, &a.Symbol, &a.Note,
		&a.From, &a.To, &a.Source, &a.VerifiedBy, db.Text(&a.SupersededBy), &a.Version)
	return a, err
}

// awards reads the editions that w keeps, with who may get them.
func awards(ctx context.Context, tx *db.Tx, w *db.Where) ([]Award, error) {
	all, err := db.All(ctx, tx, scanAward, `SELECT `+awardColumns+` FROM award_award`+w.SQL(), w.Args()...)
	if err != nil {
		return nil, err
	}
	at := map[string]*Award{}
	for n := range all {
		all[n].Multiples = map[participant.Kind]int64{}
		at[all[n].ID] = &all[n]
	}
	err = db.Each(ctx, tx, func(r db.Row) error {
		var id string
		var kind participant.Kind
		var multiple *int64
		err := r.Scan(&id, &kind, &multiple)
		a := at[id]
		a.Kinds = append(a.Kinds, kind)
		if multiple != nil {
			a.Multiples[kind] = *multiple
		}
		return err
	}, `SELECT award_id, kind, multiple FROM award_kind WHERE award_id IN (SELECT id FROM award_award`+w.SQL()+`)`, w.Args()...)
	for n := range all {
		slices.SortFunc(all[n].Kinds, func(a, b participant.Kind) int {
			return slices.Index(participant.Kinds(), a) - slices.Index(participant.Kinds(), b)
		})
	}
	return sorted(all), err
}

func insertAward(ctx context.Context, tx *db.Tx, a Award, by string) error {
	err := db.Exec(ctx, tx, `INSERT INTO award_award (`+awardColumns+`, created_by, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)`,
		a.ID, a.Code, a.Edition, a.Name, a.Form, a.Act, a.Line, a.Level, a.Decider, a.Often, a.BonusSource, a.Symbol, a.Note,
		a.From, a.To, a.Source, a.VerifiedBy, db.OrNull(a.SupersededBy), 1, by, tx.Now)
	if err != nil {
		return err
	}
	for _, kind := range a.Kinds {
		var multiple any
		if n, known := a.Multiples[kind]; known {
			multiple = n
		}
		if err := db.Exec(ctx, tx, `INSERT INTO award_kind (award_id, kind, multiple) VALUES ($1, $2, $3)`, a.ID, kind, multiple); err != nil {
			return err
		}
	}
	return nil
}

// The tables whose rows are editions.
const (
	awardTable    = "award_award"
	salaryTable   = "award_salary"
	roundingTable = "award_rounding"
)

// end makes to the last day of a row of table.
func end(ctx context.Context, tx *db.Tx, table, id string, version int64, to clock.Date) error {
	return db.Change(ctx, tx, `UPDATE `+table+` SET effective_to = $3, version = version + 1
		WHERE id = $1 AND version = $2 AND superseded_by IS NULL`, id, version, to)
}

// verify keeps who compared a row of table with its source; empty for nobody.
func verify(ctx context.Context, tx *db.Tx, table, id string, version int64, by string) error {
	return db.Change(ctx, tx, `UPDATE `+table+` SET verified_by = $3, version = version + 1 WHERE id = $1 AND version = $2`, id, version, by)
}

// makeRoom ends and replaces what stands in the way of the edition by, which is in
// table already and holds from a day.
func makeRoom(ctx context.Context, tx *db.Tx, table string, cut, replaced []string, by string, from clock.Date) error {
	for _, id := range cut {
		if err := db.Exec(ctx, tx, `UPDATE `+table+` SET effective_to = $2, version = version + 1 WHERE id = $1`, id, from.AddDays(-1)); err != nil {
			return err
		}
	}
	for _, id := range replaced {
		if err := db.Exec(ctx, tx, `UPDATE `+table+` SET superseded_by = $2, version = version + 1 WHERE id = $1`, id, by); err != nil {
			return err
		}
	}
	return nil
}

// trail is what the audit trail keeps of a.
func (a Award) trail() map[string]any {
	return map[string]any{
		"code": a.Code, "edition": a.Edition, "name": a.Name, "form": a.Form, "act": a.Act, "line": a.Line, "level": a.Level, "decider": a.Decider,
		"kinds": a.Kinds, "multiples": a.Multiples, "often": a.Often, "bonus_source": a.BonusSource, "symbol": a.Symbol, "note": a.Note,
		"from": a.From, "to": a.To, "source": a.Source, "verified_by": a.VerifiedBy, "superseded_by": a.SupersededBy,
	}
}
