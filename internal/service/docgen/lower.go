package docgen

import (
	"fmt"
	"slices"
	"strings"
)

// An element is what both renderers write: para, columns, grid or newPage.
type element any

// para is a paragraph with every measure settled. With rule > 0 it is instead
// a thin centred line of that length in mm.
type para struct {
	style         string // its named style in DOCX
	runs          []Run
	size          float64 // points, for runs that name none
	align         Align
	indent        float64 // first line, mm
	before, after float64 // points
	line          LineHeight
	keep          bool
	rule          float64
}

// columns is text side by side without lines around it.
type columns struct {
	widths [2]float64 // mm
	rows   [][2][]para
	keep   bool
}

// grid is a ruled table; its first head rows are repeated on every page.
type grid struct {
	widths []float64 // mm
	head   int
	rows   []gridRow
}

type gridRow struct {
	cells []para
	span  bool
}

type newPage struct{}

// The named styles of the DOCX.
const (
	styleBody      = "KheoBody"
	styleHead      = "KheoHead"
	styleName      = "KheoName"
	styleAbstract  = "KheoAbstract"
	styleCell      = "KheoCell"
	styleSignature = "KheoSignature"
	styleNote      = "KheoNote"
)

// lower decides how every block of d looks.
func lower(d Document) []element {
	l := d.Layout
	var out []element
	for i, b := range withEndMark(d) {
		switch b := b.(type) {
		case LetterHead:
			out = append(out, l.letterHead(b))
		case Heading:
			out = append(out, l.heading(b)...)
		case Paragraph:
			out = append(out, l.paragraph(b, leadsToSignature(d.Blocks, i)))
		case List:
			out = append(out, l.list(b, leadsToSignature(d.Blocks, i))...)
		case Table:
			out = append(out, l.table(b))
		case Signature:
			out = append(out, l.signature(b))
		case PageBreak:
			out = append(out, newPage{})
		case Note:
			out = append(out, para{style: styleNote, runs: b.Runs, size: l.NoteSize,
				align: b.Align, before: 3, line: LineHeight{Multiple: 1}})
		}
	}
	return out
}

func leadsToSignature(blocks []Block, i int) bool {
	if i+1 >= len(blocks) {
		return false
	}
	_, ok := blocks[i+1].(Signature)
	return ok
}

// withEndMark closes the text before each signature with the layout's mark.
func withEndMark(d Document) []Block {
	blocks := slices.Clone(d.Blocks)
	for i, b := range blocks {
		if !leadsToSignature(blocks, i) || d.Layout.EndMark == "" {
			continue
		}
		switch b := b.(type) {
		case Paragraph:
			b.Runs = closed(b.Runs, d.Layout.EndMark)
			blocks[i] = b
		case List:
			if n := len(b.Items); n > 0 {
				b.Items = slices.Clone(b.Items)
				b.Items[n-1] = closed(b.Items[n-1], d.Layout.EndMark)
				blocks[i] = b
			}
		}
	}
	return blocks
}

func closed(runs []Run, mark string) []Run {
	if len(runs) == 0 {
		return runs
	}
	runs = slices.Clone(runs)
	last := &runs[len(runs)-1]
	last.Text = strings.TrimRight(last.Text, " ./;,") + mark
	return runs
}

func (l Layout) paragraph(b Paragraph, keep bool) para {
	p := para{style: styleBody, runs: b.Runs, size: l.Body.Size, align: b.Align,
		indent: l.Body.FirstIndent, before: l.Body.Before, after: l.Body.After,
		line: l.Body.Line, keep: keep || b.KeepWithNext}
	if p.align == AlignDefault {
		p.align = l.Body.Align
	}
	if b.NoIndent || p.align == AlignCenter || p.align == AlignRight {
		p.indent = 0
	}
	return p
}

func (l Layout) list(b List, keep bool) []element {
	var out []element
	for i, item := range b.Items {
		marker := b.Marker
		switch marker {
		case "1.":
			marker = fmt.Sprintf("%d.", i+1)
		case "a)":
			marker = letter(i) + ")"
		}
		runs := append([]Run{{Text: marker + " "}}, item...)
		out = append(out, l.paragraph(Paragraph{Runs: runs}, keep && i == len(b.Items)-1))
	}
	return out
}

// letter counts as Vietnamese documents do: a, b, c, d, đ, e, g …
func letter(i int) string {
	letters := []rune("abcdđeghiklmnopqrstuvxy")
	if i < len(letters) {
		return string(letters[i])
	}
	return letter(i/len(letters)-1) + string(letters[i%len(letters)])
}
