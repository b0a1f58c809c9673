package certificate

import (
	"archive/zip"
	"fmt"
	"io"
	"strings"
	"sync"

	"kheo/internal/business/recognition"
	"kheo/internal/business/register"
	"kheo/internal/service/docgen"
	"kheo/internal/service/files"
)

// Certificates are papers of one decision, ready to be printed.
type Certificates struct {
	Decision recognition.Decision
	Design   Design
	Over     bool // on pre-printed blanks
	Shift    docgen.Shift
	Chosen   []Line // what is printed
	replaces string // "Thay thế Quyết định số … ngày …", of a replacement
	baseURL  string
	files    *files.Store
	photos   map[string]files.File     // by id
	carries  map[string]register.Paper // by code: what each carries so that it can be checked alone
}

// press is what prints them.
func (c Certificates) press() *docgen.Press {
	if c.Over {
		return docgen.NewOverprint(c.Design.Design, c.Shift)
	}
	return docgen.NewPress(c.Design.Design)
}

// Write prints all certificates into one PDF; told is called with how many are
// done and may be nil. A book of several is for paper; a single one carries its proof.
func (c Certificates) Write(w io.Writer, told func(done int)) error {
	if len(c.Chosen) == 1 {
		return c.writeOne(w, told)
	}
	var failed error
	err := c.press().WriteAll(w, c.Decision.DecidedOn.Time(), func(yield func(docgen.CertificateText) bool) {
		for _, l := range c.Chosen {
			t, err := c.text(l)
			if err != nil {
				failed = err
				return
			}
			if !yield(t) {
				return
			}
		}
	}, told)
	if failed != nil {
		return failed
	}
	return err
}

func (c Certificates) writeOne(w io.Writer, told func(done int)) error {
	t, err := c.text(c.Chosen[0])
	if err == nil {
		err = c.seal(w, c.press(), c.Chosen[0], t)
	}
	if err == nil && told != nil {
		told(1)
	}
	return err
}

// WriteSight writes one certificate as a PDF to be looked at: it says so where
// the seal belongs, as looking leaves nothing in the trail.
func (c Certificates) WriteSight(w io.Writer, l Line) error {
	t, err := c.text(l)
	if err != nil {
		return err
	}
	t.Stamp = "BẢN XEM"
	return c.press().WriteOne(w, c.Decision.DecidedOn.Time(), t)
}

// seal writes a file that carries the proof of its line and is sealed as a whole.
func (c Certificates) seal(w io.Writer, press *docgen.Press, l Line, t docgen.CertificateText) error {
	paper := c.carries[l.Code]
	return paper.Seal(w, func(w io.Writer) error {
		return press.WriteOne(w, c.Decision.DecidedOn.Time(), t, docgen.Attachment{
			Name: paper.ProofName(), MIME: register.ProofType, About: "Bản ghi và bằng chứng của sổ công nhận", Data: paper.Proof,
		})
	})
}

// Separate hands every certificate to do with the name of its file.
func (c Certificates) Separate(do func(name string, write func(io.Writer) error) error) error {
	press := sync.OnceValue(c.press)
	for _, l := range c.Chosen {
		t, err := c.text(l)
		if err == nil {
			err = do(fileName(l.Entry), func(w io.Writer) error { return c.seal(w, press(), l, t) })
		}
		if err != nil {
			return fmt.Errorf("certificate %s: %w", l.Code, err)
		}
	}
	return nil
}

// WriteZip writes one PDF for each certificate into a zip.
func (c Certificates) WriteZip(w io.Writer, told func(done int)) error {
	z, done := zip.NewWriter(w), 0
	err := c.Separate(func(name string, write func(io.Writer) error) error {
		f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store, Modified: c.Decision.DecidedOn.Time()})
		if err != nil {
			return err
		}
		done++
		defer func() { told(done) }()
		return write(f)
	})
	if err != nil {
		return err
	}
	return z.Close()
}

// SVG draws one certificate for a page; photo is where its photograph is shown.
func (c Certificates) SVG(l Line, photo string) (string, error) {
	t := c.words(l.Entry)
	if l.PhotoID == "" {
		photo = ""
	}
	return c.press().SVG(t, photo)
}

// photoIDs are the files of the photographs that will be printed.
func (c Certificates) photoIDs() (ids []string) {
	for _, l := range c.Chosen {
		if c.Design.Photo && l.PhotoID != "" {
			ids = append(ids, l.PhotoID)
		}
	}
	return ids
}

// text is what a certificate says, with its photograph.
func (c Certificates) text(l Line) (t docgen.CertificateText, err error) {
	t = c.words(l.Entry)
	f, ok := c.photos[l.PhotoID]
	if !ok || !c.Design.Photo {
		return t, nil
	}
	r, err := c.files.OpenPreview(f) // upright, a JPEG, and enough for 3 × 4 cm
	if err != nil {
		return t, err
	}
	t.Photo, err = io.ReadAll(r)
	_ = r.Close()
	return t, err
}

func (c Certificates) words(e register.Entry) docgen.CertificateText {
	d, r := c.Decision, e.Record
	t := docgen.CertificateText{
		LeftHead:  d.Letterhead,
		PlaceDate: fmt.Sprintf("%s, ngày %02d tháng %02d năm %d", d.Place, d.DecidedOn.Day(), d.DecidedOn.Month(), d.DecidedOn.Year()),
		Name:      r.Name, Where: r.Unit, Form: d.SignAs, Signer: d.Signer,
		Number: fmt.Sprintf("Số %s, dòng %d", d.Number, r.Position), Code: e.Code, VerifyURL: c.baseURL + "/kiem-tra/" + e.Code,
		QR: c.carries[e.Code].QR,
	}
	if r.Kind == string(recognition.Recognition) {
		t.Kind, t.Giver = "GIẤY CHỨNG NHẬN", r.DecidedBy+" công nhận mô hình “Dân vận khéo”"
		t.Merit = fmt.Sprintf("Mô hình “%s” được công nhận mô hình “Dân vận khéo” %s năm %d", strings.Trim(r.Title, `“”"`), r.Level, r.Year)
	} else {
		t.Kind, t.Giver = strings.ToUpper(r.Award), r.DecidedBy+" tặng"
		t.Merit = fmt.Sprintf("Đã có thành tích xuất sắc trong phong trào thi đua “Dân vận khéo” năm %d", r.Year)
	}
	if r.Merit != "" {
		t.Merit = r.Merit
	}
	if c.replaces != "" {
		t.Merit = strings.TrimRight(t.Merit, ". ") + ". " + c.replaces
	}
	return t
}

// fileName names the certificate of one entry in a folder of many.
func fileName(e register.Entry) string { return fmt.Sprintf("%03d-%s.pdf", e.Record.Position, e.Code) }
