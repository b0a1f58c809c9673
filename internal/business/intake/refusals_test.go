package intake

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"kheo/internal/business/initiative"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

var goodRow = []any{1, "Khéo trong giữ sạch ngõ 7", "Tổ tự quản số 4", "Tập thể", "Phường Cát Linh", "Kinh tế", "05/03/2022", ""}

// with is goodRow with one cell replaced.
func with(column int, value any) []any {
	row := append([]any{}, goodRow...)
	row[column] = value
	return row
}

// A file with one bad row saves nothing and names sheet and cell.
func TestImportNamesBadCells(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name    string
		row     []any
		cell    string
		says    []string
		already []any // a row before it
	}{
		{name: "unknown unit", row: with(4, "Phường Cát Lình Đông"), cell: "E3", says: []string{"Phường Cát Lình Đông", "Quận Đống Đa"}},
		{name: "near unit", row: with(4, "Phường Khâm Thien 2"), cell: "E3", says: []string{"Phường Khâm Thiên"}},
		{name: "no unit", row: with(4, nil), cell: "E3", says: []string{"Chưa ghi đơn vị"}},
		{name: "near field", row: with(5, "Văn hóa xã hộii"), cell: "F3", says: []string{"Văn hóa xã hộii", "Văn hóa - xã hội"}},
		{name: "unknown field", row: with(5, "Thể thao"), cell: "F3", says: []string{"Thể thao", "Kinh tế; Văn hóa - xã hội"}},
		{name: "no field", row: with(5, nil), cell: "F3", says: []string{"Chưa ghi lĩnh vực", "Kinh tế"}},
		{name: "no name", row: with(1, nil), cell: "B3", says: []string{"Chưa ghi tên mô hình"}},
		{name: "nobody", row: with(2, nil), cell: "C3", says: []string{"Chưa ghi tên tập thể hoặc cá nhân"}},
		{name: "no kind", row: with(3, nil), cell: "D3", says: []string{"Chưa ghi đối tượng", "Hộ gia đình"}},
		{name: "unknown kind", row: with(3, "Phường đội"), cell: "D3", says: []string{"Phường đội", "Hộ gia đình"}},
		{name: "late start", row: with(6, "15/10/2022"), cell: "G3", says: []string{"15/10/2022", "30/09/2022"}},
		{name: "late start as a date", row: with(6, time.Date(2023, 1, 5, 0, 0, 0, 0, time.UTC)), cell: "G3", says: []string{"05/01/2023", "30/09/2022"}},
		{name: "early start", row: with(6, "1/1/1999"), cell: "G3", says: []string{"2007"}},
		{name: "no date", row: with(6, "sau Tết"), cell: "G3", says: []string{"sau Tết", "05/03/2022"}},
		{name: "long name", row: with(1, strings.Repeat("dài ", 80)), cell: "B3", says: []string{"300"}},
		{name: "twice", row: with(1, "KHÉO trong giữ  sạch ngõ 7"), cell: "B3", says: []string{"Trùng", "B2"}, already: goodRow},
	}
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newDistrict(t, d)
		for _, c := range cases {
			first := with(1, "Khéo trong việc khác")
			if c.already != nil {
				first = c.already
			}
			got, err := h.send(t, h.chief, districtList, workbook(t, first, c.row))
			if err != nil || got.Saved || len(got.Errors) != 1 {
				t.Errorf("%s: saved %v, errors %v, %v", c.name, got.Saved, got.Errors, err)
				continue
			}
			e := got.Errors[0]
			if e.Sheet != "Đăng ký" || e.Cell != c.cell || e.Column == "" {
				t.Errorf("%s: at %s!%s (%s), want cell %s", c.name, e.Sheet, e.Cell, e.Column, c.cell)
			}
			for _, part := range c.says {
				if !strings.Contains(e.Message.String(), part) {
					t.Errorf("%s: %q does not say %q", c.name, e.Message, part)
				}
			}
		}
		if n := len(h.stored(t)); n != 0 {
			t.Errorf("stored %d", n)
		}
	})
}

func TestImportRefused(t *testing.T) {
	t.Parallel()
	program := auth.Actor{}
	cases := []struct {
		name  string
		in    Import
		who   func(*district) auth.Actor
		says  string
		field string // of fault.Invalid; empty: fault.Refused
	}{
		{"planned season", Import{Season: "dvk-2023", Unit: "quan-dong-da"}, (*district).asChief, "chưa phát động", ""},
		{"closed season", Import{Season: "dvk-2021", Unit: "quan-dong-da"}, (*district).asChief, "đã khép lại", ""},
		{"another ward", Import{Season: "dvk-2022", Unit: "phuong-kim-lien"}, (*district).asClerk, "chưa được giao đăng ký cho Phường Kim Liên", ""},
		{"the district above", districtList, (*district).asClerk, "chưa được giao đăng ký cho Quận Đống Đa", ""},
		{"nobody", districtList, func(*district) auth.Actor { return program }, "chưa được giao", ""},
		{"unknown season", Import{Season: "dvk-2202", Unit: "quan-dong-da"}, (*district).asChief, "dvk-2022", "season"},
		{"unknown unit", Import{Season: "dvk-2022", Unit: "quan-dong-a"}, (*district).asChief, "quan-dong-da", "unit"},
	}
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newDistrict(t, d)
		list := workbook(t, goodRow)
		for _, c := range cases {
			_, err := h.send(t, c.who(h), c.in, list)
			var refused fault.Refused
			var invalid fault.Invalid
			if c.field == "" && !errors.As(err, &refused) || c.field != "" && (!errors.As(err, &invalid) || invalid[c.field].Sentence == "") {
				t.Errorf("%s: %v", c.name, err)
				continue
			}
			if !strings.Contains(err.Error(), c.says) {
				t.Errorf("%s: %q does not say %q", c.name, err, c.says)
			}
		}
		if n := len(h.stored(t)); n != 0 {
			t.Errorf("stored %d", n)
		}
		if got, err := h.send(t, h.clerk, Import{Season: "dvk-2022", Unit: "phuong-cat-linh"}, list); err != nil || got.New != 1 {
			t.Errorf("own ward: new %d, %v", got.New, err)
		}
	})
}

func (h *district) asChief() auth.Actor { return h.chief }
func (h *district) asClerk() auth.Actor { return h.clerk }

// A program's token that may only read imports nothing, whoever it belongs to.
func TestImportNeedsTheScopeToWrite(t *testing.T) {
	t.Parallel()
	h := newDistrict(t, dbtest.SQLite(t))
	reading := h.chief
	reading.Scopes = []string{}
	if _, err := h.send(t, reading, districtList, workbook(t, goodRow)); err == nil {
		t.Error("a reading token imported a list")
	}
}

// Text that looks like a formula is text, in and out.
func TestFormulasStayText(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newDistrict(t, d)
		titles := []string{`=HYPERLINK("http://example.invalid","x")`, "+84 người cùng làm", "-Khéo trong việc nhỏ", "@Khéo"}
		var rows [][]any
		for _, title := range titles {
			rows = append(rows, with(1, title))
		}
		if got, err := h.send(t, h.chief, districtList, workbook(t, rows...)); err != nil || got.New != len(titles) {
			t.Fatalf("new %d, %v, %v", got.New, got.Errors, err)
		}
		for n, i := range h.stored(t) {
			if i.Title != titles[n] {
				t.Errorf("stored %q, want %q", i.Title, titles[n])
			}
		}
		var out bytes.Buffer
		if err := h.Export(t.Context(), h.chief, initiative.Query{}, &out); err != nil {
			t.Fatal(err)
		}
		if got, err := h.send(t, h.chief, districtList, out.Bytes()); err != nil || got.Already != len(titles) || got.New != 0 {
			t.Errorf("again: %+v, %v", got, err)
		}
	})
}

func TestNotAList(t *testing.T) {
	t.Parallel()
	h := newDistrict(t, dbtest.SQLite(t))
	for name, raw := range map[string][]byte{"text": []byte("xin chào"), "empty": {}, "headings only": workbook(t), "pdf": []byte("%PDF-1.7 …")} {
		var refused fault.Refused
		if _, err := h.send(t, h.chief, districtList, raw); !errors.As(err, &refused) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
