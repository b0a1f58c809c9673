package docgen

import (
	"fmt"
	"strings"
	"testing"
)

// gauge tells what differs from a layout.
type gauge struct {
	*testing.T
}

// is compares a measure with what the layout says, within a twentieth of a mm.
func (g gauge) is(what string, got, want float64) {
	g.Helper()
	if !near(got, want, 0.05) {
		g.Errorf("%s: %.2f, want %.2f", what, got, want)
	}
}

func (g gauge) says(what, got, want string) {
	g.Helper()
	if got != want {
		g.Errorf("%s: %q, want %q", what, got, want)
	}
}

// looks compares the style and size of a paragraph.
func (g gauge) looks(p wordPara, style string, size float64) {
	g.Helper()
	gotStyle, gotSize := p.look()
	if gotStyle != style || !near(gotSize, size, 0.3) {
		g.Errorf("%q: %q %.1f pt, want %q %.1f pt", p.said, gotStyle, gotSize, style, size)
	}
}

func bolds(yes bool, more string) string {
	if yes {
		return "b" + more
	}
	return more
}

// TestDOCXElements opens the specimen of every shipped layout and measures it.
func TestDOCXElements(t *testing.T) {
	t.Parallel()
	for _, l := range Shipped() {
		t.Run(l.Key, func(t *testing.T) {
			t.Parallel()
			parts := openDOCX(t, Specimen(l, 40))
			body := parseTree(t, parts["word/document.xml"])
			g, all := gauge{t}, paragraphs(body)
			g.page(l, body)
			g.numbers(l, parts, body)
			g.head(l, body, all)
			g.heading(l, all)
			g.body(l, parts, all)
			g.signature(l, all)
			g.table(l, body)
		})
	}
}

func (g gauge) page(l Layout, body *node) {
	size, margin := body.all("pgSz")[0], body.all("pgMar")[0]
	for _, m := range []struct {
		what string
		at   *node
		attr string
		want float64
	}{
		{"width", size, "w", l.PageW}, {"height", size, "h", l.PageH}, {"top", margin, "top", l.Top}, {"bottom", margin, "bottom", l.Bottom},
		{"left", margin, "left", l.Left}, {"right", margin, "right", l.Right},
	} {
		g.is(m.what, fromTwips(m.at.attrs[m.attr]), m.want)
	}
}

// numbers: the page number stands where it should, from page 2.
func (g gauge) numbers(l Layout, parts map[string]string, body *node) {
	place, other := "header", "footer"
	if l.PageNumber.Foot {
		place, other = other, place
	}
	section := body.all("sectPr")[0]
	if section.at("titlePg") == nil || section.at(other+"Reference") != nil || len(section.all(place+"Reference")) != 2 {
		g.Errorf("the page number is not in the %s from page 2: %v", place, section.kids)
	}
	g.is("distance of the page number", fromTwips(section.val(place, "pgMar")), l.PageNumber.FromEdge)
	numbered := parseTree(g.T, parts["word/"+place+"1.xml"])
	p := wordPara{numbered.at("p"), ""}
	g.looks(p, "", l.PageNumber.Size)
	g.says("alignment of the page number", p.val("val", "pPr", "jc"), justify[l.PageNumber.Align])
	g.says("page number", strings.TrimSpace(numbered.all("instrText")[0].text), "PAGE")
	if bare := parseTree(g.T, parts["word/"+place+"2.xml"]); len(bare.all("r")) != 0 {
		g.Error("page 1 bears something in its margin")
	}
}

func (g gauge) head(l Layout, body *node, all []wordPara) {
	of, w := l.specimenBody(), l.textWidth()
	g.looks(find(g.T, all, of.superior), bolds(l.Head.SuperiorBold, ""), l.Head.SuperiorSize)
	issuer := find(g.T, all, of.issuer)
	g.looks(issuer, bolds(l.Head.IssuerBold, ""), l.Head.IssuerSize)
	if l.Head.Star != "" {
		g.says("below the issuer", issuer.after(g.T).said, l.Head.Star)
	}
	if l.Head.IssuerRule > 0 {
		g.rule(issuer, w*l.Head.LeftShare, l.Head.IssuerRule, l.Head.IssuerSize, l.Head.IssuerBold)
	}
	for _, m := range l.Head.Right {
		p := find(g.T, all, m.Text)
		g.looks(p, bolds(m.Bold, ""), m.Size)
		g.says("alignment of "+m.Text, p.val("val", "pPr", "jc"), "center")
		if m.Rule > 0 {
			g.rule(p, w*(1-l.Head.LeftShare), m.Rule, m.Size, m.Bold)
		}
	}
	g.is("column of the issuer", fromTwips(body.all("gridCol")[0].attrs["w"]), w*l.Head.LeftShare)
	number := find(g.T, all, l.Number.Label)
	g.says("number", number.said, l.NumberLine(l.Symbol(5, of.kind, of.organ)))
	g.looks(number, "", l.Head.NumberSize)
	date := find(g.T, all, "An Bình, ngày ")
	g.says("date", date.said, l.PlaceDate("An Bình", l.specimenDay()))
	g.looks(date, "i", l.Head.PlaceSize)
}

// rule measures the line below p in a column of width mm: a border above an
// empty paragraph that is indented from both sides.
func (g gauge) rule(p wordPara, width, share, size float64, strong bool) {
	g.Helper()
	r := p.after(g.T)
	if r.said != "" || r.val("val", "pPr", "pBdr", "top") != "single" {
		g.Errorf("no line below %q", p.said)
		return
	}
	got := width - fromTwips(r.val("left", "pPr", "ind")) - fromTwips(r.val("right", "pPr", "ind"))
	want := share * widest([]Run{{Text: p.said, Bold: strong}}, size, width)
	if !near(got, want, 0.3) {
		g.Errorf("line below %q: %.1f mm, want %.1f", p.said, got, want)
	}
}

func (g gauge) heading(l Layout, all []wordPara) {
	name, about := find(g.T, all, "QUYẾT ĐỊNH"), find(g.T, all, l.About("công nhận mô hình"))
	g.looks(name, "b", l.Heading.NameSize)
	g.looks(about, "b", l.Heading.AbstractSize)
	for _, p := range []wordPara{name, about} {
		g.says("alignment of "+p.said, p.val("val", "pPr", "jc"), "center")
	}
	if l.Heading.Mark != "" {
		g.says("below the abstract", about.after(g.T).said, l.Heading.Mark)
	} else {
		g.rule(about, l.textWidth(), l.Heading.RuleShare, l.Heading.AbstractSize, true)
	}
}

func (g gauge) body(l Layout, parts map[string]string, all []wordPara) {
	p := find(g.T, all, "Điều 1. ")
	g.looks(p, "b", l.Body.Size)
	g.says("alignment of the body", p.val("val", "pPr", "jc"), justify[l.Body.Align])
	g.is("first line", fromTwips(p.val("firstLine", "pPr", "ind")), l.Body.FirstIndent)
	g.is("space before", figure(p.val("before", "pPr", "spacing"))/20, l.Body.Before)
	if l.Body.Line.Exact > 0 {
		g.says("line rule", p.val("lineRule", "pPr", "spacing"), "exact")
		g.is("line", figure(p.val("line", "pPr", "spacing"))/20, l.Body.Line.Exact)
	} else {
		g.says("line rule", p.val("lineRule", "pPr", "spacing"), "auto")
		g.is("line", figure(p.val("line", "pPr", "spacing"))/240, l.Body.Line.Multiple)
	}
	styles := parseTree(g.T, parts["word/styles.xml"])
	g.says("font", styles.val("ascii", "docDefaults", "rPrDefault", "rPr", "rFonts"), l.Font)
	italics := ""
	if l.Basis.Italic {
		italics = "i"
	}
	g.looks(find(g.T, all, l.Basis.Marker+"Căn cứ Quy chế"), italics, l.Body.Size)
	g.says("end of the first basis", find(g.T, all, l.Basis.Marker+"Căn cứ Quy chế").said, l.Basis.Marker+"Căn cứ Quy chế làm việc của phường An Bình"+l.Basis.Between)
	g.says("end of the last basis", find(g.T, all, l.Basis.Marker+"Xét đề nghị").said, l.Basis.Marker+"Xét đề nghị của Hội đồng xét công nhận mô hình “Dân vận khéo” phường"+l.Basis.End)
	before, line := l.Deciders(l.specimenBody().authority)
	for _, b := range append(before, line...) {
		p := find(g.T, all, b.(Paragraph).Runs[0].Text)
		g.looks(p, "b", l.Body.Size)
	}
	if last := find(g.T, all, "Điều 3. "); !strings.HasSuffix(last.said, "thi hành Quyết định này"+l.EndMark) {
		g.Errorf("the body ends %q, want %q", last.said, l.EndMark)
	}
}

func (g gauge) signature(l Layout, all []wordPara) {
	st, form := l.Signature, l.specimenBody().capacity
	label := find(g.T, all, st.Label.Text)
	want := bolds(st.Label.Bold, "")
	if st.Label.Italic {
		want += "i"
	}
	if st.Label.Underline {
		want += "u"
	}
	g.looks(label, want, st.Label.Size)
	g.looks(find(g.T, all, st.Marker+"Như Điều 3"+st.Between), "", st.RecipientsSize)
	g.looks(find(g.T, all, st.Marker+st.Filed+st.End), "", st.RecipientsSize)
	for n, words := range form {
		p := find(g.T, all, words)
		g.looks(p, bolds(n < len(form)-1 || st.PostBold, ""), st.Size)
		g.says("alignment of "+words, p.val("val", "pPr", "jc"), "center")
	}
	name := find(g.T, all, "Trần Quốc Khải Mẫu")
	g.looks(name, "b", st.Size)
	g.is("room for the seal", figure(name.val("before", "pPr", "spacing"))/20*mmPerPoint, st.Room)
}

// table: titles and numbers are repeated on every page, rows are not split.
func (g gauge) table(l Layout, body *node) {
	rows := body.all("tbl")[len(body.all("tbl"))-1].all("tr")
	for n, row := range rows {
		if repeated := row.at("trPr", "tblHeader") != nil; repeated != (n < 2) || row.at("trPr", "cantSplit") == nil {
			g.Errorf("row %d: repeated %v", n, repeated)
		}
	}
	g.looks(wordPara{rows[2].at("tc", "p"), "1"}, "", l.Table.Size)
	if len(rows) != 42 {
		g.Error(fmt.Sprint("rows: ", len(rows)))
	}
}
