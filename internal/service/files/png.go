package files

import (
	"bufio"
	"encoding/binary"
	"io"
)

const pngSignature = "\x89PNG\r\n\x1a\n"

// pngStays are the chunks needed to show a picture in its colours. Everything
// else goes: texts, EXIF, times, and whatever programs add for themselves.
var pngStays = map[string]bool{
	"IHDR": true, "PLTE": true, "IDAT": true, "IEND": true, "tRNS": true, "cHRM": true, "gAMA": true, "iCCP": true,
	"sBIT": true, "sRGB": true, "bKGD": true, "hIST": true, "pHYs": true, "cICP": true, "mDCV": true, "cLLI": true,
}

// stripPNG copies chunk by chunk; checksums stay as they came, a decoder
// verifies them.
func stripPNG(dst io.Writer, src io.Reader) (shape, error) {
	in, out := bufio.NewReaderSize(src, 32<<10), bufio.NewWriterSize(dst, 32<<10)
	var signature [8]byte
	if _, err := io.ReadFull(in, signature[:]); err != nil {
		return shape{}, unfinished(err)
	}
	if string(signature[:]) != pngSignature {
		return shape{}, errBroken
	}
	_, _ = out.Write(signature[:]) // a bufio.Writer keeps its first error for Flush
	var sh shape
	for {
		var head [8]byte
		if _, err := io.ReadFull(in, head[:]); err != nil {
			return shape{}, unfinished(err)
		}
		size, name := int64(binary.BigEndian.Uint32(head[:])), string(head[4:])
		switch {
		case size > 1<<31-1, (name == "IHDR") != (sh.Width == 0), name == "IEND" && size != 0:
			return shape{}, errBroken
		case name == "acTL":
			return shape{}, errAnimated
		case name == "IHDR":
			ihdr, err := in.Peek(13)
			if err != nil || size != 13 {
				return shape{}, errBroken
			}
			if sh = pngShape(ihdr); sh.Width <= 0 || sh.Height <= 0 {
				return shape{}, errBroken
			}
		}
		var to io.Writer = io.Discard
		if pngStays[name] {
			_, _ = out.Write(head[:])
			to = out
		}
		if _, err := io.CopyN(to, in, size+4); err != nil {
			return shape{}, unfinished(err)
		}
		if name == "IEND" {
			return sh, out.Flush()
		}
	}
}

// pngShape reads IHDR; the memory is what image/png needs at most for it.
func pngShape(ihdr []byte) shape {
	sh := shape{
		Width: int(binary.BigEndian.Uint32(ihdr)), Height: int(binary.BigEndian.Uint32(ihdr[4:])), Orientation: 1,
	}
	depth, palette, interlaced := ihdr[8], ihdr[9] == 3, ihdr[12] == 1
	each := int64(4)
	switch {
	case depth == 16:
		each = 8
	case palette:
		each = 1
	}
	if interlaced {
		each *= 2
	}
	if !(shape{Width: sh.Width, Height: sh.Height}).tooLarge() { // the product fits
		sh.Decoded = each * int64(sh.Width) * int64(sh.Height)
	}
	return sh
}
