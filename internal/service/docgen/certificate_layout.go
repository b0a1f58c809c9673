package docgen

import "strings"

// Certificates are laid out on a sheet of A4, 297 × 210 mm or of the paper's
// shape, and scaled to the paper.
const (
	sheetW    = 297.0
	sheetH    = 210.0
	qrSide    = 34.0
	qrLeft    = 33.0 // clear of the corner ornament, as a scanner needs
	signWidth = 104.0
	photoW    = 30.0 // mm of the paper
	photoH    = 40.0
)

// mark is text on its baseline. Track is extra space between letters, mm.
type mark struct {
	x, y  float64 // mm
	text  string
	face  face
	size  float64 // points
	red   bool
	track float64
	part  Part // empty: printed on every certificate
}

// sheet is one certificate laid out, in mm of the sheet.
type sheet struct {
	fits
	design Design
	over   bool // on a pre-printed blank
	w, h   float64
	marks  []mark
	rules  [][3]float64 // under the motto: x, y, length
	gems   [][2]float64 // under the title: the divider's centre
	qr     [3]float64   // x, y, side; side 0 for none
	photo  [4]float64   // x, y, width, height; width 0 for none
}

// part is one text of the middle of a sheet: set between most and least
// points, on few lines if it can be.
type part struct {
	text        string
	face        face
	most, least float64
	lines       int
	before      float64 // share of the free height above it
	red         bool
	part        Part
}

// layOut places every text of t. No text is cut: it is set smaller, then on
// more lines. On a blank (over) the title stands where the blank has it; what
// the blank has is placed all the same and left out when it is drawn.
func layOut(d Design, over bool, t CertificateText, m fits) sheet {
	scale := d.scale()
	w, h := d.Paper.size()
	s := sheet{fits: m, design: d, over: over, w: w / scale, h: h / scale}
	top := max(s.head(t.LeftHead, s.w*0.275, false), s.head(d.Heading, s.w*0.725, true))
	bottom := s.foot(t)
	if d.Photo {
		s.frame(top)
	}
	s.middle(t, top, bottom)
	return s
}

func (d Design) scale() float64 {
	w, h := d.Paper.size()
	return min(w/sheetW, h/sheetH)
}

// frame places the photograph at the left, between the heading and the QR code.
// Its size is that of the real one on any paper.
func (s *sheet) frame(top float64) {
	w, h := photoW/s.design.scale(), photoH/s.design.scale()
	bottom := s.h - 27 - qrSide
	s.photo = [4]float64{s.design.Margin, top + (bottom-top-h)/2, w, h}
}

// head sets lines around x and returns where they end.
func (s *sheet) head(lines []string, x float64, motto bool) float64 {
	y, part := s.design.HeadTop, PartIssuer
	if motto {
		part = PartMotto
	}
	for i, text := range lines {
		f := regular
		if words := text != "*"; words && (motto || i == lastWords(lines)) {
			f = bold
		}
		fitted, size := s.fit(text, f, 13, 9, min(112, 2*(s.w*0.275-s.design.Margin)+14), 1)
		for _, line := range fitted {
			s.center(part, line, x, y, f, size)
			y += size * mmPerPoint * 1.3
		}
		if motto && i == len(lines)-1 {
			w := f.width(fitted[len(fitted)-1], size)
			s.rules = append(s.rules, [3]float64{x - w/2, y - size*mmPerPoint*0.95, w})
		}
	}
	return y
}

func lastWords(lines []string) int {
	for i := len(lines) - 1; i >= 0; i-- {
		if lines[i] != "*" {
			return i
		}
	}
	return -1
}

func (s *sheet) center(p Part, text string, x, y float64, f face, size float64) {
	s.marks = append(s.marks, mark{x: x - f.width(text, size)/2, y: y, text: text, face: f, size: size, part: p})
}

// foot sets the signature on the right and the means of checking on the left,
// and returns where they begin.
func (s *sheet) foot(t CertificateText) float64 {
	x, y := s.w-s.design.Margin-signWidth/2, s.h-21.5
	names, size := s.fit(t.Signer, bold, 16, 9, signWidth, 2)
	for i := len(names) - 1; i >= 0; i-- {
		s.center(PartSigner, names[i], x, y, bold, size)
		y -= size * mmPerPoint * 1.2
	}
	y += size*mmPerPoint*1.2 - size*mmPerPoint*0.75 - s.design.SealRoom
	if t.Stamp != "" {
		lines, size := s.fit(t.Stamp, bold, 30, 20, signWidth, 1)
		for _, line := range lines {
			s.center("", line, x, y+s.design.SealRoom/2+size*mmPerPoint*0.33, bold, size)
			s.marks[len(s.marks)-1].red = true
		}
	}
	y = s.form(t.Form, x, y)
	if t.PlaceDate != "" {
		y -= 1
		lines, size := s.fit(t.PlaceDate, italic, 14, 9, signWidth, 1)
		for j := len(lines) - 1; j >= 0; j-- {
			s.center("", lines[j], x, y, italic, size)
			y -= size * mmPerPoint * 1.3
		}
	}
	s.check(t)
	return y
}

// form sets in whose name it is signed, upwards from y, and returns where it
// begins.
func (s *sheet) form(texts []string, x, y float64) float64 {
	for i := len(texts) - 1; i >= 0; i-- {
		f := bold
		if i > 0 && i == len(texts)-1 && strings.Contains(texts[0], "/") {
			f = regular // the Party sets the post in plain type
		}
		lines, size := s.fit(texts[i], f, 14, 9, signWidth, 2)
		for j := len(lines) - 1; j >= 0; j-- {
			s.center(PartForm, lines[j], x, y, f, size)
			y -= size * mmPerPoint * 1.3
		}
	}
	return y
}

// check sets the QR code with number, code and address beside it.
func (s *sheet) check(t CertificateText) {
	x, y := qrLeft, s.h-27-qrSide
	room := s.w - qrLeft - s.design.Margin - signWidth - 6
	if t.VerifyURL != "" {
		s.qr = [3]float64{x, y, qrSide}
		x += qrSide + 5
		room -= qrSide + 5
	}
	line := func(at float64, text string, f face, size float64, lines int) {
		fitted, size := s.fit(text, f, size, 6, room, lines)
		for i, l := range fitted {
			s.marks = append(s.marks, mark{x: x, y: y + at + float64(i)*size*mmPerPoint*1.2, text: l, face: f, size: size})
		}
	}
	line(4, t.Number, bold, 12, 1)
	if t.Code != "" {
		line(13, "Mã kiểm tra", regular, 10, 1)
		line(19, t.Code, bold, 15, 1)
	}
	if t.VerifyURL != "" {
		line(26.5, "Quét mã hoặc mở địa chỉ sau để kiểm tra:", italic, 9.5, 1)
		line(30.8, t.VerifyURL, regular, 9.5, 2)
	}
}
