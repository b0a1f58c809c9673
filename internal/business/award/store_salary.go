package award

import (
	"context"

	"kheo/internal/platform/db"
)

const salaryColumns = `id, amount, effective_from, effective_to, source, verified_by, superseded_by, version`

func scanSalary(r db.Row) (s Salary, err error) {
	err = r.Scan(&s.ID, &s.Amount, &s.From, &s.To, &s.Source, &s.VerifiedBy, db.Text(&s.SupersededBy), &s.Version)
	return s, err
}

// salaries lists every base salary, the latest first, the replaced ones too.
func salaries(ctx context.Context, tx *db.Tx) ([]Salary, error) {
	return db.All(ctx, tx, scanSalary, `SELECT `+salaryColumns+` FROM award_salary ORDER BY effective_from DESC, created_at DESC, id DESC`)
}

func insertSalary(ctx context.Context, tx *db.Tx, s Salary, by string) error {
	return db.Exec(ctx, tx, `INSERT INTO award_salary (`+salaryColumns+`, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, NULL, 1, $7, $8)`,
		s.ID, s.Amount, s.From, s.To, s.Source, s.VerifiedBy, by, tx.Now)
}

const roundingColumns = `id, step, direction, effective_from, effective_to, source, verified_by, superseded_by, version`

func scanRounding(r db.Row) (x Rounding, err error) {
	err = r.Scan(&x.ID, &x.Step, &x.Direction, &x.From, &x.To, &x.Source, &x.VerifiedBy, db.Text(&x.SupersededBy), &x.Version)
	return x, err
}

// roundings lists every rule of rounding, the latest first, the replaced ones too.
func roundings(ctx context.Context, tx *db.Tx) ([]Rounding, error) {
	return db.All(ctx, tx, scanRounding, `SELECT `+roundingColumns+` FROM award_rounding ORDER BY effective_from DESC, created_at DESC, id DESC`)
}

func insertRounding(ctx context.Context, tx *db.Tx, r Rounding, by string) error {
	return db.Exec(ctx, tx, `INSERT INTO award_rounding (`+roundingColumns+`, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, 1, $8, $9)`,
		r.ID, r.Step, r.Direction, r.From, r.To, r.Source, r.VerifiedBy, by, tx.Now)
}

// trail is what the audit trail keeps of s.
func (s Salary) trail() map[string]any {
	return map[string]any{"amount": s.Amount, "from": s.From, "to": s.To, "source": s.Source, "verified_by": s.VerifiedBy, "superseded_by": s.SupersededBy}
}

// trail is what the audit trail keeps of r.
func (r Rounding) trail() map[string]any {
	return map[string]any{"step": r.Step, "direction": r.Direction, "from": r.From, "to": r.To, "source": r.Source, "verified_by": r.VerifiedBy, "superseded_by": r.SupersededBy}
}
