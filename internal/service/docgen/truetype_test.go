package docgen

import (
	"testing"

	"codeberg.org/go-pdf/fpdf"
)

// Both renderers and the PDF library must agree on how wide text is, and no
// Vietnamese letter may be missing from the type.
func TestTypeIsCompleteAndMeasuredAsInThePDF(t *testing.T) {
	t.Parallel()
	const letters = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ" +
		"AÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬEÈÉẺẼẸÊỀẾỂỄỆIÌÍỈĨỊOÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢUÙÚỦŨỤƯỪỨỬỮỰYỲÝỶỸỴĐ“”‘’–—…₫□"
	for f := range face(4) {
		pdf := fpdf.New("P", "mm", "A4", "")
		addFaces(pdf, f)
		pdf.SetFont(family, faceStyles[f], 14)
		for _, r := range letters {
			if fonts[f]().glyph[r] == 0 {
				t.Errorf("face %d lacks %c", f, r)
			}
			if got, want := f.width(string(r), 14), pdf.GetStringWidth(string(r)); got < want-0.01 || got > want+0.01 {
				t.Errorf("face %d: %c is %.3f mm wide, in the PDF %.3f", f, r, got, want)
			}
		}
	}
}

func TestSubsetKeepsWhatItNeeds(t *testing.T) {
	t.Parallel()
	whole := fonts[bold]()
	small := parseSubset(t, whole, []rune("Dân vận khéo"))
	for _, r := range "Dânvậkhéo" {
		g := int(whole.glyph[r])
		if string(small.outline(g)) != string(append(whole.outline(g), make([]byte, -len(whole.outline(g))&3)...)) {
			t.Errorf("the outline of %c changed", r)
		}
	}
	if g := int(whole.glyph['Q']); len(small.outline(g)) != 0 {
		t.Error("Q is in the subset")
	}
	if n, all := len(small.tables["glyf"]), len(whole.tables["glyf"]); n*20 > all {
		t.Errorf("the subset holds %d of %d bytes", n, all)
	}
}

func parseSubset(t *testing.T, whole *trueType, runes []rune) *trueType {
	t.Helper()
	data := whole.subset(runes)
	out := &trueType{tables: map[string][]byte{}, glyphs: whole.glyphs}
	for i := range u16(data, 4) {
		e := data[12+16*i:]
		table := data[u32(e, 8) : u32(e, 8)+u32(e, 12)]
		if int(checksum(table)) != u32(e, 4) {
			t.Errorf("checksum of %s", e[:4])
		}
		out.tables[string(e[:4])] = table
	}
	return out
}
