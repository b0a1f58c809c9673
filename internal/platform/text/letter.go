package text

import "unicode"

// Tones, in the order of Vietnamese dictionaries.
const (
	level = iota
	grave
	hook
	tilde
	acute
	dot
)

// vowels has one row for each vowel letter, written with each of the tones.
var vowels = [...]string{
	"aàảãáạ", "ăằẳẵắặ", "âầẩẫấậ", "eèẻẽéẹ", "êềểễếệ", "iìỉĩíị",
	"oòỏõóọ", "ôồổỗốộ", "ơờởỡớợ", "uùủũúụ", "ưừửữứự", "yỳỷỹýỵ",
}

// letter is a lower-case letter taken apart: ế is ê with an acute tone.
type letter struct {
	base  rune
	tone  int
	vowel bool
}

var letters = takeApart()

func takeApart() map[rune]letter {
	m := map[rune]letter{'đ': {base: 'đ'}}
	for r := 'a'; r <= 'z'; r++ {
		m[r] = letter{base: r}
	}
	for _, row := range vowels {
		base := []rune(row)[0]
		for tone, r := range []rune(row) {
			m[r] = letter{base, tone, true}
		}
	}
	return m
}

// toned writes a lower-case vowel with a tone.
func toned(base rune, tone int) rune {
	for _, row := range vowels {
		if rs := []rune(row); rs[0] == base {
			return rs[tone]
		}
	}
	return base
}

// marked tells a vowel letter that has a mark of its own, tone apart.
func marked(base rune) bool {
	switch base {
	case 'ă', 'â', 'ê', 'ô', 'ơ', 'ư':
		return true
	}
	return false
}

// vietnamese tells a character that only Unicode text can hold: a Vietnamese
// letter outside Latin-1 or a combining mark.
func vietnamese(r rune) bool {
	switch {
	case r >= 0x1EA0 && r <= 0x1EF9, r >= 0x0300 && r <= 0x036F:
		return true
	}
	switch unicode.ToLower(r) {
	case 'ă', 'đ', 'ĩ', 'ũ', 'ơ', 'ư':
		return true
	}
	return false
}
