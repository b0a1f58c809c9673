package text

import (
	"strings"
	"unicode"
)

// Spoken makes the form of s for finding with tones: small letters in the modern
// spelling, and everything that is neither letter nor digit becomes one blank.
func Spoken(s string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r) {
			return r
		}
		return ' '
	}, Key(s))), " ")
}

// Start is a name from one of its words on.
type Start struct {
	Spoken string // with tones, see Spoken
	Fold   string // without, see Fold
	Whole  bool   // from the first word on
}

// Starts lists name from each of its words on, so that an index of prefixes finds
// it by any of them: "Trần Thị Hoa", "Thị Hoa", "Hoa". Only the first ten.
func Starts(name string) (starts []Start) {
	spoken, fold := strings.Fields(Spoken(name)), strings.Fields(Fold(name))
	if len(spoken) != len(fold) { // signs that fall apart without their marks
		spoken = fold
	}
	for i := range min(len(fold), 10) {
		starts = append(starts, Start{strings.Join(spoken[i:], " "), strings.Join(fold[i:], " "), i == 0})
	}
	return starts
}
