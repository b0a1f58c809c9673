package pdfsign_test

import (
	"bytes"
	"compress/zlib"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kheo/internal/service/docgen"
	"kheo/internal/service/pdfsign"
)

var (
	day  = time.Date(2026, 11, 20, 9, 30, 0, 0, time.UTC)
	info = pdfsign.Info{Name: "Lê Minh Hạnh Mẫu", Reason: "Ký quyết định 12-QĐ/ĐU", Location: "Phường Cát Mẫu", At: day}
)

// paper is a decision of our own.
func paper(t testing.TB, words string) []byte {
	t.Helper()
	var b bytes.Buffer
	err := docgen.WritePDF(&b, docgen.Document{Layout: docgen.StateLayout(), Title: "Quyết định", Date: day, Blocks: []docgen.Block{
		docgen.Heading{Name: "QUYẾT ĐỊNH", Abstract: []string{words}}, docgen.PageBreak{}, docgen.Paragraph{Runs: docgen.Text("Trang hai: " + words)},
	}})
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func testSigner(t testing.TB) pdfsign.Signer {
	t.Helper()
	s, err := pdfsign.NewTestSigner("Lê Minh Hạnh Mẫu")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// issued is an RSA key whose certificate an authority made.
func issued(t testing.TB) (pdfsign.Signer, *x509.CertPool) {
	t.Helper()
	root, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	certify := func(c, parent *x509.Certificate, public any) *x509.Certificate {
		c.NotBefore, c.NotAfter = day.AddDate(-1, 0, 0), day.AddDate(1, 0, 0)
		der, err := x509.CreateCertificate(rand.Reader, c, parent, public, root)
		if err != nil {
			t.Fatal(err)
		}
		if c, err = x509.ParseCertificate(der); err != nil {
			t.Fatal(err)
		}
		return c
	}
	top := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "CA Mẫu"}, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign}
	top = certify(top, top, root.Public())
	own := certify(&x509.Certificate{SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "Hồ Quân Mẫu"}}, top, key.Public())
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	chain := append(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: own.Raw}), pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: top.Raw})...)
	s, err := pdfsign.ParseSigner(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}), chain)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(top)
	return s, roots
}

func sign(t testing.TB, pdf []byte, s pdfsign.Signer) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := pdfsign.Sign(&b, pdf, s, info); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestSignAndVerify(t *testing.T) {
	t.Parallel()
	original := paper(t, "Về việc công nhận mô hình")
	if all, err := pdfsign.Verify(original); err != nil || len(all) != 0 {
		t.Errorf("unsigned: %d signatures, %v", len(all), err)
	}
	signed := sign(t, original, testSigner(t))
	all, err := pdfsign.Verify(signed)
	if err != nil || len(all) != 1 {
		t.Fatalf("%d signatures, %v", len(all), err)
	}
	s := all[0]
	if s.Problem != "" || !s.CoversWholeFile || !bytes.Equal(s.Original, original) || s.Name != info.Name || s.Reason != info.Reason || !s.At.Equal(day) {
		t.Errorf("%q %v %q %q %v, original %d of %d bytes", s.Problem, s.CoversWholeFile, s.Name, s.Reason, s.At, len(s.Original), len(original))
	}
	if !pdfsign.IsTest(s.Certificate) || s.Trust(nil, day) != pdfsign.TestKey {
		t.Error("the test key does not say that it is one")
	}
	if added, err := pdfsign.Same(original, signed); err != nil || len(added) != 1 {
		t.Errorf("%d added, %v", len(added), err)
	}
}

func TestTwoSignaturesAndTrust(t *testing.T) {
	t.Parallel()
	signer, roots := issued(t)
	original := paper(t, "Về việc công nhận mô hình")
	both := sign(t, sign(t, original, testSigner(t)), signer)
	all, err := pdfsign.Same(original, both)
	if err != nil || len(all) != 2 || all[0].CoversWholeFile || !all[1].CoversWholeFile || all[1].Signer() != "Hồ Quân Mẫu" {
		t.Fatalf("%d signatures, %v", len(all), err)
	}
	for _, c := range []struct {
		roots *x509.CertPool
		shift int
		want  string
	}{{roots, 0, pdfsign.Trusted}, {nil, 0, pdfsign.UnknownIssuer}, {x509.NewCertPool(), 0, pdfsign.UnknownIssuer}, {roots, 2, pdfsign.OutOfDate}} {
		s := all[1]
		s.At = day.AddDate(c.shift, 0, 0)
		if got := s.Trust(c.roots, day.AddDate(3, 0, 0)); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	for name, pdf := range map[string][]byte{"empty": nil, "text": []byte("xin chào"), "cut": paper(t, "a")[:900], "no pages": []byte("%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1>>\nstartxref\n9\n%%EOF\n")} {
		if err := pdfsign.Sign(&bytes.Buffer{}, pdf, testSigner(t), info); err == nil {
			t.Errorf("%s was signed", name)
		}
	}
	if _, err := pdfsign.ParseSigner([]byte("x"), nil); err == nil {
		t.Error("a key of nothing")
	}
}

// program finds a program that checks signatures; without it the test is left out, but not
// where everything has to be there.
func program(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil && os.Getenv("KHEO_TEST_REQUIRE") != "" {
		t.Fatal(err)
	}
	if err != nil {
		t.Skip(name + " is not on this machine")
	}
	return path
}

// TestOpenSSL lets another program check the signature.
func TestOpenSSL(t *testing.T) {
	t.Parallel()
	tool := program(t, "openssl")
	for _, s := range []pdfsign.Signer{testSigner(t), second(issued(t))} {
		signed := sign(t, paper(t, "Về việc"), s)
		cms, content := taken(t, signed)
		dir := t.TempDir()
		write(t, filepath.Join(dir, "cms"), cms)
		write(t, filepath.Join(dir, "content"), content)
		chain := s.Certificate()
		write(t, filepath.Join(dir, "root"), pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: chain[len(chain)-1].Raw}))
		out, err := exec.CommandContext(t.Context(), tool, "cms", "-verify", "-cades", "-CAfile", filepath.Join(dir, "root"), "-purpose", "any", "-no_check_time", "-binary", "-inform", "DER",
			"-in", filepath.Join(dir, "cms"), "-content", filepath.Join(dir, "content"), "-out", os.DevNull).CombinedOutput()
		if err != nil {
			t.Errorf("%v: %s", err, out)
		}
		content[100] ^= 1
		write(t, filepath.Join(dir, "content"), content)
		if out, err := exec.CommandContext(t.Context(), tool, "cms", "-verify", "-noverify", "-binary", "-inform", "DER",
			"-in", filepath.Join(dir, "cms"), "-content", filepath.Join(dir, "content"), "-out", os.DevNull).CombinedOutput(); err == nil {
			t.Errorf("a changed content passes: %s", out)
		}
	}
}

// TestPdfsig lets poppler check the signature.
func TestPdfsig(t *testing.T) {
	t.Parallel()
	program(t, "pdfsig")
	valid(t, sign(t, sign(t, paper(t, "Về việc"), testSigner(t)), second(issued(t))), 2)
}

// valid lets poppler, where it is, check n signatures.
func valid(t *testing.T, signed []byte, n int) {
	t.Helper()
	tool, err := exec.LookPath("pdfsig")
	if err != nil {
		return
	}
	file := filepath.Join(t.TempDir(), "signed.pdf")
	write(t, file, signed)
	out, err := exec.CommandContext(t.Context(), tool, "-nocert", file).CombinedOutput()
	if err != nil || strings.Count(string(out), "Signature is Valid") != n || !strings.Contains(string(out), "ETSI.CAdES.detached") || !strings.Contains(string(out), "Total document signed") {
		t.Errorf("%v: %s", err, out)
	}
}

// TestOfficePrograms signs what LibreOffice writes, and a file whose tables and
// objects are packed.
func TestOfficePrograms(t *testing.T) {
	t.Parallel()
	office, err := os.ReadFile("testdata/office.pdf")
	if err != nil {
		t.Fatal(err)
	}
	for name, original := range map[string][]byte{"office": office, "packed": packed(t)} {
		signed := sign(t, sign(t, original, testSigner(t)), testSigner(t))
		if all, err := pdfsign.Same(original, signed); err != nil || len(all) != 2 {
			t.Errorf("%s: %d signatures, %v", name, len(all), err)
		}
		valid(t, signed, 2)
	}
}

// packed is a PDF whose objects lie in a stream and whose table is one, with a
// predictor.
func packed(t testing.TB) []byte {
	t.Helper()
	pack := func(b []byte) []byte {
		var out bytes.Buffer
		z := zlib.NewWriter(&out)
		if _, err := z.Write(b); err != nil || z.Close() != nil {
			t.Fatal(err)
		}
		return out.Bytes()
	}
	var heads, bodies []byte
	for i, o := range []string{"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 5 0 R>>"} {
		heads = fmt.Appendf(heads, "%d %d ", i+1, len(bodies))
		bodies = append(append(bodies, o...), ' ')
	}
	out := []byte("%PDF-1.5\n")
	objects := len(out)
	z := pack(append(bytes.Clone(heads), bodies...))
	out = fmt.Appendf(out, "4 0 obj\n<</Type/ObjStm/N 3/First %d/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\n", len(heads), len(z), z)
	contents := len(out)
	out = append(out, "5 0 obj\n<</Length 12>>\nstream\n0 0 m 9 9 l \nendstream\nendobj\n"...)
	table := len(out)
	rows := [][]byte{{0, 0, 0, 0}, {2, 0, 4, 0}, {2, 0, 4, 1}, {2, 0, 4, 2}, {1, byte(objects >> 8), byte(objects), 0}, {1, byte(contents >> 8), byte(contents), 0}, {1, byte(table >> 8), byte(table), 0}}
	var filtered []byte
	for i, row := range rows { // PNG's filter "up"
		filtered = append(filtered, 2)
		for k, c := range row {
			if i > 0 {
				c -= rows[i-1][k]
			}
			filtered = append(filtered, c)
		}
	}
	z = pack(filtered)
	return fmt.Appendf(out, "6 0 obj\n<</Type/XRef/W[1 2 1]/Size 7/Root 1 0 R/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 4>>/Length %d>>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF", len(z), z, table)
}

func second[A, B any](a A, _ B) A { return a }

func write(t testing.TB, name string, b []byte) {
	t.Helper()
	if err := os.WriteFile(name, b, 0o600); err != nil {
		t.Fatal(err)
	}
}
