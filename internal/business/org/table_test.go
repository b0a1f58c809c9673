package org

import (
	"bytes"
	"errors"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"kheo/internal/platform/fault"
	"kheo/internal/service/exchange"
)

// excerpt is a hand-written table in the shape of the published one, with one of
// each of its kinds of rows and of its mistakes.
func excerpt(t testing.TB) *Table {
	t.Helper()
	f, err := os.Open("testdata/table.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	table, err := ReadTable(f)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func remarkLines(all []Remark) (lines []int) {
	for _, r := range byLine(all) {
		lines = append(lines, r.Line)
	}
	return lines
}

func wantRemark(t *testing.T, all []Remark, line int, words string) {
	t.Helper()
	if !slices.ContainsFunc(all, func(r Remark) bool { return r.Line == line && strings.Contains(r.String(), words) }) {
		t.Errorf("no remark on line %d says %q: %v", line, words, all)
	}
}

func TestEveryRecordIsARowOrSkipped(t *testing.T) {
	t.Parallel()
	table := excerpt(t)
	if len(table.rows) != 35 || len(table.rows)+len(table.skipped) != 52 {
		t.Errorf("%d rows and %d skipped, want 35 of 52 records", len(table.rows), len(table.skipped))
	}
	want := []int{1, 2, 3, 11, 14, 17, 22, 24, 25, 26, 28, 33, 37, 41, 44, 45, 50}
	if got := remarkLines(table.skipped); !slices.Equal(got, want) {
		t.Errorf("skipped lines %v, want %v", got, want)
	}
	wantRemark(t, table.skipped, 3, "“THÀNH PHỐ HÀ NỘI”")
	wantRemark(t, table.skipped, 24, "“Khu vực bãi bồi ven biển do huyện Kim Sơn quản lý” không có mã")
	wantRemark(t, table.skipped, 25, "Không hiểu ghi chú “Gộp hết”")
	wantRemark(t, table.skipped, 44, "Dòng trống")
	counts := map[note]int{}
	for _, r := range table.rows {
		counts[r.note]++
	}
	if w := map[note]int{noteWhole: 16, notePart: 5, notePartArea: 2, notePartAreaAll: 2, notePartPopulation: 1, noteWholeArea: 1, noteUnchanged: 2,
		noteRename: 1, noteRetype: 1, noteSpecialZone: 2, noteRemainder: 1, noteRenameOfPart: 1}; !maps.Equal(counts, w) {
		t.Errorf("relations %v, want %v", counts, w)
	}
	if at := slices.IndexFunc(table.rows, func(r tableRow) bool { return r.line == 7 }); table.rows[at].name != "Xã Phù Đổng" || table.rows[at].note != notePart {
		t.Errorf("a cell with a line break is read as %+v", table.rows[at])
	}
}

func TestKnownMistakesArePutRight(t *testing.T) {
	t.Parallel()
	x := excerpt(t).units()
	fates := x.fates()
	if len(x.refused) > 0 {
		t.Fatal(x.refused)
	}
	for line, words := range map[int]string{
		10: "Mã 00553 là của Xã Cổ Bi; Xã Đặng Xá mang mã 00556", 12: "Mã 01615 ghi cho cả Xã Hồng Quang và Xã Mỹ Hưng", 13: "Mã 01615 ghi cho cả",
		15: "lấy “Xã Điềm Thụy”", 18: "“Nhâp một phần diện tích” đọc là “Nhập một phần diện tích”", 20: "coi là nhập toàn bộ",
		31: "coi mỗi nơi là một phần", 32: "coi mỗi nơi là một phần", 38: "đọc là “Xã Xuân Quang 3”", 39: "“Xã Ea Kly”",
		48: "thuộc Tỉnh Long An (80) như ở các dòng khác",
	} {
		wantRemark(t, x.corrected, line, words)
	}
	if got, want := remarkLines(x.corrected), []int{10, 12, 13, 15, 18, 20, 31, 32, 38, 39, 39, 48}; !slices.Equal(got, want) {
		t.Errorf("corrected lines %v, want %v", got, want)
	}
	if n := [5]int{len(x.olds), len(x.news), len(x.districts), len(x.oldProvinces), len(x.provinces)}; n != [5]int{27, 27, 20, 18, 12} {
		t.Errorf("old and new communes, districts, old and new provinces: %v", n)
	}
	codes := map[string]string{}
	split, kept := 0, 0
	for _, f := range fates {
		codes[f.old.Name] = f.old.Code
		if f.relation() == Part {
			split++
		}
		if f.kept != nil {
			kept++
		}
	}
	if split != 7 || kept != 4 {
		t.Errorf("%d split, %d stay what they are; want 7 and 4", split, kept)
	}
	for name, want := range map[string]string{"Xã Cổ Bi": "00553", "Xã Đặng Xá": "00556", "Xã Mỹ Hưng": "", "Phường Mỹ Bình": "30280"} {
		if code, known := codes[name]; !known || code != want {
			t.Errorf("the code of %s is %q, want %q", name, code, want)
		}
	}
}

const head = "\"Tỉnh, thành phố\",Tên Xã mới,Mã Xã mới,Tên Xã cũ,Mã Xã cũ,Ghi chú,Quận/huyện,Tỉnh cũ\n"

func read(t *testing.T, rows ...string) *Table {
	t.Helper()
	table, err := ReadTable(strings.NewReader(head + strings.Join(rows, "\n")))
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func TestDoubtIsNeverGuessedAway(t *testing.T) {
	t.Parallel()
	x := read(t,
		"Tỉnh A (01),Xã Một,00001,Xã Cũ,00009,Nhập một phần,Huyện H (001),Tỉnh A (01)",
		"Tỉnh A (01),Xã Hai,00002,Xã Cũ,00009,Chưa rõ,Huyện H (001),Tỉnh A (01)",
		"Tỉnh A (01),Xã Một,00001,Xã Khác,00010,Nhập toàn bộ,Huyện H (001),Tỉnh A (01)",
	).units()
	if fates := x.fates(); len(fates) != 1 || fates[0].old.Name != "Xã Khác" {
		t.Errorf("%+v", fates)
	}
	wantRemark(t, x.corrected, 2, "Dòng 3 cũng nói về Xã Cũ")
	x = read(t,
		"Tỉnh A (01),Xã Một,00001,Xã Cũ,00009,Nhập toàn bộ,Huyện H (001),Tỉnh A (01)",
		"Tỉnh A (01),Xã Hai,00001,Xã Khác,00010,Nhập toàn bộ,Huyện H (001),Tỉnh A (01)",
		"Tỉnh A (01),Xã Ba,00003,Xã Nữa,00011,Nhập một phần,Huyện H (001),Tỉnh A (01)",
		"Tỉnh A (01),Xã Một,00001,Xã Nữa,00012,Nhập một phần,Huyện H (001),Tỉnh A (01)",
		"Tỉnh B (02),Xã Bốn,00004,Xã Thứ Tư,00013,Nhập toàn bộ,Huyện K (002),Tỉnh A (01)",
		"Tỉnh B (02),Xã Bốn,00004,Xã Thứ Năm,00014,Nhập toàn bộ,Huyện K (002),Tỉnh B (02)",
	).units()
	wantRemark(t, x.refused, 3, "Mã 00001 ghi cho cả Xã Một (dòng 2) và Xã Hai")
	wantRemark(t, x.refused, 4, "Xã Nữa (Huyện H) với các mã 00011, 00012")
	wantRemark(t, x.refused, 6, "Huyện K (002) thuộc các tỉnh khác nhau")
}

func TestAnotherShapeIsRefusedWithAReason(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ file, want string }{
		"nothing":        {"", "Tệp trống."},
		"only a mark":    {"\ufeff \n", "Tệp trống."},
		"two missing":    {"\"Tỉnh, thành phố\",Tên Xã mới,Tên Xã cũ,Mã Xã cũ,Ghi chú,Tỉnh cũ\na,b,c,d,e,f\n", "thiếu cột “Mã Xã mới”, “Quận/huyện”."},
		"another list":   {"Họ tên,Đơn vị\nNguyễn Thị Một,Xã Hai\n", "thiếu cột “Tỉnh, thành phố”, “Tên Xã mới”, “Mã Xã mới”, “Tên Xã cũ”, “Mã Xã cũ”, “Ghi chú”, “Quận/huyện”, “Tỉnh cũ”."},
		"only headings":  {head, "không có dòng nào"},
		"old encoding":   {head + "T\xd8nh A (01),a,b,c,d,e,f,g\n", "Dòng 2 không phải chữ Việt theo bảng mã UTF-8"},
		"two-byte text":  {"\xff\xfeT\x00", "không phải văn bản CSV"},
		"a stray quote":  {head + "Tỉnh A,\"Xã\" Một,b\n", "dòng 2 có dấu nháy kép"},
		"one long line":  {head + strings.Repeat("x", lineBytes+1), "dòng dài hơn 64 KB"},
		"no end of rows": {head + strings.Repeat("Tỉnh A (01),x,,,,,,\n", tableRows), "hơn 100.000 dòng"},
		"no end of text": {head + strings.Repeat(strings.Repeat("x", lineBytes-9)+",,,,,,,\n", 257), "chỉ đến 16 MB"},
	} {
		_, err := ReadTable(strings.NewReader(test.file))
		if refused := (fault.Refused{}); !errors.As(err, &refused) || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %q", name, err, test.want)
		}
	}
}

// endless is a gigabyte and more of letters that never end.
type endless struct{ read int }

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = "noise,\n"[i%7]
	}
	e.read += len(p)
	if e.read > 1<<30 {
		return 0, io.EOF
	}
	return len(p), nil
}

func TestNoiseIsNotReadToItsEnd(t *testing.T) {
	t.Parallel()
	noise := &endless{}
	if _, err := ReadTable(noise); err == nil || noise.read > tableBytes {
		t.Errorf("%v after %d bytes", err, noise.read)
	}
}

func TestOtherSeparatorsAndPlaces(t *testing.T) {
	t.Parallel()
	file := "Ghi chú;Mã xã mới;TÊN XÃ MỚI;Tên xã cũ;Mã xã cũ;Quận / huyện;Tỉnh cũ;Tỉnh - thành phố\nGiữ nguyên;00001;Xã Một;Xã Một;00001;Huyện H (001);Tỉnh A (01);Tỉnh A (01)\n"
	table, err := ReadTable(strings.NewReader(file))
	if err != nil || len(table.rows) != 1 || table.rows[0].name != "Xã Một" || table.rows[0].province.Code != "01" || table.rows[0].note != noteUnchanged {
		t.Errorf("%+v, %v", table, err)
	}
}

func TestExcelIsReadLikeCSV(t *testing.T) {
	t.Parallel()
	sheet := exchange.Sheet{Name: "Bảng", Title: []string{"Đơn vị hành chính từ ngày 01/7/2025"}, Rows: func(yield func([]any) bool) {
		_ = yield([]any{"Tỉnh A (01)", "Xã Một", "00001", "Xã Cũ", "00009", "Nhập toàn bộ", "Huyện H (001)", "Tỉnh A (01)"}) &&
			yield([]any{"Tỉnh A (01)", "Đặc khu Đảo", "00002", nil, nil, "Sắp xếp toàn bộ huyện Đảo thành đặc khu Đảo", "Huyện Đảo (002)", "Tỉnh A (01)"})
	}}
	for _, names := range tableColumns {
		sheet.Columns = append(sheet.Columns, exchange.Column{Title: names[0]})
	}
	var file bytes.Buffer
	if err := exchange.Write(&file, sheet); err != nil {
		t.Fatal(err)
	}
	table, err := ReadTableFile(bytes.NewReader(file.Bytes()), int64(file.Len()))
	if err != nil {
		t.Fatal(err)
	}
	if len(table.rows) != 2 || table.rows[0].code != "00001" || table.rows[1].note != noteSpecialZone || table.rows[1].line != 5 {
		t.Errorf("%+v", table.rows)
	}
}
