package exchange

import (
	"bytes"
	"errors"
	"iter"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"kheo/internal/platform/text"
)

var written = []Column{
	{Key: "no", Title: "STT", Width: 6},
	{Key: "title", Title: "Tên mô hình", Required: true, Width: 40},
	{Key: "field", Title: "Lĩnh vực"},
	{Key: "start", Title: "Ngày bắt đầu"},
	{Key: "money", Title: "Kinh phí"},
	{Key: "done", Title: "Đã xong"},
}

func openBytes(t testing.TB, raw []byte) *Book {
	t.Helper()
	b, err := Open(bytes.NewReader(raw), int64(len(raw)), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

type fataler interface {
	Helper()
	Fatal(...any)
}

func writeSheet(t fataler, s Sheet) []byte {
	t.Helper()
	var w bytes.Buffer
	if err := Write(&w, s); err != nil {
		t.Fatal(err)
	}
	return w.Bytes()
}

var (
	words = rapid.SampledFrom([]string{
		"Khéo", "trong", "vận", "động", "=1+1", "+84", "-5", "@sum", "_x0041_", "_x005F_", "<b>", "&amp;", "\"", "'", "m²", "\n", "Tổng cộng",
		"T/M", "§", "½", "a\nb", "😀", "ỦY BAN", "xã", "né", "là", "(1)", "STT", "5/3/2022",
	})
	day = rapid.Custom(func(t *rapid.T) any {
		if rapid.Bool().Draw(t, "none") {
			return nil
		}
		return time.Date(rapid.IntRange(1901, 2100).Draw(t, "year"), 1, rapid.IntRange(1, 366).Draw(t, "day"), 0, 0, 0, 0, time.UTC)
	})
)

// What is written can be read again, whatever the texts are.
func TestWriteAndReadAgain(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var rows [][]any
		for i := range rapid.IntRange(0, 12).Draw(t, "rows") {
			title := rapid.SliceOfN(words, 1, 6).Draw(t, "title")
			rows = append(rows, []any{
				i + 1, "a " + strings.Join(title, " "), rapid.SampledFrom([]any{nil, "", "=cmd|' /C calc'!A0", "Kinh tế"}).Draw(t, "field"),
				day.Draw(t, "start"), rapid.Int64Range(-1<<50, 1<<50).Draw(t, "money"), rapid.Bool().Draw(t, "done"),
			})
		}
		titles := []string{"QUẬN ỦY ĐỐNG ĐA", "DANH SÁCH"}[:rapid.IntRange(0, 2).Draw(t, "titles")]
		raw := writeSheet(t, Sheet{Name: "Danh sách", Title: titles, Columns: written, Rows: slices.Values(rows), Landscape: true})
		b, err := Open(bytes.NewReader(raw), int64(len(raw)), Limits{})
		if err != nil {
			t.Fatal(err)
		}
		table, err := FindTable(b, written)
		if err != nil {
			t.Fatal(err)
		}
		next, stop := iter.Pull2(table.Rows())
		defer stop()
		for _, want := range rows {
			r, err, ok := next()
			if err != nil || !ok {
				t.Fatalf("row %v: %v, %v; left out %v", want, ok, err, table.Skipped)
			}
			for i, c := range written {
				if got := r.Cell(c.Key); got.Text != shownAs(want[i]) || got.Was != "" {
					t.Fatalf("%s: %q was %q, want %q", got.Ref, got.Text, got.Was, shownAs(want[i]))
				}
			}
			if n, ok := r.Cell("money").Int(); !ok || n != want[4] {
				t.Fatalf("money %d, want %d", n, want[4])
			}
		}
		if r, _, ok := next(); ok {
			t.Fatalf("one row too many: %v", r)
		}
	})
}

func TestWriteForExcel(t *testing.T) {
	t.Parallel()
	rows := slices.Values([][]any{{1, "=HYPERLINK(\"http://x\")", nil, time.Date(2022, 3, 5, 0, 0, 0, 0, time.UTC), int64(5), true}})
	raw := writeSheet(t, Sheet{Name: "Đăng ký: 2022/[1]", Title: []string{"Tiêu đề"}, Columns: written, Rows: rows, Landscape: true})
	f, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	name := f.GetSheetName(0)
	if name != "Đăng ký 2022 1" {
		t.Errorf("sheet %q", name)
	}
	for ref, want := range map[string]string{"A1": "Tiêu đề", "B3": "Tên mô hình", "B4": "=HYPERLINK(\"http://x\")", "D4": "05/03/2022", "F4": "TRUE"} {
		if got, _ := f.GetCellValue(name, ref); got != want {
			t.Errorf("%s is %q, want %q", ref, got, want)
		}
	}
	if formula, _ := f.GetCellFormula(name, "B4"); formula != "" {
		t.Errorf("a text became the formula %q", formula)
	}
	id, _ := f.GetCellStyle(name, "B4")
	if quote := f.Styles.CellXfs.Xf[id].QuotePrefix; quote == nil || !*quote {
		t.Error("no quote prefix on a text that looks like a formula")
	}
	header, _ := f.GetCellStyle(name, "A3")
	if s, err := f.GetStyle(header); err != nil || !s.Font.Bold || !s.Alignment.WrapText {
		t.Errorf("style of the headings: %+v, %v", s, err)
	}
	if p, _ := f.GetPanes(name); !p.Freeze || p.YSplit != 3 {
		t.Errorf("panes %+v", p)
	}
	if l, _ := f.GetPageLayout(name); *l.Size != 9 || *l.Orientation != "landscape" {
		t.Errorf("page %+v", l)
	}
	if w, _ := f.GetColWidth(name, "B"); w != 40 {
		t.Errorf("width %v", w)
	}
	if m, _ := f.GetMergeCells(name); len(m) != 1 || m[0][0] != "A1:F1" {
		t.Errorf("merged %v", m)
	}
	names := f.GetDefinedName()
	if len(names) != 1 || names[0].RefersTo != "'Đăng ký 2022 1'!$3:$3" {
		t.Errorf("print titles %+v", names)
	}
}

func TestWriteCutsVisibly(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("ơ😀", cellLimit)
	got := fitText(long)
	if f, ok := strings.CutSuffix(got, cutMark); !ok || !strings.HasPrefix(long, f) || len([]rune(got)) < cellLimit/2 {
		t.Errorf("cut to %d bytes", len(got))
	}
	if fitText("ngắn") != "ngắn" {
		t.Error("changed a short text")
	}
}

func TestWriteRefusesOtherTypes(t *testing.T) {
	t.Parallel()
	s := Sheet{Name: "x", Columns: written[:1], Rows: slices.Values([][]any{{struct{}{}}})}
	if err := Write(&bytes.Buffer{}, s); err == nil {
		t.Error("Write took a struct")
	}
	if err := CSV(&bytes.Buffer{}, s); err == nil {
		t.Error("CSV took a struct")
	}
	if err := Write(failing{}, Sheet{Name: "x", Columns: written}); !errors.Is(err, errFull) {
		t.Errorf("a full disk: %v", err)
	}
	if err := CSV(failing{}, s); !errors.Is(err, errFull) {
		t.Errorf("a full disk: %v", err)
	}
}

var errFull = errors.New("full")

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errFull }

func withExamples() []Column {
	columns := slices.Clone(written)
	columns[0].Example = 1
	columns[1].Example = "Tuyến phố nở hoa"
	columns[2].Example, columns[2].Choices = "Quốc phòng, an ninh", []string{"Kinh tế", "Quốc phòng, an ninh"}
	columns[3].Example = time.Date(2022, 3, 5, 0, 0, 0, 0, time.UTC)
	return columns
}

func TestTemplate(t *testing.T) {
	t.Parallel()
	columns := withExamples()
	var w bytes.Buffer
	if err := Template(&w, Sheet{Name: "Đăng ký", Title: []string{"DANH SÁCH"}, Columns: columns}, []string{"Gửi trước ngày 15/3."}); err != nil {
		t.Fatal(err)
	}
	read := func(raw []byte) ([]Row, *Table) {
		table, err := FindTable(openBytes(t, raw), columns)
		if err != nil {
			t.Fatal(err)
		}
		return readAll(t, table), table
	}
	if rows, table := read(w.Bytes()); len(rows) != 0 || table.Counts[SkipExample] != 1 || !slices.Equal(table.Ignored, []string{"Hướng dẫn"}) {
		t.Errorf("an empty template has %d rows, %v, ignored %q", len(rows), table.Counts, table.Ignored)
	}
	f, err := excelize.OpenReader(&w)
	if err != nil {
		t.Fatal(err)
	}
	if got := f.GetSheetList(); !slices.Equal(got, []string{"Đăng ký", guideName, choicesName}) {
		t.Errorf("sheets %q", got)
	}
	rules, _ := f.GetDataValidations("Đăng ký")
	if len(rules) != 1 || rules[0].Sqref != "C4:C2003" || rules[0].Formula1 != "'Danh mục'!$C$1:$C$2" {
		t.Errorf("rules %+v", rules[0])
	}
	if visible, _ := f.GetSheetVisible(choicesName); visible {
		t.Error("the sheet of choices is visible")
	}
	if got, _ := f.GetCellValue(guideName, "B4"); got != "Gửi trước ngày 15/3." {
		t.Errorf("note %q", got)
	}
	// Filled in below, or over the example: both are rows.
	for ref, v := range map[string]any{"A4": 1, "B4": "Mô hình khác", "A5": 2, "B5": "Đường tranh", "C5": "Kinh tế", "D5": "5/3/2022"} {
		if err := f.SetCellValue("Đăng ký", ref, v); err != nil {
			t.Fatal(err)
		}
	}
	var filled bytes.Buffer
	if err := f.Write(&filled); err != nil {
		t.Fatal(err)
	}
	rows, _ := read(filled.Bytes())
	if len(rows) != 2 || rows[0].Cell("title").Text != "Mô hình khác" || rows[1].Cell("field").Text != "Kinh tế" {
		t.Errorf("filled in: %d rows", len(rows))
	}
}

func TestCSV(t *testing.T) {
	t.Parallel()
	rows := slices.Values([][]any{
		{1, "=1+1", "a,\"b\"", time.Date(2022, 3, 5, 0, 0, 0, 0, time.UTC), int64(-5), true},
		{2, " @x", "-5", time.Time{}, 0.5, nil},
	})
	var w bytes.Buffer
	if err := CSV(&w, Sheet{Columns: written, Rows: rows}); err != nil {
		t.Fatal(err)
	}
	want := "\ufeffSTT,Tên mô hình,Lĩnh vực,Ngày bắt đầu,Kinh phí,Đã xong\r\n" +
		"1,'=1+1,\"a,\"\"b\"\"\",05/03/2022,-5,TRUE\r\n" + "2,' @x,'-5,,0.5,\r\n"
	if got := w.String(); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := text.Clean("\ufeff"); got != "" {
		t.Errorf("mark %q", got)
	}
}
