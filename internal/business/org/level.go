package org

import (
	"slices"
	"strings"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/text"
)

// Level is a level of government in an epoch: districts are one until the end of
// June 2025. The levels are data, with their source.
type Level struct {
	clock.Span
	Level    string // central, province, district, ward
	Label    string // Cấp quận, huyện
	Position int    // 1: the highest
	Source   string
	Verified bool
}

// levelOf is the level of government of a territory; other units have none of
// their own.
func levelOf(t Type) string {
	switch t {
	case "country":
		return "central"
	case "province", "district", "ward":
		return string(t)
	}
	return ""
}

// knows reports whether levels have level on day.
func knows(levels []Level, level string, day clock.Date) bool {
	for _, l := range levels {
		if l.Level == level && l.Has(day) {
			return true
		}
	}
	return false
}

// Foreign finds in what a decision calls its level a level that does not exist on
// day, such as "cấp quận" after June 2025, and names the levels that do; ok is
// true when nothing is wrong. What levels do not name, such as "cấp cơ sở", is
// left to the committee.
func Foreign(levels []Level, said string, day clock.Date) (known []string, ok bool) {
	var here, gone []string
	for _, l := range levels {
		_, bare, _ := strings.Cut(l.Label, " ") // without the word for level
		words := strings.Split(bare, ", ")
		if l.Has(day) {
			here, known = append(here, words...), append(known, l.Label)
		} else {
			gone = append(gone, words...)
		}
	}
	names := func(words []string) bool {
		return slices.ContainsFunc(words, func(w string) bool {
			return strings.Contains(" "+text.Spoken(said)+" ", " "+text.Spoken(w)+" ")
		})
	}
	return known, !names(gone) || names(here)
}
