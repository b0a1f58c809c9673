package files

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
)

// Markers of JPEG (ITU-T T.81, table B.1).
const (
	markSOF0 = 0xc0
	markSOF2 = 0xc2
	markDHT  = 0xc4
	markJPG  = 0xc8
	markDAC  = 0xcc
	markRST0 = 0xd0
	markRST7 = 0xd7
	markSOI  = 0xd8
	markEOI  = 0xd9
	markSOS  = 0xda
	markDQT  = 0xdb
	markDNL  = 0xdc
	markDRI  = 0xdd
	markAPP0 = 0xe0
	markCOM  = 0xfe
)

// jpegCopy is one JPEG on its way through stripJPEG.
type jpegCopy struct {
	in    *bufio.Reader
	out   *bufio.Writer
	shape shape
}

// stripJPEG keeps what is needed to show the picture: tables, frames, scans,
// JFIF without its thumbnail, colour profile, Adobe's colour transform, and an
// EXIF with nothing but the orientation when it is not 1.
func stripJPEG(dst io.Writer, src io.Reader) (shape, error) {
	c := jpegCopy{in: bufio.NewReaderSize(src, 32<<10), out: bufio.NewWriterSize(dst, 32<<10), shape: shape{Orientation: 1}}
	var soi [2]byte
	if _, err := io.ReadFull(c.in, soi[:]); err != nil {
		return shape{}, unfinished(err)
	}
	if soi != [2]byte{0xff, markSOI} {
		return shape{}, errBroken
	}
	_, _ = c.out.Write(soi[:]) // a bufio.Writer keeps its first error for Flush
	marker, err := c.next()
	for err == nil && marker != markEOI {
		marker, err = c.segment(marker)
	}
	if err != nil {
		return shape{}, unfinished(err)
	}
	if c.shape.Width == 0 {
		return shape{}, errBroken
	}
	_, _ = c.out.Write([]byte{0xff, markEOI})
	return c.shape, c.out.Flush()
}

// next finds the next marker that begins a segment, or EOI.
func (c *jpegCopy) next() (byte, error) {
	for {
		b, err := c.in.ReadByte()
		for err == nil && b != 0xff {
			b, err = c.in.ReadByte() // stray bytes: decoders skip them
		}
		for err == nil && b == 0xff {
			b, err = c.in.ReadByte()
		}
		if err != nil {
			return 0, err
		}
		if b != 0 && (b < markRST0 || b > markRST7) {
			return b, nil
		}
	}
}

// segment copies the segment of marker, or what may stay of it, and the
// scan behind it; it returns the marker that follows.
func (c *jpegCopy) segment(marker byte) (byte, error) {
	var size [2]byte
	if _, err := io.ReadFull(c.in, size[:]); err != nil {
		return 0, err
	}
	n := int(binary.BigEndian.Uint16(size[:])) - 2
	if n < 0 {
		return 0, errBroken
	}
	body := make([]byte, n)
	if _, err := io.ReadFull(c.in, body); err != nil {
		return 0, err
	}
	body, err := c.stays(marker, body)
	if err != nil {
		return 0, err
	}
	if body != nil {
		_, _ = c.out.Write(binary.BigEndian.AppendUint16([]byte{0xff, marker}, uint16(len(body)+2))) //nolint:gosec // at most 65533+2
		_, _ = c.out.Write(body)
	}
	if marker == markSOS {
		return c.scan()
	}
	return c.next()
}

// stays decides what of a segment may be kept; nil means nothing.
func (c *jpegCopy) stays(marker byte, body []byte) ([]byte, error) {
	switch {
	case marker == markDHT, marker == markDAC, marker >= markSOS && marker <= markDRI:
		return body, nil
	case marker >= markSOF0 && marker <= 0xcf && marker != markJPG:
		return body, c.frame(marker, body)
	case marker == markAPP0 && bytes.HasPrefix(body, []byte("JFIF\x00")):
		plain := []byte("JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00")
		copy(plain[:12], body)
		return plain, nil
	case marker == markAPP0+1 && c.shape.Orientation == 1 && bytes.HasPrefix(body, []byte(exifHead)):
		if c.shape.Orientation = orientation(body[len(exifHead):]); c.shape.Orientation != 1 {
			return onlyOrientation(c.shape.Orientation), nil
		}
		return nil, nil
	case marker == markAPP0+2 && bytes.HasPrefix(body, []byte("ICC_PROFILE\x00")):
		return body, nil
	case marker == markAPP0+14 && bytes.HasPrefix(body, []byte("Adobe")) && len(body) >= 12:
		return body[:12], nil
	case marker >= markAPP0 && marker <= markCOM:
		return nil, nil
	}
	return nil, errBroken
}

// frame learns size and memory need: one byte for each sample, and four more
// where a progressive picture keeps its coefficients until the end.
func (c *jpegCopy) frame(marker byte, body []byte) error {
	if len(body) < 6 || len(body) != 6+3*int(body[5]) || c.shape.Width != 0 {
		return errBroken
	}
	c.shape.Height = int(binary.BigEndian.Uint16(body[1:]))
	c.shape.Width = int(binary.BigEndian.Uint16(body[3:]))
	var samples, most int64
	for part := body[6:]; len(part) > 0; part = part[3:] {
		hv := int64(part[1]>>4) * int64(part[1]&15)
		samples, most = samples+hv, max(most, hv)
	}
	if c.shape.Width == 0 || c.shape.Height == 0 || most == 0 {
		return errBroken
	}
	c.shape.Decoded = int64(c.shape.Width) * int64(c.shape.Height) * samples / most
	if marker >= markSOF2 {
		c.shape.Decoded *= 5
	}
	return nil
}

// scan copies entropy-coded data and returns the marker that ends it.
func (c *jpegCopy) scan() (byte, error) {
	for {
		part, err := c.in.ReadSlice(0xff)
		if errors.Is(err, bufio.ErrBufferFull) {
			_, _ = c.out.Write(part)
			continue
		}
		if err != nil {
			return 0, err
		}
		_, _ = c.out.Write(part[:len(part)-1])
		b := byte(0xff)
		for b == 0xff {
			if b, err = c.in.ReadByte(); err != nil {
				return 0, err
			}
		}
		if b != 0 && (b < markRST0 || b > markRST7) {
			return b, nil
		}
		_, _ = c.out.Write([]byte{0xff, b})
	}
}
