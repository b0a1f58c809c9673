package docgen

import "time"

// Document is a text to be written: its drafting rules and its blocks in
// reading order.
type Document struct {
	Layout Layout
	Title  string    // metadata of the file, not shown on paper
	Date   time.Time // stamped into the file; equal input and Date give equal bytes
	Blocks []Block
}

// Block is one of LetterHead, Heading, Paragraph, List, Table, Signature,
// PageBreak, Note.
type Block interface{ block() }

// Align places text between its margins.
type Align int

// The ways to align; AlignDefault is what the layout says.
const (
	AlignDefault Align = iota
	AlignLeft
	AlignCenter
	AlignRight
	AlignJustify
)

// Run is text in one style. Size is in points; 0 is the size of its place.
// A line feed in Text starts a new line.
type Run struct {
	Text      string  `json:"text"`
	Bold      bool    `json:"bold,omitempty"`
	Italic    bool    `json:"italic,omitempty"`
	Underline bool    `json:"underline,omitempty"`
	Size      float64 `json:"size,omitempty"`
}

// Text makes plain runs of s.
func Text(s string) []Run { return []Run{{Text: s}} }

// Bold makes bold runs of s.
func Bold(s string) []Run { return []Run{{Text: s, Bold: true}} }

// Italic makes italic runs of s.
func Italic(s string) []Run { return []Run{{Text: s, Italic: true}} }

// Line is one line of a letter head. Rule draws a thin line below it, as a
// share of the width of the text: 1 is as long as the text, 0 draws none.
type Line struct {
	Run
	Rule float64
}

// LetterHead opens a document: who issues it on the left, the motto of State
// or Party on the right; below them, level with each other, the document's
// number and its place and date.
type LetterHead struct {
	Left, Right []Line
	Number      string
	PlaceDate   string
}

// Heading names the document, centred: "QUYẾT ĐỊNH" and what it is about.
type Heading struct {
	Name     string
	Abstract []string
	Bare     bool // without the layout's mark below
}

// Paragraph is body text. NoIndent drops the layout's first line indent;
// KeepWithNext keeps it on the page of the block that follows.
type Paragraph struct {
	Runs         []Run
	Align        Align
	NoIndent     bool
	KeepWithNext bool
}

// List is a row of paragraphs led by Marker: "-", "+", or "1." and "a)" which
// count.
type List struct {
	Marker string
	Items  [][]Run
}

// Table is a ruled table. Its head is repeated on every page and its rows are
// not split, unless one is taller than a page.
type Table struct {
	Columns []TableColumn
	Numbers bool // a row (1) (2) (3) under the titles
	Rows    []Row
}

// TableColumn is a column: Width is its share of the table's width.
type TableColumn struct {
	Title string
	Width float64
	Align Align
}

// Row is a table row: a cell for each column, or with Span one cell over all
// of them that stays with the row below.
type Row struct {
	Cells []Cell
	Span  bool
}

// Cell is the content of a table cell; AlignDefault is its column's.
type Cell struct {
	Runs  []Run
	Align Align
}

// TextRow makes a row of plain cells.
func TextRow(cells ...string) Row {
	row := Row{}
	for _, text := range cells {
		row.Cells = append(row.Cells, Cell{Runs: Text(text)})
	}
	return row
}

// SectionRow makes a bold row over the whole width: "I. TẬP THỂ".
func SectionRow(title string) Row {
	return Row{Span: true, Cells: []Cell{{Runs: Bold(title), Align: AlignLeft}}}
}

// Signature closes a document: recipients on the left, on the right the
// capacity and post of the signer ("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"), room
// for the seal, and the name. It is never split or left alone on a page.
type Signature struct {
	Recipients []string
	Form       []string
	Name       string
}

// PageBreak starts a new page: an annex.
type PageBreak struct{}

// Note is small text.
type Note struct {
	Runs  []Run
	Align Align
}

func (LetterHead) block() {}
func (Heading) block()    {}
func (Paragraph) block()  {}
func (List) block()       {}
func (Table) block()      {}
func (Signature) block()  {}
func (PageBreak) block()  {}
func (Note) block()       {}
