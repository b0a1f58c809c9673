package exchange

import (
	"encoding/xml"
	"errors"
	"io"

	"kheo/internal/platform/fault"
)

// markup streams the XML of one part, token by token.
type markup struct {
	d *xml.Decoder
	m *meter
}

// markup opens a part; nil when there is none.
func (a *archive) markup(name string) (*markup, error) {
	m, err := a.open(name)
	if m == nil || err != nil {
		return nil, err
	}
	d := xml.NewDecoder(m)
	d.Strict = false
	// A part says UTF-8 or nothing; other names for it do no harm.
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	return &markup{d, m}, nil
}

func (x *markup) close() { _ = x.m.Close() } // a part that was not read to its end may complain

// next is the next token, io.EOF at the end, or a refusal. Char data is only
// good until the next call.
func (x *markup) next() (xml.Token, error) {
	x.m.token = 0
	token, err := x.d.RawToken()
	if err == nil || errors.Is(err, io.EOF) {
		return token, err
	}
	if _, ok := errors.AsType[fault.Refused](err); ok {
		return nil, err
	}
	return nil, x.m.src.blame(refuseDamaged())
}

// elements calls f for each start element.
func (x *markup) elements(f func(xml.StartElement) error) error {
	for {
		token, err := x.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if start, ok := token.(xml.StartElement); ok {
			if err := f(start); err != nil {
				return err
			}
		}
	}
}

// attr is the attribute called name, without its prefix, or "".
func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
