package files

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"testing"
)

// private is what no stored picture may contain.
var private = []string{camera, remark, string(degrees), "\x25\x88", "xmpmeta", "Photoshop", "MPF", "RGB", "PK\x03\x04"}

func stripped(t testing.TB, mediaType string, in []byte) ([]byte, shape) {
	t.Helper()
	var out bytes.Buffer
	sh, err := strip(mediaType, &out, bytes.NewReader(in))
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes(), sh
}

func pixels(t testing.TB, mediaType string, in []byte) image.Image {
	t.Helper()
	m, err := decode(mediaType, bytes.NewReader(in))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func samePixels(a, b image.Image) error {
	if a.Bounds() != b.Bounds() {
		return fmt.Errorf("bounds %v became %v", a.Bounds(), b.Bounds())
	}
	for y := a.Bounds().Min.Y; y < a.Bounds().Max.Y; y++ {
		for x := a.Bounds().Min.X; x < a.Bounds().Max.X; x++ {
			if a.At(x, y) != b.At(x, y) {
				return fmt.Errorf("pixel %d,%d: %v became %v", x, y, a.At(x, y), b.At(x, y))
			}
		}
	}
	return nil
}

func TestStripTakesPlaceCameraAndTimeOut(t *testing.T) {
	t.Parallel()
	m := gradient(64, 48)
	for name, c := range map[string]struct {
		mediaType string
		in        []byte
		stays     []string
		goes      []string
	}{
		"jpeg":          {JPEG, photo(t, m, 1), []string{"JFIF\x00\x01\x02\x01\x00\x48\x00\x48\x00\x00", "ICC_PROFILE", "Adobe"}, append(private, "Exif")},
		"turned jpeg":   {JPEG, photo(t, m, 6), []string{"JFIF", "Exif", "ICC_PROFILE"}, private},
		"png":           {PNG, screenshot(t, m), []string{"pHYs", "IEND"}, []string{camera, remark, "tEXt", "iTXt", "eXIf", "tIME", "quAy", "script"}},
		"webp lossy":    {WebP, webpWith(t, webpLossy), []string{"VP8X\x0a\x00\x00\x00\x00", "VP8 "}, []string{camera, remark, "EXIF", "XMP"}},
		"webp lossless": {WebP, webpWith(t, webpLossless), []string{"VP8X\x0a\x00\x00\x00\x00", "VP8L"}, []string{camera, remark, "EXIF", "XMP"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, s := range c.goes {
				if !bytes.Contains(c.in, []byte(s)) {
					t.Fatalf("the sample lacks %q: it proves nothing", s)
				}
			}
			out, _ := stripped(t, c.mediaType, c.in)
			head := out // the coded pixels are random bytes
			if i := bytes.Index(out, []byte{0xff, 0xda}); c.mediaType == JPEG {
				head = out[:i]
			}
			for _, s := range c.goes {
				if bytes.Contains(head, []byte(s)) || len(s) > 4 && bytes.Contains(out, []byte(s)) {
					t.Errorf("%q is still there", s)
				}
			}
			for _, s := range c.stays {
				if !bytes.Contains(out, []byte(s)) {
					t.Errorf("%q is gone", s)
				}
			}
			if err := samePixels(pixels(t, c.mediaType, c.in), pixels(t, c.mediaType, out)); err != nil {
				t.Error(err)
			}
			again, _ := stripped(t, c.mediaType, out)
			if !bytes.Equal(again, out) {
				t.Error("stripping twice changes the picture again")
			}
		})
	}
}

func TestStripKeepsOrientationAlone(t *testing.T) {
	t.Parallel()
	for o := byte(2); o <= 8; o++ {
		out, sh := stripped(t, JPEG, photo(t, gradient(8, 8), o))
		i := bytes.Index(out, []byte(exifHead))
		if i < 0 || orientation(out[i+len(exifHead):]) != int(o) || sh.Orientation != int(o) {
			t.Errorf("orientation %d is lost (EXIF at %d, shape %+v)", o, i, sh)
		}
		if size := int(out[i-2])<<8 | int(out[i-1]); size != 2+len(onlyOrientation(int(o))) {
			t.Errorf("the EXIF segment has %d bytes: more than the orientation", size)
		}
	}
	for _, wrong := range []byte{0, 9, 200} {
		out, sh := stripped(t, JPEG, photo(t, gradient(8, 8), wrong))
		if sh.Orientation != 1 || bytes.Contains(out, []byte("Exif")) {
			t.Errorf("orientation %d is none, yet it stays", wrong)
		}
	}
}

func TestOrientationSurvivesNonsense(t *testing.T) {
	t.Parallel()
	good := gpsEXIF(6)
	for cut := range len(good) {
		if o := orientation(good[:cut]); o != 1 && o != 6 {
			t.Errorf("%d bytes of EXIF give orientation %d", cut, o)
		}
	}
	if o := orientation([]byte("II*\x00\xff\xff\xff\xff\x01\x00")); o != 1 {
		t.Errorf("an offset outside gives orientation %d", o)
	}
}

func TestStripRefusesWhatIsCutShort(t *testing.T) {
	t.Parallel()
	lossy, err := base64.StdEncoding.DecodeString(webpLossy)
	if err != nil {
		t.Fatal(err)
	}
	for mediaType, whole := range map[string][]byte{
		JPEG: jpegOf(t, gradient(40, 40)), PNG: pngOf(t, gradient(40, 40)), WebP: lossy,
	} {
		for cut := range len(whole) - 1 {
			if _, err := strip(mediaType, &bytes.Buffer{}, bytes.NewReader(whole[:cut])); !errors.Is(err, errBroken) {
				t.Fatalf("%s cut to %d of %d bytes: %v", mediaType, cut, len(whole), err)
			}
		}
	}
}

func TestPreviewStandsUpright(t *testing.T) {
	t.Parallel()
	// red on the left, blue on the right, as the sensor saw it
	m := image.NewRGBA(image.Rect(0, 0, 1600, 1200))
	for i := 0; i < len(m.Pix); i += 4 {
		m.Pix[i+3] = 255
		m.Pix[i+2*((i/4%1600)/800)] = 255
	}
	for o, red := range map[int]image.Point{
		1: {20, 240}, 2: {620, 240}, 3: {620, 240}, 4: {20, 240}, 5: {240, 20}, 6: {240, 20}, 7: {240, 620}, 8: {240, 620},
	} {
		got := upright(smaller(m), o)
		if size := got.Bounds().Size(); max(size.X, size.Y) != 640 || min(size.X, size.Y) != 480 || (size.X < size.Y) != (o >= 5) {
			t.Errorf("orientation %d: preview is %v", o, size)
		}
		if r, _, b, _ := got.At(red.X, red.Y).RGBA(); r < 0xf000 || b > 0x1000 {
			t.Errorf("orientation %d: no red at %v", o, red)
		}
	}
}

func TestPreviewOfOddShapes(t *testing.T) {
	t.Parallel()
	for _, size := range []image.Point{{1, 1}, {1, 5000}, {5000, 1}, {640, 640}, {641, 3}, {1279, 1281}} {
		m := smaller(gradient(size.X, size.Y))
		if got := m.Bounds().Size(); got.X < 1 || got.Y < 1 || got.X > 640 || got.Y > 640 {
			t.Errorf("%v became %v", size, got)
		}
		if r, g, b, _ := m.At(0, 0).RGBA(); r > 0x2000 || g > 0x2000 || b > 0x7000 {
			t.Errorf("%v: the first corner is not dark: %x %x %x", size, r, g, b)
		}
	}
	clear := smaller(image.NewNRGBA(image.Rect(0, 0, 2000, 10)))
	if r, _, _, a := clear.At(5, 1).RGBA(); r != 0xffff || a != 0xffff {
		t.Error("what is transparent does not become white")
	}
}

func TestProgressiveNeedsMoreMemory(t *testing.T) {
	t.Parallel()
	base := jpegOf(t, gradient(64, 64))
	_, plain := stripped(t, JPEG, base)
	if plain.Decoded < 64*64 || plain.Decoded > 3*64*64 {
		t.Errorf("64×64 needs %d bytes", plain.Decoded)
	}
	i := bytes.Index(base, []byte{0xff, 0xc0})
	base[i+1] = 0xc2
	if _, sh := stripped(t, JPEG, base); sh.Decoded != 5*plain.Decoded {
		t.Errorf("progressive: %d bytes, baseline %d", sh.Decoded, plain.Decoded)
	}
	if _, err := jpeg.DecodeConfig(bytes.NewReader(base)); err != nil {
		t.Error(err)
	}
}
