package docgen

import "fmt"

var single = LineHeight{Multiple: 1}

// letterHead sets the head and, level with each other below it, the number
// and the place and date.
func (l Layout) letterHead(b LetterHead) columns {
	w := l.textWidth()
	left := w * l.Head.LeftShare
	out := columns{widths: [2]float64{left, w - left}}
	out.rows = append(out.rows, [2][]para{
		l.headLines(b.Left, out.widths[0]), l.headLines(b.Right, out.widths[1])})
	if b.Number != "" || b.PlaceDate != "" {
		out.rows = append(out.rows, [2][]para{
			{l.headLine(Run{Text: b.Number, Size: l.Head.NumberSize}, 6)},
			{l.headLine(Run{Text: b.PlaceDate, Italic: true, Size: l.Head.PlaceSize}, 6)}})
	}
	return out
}

func (l Layout) headLines(lines []Line, width float64) []para {
	var out []para
	for _, line := range lines {
		p := l.headLine(line.Run, 0)
		out = append(out, p)
		if line.Rule > 0 {
			out = append(out, rule(styleHead, line.Rule*widest(p.runs, p.size, width)))
		}
	}
	return out
}

func (l Layout) headLine(r Run, before float64) para {
	return para{style: styleHead, runs: []Run{r}, size: l.Head.Size, align: AlignCenter,
		before: before, line: single}
}

// rule is a line of width mm, 3 points below the text above it.
func rule(style string, width float64) para {
	return para{style: style, rule: width, size: 1, align: AlignCenter,
		before: 2, line: LineHeight{Exact: 4}}
}

func (l Layout) heading(b Heading) []element {
	st := l.Heading
	var out []element
	add := func(style, text string, size, before float64) {
		out = append(out, para{style: style, runs: []Run{{Text: text, Bold: true}}, size: size,
			align: AlignCenter, before: before, line: single, keep: true})
	}
	add(styleName, b.Name, st.NameSize, st.Before)
	last := widest(Bold(b.Name), st.NameSize, l.textWidth())
	for _, text := range b.Abstract {
		add(styleAbstract, text, st.AbstractSize, 1)
		last = widest(Bold(text), st.AbstractSize, l.textWidth())
	}
	switch {
	case b.Bare:
	case st.Mark != "":
		out = append(out, para{style: styleAbstract, runs: Text(st.Mark), size: st.AbstractSize,
			align: AlignCenter, line: single, keep: true})
	case st.RuleShare > 0:
		r := rule(styleAbstract, last*st.RuleShare)
		r.keep = true
		out = append(out, r)
	}
	end := out[len(out)-1].(para)
	end.after = st.After
	out[len(out)-1] = end
	return out
}

func (l Layout) table(b Table) grid {
	g := grid{}
	total := 0.0
	for _, c := range b.Columns {
		total += max(c.Width, 0.01)
	}
	titles, numbers := gridRow{}, gridRow{}
	for i, c := range b.Columns {
		g.widths = append(g.widths, l.textWidth()*max(c.Width, 0.01)/total)
		titles.cells = append(titles.cells, l.cell(Bold(c.Title), AlignCenter))
		numbers.cells = append(numbers.cells, l.cell(Italic(fmt.Sprintf("(%d)", i+1)), AlignCenter))
	}
	g.rows, g.head = []gridRow{titles}, 1
	if b.Numbers {
		g.rows, g.head = append(g.rows, numbers), 2
	}
	for _, r := range b.Rows {
		row := gridRow{span: r.Span}
		for i, c := range r.Cells {
			align := c.Align
			if align == AlignDefault && i < len(b.Columns) {
				align = b.Columns[i].Align
			}
			row.cells = append(row.cells, l.cell(c.Runs, align))
		}
		want := len(b.Columns)
		if r.Span {
			want = 1
		}
		for len(row.cells) < want {
			row.cells = append(row.cells, l.cell(nil, AlignLeft))
		}
		row.cells = row.cells[:want]
		g.rows = append(g.rows, row)
	}
	return g
}

func (l Layout) cell(runs []Run, align Align) para {
	if align == AlignDefault {
		align = AlignLeft
	}
	return para{style: styleCell, runs: runs, size: l.Table.Size, align: align, line: l.Table.Line}
}

func (l Layout) signature(b Signature) columns {
	st := l.Signature
	w := l.textWidth()
	out := columns{widths: [2]float64{w * 0.45, w * 0.55}, keep: true}
	var left, right []para
	if len(b.Recipients) > 0 {
		left = append(left, para{style: styleSignature, runs: []Run{st.Label}, size: st.RecipientsSize,
			align: AlignLeft, line: single})
	}
	for i, r := range b.Recipients {
		end := st.Between
		if i == len(b.Recipients)-1 {
			end = st.End
		}
		runs := closed(Text(st.Marker+r), end)
		left = append(left, para{style: styleSignature, runs: runs,
			size: st.RecipientsSize, align: AlignLeft, line: single})
	}
	for i, f := range b.Form {
		strong := i < len(b.Form)-1 || st.PostBold
		right = append(right, para{style: styleSignature, runs: []Run{{Text: f, Bold: strong}},
			size: st.Size, align: AlignCenter, line: single})
	}
	right = append(right, para{style: styleSignature, runs: Bold(b.Name), size: st.Size,
		align: AlignCenter, before: st.Room / mmPerPoint, line: single})
	out.rows = [][2][]para{{left, right}}
	return out
}
