package council_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"syscall"
	"testing"
	"time"

	"kheo/internal/business/council"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
)

// The size that must stay quick: a council of 25 that votes on 371 cases at once.
const (
	benchMembers = 25
	benchCases   = 371
)

// BenchmarkPaper measures a whole ballot page through the mux: ns/op, and the
// processor time of this process as cpu-us/op.
func BenchmarkPaper(b *testing.B) {
	h := newHouse(b, dbtest.SQLite(b), benchMembers, benchCases, twoThirds)
	r := h.open(twoThirds)
	ask := func() {
		w := httptest.NewRecorder()
		q := httptest.NewRequest(http.MethodGet, "/viec/luot-bo-phieu/"+r.ID+"/phieu", nil)
		q.Header.Set(who, "tv05")
		if h.mux.ServeHTTP(w, q); w.Code != http.StatusOK {
			b.Fatal(w.Code)
		}
	}
	ask()
	ask()
	begin := processor(b)
	for b.Loop() {
		ask()
	}
	b.ReportMetric(float64((processor(b)-begin).Microseconds())/float64(b.N), "cpu-us/op")
}

// BenchmarkRound measures a whole round on each engine: opening as ms/open, the last
// paper, when the box is fullest, as ms/last-paper, and closing with counting and
// judging as ms/count.
func BenchmarkRound(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) { round(b, dbtest.SQLite(b)) })
	if dbtest.HasPostgres() {
		b.Run("postgres", func(b *testing.B) { round(b, dbtest.Postgres(b)) })
	}
}

func round(b *testing.B, d *db.DB) {
	h := newHouse(b, d, benchMembers, benchCases, twoThirds)
	var open, last, count time.Duration
	before := council.Round{}
	for b.Loop() {
		in := council.RoundInput{Rule: twoThirds, Cases: h.cases}
		if before.ID != "" {
			in.Repeats, in.Reason = before.ID, "Đo thời gian"
		}
		begin := time.Now()
		r, err := h.Open(b.Context(), h.actors["tv01"], h.meeting.ID, in)
		if err != nil {
			b.Fatal(err)
		}
		open += time.Since(begin)
		for i := range benchMembers {
			begin = time.Now()
			h.vote(fmt.Sprintf("tv%02d", i+1), r, council.Choices()[i%3])
		}
		last += time.Since(begin)
		begin = time.Now()
		h.close(r)
		count += time.Since(begin)
		before = r
	}
	for unit, took := range map[string]time.Duration{"ms/open": open, "ms/last-paper": last, "ms/count": count} {
		b.ReportMetric(float64(took.Milliseconds())/float64(b.N), unit)
	}
}

func processor(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
