package docgen

import (
	"strings"
	"testing"
)

// TestPDFElements prints the specimen of every shipped layout and measures
// where its words stand.
func TestPDFElements(t *testing.T) {
	t.Parallel()
	for _, l := range Shipped() {
		t.Run(l.Key, func(t *testing.T) {
			t.Parallel()
			pages := boxes(t, renderPDF(t, Specimen(l, 60)))
			if len(pages) < 3 {
				t.Fatalf("%d pages", len(pages))
			}
			g := gauge{t}
			g.paper(l, pages)
			g.headBoxes(l, pages[0])
			g.bodyBoxes(l, pages[0])
			g.signBoxes(l, pages[0])
			g.pageNumbers(l, pages)
			g.tableHeads(pages)
		})
	}
}

// stands compares a position within 0.4 mm: letters are not as wide as their type.
func (g gauge) stands(what string, got, want float64) {
	g.Helper()
	if !near(got, want, 0.4) {
		g.Errorf("%s stands at %.2f mm, want %.2f", what, got, want)
	}
}

// paper: the size of the sheet, and no word of the text in a margin.
func (g gauge) paper(l Layout, pages []boxPage) {
	for n, p := range pages {
		g.is("width", p.Width*mmPerPoint, l.PageW)
		g.is("height", p.Height*mmPerPoint, l.PageH)
		for _, line := range p.Lines {
			if n > 0 && len(line.Words) == 1 && line.Words[0].Text == itoa(n+1) && (line.YMax*mmPerPoint < l.Top || line.YMin*mmPerPoint > l.PageH-l.Bottom) {
				continue // the page number
			}
			if line.XMin*mmPerPoint < l.Left-0.4 || line.XMax*mmPerPoint > l.PageW-l.Right+0.4 ||
				line.YMin*mmPerPoint < l.Top-1 || line.YMax*mmPerPoint > l.PageH-l.Bottom+1 {
				g.Errorf("page %d: %v is in a margin", n+1, line.Words)
			}
		}
	}
	first := pages[0].where(g.T, l.Head.Right[0].Text)
	if gap := first.top - l.Top; gap < -0.5 || gap > 1.5 {
		g.Errorf("the first line begins %.2f mm below the margin", gap)
	}
}

func (g gauge) headBoxes(l Layout, p boxPage) {
	of, w := l.specimenBody(), l.textWidth()
	left, right := l.Left+w*l.Head.LeftShare/2, l.Left+w*(1+l.Head.LeftShare)/2
	for _, m := range l.Head.Right {
		at := p.where(g.T, m.Text)
		g.stands("the middle of "+m.Text, at.middle(), right)
		g.points(m.Text, at, m.Size)
	}
	issuer := p.where(g.T, strings.Join(strings.Fields(of.issuer)[:4], " "))
	g.stands("the middle of the issuer", lineMiddle(issuer), left)
	g.points("issuer", issuer, l.Head.IssuerSize)
	number := p.where(g.T, l.NumberLine(l.Symbol(5, of.kind, of.organ)))
	g.stands("the middle of the number", number.middle(), left)
	g.points("number", number, l.Head.NumberSize)
	date := p.where(g.T, l.PlaceDate("An Bình", l.specimenDay()))
	g.stands("the middle of the date", date.middle(), right)
	g.stands("the date's foot, level with the number's,", date.bottom-0.216*l.Head.PlaceSize*mmPerPoint, number.bottom-0.216*l.Head.NumberSize*mmPerPoint)
	g.points("date", date, l.Head.PlaceSize)
	if l.Head.Star != "" {
		star := p.where(g.T, l.Head.Star)
		g.stands("the middle of the star", star.middle(), left)
		if star.top < issuer.top {
			g.Error("the star stands above the issuer")
		}
	}
}

// lineMiddle is the middle of what stands on r's line in r's column.
func lineMiddle(r wordRun) float64 { return (r.line.XMin + r.line.XMax) / 2 * mmPerPoint }

func (g gauge) points(what string, at wordRun, want float64) {
	g.Helper()
	if !near(at.size(), want, 0.3) {
		g.Errorf("%s: %.1f pt, want %.1f", what, at.size(), want)
	}
}

func (g gauge) bodyBoxes(l Layout, p boxPage) {
	middle := l.Left + l.textWidth()/2
	about := p.where(g.T, l.About("công nhận mô hình “Dân vận khéo”"))
	g.stands("the middle of the abstract", about.middle(), middle)
	g.points("abstract", about, l.Heading.AbstractSize)
	for _, line := range p.Lines {
		if len(line.Words) == 2 && line.Words[0].Text == "QUYẾT" && line.YMin < about.line.YMin {
			g.stands("the middle of the name", (line.XMin+line.XMax)/2*mmPerPoint, middle)
			g.points("name", p.where(g.T, "QUYẾT ĐỊNH"), l.Heading.NameSize)
		}
	}
	if l.Heading.Mark != "" {
		g.stands("the middle of the mark", p.where(g.T, l.Heading.Mark).middle(), middle)
	}
	first := p.where(g.T, "Điều 1.")
	g.stands("the first line", first.left, l.Left+l.Body.FirstIndent)
	g.stands("the right margin", first.line.XMax*mmPerPoint, l.PageW-l.Right)
	g.points("body", first, l.Body.Size)
	next := p.below(g.T, first.line)
	g.stands("the second line", next.XMin*mmPerPoint, l.Left)
	g.is("line pitch", (next.YMin-first.line.YMin)*mmPerPoint, l.Body.Line.mm(l.Body.Size))
}

// below is the line of the body that follows line.
func (p boxPage) below(t *testing.T, line boxLine) boxLine {
	t.Helper()
	var found boxLine
	for _, l := range p.Lines {
		if l.YMin > line.YMin+1 && (found.Words == nil || l.YMin < found.YMin) {
			found = l
		}
	}
	if found.Words == nil {
		t.Fatal("nothing below")
	}
	return found
}

func (g gauge) signBoxes(l Layout, p boxPage) {
	st, w := l.Signature, l.textWidth()
	column := l.Left + w*0.45 + w*0.55/2
	var last wordRun
	for _, words := range append(l.specimenBody().capacity, "Trần Quốc Khải Mẫu") {
		at := p.where(g.T, words)
		g.stands("the middle of "+words, at.middle(), column)
		g.points(words, at, st.Size)
		if room := at.top - last.top; words == "Trần Quốc Khải Mẫu" && room < st.Room {
			g.Errorf("%.1f mm for the signature, want %.1f", room, st.Room)
		}
		last = at
	}
	label := p.where(g.T, st.Label.Text)
	g.stands("the recipients", label.left, l.Left)
	g.points("the recipients' label", label, st.Label.Size)
	g.points("a recipient", p.where(g.T, st.Marker+"Như Điều 3"+st.Between), st.RecipientsSize)
	p.where(g.T, st.Marker+st.Filed+st.End)
	p.where(g.T, "này"+l.EndMark)
}

// pageNumbers: none on page 1, on the others where the layout wants it.
func (g gauge) pageNumbers(l Layout, pages []boxPage) {
	st := l.PageNumber
	for n, p := range pages {
		var found []boxWord
		for _, line := range p.Lines {
			for _, w := range line.Words {
				if w.YMax*mmPerPoint < l.Top || w.YMin*mmPerPoint > l.PageH-l.Bottom {
					found = append(found, w)
				}
			}
		}
		if n == 0 && len(found) > 0 || n > 0 && (len(found) != 1 || found[0].Text != itoa(n+1)) {
			g.Errorf("page %d bears %v in its margins", n+1, found)
			continue
		}
		if n == 0 {
			continue
		}
		w := found[0]
		switch st.Align {
		case AlignRight:
			g.stands("the page number", w.XMax*mmPerPoint, l.PageW-l.Right)
		default:
			g.stands("the page number", (w.XMin+w.XMax)/2*mmPerPoint, l.Left+l.textWidth()/2)
		}
		edge := w.YMin * mmPerPoint
		if st.Foot {
			edge = l.PageH - w.YMax*mmPerPoint
		}
		g.stands("the page number from the edge", edge, st.FromEdge)
	}
}

// tableHeads: every page of the annex begins with the titles of its columns.
func (g gauge) tableHeads(pages []boxPage) {
	for n, p := range pages[1:] {
		p.where(g.T, "Tên mô hình")
		if at := p.where(g.T, "(1)"); n > 0 && at.top > 60 {
			g.Errorf("page %d: the head of the table stands at %.0f mm", n+2, at.top)
		}
	}
}
