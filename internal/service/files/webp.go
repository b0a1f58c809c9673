package files

import (
	"encoding/binary"
	"io"
)

// Flags of a VP8X chunk.
const (
	webpAnimated = 0x02
	webpXMP      = 0x04
	webpEXIF     = 0x08
	webpAlpha    = 0x10
)

// webpPart is a chunk that stays: where its data is, and how long.
type webpPart struct {
	name string
	at   int64
	size int64
}

// stripWebP keeps the header (without its EXIF and XMP flags), colour profile,
// transparency and the picture; EXIF, XMP and unknown chunks go.
func stripWebP(dst io.Writer, src io.ReadSeeker) (shape, error) {
	parts, err := webpParts(src)
	if err != nil {
		return shape{}, unfinished(err)
	}
	total := int64(4)
	for _, p := range parts {
		total += 8 + p.size + p.size%2
	}
	if total > 1<<32-2 {
		return shape{}, errBroken
	}
	head := binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(total)) //nolint:gosec // bounded above
	if _, err := dst.Write(append(head, "WEBP"...)); err != nil {
		return shape{}, err
	}
	for _, p := range parts {
		if err := p.copy(dst, src); err != nil {
			return shape{}, unfinished(err)
		}
	}
	return webpShape(parts[len(parts)-1], src)
}

// webpParts lists the chunks that stay; the last one is the picture.
func webpParts(src io.ReadSeeker) ([]webpPart, error) {
	var head [12]byte
	if _, err := io.ReadFull(src, head[:]); err != nil {
		return nil, err
	}
	if string(head[:4]) != "RIFF" || string(head[8:]) != "WEBP" {
		return nil, errBroken
	}
	end := 8 + int64(binary.LittleEndian.Uint32(head[4:]))
	var parts []webpPart
	seen := map[string]bool{}
	alpha := false
	for at := int64(12); ; {
		if _, err := io.ReadFull(src, head[:8]); err != nil {
			return nil, err
		}
		p := webpPart{string(head[:4]), at + 8, int64(binary.LittleEndian.Uint32(head[4:8]))}
		if p.at+p.size > end {
			return nil, errBroken
		}
		switch p.name {
		case "VP8 ", "VP8L":
			return append(parts, p), nil
		case "VP8X":
			flags, err := webpFlags(src, p)
			if err != nil {
				return nil, err
			}
			if len(parts) > 0 {
				return nil, errBroken
			}
			if flags&webpAnimated != 0 {
				return nil, errAnimated
			}
			alpha = flags&webpAlpha != 0
			parts = append(parts, p)
		case "ICCP", "ALPH":
			if !seen[p.name] && seen["VP8X"] && (alpha || p.name == "ICCP") {
				parts = append(parts, p)
			}
		case "ANIM", "ANMF":
			return nil, errAnimated
		}
		seen[p.name] = true
		at = p.at + p.size + p.size%2
		if _, err := src.Seek(at, io.SeekStart); err != nil {
			return nil, err
		}
	}
}

func webpFlags(src io.Reader, p webpPart) (byte, error) {
	var body [10]byte
	if p.size != int64(len(body)) {
		return 0, errBroken
	}
	_, err := io.ReadFull(src, body[:])
	return body[0], err
}

func (p webpPart) copy(dst io.Writer, src io.ReadSeeker) error {
	head := binary.LittleEndian.AppendUint32([]byte(p.name), uint32(p.size)) //nolint:gosec // read from 32 bits
	if _, err := dst.Write(head); err != nil {
		return err
	}
	if _, err := src.Seek(p.at, io.SeekStart); err != nil {
		return err
	}
	left := p.size
	if p.name == "VP8X" {
		var flags [1]byte
		if _, err := io.ReadFull(src, flags[:]); err != nil {
			return err
		}
		flags[0] &^= webpEXIF | webpXMP
		if _, err := dst.Write(flags[:]); err != nil {
			return err
		}
		left--
	}
	if _, err := io.CopyN(dst, src, left); err != nil {
		return err
	}
	_, err := dst.Write(make([]byte, p.size%2))
	return err
}

// webpShape reads the size from the picture itself, not from what VP8X claims.
func webpShape(p webpPart, src io.ReadSeeker) (shape, error) {
	var b [10]byte
	need := 10
	if p.name == "VP8L" {
		need = 5
	}
	if p.size < int64(need) {
		return shape{}, errBroken
	}
	if _, err := src.Seek(p.at, io.SeekStart); err != nil {
		return shape{}, err
	}
	if _, err := io.ReadFull(src, b[:need]); err != nil {
		return shape{}, unfinished(err)
	}
	sh := shape{Orientation: 1}
	if p.name == "VP8L" {
		bits := binary.LittleEndian.Uint32(b[1:])
		sh.Width, sh.Height = int(bits&0x3fff)+1, int(bits>>14&0x3fff)+1
	} else {
		sh.Width = int(binary.LittleEndian.Uint16(b[6:]) & 0x3fff)
		sh.Height = int(binary.LittleEndian.Uint16(b[8:]) & 0x3fff)
	}
	if sh.Width == 0 || sh.Height == 0 {
		return shape{}, errBroken
	}
	sh.Decoded = 8 * int64(sh.Width) * int64(sh.Height)
	return sh, nil
}
