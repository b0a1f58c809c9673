package docgen

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"time"

	"codeberg.org/go-pdf/fpdf"
)

var errNoDate = errors.New("docgen: a document needs a date, or its bytes would change with the clock")

// canvas draws on the pages of one PDF, in mm from the top left corner.
type canvas struct {
	pdf  *fpdf.Fpdf
	left float64 // margin
	top  float64
	face face
	size float64
}

// newPDF opens a PDF with pages of w × h mm that says what it is and when.
func newPDF(w, h float64, title string, date time.Time) *fpdf.Fpdf {
	pdf := fpdf.NewCustom(&fpdf.InitType{UnitStr: "mm", Size: fpdf.SizeType{Wd: w, Ht: h}})
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetMargins(0, 0, 0)
	pdf.SetCatalogSort(true)
	pdf.SetCreationDate(date)
	pdf.SetModificationDate(date)
	pdf.SetProducer("Khéo", true)
	pdf.SetTitle(title, true)
	pdf.SetLang("vi-VN")
	return pdf
}

// page starts a page; the current style is lost with the old one.
func (c *canvas) page() {
	c.pdf.AddPage()
	c.size = 0
}

// text draws on the baseline y.
func (c *canvas) text(x, y float64, f face, size float64, text string) {
	if f != c.face || size != c.size {
		c.pdf.SetFont(family, faceStyles[f], size)
		c.face, c.size = f, size
	}
	c.pdf.Text(x, y, text)
}

// line draws a stroke of width mm.
func (c *canvas) line(x1, y1, x2, y2, width float64) {
	c.pdf.SetLineWidth(width)
	c.pdf.Line(x1, y1, x2, y2)
}

// put draws l with its strip's top at y; the strip is height mm tall, the
// column starts at x and is width mm wide.
func (c *canvas) put(l textLine, align Align, x, y, width, height float64) {
	natural := l.size * mmPerPoint
	base := y + height/2 + natural*(ascent-descent)/2
	stretch := 0.0
	switch {
	case align == AlignCenter:
		x += (width - l.width) / 2
	case align == AlignRight:
		x += width - l.width
	case align == AlignJustify && l.open:
		if n := gaps(l); n > 0 {
			stretch = (width - l.width) / float64(n)
		}
	}
	for i := 0; i < len(l.pieces); i++ {
		p := l.pieces[i]
		text, w := p.text, p.width
		for i+1 < len(l.pieces) && joins(p, l.pieces[i+1]) && (stretch == 0 || !l.pieces[i].space) {
			i++
			text += l.pieces[i].text
			w += l.pieces[i].width
		}
		if l.pieces[i].space {
			w += stretch
		}
		c.text(x, base, p.face, p.size, text)
		if p.underline {
			at := base + natural*0.11
			c.line(x, at, x+w, at, p.size*mmPerPoint*0.05)
		}
		x += w
	}
}

// joins says whether q can be drawn in one go with p.
func joins(p, q piece) bool {
	return p.face == q.face && p.size == q.size && p.underline == q.underline
}

func gaps(l textLine) int {
	n := 0
	for _, p := range l.pieces {
		if p.space {
			n++
		}
	}
	return n
}

// finish writes the PDF. A failed write is its error.
func finish(pdf *fpdf.Fpdf, w io.Writer) error {
	var buf bytes.Buffer
	if err := pdf.Output(&buf); err != nil {
		return err
	}
	_, err := w.Write(buf.Bytes())
	return err
}

func itoa(n int) string { return strconv.Itoa(n) }
