package text

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Clean makes one tidy line of s: NFC, control characters and every kind of
// space become single blanks, invisible marks go, ends are trimmed.
func Clean(s string) string {
	return norm.NFC.String(tidy(s))
}

// CleanLines cleans each line of s, keeps the line breaks but never more than
// two in a row (one empty line), and trims empty lines at both ends.
func CleanLines(s string) string {
	if !strings.ContainsAny(s, "\n\r\u2028\u2029") {
		return Clean(s)
	}
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n").Replace(s)
	var lines []string
	empty := true
	for line := range strings.SplitSeq(s, "\n") {
		line = Clean(line)
		if line == "" && empty {
			continue
		}
		empty = line == ""
		lines = append(lines, line)
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n")
}

func tidy(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	blank := false
	for _, r := range strings.ToValidUTF8(s, "\uFFFD") {
		switch {
		case unicode.IsSpace(r) || unicode.IsControl(r):
			blank = b.Len() > 0
			continue
		case unicode.Is(unicode.Cf, r):
			continue
		case r == 'Ð': // the Icelandic letter, typed for Đ by old keyboards
			r = 'Đ'
		}
		if blank {
			b.WriteByte(' ')
			blank = false
		}
		b.WriteRune(r)
	}
	return b.String()
}
