package exchange

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"time"

	"kheo/internal/platform/text"
)

// Row is a row of the list.
type Row struct {
	Sheet   string
	Number  int    // of the row on its sheet, from 1
	Section string // the heading inside the list that it stands under, without number

	part  *Part
	cells map[int]Cell
}

// Cell is the cell of a column; empty if the row or the whole list has none.
func (r Row) Cell(key string) Cell {
	for column, k := range r.part.match.columns {
		if k == key {
			return r.at(column)
		}
	}
	return Cell{Sheet: r.Sheet}
}

// Aside is the cell under a heading of Part.Unknown.
func (r Row) Aside(heading string) Cell {
	for _, h := range r.part.match.unknown {
		if h.shown() == heading {
			return r.at(h.column)
		}
	}
	return Cell{Sheet: r.Sheet}
}

func (r Row) at(column int) Cell {
	if c, ok := r.cells[column]; ok {
		return c
	}
	return Cell{Sheet: r.Sheet, Ref: reference(column, r.Number)}
}

// Rows reads the list, as often as wanted; each time it counts anew what it
// leaves out. An error ends the iteration.
func (t *Table) Rows() iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		t.Skipped, t.Counts = nil, map[Reason]int{}
		for i := range t.Parts {
			goOn := true
			err := t.read(&t.Parts[i], func(r Row) bool {
				goOn = yield(r, nil)
				return goOn
			})
			if !goOn {
				return
			}
			if err != nil {
				yield(Row{}, err)
				return
			}
		}
	}
}

func (t *Table) read(p *Part, yield func(Row) bool) error {
	fill := filler{all: p.merges}
	section, ended, last := "", false, p.Header
	first := true
	return t.book.scan(p.sheet, func(raw rawRow) bool {
		if raw.number <= p.Header {
			return true
		}
		t.skipEmpty(raw.number - last - 1)
		last = raw.number
		cells := map[int]Cell{}
		for _, c := range raw.cells {
			if one := c.cell(p.Sheet, raw.number, p.detector); !one.IsEmpty() {
				cells[c.column] = one
			}
		}
		own := maps.Clone(cells)
		fill.fill(raw.number, cells)
		l := p.line(raw.number, own, cells, t.columns)
		l.first, first = first, false
		reason := p.judge(l, ended)
		if reason == "" && t.isExample(p, cells) {
			reason = SkipExample
		}
		switch reason {
		case "", SkipHeader:
			ended = false
		case SkipSection:
			section = sectionName(l)
		case SkipSignature:
			ended = true
		}
		if reason != "" {
			t.skip(l, p, reason)
			return true
		}
		return yield(Row{Sheet: p.Sheet, Number: raw.number, Section: section, part: p, cells: cells})
	})
}

func (p *Part) line(number int, own, all map[int]Cell, columns []Column) line {
	l := line{number: number, columns: slices.Sorted(maps.Keys(own)), complete: true}
	for _, column := range l.columns {
		l.cells = append(l.cells, own[column])
	}
	if len(l.columns) > 0 {
		merged := p.merges.at(number, l.columns[0])
		l.across = merged.right - merged.left + 1
	}
	has := map[string]bool{}
	for column, key := range p.match.columns {
		_, has[key] = all[column]
	}
	for _, c := range columns {
		l.complete = l.complete && (!c.Required || has[c.Key])
	}
	return l
}

// isExample tells the example row of a template, if nothing in it was changed.
func (t *Table) isExample(p *Part, cells map[int]Cell) bool {
	examples := 0
	for column, key := range p.match.columns {
		i := slices.IndexFunc(t.columns, func(c Column) bool { return c.Key == key })
		want := shownAs(t.columns[i].Example)
		if cells[column].Text != want {
			return false
		}
		if want != "" {
			examples++
		}
	}
	for column, c := range cells {
		if p.match.columns[column] == "" && text.Fold(c.Text) == text.Fold(exampleMark) {
			return examples > 0
		}
	}
	return examples > 2
}

// shownAs is the Text that a written value has when it is read again.
func shownAs(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case time.Time:
		return v.Format(dayFormat)
	case bool:
		if v {
			return "TRUE"
		}
		return "FALSE"
	}
	return text.CleanLines(fmt.Sprint(v))
}

const skipsKept = 1000

func (t *Table) skip(l line, p *Part, reason Reason) {
	t.Counts[reason]++
	if reason == SkipEmpty || len(t.Skipped) >= skipsKept {
		return
	}
	shown := []rune(l.cells[0].Line())
	if len(shown) > 120 {
		shown = append(shown[:119], '…')
	}
	t.Skipped = append(t.Skipped, Skip{p.Sheet, l.number, reason, string(shown)})
}

func (t *Table) skipEmpty(n int) {
	if n > 0 {
		t.Counts[SkipEmpty] += n
	}
}
