package monitor

import (
	"net/http/httptest"
	"testing"

	"kheo/internal/service/translog/fetch"
	"kheo/internal/service/translog/memlog"
)

// BenchmarkCheck looks at a log of a million leaves over HTTP on this machine: for the
// first time, when nothing is new, and after 500 leaves more.
func BenchmarkCheck(b *testing.B) {
	const million = 1_000_000
	l, server := memlog.New(b, origin), &memlog.Server{}
	l.Grow(million)
	server.Show(l, million, 0)
	s := httptest.NewServer(server)
	defer s.Close()
	m := Monitor{Prefix: s.URL + memlog.Prefix, Client: fetch.Client(), Now: noon}
	look := func(b *testing.B) {
		b.Helper()
		if r, err := m.Check(b.Context()); err != nil || r.Verdict != OK {
			b.Fatal(r, err)
		}
	}
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			m.Folder = b.TempDir()
			look(b)
		}
	})
	b.Run("nothing-new", func(b *testing.B) {
		m.Folder = b.TempDir()
		look(b)
		for b.Loop() {
			look(b)
		}
	})
	b.Run("500-more", func(b *testing.B) {
		m.Folder = b.TempDir()
		look(b)
		for b.Loop() {
			b.StopTimer()
			l.Grow(500)
			server.Show(l, l.Size(), 0)
			b.StartTimer()
			look(b)
		}
	})
}
