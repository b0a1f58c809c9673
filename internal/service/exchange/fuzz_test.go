package exchange

import (
	"bytes"
	"errors"
	"io"
	"os"
	"testing"
	"unicode/utf8"

	"kheo/internal/platform/fault"
)

// readWhole opens raw and reads all of its list; only refusals are errors.
func readWhole(t *testing.T, raw []byte) {
	t.Helper()
	b, err := Open(bytes.NewReader(raw), int64(len(raw)), Limits{UnzippedBytes: 8 << 20, Cells: 20_000, Rows: 5000})
	var table *Table
	if err == nil {
		table, err = FindTable(b, registration)
	}
	if err == nil {
		for r, e := range table.Rows() {
			if err = e; err != nil {
				break
			}
			for _, c := range registration {
				cell := r.Cell(c.Key)
				_, _ = cell.Int()
				_, _ = cell.Bool()
				if _, ok := cell.Date(); ok && cell.IsEmpty() || !utf8.ValidString(cell.Text) || !utf8.ValidString(r.Section) {
					t.Errorf("cell %+v", cell)
				}
			}
		}
	}
	if _, ok := errors.AsType[fault.Refused](err); err != nil && !ok {
		t.Errorf("error %v is no refusal", err)
	}
}

// FuzzOpen changes the file, FuzzSheet the XML inside.
func FuzzOpen(f *testing.F) {
	raw, err := os.ReadFile("testdata/dong-da-2022-tcvn3.xlsx")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(workbook(f, markupOf(headings)))
	f.Add(raw)
	f.Add([]byte("PK\x03\x04"))
	f.Add([]byte("STT,Tên\n"))
	f.Fuzz(readWhole)
}

func FuzzSheet(f *testing.F) {
	f.Add(headings, "<sst/>", "<styleSheet/>")
	f.Add(`<row r="3"><c r="B3" t="s"><v>0</v></c></row><row r="2"><c r="XFD1"><v>1e9</v></c></row>`, "<sst><si><t>Tên mô hình</t></si></sst>",
		`<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>`)
	f.Add(`</sheetData><mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="B9:A1"/></mergeCells>`, "", "")
	f.Fuzz(func(t *testing.T, sheet, texts, styles string) {
		readWhole(t, workbook(t, func(w io.Writer) {
			_, _ = io.WriteString(w, "<worksheet><sheetData>"+
				`<row r="1"><c t="inlineStr"><is><t>Tên mô hình</t></is></c><c t="inlineStr"><is><t>Tập thể, cá nhân đăng ký</t></is></c></row>`+sheet)
		}, "xl/sharedStrings.xml", texts, "xl/styles.xml", styles))
	})
}
