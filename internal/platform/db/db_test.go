package db_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
)

func TestMigrateTwice(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		if err := dbtest.Prepare(t.Context(), d); err != nil {
			t.Fatal(err)
		}
	})
}

func TestConcurrentUpdatesAllCount(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		insert(t, d, "a")
		var wg sync.WaitGroup
		for range 16 {
			wg.Go(func() {
				err := d.Update(ctx, func(tx *db.Tx) error {
					n, err := db.One(ctx, tx, db.Value[int64], `SELECT done FROM jobs_run WHERE kind = $1`, "a")
					if err != nil {
						return err
					}
					return db.Exec(ctx, tx, `UPDATE jobs_run SET done = $2 WHERE kind = $1`, "a", n+1)
				})
				if err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if n := done(t, d, "a"); n != 16 {
			t.Errorf("%d updates counted, want 16", n)
		}
	})
}

func TestRefusedUpdateLeavesNothing(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		insert(t, d, "a")
		ctx := t.Context()
		err := d.Update(ctx, func(tx *db.Tx) error {
			if err := db.Exec(ctx, tx, `UPDATE jobs_run SET done = 9`); err != nil {
				return err
			}
			return db.Change(ctx, tx, `UPDATE jobs_run SET done = 10 WHERE kind = $1`, "unknown")
		})
		if !errors.Is(err, fault.Conflict) {
			t.Errorf("error %v, want Conflict", err)
		}
		if n := done(t, d, "a"); n != 0 {
			t.Errorf("done is %d after a refused update, want 0", n)
		}
	})
}

func TestTimesAndDuplicates(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		insert(t, d, "a")
		err := d.View(ctx, func(tx *db.Tx) error {
			return db.Each(ctx, tx, func(r db.Row) error {
				created, started := time.Time{}, time.Now()
				if err := r.Scan(db.Time(&created), db.Time(&started)); err != nil {
					return err
				}
				if !created.Equal(dbtest.Moment) || !started.IsZero() {
					t.Errorf("created %v, started %v", created, started)
				}
				return nil
			}, `SELECT created_at, started_at FROM jobs_run`)
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := try(ctx, d, "a"); !db.IsDuplicate(err) {
			t.Errorf("second insert: %v, want a duplicate", err)
		}
	})
}

func TestAppendOnly(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		insert(t, d, "a")
		for range 2 { // again must not fail
			if err := d.AppendOnly(ctx, "jobs_run"); err != nil {
				t.Fatal(err)
			}
		}
		for _, q := range []string{`UPDATE jobs_run SET done = 1`, `DELETE FROM jobs_run`} {
			if err := d.Update(ctx, func(tx *db.Tx) error { return db.Exec(ctx, tx, q) }); err == nil {
				t.Errorf("%s was not refused", q)
			}
		}
	})
}

func insert(t *testing.T, d *db.DB, kind string) {
	t.Helper()
	if err := try(t.Context(), d, kind); err != nil {
		t.Fatal(err)
	}
}

func try(ctx context.Context, d *db.DB, kind string) error {
	return d.Update(ctx, func(tx *db.Tx) error {
		return db.Exec(ctx, tx, `INSERT INTO jobs_run (id, kind, title, state, created_at) VALUES ($1, $2, '', 'waiting', $3)`,
			"019a0000-0000-7000-8000-000000000001", kind, tx.Now)
	})
}

func done(t *testing.T, d *db.DB, kind string) (n int64) {
	t.Helper()
	ctx := t.Context()
	err := d.View(ctx, func(tx *db.Tx) (err error) {
		n, err = db.One(ctx, tx, db.Value[int64], `SELECT done FROM jobs_run WHERE kind = $1`, kind)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestPathsWithSignsOfAddresses(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "số #1?100%.db")
	d, err := db.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	err = d.Update(t.Context(), func(tx *db.Tx) error { return db.Exec(t.Context(), tx, `CREATE TABLE kept (n BIGINT)`) })
	if err := errors.Join(err, d.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(file); err != nil {
		t.Error(err)
	}
}
