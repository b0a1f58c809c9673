package docgen

import (
	"embed"
	"strings"
	"sync"
	"unicode"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/text/unicode/norm"
)

//go:embed fonts/LiberationSerif-*.ttf
var fontFiles embed.FS

// face is one of the four cuts of the document type; its bits are bold and
// italic.
type face uint8

const (
	regular face = 0
	bold    face = 1
	italic  face = 2
)

// The type's own height and its parts, as shares of its size.
const (
	naturalHeight = 1.149
	ascent        = 0.891
	descent       = 0.216
	mmPerPoint    = 25.4 / 72
)

const family = "liberationserif"

var (
	faceFiles  = [4]string{"Regular", "Bold", "Italic", "BoldItalic"}
	faceStyles = [4]string{"", "B", "I", "BI"}
	fonts      = [4]func() *trueType{loader(0), loader(1), loader(2), loader(3)}
)

func faceOf(r Run) face {
	f := regular
	if r.Bold {
		f |= bold
	}
	if r.Italic {
		f |= italic
	}
	return f
}

func (f face) data() []byte {
	data, err := fontFiles.ReadFile("fonts/LiberationSerif-" + faceFiles[f] + ".ttf")
	if err != nil {
		panic(err) // embedded: cannot be missing
	}
	return data
}

// addFaces loads faces into pdf under the one family.
func addFaces(pdf *fpdf.Fpdf, faces ...face) {
	for _, f := range faces {
		pdf.AddUTF8FontFromBytes(family, faceStyles[f], f.data())
	}
}

// loader parses a face when it is first asked for.
func loader(f face) func() *trueType {
	return sync.OnceValue(func() *trueType { return parseTrueType(f.data()) })
}

// width measures text in mm at size points.
func (f face) width(text string, size float64) float64 {
	font := fonts[f]()
	sum := 0
	for _, r := range text {
		sum += int(font.advance[r&0xffff])
	}
	return float64(sum) * size * mmPerPoint / 1000
}

// printable composes letters and marks, which the type has only composed, and
// replaces what it cannot print.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t':
			return ' '
		case unicode.IsControl(r):
			return -1
		case r > 0xffff:
			return '□'
		}
		return r
	}, norm.NFC.String(text))
}

// mm is the line height for type of size points.
func (h LineHeight) mm(size float64) float64 {
	if h.Exact > 0 {
		return h.Exact * mmPerPoint
	}
	return max(h.Multiple, 1) * naturalHeight * size * mmPerPoint
}
