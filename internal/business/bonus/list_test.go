package bonus_test

import (
	"context"
	"testing"

	"kheo/internal/business/bonus"
	"kheo/internal/business/participant"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
)

// TestListPages: pages of any size put together are the whole list, each item once.
func TestListPages(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, database *db.DB) {
		h, ctx := newHouse(t, database), context.Background()
		for n := range 4 {
			d := h.draft(true, participant.Individual, participant.Collective, participant.Household)
			d.DecidedOn = day.AddDays(-n / 2) // two a day
			h.issue(t, d)
			if n == 0 {
				h.amend(t, d, "revocation", h.lineID(d, 1), "Người Mẫu B")
			}
		}
		whole, err := h.List(ctx, h.actors["soat"], bonus.Query{State: bonus.AllStates}, 100)
		if err != nil || len(whole.Rows) != 12 || whole.More {
			t.Fatalf("%d rows, %v", len(whole.Rows), err)
		}
		waits, err := h.List(ctx, h.actors["soat"], bonus.Query{}, 100)
		if err != nil || len(waits.Rows) != 11 {
			t.Fatalf("%d rows wait, %v", len(waits.Rows), err)
		}
		for size := 1; size < 12; size++ {
			q, n := bonus.Query{State: bonus.AllStates}, 0
			for more := true; more; {
				l, err := h.List(ctx, h.actors["soat"], q, size)
				must(t, err)
				for _, row := range l.Rows {
					if row.LineID != whole.Rows[n].LineID {
						t.Fatalf("pages of %d: row %d is %d of %s", size, n, row.Position, row.DecidedOn)
					}
					n++
				}
				more, q.After = l.More, l.Rows[len(l.Rows)-1].LineID
			}
			if n != 12 {
				t.Errorf("pages of %d: %d rows", size, n)
			}
		}
	})
}
