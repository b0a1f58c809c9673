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
	ground []byte // frame and watermark, compressed
}

// NewPress draws the frame of design.
func NewPress(design Design) *Press {
	k, scale := ink{}, design.scale()
	k.begin(design)
	k.ground(design.PaperW/scale, design.PaperH/scale)
	return &Press{design, newPDFFile(io.Discard, zlib.DefaultCompression).pack(k.ops)}
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

// WriteOne is WriteCertificate with the press's design.
func (p *Press) WriteOne(w io.Writer, date time.Time, text CertificateText) error {
	b, err := p.open(w, text.Kind+" - "+text.Name, date)
	if err != nil {
		return err
	}
	if err := b.print(text); err != nil {
		return err
	}
	return b.close()
}

// book is a PDF of certificates being written.
type book struct {
	*pdfFile
	design Design
	ink    ink
	fits   fits
	used   [4]letters
	pages  []int // their objects
}

func (p *Press) open(w io.Writer, title string, date time.Time) (*book, error) {
	if date.IsZero() {
		return nil, errNoDate
	}
	b := &book{pdfFile: newPDFFile(w, zlib.BestSpeed), design: p.design, fits: fits{}}
	b.info(printable(title), date)
	b.stored(objGround, fmt.Sprintf("/Type /XObject /Subtype /Form /BBox [0 0 %.2f %.2f] /Resources <<>> ",
		p.design.PaperW/mmPerPoint, p.design.PaperH/mmPerPoint), p.ground)
	return b, b.err
}

// print adds the page of one certificate.
func (b *book) print(t CertificateText) error {
	s := layOut(b.design, t, b.fits)
	b.ink.begin(b.design)
	b.ink.page()
	for _, m := range s.marks {
		b.used[m.face].add(m.text)
		b.ink.text(m)
	}
	for _, r := range s.rules {
		b.ink.path(false, [2]float64{r[0], r[1]}, [2]float64{r[0] + r[2], r[1]})
	}
	for _, g := range s.gems {
		b.ink.divider(g[0], g[1])
	}
	if s.qr[2] > 0 {
		if err := b.ink.code(t.VerifyURL, s.qr[0], s.qr[1], s.qr[2]); err != nil {
			return err
		}
	}
	content, page := b.next(), b.next()
	b.stream(content, "", b.ink.ops)
	b.object(page, "<</Type /Page /Parent %d 0 R /Resources %d 0 R /Contents %d 0 R>>", objPages, objResources, content)
	b.pages = append(b.pages, page)
	return b.err
}

// close writes what all pages share. A book without pages gets an empty one:
// a PDF must have a page.
func (b *book) close() error {
	if len(b.pages) == 0 {
		page := b.next()
		b.object(page, "<</Type /Page /Parent %d 0 R /Resources %d 0 R>>", objPages, objResources)
		b.pages = append(b.pages, page)
	}
	kids, faces := []byte(nil), []byte(nil)
	for _, page := range b.pages {
		kids = fmt.Appendf(kids, "%d 0 R ", page)
	}
	for f := range face(4) {
		if b.used[f] != (letters{}) {
			b.fontFace(f, &b.used[f])
			faces = fmt.Appendf(faces, "/F%d %d 0 R ", f, objFonts+5*int(f))
		}
	}
	b.stream(objUnicode, "", []byte(identityToUnicode))
	b.object(objResources, "<</Font <<%s>> /XObject <</G %d 0 R>>>>", faces, objGround)
	b.object(objPages, "<</Type /Pages /MediaBox [0 0 %.2f %.2f] /Count %d /Kids [%s]>>",
		b.design.PaperW/mmPerPoint, b.design.PaperH/mmPerPoint, len(b.pages), kids)
	b.object(objCatalog, "<</Type /Catalog /Pages %d 0 R /Lang (vi-VN) /ViewerPreferences <</DisplayDocTitle true>>>>", objPages)
	return b.pdfFile.close()
}
