package participant_test

import (
	"context"
	"fmt"
	"testing"

	"kheo/internal/business/participant"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
)

// BenchmarkLook enters 1,000 participants of a ward and compares each with the
// others, and beside it enters them only: rows per second.
func BenchmarkLook(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		h := newTown(b, dbtest.SQLite(b))
		before := busy(b)
		h.update(b, func(ctx context.Context, tx *db.Tx) error {
			for n := range 1000 {
				kind, name := nth(n)
				if _, _, err := h.Ensure(ctx, tx, kind, fmt.Sprint(name, " ", n%7), participant.Unit{ID: h.ward.ID, Path: h.ward.Path}); err != nil {
					return err
				}
			}
			return nil
		})
		entered := busy(b)
		b.StartTimer()
		if err := h.LookAll(b.Context(), []string{"/"}); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(1000/(entered-before).Seconds(), "entered/cpu-s")
		b.ReportMetric(1000/(busy(b)-entered).Seconds(), "compared/cpu-s")
	}
}
