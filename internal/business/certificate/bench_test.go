package certificate_test

import (
	"fmt"
	"io"
	"testing"

	"kheo/internal/business/certificate"
	"kheo/internal/business/recognition"
	"kheo/internal/platform/db/dbtest"
)

// BenchmarkPapers prints a decision of 300 lines as one book and as files of their own,
// from the rows of the register to the last byte: signed QR codes, proofs and seals.
func BenchmarkPapers(b *testing.B) {
	h := newHall(b, dbtest.SQLite(b))
	var names []string
	for n := range 300 {
		names = append(names, fmt.Sprintf("Bà Nguyễn Thị Mẫu %d", n))
	}
	d := h.issued(b, recognition.Commendation, "412-QĐ/QU", names...)
	papers, err := h.PrintNow(b.Context(), h.actors["ky"], d.ID, certificate.Choice{})
	if err != nil {
		b.Fatal(err)
	}
	made := func(b *testing.B, unit string, write func() error) {
		for b.Loop() {
			if err := write(); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(b.N*300)/b.Elapsed().Seconds(), unit)
	}
	b.Run("book", func(b *testing.B) { made(b, "pages/s", func() error { return papers.Write(io.Discard, nil) }) })
	b.Run("files", func(b *testing.B) {
		made(b, "files/s", func() error { return papers.WriteZip(io.Discard, func(int) {}) })
	})
	b.Run("proofs", func(b *testing.B) {
		again := certificate.Choice{Reason: "In thử."}
		made(b, "proofs/s", func() error {
			_, err := h.PrintNow(b.Context(), h.actors["ky"], d.ID, again)
			return err
		})
	})
}
