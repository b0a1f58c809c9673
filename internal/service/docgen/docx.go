package docgen

import (
	"archive/zip"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"strings"
	"time"
)

// WriteDOCX writes d as an Office Open XML text that Word and LibreOffice open
// as it is: named styles, margins, page number in the header or footer from
// page 2, table heads repeated. Equal documents give equal bytes. The file names no
// person as its author.
func WriteDOCX(w io.Writer, d Document) error {
	if d.Date.IsZero() {
		return errNoDate
	}
	archive := zip.NewWriter(w)
	for _, part := range []struct{ name, content string }{
		{"[Content_Types].xml", d.Layout.PageNumber.contentTypes()},
		{"_rels/.rels", packageRels},
		{"docProps/core.xml", coreProperties(d)},
		{"docProps/app.xml", appProperties},
		{"word/_rels/document.xml.rels", d.Layout.PageNumber.documentRels()},
		{"word/document.xml", documentXML(d)},
		{"word/styles.xml", stylesXML(d.Layout)},
		{"word/settings.xml", settingsXML},
		{"word/fontTable.xml", fontTableXML(d.Layout)},
		{"word/" + d.Layout.PageNumber.part() + "1.xml", d.Layout.PageNumber.numberedXML()},
		{"word/" + d.Layout.PageNumber.part() + "2.xml", d.Layout.PageNumber.bareXML()},
	} {
		f, err := archive.CreateHeader(&zip.FileHeader{
			Name: part.name, Method: zip.Deflate, Modified: d.Date.UTC()})
		if err != nil {
			return err
		}
		if _, err := io.WriteString(f, xmlHead+part.content); err != nil {
			return err
		}
	}
	return archive.Close()
}

func coreProperties(d Document) string {
	at := d.Date.UTC().Format(time.RFC3339)
	return `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"` +
		` xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"` +
		` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>` + escaped(d.Title) +
		`</dc:title><dc:creator></dc:creator><dc:language>vi-VN</dc:language>` +
		`<dcterms:created xsi:type="dcterms:W3CDTF">` + at + `</dcterms:created>` +
		`<dcterms:modified xsi:type="dcterms:W3CDTF">` + at + `</dcterms:modified></cp:coreProperties>`
}

func documentXML(d Document) string {
	x := &docx{layout: d.Layout}
	x.raw(`<w:document` + namespaces + `><w:body>`)
	for _, e := range lower(d) {
		switch e := e.(type) {
		case newPage:
			x.fresh = true
		case para:
			x.para(e, false)
			x.table = false
		case columns:
			x.apart()
			x.columns(e)
		case grid:
			x.apart()
			x.grid(e)
		}
	}
	if x.table || x.fresh {
		x.spacer()
	}
	l := d.Layout
	x.raw(`<w:sectPr>%s`, l.PageNumber.references())
	x.raw(`<w:pgSz w:w="%d" w:h="%d"%s/>`, twips(l.PageW), twips(l.PageH), orientation(l))
	x.raw(`<w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="%d" w:footer="%d" w:gutter="0"/>`,
		twips(l.Top), twips(l.Right), twips(l.Bottom), twips(l.Left), twips(l.PageNumber.edge(false)), twips(l.PageNumber.edge(true)))
	x.raw(`<w:titlePg/></w:sectPr></w:body></w:document>`)
	return x.String()
}

func orientation(l Layout) string {
	if l.PageW > l.PageH {
		return ` w:orient="landscape"`
	}
	return ""
}

// docx collects the body of a document.
type docx struct {
	strings.Builder
	layout Layout
	fresh  bool // the next paragraph begins a page
	table  bool // the last thing written was a table
}

func (x *docx) raw(format string, args ...any) { fmt.Fprintf(x, format, args...) }

// apart keeps tables from flowing into one and carries a page break over to a
// paragraph, where alone it may stand.
func (x *docx) apart() {
	if x.table || x.fresh {
		x.spacer()
	}
	x.table = true
}

// spacer is a paragraph with no height to speak of.
func (x *docx) spacer() {
	x.para(para{style: styleNote, size: 1, line: LineHeight{Exact: 1}}, false)
	x.table = false
}

// twips turns mm into twentieths of a point.
func twips(mm float64) int { return int(math.Round(mm / mmPerPoint * 20)) }

func escaped(s string) string {
	var out strings.Builder
	_ = xml.EscapeText(&out, []byte(s)) // a Builder never fails
	return out.String()
}
