package bench

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"syscall"
	"testing"
	"time"

	"kheo/internal/app"
	"kheo/internal/business/initiative"
	"kheo/internal/platform/db"
)

// copies of the example's 2022 season, to come to about 100,000 initiatives.
const copies = 270

// BenchmarkPages asks the whole site, with sessions and compression, for pages
// that everybody may see, among 100,000 initiatives.
func BenchmarkPages(b *testing.B) {
	ctx := b.Context()
	a, err := app.OpenDemo(ctx, app.Config{Data: b.TempDir(), BaseURL: "http://127.0.0.1:8080", Demo: true})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = a.Close() })
	code := multiply(ctx, b, a)
	handler, err := a.Handler()
	if err != nil {
		b.Fatal(err)
	}
	for _, page := range []struct{ name, path string }{
		{"home", "/"}, {"list-of-50", "/mo-hinh"}, {"list-filtered", "/mo-hinh?mua=dvk-2022&linh-vuc=kinh-te"}, {"initiative", "/mo-hinh/" + code},
	} {
		body := ask(b, handler, page.path, false).Body.Bytes()
		b.Run(page.name, func(b *testing.B) { measure(b, func() { ask(b, handler, page.path, false) }) })
		b.Run(page.name+"-gzip", func(b *testing.B) { measure(b, func() { ask(b, handler, page.path, true) }) })
		floor := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(body) })
		b.Run(page.name+"-floor", func(b *testing.B) { measure(b, func() { ask(b, floor, page.path, false) }) })
	}
	b.Run("fifty-rows-floor", func(b *testing.B) { measure(b, func() { fifty(ctx, b, a) }) })
}

// measure reports processor time of this process for each call of do.
func measure(b *testing.B, do func()) {
	b.Helper()
	do()
	before := processor()
	b.ResetTimer()
	for range b.N {
		do()
	}
	b.ReportMetric(float64((processor()-before).Microseconds())/1000/float64(b.N), "cpu-ms/op")
}

func processor() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func ask(b *testing.B, h http.Handler, path string, gzip bool) *httptest.ResponseRecorder {
	b.Helper()
	r := httptest.NewRequest(http.MethodGet, path, nil)
	if gzip {
		r.Header.Set("Accept-Encoding", "gzip")
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if w.Code != http.StatusOK {
		b.Fatalf("%s: %d", path, w.Code)
	}
	return w
}

// fifty reads the columns of fifty rows and nothing else.
func fifty(ctx context.Context, b *testing.B, a *app.App) {
	b.Helper()
	err := a.DB.View(ctx, func(tx *db.Tx) error {
		return db.Each(ctx, tx, func(r db.Row) error {
			var id, title, name, state string
			return r.Scan(&id, &title, &name, &state)
		}, `SELECT id, title, participant_name, state FROM initiative_initiative ORDER BY id DESC LIMIT 50`)
	})
	if err != nil {
		b.Fatal(err)
	}
}

// multiply copies the rows of 2022 and returns the code of a recognised initiative.
func multiply(ctx context.Context, b *testing.B, a *app.App) (code string) {
	b.Helper()
	err := a.DB.Update(ctx, func(tx *db.Tx) error {
		season, err := a.Campaigns.SeasonByCode(ctx, tx, "dvk-2022")
		if err != nil {
			return err
		}
		found, err := a.Initiatives.List(ctx, tx, initiative.Filter{SeasonID: season.ID, States: []initiative.State{initiative.Recognised}, Limit: 1})
		if err != nil {
			return err
		}
		code = found[0].Code
		raw := tx.Raw()
		for n := range copies {
			mark := fmt.Sprintf("%04x", n+1)
			if _, err := raw.ExecContext(ctx, copyRows, mark, season.ID); err != nil {
				return err
			}
		}
		_, err = raw.ExecContext(ctx, `UPDATE initiative_tally SET count = count * $1 WHERE season_id = $2`, copies+1, season.ID)
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return code
}

// copyRows makes one more copy of every initiative of a season under ids and codes
// of their own.
const copyRows = `INSERT INTO initiative_initiative
	SELECT substr(id, 1, 9) || $1 || substr(id, 14), code || '-' || $1, season_id, unit_id, unit_path, participant_id, participant_kind, participant_name,
		kind, field_id, title, title_key || $1, problem, objective, method, area, forces, resources, schedule, outputs, sustainability, starts_on, contact, note,
		result, state, return_reason, due_on, version, created_by, created_at, changed_at, submitted_at, accepted_at, reported_at, decided_at
	FROM initiative_initiative WHERE season_id = $2 AND length(code) = 12`
