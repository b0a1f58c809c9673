package docgen

import (
	"compress/zlib"
	"fmt"
	"io"
	"iter"
	"time"
)

// WriteCertificates writes one PDF with a page for each certificate, in the
// order of all. progress, which may be nil, is told after every page how many
// are done. Equal input and date give equal bytes. Pages are written as they
// come; what is kept of each is where it begins.
func WriteCertificates(w io.Writer, design Design, date time.Time, all iter.Seq[CertificateText], progress func(done int)) error {
	return NewPress(design).WriteAll(w, date, all, progress)
}

// WriteCertificate writes one certificate as a PDF of its own, titled with
// its kind and name. For many, keep a Press.
func WriteCertificate(w io.Writer, design Design, date time.Time, text CertificateText) error {
	return NewPress(design).WriteOne(w, date, text)
}

// Press prints certificates of one design whose frame it has drawn once. It
// may be used by several goroutines at the same time.
type Press struct {
	design Design
	over   bool
	shift  Shift
	ground []byte // frame and watermark, compressed; nil on blanks that have them
}

// NewPress draws the frame of design; it prints on plain paper.
func NewPress(design Design) *Press {
	k := ink{}
	k.begin(design)
	k.ground()
	return &Press{design: design, ground: newPDFFile(io.Discard, zlib.DefaultCompression).pack(k.ops)}
}

// NewOverprint makes a press that prints on pre-printed blanks: what the blank
// has is left out, the rest is moved by shift.
func NewOverprint(design Design, shift Shift) *Press {
	p := &Press{design: design, over: true, shift: shift}
	if !design.has(true, PartGround) {
		p.ground = NewPress(design).ground
	}
	return p
}

// WriteAll is WriteCertificates with the press's design.
func (p *Press) WriteAll(w io.Writer, date time.Time, all iter.Seq[CertificateText], progress func(done int)) error {
	b, err := p.open(w, p.design.Name, date)
	if err != nil {
		return err
	}
	for t := range all {
		if err := b.print(t); err != nil {
			return err
		}
		if progress != nil {
			progress(len(b.pages))
		}
	}
	return b.close()
}

// WriteOne is WriteCertificate with the press's design; the attachments, whose
// names differ, become files inside the PDF.
func (p *Press) WriteOne(w io.Writer, date time.Time, text CertificateText, attached ...Attachment) error {
	b, err := p.open(w, text.Kind+" - "+text.Name, date)
	if err != nil {
		return err
	}
	if err := b.print(text); err != nil {
		return err
	}
	b.attach(date, attached)
	return b.close()
}

// book is a PDF of certificates being written.
type book struct {
	*pdfFile
	*Press
	ink      ink
	fits     fits
	used     [4]letters
	pages    []int // their objects
	pictures []int // objects of photographs
	catalog  string
}

func (p *Press) open(w io.Writer, title string, date time.Time) (*book, error) {
	if date.IsZero() {
		return nil, errNoDate
	}
	b := &book{pdfFile: newPDFFile(w, zlib.BestSpeed), Press: p, fits: fits{}}
	b.info(printable(title), date)
	if p.ground != nil {
		w, h := p.design.Paper.size()
		b.stored(objGround, fmt.Sprintf("/Type /XObject /Subtype /Form /BBox [0 0 %.2f %.2f] /Resources <<>> ", w/mmPerPoint, h/mmPerPoint), p.ground)
	}
	return b, b.err
}

// print adds the page of one certificate.
func (b *book) print(t CertificateText) error {
	s := layOut(b.design, b.over, t, b.fits)
	b.ink.begin(b.design)
	b.ink.shift(b.shift)
	b.ink.page(b.ground != nil)
	if err := b.draw(s, t); err != nil {
		return err
	}
	content, page := b.next(), b.next()
	b.stream(content, "", b.ink.ops)
	b.object(page, "<</Type /Page /Parent %d 0 R /Resources %d 0 R /Contents %d 0 R>>", objPages, objResources, content)
	b.pages = append(b.pages, page)
	return b.err
}

// draw inks what the paper does not have yet.
func (b *book) draw(s sheet, t CertificateText) error {
	if len(t.Photo) > 0 && s.photo[2] > 0 {
		if err := b.photo(t.Photo, s.photo); err != nil {
			return err
		}
	}
	if s.photo[2] > 0 && !s.has(PartPhoto) {
		x, y, w, h := s.photo[0], s.photo[1], s.photo[2], s.photo[3]
		b.ink.path(true, [2]float64{x, y}, [2]float64{x + w, y}, [2]float64{x + w, y + h}, [2]float64{x, y + h})
	}
	for _, m := range s.marks {
		if !s.has(m.part) {
			b.used[m.face].add(m.text)
			b.ink.text(m)
		}
	}
	for _, r := range s.rules {
		if !s.has(PartMotto) {
			b.ink.path(false, [2]float64{r[0], r[1]}, [2]float64{r[0] + r[2], r[1]})
		}
	}
	for _, g := range s.gems {
		if !s.has(PartKind) {
			b.ink.divider(g[0], g[1])
		}
	}
	if s.qr[2] == 0 {
		return nil
	}
	q, err := newQR(t.qrText(), s.qr[2])
	if err == nil {
		b.ink.code(q, s.qr[0], s.qr[1], s.qr[2])
	}
	return err
}

// has tells whether the paper has a part already.
func (s sheet) has(p Part) bool { return s.design.has(s.over, p) }

// close writes what all pages share. A book without pages gets an empty one:
// a PDF must have a page.
func (b *book) close() error {
	if len(b.pages) == 0 {
		page := b.next()
		b.object(page, "<</Type /Page /Parent %d 0 R /Resources %d 0 R>>", objPages, objResources)
		b.pages = append(b.pages, page)
	}
	var kids, faces, images []byte
	for _, page := range b.pages {
		kids = fmt.Appendf(kids, "%d 0 R ", page)
	}
	for f := range face(4) {
		if b.used[f] != (letters{}) {
			b.fontFace(f, &b.used[f])
			faces = fmt.Appendf(faces, "/F%d %d 0 R ", f, objFonts+5*int(f))
		}
	}
	if b.ground != nil {
		images = fmt.Appendf(images, "/G %d 0 R ", objGround)
	}
	for _, n := range b.pictures {
		images = fmt.Appendf(images, "/P%d %d 0 R ", n, n)
	}
	b.stream(objUnicode, "", []byte(identityToUnicode))
	b.object(objResources, "<</Font <<%s>> /XObject <<%s>>>>", faces, images)
	w, h := b.design.Paper.size()
	b.object(objPages, "<</Type /Pages /MediaBox [0 0 %.2f %.2f] /Count %d /Kids [%s]>>", w/mmPerPoint, h/mmPerPoint, len(b.pages), kids)
	b.object(objCatalog, "<</Type /Catalog /Pages %d 0 R /Lang (vi-VN) /ViewerPreferences <</DisplayDocTitle true>>%s>>", objPages, b.catalog)
	return b.pdfFile.close()
}
