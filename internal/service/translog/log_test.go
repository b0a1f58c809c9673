package translog_test

import (
	"context"
	"fmt"
	"testing"

	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/translog"
)

const origin = "kheo.example/so-cong-nhan"

func newLog(t testing.TB, d *db.DB) *translog.Log {
	t.Helper()
	l := translog.New(d, t.TempDir())
	if err := l.Settle(t.Context(), origin); err != nil {
		t.Fatal(err)
	}
	return l
}

func grow(t testing.TB, d *db.DB, l *translog.Log, leaves ...[]byte) {
	t.Helper()
	err := d.Update(t.Context(), func(tx *db.Tx) error {
		_, err := l.Append(t.Context(), tx, leaves)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func head(t testing.TB, d *db.DB, l *translog.Log) (h translog.Head) {
	t.Helper()
	view(t, d, func(ctx context.Context, tx *db.Tx) (err error) {
		h, err = l.Head(ctx, tx)
		return err
	})
	return h
}

func view(t testing.TB, d *db.DB, do func(context.Context, *db.Tx) error) {
	t.Helper()
	if err := d.View(t.Context(), func(tx *db.Tx) error { return do(t.Context(), tx) }); err != nil {
		t.Fatal(err)
	}
}

// Leaves come in batches of all sizes; after each every leaf is proved to whoever has
// the public key, and the tree begins with every tree before it.
func TestAppendAndProve(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		l := newLog(t, d)
		n := 0
		for _, batch := range []int{1, 1, 2, 3, 248, 1, 1, 300, 7} {
			var leaves [][]byte
			for range batch {
				leaves = append(leaves, fmt.Appendf(nil, "leaf %d", n))
				n++
			}
			grow(t, d, l, leaves...)
			h := head(t, d, l)
			if h.N != int64(n) || h.Origin != origin {
				t.Fatalf("head %+v after %d leaves", h.Checkpoint, n)
			}
			view(t, d, func(ctx context.Context, tx *db.Tx) error {
				for _, i := range []int64{0, int64(n) / 2, int64(n) - 1} {
					proofs, err := l.Prove(ctx, tx, h, i)
					if err != nil {
						return err
					}
					p, err := translog.ParseProof(proofs[0].Format())
					if err != nil {
						return err
					}
					o, err := translog.OpenCheckpoint(p.Checkpoint, h.Keys)
					if err != nil {
						return err
					}
					if err := p.Check(o.Checkpoint, fmt.Appendf(nil, "leaf %d", i)); err != nil {
						t.Errorf("leaf %d of %d: %v", i, n, err)
					}
					if p.Check(o.Checkpoint, []byte("another leaf")) == nil {
						t.Errorf("another leaf passes for %d of %d", i, n)
					}
				}
				return nil
			})
		}
	})
}
