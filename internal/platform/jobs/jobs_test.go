package jobs_test

import (
	"context"
	"errors"
	"testing"

	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/jobs"
)

type count struct {
	To int `json:"to"`
}

func (count) Kind() string { return "test.count.v1" }

func TestJobs(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		q := jobs.New(d)
		if err := q.Migrate(ctx); err != nil {
			t.Fatal(err)
		}
		ended := make(chan int, 2)
		jobs.Handle(q, func(ctx context.Context, run *jobs.Run, c count) error {
			defer func() { ended <- c.To }()
			if c.To < 0 {
				return fault.Refuse("Không đếm lùi.")
			}
			return run.Progress(ctx, c.To, c.To)
		})
		if err := q.Start(ctx); err != nil {
			t.Fatal(err)
		}
		ids := map[int]string{}
		for _, to := range []int{3, -1} {
			err := d.Update(ctx, func(tx *db.Tx) (err error) {
				ids[to], err = q.Enqueue(ctx, tx, "", "đếm", count{to})
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		err := d.Update(ctx, func(tx *db.Tx) error {
			if _, err := q.Enqueue(ctx, tx, "", "đếm", count{100}); err != nil {
				return err
			}
			return errors.New("changed my mind")
		})
		if err == nil {
			t.Fatal("the transaction was to fail")
		}
		<-ended
		<-ended
		if err := q.Stop(context.WithoutCancel(ctx)); err != nil {
			t.Fatal(err)
		}
		check(t, d, ids[3], jobs.Run{State: "done", Done: 3, Total: 3})
		check(t, d, ids[-1], jobs.Run{State: "failed", Message: "Không đếm lùi."})
		if len(ended) > 0 {
			t.Errorf("a job of a refused transaction ran: %d", <-ended)
		}
	})
}

func check(t *testing.T, d *db.DB, id string, want jobs.Run) {
	t.Helper()
	err := d.View(t.Context(), func(tx *db.Tx) error {
		got, err := jobs.Find(t.Context(), tx, id)
		if got.State != want.State || got.Done != want.Done || got.Total != want.Total || got.Message != want.Message {
			t.Errorf("got %+v, want %+v", got, want)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
