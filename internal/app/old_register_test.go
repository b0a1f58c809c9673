package app

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"kheo/internal/business/register"
	"kheo/internal/platform/code"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
)

// decided is what programs wrote before the register was a log: a decision of three
// lines, one of them corrected, one replaced and one revoked since.
var decided = append(append([]string{}, before...),
	`INSERT INTO recognition_decision (id, code, kind, season_id, unit_id, unit_path, level, award, subject, reason, number, number_year, decided_on, place, letterhead, line, sign_as, signer,
		state, version, created_at, changed_at, signed_by, issued_at) VALUES
		('019a0000-0000-7000-8000-0000000000d1', 'kt-cu', 'commendation', '019a0000-0000-7000-8000-000000000004', '019a0000-0000-7000-8000-000000000001', '/quan-cu/', 'cấp quận', 'giấy khen', '', '',
		'41-QĐ/QU', 2022, '2022-11-01', 'Quận Cũ', '[]', 'party', '["T/M BAN THƯỜNG VỤ"]', 'Nguyễn Văn Mẫu', 'issued', 1, '2022-11-01 00:00:00+00:00', '2022-11-01 00:00:00+00:00', '', '2022-11-01 02:00:00+00:00'),
		('019a0000-0000-7000-8000-0000000000d2', 'th-cu', 'revocation', '019a0000-0000-7000-8000-000000000004', '019a0000-0000-7000-8000-000000000001', '/quan-cu/', '', '', '', 'Kê khai sai',
		'42-QĐ/QU', 2022, '2022-12-01', 'Quận Cũ', '[]', 'party', '["T/M BAN THƯỜNG VỤ"]', 'Nguyễn Văn Mẫu', 'issued', 1, '2022-12-01 00:00:00+00:00', '2022-12-01 00:00:00+00:00', '', '2022-12-01 02:00:00+00:00')`,
	`UPDATE recognition_decision SET amends_id = '019a0000-0000-7000-8000-0000000000d1' WHERE code = 'th-cu'`,
	line("e1", "d1", 1), line("e2", "d1", 2), line("e3", "d1", 3), line("e4", "d2", 1), line("e5", "d2", 2),
	entry(oldCode(2), 1, "e1", "d1", "2022-11-01 02:00:00.5+00:00"), entry(oldCode(3), 2, "e2", "d1", "2022-11-01 02:00:00.5+00:00"),
	entry(oldCode(4), 3, "e3", "d1", "2022-11-01 02:00:00.5+00:00"), entry(oldCode(5), 4, "e4", "d2", "2022-12-01 02:00:00+00:00"),
	`INSERT INTO register_amendment (id, code, kind, decision_id, by_code, reason, at, replaces) VALUES
		('019a0000-0000-7000-8000-0000000000f1', '`+oldCode(2)+`', 'corrected', '019a0000-0000-7000-8000-0000000000d2', '`+oldCode(5)+`', 'Sai “tên”', '2022-12-01 02:00:00+00:00', FALSE),
		('019a0000-0000-7000-8000-0000000000f2', '`+oldCode(3)+`', 'corrected', '019a0000-0000-7000-8000-0000000000d2', '`+oldCode(5)+`', 'Ghi lại', '2022-12-01 02:00:00+00:00', TRUE),
		('019a0000-0000-7000-8000-0000000000f3', '`+oldCode(4)+`', 'revoked', '019a0000-0000-7000-8000-0000000000d2', NULL, 'Kê khai sai', '2022-12-01 02:00:00+00:00', FALSE)`,
)

// oldCode is one of a few codes that are always the same.
func oldCode(n int) string {
	return code.New(register.Prefix, strings.NewReader(strings.Repeat(string(rune('0'+n)), 64)))
}

func line(id, decision string, position int) string {
	return `INSERT INTO recognition_line (id, decision_id, position, initiative_code, participant_id, participant_kind, name, unit_id, unit_path, unit_name, title, merit) VALUES
		('019a0000-0000-7000-8000-0000000000` + id + `', '019a0000-0000-7000-8000-0000000000` + decision + `', ` + string(rune('0'+position)) + `, '', '019a0000-0000-7000-8000-000000000003', 'individual',
		'Trần Thị Hoà', '019a0000-0000-7000-8000-000000000002', '/quan-cu/hoa/', 'Phường Hoà', '', '')`
}

func entry(key string, serial int, id, decision, at string) string {
	return `INSERT INTO register_entry (code, serial, line_id, decision_id, record, issued_at) VALUES ('` + key + `', ` + string(rune('0'+serial)) + `,
		'019a0000-0000-7000-8000-0000000000` + id + `', '019a0000-0000-7000-8000-0000000000` + decision + `',
		'{"decision":"kt-cu","kind":"commendation","number":"41-QĐ/QU","decided_on":"2022-11-01","decided_by":"Quận Cũ","level":"cấp quận","award":"giấy khen","position":1,"name":"Trần Thị Hoà",
		"participant_kind":"individual","unit":"Phường Hoà","season":"cu-2022","year":2022}', '` + at + `')`
}

// TestOldRegisterIsSealed: what was entered before the register was a log is in the log
// after the first start, in the order in which it was said, and stands as it stood.
func TestOldRegisterIsSealed(t *testing.T) {
	t.Parallel()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		data := t.TempDir()
		sealedSince(t, Config{Data: data, BaseURL: "http://127.0.0.1"}, filepath.Join(data, "kheo.db"))
	})
	if dbtest.HasPostgres() {
		t.Run("postgres", func(t *testing.T) {
			t.Parallel()
			url := dbtest.EmptyPostgresURL(t)
			sealedSince(t, Config{Data: t.TempDir(), Database: url, BaseURL: "http://127.0.0.1"}, url)
		})
	}
}

func sealedSince(t *testing.T, c Config, url string) {
	t.Helper()
	d, err := db.Open(url)
	if err != nil {
		t.Fatal(err)
	}
	grow(t, d, "0031", decided)
	for range 2 { // the second start finds nothing to do
		a, err := Open(t.Context(), c)
		if err != nil {
			t.Fatal(err)
		}
		stand(t, a)
		if err := a.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func stand(t *testing.T, a *App) {
	t.Helper()
	ctx := context.Background()
	if f, err := a.Register.CheckAll(ctx, nil); err != nil || !f.OK() || f.Leaves != 7 {
		t.Fatalf("%d leaves, %v, %v", f.Leaves, f.Problems, err)
	}
	want := []struct {
		code, by, reason string
		state            register.State
		leaf             int64
	}{
		{oldCode(2), oldCode(5), "Sai “tên”", register.Corrected, 0}, {oldCode(3), oldCode(5), "Ghi lại", register.Replaced, 1},
		{oldCode(4), "", "Kê khai sai", register.Revoked, 2}, {oldCode(5), "", "", register.Valid, 3},
	}
	err := a.DB.View(ctx, func(tx *db.Tx) error {
		all, err := a.Register.Entries(ctx, tx, "019a0000-0000-7000-8000-0000000000d1")
		if len(all) != 3 || all[0].Record.Name != "Trần Thị Hoà" || all[0].IssuedAt.Format("2006-01-02 15:04:05.0") != "2022-11-01 02:00:00.5" {
			t.Errorf("entries %+v", all)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
	for _, w := range want {
		v, err := a.Register.Verify(ctx, w.code)
		e := v.Entry
		if err != nil || v.Outcome != register.Found || e.State != w.state || e.Leaf != w.leaf || w.reason != "" && (e.Amendments[0].Reason != w.reason || e.Amendments[0].ByCode != w.by) {
			t.Errorf("%s: %s %+v, %v", w.code, v.Outcome, e, err)
		}
	}
}
