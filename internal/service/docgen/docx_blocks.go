package docgen

import (
	"math"
	"strings"

	"golang.org/x/text/unicode/norm"
)

var justify = map[Align]string{AlignDefault: "left", AlignLeft: "left", AlignCenter: "center",
	AlignRight: "right", AlignJustify: "both"}

// para writes a paragraph; keep holds it on the page of the next one.
func (x *docx) para(p para, keep bool) { x.paraIn(p, keep, x.layout.textWidth()) }

// paraIn writes p in a column of width mm: a rule is a border above an empty
// paragraph that is indented from both sides.
func (x *docx) paraIn(p para, keep bool, width float64) {
	x.raw(`<w:p><w:pPr><w:pStyle w:val="%s"/>`, p.style)
	if keep || p.keep {
		x.raw(`<w:keepNext/>`)
	}
	if x.fresh {
		x.raw(`<w:pageBreakBefore/>`)
		x.fresh = false
	}
	side := 0
	if p.rule > 0 {
		side = max(0, twips((width-p.rule)/2))
		x.raw(`<w:pBdr><w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>`)
	}
	x.raw(`<w:spacing w:before="%d" w:after="%d" %s/>`, points20(p.before), points20(p.after), p.line.docx())
	x.raw(`<w:ind w:left="%d" w:right="%d" w:firstLine="%d"/>`, side, side, twips(p.indent))
	x.raw(`<w:jc w:val="%s"/></w:pPr>`, justify[p.align])
	for _, r := range p.runs {
		x.run(r, p.size)
	}
	x.raw(`</w:p>`)
}

func (x *docx) run(r Run, size float64) {
	if r.Text == "" {
		return
	}
	if r.Size > 0 {
		size = r.Size
	}
	x.raw(`<w:r><w:rPr>`)
	for _, on := range []struct {
		set bool
		xml string
	}{{r.Bold, `<w:b/>`}, {r.Italic, `<w:i/>`}} {
		if on.set {
			x.raw("%s", on.xml)
		}
	}
	half := int(math.Round(size * 2))
	x.raw(`<w:sz w:val="%d"/><w:szCs w:val="%d"/>`, half, half)
	if r.Underline {
		x.raw(`<w:u w:val="single"/>`)
	}
	x.raw(`</w:rPr>`)
	for i, part := range strings.Split(norm.NFC.String(r.Text), "\n") {
		if i > 0 {
			x.raw(`<w:br/>`)
		}
		x.raw(`<w:t xml:space="preserve">%s</w:t>`, escaped(part))
	}
	x.raw(`</w:r>`)
}

// docx is the line rule of a paragraph: exact points, or 240ths of a line.
func (h LineHeight) docx() string {
	if h.Exact > 0 {
		return `w:line="` + itoa(points20(h.Exact)) + `" w:lineRule="exact"`
	}
	return `w:line="` + itoa(int(math.Round(max(h.Multiple, 1)*240))) + `" w:lineRule="auto"`
}

func points20(pt float64) int { return int(math.Round(pt * 20)) }

// columns writes a table without lines: letter head and signature.
func (x *docx) columns(e columns) {
	x.openTable(e.widths[:], `<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>`)
	for i, row := range e.rows {
		x.raw(`<w:tr><w:trPr><w:cantSplit/></w:trPr>`)
		for j, paras := range row {
			x.openCell(e.widths[j], "")
			if e.keep && len(paras) > 0 && i == 0 {
				paras = append([]para(nil), paras...)
				paras[0].before += 12
			}
			for _, p := range paras {
				x.paraIn(p, false, e.widths[j])
			}
			if len(paras) == 0 {
				x.paraIn(para{style: styleHead, size: 1, line: single}, false, e.widths[j])
			}
			x.raw(`</w:tc>`)
		}
		x.raw(`</w:tr>`)
	}
	x.raw(`</w:tbl>`)
}

// grid writes a ruled table.
func (x *docx) grid(e grid) {
	var edges strings.Builder
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		edges.WriteString(`<w:` + side + ` w:val="single" w:sz="4" w:space="0" w:color="000000"/>`)
	}
	pad := func(side string, mm float64) string {
		return `<w:` + side + ` w:w="` + itoa(twips(mm)) + `" w:type="dxa"/>`
	}
	x.openTable(e.widths, `<w:tblBorders>`+edges.String()+`</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>`+
		pad("top", cellPadY)+pad("left", cellPadX)+pad("bottom", cellPadY)+pad("right", cellPadX)+`</w:tblCellMar>`)
	for i, row := range e.rows {
		x.raw(`<w:tr><w:trPr><w:cantSplit/>`)
		extra := ""
		if i < e.head {
			x.raw(`<w:tblHeader/>`)
			extra = `<w:vAlign w:val="center"/>`
		}
		x.raw(`</w:trPr>`)
		for j, p := range row.cells {
			span := ""
			if row.span && len(e.widths) > 1 {
				span = `<w:gridSpan w:val="` + itoa(len(e.widths)) + `"/>`
			}
			x.openCell(e.width(row, j), span+extra)
			x.paraIn(p, row.span || i < e.head, e.width(row, j))
			x.raw(`</w:tc>`)
		}
		x.raw(`</w:tr>`)
	}
	x.raw(`</w:tbl>`)
}

func (x *docx) openTable(widths []float64, properties string) {
	total := 0.0
	for _, w := range widths {
		total += w
	}
	fixed := `<w:tblLayout w:type="fixed"/>`
	if strings.Contains(properties, fixed) {
		fixed = ""
	}
	x.raw(`<w:tbl><w:tblPr><w:tblW w:w="%d" w:type="dxa"/>%s%s</w:tblPr><w:tblGrid>`, twips(total), fixed, properties)
	for _, w := range widths {
		x.raw(`<w:gridCol w:w="%d"/>`, twips(w))
	}
	x.raw(`</w:tblGrid>`)
}

func (x *docx) openCell(width float64, properties string) {
	x.raw(`<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>%s</w:tcPr>`, twips(width), properties)
}
