package org

import (
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/text"
)

// Life is everything that a unit was and when. Spans are in order of time.
type Life struct {
	Unit     // as it is today, or was on its last day, or will be on its first
	Names    []Named
	Types    []Typed
	Placings []Placing
	Codes    []Coded

	fresh, changed bool // against the database
}

// Stands is the time in which the unit exists.
func (l *Life) Stands() clock.Span { return clock.Span{From: l.ValidFrom, To: l.ValidTo} }

// Above is the unit's parent in tree on day, or nothing.
func (l *Life) Above(tree Tree, day clock.Date) string {
	for _, p := range l.Placings {
		if p.Tree == tree && p.Has(day) {
			return p.ParentID
		}
	}
	return ""
}

// Book is every unit with its life, and what led from one to the other. Events
// are tried on it in memory; the store then writes what changed.
type Book struct {
	lives    []*Life
	byID     map[string]*Life
	handles  map[string]bool   // Unit.Code
	codes    map[Coded][]*Life // every holder that a code ever had
	links    []Link
	before   map[string][]string
	after    map[string][]string
	children map[string][]*Life // in any tree, at any time
	levels   []Level
}

func newBook() *Book {
	return &Book{
		byID: map[string]*Life{}, handles: map[string]bool{}, codes: map[Coded][]*Life{},
		before: map[string][]string{}, after: map[string][]string{}, children: map[string][]*Life{},
	}
}

func (b *Book) add(l *Life) {
	b.lives = append(b.lives, l)
	b.byID[l.ID] = l
	b.handles[l.Code] = true
	for _, c := range l.Codes {
		b.index(l, c)
	}
	for _, p := range l.Placings {
		b.hang(l, p)
	}
}

func (b *Book) index(l *Life, c Coded) {
	key := Coded{Scheme: c.Scheme, Code: c.Code}
	if !slices.Contains(b.codes[key], l) {
		b.codes[key] = append(b.codes[key], l)
	}
}

func (b *Book) hang(l *Life, p Placing) {
	if !slices.Contains(b.children[p.ParentID], l) {
		b.children[p.ParentID] = append(b.children[p.ParentID], l)
	}
}

func (b *Book) link(l Link) {
	b.links = append(b.links, l)
	b.after[l.Old] = append(b.after[l.Old], l.New)
	b.before[l.New] = append(b.before[l.New], l.Old)
}

// byCode finds who has the code of a scheme on day.
func (b *Book) byCode(scheme, code string, day clock.Date) *Life {
	for _, l := range b.codes[Coded{Scheme: scheme, Code: code}] {
		for _, c := range l.Codes {
			if c.Scheme == scheme && c.Code == code && c.Has(day) {
				return l
			}
		}
	}
	return nil
}

// below lists the units right below id in tree on day.
func (b *Book) below(tree Tree, id string, day clock.Date) (found []*Life) {
	for _, l := range b.children[id] {
		if l.Stands().Has(day) && l.Above(tree, day) == id {
			found = append(found, l)
		}
	}
	return found
}

// path is where the unit stands on the map of day.
func (b *Book) path(l *Life, day clock.Date) string {
	path := l.Code + "/"
	for depth := 0; depth < maxDepth; depth++ {
		p, ok := on(administrative(l.Placings), day)
		above := b.byID[p.ParentID]
		if !ok || above == nil {
			break
		}
		path, l = above.Code+"/"+path, above
	}
	return "/" + path
}

func administrative(all []Placing) []Placing {
	if !slices.ContainsFunc(all, func(p Placing) bool { return p.Tree != Administrative }) {
		return all
	}
	return slices.DeleteFunc(slices.Clone(all), func(p Placing) bool { return p.Tree != Administrative })
}

// settle makes l.Unit say what the unit is today, was last or will be first.
func (b *Book) settle(l *Life, today clock.Date) {
	day := today
	if !l.ValidTo.IsZero() && l.ValidTo.Before(day) {
		day = l.ValidTo
	}
	if l.ValidFrom.After(day) {
		day = l.ValidFrom
	}
	was := l.Unit
	if n, ok := on(l.Names, day); ok {
		l.Name = n.Name
	}
	if t, ok := on(l.Types, day); ok {
		info, _ := t.Type.Info()
		l.Type, l.Line = t.Type, info.Line
	}
	l.ParentID = ""
	if p, ok := on(administrative(l.Placings), day); ok {
		l.ParentID = p.ParentID
	}
	l.Path = b.path(l, day)
	l.changed = l.changed || l.Unit != was
}

// newLife is a unit that begins with span.
func newLife(code, name string, t Type, parentID string, span clock.Span) *Life {
	info, _ := t.Info()
	l := &Life{fresh: true, changed: true}
	l.Unit = Unit{ID: uuid.Must(uuid.NewV7()).String(), Code: code, Name: text.Clean(name), Type: t, Line: info.Line,
		ParentID: parentID, ValidFrom: span.From, ValidTo: span.To, Version: 1}
	l.Names, l.Types = []Named{{span, l.Name}}, []Typed{{span, t}}
	if parentID != "" {
		l.Placings = []Placing{{span, Administrative, parentID}}
	}
	return l
}

// freeHandle makes a short code that no unit has or had.
func (b *Book) freeHandle(name, above string, day clock.Date) string {
	base := cut(text.Slug(name), 40)
	tries := []string{base}
	if above != "" {
		tries = append(tries, base+"-"+cut(text.Slug(bareName(above)), 19))
	}
	if !day.IsZero() {
		tries = append(tries, base+"-"+strconv.Itoa(day.Year()))
	}
	for _, try := range tries {
		if !strings.HasSuffix(try, "-") && !b.handles[try] {
			return try
		}
	}
	for n := 2; ; n++ {
		if try := tries[len(tries)-1] + "-" + strconv.Itoa(n); !b.handles[try] {
			return try
		}
	}
}

func cut(s string, most int) string {
	if len(s) > most {
		s = s[:most]
	}
	return strings.Trim(s, "-")
}

// bareName is a name without the words for its type: "Quận Đống Đa" is "Đống Đa".
func bareName(name string) string {
	words, fold := strings.Fields(name), text.Fold(name)+" "
	for _, kind := range []string{"thanh pho ", "thi xa ", "thi tran ", "dac khu ", "tinh ", "quan ", "huyen ", "phuong ", "xa "} {
		if n := strings.Count(kind, " "); strings.HasPrefix(fold, kind) && len(words) > n {
			return strings.Join(words[n:], " ")
		}
	}
	return name
}
