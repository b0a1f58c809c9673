package docgen

import (
	"strings"
	"testing"
)

func TestPaginate(t *testing.T) {
	t.Parallel()
	head := slice{height: 1, keep: true}
	row := slice{height: 3, repeat: []slice{head}}
	pages := paginate([]slice{head, row, row, row, row, row}, 10)
	if len(pages) != 2 || len(pages[0]) != 4 || len(pages[1]) != 3 || pages[1][1].y != 1 {
		t.Errorf("table: %v", heights(pages))
	}
	kept := []slice{{height: 6}, {height: 3, keep: true}, {height: 3}}
	if pages = paginate(kept, 10); len(pages) != 2 || len(pages[1]) != 2 {
		t.Errorf("kept: %v", heights(pages))
	}
	gaps := []slice{{height: 8}, {gap: 2, height: 8}, {fresh: true, gap: 5, height: 1}}
	if pages = paginate(gaps, 10); len(pages) != 3 || pages[1][0].y != 0 || pages[2][0].y != 0 {
		t.Errorf("gaps: %v", heights(pages))
	}
	long := []slice{{height: 6, keep: true}, {height: 6, keep: true}, {height: 6}}
	if pages = paginate(long, 10); len(pages) != 3 {
		t.Errorf("a chain longer than a page: %v", heights(pages))
	}
}

func heights(pages [][]placed) [][]float64 {
	out := make([][]float64, len(pages))
	for i, page := range pages {
		for _, s := range page {
			out[i] = append(out[i], s.y)
		}
	}
	return out
}

func TestARowTallerThanAPageIsCutBetweenLines(t *testing.T) {
	t.Parallel()
	d := Document{Layout: StateLayout(), Date: day, Blocks: []Block{Table{
		Columns: []TableColumn{{Title: "Nội dung", Width: 1}},
		Rows:    []Row{TextRow(strings.Repeat("Khéo. ", 3000) + "Hết.")}}}}
	pdf := renderPDF(t, d)
	if n := pageCount(pdf); n < 3 || n > 6 {
		t.Errorf("pages = %d", n)
	}
	wantWords(t, pdfText(t, pdf), "Hết.")
}

// The signature never stands alone: text goes with it to the next page.
func TestSignatureTakesTextAlong(t *testing.T) {
	t.Parallel()
	for lines := range 12 {
		var blocks []Block
		for range 28 + lines {
			blocks = append(blocks, Paragraph{Runs: Text("Một dòng.")})
		}
		blocks = append(blocks, Paragraph{Runs: Text("Dòng cuối")}, Signature{Form: []string{"BÍ THƯ"}, Name: "Lê Hoài Thương"})
		l := PartyLayout()
		pages := paginate(strips(l, lower(Document{Layout: l, Blocks: blocks})), l.textHeight())
		if last := pages[len(pages)-1]; len(last) < 2 {
			t.Errorf("%d lines: the last page holds the signature alone", lines)
		}
	}
}

func TestEndMark(t *testing.T) {
	t.Parallel()
	sign := Signature{Name: "Lê Hoài Thương"}
	for _, c := range []struct {
		layout Layout
		blocks []Block
		want   string
	}{
		{StateLayout(), []Block{Paragraph{Runs: Text("Thi hành.")}, sign}, "Thi hành./."},
		{StateLayout(), []Block{Paragraph{Runs: Text("Thi hành./.")}, sign}, "Thi hành./."},
		{PartyLayout(), []Block{List{Marker: "a)", Items: [][]Run{Text("Một;"), Text("Hai;")}}, sign}, "Hai."},
		{PartyLayout(), []Block{Paragraph{Runs: Text("Không ký;")}}, "Không ký;"},
	} {
		var text string
		for _, e := range lower(Document{Layout: c.layout, Blocks: c.blocks}) {
			if p, ok := e.(para); ok {
				text = p.runs[len(p.runs)-1].Text
			}
		}
		if text != c.want {
			t.Errorf("%q, want %q", text, c.want)
		}
	}
}

func FuzzBreakLines(f *testing.F) {
	f.Add("Dân vận khéo thì việc gì cũng thành công.", 40.0)
	f.Add("  hai  dấu cách \n\n xuống dòng"+strings.Repeat("dài", 40), 12.0)
	f.Fuzz(func(t *testing.T, text string, width float64) {
		if !(width > 8 && width < 500) {
			t.Skip("no such column")
		}
		got := strings.Builder{}
		for _, line := range breakLines([]Run{{Text: text}, {Text: text, Bold: true}}, 12, width, 0) {
			if line.width > width+0.1 {
				t.Errorf("a line of %.2f mm in %.2f", line.width, width)
			}
			for _, p := range line.pieces {
				got.WriteString(p.text)
			}
		}
		strip := strings.NewReplacer(" ", "", "\n", "").Replace
		if want := strip(printable(text) + printable(text)); strip(got.String()) != want {
			t.Errorf("lost text: %q, want %q", got.String(), want)
		}
	})
}
