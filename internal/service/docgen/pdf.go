package docgen

import "io"

// WritePDF writes d with its type embedded, only the letters that it uses,
// and its text searchable. Equal documents give equal bytes.
func WritePDF(w io.Writer, d Document) error {
	if d.Date.IsZero() {
		return errNoDate
	}
	l := d.Layout
	pages := paginate(strips(l, lower(d)), l.textHeight())
	pdf := newPDF(l.PageW, l.PageH, printable(d.Title), d.Date)
	addFaces(pdf, regular, bold, italic, bold|italic)
	c := &canvas{pdf: pdf, left: l.Left, top: l.Top}
	for i, page := range pages {
		c.page()
		if i > 0 {
			c.number(l, i+1)
		}
		for _, s := range page {
			if s.draw != nil {
				s.draw(c, l.Top+s.y)
			}
		}
	}
	return finish(pdf, w)
}

// number writes the page number into the margin above the text or below it.
func (c *canvas) number(l Layout, n int) {
	st := l.PageNumber
	y := st.FromEdge
	if st.Foot {
		y = l.PageH - st.FromEdge - single.mm(st.Size)
	}
	for _, line := range breakLines(Text(itoa(n)), st.Size, l.textWidth(), 0) {
		c.put(line, st.Align, l.Left, y, l.textWidth(), single.mm(st.Size))
	}
}

// strips cuts elements into what a page break may separate.
func strips(l Layout, elements []element) []slice {
	var out []slice
	fresh := false
	for _, e := range elements {
		at := len(out)
		switch e := e.(type) {
		case newPage:
			fresh = true
			continue
		case para:
			out = append(out, e.strips(l.Left, l.textWidth())...)
		case columns:
			out = append(out, e.strips(l)...)
		case grid:
			out = append(out, e.strips(l)...)
		}
		if fresh && len(out) > at {
			out[at].fresh = true
			fresh = false
		}
	}
	return out
}

// strips makes one slice a line; the first two lines stay together, and the
// last two.
func (p para) strips(x, width float64) []slice {
	if p.rule > 0 {
		return []slice{{gap: p.before * mmPerPoint, height: p.line.mm(1), keep: p.keep, draw: func(c *canvas, y float64) {
			at := y + mmPerPoint/2
			c.line(x+(width-p.rule)/2, at, x+(width+p.rule)/2, at, 0.25)
		}}}
	}
	lines := breakLines(p.runs, p.size, width, p.indent)
	out := make([]slice, len(lines))
	for i, line := range lines {
		height, indent := p.line.mm(line.size), 0.0
		if i == 0 {
			indent = p.indent
		}
		out[i] = slice{
			height: height,
			keep:   len(lines) > 1 && (i == 0 || i == len(lines)-2),
			draw: func(c *canvas, y float64) {
				c.put(line, p.align, x+indent, y, width-indent, height)
			},
		}
	}
	out[0].gap = p.before * mmPerPoint
	if p.keep {
		for i := range out {
			out[i].keep = true
		}
	}
	if p.after > 0 {
		out = append(out, slice{height: p.after * mmPerPoint, keep: p.keep})
		out[len(out)-2].keep = true
	}
	return out
}

// stack is paragraphs one below the other as a single strip.
type stack []placed

func pile(paras []para, x, width float64) (stack, float64) {
	var out stack
	y := 0.0
	for _, p := range paras {
		for _, s := range p.strips(x, width) {
			y += s.gap
			out = append(out, placed{s, y})
			y += s.height
		}
	}
	return out, y
}

func (s stack) draw(c *canvas, y float64) {
	for _, p := range s {
		if p.slice.draw != nil {
			p.slice.draw(c, y+p.y)
		}
	}
}

func (e columns) strips(l Layout) []slice {
	var out []slice
	gap := 0.0
	if e.keep {
		gap = 12 * mmPerPoint
	}
	for i, row := range e.rows {
		left, h1 := pile(row[0], l.Left, e.widths[0])
		right, h2 := pile(row[1], l.Left+e.widths[0], e.widths[1])
		out = append(out, slice{gap: gap, height: max(h1, h2), keep: i < len(e.rows)-1,
			draw: func(c *canvas, y float64) {
				left.draw(c, y)
				right.draw(c, y)
			}})
		gap = 0
	}
	return out
}
