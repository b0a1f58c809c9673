package exchange

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// grid writes rows from A1 on a sheet; merged ranges are like "A1:C1".
func grid(t testing.TB, rows [][]any, merged ...string) []byte {
	t.Helper()
	f := excelize.NewFile()
	put(t, f, "Sheet1", rows, merged...)
	return saved(t, f)
}

func put(t testing.TB, f *excelize.File, sheet string, rows [][]any, merged ...string) {
	t.Helper()
	for i, r := range rows {
		if err := f.SetSheetRow(sheet, reference(1, i+1), &r); err != nil {
			t.Fatal(err)
		}
	}
	for _, m := range merged {
		from, to, _ := strings.Cut(m, ":")
		if err := f.MergeCell(sheet, from, to); err != nil {
			t.Fatal(err)
		}
	}
}

func saved(t testing.TB, f *excelize.File) []byte {
	t.Helper()
	var w bytes.Buffer
	if err := f.Write(&w); err != nil {
		t.Fatal(err)
	}
	return w.Bytes()
}

var listed = []Column{
	{Key: "no", Title: "STT", Names: []string{"TT"}},
	{Key: "title", Title: "Tên mô hình", Names: []string{"Mô hình"}, Required: true},
	{Key: "owner", Title: "Đơn vị đăng ký", Required: true},
	{Key: "field", Title: "Lĩnh vực"},
}

// lines shows rows as "section|title|owner|field".
func lines(t testing.TB, table *Table) (out []string) {
	t.Helper()
	for _, r := range readAll(t, table) {
		out = append(out, strings.Join([]string{r.Section, r.Cell("title").Line(), r.Cell("owner").Line(), r.Cell("field").Line()}, "|"))
	}
	return out
}

func reasons(table *Table) (out []string) {
	for _, s := range table.Skipped {
		out = append(out, fmt.Sprintf("%d %s", s.Number, s.Reason))
	}
	return out
}

// layout is a sheet as people lay it out, and what must be read from it.
type layout struct {
	rows    [][]any
	merged  []string
	want    []string
	skipped []string
	header  int
	unknown []string
}

var layouts = map[string]layout{
	"any order, marks, case, breaks": {
		rows:   [][]any{{"DANH SÁCH"}, nil, {"LĨNH VỰC:", "Ghi chú", "ten mo\nhinh", "Đơn vị - đăng kí", "TT"}, {"Kinh tế", "x", "Hoa", "Tổ 1", 1}},
		header: 3, want: []string{"|Hoa|Tổ 1|Kinh tế"}, unknown: []string{"Ghi chú"},
	},
	"brackets and slips": {
		rows:   [][]any{{"STT", "Tên mô hình (ghi rõ)", "Đơn vị đăng ký", "Lĩnh vưc"}, {1, "Hoa", "Tổ 1", "Kinh tế"}},
		header: 1, want: []string{"|Hoa|Tổ 1|Kinh tế"},
	},
	"headings of two rows": {
		rows: [][]any{
			{"STT", "Tên mô hình", "Đơn vị", nil, "Ghi chú"}, {nil, nil, "đăng ký", "phối hợp"},
			{1, "Hoa", "Tổ 1", "Tổ 2", "x"},
		},
		merged: []string{"A1:A2", "B1:B2", "C1:D1", "E1:E2"},
		header: 2, want: []string{"|Hoa|Tổ 1|"}, unknown: []string{"Đơn vị phối hợp", "Ghi chú"},
	},
	"numbers of columns, repeated headings": {
		rows: [][]any{
			{"STT", "Tên mô hình", "Đơn vị đăng ký"}, {"(1)", "(2)", "(3)"}, {1, "Hoa", "Tổ 1"},
			{"STT", "Tên mô hình", "Đơn vị đăng ký"}, {2, "Cây", "Tổ 2"},
		},
		header: 1, want: []string{"|Hoa|Tổ 1|", "|Cây|Tổ 2|"}, skipped: []string{"2 header", "4 header"},
	},
	"sections of three kinds": {
		rows: [][]any{
			{"STT", "Tên mô hình", "Đơn vị đăng ký"}, {"I", "PHƯỜNG CÁT LINH"}, {1, "Hoa", "Tổ 1"},
			{"II. PHƯỜNG HÀNG BỘT"}, {1, "Cây", "Tổ 2"}, {nil, "Phường Ô Chợ Dừa"}, {1, "Cỏ", "Tổ 3"},
		},
		merged: []string{"A4:C4"}, header: 1,
		want:    []string{"PHƯỜNG CÁT LINH|Hoa|Tổ 1|", "PHƯỜNG HÀNG BỘT|Cây|Tổ 2|", "Phường Ô Chợ Dừa|Cỏ|Tổ 3|"},
		skipped: []string{"2 section", "4 section", "6 section"},
	},
	"totals, notes, signatures": {
		rows: [][]any{
			{"STT", "Tên mô hình", "Đơn vị đăng ký", "Lĩnh vực"}, {1, "Cộng đồng học tập", "Tổ 1", "Kinh tế"}, {2, "Tổng vệ sinh", "Tổ 2", "Kinh tế"},
			{"Cộng phường Cát Linh: 2"}, {3, "Tổng số hộ khá tăng", "Tổ 3", "Kinh tế"}, {nil, "Cộng", nil, 3}, {"Tổng cộng:", nil, nil, 3},
			{"Ghi chú: số liệu đến 30/6."}, {nil, nil, nil, "Đống Đa, ngày 5 tháng 3 năm 2022"}, {nil, "NGƯỜI LẬP BIỂU", "TM. BAN DÂN VẬN"},
			{nil, "(Ký, ghi rõ họ tên)", "TRƯỞNG BAN"}, {nil, "Lê Thị Ánh", "Vũ Văn Bình"}, {"Nơi nhận:\n- Như trên"},
		},
		header: 1, want: []string{"|Cộng đồng học tập|Tổ 1|Kinh tế", "|Tổng vệ sinh|Tổ 2|Kinh tế", "|Tổng số hộ khá tăng|Tổ 3|Kinh tế"},
		skipped: []string{"4 total", "6 total", "7 total", "8 note", "9 signature", "10 signature", "11 signature", "12 note", "13 signature"},
	},
	"numbers filled in beforehand": {
		rows:   [][]any{{"STT", "Tên mô hình", "Đơn vị đăng ký"}, {1, "Hoa", "Tổ 1"}, {2}, {3}, {4, "Cây"}},
		header: 1, want: []string{"|Hoa|Tổ 1|", "|Cây||"},
	},
	"a list without numbers": {
		rows:   [][]any{{"Mô hình", "Đơn vị đăng ký"}, {"Hoa", "Tổ 1"}, {"Xác nhận nhanh", "Tổ 2"}, nil, nil, {"Cây", "Tổ 3"}},
		header: 1, want: []string{"|Hoa|Tổ 1|", "|Xác nhận nhanh|Tổ 2|", "|Cây|Tổ 3|"},
	},
	"cells merged downwards": {
		rows:   [][]any{{"STT", "Tên mô hình", "Đơn vị đăng ký"}, {1, "Hoa", "Tổ 1"}, {2, "Cây"}, {3, "Cỏ", "Tổ 2"}},
		merged: []string{"C2:C3"}, header: 1, want: []string{"|Hoa|Tổ 1|", "|Cây|Tổ 1|", "|Cỏ|Tổ 2|"},
	},
}

func TestFindTable(t *testing.T) {
	t.Parallel()
	for name, c := range layouts {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			table, err := FindTable(openBytes(t, grid(t, c.rows, c.merged...)), listed)
			if err != nil {
				t.Fatal(err)
			}
			for range 2 { // rows can be read again
				if got := lines(t, table); !slices.Equal(got, c.want) {
					t.Errorf("got %q, want %q", got, c.want)
				}
				if got := reasons(table); !slices.Equal(got, c.skipped) {
					t.Errorf("left out %q, want %q", got, c.skipped)
				}
			}
			if p := table.Parts[0]; p.Header != c.header || !slices.Equal(p.Unknown, c.unknown) {
				t.Errorf("headings in row %d, unknown %q", p.Header, p.Unknown)
			}
		})
	}
}

func TestFindTableOnSeveralSheets(t *testing.T) {
	t.Parallel()
	f := excelize.NewFile()
	list := [][]any{{"STT", "Tên mô hình", "Đơn vị đăng ký"}, {"I", "KHỐI PHƯỜNG"}, {1, "Hoa", "Tổ 1"}}
	put(t, f, "Sheet1", list)
	for _, name := range []string{"Ghi chép", "Tổ 2", "Trống", "Ẩn"} {
		if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
	}
	put(t, f, "Ghi chép", [][]any{{"Việc cần làm"}})
	put(t, f, "Tổ 2", [][]any{{"Đơn vị đăng ký", "Tên mô hình"}, {"Tổ 2", "Cây"}})
	put(t, f, "Ẩn", list)
	if err := f.SetSheetVisible("Ẩn", false); err != nil {
		t.Fatal(err)
	}
	table, err := FindTable(openBytes(t, saved(t, f)), listed)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := lines(t, table), []string{"KHỐI PHƯỜNG|Hoa|Tổ 1|", "|Cây|Tổ 2|"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if len(table.Parts) != 2 || !slices.Equal(table.Ignored, []string{"Ghi chép"}) {
		t.Errorf("%d parts, ignored %q", len(table.Parts), table.Ignored)
	}
	count := 0
	for range table.Rows() {
		count++
		break
	}
	if count != 1 {
		t.Error("did not stop")
	}
}

func TestFindTableSaysWhatIsMissing(t *testing.T) {
	t.Parallel()
	_, err := FindTable(openBytes(t, grid(t, [][]any{{"DANH SÁCH"}, {"STT", "Tên mô hình", "Phường"}, {1, "Hoa", "Tổ 1"}})), listed)
	wantRefused(t, "one column", err, "dòng 2, thiếu cột: Đơn vị đăng ký. Các cột có trong tệp: STT; Tên mô hình; Phường.")
	_, err = FindTable(openBytes(t, grid(t, [][]any{{"Họ tên", "Phường"}, {"Lê Thị Ánh", "Cát Linh"}})), listed)
	wantRefused(t, "no list", err, "Không tìm thấy dòng tiêu đề của danh sách. Tệp cần có các cột: Tên mô hình; Đơn vị đăng ký.")
	_, err = FindTable(openBytes(t, grid(t, nil)), listed)
	wantRefused(t, "nothing", err, "Không tìm thấy dòng tiêu đề")
}

func TestEmptyRunEndsTheSheet(t *testing.T) {
	t.Parallel()
	for gap, want := range map[int]int{10: 2, 11: 1} {
		rows := [][]any{{"STT", "Tên mô hình", "Đơn vị đăng ký"}, {1, "Hoa", "Tổ 1"}}
		rows = append(rows, make([][]any, gap)...)
		raw := grid(t, append(rows, []any{2, "Cây", "Tổ 2"}))
		b, err := Open(bytes.NewReader(raw), int64(len(raw)), Limits{EmptyRun: 10})
		if err != nil {
			t.Fatal(err)
		}
		table, err := FindTable(b, listed)
		if err != nil {
			t.Fatal(err)
		}
		if got := len(readAll(t, table)); got != want {
			t.Errorf("after %d empty rows: %d rows, want %d", gap, got, want)
		}
	}
}
