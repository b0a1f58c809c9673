package review_test

import (
	"context"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"

	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
)

// manyCases is how many cases the ranking of the benchmark has, with three sheets each.
const manyCases = 5_000

// fillCases makes n cases of the season by SQL of SQLite, with three of 24
// appraisers each and a mean kept beside them.
func (k *council) fillCases(b *testing.B, n int) {
	b.Helper()
	one := k.reviewed(b, "Khéo mẫu", "cat")
	for _, statement := range []string{
		`CREATE TEMP TABLE n AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < $1) SELECT x FROM c`,
		`CREATE TEMP TABLE one AS SELECT * FROM initiative_initiative WHERE id = '` + one + `'`,
		`INSERT INTO initiative_initiative (id, code, season_id, unit_id, unit_path, participant_id, participant_kind, participant_name, kind, field_id, title, title_key,
			problem, objective, method, area, forces, resources, schedule, outputs, sustainability, contact, note, result, state, return_reason, version, created_at, changed_at)
			SELECT printf('0190c000-0000-7000-8000-%012x', x), 'MH-' || x, season_id, unit_id, unit_path, participant_id, participant_kind, participant_name, kind, field_id,
			'Khéo trong vận động giữ sạch ngõ ' || x, 'k' || x, problem, objective, method, area, forces, resources, schedule, outputs, sustainability, '', '', '', state, '', 1, created_at, changed_at
			FROM n, one WHERE x < $1`,
		`UPDATE initiative_tally SET count = $1 WHERE state = 'under_review'`,
		`INSERT INTO review_case (initiative_id, season_id, unit_path, under_review, code, title, title_sort, participant, unit_name, unit_sort, sheets, points, mean, result, votes_for, votes_total, note, recorded_by, version)
			SELECT id, season_id, unit_path, 1, code, title, CAST(title AS BLOB), participant_name, 'Phường Cát Mẫu', CAST('p' AS BLOB), 0, 0, 0, '', 0, 0, '', '', 1 FROM initiative_initiative WHERE id <> '` + one + `'`,
		`INSERT INTO review_sheet (id, initiative_id, season_id, appraiser_id, appraiser, comment, total, unverified, handed_in_at, version, changed_at)
			SELECT printf('0190d000-0000-7000-8%03x-%012x', a.k, x), printf('0190c000-0000-7000-8000-%012x', x), '` + k.season.ID + `', printf('0190e000-0000-7000-8000-%012x', (x + a.k * 7) % 24),
			'Người Chấm Mẫu', '', 60 + (x * 31 + a.k * 17) % 40, 0, '2026-11-20', 1, '2026-11-20' FROM n, (SELECT 0 AS k UNION ALL SELECT 1 UNION ALL SELECT 2) a WHERE x < $1`,
		`UPDATE review_case SET sheets = 3, points = (SELECT SUM(total) FROM review_sheet s WHERE s.initiative_id = review_case.initiative_id) WHERE initiative_id <> '` + one + `'`,
		`UPDATE review_case SET mean = (points * 100 + 1) / 3 WHERE sheets = 3`,
		`UPDATE review_sheet SET off = total * 100 - (SELECT mean FROM review_case c WHERE c.initiative_id = review_sheet.initiative_id)`,
		`UPDATE review_sheet SET appraiser_id = '` + k.actors["minh"].AccountID + `' WHERE appraiser_id = '0190e000-0000-7000-8000-000000000000'`,
		`INSERT INTO review_lean SELECT season_id, appraiser_id, SUM(off), COUNT(off) FROM review_sheet GROUP BY season_id, appraiser_id`,
		`INSERT INTO review_uncorrected (season_id) VALUES ('` + k.season.ID + `') ON CONFLICT DO NOTHING`,
		`DROP TABLE n`, `DROP TABLE one`,
	} {
		k.update(b, func(ctx context.Context, tx *db.Tx) error {
			var args []any
			if strings.Contains(statement, "$1") {
				args = append(args, n)
			}
			_, err := tx.Raw().ExecContext(ctx, statement, args...)
			return err
		})
	}
}

// BenchmarkRanking measures the ranking of 5,000 cases as whole requests: ns/op, and
// the processor time of this process as cpu-us/op. The floor beside it reads one
// page of the same rows, already in order, and nothing else.
func BenchmarkRanking(b *testing.B) {
	k := newCouncil(b, dbtest.SQLite(b))
	k.fillCases(b, manyCases)
	b.Run("floor", func(b *testing.B) {
		measure(b, func() {
			err := k.db.View(b.Context(), func(tx *db.Tx) error {
				return db.Each(b.Context(), tx, func(r db.Row) error {
					var id, title string
					var mean int64
					return r.Scan(&id, &title, &mean)
				}, `SELECT initiative_id, title, mean FROM review_case WHERE season_id = $1 ORDER BY mean DESC, initiative_id LIMIT 51`, k.season.ID)
			})
			if err != nil {
				b.Fatal(err)
			}
		})
	})
	for _, page := range []struct{ login, query string }{
		{"hoi", ""}, {"minh", ""}, {"hoi", "?xep=don-vi"}, {"hoi", "?xep=hieu-chinh"}, {"minh", "?chua-cham=1"}, {"lan", ""},
	} {
		b.Run(page.login+page.query, func(b *testing.B) {
			measure(b, func() {
				if w := k.get(page.login, root+page.query); w.Code != http.StatusOK {
					b.Fatalf("%d", w.Code)
				}
			})
		})
	}
}

// BenchmarkCorrect measures the first ranking by corrected means after a sheet came in.
func BenchmarkCorrect(b *testing.B) {
	k := newCouncil(b, dbtest.SQLite(b))
	k.fillCases(b, manyCases)
	measure(b, func() {
		k.update(b, func(ctx context.Context, tx *db.Tx) error {
			return db.Exec(ctx, tx, `INSERT INTO review_uncorrected (season_id) VALUES ($1) ON CONFLICT DO NOTHING`, k.season.ID)
		})
		if w := k.get("hoi", root+"?xep=hieu-chinh"); w.Code != http.StatusOK {
			b.Fatalf("%d", w.Code)
		}
	})
}

// measure runs do and reports its processor time.
func measure(b *testing.B, do func()) {
	b.Helper()
	do()
	do()
	begin := processor(b)
	for b.Loop() {
		do()
	}
	b.ReportMetric(float64((processor(b)-begin).Microseconds())/float64(b.N), "cpu-us/op")
}

func processor(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
