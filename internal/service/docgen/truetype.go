package docgen

import (
	"encoding/binary"
	"math"
	"slices"
)

// trueType is a font file taken apart. It never changes once made.
type trueType struct {
	tables  map[string][]byte
	glyph   [65536]uint16 // glyph of a letter, 0 for none
	advance [65536]uint16 // width of a letter, thousandths of the type size
	glyphs  int
}

// parseTrueType takes apart a file that is known to be sound: ours.
func parseTrueType(data []byte) *trueType {
	t := &trueType{tables: map[string][]byte{}}
	for i := range u16(data, 4) {
		entry := data[12+16*i:]
		at, size := u32(entry, 8), u32(entry, 12)
		t.tables[string(entry[:4])] = data[at : at+size]
	}
	t.glyphs = u16(t.tables["maxp"], 4)
	t.readMap()
	perEm := float64(u16(t.tables["head"], 18))
	hmtx, long := t.tables["hmtx"], u16(t.tables["hhea"], 34)
	for r, g := range t.glyph {
		units := u16(hmtx, 4*min(int(g), long-1))
		t.advance[r] = uint16(math.Round(float64(units) * 1000 / perEm))
	}
	return t
}

// readMap reads the table of letters: segments, as in format 4.
func (t *trueType) readMap() {
	cmap := t.tables["cmap"]
	for i := range u16(cmap, 2) {
		if u16(cmap, 4+8*i) != 3 || u16(cmap, 6+8*i) != 1 {
			continue
		}
		sub := cmap[u32(cmap, 8+8*i):]
		n := u16(sub, 6) // twice the segments
		for s := 0; s < n; s += 2 {
			last, first := u16(sub, 14+s), u16(sub, 16+n+s)
			delta, at := u16(sub, 16+2*n+s), u16(sub, 16+3*n+s)
			for r := first; r <= last && r < 0xffff; r++ {
				g := r
				if at != 0 {
					if g = u16(sub, 16+3*n+s+at+2*(r-first)); g == 0 {
						continue
					}
				}
				t.glyph[r] = uint16(g + delta)
			}
		}
	}
}

// outline is the drawing of a glyph; empty for a space.
func (t *trueType) outline(g int) []byte {
	loca, glyf := t.tables["loca"], t.tables["glyf"]
	if u16(t.tables["head"], 50) == 0 {
		return glyf[2*u16(loca, 2*g) : 2*u16(loca, 2*g+2)]
	}
	return glyf[u32(loca, 4*g):u32(loca, 4*g+4)]
}

// subset makes a font file with the glyphs of runes alone; the others keep
// their numbers and are empty. It holds what a PDF needs.
func (t *trueType) subset(runes []rune) []byte {
	wanted := make([]bool, t.glyphs)
	for _, r := range append([]rune{0}, runes...) {
		t.want(wanted, int(t.glyph[r&0xffff]))
	}
	var glyf []byte
	loca := make([]byte, 4*(t.glyphs+1))
	hmtx := make([]byte, len(t.tables["hmtx"]))
	long := u16(t.tables["hhea"], 34)
	for g, used := range wanted {
		if used {
			glyf = append(glyf, t.outline(g)...)
			glyf = append(glyf, make([]byte, -len(glyf)&3)...)
			m := 4 * min(g, long-1)
			copy(hmtx[m:m+4], t.tables["hmtx"][m:])
			if g >= long {
				m = 2*long + 2*g
				copy(hmtx[m:m+2], t.tables["hmtx"][m:])
			}
		}
		binary.BigEndian.PutUint32(loca[4*g+4:], uint32(len(glyf)))
	}
	head := slices.Clone(t.tables["head"])
	binary.BigEndian.PutUint16(head[50:], 1) // long offsets
	parts := map[string][]byte{"glyf": glyf, "head": head, "hmtx": hmtx, "loca": loca}
	for _, tag := range []string{"cvt ", "fpgm", "hhea", "maxp", "prep"} {
		parts[tag] = t.tables[tag]
	}
	return assemble(parts)
}

// want marks a glyph and those that it is composed of.
func (t *trueType) want(wanted []bool, g int) {
	if g >= len(wanted) || wanted[g] {
		return
	}
	wanted[g] = true
	data := t.outline(g)
	if len(data) < 10 || int16(u16(data, 0)) >= 0 {
		return
	}
	const words, scale, more, scales, matrix = 0x1, 0x8, 0x20, 0x40, 0x80
	for at, flags := 10, more; flags&more != 0; {
		flags = u16(data, at)
		t.want(wanted, u16(data, at+2))
		at += 6
		if flags&words != 0 {
			at += 2
		}
		switch {
		case flags&scale != 0:
			at += 2
		case flags&scales != 0:
			at += 4
		case flags&matrix != 0:
			at += 8
		}
	}
}

// assemble puts tables into a file, in the order of their names.
func assemble(parts map[string][]byte) []byte {
	var tags []string
	for tag := range parts {
		tags = append(tags, tag)
	}
	slices.Sort(tags)
	n := len(tags)
	power := 1
	for 2*power <= n {
		power *= 2
	}
	out := binary.BigEndian.AppendUint32(nil, 0x00010000)
	for _, v := range []int{n, 16 * power, int(math.Log2(float64(power))), 16 * (n - power)} {
		out = binary.BigEndian.AppendUint16(out, uint16(v))
	}
	at := 12 + 16*n
	for _, tag := range tags {
		out = append(out, tag...)
		for _, v := range []uint32{checksum(parts[tag]), uint32(at), uint32(len(parts[tag]))} {
			out = binary.BigEndian.AppendUint32(out, v)
		}
		at += (len(parts[tag]) + 3) &^ 3
	}
	for _, tag := range tags {
		out = append(out, parts[tag]...)
		out = append(out, make([]byte, -len(out)&3)...)
	}
	return out
}

func checksum(data []byte) uint32 {
	sum := uint32(0)
	for ; len(data) >= 4; data = data[4:] {
		sum += binary.BigEndian.Uint32(data)
	}
	var tail [4]byte
	copy(tail[:], data)
	return sum + binary.BigEndian.Uint32(tail[:])
}

func u16(b []byte, at int) int { return int(binary.BigEndian.Uint16(b[at:])) }
func u32(b []byte, at int) int { return int(binary.BigEndian.Uint32(b[at:])) }
