package docgen

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func renderPDF(t *testing.T, d Document) []byte {
	t.Helper()
	var buf bytes.Buffer
	if err := WritePDF(&buf, d); err != nil {
		t.Fatal(err)
	}
	keep(t, buf.Bytes(), ".pdf")
	return buf.Bytes()
}

// keep leaves what a test made in $DOCGEN_OUT, for a person to look at.
func keep(t *testing.T, data []byte, ext string) {
	t.Helper()
	dir := os.Getenv("DOCGEN_OUT")
	if dir == "" {
		return
	}
	name := strings.ReplaceAll(t.Name(), "/", "_") + ext
	if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// pdfText reads the text back as a search would find it.
func pdfText(t *testing.T, pdf []byte) string {
	t.Helper()
	needs(t, "pdftotext", "poppler-utils")
	name := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(name, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("pdftotext", "-layout", name, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func pageCount(pdf []byte) int {
	return len(regexp.MustCompile(`/Type /Page\b[^s]`).FindAll(pdf, -1))
}

func wantWords(t *testing.T, text string, words ...string) {
	t.Helper()
	flat := strings.Join(strings.Fields(text), " ")
	for _, w := range words {
		if !strings.Contains(flat, w) {
			t.Errorf("missing %q in:\n%s", w, flat)
		}
	}
}

func TestPDFPartyDecision(t *testing.T) {
	t.Parallel()
	pdf := renderPDF(t, partyDecision())
	if n := pageCount(pdf); n < 3 || n > 4 {
		t.Errorf("pages = %d, want the decision and 2-3 of annex", n)
	}
	if n := bytes.Count(pdf, []byte("/FontFile2")); n < 3 {
		t.Errorf("%d fonts embedded", n)
	}
	if !bytes.Contains(pdf, []byte("/Lang (vi-VN)")) {
		t.Error("the PDF does not name its language")
	}
	text := pdfText(t, pdf)
	wantWords(t, text, "ĐẢNG CỘNG SẢN VIỆT NAM", "Số 412-QĐ/ĐU", "T/M BAN THƯỜNG VỤ",
		"chịu trách nhiệm thi hành Quyết định này.", "- Lưu Văn phòng Đảng ủy.")
	if heads := strings.Count(text, "Tóm tắt thành tích"); heads != pageCount(pdf)-1 {
		t.Errorf("table head on %d pages of %d", heads, pageCount(pdf)-1)
	}
	for i, page := range strings.Split(text, "\f") {
		first := strings.TrimSpace(strings.SplitN(strings.TrimLeft(page, "\n"), "\n", 2)[0])
		if i > 0 && i < pageCount(pdf) && first != itoa(i+1) {
			t.Errorf("page %d begins with %q, want its number", i+1, first)
		}
	}
}

func TestPDFStateDecision(t *testing.T) {
	t.Parallel()
	pdf := renderPDF(t, stateDecision())
	if n := pageCount(pdf); n != 1 {
		t.Errorf("pages = %d", n)
	}
	wantWords(t, pdfText(t, pdf), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
		"Độc lập - Tự do - Hạnh phúc", "thi hành Quyết định này./.", "KT. CHỦ TỊCH", "- Lưu: VT.")
}

func TestPDFIsTheSameEachTime(t *testing.T) {
	t.Parallel()
	a, b := renderPDF(t, partyDecision()), renderPDF(t, partyDecision())
	if !bytes.Equal(a, b) {
		t.Error("equal documents gave different bytes")
	}
	if err := WritePDF(&bytes.Buffer{}, Document{Layout: StateLayout()}); err == nil {
		t.Error("a document without a date was written")
	}
}

func TestPDFComposesMarksAndSurvivesOddText(t *testing.T) {
	t.Parallel()
	d := Document{Layout: StateLayout(), Date: day, Blocks: []Block{
		Paragraph{Runs: Text("Ngu\u031bo\u031b\u0300i kho\u0301e \U0001f600 \x00 (ngoặc) \\ hết")},
		Paragraph{}, List{}, Heading{}, LetterHead{}, Table{}, Signature{}, PageBreak{}}}
	wantWords(t, pdfText(t, renderPDF(t, d)), "Người khóe", "(ngoặc) \\ hết")
}
