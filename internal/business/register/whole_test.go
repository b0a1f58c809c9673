package register_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"kheo/internal/business/recognition"
	"kheo/internal/business/register"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/auth"
	"kheo/internal/service/translog"
)

// everywhere is an administrator of the whole installation.
func everywhere() auth.Actor { return grant(auth.Administrator, "", "/") }

func (h *hall) exported(t testing.TB) string {
	t.Helper()
	var b strings.Builder
	if err := h.Export(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func (h *hall) downloaded(t testing.TB, file, typed string) register.Download {
	t.Helper()
	d, err := register.ExamineDownload(strings.NewReader(file), h.keys(t), typed)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// The whole register goes home as one file, which is whole only as it was signed.
func TestDownload(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := full(t, d)
		file := h.get("", "/so-cong-nhan/so-cong-nhan.jsonl").Body.String()
		got := h.downloaded(t, file, "")
		if !got.OK() || got.Leaves != 14 || got.Entries != 10 || got.Revoked != 1 || got.Origin != "kheo.example/so-cong-nhan" {
			t.Fatalf("%+v", got)
		}
		for _, e := range every[string](t, h, `SELECT code FROM register_entry`) {
			want := h.verify(t, e)
			v := h.downloaded(t, file, e).Verdict
			if v.Outcome != want.Outcome || v.Entry.State != want.Entry.State || v.Entry.Record != want.Entry.Record || v.Valid() != want.Valid() {
				t.Errorf("%s: %+v, want %+v", e, v, want)
			}
		}
		if v := h.downloaded(t, file, "DVK-0000-0000").Verdict; v.Valid() {
			t.Errorf("an unknown code: %+v", v)
		}
		lines := strings.SplitAfter(file, "\n")
		for what, bad := range map[string]string{
			"a name was changed":   strings.Replace(file, "Mẫu 3", "Mẫu 9", 1),
			"a line is missing":    strings.Join(append(append([]string{}, lines[:3]...), lines[4:]...), ""),
			"the end is missing":   strings.Join(lines[:len(lines)-2], ""),
			"a line comes twice":   strings.Join(append(append([]string{}, lines[:4]...), lines[3:]...), ""),
			"a line was added":     file + strings.Replace(lines[14], `"leaf":13`, `"leaf":14`, 1),
			"two lines are turned": strings.Join(append(append(append([]string{}, lines[:3]...), lines[4], lines[3]), lines[5:]...), ""),
			"the size was changed": strings.Replace(file, `\n14\n`, `\n13\n`, 1),
			"nothing":              "", "noise": "xin chào", "no checkpoint": `{"format":"kheo-register/v1"}` + "\n",
		} {
			if got := h.downloaded(t, bad, ""); got.OK() {
				t.Errorf("%s: %+v", what, got)
			}
		}
	})
}

// Spreadsheets get every line with how it stands; nothing in them runs.
func TestDownloadCSV(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHall(t, d)
		root := h.issued(t, recognition.Commendation, "412-QĐ/QU", "=HYPERLINK(1)", "Bà Phạm Thị Mẫu")
		h.amended(t, root, recognition.Revocation, h.entries(t, root)[1].LineID, "415-QĐ/QU", "")
		w := h.get("", "/so-cong-nhan/so-cong-nhan.csv")
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(w.Body.String(), "\ufeff"))).ReadAll()
		if err != nil || len(rows) != 3 || rows[1][4] != "'=HYPERLINK(1)" || rows[1][2] != "Còn giá trị" || rows[2][2] != "Đã thu hồi" || rows[2][10] != "412-QĐ/QU" {
			t.Errorf("%v, %v", rows, err)
		}
	})
}

// Personal data go out of a line, the tree still verifies, and it is written down.
func TestRedact(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHall(t, d)
		if err := d.AppendOnlyBut(t.Context(), "register_leaf", register.Redacts); err != nil {
			t.Fatal(err)
		}
		root := h.issued(t, recognition.Commendation, "412-QĐ/QU", "Bà Phạm Thị Mẫu", "Ông Lê Văn Mẫu")
		all := h.entries(t, root)
		file := sealed(t, h.papers(t, all)[0])
		h.amended(t, root, recognition.Revocation, all[0].LineID, "415-QĐ/QU", "")
		code := all[0].Code
		for _, actor := range []auth.Actor{h.actors["ky"], h.actors["soat"], {}} {
			if err := h.Redact(t.Context(), actor, code, "Theo đơn."); err == nil {
				t.Errorf("%s took data out", actor.Name)
			}
		}
		if err := h.Redact(t.Context(), everywhere(), code, ""); err == nil {
			t.Error("without a reason")
		}
		if err := h.Redact(t.Context(), everywhere(), strings.ToLower(code), "Theo đơn."); err != nil {
			t.Fatal(err)
		}
		if err := h.Redact(t.Context(), everywhere(), code, "Theo đơn."); err == nil {
			t.Error("twice")
		}
		for _, left := range every[string](t, h, `SELECT statement FROM register_leaf WHERE code = '`+code+`'`) {
			if strings.Contains(left, "Phạm") || strings.Contains(left, "Lý do của số 415") {
				t.Errorf("what is left: %s", left)
			}
		}
		if f := h.findings(t); !f.OK() || f.Leaves != 4 {
			t.Errorf("%d leaves, %v", f.Leaves, f.Problems)
		}
		v := h.verify(t, code)
		if v.Outcome != register.Found || !v.Entry.Redacted || v.Entry.State != register.Revoked || v.Entry.Record.Number != "412-QĐ/QU" {
			t.Errorf("the code: %+v", v)
		}
		shows(t, h.get("", "/kiem-tra/"+code), 200, "Dữ liệu cá nhân đã được gỡ", "412-QĐ/QU")
		if w := h.get("", "/so-cong-nhan"); strings.Contains(w.Body.String(), "Phạm Thị") {
			t.Error("the page of the register still has the name")
		}
		export := h.exported(t)
		if got := h.downloaded(t, export, ""); !got.OK() || got.Redacted != 2 || strings.Contains(export, "Phạm") {
			t.Errorf("the download: %+v", got)
		}
		// The paper in somebody's hand still proves itself.
		if v := examine(t, file, h.keys(t)); v.Outcome != register.Genuine || v.Entry.Record.Name != "Bà Phạm Thị Mẫu" {
			t.Errorf("the paper: %+v", v)
		}
		// Content that merely went away is found.
		if err := d.Update(t.Context(), func(tx *db.Tx) error {
			return db.Exec(t.Context(), tx, `UPDATE register_leaf SET salt = NULL WHERE code = $1`, all[1].Code)
		}); err != nil {
			t.Fatal(err)
		}
		if f := h.findings(t); f.OK() || !strings.Contains(f.Problems[0].String(), "bị gỡ") {
			t.Errorf("taken out in silence: %v", f.Problems)
		}
	})
}

// A new key signs from now on; what the old one signed still holds.
func TestRotateKey(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHall(t, d)
		root := h.issued(t, recognition.Commendation, "412-QĐ/QU", many(2)...)
		before := h.papers(t, h.entries(t, root))
		file := sealed(t, before[0])
		if _, err := h.RotateKey(t.Context(), h.actors["ky"]); err == nil {
			t.Error("an approver changed keys")
		}
		k, err := h.RotateKey(t.Context(), everywhere())
		if err != nil {
			t.Fatal(err)
		}
		h.issued(t, recognition.Commendation, "413-QĐ/QU", many(1)...)
		keys := h.keys(t)
		if len(keys) != 2 || keys[0] != k || !keys[1].Retired || keys[1].Until != 2 {
			t.Fatalf("keys %v", keys)
		}
		served, err := translog.ParseKeys(h.get("", "/so-cong-nhan/khoa").Body.String())
		if err != nil || len(served) != 2 || served[1] != keys[1] {
			t.Errorf("served %v, %v", served, err)
		}
		if v := h.verifyFile(t, file); !v.Valid() || !v.Key.Retired {
			t.Errorf("the old paper: %+v", v)
		}
		if v := examine(t, sealed(t, h.papers(t, h.entries(t, root))[0]), keys); !v.Valid() || v.Key.Retired {
			t.Errorf("printed again: %+v", v)
		}
		if v, err := h.VerifyQR(t.Context(), before[1].QR, ""); err != nil || !v.Valid() {
			t.Errorf("the old QR: %+v, %v", v, err)
		}
		if f := h.findings(t); !f.OK() {
			t.Error(f.Problems)
		}
	})
}

// A printed line holds for ever, and says at once when the past was changed.
func TestPrintedLine(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHall(t, d)
		d.Now = func() time.Time { return time.Date(2026, 12, 6, 16, 59, 0, 0, time.UTC) } // Sunday, 23:59 in Viet Nam
		h.issued(t, recognition.Commendation, "412-QĐ/QU", many(2)...)
		d.Now = func() time.Time { return time.Date(2026, 12, 6, 17, 1, 0, 0, time.UTC) }
		h.issued(t, recognition.Commendation, "413-QĐ/QU", many(3)...)
		line := func(week string) (line string, err error) {
			err = d.View(t.Context(), func(tx *db.Tx) error {
				line, err = h.PrintedLine(t.Context(), tx, week)
				return err
			})
			return line, err
		}
		for week, want := range map[string]string{"2026-W49": " 2026-12-06 2 ", "2026-W50": " 2026-12-13 5 ", "": " 2026-12-07 5 "} {
			got, err := line(week)
			if err != nil || !strings.Contains(got, want) {
				t.Fatalf("week %q: %s, %v", week, got, err)
			}
			if v, err := h.VerifyLine(t.Context(), strings.ToLower(got[:5])+got[5:]); err != nil || !v.Valid() {
				t.Errorf("week %q: %+v, %v", week, v, err)
			}
		}
		for _, week := range []string{"2020-W01", "2026-W54", "2026-47", "tuần này"} {
			if got, err := line(week); err == nil {
				t.Errorf("week %q: %s", week, got)
			}
		}
		good, _ := line("2026-W49")
		if v, err := h.VerifyLine(t.Context(), good[:len(good)-1]+"0"); err != nil || v.Outcome != register.NoCode {
			t.Errorf("mistyped: %+v, %v", v, err)
		}
		other := translog.PrintedLine(translog.Checkpoint{Origin: "kheo.example/so-cong-nhan"}, time.Now())
		if v, err := h.VerifyLine(t.Context(), other); err != nil || v.Outcome != register.Altered {
			t.Errorf("another past: %+v, %v", v, err)
		}
	})
}

// Tiles, entries and checkpoint are served as the texts say, and kept for ever.
func TestLogIsServed(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := full(t, d)
		w := h.get("", "/so-cong-nhan/checkpoint")
		o, err := translog.OpenCheckpoint(w.Body.Bytes(), h.keys(t))
		if err != nil || o.N != 14 || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/plain") {
			t.Fatalf("%+v, %v", o, err)
		}
		tile := h.get("", "/so-cong-nhan/tile/0/000.p/14")
		if tile.Code != 200 || tile.Body.Len() != 14*32 || !strings.Contains(tile.Header().Get("Cache-Control"), "immutable") {
			t.Errorf("the tile: %d, %d bytes, %v", tile.Code, tile.Body.Len(), tile.Header())
		}
		if half := h.get("", "/so-cong-nhan/tile/0/000.p/7"); !bytes.Equal(half.Body.Bytes(), tile.Body.Bytes()[:7*32]) {
			t.Error("the smaller tile differs")
		}
		entries := h.get("", "/so-cong-nhan/tile/entries/000.p/14").Body.Bytes()
		if len(entries) != 14*34 {
			t.Fatalf("%d bytes of entries", len(entries))
		}
		b := &translog.Builder{}
		for ; len(entries) > 0; entries = entries[34:] {
			b.Add(tlog.RecordHash(entries[2:34]), nil)
		}
		if b.Tree() != o.Tree {
			t.Error("the entries do not make the tree")
		}
		for _, path := range []string{"0/000", "0/000.p/15", "0/000.p/0", "0/000.p/014", "0/001.p/1", "1/000.p/1", "00/000.p/1", "64/000.p/1", "x/000.p/1", "0/0", "0/x000/000.p/1", "entries/000", "0/../0"} {
			if w := h.get("", "/so-cong-nhan/tile/"+path); w.Code == 200 {
				t.Errorf("%s is served", path)
			}
		}
		shows(t, h.get("", "/so-cong-nhan"), 200, "10", "14", "Sổ công nhận", "KHEO kheo.example/so-cong-nhan")
	})
}

// The register checks itself at night, once, and tells everybody.
func TestCheckNightly(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := full(t, d)
		night := time.Date(2026, 11, 22, 19, 30, 0, 0, time.UTC) // 02:30 in Viet Nam
		for _, c := range []struct {
			after time.Duration
			want  int64
		}{{0, 14}, {time.Hour, 0}, {22 * time.Hour, 0}, {24 * time.Hour, 14}} {
			d.Now = func() time.Time { return night.Add(c.after) }
			if f, err := h.CheckNightly(t.Context()); err != nil || f.Leaves != c.want || !f.OK() {
				t.Errorf("after %s: %+v, %v", c.after, f, err)
			}
		}
		shows(t, h.get("", "/so-cong-nhan"), 200, "Sổ nguyên vẹn", "24/11/2026")
		h.run(t, `UPDATE register_leaf SET statement = REPLACE(statement, 'Mẫu 3', 'Mẫu 9')`)
		d.Now = func() time.Time { return night.Add(48 * time.Hour) }
		f, err := h.CheckNightly(t.Context())
		if err != nil || f.OK() {
			t.Fatalf("%+v, %v", f, err)
		}
		shows(t, h.get("", "/so-cong-nhan"), 200, "không khớp với chữ ký", f.Problems[0].Code)
		if f, err := h.CheckLatest(t.Context()); err != nil || f.OK() || f.Whole {
			t.Errorf("at the start: %+v, %v", f, err)
		}
	})
}
