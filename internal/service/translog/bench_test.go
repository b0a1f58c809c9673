package translog_test

import (
	"context"
	"fmt"
	"testing"

	"golang.org/x/mod/sumdb/tlog"

	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/translog"
)

// million is the size of a large register.
const million = 1_000_000

// hashed are n leaves of 32 bytes, as the register's commitments are.
func hashed(n int) [][]byte {
	all := make([][]byte, n)
	for i := range all {
		h := tlog.RecordHash(fmt.Append(nil, i))
		all[i] = h[:]
	}
	return all
}

// largeLog has a million leaves.
func largeLog(b *testing.B) (*db.DB, *translog.Log) {
	b.Helper()
	d := dbtest.SQLite(b)
	l := newLog(b, d)
	all := hashed(million)
	for from := 0; from < million; from += million / 10 {
		grow(b, d, l, all[from:from+million/10]...)
	}
	return d, l
}

// BenchmarkAppend adds the lines of a decision to a log of a million leaves, each batch
// a transaction on the disk. CPU and disk together.
func BenchmarkAppend(b *testing.B) {
	d, l := largeLog(b)
	for _, n := range []int{50, 500} {
		batch := hashed(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				grow(b, d, l, batch...)
			}
		})
	}
}

// BenchmarkProve makes the proof of one leaf among a million; and of 500 neighbours as a
// decision has them.
func BenchmarkProve(b *testing.B) {
	d, l := largeLog(b)
	view(b, d, func(ctx context.Context, tx *db.Tx) error {
		h, err := l.Head(ctx, tx)
		if err != nil {
			return err
		}
		for _, n := range []int64{1, 500} {
			b.Run(fmt.Sprint(n), func(b *testing.B) {
				at := int64(0)
				for b.Loop() {
					at = (at + 77_777) % (million - n)
					numbers := make([]int64, n)
					for i := range numbers {
						numbers[i] = at + int64(i)
					}
					if _, err := l.Prove(ctx, tx, h, numbers...); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(n), "µs/proof")
			})
		}
		b.Run("growth", func(b *testing.B) {
			for b.Loop() {
				if _, err := l.ProveGrowth(ctx, tx, h, million/3); err != nil {
					b.Fatal(err)
				}
			}
		})
		return nil
	})
}

// BenchmarkBuilder hashes a tree of a million leaves, as a monitor does at each check.
func BenchmarkBuilder(b *testing.B) {
	all := make([]tlog.Hash, million)
	for i := range all {
		all[i] = tlog.RecordHash(fmt.Append(nil, i))
	}
	for b.Loop() {
		t := &translog.Builder{}
		for _, h := range all {
			t.Add(h, nil)
		}
		if t.Tree().N != million {
			b.Fatal("not all were added")
		}
	}
}
