package exchange

import (
	"encoding/xml"
	"errors"
	"io"
	"math"
	"strconv"
	"strings"
	"time"
)

// rawRow is a row with content: cells in order of the file, none empty.
type rawRow struct {
	number int
	cells  []rawCell
}

// rawCell is a cell as the file has it; text is not yet decoded or cleaned.
type rawCell struct {
	column int // 1 is A
	kind   Kind
	text   string
	number float64
	date   time.Time
}

// scan yields the rows with content of sheet s until yield returns false, the
// sheet ends or a long run of empty rows begins.
func (b *Book) scan(s sheet, yield func(rawRow) bool) error {
	x, err := b.archive.markup(s.part)
	if err != nil {
		return err
	}
	if x == nil {
		return refuseDamaged()
	}
	defer x.close()
	r := rowReader{book: b, sheet: s, x: x, text: b.limits.TextBytes}
	last := 0
	for {
		row, err := r.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if row.number-last > b.limits.EmptyRun+1 {
			return nil
		}
		if len(row.cells) == 0 {
			continue
		}
		last = row.number
		if r.rows++; r.rows > b.limits.Rows {
			return refuseRows(s.name, b.limits.Rows)
		}
		if !yield(row) {
			return nil
		}
	}
}

// rowReader reads <row> elements one by one.
type rowReader struct {
	book  *Book
	sheet sheet
	x     *markup
	row   int
	rows  int
	cells int
	text  int64 // bytes still allowed
}

// next is the next row, with or without cells, or io.EOF.
func (r *rowReader) next() (rawRow, error) {
	var row rawRow
	inside, column := false, 0
	for {
		token, err := r.x.next()
		if err != nil {
			return row, err
		}
		switch e := token.(type) {
		case xml.StartElement:
			switch {
			case e.Name.Local == "row":
				inside, column = true, 0
				r.row++
				if n, err := strconv.Atoi(attr(e, "r")); err == nil && n > 0 {
					r.row = n
				}
				if r.row > lastRow {
					return row, refuseDamaged()
				}
				row.number = r.row
			case e.Name.Local == "c" && inside:
				column++
				if c := columnOf(attr(e, "r")); c > 0 {
					column = c
				}
				if err := r.cell(&row, column, e); err != nil {
					return row, err
				}
			}
		case xml.EndElement:
			if e.Name.Local == "row" && inside {
				return row, nil
			}
			if e.Name.Local == "sheetData" {
				return row, io.EOF
			}
		}
	}
}

// cell reads on to the end of one <c> and appends it unless it is empty.
func (r *rowReader) cell(row *rawRow, column int, start xml.StartElement) error {
	var value, inline textCollector
	value.element = "v"
	for {
		token, err := r.x.next()
		if errors.Is(err, io.EOF) {
			return refuseDamaged()
		}
		if err != nil {
			return err
		}
		if e, ok := token.(xml.EndElement); ok && e.Name.Local == "c" {
			break
		}
		if err := errors.Join(value.add(token), inline.add(token)); err != nil {
			return refuseDamaged()
		}
	}
	c := r.book.value(attr(start, "t"), attr(start, "s"), value.raw(), inline.text())
	if c.kind == Empty {
		return nil
	}
	c.column = column
	r.cells++
	r.text -= int64(len(c.text))
	switch {
	case column > r.book.limits.Columns:
		return refuseColumns(r.sheet.name, r.book.limits.Columns)
	case r.cells > r.book.limits.Cells || r.text < 0:
		return refuseCells(r.sheet.name)
	}
	row.cells = append(row.cells, c)
	return nil
}

// value makes a cell of its type, style, <v> and <is>.
func (b *Book) value(kind, style, v, inline string) rawCell {
	text := func(s string) rawCell {
		if strings.TrimSpace(s) == "" {
			return rawCell{}
		}
		return rawCell{kind: Text, text: s}
	}
	switch kind {
	case "s":
		if i, err := strconv.Atoi(strings.TrimSpace(v)); err == nil && i >= 0 && i < len(b.strings) {
			return text(b.strings[i])
		}
		return rawCell{}
	case "inlineStr":
		return text(inline)
	case "str":
		return text(unescape(v))
	case "e":
		c := text(v)
		if c.kind == Text {
			c.kind = Error
		}
		return c
	}
	v = strings.TrimSpace(v)
	switch {
	case v == "":
		return text(inline)
	case kind == "b":
		if v == "1" || strings.EqualFold(v, "true") {
			return rawCell{kind: Bool, text: "TRUE", number: 1}
		}
		return rawCell{kind: Bool, text: "FALSE"}
	case kind == "d":
		if t, err := time.Parse(time.DateOnly, v[:min(len(v), 10)]); err == nil {
			return rawCell{kind: Date, date: t, text: t.Format(dayFormat)}
		}
		return text(v)
	}
	return b.numeric(style, v)
}

func (b *Book) numeric(style, v string) rawCell {
	n, err := strconv.ParseFloat(v, 64)
	if err != nil || math.IsNaN(n) || math.IsInf(n, 0) {
		return rawCell{kind: Text, text: v}
	}
	if i, err := strconv.Atoi(style); err == nil && i >= 0 && i < len(b.dates) && b.dates[i] {
		if t, ok := serialDate(n, b.is1904); ok {
			return rawCell{kind: Date, number: n, date: t, text: t.Format(dayFormat)}
		}
	}
	format := byte('f')
	if math.Abs(n) >= 1e16 || n != 0 && math.Abs(n) < 1e-9 {
		format = 'g'
	}
	return rawCell{kind: Number, number: n, text: strconv.FormatFloat(n, format, -1, 64)}
}

// columnOf reads the letters of a reference: 3 for C7; 0 if it has none.
func columnOf(ref string) int {
	n := 0
	for _, c := range []byte(ref) {
		switch {
		case c >= 'A' && c <= 'Z':
			n = n*26 + int(c-'A') + 1
		case c >= 'a' && c <= 'z':
			n = n*26 + int(c-'a') + 1
		default:
			return n
		}
		if n > lastColumn {
			return lastColumn + 1
		}
	}
	return n
}

// reference writes one: C7.
func reference(column, row int) string {
	letters := ""
	for ; column > 0; column = (column - 1) / 26 {
		letters = string(rune('A'+(column-1)%26)) + letters
	}
	return letters + strconv.Itoa(row)
}
