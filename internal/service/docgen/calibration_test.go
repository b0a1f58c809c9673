package docgen

import (
	"bytes"
	"math"
	"testing"
	"time"
)

func calibrationSheet(t *testing.T, paper Paper, s Shift) []byte {
	t.Helper()
	var buf bytes.Buffer
	if err := WriteCalibration(&buf, paper, day, "Máy in tầng 2", s); err != nil {
		t.Fatal(err)
	}
	keep(t, buf.Bytes(), "-"+string(paper)+".pdf")
	return buf.Bytes()
}

func TestCalibrationSheet(t *testing.T) {
	t.Parallel()
	for paper, between := range map[Paper]string{A4: "257,0 mm", A3: "380,0 mm"} {
		pdf := calibrationSheet(t, paper, Shift{X: 12, Y: -7, Scale: 2})
		page := boxes(t, pdf)[0]
		w, h := paper.size()
		if math.Abs(page.Width*mmPerPoint-w) > 0.1 || math.Abs(page.Height*mmPerPoint-h) > 0.1 {
			t.Errorf("%s is %.1f × %.1f points", paper, page.Width, page.Height)
		}
		wantWords(t, pdfText(t, pdf), "TỜ CHỈNH MÁY IN", "Máy in tầng 2", "ngang +12, dọc -7, cỡ +2", between, "đúng 20 mm")
		for _, line := range page.Lines {
			for _, word := range line.Words {
				if word.XMin < 0 || word.YMin < 0 || word.XMax > page.Width || word.YMax > page.Height {
					t.Errorf("%s: %q leaves the paper", paper, word.Text)
				}
			}
		}
	}
	if WriteCalibration(&bytes.Buffer{}, A4, time.Time{}, "", Shift{}) == nil {
		t.Error("a sheet without a date")
	}
}

// The number that the ladder shows for a printer puts right what the printer does.
func TestShiftPutsAPrinterRight(t *testing.T) {
	t.Parallel()
	where := func(s Shift, word string) (x, y float64) {
		var buf bytes.Buffer
		if err := NewOverprint(LacquerDesign(), s).WriteOne(&buf, day, personal()); err != nil {
			t.Fatal(err)
		}
		at := boxes(t, buf.Bytes())[0].where(t, word)
		return at.left, at.bottom
	}
	for _, word := range []string{"DVK-9F2K-7QX4", "Trần Quốc Khải Minh"} {
		x, y := where(Shift{}, word)
		for _, s := range []Shift{{X: 15}, {Y: -8}, {X: -300, Y: -300}, {Scale: 10}, {X: 3, Y: 4, Scale: -5}} {
			by := 1 + float64(s.Scale)/1000
			wantX, wantY := shiftFrom+(x-shiftFrom)*by+float64(s.X)/10, shiftFrom+(y-shiftFrom)*by+float64(s.Y)/10
			if gotX, gotY := where(s, word); math.Abs(gotX-wantX) > 0.05 || math.Abs(gotY-wantY) > 0.2 {
				t.Errorf("%+v puts %q at %.2f, %.2f mm, want %.2f, %.2f", s, word, gotX, gotY, wantX, wantY)
			}
		}
	}
}
