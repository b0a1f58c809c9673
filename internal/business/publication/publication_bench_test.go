package publication_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"syscall"
	"testing"
	"time"

	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
)

// many is how many initiatives the benchmarks list.
const many = 100_000

// fillUp makes n initiatives by SQL of SQLite: two thirds in the running season,
// 120 wards, 1 in 60 recognised, five notes and three files each.
func fillUp(w *world, n int) {
	w.tb.Helper()
	for _, statement := range []string{
		`CREATE TEMP TABLE n AS WITH RECURSIVE c(x) AS (SELECT 0 UNION ALL SELECT x + 1 FROM c WHERE x < $1 - 1) SELECT x FROM c`,
		`INSERT INTO org_unit (id, code, name, type, line, parent_id, path, fold, sort_key, version)
			SELECT printf('0190b000-0000-7000-8001-%012x', x), 'phuong-' || x, 'Phường số ' || x, 'ward', 'territory', '` + district + `',
			'/quan-dong-da/phuong-' || x || '/', 'phuong so ' || x, printf('phuong %03d', x), 1 FROM n WHERE x < 120 AND x < $1`,
		`INSERT INTO participant_participant (id, kind, name, name_key, sort_key, unit_id, unit_path, version, created_at)
			SELECT printf('0190b000-0000-7000-8002-%012x', x), 'collective', 'Tổ dân phố số ' || x, 'k' || x, 'k', '` + ward + `', '/quan-dong-da/phuong-lang-ha/', 1, '2026-01-01' FROM n WHERE x < 1000 AND x < $1`,
		`INSERT INTO initiative_initiative (id, code, season_id, unit_id, unit_path, participant_id, participant_kind, participant_name, kind, field_id,
			title, title_key, problem, objective, method, area, forces, resources, schedule, outputs, sustainability, contact, note, result, state, return_reason,
			version, created_at, changed_at, decided_at)
			SELECT printf('0190b%03x-%04x-7000-8000-%012x', x / 65536, x % 65536, x), printf('MH-%04X-%04X', x / 65536, x % 65536),
			CASE WHEN x % 3 = 0 THEN '` + past + `' ELSE '` + running + `' END, printf('0190b000-0000-7000-8001-%012x', x % 120), '/quan-dong-da/phuong-' || (x % 120) || '/',
			printf('0190b000-0000-7000-8002-%012x', x % 1000), CASE x % 5 WHEN 0 THEN 'individual' ELSE 'collective' END, 'Tổ dân phố số ' || (x % 1000), 'model',
			printf('0190a000-0000-7000-8000-00000000001%d', 1 + x % 4), 'Khéo trong vận động giữ sạch ngõ ' || x, 'k' || x, p.t, p.t, p.t, p.t, p.t, p.t, p.t, p.t, p.t, '', '', '',
			CASE WHEN x % 60 = 0 THEN 'recognised' ELSE CASE x % 7 WHEN 0 THEN 'accepted' WHEN 1 THEN 'submitted' WHEN 2 THEN 'reported' WHEN 3 THEN 'under_review' ELSE 'in_progress' END END,
			'', 1, '2026-01-01', '2026-01-01', CASE WHEN x % 60 = 0 THEN '2026-01-01' END
			FROM n, (SELECT 'Bà con họp bàn, thống nhất cách làm, công khai từng khoản thu chi và cùng nhau giữ gìn.' AS t) p`,
		`INSERT INTO initiative_tally SELECT season_id, unit_id, unit_path, field_id, participant_kind, state, COUNT(*) FROM initiative_initiative GROUP BY 1, 2, 3, 4, 5, 6`,
		`INSERT INTO initiative_progress (id, initiative_id, happened_on, step, note, beneficiaries, money, labor_days, author, at)
			SELECT printf('0190b%03x-%04x-7000-9%03x-%012x', x / 65536, x % 65536, s.n, x), printf('0190b%03x-%04x-7000-8000-%012x', x / 65536, x % 65536, x), '2026-05-01', s.step,
			'Họp dân, ghi biên bản, niêm yết.', 12, 100000, 3, '', '2026-01-01'
			FROM n, (SELECT 1 AS n, 'informed' AS step UNION ALL SELECT 2, 'discussed' UNION ALL SELECT 3, 'done' UNION ALL SELECT 4, 'done' UNION ALL SELECT 5, 'checked') s`,
		`INSERT INTO initiative_evidence (id, initiative_id, step, caption, file_id, public, at)
			SELECT printf('0190b%03x-%04x-7000-9%03x-%012x', x / 65536, x % 65536, s.n, x), printf('0190b%03x-%04x-7000-8000-%012x', x / 65536, x % 65536, x), s.step,
			'Ảnh', '` + oneFile + `', 1, '2026-01-01' FROM n, (SELECT 1 AS n, 'informed' AS step UNION ALL SELECT 2, 'discussed' UNION ALL SELECT 3, 'done') s`,
		`INSERT INTO recognition_decision (id, code, kind, season_id, unit_id, unit_path, level, award, subject, reason, number, decided_on, place, letterhead, line, sign_as, signer, state,
			version, created_at, changed_at, signed_by) VALUES ('` + oneFile + `', 'cn-1', 'recognition', '` + past + `', '` + district + `', '/quan-dong-da/', '', '', '', '', '1-QĐ', '2026-10-20', '', '[]', 'party', '[]', '', 'issued', 1, '2026-01-01', '2026-01-01', '')`,
		`INSERT INTO recognition_line (id, decision_id, position, initiative_id, participant_id, participant_kind, name, unit_id, unit_path, unit_name, field_id, title, merit)
			SELECT id, '` + oneFile + `', ROW_NUMBER() OVER (ORDER BY id), id, participant_id, participant_kind, participant_name, unit_id, unit_path, '', field_id, title, '' FROM initiative_initiative WHERE state = 'recognised'`,
		`INSERT INTO search_entry (n, owner) SELECT ROW_NUMBER() OVER (ORDER BY id), id FROM initiative_initiative`,
		`INSERT INTO search_words (rowid, words) SELECT e.n, 'kheo trong van dong giu sach ngo ' || (e.n - 1) FROM search_entry e`,
		`DROP TABLE n`,
	} {
		w.do(func(ctx context.Context, tx *db.Tx) error {
			var args []any
			if strings.Contains(statement, "$1") {
				args = append(args, n)
			}
			_, err := tx.Raw().ExecContext(ctx, statement, args...)
			return err
		})
	}
}

// BenchmarkPages measures whole requests through the mux: ns/op, and the
// processor time of this process as cpu-us/op.
func BenchmarkPages(b *testing.B) {
	w := newWorld(b, dbtest.SQLite(b))
	fillUp(w, many)
	for _, path := range []string{
		"/mo-hinh", "/mo-hinh?mua=dvk-2026", "/mo-hinh?mua=dvk-2026&linh-vuc=kinh-te", "/mo-hinh?mua=dvk-2026&don-vi=phuong-5", "/mo-hinh?don-vi=phuong-5",
		"/mo-hinh?don-vi=quan-dong-da&chang=thuc-hien", "/mo-hinh?chang=tham-dinh&mua=dvk-2025", "/mo-hinh?chang=cong-nhan", "/mo-hinh?chang=cong-nhan&mua=dvk-2025", "/mo-hinh?loai=individual",
		"/mo-hinh?tu=ngo+777", "/mo-hinh?tu=giu+sach", "/mo-hinh?tu=khéo&mua=dvk-2026", "/mo-hinh?sau=0190b001-0000-7000-8000-000000010000&dong=34000", "/", "/so-lieu?mua=dvk-2025",
	} {
		b.Run(path, func(b *testing.B) {
			get(b, w, path)
			get(b, w, path)
			begin := processor(b)
			for b.Loop() {
				get(b, w, path)
			}
			b.ReportMetric(float64((processor(b)-begin).Microseconds())/float64(b.N), "cpu-us/op")
		})
	}
}

// BenchmarkColdPages measures pages that nobody has asked for before.
func BenchmarkColdPages(b *testing.B) {
	w := newWorld(b, dbtest.SQLite(b))
	fillUp(w, many)
	for _, path := range []string{"/mo-hinh?", "/mo-hinh?mua=dvk-2026&linh-vuc=kinh-te&", "/mo-hinh?don-vi=phuong-5&"} {
		b.Run(path, func(b *testing.B) {
			n := 0
			next := func() string {
				n = (n + 7919) % 90_000
				return fmt.Sprintf("%ssau=0190b%03x-%04x-7000-8000-%012x&dong=51", path, (n+9000)>>16, (n+9000)&0xffff, n+9000)
			}
			for range 20 {
				get(b, w, next())
			}
			begin := processor(b)
			for b.Loop() {
				get(b, w, next())
			}
			b.ReportMetric(float64((processor(b)-begin).Microseconds())/float64(b.N), "cpu-us/op")
		})
	}
}

func get(b *testing.B, w *world, path string) {
	rec := httptest.NewRecorder()
	w.mux.ServeHTTP(rec, httptest.NewRequest(http.MethodGet, path, nil))
	if rec.Code != http.StatusOK {
		b.Fatalf("%s: %d", path, rec.Code)
	}
}

func processor(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
