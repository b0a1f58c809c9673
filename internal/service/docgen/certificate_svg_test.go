package docgen

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
)

func TestSVG(t *testing.T) {
	t.Parallel()
	for _, s := range ShippedDesigns() {
		for _, over := range []bool{false, true} {
			p := NewPress(s.Design)
			if over {
				p = NewOverprint(s.Design, Shift{X: 5})
			}
			text := collective()
			text.Name += ` <b>&"`
			svg, err := p.SVG(text, "/anh?a=1&b=2")
			if err != nil {
				t.Fatal(err)
			}
			keep(t, []byte(svg), "-"+s.Code+map[bool]string{true: "-over"}[over]+".svg")
			words := soundXML(t, svg)
			for _, m := range layOut(s.Design, over, text, nil).marks {
				if !strings.Contains(words, m.text) {
					t.Errorf("%s: the drawing does not say %q", s.Code, m.text)
				}
			}
			if strings.Contains(svg, "<b>") || strings.Contains(svg, `<image`) != s.Photo {
				t.Errorf("%s: markup of a name, or no place for the photograph", s.Code)
			}
			if strings.Contains(svg, `opacity=".28"`) != over {
				t.Errorf("%s, on a blank: %v; pale parts: %v", s.Code, over, !over)
			}
			if len(svg) > 200_000 {
				t.Errorf("%s: %d bytes", s.Code, len(svg))
			}
		}
	}
}

// soundXML reads text of well-formed XML.
func soundXML(t *testing.T, text string) string {
	t.Helper()
	var words strings.Builder
	dec := xml.NewDecoder(strings.NewReader(text))
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return words.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		if c, ok := token.(xml.CharData); ok {
			words.Write(c)
		}
	}
}
