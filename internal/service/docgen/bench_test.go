package docgen

import (
	"fmt"
	"io"
	"strings"
	"testing"
)

func numbered(n int) func(yield func(CertificateText) bool) {
	return func(yield func(CertificateText) bool) {
		for i := range n {
			t := personal()
			if i%3 == 0 {
				t = collective()
			}
			t.Code = fmt.Sprintf("DVK-%04X-7QX4", i)
			t.Number = fmt.Sprintf("Số 412-QĐ/ĐU, dòng %d", i+1)
			t.Name = fmt.Sprintf("%s %d", t.Name, i)
			t.VerifyURL = "https://danvankheo.anbinh.example.vn/kiem-tra/" + t.Code
			t.QR = t.VerifyURL + "#" + fmt.Sprintf("%0150d", i*7919)
			if !yield(t) {
				return
			}
		}
	}
}

// BenchmarkCertificates prints books of 500 certificates, two of three with
// short names, each with its own QR code of 210 bytes.
func BenchmarkCertificates(b *testing.B) {
	const pages = 500
	size := 0
	for b.Loop() {
		out := counter{}
		if err := WriteCertificates(&out, LacquerDesign(), day, numbered(pages), nil); err != nil {
			b.Fatal(err)
		}
		size = out.n
	}
	b.ReportMetric(float64(pages*b.N)/b.Elapsed().Seconds(), "pages/s")
	b.ReportMetric(float64(size)/pages, "bytes/page")
}

// BenchmarkCertificate prints one certificate a file.
func BenchmarkCertificate(b *testing.B) {
	for b.Loop() {
		if err := WriteCertificate(io.Discard, LacquerDesign(), day, personal()); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "files/s")
}

// BenchmarkPress prints one certificate a file, with a QR code of 210 bytes and
// three attachments of 1.5 KB, on a press that is kept.
func BenchmarkPress(b *testing.B) {
	press, out, text := NewPress(LacquerDesign()), counter{}, personal()
	text.QR = text.VerifyURL + "#" + strings.Repeat("aB3_x", 30)
	for b.Loop() {
		out = counter{}
		if err := press.WriteOne(&out, day, text, attachments()...); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "files/s")
	b.ReportMetric(float64(out.n), "bytes/file")
}

// BenchmarkPDF and BenchmarkDOCX write a decision with an annex of 23 rows.
func BenchmarkPDF(b *testing.B) {
	for b.Loop() {
		if err := WritePDF(io.Discard, partyDecision()); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkDOCX is BenchmarkPDF for the other renderer.
func BenchmarkDOCX(b *testing.B) {
	for b.Loop() {
		if err := WriteDOCX(io.Discard, partyDecision()); err != nil {
			b.Fatal(err)
		}
	}
}

type counter struct{ n int }

func (c *counter) Write(p []byte) (int, error) { c.n += len(p); return len(p), nil }

// BenchmarkLongDecision writes a decision with a list of 500 lines, in both
// forms.
func BenchmarkLongDecision(b *testing.B) {
	d := Specimen(PartyLayout(), 500)
	for b.Loop() {
		if err := WritePDF(io.Discard, d); err != nil {
			b.Fatal(err)
		}
		if err := WriteDOCX(io.Discard, d); err != nil {
			b.Fatal(err)
		}
	}
}
