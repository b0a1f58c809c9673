package docgen

import "math"

// ground draws what all certificates of a design share.
func (k *ink) ground() {
	scale := k.design.scale()
	w, h := k.design.Paper.size()
	w, h = w/scale, h/scale
	if k.design.Watermark {
		k.color(k.design.Pale, "RG")
		drum{ink: k, x: w / 2, y: h/2 + 2, radius: 74, turn: 2 * math.Pi, width: 0.3}.draw()
	}
	if k.design.Frame {
		k.frame(w, h)
	}
}

// frame draws a strong and two fine lines, and a quarter of a drum in each
// corner of the innermost.
func (k *ink) frame(w, h float64) {
	k.color(k.design.Gold, "RG")
	for _, r := range [3][2]float64{{8, 0.9}, {10.2, 0.22}, {frameInset, 0.22}} {
		k.width(r[1])
		k.path(true, [2]float64{r[0], r[0]}, [2]float64{w - r[0], r[0]}, [2]float64{w - r[0], h - r[0]}, [2]float64{r[0], h - r[0]})
	}
	left, right, top, bottom := frameInset, w-frameInset, frameInset, h-frameInset
	for i, corner := range [4][2]float64{{left, top}, {right, top}, {right, bottom}, {left, bottom}} {
		drum{ink: k, x: corner[0], y: corner[1], radius: cornerRadius,
			from: float64(i) * math.Pi / 2, turn: math.Pi / 2, width: 0.2}.draw()
	}
}

// Where the frame stands and how far its corners reach, mm of the sheet.
const (
	frameInset   = 11.6
	cornerRadius = 20.0
)

// drum draws the face of a Đông Sơn bronze drum, or a sector of it: a star in
// the middle, rings of teeth, of combs and of linked circles around it.
// Angles are radians, clockwise from the right.
type drum struct {
	ink        *ink
	x, y       float64
	radius     float64
	from, turn float64
	width      float64
}

const drumRays = 16 // a multiple of 4, so that every quarter looks the same

func (d drum) draw() {
	d.ink.width(d.width)
	for _, share := range []float64{1, 0.965, 0.86, 0.825, 0.72, 0.69, 0.545, 0.515, 0.43} {
		d.arc(share)
	}
	d.star(0.12, 0.40)
	d.combs(0.74, 0.805, 12*drumRays)
	d.teeth(0.56, 0.675, 4*drumRays)
	for _, ring := range []struct {
		share, size float64
		n           int
	}{{0.9125, 0.026, 6 * drumRays}, {0.4725, 0.0215, 3 * drumRays}} {
		d.links(ring.share, ring.size, ring.n)
	}
}

func (d drum) point(share, angle float64) [2]float64 {
	return [2]float64{d.x + d.radius*share*math.Cos(angle), d.y + d.radius*share*math.Sin(angle)}
}

// parts is how many of n equal parts of the circle lie in the sector.
func (d drum) parts(n int) int { return int(math.Round(float64(n) * d.turn / (2 * math.Pi))) }

func (d drum) arc(share float64) {
	d.ink.arc(d.x, d.y, d.radius*share, d.from, d.turn)
}

// star draws rays from an inner ring out to outer, and the ring.
func (d drum) star(inner, outer float64) {
	d.arc(inner * 0.55)
	n := d.parts(drumRays)
	step := d.turn / float64(n)
	for i := range n {
		a := d.from + float64(i)*step
		d.ink.path(false, d.point(inner, a), d.point(outer, a+step/2), d.point(inner, a+step))
		d.ink.path(false, d.point(inner*1.75, a+step*0.34), d.point(outer*0.80, a+step/2), d.point(inner*1.75, a+step*0.66))
		d.ink.path(false, d.point(outer*0.97, a), d.point(outer*0.62, a))
	}
}

// links draws a ring of circles, each with its centre marked.
func (d drum) links(share, size float64, n int) {
	step := 2 * math.Pi / float64(n)
	for i := range d.parts(n) {
		p := d.point(share, d.from+(float64(i)+0.5)*step)
		d.ink.arc(p[0], p[1], d.radius*size, 0, 2*math.Pi)
	}
	d.ink.word("1 J") // round ends make a dot of a line without length
	d.ink.width(d.radius * size * 0.55)
	for i := range d.parts(n) {
		p := d.point(share, d.from+(float64(i)+0.5)*step)
		d.ink.path(false, p, p)
	}
	d.ink.word("0 J")
	d.ink.width(d.width)
}

func (d drum) combs(inner, outer float64, n int) {
	for i := range d.parts(n) {
		a := d.from + (float64(i)+0.5)*2*math.Pi/float64(n)
		d.ink.path(false, d.point(inner, a), d.point(outer, a))
	}
}

func (d drum) teeth(inner, outer float64, n int) {
	step := 2 * math.Pi / float64(n)
	for i := range d.parts(n) {
		a := d.from + float64(i)*step
		d.ink.path(false, d.point(inner, a), d.point(outer, a+step/2), d.point(inner, a+step))
	}
}
