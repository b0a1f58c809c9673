package bonus

import (
	"context"
	"errors"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
)

const planColumns = `decision_id, unit_path, fund_id, budget_line, note, proposed_id, proposed_by, proposed_at, approved_id, approved_by, approved_at, approved_total, frozen, version`

func scanPlan(r db.Row) (p Plan, err error) {
	err = r.Scan(&p.DecisionID, &p.UnitPath, db.Text(&p.FundID), &p.BudgetLine, &p.Note, db.Text(&p.ProposedID), &p.ProposedBy, db.Time(&p.ProposedAt),
		db.Text(&p.ApprovedID), &p.ApprovedBy, db.Time(&p.ApprovedAt), &p.ApprovedTotal, &p.Frozen, &p.Version)
	return p, err
}

const itemColumns = `line_id, decision_id, unit_path, decided_on, frozen, position, name, unit_name, kind, amount, basis, typed, verified, state,
	paid_on, paid_doc, recovered_on, recovered_amount, note, acted_id, acted_by, acted_at, version`

func scanItem(r db.Row) (i Item, err error) {
	err = r.Scan(&i.LineID, &i.DecisionID, &i.UnitPath, &i.DecidedOn, &i.Frozen, &i.Position, &i.Name, &i.UnitName, &i.Kind, &i.Amount, &i.Basis, &i.Typed, &i.Verified, &i.State,
		&i.PaidOn, &i.PaidDoc, &i.RecoveredOn, &i.Recovered, &i.Note, db.Text(&i.ByID), &i.By, db.Time(&i.At), &i.Version)
	return i, err
}

func (i Item) row() []any {
	return []any{
		i.LineID, i.DecisionID, i.UnitPath, i.DecidedOn, i.Frozen, i.Position, i.Name, i.UnitName, i.Kind, i.Amount, i.Basis, i.Typed, i.Verified, i.State,
		i.PaidOn, i.PaidDoc, i.RecoveredOn, i.Recovered, i.Note, db.OrNull(i.ByID), i.By, i.At, i.Version,
	}
}

// load reads what is stored of a decision; Plan.Version is 0 when nothing is.
func load(ctx context.Context, tx *db.Tx, decisionID string) (l ledger, err error) {
	l.Plan, err = db.One(ctx, tx, scanPlan, `SELECT `+planColumns+` FROM bonus_plan WHERE decision_id = $1`, decisionID)
	if errors.Is(err, fault.NotFound) {
		return ledger{Plan: Plan{DecisionID: decisionID}}, nil
	}
	if err != nil {
		return l, err
	}
	l.Items, err = db.All(ctx, tx, scanItem, `SELECT `+itemColumns+` FROM bonus_item WHERE decision_id = $1 ORDER BY position, line_id`, decisionID)
	return l, err
}

// store keeps after in the place of before, which was read in the same
// transaction, and moves the counters of their funds.
func store(ctx context.Context, tx *db.Tx, before, after ledger) error {
	if err := moveCounters(ctx, tx, before, after); err != nil {
		return err
	}
	if err := storePlan(ctx, tx, before.Plan, after.Plan); err != nil {
		return err
	}
	for _, i := range before.Items {
		if after.find(i.LineID) != nil {
			continue
		}
		if err := db.Change(ctx, tx, `DELETE FROM bonus_item WHERE line_id = $1 AND version = $2`, i.LineID, i.Version); err != nil {
			return err
		}
	}
	var rows [][]any
	for _, i := range after.Items {
		old := before.find(i.LineID)
		if old == nil {
			i.Version = max(i.Version, 0) + 1
			rows = append(rows, i.row())
			continue
		}
		if *old == i {
			continue
		}
		if err := updateItem(ctx, tx, i); err != nil {
			return err
		}
	}
	return db.InsertMany(ctx, tx, "bonus_item ("+itemColumns+")", rows)
}

func storePlan(ctx context.Context, tx *db.Tx, before, p Plan) error {
	if before.Version == 0 {
		return db.Exec(ctx, tx, `INSERT INTO bonus_plan (`+planColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1)`,
			p.DecisionID, p.UnitPath, db.OrNull(p.FundID), p.BudgetLine, p.Note, db.OrNull(p.ProposedID), p.ProposedBy, db.OrNull(p.ProposedAt),
			db.OrNull(p.ApprovedID), p.ApprovedBy, db.OrNull(p.ApprovedAt), p.ApprovedTotal, p.Frozen)
	}
	return db.Change(ctx, tx, `UPDATE bonus_plan SET fund_id = $3, budget_line = $4, note = $5, proposed_id = $6, proposed_by = $7, proposed_at = $8,
		approved_id = $9, approved_by = $10, approved_at = $11, approved_total = $12, frozen = $13, version = version + 1
		WHERE decision_id = $1 AND version = $2`,
		p.DecisionID, before.Version, db.OrNull(p.FundID), p.BudgetLine, p.Note, db.OrNull(p.ProposedID), p.ProposedBy, db.OrNull(p.ProposedAt),
		db.OrNull(p.ApprovedID), p.ApprovedBy, db.OrNull(p.ApprovedAt), p.ApprovedTotal, p.Frozen)
}

// updateItem keeps what may change of an item, made from version i.Version.
func updateItem(ctx context.Context, tx *db.Tx, i Item) error {
	return db.Change(ctx, tx, `UPDATE bonus_item SET decided_on = $3, frozen = $4, position = $5, name = $6, unit_name = $7, kind = $8, amount = $9, basis = $10,
		typed = $11, state = $12, paid_on = $13, paid_doc = $14, recovered_on = $15, recovered_amount = $16, note = $17, acted_id = $18, acted_by = $19,
		acted_at = $20, verified = $21, version = version + 1 WHERE line_id = $1 AND version = $2`,
		i.LineID, i.Version, i.DecidedOn, i.Frozen, i.Position, i.Name, i.UnitName, i.Kind, i.Amount, i.Basis, i.Typed, i.State,
		i.PaidOn, i.PaidDoc, i.RecoveredOn, i.Recovered, i.Note, db.OrNull(i.ByID), i.By, i.At, i.Verified)
}

// remove forgets what is stored of a decision.
func remove(ctx context.Context, tx *db.Tx, before ledger) error {
	if err := moveCounters(ctx, tx, before, ledger{}); err != nil {
		return err
	}
	id := before.Plan.DecisionID
	if err := db.Exec(ctx, tx, `DELETE FROM bonus_item WHERE decision_id = $1`, id); err != nil {
		return err
	}
	return db.Change(ctx, tx, `DELETE FROM bonus_plan WHERE decision_id = $1 AND version = $2`, id, before.Plan.Version)
}

// moveCounters takes before off its fund and charges after to its own.
func moveCounters(ctx context.Context, tx *db.Tx, before, after ledger) error {
	planned, paid := before.charge()
	nextPlanned, nextPaid := after.charge()
	if before.Plan.FundID == after.Plan.FundID {
		return charge(ctx, tx, after.Plan.FundID, nextPlanned-planned, nextPaid-paid)
	}
	if err := charge(ctx, tx, before.Plan.FundID, -planned, -paid); err != nil {
		return err
	}
	return charge(ctx, tx, after.Plan.FundID, nextPlanned, nextPaid)
}

func charge(ctx context.Context, tx *db.Tx, fundID string, planned, paid int64) error {
	if fundID == "" || planned == 0 && paid == 0 {
		return nil
	}
	return db.Change(ctx, tx, `UPDATE bonus_fund SET planned = planned + $2, paid = paid + $3 WHERE id = $1`, fundID, planned, paid)
}
