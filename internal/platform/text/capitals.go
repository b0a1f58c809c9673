package text

import "unicode"

// span is a word of TCVN3 text. caps and small tell what its ASCII letters and
// the capitals with a code of their own show, its first letter apart.
type span struct {
	from, to    int
	caps, small bool
}

// raise puts back the capitals that TCVN3 has no code for: in words of capitals
// (QU + ậ + N), and at the beginning of sentences and of words in names.
func raise(raw, out []rune) string {
	words := spans(raw)
	upper, lower, title := false, false, 0
	for _, w := range words {
		upper, lower = upper || w.caps && !w.small, lower || w.small
		if unicode.IsUpper(out[w.from]) {
			title++
		}
	}
	lost := 0
	for _, w := range words {
		if capitalLost(raw[w.from]) {
			lost++
		}
	}
	name := len(words) >= 2 && len(words) <= 6 && title >= 2 && title+lost == len(words)
	for _, w := range words {
		switch {
		case w.caps && !w.small, !w.small && upper && !lower:
			for i := w.from; i < w.to; i++ {
				out[i] = unicode.ToUpper(out[i])
			}
		case capitalLost(raw[w.from]) && w.to-w.from < len(raw) && (name || begins(raw, w.from)):
			out[w.from] = unicode.ToUpper(out[w.from])
		}
	}
	return string(out)
}

func spans(raw []rune) (all []span) {
	for i := 0; i < len(raw); i++ {
		w := span{from: i}
		for ; i < len(raw) && wordRune(raw[i]); i++ {
			w.caps = w.caps || i > w.from && (raw[i] <= 'Z' || raw[i] >= '¡' && raw[i] <= '§')
			w.small = w.small || raw[i] >= 'a' && raw[i] <= 'z'
		}
		if w.to = i; w.to > w.from {
			all = append(all, w)
		}
	}
	return all
}

// capitalLost tells a code that stands for a small letter and its capital.
func capitalLost(code rune) bool {
	return letters[tcvn3[code]].tone != level
}

// begins tells the first letter of a text, a line or a sentence.
func begins(raw []rune, at int) bool {
	for i := at - 1; i >= 0; i-- {
		switch raw[i] {
		case ' ', '"', '“', '(', '-', '\t':
			continue
		case '.', '!', '?':
			return i < at-1
		case '\n':
			return true
		}
		return false
	}
	return true
}
