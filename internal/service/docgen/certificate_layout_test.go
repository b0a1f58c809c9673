package docgen

import (
	"bytes"
	"regexp"
	"strings"
	"sync"
	"testing"

	qrcode "github.com/skip2/go-qrcode"
)

// checkSheet finds text outside the frame and text over text.
func checkSheet(t *testing.T, s sheet) {
	t.Helper()
	type box struct {
		x1, y1, x2, y2 float64
		text           string
	}
	var boxes []box
	for _, m := range s.marks {
		size := m.size * mmPerPoint
		n := float64(len([]rune(m.text)) - 1)
		b := box{m.x, m.y - 0.66*size, m.x + m.face.width(m.text, m.size) + n*m.track, m.y, m.text}
		if b.x1 < frameInset || b.x2 > s.w-frameInset || b.y1 < frameInset || b.y2 > s.h-frameInset {
			t.Errorf("%q leaves the frame: %.1f %.1f – %.1f %.1f", b.text, b.x1, b.y1, b.x2, b.y2)
		}
		for _, o := range boxes {
			if b.x1 < o.x2-0.1 && o.x1 < b.x2-0.1 && b.y1 < o.y2-0.1 && o.y1 < b.y2-0.1 {
				t.Errorf("%q lies over %q", b.text, o.text)
			}
		}
		boxes = append(boxes, b)
	}
}

// said is all text of a sheet, in the order it was set, without line ends.
func said(s sheet) string {
	var out []string
	for _, m := range s.marks {
		out = append(out, m.text)
	}
	return strings.Join(out, " ")
}

func TestNamesOfAnyLengthFit(t *testing.T) {
	t.Parallel()
	mixed := string([]rune(longName + " phường Ô Chợ Dừa và khu tập thể Nam Đồng")[:160])
	for what, name := range map[string]string{
		"short": "Bà Đặng Thị Ánh", "160": mixed, "160 capitals": strings.ToUpper(mixed),
		"one word": strings.Repeat("Ư", 160), "320": mixed + " " + mixed,
	} {
		for _, base := range []CertificateText{personal(), collective()} {
			base.Name = name
			s := layOut(LacquerDesign(), base, nil)
			checkSheet(t, s)
			if got, want := strings.ReplaceAll(said(s), " ", ""), strings.ReplaceAll(name, " ", ""); !strings.Contains(got, want) {
				t.Errorf("%s: the name is cut: %s", what, got)
			}
		}
	}
	base := collective()
	base.Name = mixed
	lines, smallest := 0, 100.0
	for _, m := range layOut(LacquerDesign(), base, nil).marks {
		if m.face == bold && strings.Contains(mixed, m.text) {
			lines, smallest = lines+1, min(smallest, m.size)
		}
	}
	if lines != 2 || smallest < 14 {
		t.Errorf("160 characters stand on %d lines in %.1f points", lines, smallest)
	}
}

func TestThereIsRoomForTheSeal(t *testing.T) {
	t.Parallel()
	for _, text := range []CertificateText{personal(), collective()} {
		s := layOut(LacquerDesign(), text, nil)
		at := map[string]mark{}
		for _, m := range s.marks {
			at[m.text] = m
		}
		name, form := at[text.Signer], at[text.Form[len(text.Form)-1]]
		if room := name.y - 0.75*name.size*mmPerPoint - form.y; room < 35-0.01 {
			t.Errorf("%.1f mm between %q and %q", room, form.text, name.text)
		}
	}
}

func TestOtherPaperAndEmptyFields(t *testing.T) {
	t.Parallel()
	a3 := LacquerDesign()
	a3.PaperW, a3.PaperH = 420, 297
	checkSheet(t, layOut(a3, collective(), nil))
	blank := Design{PaperW: 297, PaperH: 210}
	checkSheet(t, layOut(blank, CertificateText{}, nil))
	renderCertificates(t, a3, collective())
	if n := pageCount(renderCertificates(t, blank)); n != 1 {
		t.Errorf("a book of nothing has %d pages, want an empty one", n)
	}
}

func TestQRCodeIsDrawnWhole(t *testing.T) {
	t.Parallel()
	const url = "https://danvankheo.anbinh.example.vn/kiem-tra/DVK-9F2K-7QX4"
	q, err := qrcode.New(url, qrcode.Medium)
	if err != nil {
		t.Fatal(err)
	}
	q.DisableBorder = true
	want := q.Bitmap()
	k := ink{}
	k.begin(LacquerDesign())
	if err := k.code(url, 30, 150, 34); err != nil {
		t.Fatal(err)
	}
	got := make([][]bool, len(want))
	for i := range got {
		got[i] = make([]bool, len(want))
	}
	for _, m := range regexp.MustCompile(`(\d+) (\d+) (\d+) 1 re`).FindAllSubmatch(k.ops, -1) {
		for x := range number(m[3]) {
			got[number(m[2])][number(m[1])+x] = true
		}
	}
	for y := range want {
		for x := range want[y] {
			if got[y][x] != want[y][x] {
				t.Fatalf("module %d,%d differs", x, y)
			}
		}
	}
	if k.code(strings.Repeat("x", 5000), 0, 0, 1) == nil {
		t.Error("an address too long for a QR code was accepted")
	}
}

func number(digits []byte) int {
	n := 0
	for _, d := range digits {
		n = n*10 + int(d-'0')
	}
	return n
}

func TestOnePressServesMany(t *testing.T) {
	t.Parallel()
	press := NewPress(LacquerDesign())
	var first bytes.Buffer
	if err := WriteCertificate(&first, LacquerDesign(), day, personal()); err != nil {
		t.Fatal(err)
	}
	keep(t, first.Bytes(), ".pdf")
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			var buf bytes.Buffer
			if err := press.WriteOne(&buf, day, personal()); err != nil || !bytes.Equal(buf.Bytes(), first.Bytes()) {
				t.Errorf("differs from the first (%v)", err)
			}
		})
	}
	wg.Wait()
}
