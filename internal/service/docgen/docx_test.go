package docgen

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
)

// openDOCX reads every part and checks that it is well-formed XML.
func openDOCX(t *testing.T, d Document) map[string]string {
	t.Helper()
	var buf bytes.Buffer
	if err := WriteDOCX(&buf, d); err != nil {
		t.Fatal(err)
	}
	keep(t, buf.Bytes(), ".docx")
	archive, err := zip.NewReader(bytes.NewReader(buf.Bytes()), int64(buf.Len()))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(content)
		dec := xml.NewDecoder(bytes.NewReader(content))
		for {
			if _, err := dec.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
		}
	}
	return parts
}

func TestDOCXPartyDecision(t *testing.T) {
	t.Parallel()
	parts := openDOCX(t, partyDecision())
	body := parts["word/document.xml"]
	for _, want := range []string{
		// 20/20/30/15 mm in twentieths of a point
		`<w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701" w:header="567"`,
		`<w:pgSz w:w="11906" w:h="16838"/>`,
		`<w:titlePg/>`,
		`w:line="360" w:lineRule="exact"`,
		`<w:ind w:left="0" w:right="0" w:firstLine="567"/>`,
		`>T/M BAN THƯỜNG VỤ</w:t>`,
		`>-----</w:t>`,
		`<w:pageBreakBefore/>`,
		`<w:gridSpan w:val="4"/>`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("document.xml lacks %s", want)
		}
	}
	if n := strings.Count(body, "<w:tblHeader/>"); n != 2 {
		t.Errorf("repeated head rows = %d, want titles and numbers", n)
	}
	// 2 of head, 25 of body, 2 of the letter head, 1 of the signature
	if rows, whole := strings.Count(body, "<w:tr>"), strings.Count(body, "<w:cantSplit/>"); rows != 30 || whole != rows {
		t.Errorf("rows = %d, unsplit = %d", rows, whole)
	}
	if !strings.Contains(parts["word/header1.xml"], " PAGE ") || strings.Contains(parts["word/header2.xml"], "PAGE") {
		t.Error("the page number must stand in the header from page 2")
	}
	if core := parts["docProps/core.xml"]; !strings.Contains(core, "<dc:title>Quyết định khen thưởng Dân vận khéo năm 2026<") ||
		!strings.Contains(core, "<dc:creator></dc:creator>") {
		t.Errorf("core properties: %s", core)
	}
	if styles := parts["word/styles.xml"]; !strings.Contains(styles, `w:ascii="Times New Roman"`) ||
		!strings.Contains(styles, `<w:lang w:val="vi-VN"`) {
		t.Error("styles name neither font nor language")
	}
}

func TestDOCXStateDecision(t *testing.T) {
	t.Parallel()
	body := openDOCX(t, stateDecision())["word/document.xml"]
	for _, want := range []string{
		`w:right="1134" w:bottom="1134" w:left="1701"`,
		`w:line="276" w:lineRule="auto"`,
		`thi hành Quyết định này./.</w:t>`,
		`<w:pBdr><w:top w:val="single"`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("document.xml lacks %s", want)
		}
	}
}

func TestDOCXEscapesAndEndsWithAParagraph(t *testing.T) {
	t.Parallel()
	body := openDOCX(t, Document{Layout: StateLayout(), Date: day, Blocks: []Block{
		Paragraph{Runs: Text("A < B & \"C\"\x01\nhai")},
		Table{Columns: []TableColumn{{Title: "Cột"}}, Rows: []Row{TextRow("một", "thừa"), {}}},
		Table{Columns: []TableColumn{{Title: "Cột"}}},
	}})["word/document.xml"]
	if !strings.Contains(body, "A &lt; B &amp; ") || !strings.Contains(body, "<w:br/>") {
		t.Error("text is not escaped")
	}
	if strings.Contains(body, "</w:tbl><w:tbl>") || strings.Contains(body, "</w:tbl><w:sectPr") {
		t.Error("tables must be apart, and a paragraph must follow the last")
	}
	if strings.Contains(body, "thừa") {
		t.Error("a row has more cells than columns")
	}
}

func TestDOCXIsTheSameEachTime(t *testing.T) {
	t.Parallel()
	var a, b bytes.Buffer
	for _, w := range []*bytes.Buffer{&a, &b} {
		if err := WriteDOCX(w, partyDecision()); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("equal documents gave different bytes")
	}
	if WriteDOCX(&a, Document{}) == nil {
		t.Error("a document without a date was written")
	}
}
