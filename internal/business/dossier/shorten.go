package dossier

import (
	"strings"
	"unicode/utf8"
)

// shorten cuts s between two words to at most most characters, with … where
// something was left out. Line feeds become blanks.
func shorten(s string, most int) string {
	words := strings.Fields(s)
	whole := strings.Join(words, " ")
	if utf8.RuneCountInString(whole) <= most {
		return whole
	}
	short := ""
	for _, w := range words {
		longer := strings.TrimSpace(short + " " + w)
		if utf8.RuneCountInString(longer) > most-1 {
			break
		}
		short = longer
	}
	if short == "" { // one endless word
		short = string([]rune(whole)[:max(most-1, 0)])
	}
	return strings.TrimRight(short, " ,;:.–-(“") + "…"
}
