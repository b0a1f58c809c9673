package exchange

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"kheo/internal/platform/fault"
)

// workbook packs a workbook with one sheet; sheet writes its part. More parts
// follow as name, contents.
func workbook(t testing.TB, sheet func(io.Writer), more ...string) []byte {
	t.Helper()
	var w bytes.Buffer
	z := zip.NewWriter(&w)
	parts := append([]string{
		"_rels/.rels", `<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="r2" Type="x/styles" Target="/xl/styles.xml"/><Relationship Id="r3" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
	}, more...)
	if !strings.Contains(strings.Join(more, " "), "xl/workbook.xml") {
		parts = append(parts, "xl/workbook.xml", `<workbook><sheets><sheet name="S" r:id="r1"/></sheets></workbook>`)
	}
	for i := 0; i < len(parts); i += 2 {
		p, err := z.Create(parts[i])
		if err == nil {
			_, err = io.WriteString(p, parts[i+1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	p, err := z.Create("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	sheet(p)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return w.Bytes()
}

func markupOf(s string) func(io.Writer) {
	return func(w io.Writer) { _, _ = io.WriteString(w, "<worksheet><sheetData>"+s+"</sheetData></worksheet>") }
}

const headings = `<row r="1"><c t="inlineStr"><is><t>STT</t></is></c><c t="inlineStr"><is><t>Tên mô hình</t></is></c></row>`

// find opens raw and looks for a list in it.
func find(raw []byte, limits Limits) (*Table, error) {
	b, err := Open(bytes.NewReader(raw), int64(len(raw)), limits)
	if err != nil {
		return nil, err
	}
	return FindTable(b, written)
}

func wantRefused(t *testing.T, name string, err error, part string) {
	t.Helper()
	refused, ok := errors.AsType[fault.Refused](err)
	if !ok || !strings.Contains(refused.Error(), part) {
		t.Errorf("%s: %v, want a refusal with %q", name, err, part)
	}
}

func TestOpenRefusesOtherFiles(t *testing.T) {
	t.Parallel()
	pack := func(parts ...string) string {
		var w bytes.Buffer
		z := zip.NewWriter(&w)
		for _, p := range parts {
			name, content, _ := strings.Cut(p, "=")
			f, _ := z.Create(name)
			_, _ = io.WriteString(f, content)
		}
		_ = z.Close()
		return w.String()
	}
	rels := `_rels/.rels=<Relationships><Relationship Type="x/officeDocument" Target="%s"/></Relationships>`
	whole := string(workbook(t, markupOf(headings)))
	for name, c := range map[string]struct{ file, part string }{
		"empty":       {"", "trống"},
		"blank":       {"\xef\xbb\xbf \r\n", "trống"},
		"xls":         {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600), ".xls"},
		"password":    {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600) + "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00", "mật khẩu"},
		"pdf":         {"%PDF-1.7\n", "PDF"},
		"csv":         {"\ufeffSTT,Tên mô hình\n1,Hoa\n", "CSV"},
		"tcvn3 text":  {"STT;T\xaan m\xab h\xd7nh\n", "CSV"},
		"utf-16 text": {"\xff\xfeS\x00T\x00T\x00", "CSV"},
		"html":        {"<html><table><tr><td>1</td></tr></table>", "trang web"},
		"picture":     {"\x89PNG\r\n\x1a\n\x00\x00", "không phải là bảng tính"},
		"zip":         {pack("a.txt=hello"), "không phải là bảng tính"},
		"word":        {pack(fmt.Sprintf(rels, "word/document.xml"), "word/document.xml=<a/>"), "Word"},
		"xlsb":        {pack(fmt.Sprintf(rels, "xl/workbook.bin"), "xl/workbook.bin=x"), ".xlsb"},
		"no sheets":   {pack(fmt.Sprintf(rels, "xl/workbook.xml"), "xl/workbook.xml=<workbook/>"), "trang tính"},
		"cut in half": {whole[:len(whole)/2], "hỏng"},
		"broken":      {strings.Replace(whole, "worksheets/sheet1.xml", "worksheets/sheet2.xml", 2), "hỏng"},
	} {
		_, err := find([]byte(c.file), Limits{})
		wantRefused(t, name, err, c.part)
	}
	_, err := find([]byte(whole), Limits{FileBytes: 100})
	wantRefused(t, "too large", err, "1 MB")
}

var errDisk = errors.New("disk")

type badDisk struct {
	bytes.Reader
	after int64
}

func (b *badDisk) ReadAt(p []byte, off int64) (int, error) {
	if off+int64(len(p)) > b.after {
		return 0, errDisk
	}
	return b.Reader.ReadAt(p, off)
}

func TestOpenBlamesTheDisk(t *testing.T) {
	t.Parallel()
	raw := workbook(t, markupOf(headings))
	for after := range int64(len(raw)) {
		b, err := Open(&badDisk{*bytes.NewReader(raw), after}, int64(len(raw)), Limits{})
		if err == nil {
			_, err = FindTable(b, written)
		}
		if !errors.Is(err, errDisk) {
			t.Fatalf("disk broken after %d of %d bytes: %v", after, len(raw), err)
		}
	}
}

func TestLimits(t *testing.T) {
	t.Parallel()
	var rows strings.Builder
	for i := range 50 {
		fmt.Fprintf(&rows, `<row r="%d"><c><v>%d</v></c><c t="inlineStr"><is><t>Hoa</t></is></c></row>`, i+2, i+1)
	}
	raw := workbook(t, markupOf(headings+rows.String()))
	if _, err := find(raw, Limits{Rows: 51, Columns: 2, Cells: 102}); err != nil {
		t.Errorf("within limits: %v", err)
	}
	_, err := find(raw, Limits{Rows: 50})
	wantRefused(t, "rows", err, "hơn 50 dòng")
	_, err = find(raw, Limits{Columns: 1})
	wantRefused(t, "columns", err, "quá cột thứ 1")
	_, err = find(raw, Limits{Cells: 101})
	wantRefused(t, "cells", err, "quá nhiều dữ liệu")
	_, err = find(raw, Limits{TextBytes: 200})
	wantRefused(t, "text", err, "quá nhiều dữ liệu")
	_, err = find(workbook(t, markupOf(headings), "xl/sharedStrings.xml", "<sst>"+strings.Repeat("<si/>", 500)+"</sst>"), Limits{Cells: 499})
	wantRefused(t, "shared strings", err, "quá lớn")
	_, err = find(workbook(t, markupOf(headings), "xl/workbook.xml", "<workbook><sheets>"+strings.Repeat(`<sheet name="S" id="r1"/>`, 4)+"</sheets></workbook>"), Limits{Sheets: 3})
	wantRefused(t, "sheets", err, "hơn 3 trang tính")
	many := make([]string, 0, 2*partsLimit)
	for i := range partsLimit {
		many = append(many, fmt.Sprintf("p%d", i), "")
	}
	_, err = find(workbook(t, markupOf(headings), many...), Limits{})
	wantRefused(t, "parts", err, "quá lớn")
}

// allocated is what f takes from the heap altogether, in MiB. Tests that use it
// are not parallel: the count is that of the whole process.
func allocated(f func()) float64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return float64(after.TotalAlloc-before.TotalAlloc) / (1 << 20)
}

func TestMillionEmptyRows(t *testing.T) { // not parallel: measures memory
	for name, row := range map[string]string{"bare": `<row r="%d"/>`, "styled": `<row r="%d" spans="1:2" s="1"><c r="A%[1]d" s="1"/><c r="B%[1]d" s="1"/></row>`} {
		raw := workbook(t, func(w io.Writer) {
			_, _ = io.WriteString(w, "<worksheet><sheetData>"+headings+`<row r="2"><c><v>1</v></c><c t="inlineStr"><is><t>Hoa</t></is></c></row>`)
			for i := 3; i <= lastRow; i++ {
				_, _ = fmt.Fprintf(w, row, i)
			}
			_, _ = io.WriteString(w, `</sheetData><mergeCells><mergeCell ref="A3:B3"/></mergeCells></worksheet>`)
		})
		count := 0
		used := allocated(func() {
			table, err := find(raw, Limits{})
			if err != nil {
				t.Fatal(err)
			}
			count = len(readAll(t, table))
		})
		if count != 1 || used > 8 {
			t.Errorf("%s: %d rows, took %.1f MiB", name, count, used)
		}
	}
}

// blank writes mebibytes of rows with nothing in them.
func blank(mebibytes int) func(io.Writer) {
	blanks := bytes.Repeat([]byte("<row/>  "), 1<<17)
	return func(w io.Writer) {
		_, _ = io.WriteString(w, "<worksheet><sheetData>")
		for range mebibytes {
			_, _ = w.Write(blanks)
		}
	}
}

// liar is a workbook whose directory claims a small sheet where there is none.
func liar(t testing.TB, claim uint64) []byte {
	t.Helper()
	honest := workbook(t, blank(80))
	z, err := zip.NewReader(bytes.NewReader(honest), int64(len(honest)))
	if err != nil {
		t.Fatal(err)
	}
	var w bytes.Buffer
	out := zip.NewWriter(&w)
	for _, f := range z.File {
		h := f.FileHeader
		if strings.HasSuffix(f.Name, "sheet1.xml") {
			h.UncompressedSize64, h.CRC32 = claim, crc32.ChecksumIEEE(nil)
		}
		p, _ := out.CreateRaw(&h)
		r, _ := f.OpenRaw()
		_, _ = io.Copy(p, r)
	}
	_ = out.Close()
	return w.Bytes()
}

func TestBombs(t *testing.T) { // not parallel: measures memory
	limits := Limits{UnzippedBytes: 64 << 20}
	text := func(w io.Writer) {
		_, _ = io.WriteString(w, `<worksheet><sheetData><row><c t="inlineStr"><is><t>`+strings.Repeat("a", 15<<20))
	}
	for name, c := range map[string]struct {
		raw    []byte
		limits Limits
		part   string
	}{
		"too much":        {workbook(t, blank(80)), limits, "quá lớn"},
		"too tight":       {workbook(t, blank(40)), limits, "quá lớn"},
		"a liar":          {liar(t, 1<<20), limits, "hỏng"},
		"one long text":   {workbook(t, text), limits, "hỏng"},
		"one long tag":    {workbook(t, markupOf("<row "+strings.Repeat("a", 15<<20))), limits, "hỏng"},
		"a shared string": {workbook(t, markupOf(headings), "xl/sharedStrings.xml", "<sst><si>"+strings.Repeat("<t>aaaaaaaa</t>", 1<<19)), limits, "hỏng"},
	} {
		used := allocated(func() {
			_, err := find(c.raw, c.limits)
			wantRefused(t, name, err, c.part)
		})
		if used > 24 {
			t.Errorf("%s: took %.1f MiB", name, used)
		}
	}
}

func TestReadsWhatExcelizeWrites(t *testing.T) {
	t.Parallel()
	f := excelize.NewFile()
	for ref, v := range map[string]any{"A1": "STT", "B1": "Tên mô hình", "A2": 1, "B2": "Hoa"} {
		if err := f.SetCellValue("Sheet1", ref, v); err != nil {
			t.Fatal(err)
		}
	}
	var w bytes.Buffer
	if err := f.Write(&w); err != nil {
		t.Fatal(err)
	}
	table, err := find(w.Bytes(), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if rows := readAll(t, table); len(rows) != 1 || rows[0].Cell("title").Text != "Hoa" {
		t.Errorf("%d rows", len(rows))
	}
}
