package jobs

import (
	"context"
	"time"

	"github.com/google/uuid"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
)

// Run is one job as people see it.
type Run struct {
	ID         string
	Kind       string
	Title      string
	AccountID  string
	State      string // waiting, running, done, failed
	Done       int64
	Total      int64
	Message    string // why it failed, when people can do something about it
	Result     string // where the result is to be seen
	CreatedAt  time.Time
	StartedAt  time.Time
	FinishedAt time.Time

	db       *db.DB
	lastTold time.Time
}

// Finished reports whether nothing more will happen.
func (r *Run) Finished() bool { return r.State == "done" || r.State == "failed" }

// Left estimates how long the rest takes; zero when it cannot be told yet.
func (r *Run) Left(now time.Time) time.Duration {
	if r.State != "running" || r.Done == 0 || r.Total <= r.Done {
		return 0
	}
	return time.Duration(float64(now.Sub(r.StartedAt)) / float64(r.Done) * float64(r.Total-r.Done))
}

// Progress tells how far the work is; it writes at most twice a second.
func (r *Run) Progress(ctx context.Context, done, total int) error {
	now := r.db.Now()
	if done < total && now.Sub(r.lastTold) < 500*time.Millisecond {
		return nil
	}
	r.lastTold = now
	return r.db.Update(ctx, func(tx *db.Tx) error {
		return db.Exec(ctx, tx, `UPDATE jobs_run SET done = $2, total = $3 WHERE id = $1`, r.ID, done, total)
	})
}

// Finish records where the result is to be seen, in the caller's transaction.
func (r *Run) Finish(ctx context.Context, tx *db.Tx, result string) error {
	return db.Exec(ctx, tx, `UPDATE jobs_run SET result = $2 WHERE id = $1`, r.ID, result)
}

func (r *Run) begin(ctx context.Context) error {
	return r.db.Update(ctx, func(tx *db.Tx) error {
		return db.Exec(ctx, tx, `UPDATE jobs_run SET state = 'running', started_at = $2 WHERE id = $1`, r.ID, tx.Now)
	})
}

func (r *Run) end(ctx context.Context, state, message string) error {
	return r.db.Update(ctx, func(tx *db.Tx) error {
		return db.Exec(ctx, tx, `UPDATE jobs_run SET state = $2, message = $3, finished_at = $4 WHERE id = $1`, r.ID, state, message, tx.Now)
	})
}

// Find returns a job as people see it, or fault.NotFound.
func Find(ctx context.Context, tx *db.Tx, id string) (Run, error) {
	if uuid.Validate(id) != nil {
		return Run{}, fault.NotFound
	}
	return db.One(ctx, tx, scanRun, `SELECT `+runColumns+` FROM jobs_run WHERE id = $1`, id)
}

// Recent lists an account's latest jobs.
func Recent(ctx context.Context, tx *db.Tx, accountID string, limit int) ([]Run, error) {
	return db.All(ctx, tx, scanRun, `SELECT `+runColumns+` FROM jobs_run WHERE account_id = $1 ORDER BY created_at DESC LIMIT $2`, accountID, limit)
}

const runColumns = `id, kind, title, account_id, state, done, total, message, result, created_at, started_at, finished_at`

func scanRun(row db.Row) (r Run, err error) {
	err = row.Scan(&r.ID, &r.Kind, &r.Title, db.Text(&r.AccountID), &r.State, &r.Done, &r.Total, &r.Message, &r.Result,
		db.Time(&r.CreatedAt), db.Time(&r.StartedAt), db.Time(&r.FinishedAt))
	return r, err
}
