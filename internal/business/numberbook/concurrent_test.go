package numberbook_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"

	"kheo/internal/business/numberbook"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
)

// errDropped undoes a signing after its number was taken.
var errDropped = errors.New("the signing failed")

// TestManySigners: sixty-four sign at once, some fail after they had their number,
// some hold numbers back and void them; every number is there once.
func TestManySigners(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d).ready(t)
		const signers = 64
		day := clock.On(2026, 11, 20)
		var wg sync.WaitGroup
		for i := range signers { // nobody opened the book before
			wg.Go(func() {
				if _, err := h.take(t, h.want(fmt.Sprint("only-", i), day)); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		bookID := h.gapless(t, signers)
		want := signers
		var mu sync.Mutex
		grown := func(n int) { mu.Lock(); want += n; mu.Unlock() }
		for i := range signers {
			luck := rand.New(rand.NewPCG(7, uint64(i))).IntN(4)
			wg.Go(func() { h.oneOf(t, luck, bookID, h.want(fmt.Sprint("mixed-", i), day), grown) })
		}
		wg.Wait()
		h.gapless(t, want)
	})
}

// oneOf signs, fails to sign, holds a number back, or holds one back and voids it.
func (h *house) oneOf(t *testing.T, luck int, bookID string, w numberbook.Want, grown func(int)) {
	ctx := context.Background()
	var err error
	switch luck {
	case 0:
		_, err = h.take(t, w)
		grown(1)
	case 1:
		err = h.db.Update(ctx, func(tx *db.Tx) error {
			if _, err := h.Take(ctx, tx, h.actors["ky"], w); err != nil {
				return err
			}
			return errDropped
		})
		if errors.Is(err, errDropped) {
			err = nil
		}
	default:
		var n numberbook.Number
		n, err = h.Reserve(ctx, h.actors["thu"], bookID, numberbook.ReserveInput{Subject: "Giữ", Reason: "Chờ ký"})
		if err == nil && luck == 3 {
			err = h.Annul(ctx, h.actors["thu"], bookID, n.Number, "Không ký nữa")
		} else if err == nil {
			w.Reserved = &n.Number
			_, err = h.take(t, w)
		}
		grown(1)
	}
	if err != nil {
		t.Errorf("%d: %v", luck, err)
	}
}

// gapless checks that the only book holds the numbers 1 to want, and its counters.
func (h *house) gapless(t *testing.T, want int) (bookID string) {
	t.Helper()
	l, err := h.List(t.Context(), h.actors["thu"], numberbook.Query{}, true)
	if err != nil || len(l.Rows) != 1 {
		t.Fatalf("%d books, %v", len(l.Rows), err)
	}
	v, err := h.See(t.Context(), h.actors["thu"], l.Rows[0].ID, numberbook.NumberQuery{}, true)
	if err != nil || len(v.Numbers) != want || v.Next != int64(want)+1 {
		t.Fatalf("%d numbers, next %d, want %d; %v", len(v.Numbers), v.Next, want, err)
	}
	states := map[numberbook.State]int64{}
	for i, n := range v.Numbers {
		if n.Number != int64(i)+1 {
			t.Fatalf("number %d stands at place %d", n.Number, i+1)
		}
		states[n.State]++
	}
	if states[numberbook.Reserved] != v.Reserved || states[numberbook.Void] != v.Void {
		t.Errorf("counted %d held and %d void, rows say %v", v.Reserved, v.Void, states)
	}
	return v.ID
}
