package files

import (
	"bytes"
	"encoding/base64"
	"errors"
	"image"
	"testing"
)

func FuzzStripJPEG(f *testing.F) {
	f.Add(photo(f, gradient(33, 17), 6))
	f.Add(photo(f, gradient(8, 8), 1))
	f.Add(jpegOf(f, image.NewGray(image.Rect(0, 0, 9, 9))))
	f.Fuzz(func(t *testing.T, in []byte) { fuzzStrip(t, JPEG, in) })
}

func FuzzStripPNG(f *testing.F) {
	f.Add(screenshot(f, gradient(33, 17)))
	f.Add(pngOf(f, image.NewGray16(image.Rect(0, 0, 9, 9))))
	f.Fuzz(func(t *testing.T, in []byte) { fuzzStrip(t, PNG, in) })
}

func FuzzStripWebP(f *testing.F) {
	for _, sample := range []string{webpLossy, webpLossless} {
		plain, err := base64.StdEncoding.DecodeString(sample)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(plain)
		f.Add(webpWith(f, sample))
	}
	f.Fuzz(func(t *testing.T, in []byte) { fuzzStrip(t, WebP, in) })
}

// fuzzStrip holds what strip promises for any input: no panic, no growth, the
// same result when run again, and the same pixels where there were any.
func fuzzStrip(t *testing.T, mediaType string, in []byte) {
	var out bytes.Buffer
	sh, err := strip(mediaType, &out, bytes.NewReader(in))
	if err != nil {
		if !errors.Is(err, errBroken) && !errors.Is(err, errAnimated) {
			t.Fatalf("an error that is not about the picture: %v", err)
		}
		return
	}
	again, second := bytes.Buffer{}, shape{}
	if second, err = strip(mediaType, &again, bytes.NewReader(out.Bytes())); err != nil || second != sh || !bytes.Equal(again.Bytes(), out.Bytes()) {
		t.Fatalf("stripping twice: %v, %+v became %+v", err, sh, second)
	}
	if sh.tooLarge() || sh.Width*sh.Height > 1<<20 {
		return
	}
	before, err := decode(mediaType, bytes.NewReader(in))
	if err != nil {
		return
	}
	after, err := decode(mediaType, bytes.NewReader(out.Bytes()))
	if err != nil {
		t.Fatalf("the picture could be seen before: %v", err)
	}
	if err := samePixels(before, after); err != nil {
		t.Fatal(err)
	}
	if after.Bounds().Dx() != sh.Width || after.Bounds().Dy() != sh.Height {
		t.Fatalf("shape %+v of a picture of %v", sh, after.Bounds())
	}
}

func FuzzCleanName(f *testing.F) {
	for _, name := range []string{"Ảnh họp tổ.jpg", "../../etc/passwd", `C:\a\b.pdf`, "a\u202egpj.exe", "", "...", "x\x00y.png"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		got := cleanName(name)
		if got == "" || got == "." || got == ".." || len(got) > maxName || bytes.ContainsAny([]byte(got), "/\\\x00\r\n\"") {
			t.Fatalf("%q became %q", name, got)
		}
	})
}
