package publication_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"kheo/internal/business/initiative"
	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
)

const (
	records  = 153_250 // as many as a city's history of 2007 to 2023
	oldWards = 322     // in 22 districts, until the end of June 2025
	newWards = 168     // from then on; every tenth old ward was split between two
)

// reformed makes a city before and after a reform, with its records by old ward.
func reformed(w *world) {
	w.tb.Helper()
	statements := []string{
		`CREATE TEMP TABLE n AS WITH RECURSIVE c(x) AS (SELECT 0 UNION ALL SELECT x + 1 FROM c WHERE x < $1 - 1) SELECT x FROM c`,
		`INSERT INTO org_unit (id, code, name, type, line, parent_id, path, fold, sort_key, version)
			VALUES ('0190c000-0000-7000-8000-000000000000', 'thanh-pho', 'Thành phố Đo', 'province', 'territory', NULL, '/thanh-pho/', 'thanh pho do', 'a', 1)`,
		`INSERT INTO org_unit (id, code, name, type, line, parent_id, path, valid_to, fold, sort_key, version)
			SELECT printf('0190c000-0000-7000-8001-%012x', x), 'quan-' || x, 'Quận ' || x, 'district', 'territory', '0190c000-0000-7000-8000-000000000000',
			'/thanh-pho/quan-' || x || '/', '2025-06-30', 'quan ' || x, 'b', 1 FROM n WHERE x < 22`,
		`INSERT INTO org_unit (id, code, name, type, line, parent_id, path, valid_to, fold, sort_key, version)
			SELECT printf('0190c000-0000-7000-8002-%012x', x), 'cu-' || x, 'Phường cũ ' || x, 'ward', 'territory', printf('0190c000-0000-7000-8001-%012x', x % 22),
			'/thanh-pho/quan-' || (x % 22) || '/cu-' || x || '/', '2025-06-30', 'phuong cu ' || x, 'c', 1 FROM n WHERE x < ` + fmt.Sprint(oldWards),
		`INSERT INTO org_unit (id, code, name, type, line, parent_id, path, valid_from, fold, sort_key, version)
			SELECT printf('0190c000-0000-7000-8003-%012x', x), 'moi-' || x, 'Phường mới ' || x, 'ward', 'territory', '0190c000-0000-7000-8000-000000000000',
			'/thanh-pho/moi-' || x || '/', '2025-07-01', 'phuong moi ' || x, 'd', 1 FROM n WHERE x < ` + fmt.Sprint(newWards),
		`INSERT INTO org_event (id, effective_on, basis, state, created_at) VALUES ('0190c000-0000-7000-8000-000000000001', '2025-07-01', 'NQ', 'done', '2025-07-01')`,
		`INSERT INTO org_succession (event_id, position, relation, old_id, new_id)
			SELECT '0190c000-0000-7000-8000-000000000001', x + 1, CASE WHEN x % 10 = 0 THEN 'part' ELSE 'whole' END,
			printf('0190c000-0000-7000-8002-%012x', x), printf('0190c000-0000-7000-8003-%012x', x % 168) FROM n WHERE x < ` + fmt.Sprint(oldWards),
		`INSERT INTO org_succession (event_id, position, relation, old_id, new_id)
			SELECT '0190c000-0000-7000-8000-000000000001', x + 1001, 'part',
			printf('0190c000-0000-7000-8002-%012x', x), printf('0190c000-0000-7000-8003-%012x', (x + 1) % 168) FROM n WHERE x % 10 = 0 AND x < ` + fmt.Sprint(oldWards),
		`INSERT INTO participant_participant (id, kind, name, name_key, sort_key, unit_id, unit_path, version, created_at)
			SELECT printf('0190b000-0000-7000-8002-%012x', x), 'collective', 'Tổ dân phố số ' || x, 'k' || x, 'k', '` + ward + `', '/quan-dong-da/phuong-lang-ha/', 1, '2026-01-01' FROM n WHERE x < 1000`,
		`INSERT INTO initiative_initiative (id, code, season_id, unit_id, unit_path, participant_id, participant_kind, participant_name, kind, field_id,
			title, title_key, problem, objective, method, area, forces, resources, schedule, outputs, sustainability, contact, note, result, state, return_reason,
			version, created_at, changed_at, decided_at)
			SELECT printf('0190b%03x-%04x-7000-8000-%012x', x / 65536, x % 65536, x), printf('MH-%04X-%04X', x / 65536, x % 65536), '` + past + `',
			printf('0190c000-0000-7000-8002-%012x', x % 322), '/thanh-pho/quan-' || (x % 322 % 22) || '/cu-' || (x % 322) || '/',
			printf('0190b000-0000-7000-8002-%012x', x % 1000), CASE x % 5 WHEN 0 THEN 'individual' ELSE 'collective' END, 'Tổ dân phố số ' || (x % 1000), 'model',
			printf('0190a000-0000-7000-8000-00000000001%d', 1 + x % 4), 'Khéo trong vận động giữ sạch ngõ ' || x, 'k' || x, '', '', '', '', '', '', '', '', '', '', '', '',
			'not_recognised', '', 1, '2026-01-01', '2026-01-01', '2026-01-01' FROM n`,
		`INSERT INTO initiative_tally SELECT season_id, unit_id, unit_path, field_id, participant_kind, state, COUNT(*) FROM initiative_initiative GROUP BY 1, 2, 3, 4, 5, 6`,
		`DROP TABLE n`,
	}
	for _, statement := range statements {
		w.do(func(ctx context.Context, tx *db.Tx) error {
			var args []any
			if strings.Contains(statement, "$1") {
				args = append(args, records)
			}
			_, err := tx.Raw().ExecContext(ctx, statement, args...)
			return err
		})
	}
	if err := org.New(w.db).Settle(w.tb.Context()); err != nil {
		w.tb.Fatal(err)
	}
}

// BenchmarkMaps measures "everything under this unit on the map of date D": the
// total, what is there only partly, and the first page of 50 rows; beside it, the
// floor: reading 50 rows by their ids.
func BenchmarkMaps(b *testing.B) {
	w := newWorld(b, dbtest.SQLite(b))
	reformed(w)
	for _, c := range []struct{ name, unit, day string }{
		{"city today", "thanh-pho", "2026-11-22"}, {"new ward today", "moi-5", "2026-11-22"}, {"district of 2022", "quan-3", "2022-06-01"}, {"old ward of 2022", "cu-7", "2022-06-01"},
	} {
		b.Run(c.name, func(b *testing.B) {
			path := "/mo-hinh?don-vi=" + c.unit + "&ban-do=" + c.day
			measure(b, func() { get(b, w, path) })
		})
		b.Run(c.name+", found anew", func(b *testing.B) {
			day := clock.Must(c.day)
			measure(b, func() { w.everything(b, c.unit, day) })
		})
	}
	b.Run("floor: 50 rows by id", func(b *testing.B) {
		measure(b, func() { w.fifty(b) })
	})
}

func measure(b *testing.B, do func()) {
	do()
	do()
	begin := processor(b)
	for b.Loop() {
		do()
	}
	b.ReportMetric(float64((processor(b)-begin).Microseconds())/float64(b.N), "cpu-us/op")
}

// everything answers the question as a list does, without pages and without
// what is kept of earlier answers.
func (w *world) everything(b *testing.B, code string, day clock.Date) {
	units, initiatives := org.New(w.db), initiative.New(w.db, nil, nil, nil, nil)
	err := w.db.View(b.Context(), func(tx *db.Tx) error {
		unit, err := units.ByCode(b.Context(), tx, "unit", code)
		if err != nil {
			return err
		}
		reach, err := units.OnMap(b.Context(), tx, unit, day)
		if err != nil {
			return err
		}
		f := initiative.CardFilter{Under: append([]string{}, reach.Wholly...), Limit: 51}
		tally, err := initiatives.CardTally(b.Context(), tx, f)
		if err != nil {
			return err
		}
		f.Few = initiative.SumTally(tally, initiative.State.Registered) <= 1500
		if len(reach.Partly) > 0 {
			if _, err := initiatives.CardTally(b.Context(), tx, initiative.CardFilter{Under: reach.Partly}); err != nil {
				return err
			}
		}
		cards, err := initiatives.Cards(b.Context(), tx, f)
		if err == nil && len(cards) != 51 {
			b.Fatalf("%d cards under %s on %s", len(cards), code, day.ISO())
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
}

// fifty reads fifty records by their ids.
func (w *world) fifty(b *testing.B) {
	ids := make([]string, 50)
	for n := range ids {
		ids[n] = fmt.Sprintf("0190b%03x-%04x-7000-8000-%012x", n*3000/65536, n*3000%65536, n*3000)
	}
	err := w.db.View(b.Context(), func(tx *db.Tx) error {
		cards, err := initiative.New(w.db, nil, nil, nil, nil).CardsOf(b.Context(), tx, ids)
		if err == nil && len(cards) != 50 {
			b.Fatalf("%d cards", len(cards))
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
}
