package exchange

import (
	"encoding/xml"
	"strconv"
	"strings"
	"unicode/utf16"
)

// textCollector joins the runs of a text, leaving out phonetic hints. It takes
// the contents of element, <t> unless told otherwise.
type textCollector struct {
	element  string
	b        strings.Builder
	inside   bool
	phonetic bool
}

func (c *textCollector) reset() {
	c.b.Reset()
	c.inside, c.phonetic = false, false
}

func (c *textCollector) add(token xml.Token) error {
	element := c.element
	if element == "" {
		element = "t"
	}
	switch e := token.(type) {
	case xml.StartElement:
		c.inside = e.Name.Local == element
		c.phonetic = c.phonetic || e.Name.Local == "rPh"
	case xml.EndElement:
		c.inside = false
		c.phonetic = c.phonetic && e.Name.Local != "rPh"
	case xml.CharData:
		if c.inside && !c.phonetic {
			if c.b.Len()+len(e) > tokenLimit {
				return refuseDamaged()
			}
			c.b.Write(e)
		}
	}
	return nil
}

// raw is what was collected; text also undoes Excel's escapes.
func (c *textCollector) raw() string  { return c.b.String() }
func (c *textCollector) text() string { return unescape(c.b.String()) }

// unescape undoes _xHHHH_, by which Excel writes what XML cannot.
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var units []uint16
	var b strings.Builder
	flush := func() {
		b.WriteString(string(utf16.Decode(units)))
		units = units[:0]
	}
	for s != "" {
		if len(s) >= 7 && s[0] == '_' && s[1] == 'x' && s[6] == '_' {
			if n, err := strconv.ParseUint(s[2:6], 16, 16); err == nil {
				units = append(units, uint16(n))
				s = s[7:]
				continue
			}
		}
		flush()
		at := strings.Index(s[1:], "_x") + 1
		if at == 0 {
			at = len(s)
		}
		b.WriteString(s[:at])
		s = s[at:]
	}
	flush()
	return b.String()
}
