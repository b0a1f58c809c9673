package exchange

import (
	"strings"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
)

// Table is a list found in a workbook, on one sheet or on several.
type Table struct {
	Parts   []Part
	Ignored []string // sheets with content on which there is no such list

	// Skipped says, after Rows was read to its end, which rows were left out
	// and why; empty rows are only counted.
	Skipped []Skip
	Counts  map[Reason]int

	book    *Book
	columns []Column
}

// Part is the list on one sheet.
type Part struct {
	Sheet    string
	Header   int               // number of the (last) row of headings
	Headings map[string]string // heading as written in the file, by key
	Unknown  []string          // headings that belong to no column; see Row.Aside
	Encoding text.Encoding     // what most of the sheet is written in

	sheet    sheet
	match    match
	detector *text.Detector
	merges   merges
}

const (
	headerRows  = 60  // rows with content among which the headings are looked for
	headerDepth = 3   // rows that headings may take
	headingSpan = 200 // columns that a merged heading is followed over
)

// FindTable looks on each sheet for the row of headings that fits columns best
// and has all that are required. If there is none it returns a fault.Refused
// that names the missing columns and the headings it did find.
func FindTable(b *Book, columns []Column) (*Table, error) {
	t := &Table{book: b, columns: columns}
	var closest Part
	for _, s := range b.sheets {
		p, content, err := b.findPart(s, columns)
		if err != nil {
			return nil, err
		}
		complete := len(p.match.headers) > 0 && len(p.match.missing) == 0 && len(p.match.headers) >= min(2, len(columns))
		switch {
		case complete:
			t.Parts = append(t.Parts, p)
		case content:
			t.Ignored = append(t.Ignored, s.name)
			if len(p.match.headers) > 0 && (closest.Header == 0 || p.match.better(closest.match)) {
				closest = p
			}
		}
	}
	if len(t.Parts) == 0 {
		return nil, refuseColumnsMissing(closest, columns)
	}
	return t, nil
}

func refuseColumnsMissing(closest Part, columns []Column) error {
	if closest.Header == 0 || len(closest.match.missing) == 0 {
		var need []string
		for _, c := range columns {
			if c.Required || len(columns) == 1 {
				need = append(need, c.Title)
			}
		}
		return fault.Refuse("Không tìm thấy dòng tiêu đề của danh sách. Tệp cần có các cột: %s.", strings.Join(need, "; "))
	}
	var found []string
	for _, h := range closest.match.found {
		label := []rune(h.shown())
		if len(label) > 60 {
			label = append(label[:59], '…')
		}
		if found = append(found, string(label)); len(found) == 30 {
			break
		}
	}
	return fault.Refuse("Danh sách ở trang tính “%s”, dòng %d, thiếu cột: %s. Các cột có trong tệp: %s.",
		closest.Sheet, closest.Header, strings.Join(closest.match.missing, "; "), strings.Join(found, "; "))
}

// findPart reads a whole sheet once: its encoding, its size, its first rows.
func (b *Book) findPart(s sheet, columns []Column) (p Part, content bool, err error) {
	p = Part{Sheet: s.name, sheet: s, detector: new(text.Detector)}
	if p.merges, err = b.merges(s); err != nil {
		return p, false, err
	}
	var head []rawRow
	err = b.scan(s, func(row rawRow) bool {
		content = true
		for _, c := range row.cells {
			if c.kind == Text {
				p.detector.Add(c.text)
			}
		}
		if len(head) < headerRows+headerDepth {
			head = append(head, short(row))
		}
		return true
	})
	if err != nil {
		return p, content, err
	}
	p.Encoding = p.detector.Encoding()
	for i := range head[:min(len(head), headerRows)] {
		for _, try := range p.headings(head[i:]) {
			m := fit(columns, try.headings)
			if len(m.headers) > 0 && (p.Header == 0 || m.better(p.match)) {
				p.Header, p.match = try.last, m
			}
		}
	}
	p.Headings = p.match.headers
	for _, h := range p.match.unknown {
		p.Unknown = append(p.Unknown, h.shown())
	}
	return p, content, nil
}

// short keeps what may be a heading.
func short(row rawRow) rawRow {
	out := rawRow{number: row.number}
	for _, c := range row.cells {
		if len(c.text) <= 600 {
			out.cells = append(out.cells, c)
		}
	}
	return out
}

// attempt is one way to read headings: from one row or from several.
type attempt struct {
	headings []heading
	last     int
}

// headings reads the first of rows as headings, and where merged cells say so
// also together with the rows below.
func (p *Part) headings(rows []rawRow) []attempt {
	first := rows[0]
	depth, one := 1, attempt{last: first.number}
	for _, c := range first.cells {
		merged := p.merges.at(first.number, c.column)
		depth = max(depth, min(merged.bottom-merged.top+1, headerDepth))
		if c.kind == Text {
			one.headings = append(one.headings, newHeading(c.column, c.cell(p.Sheet, first.number, p.detector).Text))
		}
	}
	if depth == 1 {
		return []attempt{one}
	}
	// Each column is called by all that stands over it.
	labels, last := map[int][]string{}, first.number+depth-1
	right := 0
	for _, row := range rows {
		if row.number > last {
			break
		}
		for _, c := range row.cells {
			if c.kind != Text {
				continue
			}
			merged := p.merges.at(row.number, c.column)
			for column := c.column; column <= min(merged.right, headingSpan); column++ {
				labels[column] = append(labels[column], c.cell(p.Sheet, row.number, p.detector).Text)
				right = max(right, column)
			}
		}
	}
	deep := attempt{last: last}
	for column := 1; column <= right; column++ {
		if l := labels[column]; len(l) > 0 {
			deep.headings = append(deep.headings, newHeading(column, strings.Join(l, " "), l[len(l)-1]))
		}
	}
	return []attempt{one, deep}
}
