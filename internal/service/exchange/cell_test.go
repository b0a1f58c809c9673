package exchange

import (
	"testing"
	"time"

	"kheo/internal/platform/text"
)

func TestTextDate(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"05/3/2022": "2022-03-05", "5-3-2022": "2022-03-05", "5.3.2022": "2022-03-05", " 05 / 03 / 2022. ": "2022-03-05", "3/2022": "2022-03-01",
		"2022-03-05": "2022-03-05", "2022-03-05 00:00:00": "2022-03-05", "2022-03-05T07:00:00Z": "2022-03-05", "5/3/22": "2022-03-05", "5/3/65": "1965-03-05",
		"ngày 5 tháng 3 năm 2022": "2022-03-05", "Tháng 3 năm 2022": "2022-03-01", "tháng 3/2022": "2022-03-01", "29/2/2024": "2024-02-29",
		"29/2/2022": "", "31/4/2022": "", "03/25/2022": "", "2022": "", "13/2022": "", "5/3": "", "quý 1/2022": "", "": "", "0/0/2022": "", "44625": "", "5/3/0000": "",
	} {
		got := ""
		if d, ok := textDate(in); ok {
			got = d.Format(time.DateOnly)
		}
		if got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}

func TestSerialDate(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		serial float64
		is1904 bool
		want   string
	}{
		{44625, false, "2022-03-05"}, {44625.75, false, "2022-03-05"}, {43163, true, "2022-03-05"}, {1, false, "1900-01-01"}, {59, false, "1900-02-28"},
		{61, false, "1900-03-01"}, {0, true, "1904-01-01"}, {0.5, false, ""}, {60, false, ""}, {-1, false, ""}, {1e18, false, ""}, {2958465, false, "9999-12-31"},
	} {
		got := ""
		if d, ok := serialDate(c.serial, c.is1904); ok {
			got = d.Format(time.DateOnly)
		}
		if got != c.want {
			t.Errorf("%v is %q, want %q", c, got, c.want)
		}
	}
}

func TestDateFormats(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]bool{
		"dd/mm/yyyy": true, "[$-42A]dd\\ mmmm\\ yyyy;@": true, "mmm-yy": true, "mmm": true, "d-m": true, "yyyy": true, "dd/mm/yyyy hh:mm": true,
		"General": false, "0.00": false, `#,##0 "đồng"`: false, `#,##0\ \d`: false, "[h]:mm:ss": false, "mm:ss": false, "@": false, "0.00E+00": false,
		"#,##0_d": false, "[$đ-42A]#,##0": false, `0;"d"`: false,
	} {
		if got := isDateFormat(code); got != want {
			t.Errorf("%q: %v, want %v", code, got, want)
		}
	}
}

func TestInt(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]int64{
		"5": 5, "-5": -5, "1.448": 1448, "1,448": 1448, "1 448": 1448, "1.400.000 đ": 1400000, "1.400.000 đồng": 1400000, "1.400.000VNĐ": 1400000, "0": 0, "-1.448": -1448,
	} {
		if got, ok := (Cell{Kind: Text, Text: in}).Int(); !ok || got != want {
			t.Errorf("%q is %d, %v, want %d", in, got, ok, want)
		}
	}
	for _, in := range []string{"", "1.5", "1,448.000", "1.44", "14.48.000", "năm", "1e3", "0x10", "1.448.00", "99999999999999999999"} {
		if got, ok := (Cell{Kind: Text, Text: in}).Int(); ok {
			t.Errorf("%q is %d", in, got)
		}
	}
	for n, want := range map[float64]bool{5: true, -5: true, 0.5: false, 1e300: false} {
		if got, ok := (Cell{Kind: Number, number: n}).Int(); ok != want || ok && float64(got) != n {
			t.Errorf("%v is %d, %v", n, got, ok)
		}
	}
	if _, ok := (Cell{Kind: Date, number: 44625}).Int(); ok {
		t.Error("a date is no number")
	}
}

func TestBool(t *testing.T) {
	t.Parallel()
	for in, want := range map[string][2]bool{
		"Có": {true, true}, "x": {true, true}, "TRUE": {true, true}, "Không": {false, true}, "không rõ": {false, false},
	} {
		yes, ok := (Cell{Kind: Text, Text: in}).Bool()
		if got := [2]bool{yes, ok}; got != want {
			t.Errorf("%q: %v, want %v", in, got, want)
		}
	}
	if yes, ok := (Cell{}).Bool(); yes || !ok {
		t.Error("an empty cell is no")
	}
	if _, ok := (Cell{Kind: Number, number: 2}).Bool(); ok {
		t.Error("2 is neither")
	}
}

// Every type of cell that Excel writes.
func TestCellTypes(t *testing.T) {
	t.Parallel()
	const row = `<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="inlineStr"><is><t>Hoa</t></is></c>`
	for name, c := range map[string]struct{ cell, want, date string }{
		"shared":          {`<c r="D2" t="s"><v>0</v></c>`, "Hoa hồng", ""},
		"rich text":       {`<c r="D2" t="s"><v>1</v></c>`, "Hoa đỏ\nvàng", ""},
		"no such string":  {`<c r="D2" t="s"><v>99</v></c>`, "", ""},
		"formula, text":   {`<c r="D2" t="str"><f>A1&amp;"x"</f><v>Cát_x0020_Linh</v></c>`, "Cát Linh", ""},
		"formula, number": {`<c r="D2"><f>1+1</f><v>2</v></c>`, "2", ""},
		"formula, date":   {`<c r="D2" s="1"><f>TODAY()</f><v>44625</v></c>`, "05/03/2022", "2022-03-05"},
		"no value":        {`<c r="D2"><f>1+1</f></c>`, "", ""},
		"date":            {`<c r="D2" s="1"><v>44625</v></c>`, "05/03/2022", "2022-03-05"},
		"own date format": {`<c r="D2" s="2"><v>44625.5</v></c>`, "05/03/2022", "2022-03-05"},
		"no date":         {`<c r="D2" s="3"><v>44625</v></c>`, "44625", ""},
		"iso date":        {`<c r="D2" t="d"><v>2022-03-05T00:00:00</v></c>`, "05/03/2022", "2022-03-05"},
		"typed date":      {`<c r="D2" t="inlineStr"><is><t>05/3/2022</t></is></c>`, "05/3/2022", "2022-03-05"},
		"long number":     {`<c r="D2"><v>9.12345678E8</v></c>`, "912345678", ""},
		"fraction":        {`<c r="D2"><v>0.5</v></c>`, "0.5", ""},
		"boolean":         {`<c r="D2" t="b"><v>1</v></c>`, "TRUE", ""},
		"error":           {`<c r="D2" t="e"><v>#N/A</v></c>`, "#N/A", ""},
		"bad number":      {`<c r="D2"><v>NaN</v></c>`, "NaN", ""},
		"phonetic":        {`<c r="D2" t="inlineStr"><is><r><t>A</t></r><rPh><t>B</t></rPh><r><t>C</t></r></is></c>`, "AC", ""},
		"cdata, prefix":   {`<x:c r="D2" t="inlineStr"><x:is><x:t><![CDATA[a<b]]></x:t></x:is></x:c>`, "a<b", ""},
		"controls":        {`<c r="D2" t="inlineStr"><is><t xml:space="preserve"> a_x000D_` + "\n" + `b&#160;c </t></is></c>`, "a\nb c", ""},
	} {
		raw := workbook(t, markupOf(headings[:len(headings)-len("</row>")]+`<c r="D1" t="inlineStr"><is><t>Ngày bắt đầu</t></is></c></row>`+row+c.cell+"</row>"),
			"xl/sharedStrings.xml", `<sst><si><t>Hoa hồng</t></si><si><r><t>Hoa đỏ</t></r><r><t xml:space="preserve">
vàng</t></r></si></sst>`,
			"xl/styles.xml", `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="dd\.mm\.yyyy"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>`+
				`<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="3"/></cellXfs></styleSheet>`)
		table, err := find(raw, Limits{})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		rows := readAll(t, table)
		if len(rows) != 1 {
			t.Fatalf("%s: %d rows", name, len(rows))
		}
		got, date := rows[0].Cell("start"), ""
		if d, ok := got.Date(); ok {
			date = d.Format(time.DateOnly)
		}
		if got.Text != c.want || date != c.date || got.Ref != "D2" || got.Sheet != "S" || got.IsEmpty() != (c.want == "") {
			t.Errorf("%s: %+v, date %q", name, got, date)
		}
	}
}

func Test1904(t *testing.T) {
	t.Parallel()
	raw := workbook(t, markupOf(`<row><c t="inlineStr"><is><t>Tên mô hình</t></is></c><c t="inlineStr"><is><t>Ngày bắt đầu</t></is></c></row>`+
		`<row><c t="inlineStr"><is><t>Hoa</t></is></c><c s="0"><v>43163</v></c></row>`),
		"xl/workbook.xml", `<workbook><workbookPr date1904="1"/><sheets><sheet name="S" r:id="r1"/></sheets></workbook>`,
		"xl/styles.xml", `<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>`)
	table, err := find(raw, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if got := readAll(t, table)[0].Cell("start").Text; got != "05/03/2022" {
		t.Errorf("got %q", got)
	}
}

func TestReferences(t *testing.T) {
	t.Parallel()
	for column := 1; column <= lastColumn; column++ {
		if got := columnOf(reference(column, 7)); got != column {
			t.Fatalf("column %d became %d", column, got)
		}
	}
	if got := reference(703, 1); got != "AAA1" {
		t.Error(got)
	}
	if got := columnOf("ZZZZZZZZZZZZZZZZ1"); got != lastColumn+1 {
		t.Error(got)
	}
}

func TestUnescape(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"_x0041_b": "Ab", "a_x005F_x0041_": "a_x0041_", "_x": "_x", "__x0041_": "_A", "_xZZZZ_": "_xZZZZ_", "_xD83D__xDE00_": "😀", "a_x0009_": "a\t",
	} {
		if got := unescape(in); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
}

func TestMixedEncodings(t *testing.T) {
	t.Parallel()
	table, err := FindTable(openBytes(t, grid(t, [][]any{
		{"STT", "Tên mô hình", "Đơn vị đăng ký", "Lĩnh vực"},
		{1, "Tuyến phố nở hoa", "Tổ 1", "Kinh tế"}, {2, "TuyÕn phè në hoa", "Phường Cát Linh", "m² § ½"},
	})), listed)
	if err != nil {
		t.Fatal(err)
	}
	rows := readAll(t, table)
	if c := rows[1].Cell("title"); c.Text != "Tuyến phố nở hoa" || c.Was != string(text.TCVN3) {
		t.Errorf("an old cell in a new sheet: %+v", c)
	}
	if c := rows[1].Cell("field"); c.Text != "m² § ½" || c.Was != "" {
		t.Errorf("signs: %+v", c)
	}
}
