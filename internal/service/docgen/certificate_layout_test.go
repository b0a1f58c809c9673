package docgen

import (
	"bytes"
	"math"
	"strings"
	"sync"
	"testing"
)

// checkSheet finds text outside the frame and text over text.
func checkSheet(t *testing.T, s sheet) {
	t.Helper()
	type box struct {
		x1, y1, x2, y2 float64
		text           string
	}
	var boxes []box
	for what, r := range map[string][4]float64{"the photograph": s.photo, "the QR code": {s.qr[0] - 2, s.qr[1] - 2, s.qr[2] + 4, s.qr[2] + 4}} {
		if r[2] > 4 {
			boxes = append(boxes, box{r[0], r[1], r[0] + r[2], r[1] + r[3], what})
			if r[0] < frameInset || r[1] < frameInset || r[1]+r[3] > s.h-frameInset {
				t.Errorf("%s leaves the frame", what)
			}
		}
	}
	if len(boxes) == 2 && boxes[0].y1 < boxes[1].y2 && boxes[1].y1 < boxes[0].y2 {
		t.Error("the photograph lies over the QR code")
	}
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
			s := layOut(LacquerDesign(), false, base, nil)
			checkSheet(t, s)
			if got, want := strings.ReplaceAll(said(s), " ", ""), strings.ReplaceAll(name, " ", ""); !strings.Contains(got, want) {
				t.Errorf("%s: the name is cut: %s", what, got)
			}
		}
	}
	base := collective()
	base.Name = mixed
	lines, smallest := 0, 100.0
	for _, m := range layOut(LacquerDesign(), false, base, nil).marks {
		if m.face == bold && strings.Contains(mixed, m.text) {
			lines, smallest = lines+1, min(smallest, m.size)
		}
	}
	if lines != 2 || smallest < 14 {
		t.Errorf("160 characters stand on %d lines in %.1f points", lines, smallest)
	}
}

// Every shipped design holds the longest texts, on plain paper and on blanks.
func TestShippedDesignsHoldTheLongestTexts(t *testing.T) {
	t.Parallel()
	mixed := string([]rune(longName + " phường Ô Chợ Dừa và khu tập thể Nam Đồng")[:160])
	long := collective()
	long.LeftHead = []string{"ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM", "PHƯỜNG Ô CHỢ DỪA, THÀNH PHỐ HÀ THÀNH", "*"}
	long.Name, long.QR = strings.ToUpper(mixed), longQR+strings.Repeat("x", 170)
	long.Merit = strings.Repeat(long.Merit+"; ", 2)
	long.Where += ", " + long.Where
	long.VerifyURL = "https://danvankheo.uybanmattranphuongochodua.example.vn/kiem-tra/DVK-9F2K-7QX4"
	long.Stamp = "BẢN XEM"
	long.Signer = "Tiến sĩ Nguyễn Phước Tôn Nữ Bạch Liên Thủy Tiên"
	codes := map[string]bool{}
	for _, d := range ShippedDesigns() {
		codes[d.Code] = true
		if d.Source == "" || !strings.Contains(strings.ToLower(d.Source), "chưa") || d.Name == "" || len(d.Heading) == 0 {
			t.Errorf("%s does not say that it is not verified", d.Code)
		}
		w, h := d.Paper.size()
		for _, over := range []bool{false, true} {
			for _, base := range []CertificateText{personal(), collective(), long} {
				s := layOut(d.Design, over, base, nil)
				checkSheet(t, s)
				if math.Abs(s.w*d.scale()-w) > 0.01 || math.Abs(s.h*d.scale()-h) > 0.01 {
					t.Errorf("%s is laid out for %.1f × %.1f mm", d.Code, s.w*d.scale(), s.h*d.scale())
				}
				if got, want := strings.ReplaceAll(said(s), " ", ""), strings.ReplaceAll(base.Name, " ", ""); !strings.Contains(got, want) {
					t.Errorf("%s cuts the name: %s", d.Code, got)
				}
				if d.Photo && (math.Abs(s.photo[2]*d.scale()-30) > 0.01 || math.Abs(s.photo[3]*d.scale()-40) > 0.01) || !d.Photo && s.photo[2] > 0 {
					t.Errorf("%s has a photograph of %.1f × %.1f mm", d.Code, s.photo[2]*d.scale(), s.photo[3]*d.scale())
				}
			}
		}
	}
	if len(codes) != 12 {
		t.Errorf("%d designs", len(codes))
	}
}

// Inside its bounds a design may be moved as anybody likes.
func TestBoundsOfDesigns(t *testing.T) {
	t.Parallel()
	long := collective()
	long.Name = strings.ToUpper(string([]rune(longName + " phường Ô Chợ Dừa và khu tập thể Nam Đồng")[:160]))
	long.LeftHead = []string{"ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM", "PHƯỜNG Ô CHỢ DỪA, THÀNH PHỐ HÀ THÀNH", "*"}
	ends := func(r Range) []float64 { return []float64{r.Low, r.High} }
	for _, shipped := range ShippedDesigns() {
		d := shipped.Design
		for _, d.Margin = range ends(d.MarginRange()) {
			for _, d.HeadTop = range ends(d.HeadTopRange()) {
				for _, d.TitleAt = range append(ends(d.TitleAtRange()), 0) {
					for _, d.SealRoom = range ends(d.SealRoomRange()) {
						s := layOut(d, false, long, fits{})
						checkSheet(t, s)
						if t.Failed() {
							t.Fatalf("%s with margin %.0f, heading %.0f, title %.0f, seal %.0f", shipped.Code, d.Margin, d.HeadTop, d.TitleAt, d.SealRoom)
						}
					}
				}
			}
		}
	}
	if w := SpecimenCertificate("party"); w.Form[0] != "T/M BAN THƯỜNG VỤ" || SpecimenCertificate("state").Form[0] != "TM. ỦY BAN NHÂN DÂN" {
		t.Errorf("the specimen says %v", w.Form)
	}
}

// Whatever is printed below, the title stands where the blank has it.
func TestTitleOfABlankStandsStill(t *testing.T) {
	t.Parallel()
	own := LacquerDesign()
	own.TitleAt = 60
	for want, c := range map[float64]struct {
		d    Design
		over bool
	}{blankTitleAt: {LacquerDesign(), true}, 60: {own, false}} {
		for _, text := range []CertificateText{personal(), collective()} {
			s := layOut(c.d, c.over, text, nil)
			checkSheet(t, s)
			for _, m := range s.marks {
				if m.red && (m.y != want || m.part != PartKind) {
					t.Errorf("%q stands at %.1f mm, want %.1f", m.text, m.y, want)
				}
			}
		}
	}
}

func TestThereIsRoomForTheSeal(t *testing.T) {
	t.Parallel()
	for _, text := range []CertificateText{personal(), collective()} {
		s := layOut(LacquerDesign(), false, text, nil)
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
	a3.Paper = A3
	checkSheet(t, layOut(a3, false, collective(), nil))
	blank := Design{Paper: A4}
	checkSheet(t, layOut(blank, false, CertificateText{}, nil))
	renderCertificates(t, a3, collective())
	if n := pageCount(renderCertificates(t, blank)); n != 1 {
		t.Errorf("a book of nothing has %d pages, want an empty one", n)
	}
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
