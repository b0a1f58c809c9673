package text

import (
	"cmp"
	"slices"
)

// Nearest returns at most n of known that word may be a misspelling of, nearest
// first. Texts are compared folded: about one difference in six letters. Where
// one is the same but for marks and case, those that differ are left out.
func Nearest(word string, known []string, n int) []string {
	type candidate struct {
		text       string
		far, tones int
	}
	folded, key := []rune(Fold(word)), []rune(Key(word))
	if len(folded) == 0 || n <= 0 {
		return nil
	}
	var found []candidate
	for _, k := range known {
		f := []rune(Fold(k))
		limit := (min(len(folded), len(f)) + 3) / 6
		if far := distance(folded, f, limit); far <= limit {
			found = append(found, candidate{k, far, distance(key, []rune(Key(k)), len(key))})
		}
	}
	slices.SortStableFunc(found, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.far, b.far), cmp.Compare(a.tones, b.tones))
	})
	var out []string
	for _, c := range found[:min(n, len(found))] {
		if found[0].far == 0 && c.far > 0 {
			break
		}
		out = append(out, c.text)
	}
	return out
}

// distance counts the letters to add, drop, change or swap with a neighbour to
// make b of a; any number above limit stands for "more than limit".
func distance(a, b []rune, limit int) int {
	if d := len(a) - len(b); d > limit || -d > limit {
		return limit + 1
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	earlier := 0 // least of the row before: a swap reaches back over one row
	for i := range a {
		row[0] = i + 1
		least := row[0]
		for j := range b {
			change := 0
			if a[i] != b[j] {
				change = 1
			}
			row[j+1] = min(last[j+1]+1, row[j]+1, last[j]+change)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
			least = min(least, row[j+1])
		}
		if least > limit && earlier > limit {
			return limit + 1
		}
		earlier = least
		before, last, row = last, row, before
	}
	return last[len(b)]
}
