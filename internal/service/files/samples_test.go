package files

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"testing"
)

const (
	camera = "Hang May Anh Tuong Tuong"
	remark = "nha ong Nguyen Van Thi Du"
)

// degrees is 21° 2' 33" as three rationals, little-endian, as GPS tags have it.
var degrees = []byte{21, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 33, 0, 0, 0, 1, 0, 0, 0}

// gradient is a picture in which every corner looks different.
func gradient(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.Set(x, y, color.RGBA{uint8(255 * x / w), uint8(255 * y / h), 90, 255})
		}
	}
	return m
}

func jpegOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 90}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func pngOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// gpsEXIF is what a phone writes: camera, orientation, and a GPS directory.
func gpsEXIF(orientation byte) []byte {
	le := binary.LittleEndian
	b := []byte("II*\x00\x08\x00\x00\x00")
	entry := func(tag, kind uint16, count, value uint32) {
		b = le.AppendUint16(b, tag)
		b = le.AppendUint16(b, kind)
		b = le.AppendUint32(b, count)
		b = le.AppendUint32(b, value)
	}
	const cameraAt = 8 + 2 + 3*12 + 4
	gpsAt := uint32(cameraAt + len(camera))
	b = le.AppendUint16(b, 3)
	entry(0x010f, 2, uint32(len(camera)), cameraAt)
	entry(0x0112, 3, 1, uint32(orientation))
	entry(0x8825, 4, 1, gpsAt)
	b = le.AppendUint32(b, 0)
	b = append(b, camera...)
	b = le.AppendUint16(b, 2)
	entry(1, 2, 2, 'N')
	entry(2, 5, 3, gpsAt+2+2*12+4)
	b = le.AppendUint32(b, 0)
	return append(b, degrees...)
}

func segment(marker byte, body string) []byte {
	return append(binary.BigEndian.AppendUint16([]byte{0xff, marker}, uint16(len(body)+2)), body...)
}

// photo is a JPEG as a phone sends it, with everything that must not stay, and
// a JFIF and a colour profile, which must.
func photo(t testing.TB, m image.Image, orientation byte) []byte {
	t.Helper()
	plain := jpegOf(t, m)
	b := append([]byte{}, plain[:2]...)
	b = append(b, segment(0xe0, "JFIF\x00\x01\x02\x01\x00\x48\x00\x48\x01\x01RGB")...)
	b = append(b, segment(0xe1, "Exif\x00\x00"+string(gpsEXIF(orientation)))...)
	b = append(b, segment(0xe1, "http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta>"+remark)...)
	b = append(b, segment(0xe2, "ICC_PROFILE\x00\x01\x01profile")...)
	b = append(b, segment(0xe2, "MPF\x00"+remark)...)
	b = append(b, segment(0xed, "Photoshop 3.0\x00"+remark)...)
	b = append(b, segment(0xee, "Adobe\x00\x64\x00\x00\x00\x00\x01"+remark)...)
	b = append(b, segment(0xfe, remark)...)
	b = append(b, plain[2:]...)
	return append(b, "PK\x03\x04"+remark...)
}

func chunk(name, body string) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	b = append(append(b, name...), body...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

// screenshot is a PNG with texts, EXIF, a time, and a tail.
func screenshot(t testing.TB, m image.Image) []byte {
	t.Helper()
	plain := pngOf(t, m)
	const ihdr = 8 + 25
	b := append([]byte{}, plain[:ihdr]...)
	b = append(b, chunk("pHYs", "\x00\x00\x0b\x13\x00\x00\x0b\x13\x01")...)
	b = append(b, chunk("tEXt", "Author\x00"+remark)...)
	b = append(b, chunk("iTXt", "XML:com.adobe.xmp\x00\x00\x00\x00\x00"+remark)...)
	b = append(b, chunk("eXIf", string(gpsEXIF(1)))...)
	b = append(b, chunk("tIME", "\x07\xea\x0b\x16\x03\x04\x05")...)
	b = append(b, chunk("quAy", remark)...)
	b = append(b, plain[ihdr:]...)
	return append(b, "<script>"+remark...)
}

// The smallest WebP pictures, one pixel each.
const (
	webpLossy    = "UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA"
	webpLossless = "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA=="
)

// webpWith wraps a one-pixel WebP with VP8X, EXIF, XMP, an unknown chunk and a tail.
func webpWith(t testing.TB, sample string) []byte {
	t.Helper()
	plain, err := base64.StdEncoding.DecodeString(sample)
	if err != nil {
		t.Fatal(err)
	}
	riff := func(name, body string) []byte {
		b := binary.LittleEndian.AppendUint32([]byte(name), uint32(len(body)))
		b = append(b, body...)
		return append(b, make([]byte, len(body)%2)...)
	}
	body := []byte("WEBP")
	body = append(body, riff("VP8X", "\x0c\x00\x00\x00\x00\x00\x00\x00\x00\x00")...)
	body = append(body, riff("quay", remark)...)
	body = append(body, plain[12:]...)
	body = append(body, riff("EXIF", string(gpsEXIF(1)))...)
	body = append(body, riff("XMP ", remark)...)
	return append(riff("RIFF", string(body)), remark...)
}

// archive is a ZIP with these entries.
func archive(t testing.TB, names ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range names {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte("<x/>")); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
