package intake

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"testing"
	"unicode/utf8"

	"kheo/internal/business/campaign"
	"kheo/internal/business/initiative"
	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
)

// Whatever stands in the cells, a row is either named among the errors or can be
// saved as it is.
func FuzzListRow(f *testing.F) {
	f.Add("Khéo trong giữ sạch ngõ 7", "Tổ tự quản số 4", "Tập thể", "Phường Cát Linh", "Kinh tế", "05/03/2022", "")
	f.Add("=1+1", "\u200b", "ca nhan", "p. cat linh", "van hoa xa hoi", "2022", "ghi chú")
	f.Add("KhÐo trong phong trµo", "¤ng Nam", "C¸ nh©n", "Ph­êng C¸t Linh", "Kinh tÕ", "31/02/2022", "\x00")
	ward := org.Unit{ID: "1", Name: "Phường Cát Linh", Type: "ward", Line: org.Territory, Path: "/q/cl/"}
	own := org.Unit{ID: "0", Name: "Quận Đống Đa", Type: "district", Line: org.Territory, Path: "/q/"}
	season := campaign.Season{LaunchedOn: clock.Must("2022-01-10"), ReportBy: clock.Must("2022-09-30")}
	fields := []campaign.Field{{ID: "k", Name: "Kinh tế"}, {ID: "v", Name: "Văn hóa - xã hội"}}
	f.Fuzz(func(t *testing.T, title, who, kind, unit, field, start, note string) {
		for _, s := range []string{title, who, kind, unit, field, start, note} {
			if len(s) > 4000 || !utf8.ValidString(s) {
				t.Skip() // no cell holds that
			}
		}
		file := smallBook(t, []string{"Tên mô hình", "Tập thể/cá nhân đăng ký", "Đối tượng", "Đơn vị", "Lĩnh vực", "Thời gian bắt đầu", "Ghi chú"},
			[]string{title, who, kind, unit, field, start, note})
		table, err := findList(bytes.NewReader(file), int64(len(file)))
		if err != nil {
			t.Skip() // cells that are read as headings
		}
		l := newListReader(season, own, []org.Unit{own, ward}, fields)
		for r, err := range table.Rows() {
			if err != nil {
				t.Fatal(err)
			}
			row := l.row(r)
			if len(l.errors) > 0 {
				continue
			}
			if initiative.TitleKey(row.Title) == "" || row.participant == "" || row.participantKind.Label() == "" || row.unit.ID == "" || row.field.ID == "" {
				t.Errorf("taken as good: %+v", row)
			}
		}
		for _, e := range l.errors {
			if e.Cell == "" || e.Column == "" || e.Message.String() == "" {
				t.Errorf("nameless error %+v", e)
			}
		}
	})
}

// smallBook writes a workbook of text cells with nothing but what is needed.
func smallBook(t testing.TB, rows ...[]string) []byte {
	t.Helper()
	var sheet bytes.Buffer
	sheet.WriteString(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`)
	for n, row := range rows {
		fmt.Fprintf(&sheet, `<row r="%d">`, n+1)
		for column, s := range row {
			fmt.Fprintf(&sheet, `<c r="%c%d" t="inlineStr"><is><t xml:space="preserve">`, 'A'+column, n+1)
			_ = xml.EscapeText(&sheet, []byte(s))
			sheet.WriteString(`</t></is></c>`)
		}
		sheet.WriteString(`</row>`)
	}
	sheet.WriteString(`</sheetData></worksheet>`)
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, part := range [][2]string{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="DS" sheetId="1" r:id="r1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`},
		{"xl/worksheets/sheet1.xml", sheet.String()},
	} {
		w, err := z.CreateHeader(&zip.FileHeader{Name: part[0], Method: zip.Store})
		if err == nil {
			_, err = w.Write([]byte(part[1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// The harness above must reach the rows.
func TestSmallBookIsAList(t *testing.T) {
	t.Parallel()
	file := smallBook(t, []string{"Tên mô hình", "Tập thể/cá nhân đăng ký", "Đối tượng", "Lĩnh vực"}, []string{"Khéo", "Tổ 4", "Tập thể", "Kinh tế"})
	table, err := findList(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for r, err := range table.Rows() {
		if n++; err != nil || r.Cell("title").Line() != "Khéo" {
			t.Errorf("%v, %v", r, err)
		}
	}
	if n != 1 {
		t.Errorf("%d rows", n)
	}
}
