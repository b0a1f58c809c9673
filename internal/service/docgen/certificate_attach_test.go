package docgen

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func attachments() []Attachment {
	proof := []byte(`{"code":"DVK-9F2K-7QX4","leaf":"` + strings.Repeat("q7Z", 480) + `"}`)
	return []Attachment{
		{Name: "quyet-dinh.json", MIME: "application/json", About: "Quyết định, như đã ban hành", Data: proof},
		{Name: "bằng chứng.txt", MIME: "text/plain", About: "Đường kiểm tra", Data: bytes.ToUpper(proof)},
		{Name: "chu-ky.bin", MIME: "application/octet-stream", About: "Chữ ký", Data: append([]byte("\x00endstream\nendobj\n%%EOF"), proof...)},
	}
}

func one(t *testing.T, p *Press, text CertificateText, all ...Attachment) []byte {
	t.Helper()
	var buf bytes.Buffer
	if err := p.WriteOne(&buf, day, text, all...); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func TestAttachments(t *testing.T) {
	t.Parallel()
	p, all := NewPress(LacquerDesign()), attachments()
	pdf := one(t, p, personal(), all...)
	keep(t, pdf, ".pdf")
	if !bytes.Equal(pdf, one(t, p, personal(), all[2], all[0], all[1])) {
		t.Error("the order of attachments changes the file")
	}
	for _, a := range all {
		if !bytes.Contains(pdf, a.Data) {
			t.Errorf("%s is not in the bytes as it is", a.Name)
		}
	}
	if bytes.Contains(one(t, p, personal()), []byte("EmbeddedFile")) {
		t.Error("a certificate without attachments speaks of them")
	}
	needs(t, "pdfdetach", "poppler-utils")
	dir := t.TempDir()
	name := filepath.Join(dir, "a.pdf")
	if err := os.WriteFile(name, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	list, err := exec.Command("pdfdetach", "-list", name).CombinedOutput()
	if err != nil || !strings.Contains(string(list), "3 embedded files") {
		t.Fatalf("%v: %s", err, list)
	}
	if out, err := exec.Command("pdfdetach", "-saveall", "-o", dir, name).CombinedOutput(); err != nil || strings.Contains(string(out), "rror") {
		t.Fatalf("%v: %s", err, out)
	}
	for _, a := range all {
		if !strings.Contains(string(list), a.Name) {
			t.Errorf("the list lacks %q: %s", a.Name, list)
		}
		if got, err := os.ReadFile(filepath.Join(dir, a.Name)); err != nil || !bytes.Equal(got, a.Data) {
			t.Errorf("%s comes out as %d bytes, want %d (%v)", a.Name, len(got), len(a.Data), err)
		}
	}
}

func portrait(t testing.TB, w, h int, grey bool) []byte {
	t.Helper()
	var m image.Image
	if grey {
		m = image.NewGray(image.Rect(0, 0, w, h))
	} else {
		rgba := image.NewRGBA(image.Rect(0, 0, w, h))
		for y := range h {
			for x := range w {
				rgba.Set(x, y, color.RGBA{uint8(255 * x / w), uint8(255 * y / h), 120, 255})
			}
		}
		m = rgba
	}
	var buf bytes.Buffer
	if err := jpeg.Encode(&buf, m, nil); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func TestPhotographs(t *testing.T) {
	t.Parallel()
	design := LacquerDesign()
	design.Photo = true
	var all []CertificateText
	for _, photo := range [][]byte{portrait(t, 300, 400, false), portrait(t, 500, 200, true), nil, portrait(t, 90, 400, false)} {
		text := personal()
		text.Photo = photo
		all = append(all, text)
	}
	pdf := renderCertificates(t, design, all...)
	for n, text := range all {
		if n != 2 && !bytes.Contains(pdf, text.Photo) {
			t.Errorf("photograph %d is not in the file as it is", n)
		}
	}
	needs(t, "pdfimages", "poppler-utils")
	name := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(name, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	list, err := exec.Command("pdfimages", "-list", name).CombinedOutput()
	if err != nil || strings.Count(string(list), "jpeg") != 3 || !strings.Contains(string(list), "gray") {
		t.Errorf("%v: %s", err, list)
	}
	bad := personal()
	bad.Photo = []byte("\xff\xd8\xff no picture")
	if NewPress(design).WriteOne(&bytes.Buffer{}, day, bad) == nil {
		t.Error("bytes that are no picture were printed")
	}
	if len(one(t, NewPress(LacquerDesign()), all[0])) > len(one(t, NewPress(LacquerDesign()), personal())) {
		t.Error("a design without a photograph carries one")
	}
}
