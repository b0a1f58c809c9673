package docgen

import (
	"encoding/xml"
	"errors"
	"io"
	"math"
	"strconv"
	"strings"
	"testing"
)

// node is an element of a part: its name without the name space, its
// attributes and its children. Text is what it holds directly.
type node struct {
	name  string
	attrs map[string]string
	kids  []*node
	text  string
	up    *node
}

func parseTree(t *testing.T, part string) *node {
	t.Helper()
	root := &node{}
	at := root
	dec := xml.NewDecoder(strings.NewReader(part))
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return root.kids[0]
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			n := &node{name: e.Name.Local, attrs: map[string]string{}, up: at}
			for _, a := range e.Attr {
				n.attrs[a.Name.Local] = a.Value
			}
			at.kids, at = append(at.kids, n), n
		case xml.EndElement:
			at = at.up
		case xml.CharData:
			at.text += string(e)
		}
	}
}

// all lists the descendants called name, in order.
func (n *node) all(name string) (found []*node) {
	for _, k := range n.kids {
		if k.name == name {
			found = append(found, k)
		}
		found = append(found, k.all(name)...)
	}
	return found
}

// at follows names down, each to the first child that is called so; nil when
// there is none.
func (n *node) at(names ...string) *node {
	for _, name := range names {
		var next *node
		if n != nil {
			for _, k := range n.kids {
				if k.name == name && next == nil {
					next = k
				}
			}
		}
		n = next
	}
	return n
}

// val is an attribute of what stands at names, "" when that is not there.
func (n *node) val(attr string, names ...string) string {
	if found := n.at(names...); found != nil {
		return found.attrs[attr]
	}
	return ""
}

// words is the text of all runs below n.
func (n *node) words() string {
	var out strings.Builder
	for _, t := range n.all("t") {
		out.WriteString(t.text)
	}
	return out.String()
}

// wordPara is a paragraph of the body, read back.
type wordPara struct {
	*node
	said string
}

func paragraphs(body *node) (all []wordPara) {
	for _, p := range body.all("p") {
		all = append(all, wordPara{p, p.words()})
	}
	return all
}

// find is the first paragraph that begins with text.
func find(t *testing.T, all []wordPara, text string) wordPara {
	t.Helper()
	for _, p := range all {
		if strings.HasPrefix(p.said, text) {
			return p
		}
	}
	t.Fatalf("no paragraph begins with %q", text)
	return wordPara{}
}

// after is the paragraph that follows p in its cell or body.
func (p wordPara) after(t *testing.T) wordPara {
	t.Helper()
	for i, k := range p.up.kids {
		if k == p.node && i+1 < len(p.up.kids) {
			return wordPara{p.up.kids[i+1], p.up.kids[i+1].words()}
		}
	}
	t.Fatalf("nothing follows %q", p.said)
	return wordPara{}
}

// look is the first run's style in a few letters: "b", "i", "u", and its size in
// points.
func (p wordPara) look() (style string, size float64) {
	r := p.at("r", "rPr")
	for _, name := range []string{"b", "i", "u"} {
		if r.at(name) != nil {
			style += name
		}
	}
	return style, figure(r.val("val", "sz")) / 2
}

func figure(s string) float64 {
	n, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return math.NaN()
	}
	return n
}

// fromTwips turns twentieths of a point into mm.
func fromTwips(s string) float64 { return figure(s) / 20 * mmPerPoint }

func near(a, b, within float64) bool { return math.Abs(a-b) <= within }
