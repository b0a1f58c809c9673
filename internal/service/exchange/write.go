package exchange

import (
	"fmt"
	"io"
	"iter"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
)

// Sheet is a list to write. Each of Rows has a value for each column: string,
// int, int64, float64, bool, time.Time (its civil date is written; the zero
// time is empty) or nil.
type Sheet struct {
	Name      string   // of the sheet; Excel keeps 31 characters
	Title     []string // rows above the headings, each merged over all columns
	Columns   []Column
	Rows      iter.Seq[[]any]
	Landscape bool
}

const (
	cellLimit   = 32_767 // UTF-16 units that Excel keeps of a text
	cutMark     = " […]"
	normalWidth = 18
)

// writer puts one Sheet into a file, row by row.
type writer struct {
	file   *excelize.File
	stream *excelize.StreamWriter
	styles styles
	sheet  Sheet
	row    int // last row written
}

// Write writes s as an .xlsx workbook. Memory stays small: rows are spilled to
// a temporary file. Text that looks like a formula stays text, also when the
// cell is edited in Excel.
func Write(w io.Writer, s Sheet) (err error) {
	defer fault.Wrap(&err, "write sheet %q", s.Name)
	f := excelize.NewFile()
	defer func() { _ = f.Close() }() // removes temporary files
	x, err := begin(f, s, false)
	if err != nil {
		return err
	}
	if s.Rows != nil {
		for values := range s.Rows {
			if err := x.values(values, false); err != nil {
				return err
			}
		}
	}
	if err := x.stream.Flush(); err != nil {
		return err
	}
	return f.Write(w)
}

// begin writes titles and headings and sets up the page. With toFill, cells
// below take the format of their column's example, so that a telephone number
// keeps its 0 and 5/3 becomes a date.
func begin(f *excelize.File, s Sheet, toFill bool) (*writer, error) {
	s.Name = sheetName(s.Name)
	if err := f.SetSheetName(f.GetSheetName(0), s.Name); err != nil {
		return nil, err
	}
	header := len(s.Title) + 1
	if len(s.Title) > 0 {
		header++ // an empty row between
	}
	if err := setUpPage(f, s, header); err != nil {
		return nil, err
	}
	x := &writer{file: f, sheet: s}
	var err error
	if x.styles, err = newStyles(f); err != nil {
		return nil, err
	}
	if x.stream, err = f.NewStreamWriter(s.Name); err != nil {
		return nil, err
	}
	if err := x.layout(header, toFill); err != nil {
		return nil, err
	}
	return x, x.heading(header)
}

func setUpPage(f *excelize.File, s Sheet, header int) error {
	a4, wide, tall, fit, orientation := 9, 1, 0, true, "portrait"
	if s.Landscape {
		orientation = "landscape"
	}
	if err := f.SetPageLayout(s.Name, &excelize.PageLayoutOptions{Size: &a4, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &tall}); err != nil {
		return err
	}
	if err := f.SetSheetProps(s.Name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	quoted := "'" + strings.ReplaceAll(s.Name, "'", "''") + "'"
	return f.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", Scope: s.Name, RefersTo: fmt.Sprintf("%s!$%d:$%d", quoted, header, header),
	})
}

func (x *writer) layout(header int, toFill bool) error {
	for i, c := range x.sheet.Columns {
		width := c.Width
		if width <= 0 {
			width = normalWidth
		}
		if err := x.stream.SetColWidth(i+1, i+1, min(width, 255)); err != nil {
			return err
		}
		if !toFill {
			continue
		}
		style := 0
		switch c.Example.(type) {
		case time.Time:
			style = x.styles.dayColumn
		case string:
			style = x.styles.textColumn
		}
		if err := x.stream.SetColStyle(i+1, i+1, style); err != nil {
			return err
		}
	}
	below := reference(1, header+1)
	return x.stream.SetPanes(&excelize.Panes{
		Freeze: true, YSplit: header, TopLeftCell: below, ActivePane: "bottomLeft",
		Selection: []excelize.Selection{{SQRef: below, ActiveCell: below, Pane: "bottomLeft"}},
	})
}

func (x *writer) heading(header int) error {
	for i, title := range x.sheet.Title {
		cell := excelize.Cell{StyleID: x.styles.title, Value: fitText(title)}
		if err := x.stream.SetRow(reference(1, i+1), []any{cell}); err != nil {
			return err
		}
		if len(x.sheet.Columns) > 1 {
			if err := x.stream.MergeCell(reference(1, i+1), reference(len(x.sheet.Columns), i+1)); err != nil {
				return err
			}
		}
	}
	var cells []any
	for _, c := range x.sheet.Columns {
		cells = append(cells, excelize.Cell{StyleID: x.styles.header, Value: fitText(c.Title)})
	}
	x.row = header
	return x.stream.SetRow(reference(1, header), cells)
}

// values writes the next row.
func (x *writer) values(values []any, example bool) error {
	if x.row++; x.row > lastRow {
		return fault.Refuse("Danh sách dài quá một trang tính Excel. Xin lọc bớt rồi xuất lại.")
	}
	cells := make([]any, 0, len(values))
	for _, v := range values {
		cell, err := x.styles.cell(v)
		if err != nil {
			return fmt.Errorf("row %d: %w", x.row, err)
		}
		if example {
			cell.StyleID = x.styles.example(v)
		}
		cells = append(cells, cell)
	}
	return x.stream.SetRow(reference(1, x.row), cells)
}

// fitText cleans s and cuts what Excel could not keep, visibly.
func fitText(s string) string {
	s = text.CleanLines(s)
	if len(s) <= cellLimit {
		return s
	}
	units := 0
	for i, r := range s {
		n := utf16.RuneLen(r)
		if units+n > cellLimit {
			runes := []rune(s[:i])
			return string(runes[:len(runes)-len([]rune(cutMark))]) + cutMark
		}
		units += n
	}
	return s
}

// sheetName makes a name that Excel accepts.
func sheetName(s string) string {
	s = strings.Trim(text.Clean(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\`, r) {
			return ' '
		}
		return r
	}, s)), "'")
	if s == "" {
		return "Danh sách"
	}
	for len(utf16.Encode([]rune(s))) > 31 {
		runes := []rune(s)
		s = strings.Trim(string(runes[:len(runes)-1]), " '")
	}
	return s
}

// looksLikeFormula tells text that spreadsheets may run.
func looksLikeFormula(s string) bool {
	return s != "" && strings.ContainsRune("=+-@\t\r＝＋－＠", []rune(s)[0])
}

// excelDay is Excel's number of a civil day; false before March 1900, where
// Excel counts wrongly.
func excelDay(t time.Time) (int, bool) {
	day := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	n := int(day.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24)
	return n, n > 60 && t.Year() < 10_000
}
