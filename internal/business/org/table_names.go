package org

import (
	"regexp"
	"strings"

	"kheo/internal/platform/text"
)

// Numbered is a name with the code that a table writes behind it in brackets:
// "Quận Ba Đình (001)".
type Numbered struct{ Name, Code string }

func (n Numbered) String() string {
	if n.Code == "" {
		return n.Name
	}
	return n.Name + " (" + n.Code + ")"
}

var inBrackets = regexp.MustCompile(`^(.+?)\s*\(\s*(\d+)\s*\)$`)

// numbered reads a name with its code. A cell without brackets is a name alone.
// bare is the form of the name, without its kind, by which units are told apart.
func numbered(cell string, kinds []string) (n Numbered, bare string) {
	n = Numbered{Name: cell}
	if m := inBrackets.FindStringSubmatch(cell); m != nil {
		n = Numbered{m[1], m[2]}
	}
	n.Name, _ = properName(n.Name, kinds)
	_, bare, _ = cutKind(n.Name, kinds)
	return n, text.Spoken(bare)
}

// properName writes a name in the modern spelling, its kind with one capital:
// "thị Xã Hoà Bình" becomes "Thị xã Hòa Bình". typo tells that the word for the
// kind lacks a mark ("Thi trấn").
func properName(s string, kinds []string) (name string, typo bool) {
	kind, bare, typo := cutKind(s, kinds)
	bare = text.Modern(bare)
	if kind == "" {
		return bare, false
	}
	return kind + " " + bare, typo
}

// cutKind takes the word for a kind off a name. kind is empty when there is none;
// typo tells that it lacks a mark.
func cutKind(s string, kinds []string) (kind, bare string, typo bool) {
	first, rest, _ := strings.Cut(s, " ")
	second, rest2, two := strings.Cut(rest, " ")
	cut := func(same func(written, k string) bool) (string, string) {
		for _, k := range kinds {
			switch long := strings.Contains(k, " "); {
			case long && two && rest2 != "" && same(first+" "+second, k):
				return k, rest2
			case !long && rest != "" && same(first, k):
				return k, rest
			}
		}
		return "", s
	}
	if kind, bare = cut(strings.EqualFold); kind != "" {
		return kind, bare, false
	}
	kind, bare = cut(func(written, k string) bool { return text.Fold(written) == text.Fold(k) })
	return kind, bare, kind != ""
}

// communeOf is the name of an old commune. Where the word for its kind is missing
// in a rural district, it is a xã: towns always bear theirs. known is false for
// what names no commune.
func communeOf(cell, code string, district Numbered) (name string, how spelling, known bool) {
	name, typo := properName(cell, communeKinds)
	if kind, _, _ := cutKind(name, communeKinds); kind != "" {
		if typo {
			how = misspelt
		}
		return name, how, true
	}
	if code == "" || name == "" {
		return name, rightly, false
	}
	if kind, _, _ := cutKind(district.Name, districtKinds); kind == wordRural {
		return wordCommune + " " + name, kindless, true
	}
	return name, kindUnknown, true
}

// spelling says what is wrong with a name as it was written.
type spelling int

const (
	rightly spelling = iota
	misspelt
	kindless    // without the word for its kind, which follows from the district
	kindUnknown // without it, and nothing says what it is
)
