package docgen

import "strings"

// fits remembers how texts were fitted, as most are the same on all pages of
// a book. It forgets everything when it grows large.
type fits map[fitting]fitted

type fitting struct {
	text               string
	face               face
	most, least, width float64
	lines              int
}

// fitted is text broken into lines of one size, points.
type fitted struct {
	lines []string
	size  float64
}

// fit is fit, remembered. Without a memory it works too.
func (m fits) fit(text string, f face, most, least, width float64, lines int) ([]string, float64) {
	key := fitting{text, f, most, least, width, lines}
	if known, ok := m[key]; ok {
		return known.lines, known.size
	}
	out, size := fit(text, f, most, least, width, lines)
	if m != nil {
		if len(m) > 500 {
			clear(m)
		}
		m[key] = fitted{out, size}
	}
	return out, size
}

// fit breaks text into at most lines lines of width mm, in the largest type
// from most to least points that fits; a second line may come before the type
// grows much smaller. What does not fit even so gets more lines.
func fit(text string, f face, most, least, width float64, lines int) ([]string, float64) {
	text = strings.Join(strings.Fields(printable(text)), " ")
	if text == "" {
		return nil, most
	}
	per := f.width(text, 1)
	for n := 1; n <= lines; n++ {
		floor := least
		if n < lines {
			floor = max(least, most*0.78)
		}
		if n == 1 && per*floor > width || per*floor > width*float64(n) {
			continue
		}
		if size := min(most, width/per); n == 1 {
			return []string{text}, size
		}
		for size := min(most, width*float64(n)/per); size >= floor-0.01; size -= 0.25 {
			if out, ok := balanced(text, f, size, width, n); ok {
				return out, size
			}
		}
	}
	return wrapped(text, f, least, width), least
}

// balanced breaks text into n lines of nearly equal length, if n suffice.
func balanced(text string, f face, size, width float64, n int) ([]string, bool) {
	if len(wrapped(text, f, size, width)) > n {
		return nil, false
	}
	low, high := f.width(text, size)/float64(n), width
	for range 12 {
		mid := (low + high) / 2
		if len(wrapped(text, f, size, mid)) > n {
			low = mid
		} else {
			high = mid
		}
	}
	return wrapped(text, f, size, high), true
}

// wrapped fills lines of width mm.
func wrapped(text string, f face, size, width float64) []string {
	b := breaker{size: size, width: width, room: width}
	b.add(text, Run{Bold: f&bold != 0, Italic: f&italic != 0})
	b.word()
	b.end(false)
	out := make([]string, len(b.lines))
	for i, line := range b.lines {
		var words strings.Builder
		for _, p := range line.pieces {
			words.WriteString(p.text)
		}
		out[i] = words.String()
	}
	return out
}
