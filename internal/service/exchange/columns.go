package exchange

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"kheo/internal/platform/text"
)

// Column is one column of a list, for reading and for writing.
type Column struct {
	Key      string   // how the program calls it
	Title    string   // how it is headed
	Names    []string // other headings it is met under; case, marks and punctuation do not matter
	Required bool     // FindTable refuses a list without it
	Width    float64  // in characters, for writing; 0 takes 18
	Choices  []string // what a template offers in a drop-down list
	Example  any      // what a template shows as an example
}

// heading is what one column of a sheet may be called: its own heading last,
// the joined ones of a heading of several rows first.
type heading struct {
	column int
	labels []string // as shown
	folded []string
	bare   []string // folded, without what stands in brackets
}

func newHeading(column int, labels ...string) heading {
	h := heading{column: column}
	for _, l := range labels {
		if f := text.Fold(l); f != "" && !slices.Contains(h.folded, f) {
			h.labels = append(h.labels, text.Clean(l))
			h.folded = append(h.folded, f)
			if strings.ContainsRune(l, '(') {
				h.bare = append(h.bare, text.Fold(aside.ReplaceAllString(text.Clean(l), " ")))
			}
		}
	}
	return h
}

// shown is the heading in full.
func (h heading) shown() string {
	if len(h.labels) == 0 {
		return ""
	}
	return h.labels[0]
}

// match is how the headings of one row fit the columns.
type match struct {
	columns map[int]string // key by number of the column
	headers map[string]string
	missing []string // titles of required columns
	found   []heading
	unknown []heading
	exact   int
}

var aside = regexp.MustCompile(`\([^)]*\)`)

// fit gives each column the heading that fits best; no heading is used twice.
func fit(columns []Column, headings []heading) match {
	m := match{columns: map[int]string{}, headers: map[string]string{}, found: headings}
	names := make([][]string, len(columns))
	for i, c := range columns {
		for _, n := range append([]string{c.Title}, c.Names...) {
			names[i] = append(names[i], text.Fold(n))
		}
	}
	for level, fits := range []func(name string, h heading) bool{same, sameWithoutAside, misspelt} {
		for i, c := range columns {
			if m.headers[c.Key] != "" || level > 1 && len(m.headers) == 0 {
				continue
			}
			for _, h := range headings {
				if m.columns[h.column] == "" && slices.ContainsFunc(names[i], func(n string) bool { return fits(n, h) }) {
					m.columns[h.column], m.headers[c.Key] = c.Key, h.shown()
					if level == 0 {
						m.exact++
					}
					break
				}
			}
		}
	}
	for _, c := range columns {
		if c.Required && m.headers[c.Key] == "" {
			m.missing = append(m.missing, c.Title)
		}
	}
	for _, h := range headings {
		if m.columns[h.column] == "" {
			m.unknown = append(m.unknown, h)
		}
	}
	return m
}

func same(name string, h heading) bool { return slices.Contains(h.folded, name) }

// sameWithoutAside ignores what stands in brackets: "Đơn vị (phường, xã)".
func sameWithoutAside(name string, h heading) bool { return slices.Contains(h.bare, name) }

// misspelt allows a slip in a long heading.
func misspelt(name string, h heading) bool {
	return len(name) >= 8 && slices.ContainsFunc(h.folded, func(f string) bool {
		return len(f) < 200 && max(len(f)-len(name), len(name)-len(f)) <= 1+len(name)/6 && len(text.Nearest(f, []string{name}, 1)) > 0
	})
}

// better compares matches: complete ones first, then those with more columns.
func (m match) better(other match) bool {
	return cmp.Or(
		cmp.Compare(len(other.missing), len(m.missing)),
		cmp.Compare(len(m.headers), len(other.headers)),
		cmp.Compare(m.exact, other.exact)) > 0
}
