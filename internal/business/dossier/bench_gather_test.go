package dossier_test

import (
	"context"
	"testing"

	"kheo/internal/platform/db/dbtest"
)

// BenchmarkGather collects the record of a decision with 50 lines from the database.
func BenchmarkGather(b *testing.B) {
	h := newHouse(b, dbtest.SQLite(b))
	d := h.draft(b, 50)
	h.met.held, h.money.reckoned = true, true
	for b.Loop() {
		if _, err := h.View(context.Background(), h.actors["thu"], d.ID); err != nil {
			b.Fatal(err)
		}
	}
}
