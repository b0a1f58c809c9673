package pdfsign

import (
	"bytes"
	"errors"
	"math"
	"strconv"
)

// The objects of PDF (ISO 32000-1, 7.3): nil, bool, int64, float64 and these.
type (
	name    string
	text    []byte
	ref     struct{ num, gen int64 }
	array   []any
	dict    map[name]any
	keyword string
	stream  struct {
		dict dict
		at   int // where its bytes begin
	}
)

const (
	maxDepth = 64
	maxInt   = math.MaxInt32
)

var errSyntax = errors.New("pdfsign: broken syntax")

// lexer reads objects from b; it never looks past the end.
type lexer struct {
	b     []byte
	at    int
	depth int
}

func isSpace(c byte) bool {
	return c == 0 || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' '
}

func isDelimiter(c byte) bool { return bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0 }

// skip goes on to the next byte that means something.
func (l *lexer) skip() {
	for l.at < len(l.b) {
		switch c := l.b[l.at]; {
		case isSpace(c):
			l.at++
		case c == '%':
			for l.at < len(l.b) && l.b[l.at] != '\n' && l.b[l.at] != '\r' {
				l.at++
			}
		default:
			return
		}
	}
}

// word reads a run of regular characters.
func (l *lexer) word() string {
	from := l.at
	for l.at < len(l.b) && !isSpace(l.b[l.at]) && !isDelimiter(l.b[l.at]) {
		l.at++
	}
	return string(l.b[from:l.at])
}

// object reads the next object; "12 0 R" is a ref, a bare word a keyword.
func (l *lexer) object() (any, error) {
	l.depth++
	defer func() { l.depth-- }()
	l.skip()
	if l.at >= len(l.b) || l.depth > maxDepth {
		return nil, errSyntax
	}
	switch c := l.b[l.at]; c {
	case '/':
		l.at++
		return l.name()
	case '(':
		l.at++
		return l.literal()
	case '[':
		l.at++
		return l.array()
	case '<':
		l.at++
		if l.at < len(l.b) && l.b[l.at] == '<' {
			l.at++
			return l.dict()
		}
		return l.hex()
	case ']', '>', ')', '{', '}':
		return nil, errSyntax
	}
	return l.plain()
}

// plain reads a number, a ref, true, false, null or a keyword.
func (l *lexer) plain() (any, error) {
	w := l.word()
	switch w {
	case "":
		return nil, errSyntax
	case "true":
		return true, nil
	case "false":
		return false, nil
	case "null":
		return nil, nil
	}
	n, err := strconv.ParseInt(w, 10, 64)
	if err != nil {
		if f, err := strconv.ParseFloat(w, 64); err == nil && !math.IsNaN(f) && !math.IsInf(f, 0) {
			return f, nil
		}
		return keyword(w), nil
	}
	if n >= 0 && n <= maxInt {
		if gen, ok := l.isRef(); ok {
			return ref{n, gen}, nil
		}
	}
	return n, nil
}

// isRef looks whether "gen R" follows, and moves behind it when it does.
func (l *lexer) isRef() (gen int64, ok bool) {
	back := l.at
	l.skip()
	gen, err := strconv.ParseInt(l.word(), 10, 32)
	if err == nil && gen >= 0 {
		l.skip()
		if l.word() == "R" {
			return gen, true
		}
	}
	l.at = back
	return 0, false
}

func (l *lexer) name() (name, error) {
	raw := l.word()
	if bytes.IndexByte([]byte(raw), '#') < 0 {
		return name(raw), nil
	}
	var out []byte
	for i := 0; i < len(raw); i++ {
		if raw[i] == '#' && i+2 < len(raw) {
			if v, err := strconv.ParseUint(raw[i+1:i+3], 16, 8); err == nil {
				out = append(out, byte(v))
				i += 2
				continue
			}
		}
		out = append(out, raw[i])
	}
	return name(out), nil
}

func (l *lexer) array() (array, error) {
	all := array{}
	for {
		l.skip()
		if l.at < len(l.b) && l.b[l.at] == ']' {
			l.at++
			return all, nil
		}
		v, err := l.object()
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
}

func (l *lexer) dict() (dict, error) {
	d := dict{}
	for {
		l.skip()
		if l.at+1 < len(l.b) && l.b[l.at] == '>' && l.b[l.at+1] == '>' {
			l.at += 2
			return d, nil
		}
		k, err := l.object()
		if err != nil {
			return nil, err
		}
		key, ok := k.(name)
		if _, twice := d[key]; !ok || twice {
			return nil, errSyntax
		}
		if d[key], err = l.object(); err != nil {
			return nil, err
		}
	}
}

func (l *lexer) hex() (text, error) {
	end := bytes.IndexByte(l.b[l.at:], '>')
	if end < 0 {
		return nil, errSyntax
	}
	digits := make([]byte, 0, end+1)
	for _, c := range l.b[l.at : l.at+end] {
		if !isSpace(c) {
			digits = append(digits, c)
		}
	}
	if len(digits)%2 == 1 {
		digits = append(digits, '0')
	}
	out, err := unhex(digits)
	l.at += end + 1
	return out, err
}

// literal reads (text) with its escapes and inner brackets.
func (l *lexer) literal() (text, error) {
	out, open := text{}, 1
	for l.at < len(l.b) {
		c := l.b[l.at]
		l.at++
		switch c {
		case '(':
			open++
		case ')':
			if open--; open == 0 {
				return out, nil
			}
		case '\\':
			out = l.escape(out)
			continue
		}
		out = append(out, c)
	}
	return nil, errSyntax
}

func (l *lexer) escape(out text) text {
	if l.at >= len(l.b) {
		return out
	}
	c := l.b[l.at]
	l.at++
	if i := bytes.IndexByte([]byte("nrtbf"), c); i >= 0 {
		return append(out, "\n\r\t\b\f"[i])
	}
	switch {
	case c == '\r':
		if l.at < len(l.b) && l.b[l.at] == '\n' {
			l.at++
		}
		return out
	case c == '\n':
		return out
	case c < '0' || c > '7':
		return append(out, c)
	}
	v := int(c - '0')
	for range 2 {
		if l.at < len(l.b) && l.b[l.at] >= '0' && l.b[l.at] <= '7' {
			v = v*8 + int(l.b[l.at]-'0')
			l.at++
		}
	}
	return append(out, byte(v)) //nolint:gosec // high-order overflow is ignored, as the standard says
}
