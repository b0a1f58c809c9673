package pdfsign_test

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"kheo/internal/service/pdfsign"
)

var ranges = regexp.MustCompile(`/ByteRange \[0 (\d+) (\d+) (\d+)\]`)

// taken cuts the CMS signature out of a PDF, and the content that it covers.
func taken(t testing.TB, signed []byte) (cms, content []byte) {
	t.Helper()
	m := ranges.FindSubmatch(signed)
	if m == nil {
		t.Fatal("no ByteRange")
	}
	var n [3]int
	for i := range n {
		n[i], _ = strconv.Atoi(string(m[i+1]))
	}
	raw, err := hex.DecodeString(string(signed[n[0]+1 : n[1]-1]))
	if err != nil {
		t.Fatal(err)
	}
	return bytes.TrimRight(raw, "\x00"), append(bytes.Clone(signed[:n[0]]), signed[n[1]:n[1]+n[2]]...)
}

func TestTampering(t *testing.T) {
	t.Parallel()
	original := paper(t, "Về việc công nhận mô hình")
	other := paper(t, "Về việc công nhận mô hình khác")
	signed := sign(t, original, testSigner(t))
	changed := bytes.Clone(signed)
	changed[bytes.Index(changed, []byte("stream\n"))+40] ^= 1
	reason := bytes.Replace(signed, []byte("/SubFilter"), []byte("/SubFiltre"), 1)
	hole := bytes.Clone(signed)
	at := ranges.FindSubmatchIndex(signed)
	copy(hole[at[4]:at[5]], fmt.Sprintf("%010d", len(signed)-4))
	copy(hole[at[6]:at[7]], fmt.Sprintf("%010d", 4))
	page := pageObject(t, original)
	for name, c := range map[string]struct {
		signed []byte
		say    string
	}{
		"unsigned":          {original, "chưa có chữ ký số"},
		"another paper":     {sign(t, other, testSigner(t)), "không phải văn bản gốc"},
		"changed byte":      {changed, "không phải văn bản gốc"},
		"changed update":    {reason, "không dùng được"},
		"wide hole":         {hole, "không bao phủ đúng nội dung"},
		"appended":          {append(bytes.Clone(signed), "\n% thêm"...), "Sau chữ ký cuối cùng"},
		"unsigned revision": {append(bytes.Clone(original), "\n% thêm"...), "nhưng không có chữ ký số"},
		"signed over": {sign(t, revised(t, original, page, "<</Type /Page /Parent 2 0 R /MediaBox [0 0 100 100]>>"), testSigner(t)),
			"sửa nội dung trang 1"},
		"note over the text": {sign(t, revised(t, original, page, strings.Replace(object(t, original, page), "/Type", "/Annots [99 0 R] /Type", 1)), testSigner(t)),
			"Trang 1 có thêm ghi chú không phải chữ ký số"},
		"cut short": {signed[:len(signed)-100], ""},
	} {
		all, err := pdfsign.Same(original, c.signed)
		if err == nil || !strings.Contains(err.Error(), c.say) {
			t.Errorf("%s: %d signatures, %v", name, len(all), err)
		}
	}
	_, err := pdfsign.Same(original, changed)
	if err == nil || !regexp.MustCompile(`khác nhau từ (trang \d+ \()?byte \d+`).MatchString(err.Error()) {
		t.Error(err)
	}
}

// pageObject is the number of the first page of a paper of ours.
func pageObject(t testing.TB, pdf []byte) int {
	t.Helper()
	m := regexp.MustCompile(`/Kids ?\[ ?(\d+) 0 R`).FindSubmatch(pdf)
	if m == nil {
		t.Fatal("no pages")
	}
	n, _ := strconv.Atoi(string(m[1]))
	return n
}

// object is the text of object num.
func object(t testing.TB, pdf []byte, num int) string {
	t.Helper()
	m := regexp.MustCompile(fmt.Sprintf(`(?s)\n%d 0 obj\n(<<.*?>>)\nendobj`, num)).FindSubmatch(pdf)
	if m == nil {
		t.Fatal("no object")
	}
	return string(m[1])
}

// revised puts another object num behind pdf, as an editor would.
func revised(t testing.TB, pdf []byte, num int, object string) []byte {
	t.Helper()
	last := regexp.MustCompile(`startxref\n(\d+)\n`).FindAllSubmatch(pdf, -1)
	prev := string(last[len(last)-1][1])
	trailer := regexp.MustCompile(`(?s)trailer\n<<(.*?)>>\nstartxref`).FindSubmatch(pdf)
	out := bytes.Clone(pdf)
	at := len(out)
	out = fmt.Appendf(out, "%d 0 obj\n%s\nendobj\n", num, object)
	xref := len(out)
	return fmt.Appendf(out, "xref\n%d 1\n%010d 00000 n \ntrailer\n<<%s /Prev %s>>\nstartxref\n%d\n%%%%EOF\n", num, at, trailer[1], prev, xref)
}

func FuzzVerify(f *testing.F) {
	original := paper(f, "Về việc")
	signed := sign(f, original, testSigner(f))
	f.Add(original)
	f.Add(signed)
	f.Add(signed[len(original):])
	f.Add([]byte("%PDF-1.5\n1 0 obj\n<</Type/XRef/W[1 2 1]/Size 2/Length 8/Root 1 0 R>>stream\n12345678\nendstream\nendobj\nstartxref\n9\n%%EOF"))
	f.Fuzz(func(t *testing.T, pdf []byte) {
		all, err := pdfsign.Verify(pdf)
		if err != nil && len(all) > 0 {
			t.Fatal("an error and signatures")
		}
		for _, s := range all {
			if s.Problem == "" && s.Certificate == nil {
				t.Fatal("a signature of nobody holds")
			}
			if !bytes.HasPrefix(pdf, s.Original) {
				t.Fatal("an original that is not in the file")
			}
		}
		_, _ = pdfsign.Same(original, pdf)
		_, _ = pdfsign.Same(pdf, append(bytes.Clone(pdf), signed...))
	})
}
