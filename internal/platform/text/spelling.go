package text

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Modern moves each tone mark to where ministries write it now: hoà→hòa,
// thuỷ→thủy, also the slips tòan→toàn, qúy→quý. Words that are no Vietnamese
// syllable, and everything else in s, stay. The result is NFC.
func Modern(s string) string {
	s = norm.NFC.String(s)
	var b strings.Builder
	b.Grow(len(s))
	var word []rune
	flush := func() {
		b.WriteString(modernWord(word))
		word = word[:0]
	}
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.Is(unicode.M, r) {
			word = append(word, r)
			continue
		}
		flush()
		b.WriteRune(r)
	}
	flush()
	return b.String()
}

func modernWord(word []rune) string {
	syl, ok := parse(word)
	if !ok || syl.tone == level {
		return string(word)
	}
	seat := syl.seat()
	out := make([]rune, len(word))
	for i, r := range word {
		lower := unicode.ToLower(r)
		bare := letters[lower].base
		if i == seat {
			bare = toned(bare, syl.tone)
		}
		if r != lower {
			bare = unicode.ToUpper(bare)
		}
		out[i] = bare
	}
	return string(out)
}

// Key tells whether two texts are the same name: cleaned, modern spelling,
// lower case. Tones stay: Hà, Hạ and Ha are three names.
func Key(s string) string {
	return Clean(strings.ToLower(Modern(Clean(s))))
}
