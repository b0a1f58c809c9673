package text

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold makes the form of s for finding: lower case, no tone or vowel marks,
// đ→d, y→i where it is the only vowel (lý=lí, quý=quí), and everything that is
// neither letter nor digit becomes one blank. Fold(Fold(s)) = Fold(s).
func Fold(s string) string {
	words := strings.Fields(plain(s))
	for i, w := range words {
		words[i] = loneY(w)
	}
	return strings.Join(words, " ")
}

// Slug makes a part of an address: "Phường Cát Linh" → "phuong-cat-linh".
// Only a-z, 0-9 and single dashes; empty if s has none of them.
func Slug(s string) string {
	ascii := strings.Map(func(r rune) rune {
		if r > unicode.MaxASCII {
			return ' '
		}
		return r
	}, plain(s))
	return strings.Join(strings.Fields(ascii), "-")
}

// plain lowers s and takes its marks off; what is no letter or digit is a blank.
func plain(s string) string {
	s = norm.NFKD.String(strings.ToLower(norm.NFKC.String(strings.ToValidUTF8(s, " "))))
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		r = unicode.ToLower(r)
		switch {
		case r == 'đ', r == 'ð':
			b.WriteByte('d')
		case unicode.Is(unicode.M, r), unicode.Is(unicode.Cf, r):
		case unicode.IsLetter(r), unicode.IsDigit(r):
			b.WriteRune(r)
		default:
			b.WriteByte(' ')
		}
	}
	return b.String()
}

func loneY(word string) string {
	at := -1
	for i, r := range word {
		switch r {
		case 'y':
			if at >= 0 {
				return word
			}
			at = i
		case 'u':
			if i > 0 && word[i-1] == 'q' {
				continue
			}
			return word
		case 'a', 'e', 'i', 'o':
			return word
		}
	}
	if at < 0 {
		return word
	}
	return word[:at] + "i" + word[at+1:]
}
