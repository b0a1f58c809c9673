package docgen

// Space inside the lines of a table, mm, and the width of its lines.
const (
	cellPadX  = 1.6
	cellPadY  = 0.9
	tableLine = 0.18
)

// strips makes one slice a row. Each row carries the head, for when it begins
// a page; only a row taller than a page is cut, between lines.
func (e grid) strips(l Layout) []slice {
	var out, head []slice
	headHeight := 0.0
	for i, row := range e.rows {
		if i < e.head {
			s := e.strip(l, e.cells(row), row, true)
			s.keep = true
			head, out = append(head, s), append(out, s)
			headHeight += s.height
			continue
		}
		for _, part := range portions(e.cells(row), l.textHeight()-headHeight, l.Table) {
			s := e.strip(l, part, row, false)
			s.repeat, s.keep = head, row.span
			out = append(out, s)
		}
	}
	if len(out) > 0 {
		out[0].gap = 4
		out = append(out, slice{height: 2})
	}
	if len(out) > e.head+1 {
		out[len(out)-2].keep = true // the row takes the space below along
	}
	return out
}

// cells breaks a row's text into the lines of each cell.
func (e grid) cells(row gridRow) [][]textLine {
	out := make([][]textLine, len(row.cells))
	for i, p := range row.cells {
		out[i] = breakLines(p.runs, p.size, e.width(row, i)-2*cellPadX, 0)
	}
	return out
}

func (e grid) width(row gridRow, i int) float64 {
	if !row.span {
		return e.widths[i]
	}
	sum := 0.0
	for _, w := range e.widths {
		sum += w
	}
	return sum
}

// portions cuts a row into parts no taller than room mm.
func portions(cells [][]textLine, room float64, st TableStyle) [][][]textLine {
	fits := max(1, int((room-2*cellPadY)/st.Line.mm(st.Size)))
	var out [][][]textLine
	for more := true; more; {
		more = false
		part := make([][]textLine, len(cells))
		for i, lines := range cells {
			n := min(fits, len(lines))
			part[i], cells[i] = lines[:n], lines[n:]
			more = more || len(cells[i]) > 0
		}
		out = append(out, part)
	}
	return out
}

// strip draws one row; middle centres its cells between top and bottom.
func (e grid) strip(l Layout, cells [][]textLine, row gridRow, middle bool) slice {
	heights, tallest := make([]float64, len(cells)), 0.0
	for i, lines := range cells {
		for _, line := range lines {
			heights[i] += row.cells[i].line.mm(line.size)
		}
		tallest = max(tallest, heights[i])
	}
	height := tallest + 2*cellPadY
	return slice{height: height, draw: func(c *canvas, y float64) {
		x := l.Left
		for i, lines := range cells {
			p, w := row.cells[i], e.width(row, i)
			c.pdf.SetLineWidth(tableLine)
			c.pdf.Rect(x, y, w, height, "D")
			at := y + cellPadY
			if middle {
				at += (tallest - heights[i]) / 2
			}
			for _, line := range lines {
				h := p.line.mm(line.size)
				c.put(line, p.align, x+cellPadX, at, w-2*cellPadX, h)
				at += h
			}
			x += w
		}
	}}
}
