package exchange

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"
	"time"

	"kheo/internal/platform/text"
)

var registration = []Column{
	{Key: "no", Title: "STT", Names: []string{"TT", "Số TT"}},
	{Key: "title", Title: "Tên mô hình", Names: []string{"Tên mô hình, công trình", "Mô hình đăng ký"}, Required: true},
	{Key: "registrant", Title: "Tập thể, cá nhân đăng ký", Required: true},
	{Key: "kind", Title: "Đối tượng"},
	{Key: "unit", Title: "Đơn vị"},
	{Key: "field", Title: "Lĩnh vực"},
	{Key: "why", Title: "Thực trạng, lý do"},
	{Key: "goal", Title: "Mục tiêu, kết quả dự kiến"},
	{Key: "how", Title: "Nội dung, cách làm"},
	{Key: "start", Title: "Ngày bắt đầu", Names: []string{"Thời gian bắt đầu"}},
}

func openFile(t testing.TB, name string) *Book {
	t.Helper()
	raw, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	b, err := Open(bytes.NewReader(raw), int64(len(raw)), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func readAll(t testing.TB, table *Table) []Row {
	t.Helper()
	var rows []Row
	for r, err := range table.Rows() {
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, r)
	}
	return rows
}

type expected struct {
	Initiatives int            `json:"initiatives"`
	ByField     map[string]int `json:"by_field"`
	ByUnit      map[string]int `json:"by_unit"`
	Titles      []string       `json:"titles"`
}

func TestSamples(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("testdata/dong-da-2022-expected.json")
	if err != nil {
		t.Fatal(err)
	}
	var want expected
	if err := json.Unmarshal(raw, &want); err != nil {
		t.Fatal(err)
	}
	table, err := FindTable(openFile(t, "dong-da-2022-flat.xlsx"), registration)
	if err != nil {
		t.Fatal(err)
	}
	flat := map[string]Row{}
	for _, r := range readAll(t, table) {
		flat[r.Cell("no").Text] = r
	}
	for name, was := range map[string]string{"flat": "", "sections": "", "tcvn3": "TCVN3", "nfd": "NFD"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			table, err := FindTable(openFile(t, "dong-da-2022-"+name+".xlsx"), registration)
			if err != nil {
				t.Fatal(err)
			}
			p := table.Parts[0]
			if len(table.Parts) != 1 || p.Header != 6 || len(p.Headings) != len(registration) || len(p.Unknown) != 2 {
				t.Errorf("found %+v", p)
			}
			if (p.Encoding == text.TCVN3) != (was == "TCVN3") {
				t.Errorf("encoding %q", p.Encoding)
			}
			rows := readAll(t, table)
			if len(rows) != want.Initiatives || len(flat) != want.Initiatives {
				t.Fatalf("%d rows, want %d; left out: %v", len(rows), want.Initiatives, table.Skipped)
			}
			checkSample(t, rows, flat, want, was)
			sections := 0
			if name == "sections" {
				sections = len(want.ByUnit)
			}
			if c := table.Counts; c[SkipTotal] != 1 || c[SkipSignature] != 1 || c[SkipSection] != sections || c[SkipNote]+c[SkipHeader]+c[SkipExample] != 0 {
				t.Errorf("left out %v: %v", c, table.Skipped)
			}
		})
	}
}

func checkSample(t *testing.T, rows []Row, flat map[string]Row, want expected, was string) {
	t.Helper()
	fields, units, conversions := map[string]int{}, map[string]int{}, map[string]int{}
	for _, r := range rows {
		same := flat[r.Cell("no").Text]
		for _, c := range registration {
			if got, want := r.Cell(c.Key), same.Cell(c.Key); got.Text != want.Text && (c.Key != "unit" || r.Section == "") {
				t.Errorf("%s: %q, want %q", got.Ref, got.Text, want.Text)
			}
		}
		no, ok := r.Cell("no").Int()
		if title := r.Cell("title").Text; !ok || title != want.Titles[no-1] {
			t.Errorf("row %d: title %q", r.Number, title)
		}
		if day, ok := r.Cell("start").Date(); !ok || day.Year() != 2022 || day.Month() > 4 || day.Location() != time.UTC {
			t.Errorf("row %d: date %v of %q", r.Number, day, r.Cell("start").Text)
		}
		if phone := r.Aside("Điện thoại").Text; len(phone) != 10 {
			t.Errorf("row %d: phone %q", r.Number, phone)
		}
		unit := r.Cell("unit").Text
		if unit == "" {
			unit = r.Section
		}
		units[text.Fold(unit)]++
		fields[r.Cell("field").Text]++
		conversions[r.Cell("title").Was]++
	}
	for field, n := range want.ByField {
		if fields[field] != n {
			t.Errorf("%s: %d, want %d", field, fields[field], n)
		}
	}
	for unit, n := range want.ByUnit {
		if units[text.Fold(unit)] != n {
			t.Errorf("%s: %d, want %d", unit, units[text.Fold(unit)], n)
		}
	}
	if conversions[was] != len(rows) {
		t.Errorf("titles were %v, want %q", conversions, was)
	}
}
