package report_test

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func TestDocumentsHoldTheNumbers(t *testing.T) {
	t.Parallel()
	s := big()
	var docx, pdf, xlsx bytes.Buffer
	for name, write := range map[string]func() error{
		"docx": func() error { return s.WriteDOCX(&docx) }, "pdf": func() error { return s.WritePDF(&pdf) }, "xlsx": func() error { return s.WriteXLSX(&xlsx) },
	} {
		if err := write(); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	words := map[string]string{
		"docx": packed(t, docx.Bytes(), "word/document.xml"), "xlsx": packed(t, xlsx.Bytes(), "xl/"), "pdf": read(t, pdf.Bytes()),
	}
	for kind, says := range words {
		if says == "" && kind == "pdf" {
			t.Log("pdftotext (poppler-utils) is not installed: the PDF is not read back")
			continue
		}
		wants := []string{"1.234", "1.119", "181", "176", "104", "89", "13", "14", "601", "402", "231", "Kinh tế", "Phường Mẫu Một", "20/10/2022", "Quận Mẫu", s.Text()}
		if kind == "xlsx" { // numbers stay numbers
			wants = []string{"1234", "1119", "181", "176", "104", "89", "13", "14", "601", "402", "231", "Kinh tế", "Phường Mẫu Một", "22/11/2022", "Quận Mẫu"}
		}
		for _, want := range wants {
			if !strings.Contains(says, want) {
				t.Errorf("%s does not say %q", kind, want)
			}
		}
	}
}

var tag = regexp.MustCompile(`<[^>]*>`)

// packed is the text of the parts of an office file whose names begin so.
func packed(t *testing.T, raw []byte, begin string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, f := range z.File {
		if !strings.HasPrefix(f.Name, begin) {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		part, err := io.ReadAll(r)
		_ = r.Close()
		if err != nil {
			t.Fatal(err)
		}
		b.WriteString(tag.ReplaceAllStringFunc(string(part), func(of string) string {
			if strings.HasPrefix(of, "</w:p>") || strings.HasPrefix(of, "</v>") || strings.HasPrefix(of, "</t>") {
				return "\n"
			}
			return ""
		}))
	}
	return b.String()
}

// read is the text of a PDF with single blanks; empty where pdftotext is missing.
func read(t *testing.T, pdf []byte) string {
	t.Helper()
	if !bytes.HasPrefix(pdf, []byte("%PDF-")) {
		t.Fatalf("begins with %.8q", pdf)
	}
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		return ""
	}
	name := filepath.Join(t.TempDir(), "bao-cao.pdf")
	if err := os.WriteFile(name, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(tool, name, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(strings.Fields(string(out)), " ")
}
