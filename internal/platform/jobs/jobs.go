// Package jobs runs long work in the background, once, with progress that
// people can follow. River does the queueing; a row of jobs_run is what pages
// show.
package jobs

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
)

// Args are what a kind of job needs to know. They are kept as JSON, and Kind
// never changes once released.
type Args interface{ Kind() string }

// Queue holds the work to do.
type Queue struct {
	db      *db.DB
	driver  riverdriver.Driver[*sql.Tx]
	workers *river.Workers
	client  *river.Client[*sql.Tx]
}

// New makes a queue over d. Add kinds of work with Handle, then Start it.
func New(d *db.DB) *Queue {
	q := &Queue{db: d, workers: river.NewWorkers()}
	if d.Engine() == db.Postgres {
		q.driver = riverdatabasesql.New(d.Pool())
	} else {
		q.driver = riversqlite.New(d.Pool())
	}
	return q
}

// Migrate makes the tables that River needs.
func (q *Queue) Migrate(ctx context.Context) error {
	m, err := rivermigrate.New(q.driver, &rivermigrate.Config{Logger: quiet()})
	if err != nil {
		return err
	}
	_, err = m.Migrate(ctx, rivermigrate.DirectionUp, nil)
	return err
}

// Handle says how jobs of A's kind are done. A job that fails with a bug or an
// outage is tried again, at most three times in all; one that is refused
// (fault.Invalid, fault.Refused) ends at once with its reason.
func Handle[A Args](q *Queue, do func(ctx context.Context, run *Run, args A) error) {
	river.AddWorker(q.workers, &worker[A]{queue: q, do: do})
}

// Open makes the queue ready to take jobs; Start also does them.
func (q *Queue) Open() error { return q.open(false) }

// Start begins to do the work; Stop ends it.
func (q *Queue) Start(ctx context.Context) error {
	if err := q.open(true); err != nil {
		return err
	}
	return q.client.Start(ctx)
}

func (q *Queue) open(work bool) (err error) {
	config := &river.Config{Workers: q.workers, Logger: quiet(), MaxAttempts: 3}
	if work {
		config.Queues = map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: 2}}
		config.FetchPollInterval = 500 * time.Millisecond
		config.JobTimeout = 30 * time.Minute
	}
	q.client, err = river.NewClient(q.driver, config)
	return err
}

// Stop waits for running jobs to end, until ctx does.
func (q *Queue) Stop(ctx context.Context) error {
	if q.client == nil {
		return nil
	}
	return q.client.Stop(ctx)
}

// Enqueue adds a job that starts if and only if tx commits. It returns the id
// under which people follow it. Title says what is being done.
func (q *Queue) Enqueue(ctx context.Context, tx *db.Tx, accountID, title string, args Args) (runID string, err error) {
	runID = uuid.Must(uuid.NewV7()).String()
	err = db.Exec(ctx, tx, `INSERT INTO jobs_run (id, kind, title, account_id, state, created_at) VALUES ($1, $2, $3, $4, 'waiting', $5)`,
		runID, args.Kind(), title, db.OrNull(accountID), tx.Now)
	if err != nil {
		return "", err
	}
	_, err = q.client.InsertTx(ctx, tx.Raw(), envelope{RunID: runID, Args: args, kind: args.Kind()}, nil)
	return runID, err
}

// envelope is what River stores of a job.
type envelope struct {
	RunID string `json:"run_id"`
	Args  any    `json:"args"`
	kind  string
}

func (e envelope) Kind() string { return e.kind }

// letter is an envelope that is opened by the worker that knows its content.
type letter[A Args] struct {
	RunID string `json:"run_id"`
	Args  A      `json:"args"`
}

func (l letter[A]) Kind() string { return l.Args.Kind() }

type worker[A Args] struct {
	river.WorkerDefaults[letter[A]]
	queue *Queue
	do    func(context.Context, *Run, A) error
}

// Work does one job and records how it ended.
func (w *worker[A]) Work(ctx context.Context, job *river.Job[letter[A]]) error {
	run := &Run{ID: job.Args.RunID, db: w.queue.db}
	if err := run.begin(ctx); err != nil {
		return err
	}
	err := w.do(ctx, run, job.Args.Args)
	if err == nil {
		return run.end(ctx, "done", "")
	}
	var refused fault.Refused
	var invalid fault.Invalid
	if errors.As(err, &refused) || errors.As(err, &invalid) {
		return errors.Join(run.end(ctx, "failed", err.Error()), river.JobCancel(err))
	}
	slog.ErrorContext(ctx, "job failed", "kind", job.Kind, "run", run.ID, "attempt", job.Attempt, "err", err)
	if job.Attempt >= job.MaxAttempts {
		return errors.Join(run.end(ctx, "failed", ""), err)
	}
	return fmt.Errorf("job %s: %w", job.Kind, err)
}

func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }
