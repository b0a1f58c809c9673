package dossier

import (
	"io"
	"testing"

	"kheo/internal/business/org"
	"kheo/internal/business/recognition"
	"kheo/internal/platform/clock"
	"kheo/internal/service/docgen"
)

func both(b *testing.B, doc docgen.Document) {
	b.Helper()
	if err := docgen.WriteDOCX(io.Discard, doc); err != nil {
		b.Fatal(err)
	}
	if err := docgen.WritePDF(io.Discard, doc); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkSet writes all papers of 50 lines in both formats.
func BenchmarkSet(b *testing.B) {
	r := sample(org.Party, recognition.Commendation, clock.On(2026, 10, 9), 50)
	r.Ceremony.OneEach = true
	for b.Loop() {
		for _, k := range Kinds() {
			doc, err := r.Document(k)
			if err != nil {
				b.Fatal(err)
			}
			both(b, doc)
		}
	}
}

// BenchmarkBrief500 writes the brief of 500 lines in both formats.
func BenchmarkBrief500(b *testing.B) {
	r := sample(org.State, recognition.Recognition, clock.On(2026, 10, 9), 500)
	for b.Loop() {
		doc, err := r.Document(Brief)
		if err != nil {
			b.Fatal(err)
		}
		both(b, doc)
	}
}
