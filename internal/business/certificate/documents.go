package certificate

import (
	"archive/zip"
	"context"
	"fmt"
	"io"
	"iter"
	"strings"

	"kheo/internal/business/layout"
	"kheo/internal/business/org"
	"kheo/internal/business/recognition"
	"kheo/internal/business/register"
	"kheo/internal/platform/db"
	"kheo/internal/service/docgen"
)

// Certificates are the papers of one decision, ready to be printed.
type Certificates struct {
	Decision recognition.Decision
	Entries  []register.Entry // those that still stand
	replaces string           // "Thay thế Quyết định số … ngày …", of a replacement
	baseURL  string
	press    *docgen.Press
}

// certificates gathers the papers of an issued decision. Entries that a later
// decision took back or put another in the place of are not printed again.
func (s *Service) certificates(ctx context.Context, tx *db.Tx, d recognition.Decision) (c Certificates, err error) {
	c = Certificates{Decision: d, baseURL: s.baseURL, press: docgen.NewPress(designFor(d.Line))}
	if d.Kind == recognition.Replacement {
		first, err := s.decisions.Decision(ctx, tx, d.AmendsID)
		if err != nil {
			return c, err
		}
		c.replaces = fmt.Sprintf("Thay thế Quyết định số %s ngày %s", first.Number, first.DecidedOn)
	}
	all, err := s.entries.Entries(ctx, tx, d.ID)
	for _, e := range all {
		if e.State == register.Valid {
			c.Entries = append(c.Entries, e)
		}
	}
	return c, err
}

// designFor is the shipped design of a line of organisation on A4.
func designFor(line org.Line) docgen.Design {
	for _, d := range docgen.ShippedDesigns() {
		if d.Line == string(layout.LineOf(line)) && d.Paper == docgen.A4 && !d.Photo {
			return d.Design
		}
	}
	return docgen.LacquerDesign()
}

// Write prints all certificates into one PDF; told is called with how many are
// done and may be nil.
func (c Certificates) Write(w io.Writer, told func(done int)) error {
	return c.press.WriteAll(w, c.Decision.DecidedOn.Time(), c.texts(), told)
}

// WriteOne prints the certificate of one entry.
func (c Certificates) WriteOne(w io.Writer, e register.Entry) error {
	return c.press.WriteOne(w, c.Decision.DecidedOn.Time(), c.text(e))
}

// WriteZip writes one PDF for each entry into a zip.
func (c Certificates) WriteZip(w io.Writer, told func(done int)) error {
	z := zip.NewWriter(w)
	for n, e := range c.Entries {
		f, err := z.CreateHeader(&zip.FileHeader{Name: fileName(e), Method: zip.Store, Modified: c.Decision.DecidedOn.Time()})
		if err != nil {
			return err
		}
		if err := c.WriteOne(f, e); err != nil {
			return fmt.Errorf("certificate %s: %w", e.Code, err)
		}
		told(n + 1)
	}
	return z.Close()
}

// Separate hands every certificate to do with the name of its file.
func (c Certificates) Separate(do func(name string, write func(io.Writer) error) error) error {
	for _, e := range c.Entries {
		if err := do(fileName(e), func(w io.Writer) error { return c.WriteOne(w, e) }); err != nil {
			return err
		}
	}
	return nil
}

func (c Certificates) texts() iter.Seq[docgen.CertificateText] {
	return func(yield func(docgen.CertificateText) bool) {
		for _, e := range c.Entries {
			if !yield(c.text(e)) {
				return
			}
		}
	}
}

func (c Certificates) text(e register.Entry) docgen.CertificateText {
	d, r := c.Decision, e.Record
	t := docgen.CertificateText{
		LeftHead:  d.Letterhead,
		PlaceDate: fmt.Sprintf("%s, ngày %02d tháng %02d năm %d", d.Place, d.DecidedOn.Day(), d.DecidedOn.Month(), d.DecidedOn.Year()),
		Name:      r.Name, Where: r.Unit, Form: d.SignAs, Signer: d.Signer,
		Number: fmt.Sprintf("Số %s, dòng %d", d.Number, r.Position), Code: e.Code, VerifyURL: c.baseURL + "/kiem-tra/" + e.Code,
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
