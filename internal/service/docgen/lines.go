package docgen

import "strings"

// piece is a stretch of text in one style on one line; a space is a piece of
// its own, so that justified lines can widen it.
type piece struct {
	text      string
	face      face
	size      float64 // points
	underline bool
	space     bool
	width     float64 // mm
}

// textLine is what fits between the margins. Open lines go on below and may
// be justified.
type textLine struct {
	pieces []piece
	width  float64 // mm, without the spaces at its end
	size   float64 // largest type on the line, points
	open   bool
}

func newPiece(text string, r Run, size float64) piece {
	if r.Size > 0 {
		size = r.Size
	}
	f := faceOf(r)
	return piece{text, f, size, r.Underline, text == " ", f.width(text, size)}
}

// breakLines fills lines of width mm, the first of them shorter by indent.
// size is for runs that name none. A word longer than a line is broken
// between letters; nothing is ever lost.
func breakLines(runs []Run, size, width, indent float64) []textLine {
	b := breaker{size: size, width: width, room: width - indent}
	for _, r := range runs {
		for i, part := range strings.Split(printable(r.Text), "\n") {
			if i > 0 {
				b.word()
				b.end(false)
			}
			b.add(part, r)
		}
	}
	b.word()
	b.end(false)
	return b.lines
}

type breaker struct {
	size, width, room float64
	lines             []textLine
	line              textLine
	spaces            []piece // seen since the last word, not yet on a line
	pending           []piece // the word being collected
}

func (b *breaker) add(text string, r Run) {
	for text != "" {
		at := strings.IndexByte(text, ' ')
		switch {
		case at < 0:
			b.pending = append(b.pending, newPiece(text, r, b.size))
			return
		case at > 0:
			b.pending = append(b.pending, newPiece(text[:at], r, b.size))
		}
		b.word()
		b.spaces = append(b.spaces, newPiece(" ", r, b.size))
		text = text[at+1:]
	}
}

// word puts the collected word on this line or the next.
func (b *breaker) word() {
	if len(b.pending) == 0 {
		return
	}
	need, gap := widthOf(b.pending), widthOf(b.spaces)
	if len(b.line.pieces) > 0 && b.line.width+gap+need > b.room+0.01 {
		b.end(true)
		gap = 0
	}
	if len(b.line.pieces) > 0 {
		b.put(b.spaces...)
	}
	b.spaces = b.spaces[:0]
	if need > b.room {
		b.split()
	} else {
		b.put(b.pending...)
	}
	b.pending = b.pending[:0]
}

// split breaks a word that no line can hold.
func (b *breaker) split() {
	for _, p := range b.pending {
		part := p
		part.text, part.width = "", 0
		for _, r := range p.text {
			w := p.face.width(string(r), p.size)
			if b.line.width+part.width+w > b.room && b.line.width+part.width > 0 {
				b.put(part)
				b.end(true)
				part.text, part.width = "", 0
			}
			part.text += string(r)
			part.width += w
		}
		b.put(part)
	}
}

func (b *breaker) put(pieces ...piece) {
	for _, p := range pieces {
		b.line.pieces = append(b.line.pieces, p)
		b.line.width += p.width
		b.line.size = max(b.line.size, p.size)
	}
}

// end closes the line; open says that its paragraph goes on.
func (b *breaker) end(open bool) {
	b.line.open = open
	if b.line.size == 0 {
		b.line.size = b.size
	}
	b.lines = append(b.lines, b.line)
	b.line, b.room, b.spaces = textLine{}, b.width, b.spaces[:0]
}

func widthOf(pieces []piece) float64 {
	sum := 0.0
	for _, p := range pieces {
		sum += p.width
	}
	return sum
}

// widest is the longest line of runs set in width mm, in mm.
func widest(runs []Run, size, width float64) float64 {
	w := 0.0
	for _, line := range breakLines(runs, size, width, 0) {
		w = max(w, line.width)
	}
	return w
}
