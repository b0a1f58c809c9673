package docgen

import (
	"fmt"
	"strings"
)

// letters are the letters that a file uses of one face.
type letters [1024]uint64

func (l *letters) add(text string) {
	for _, r := range text {
		l[(r&0xffff)>>6] |= 1 << (r & 63)
	}
}

func (l *letters) runes() []rune {
	var out []rune
	for i, word := range l {
		for b := 0; word != 0; b, word = b+1, word>>1 {
			if word&1 != 0 {
				out = append(out, rune(i*64+b))
			}
		}
	}
	return out
}

// fontFace writes the five objects of a face with the letters used. Text codes
// are the letters' own numbers, so the map back to Unicode is the identity.
func (f *pdfFile) fontFace(face face, used *letters) {
	runes := used.runes()
	font := fonts[face]()
	name := fmt.Sprintf("KHEO%c%c+LiberationSerif-%s", 'A'+face/2, 'A'+face%2, faceFiles[face])
	n := objFonts + 5*int(face)
	f.object(n, "<</Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode %d 0 R>>",
		name, n+1, objUnicode)
	var widths strings.Builder
	last := rune(0)
	for _, r := range runes {
		fmt.Fprintf(&widths, "%d [%d] ", r, font.advance[r])
		last = r
	}
	f.object(n+1, "<</Type /Font /Subtype /CIDFontType2 /BaseFont /%s /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>>"+
		" /FontDescriptor %d 0 R /CIDToGIDMap %d 0 R /DW 1000 /W [%s]>>", name, n+2, n+3, widths.String())
	head := font.tables["head"]
	box := make([]any, 4)
	for i := range box {
		box[i] = int(int16(u16(head, 36+2*i))) * 1000 / u16(head, 18)
	}
	flags, angle := 4, 0
	if face&italic != 0 {
		flags, angle = 4|64, -16
	}
	f.object(n+2, "<</Type /FontDescriptor /FontName /%s /Flags %d /ItalicAngle %d /Ascent 891 /Descent -216 /CapHeight 662 /StemV %d"+
		" /FontBBox [%d %d %d %d] /FontFile2 %d 0 R>>", append([]any{name, flags, angle, 80 + 60*int(face&bold)}, append(box, n+4)...)...)
	toGlyph := make([]byte, 2*(last+1))
	for _, r := range runes {
		toGlyph[2*r], toGlyph[2*r+1] = byte(font.glyph[r]>>8), byte(font.glyph[r])
	}
	f.stream(n+3, "", toGlyph)
	file := font.subset(runes)
	f.stream(n+4, fmt.Sprintf("/Length1 %d ", len(file)), file)
}

// identityToUnicode says that text codes are Unicode.
const identityToUnicode = `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
1 beginbfrange
<0000> <FFFF> <0000>
endbfrange
endcmap
CMapName currentdict /CMap defineresource pop
end
end`
