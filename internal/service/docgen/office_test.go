package docgen

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestLibreOfficeOpensEveryDOCX turns the specimen of every shipped layout into
// PDF with LibreOffice, in one run with a profile of its own, and reads it back.
func TestLibreOfficeOpensEveryDOCX(t *testing.T) {
	t.Parallel()
	needs(t, "soffice", "libreoffice-writer-nogui")
	dir := t.TempDir()
	args := []string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless", "--norestore", "--convert-to", "pdf", "--outdir", dir}
	for _, l := range Shipped() {
		var out bytes.Buffer
		if err := WriteDOCX(&out, Specimen(l, 60)); err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(dir, l.Key+".docx")
		if err := os.WriteFile(name, out.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, name)
	}
	run := exec.CommandContext(t.Context(), "soffice", args...)
	run.Env = append(os.Environ(), "HOME="+dir, "FONTCONFIG_FILE="+ownFonts(t, dir))
	if said, err := run.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	for _, l := range Shipped() {
		converted, err := os.ReadFile(filepath.Join(dir, l.Key+".pdf"))
		if err != nil {
			t.Errorf("%s was not opened: %v", l.Key, err)
			continue
		}
		keep(t, converted, "_"+l.Key+"_office.pdf")
		asOffice(t, l, converted)
	}
}

// ownFonts is a configuration with our type alone, in place of Times New Roman,
// so that the fonts of the machine change nothing.
func ownFonts(t *testing.T, dir string) string {
	t.Helper()
	fonts, err := filepath.Abs("fonts")
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, "fonts.conf")
	config := `<?xml version="1.0"?><fontconfig><dir>` + fonts + `</dir><cachedir>` + filepath.Join(dir, "cache") + `</cachedir>` +
		`<alias binding="same"><family>Times New Roman</family><accept><family>Liberation Serif</family></accept></alias></fontconfig>`
	if err := os.WriteFile(name, []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// asOffice compares what LibreOffice made of a DOCX with our own PDF: as many
// pages, give or take the last rows of a table, the same text, and the elements
// of the first page in the same places.
func asOffice(t *testing.T, l Layout, converted []byte) {
	t.Helper()
	ours, theirs := renderPDF(t, Specimen(l, 60)), boxes(t, converted)
	if pages := pageCount(ours); len(theirs) < pages-1 || len(theirs) > pages+1 {
		t.Fatalf("%s: LibreOffice makes %d pages, we make %d", l.Key, len(theirs), pages)
	}
	said := spoken(theirs)
	for _, words := range specimenWords(l) {
		if !strings.Contains(said, strings.ReplaceAll(words, " ", "")) {
			t.Errorf("%s: LibreOffice loses %q", l.Key, words)
		}
	}
	our := boxes(t, ours)
	for _, words := range []string{l.Head.Right[0].Text, l.NumberLine(l.Symbol(5, l.specimenBody().kind, l.specimenBody().organ)), "Điều 1.", l.Signature.Label.Text, "Trần Quốc Khải Mẫu"} {
		a, b := our[0].where(t, words), theirs[0].where(t, words)
		if !near(a.left, b.left, 1) {
			t.Errorf("%s: %q begins at %.1f mm, in LibreOffice at %.1f", l.Key, words, a.left, b.left)
		}
		if !near(a.top, b.top, 6) {
			t.Errorf("%s: %q stands %.1f mm down, in LibreOffice %.1f", l.Key, words, a.top, b.top)
		}
	}
}

// spoken is the text of all pages without spaces, block after block.
func spoken(pages []boxPage) string {
	var out strings.Builder
	for _, p := range pages {
		for _, line := range p.Lines {
			for _, w := range line.Words {
				out.WriteString(w.Text)
			}
		}
	}
	return out.String()
}

// specimenWords are the texts of every element of l's specimen.
func specimenWords(l Layout) []string {
	of, st := l.specimenBody(), l.Signature
	words := []string{of.superior, of.issuer, l.Head.Star, l.NumberLine(l.Symbol(5, of.kind, of.organ)), l.PlaceDate("An Bình", l.specimenDay()),
		"QUYẾT ĐỊNH", l.About("công nhận mô hình"), l.Heading.Mark, l.Basis.Marker + "Căn cứ Quy chế", "Điều 3. Các cơ quan", "Quyết định này" + l.EndMark,
		st.Label.Text, st.Marker + st.Filed + st.End, "Trần Quốc Khải Mẫu", "DANH SÁCH", "Tổ dân phố số 60"}
	for _, m := range l.Head.Right {
		words = append(words, m.Text)
	}
	return append(words, of.capacity...)
}
