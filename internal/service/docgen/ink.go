package docgen

import (
	"math"
	"strconv"
)

// ink collects the drawing of one page in the words of PDF. It takes mm of
// the sheet from its top left corner and writes points of the paper.
type ink struct {
	ops    []byte
	design Design
	scale  float64 // points of paper per mm of the sheet
	height float64 // of the paper, points
	red    bool
	track  float64
}

func (k *ink) begin(d Design) {
	_, h := d.Paper.size()
	*k = ink{ops: k.ops[:0], design: d, scale: d.scale() / mmPerPoint, height: h / mmPerPoint}
}

// page begins a certificate: the ground unless the paper has it, then all in ink.
func (k *ink) page(ground bool) {
	if ground {
		k.word("/G Do")
	}
	k.color(k.design.Ink, "rg")
	k.color(k.design.Ink, "RG")
	k.width(0.25)
}

// num writes v and a blank.
func (k *ink) num(v float64) {
	k.ops = append(strconv.AppendFloat(k.ops, v, 'f', 2, 64), ' ')
}

func (k *ink) word(w string) { k.ops = append(append(k.ops, w...), '\n') }

func (k *ink) point(x, y float64) {
	k.num(x * k.scale)
	k.num(k.height - y*k.scale)
}

// color sets the colour that op speaks of: fills and text, or strokes.
func (k *ink) color(c Color, op string) {
	for _, v := range [3]uint8{c.R, c.G, c.B} {
		k.ops = append(strconv.AppendFloat(k.ops, float64(v)/255, 'f', 3, 64), ' ')
	}
	k.word(op)
}

func (k *ink) text(m mark) {
	if m.red != k.red {
		k.red = m.red
		if m.red {
			k.color(k.design.Title, "rg")
		} else {
			k.color(k.design.Ink, "rg")
		}
	}
	k.ops = append(k.ops, "BT /F"...)
	k.ops = append(k.ops, '0'+byte(m.face), ' ')
	k.num(m.size * k.scale * mmPerPoint)
	k.ops = append(k.ops, "Tf "...)
	if m.track != k.track {
		k.track = m.track
		k.num(m.track * k.scale)
		k.ops = append(k.ops, "Tc "...)
	}
	k.point(m.x, m.y)
	k.ops = append(k.ops, "Td <"...)
	const hex = "0123456789ABCDEF"
	for _, r := range m.text {
		k.ops = append(k.ops, hex[r>>12&15], hex[r>>8&15], hex[r>>4&15], hex[r&15])
	}
	k.word("> Tj ET")
}

// width sets how wide strokes are, mm.
func (k *ink) width(mm float64) {
	k.num(mm * k.scale)
	k.word("w")
}

// path strokes straight lines from point to point, and back if closed.
func (k *ink) path(closed bool, points ...[2]float64) {
	for i, p := range points {
		k.point(p[0], p[1])
		if i == 0 {
			k.word("m")
		} else {
			k.word("l")
		}
	}
	if closed {
		k.word("s")
	} else {
		k.word("S")
	}
}

// arc strokes a circle's arc, clockwise from the angle from, radians.
func (k *ink) arc(x, y, r, from, turn float64) {
	steps := math.Ceil(turn/(math.Pi/2) - 0.01)
	each := turn / steps
	bend := r * 4 / 3 * math.Tan(each/4)
	k.point(x+r*math.Cos(from), y+r*math.Sin(from))
	k.word("m")
	for a := from; steps > 0; a, steps = a+each, steps-1 {
		sin, cos := math.Sincos(a)
		sinTo, cosTo := math.Sincos(a + each)
		k.point(x+r*cos-bend*sin, y+r*sin+bend*cos)
		k.point(x+r*cosTo+bend*sinTo, y+r*sinTo-bend*cosTo)
		k.point(x+r*cosTo, y+r*sinTo)
		k.word("c")
	}
	k.word("S")
}

// divider draws a fine golden line with a lozenge in its middle.
func (k *ink) divider(x, y float64) {
	k.color(k.design.Gold, "RG")
	k.path(false, [2]float64{x - 34, y}, [2]float64{x - 3.2, y})
	k.path(false, [2]float64{x + 3.2, y}, [2]float64{x + 34, y})
	for _, r := range [2]float64{1.9, 0.8} {
		k.path(true, [2]float64{x - r, y}, [2]float64{x, y - r}, [2]float64{x + r, y}, [2]float64{x, y + r})
	}
	k.color(k.design.Ink, "RG")
}

// code draws a QR code as one path: every run of dark modules in a row is a
// rectangle, counted in modules.
func (k *ink) code(q qrCode, x, y, side float64) {
	unit := side * k.scale / float64(q.Size)
	k.ops = append(k.ops, "q "...)
	for _, v := range [6]float64{unit, 0, 0, -unit, x * k.scale, k.height - y*k.scale} {
		k.ops = append(strconv.AppendFloat(k.ops, v, 'f', 4, 64), ' ')
	}
	k.word("cm")
	for run := range q.runs {
		for _, v := range run {
			k.ops = append(strconv.AppendInt(k.ops, int64(v), 10), ' ')
		}
		k.word("1 re")
	}
	k.word("f Q")
}

// picture draws the image /name over a rectangle whose sides are as ratio
// (width to height): what is too wide or too tall is cut off evenly.
func (k *ink) picture(name string, ratio float64, at [4]float64) {
	x, y, w, h := at[0], at[1], at[2], at[3]
	k.ops = append(k.ops, "q "...)
	k.point(x, y+h)
	k.num(w * k.scale)
	k.num(h * k.scale)
	k.word("re W n")
	wide, tall := w, w/ratio
	if tall < h {
		wide, tall = h*ratio, h
	}
	k.num(wide * k.scale)
	k.ops = append(k.ops, "0 0 "...)
	k.num(tall * k.scale)
	k.point(x-(wide-w)/2, y+h+(tall-h)/2)
	k.word("cm /" + name + " Do Q")
}

// shift moves and scales all that follows on the page, as a printer needs it.
func (k *ink) shift(s Shift) {
	if s == (Shift{}) {
		return
	}
	const ref = shiftFrom / mmPerPoint
	by := 1 + float64(s.Scale)/1000
	for _, v := range [6]float64{by, 0, 0, by,
		(1-by)*ref + float64(s.X)/10/mmPerPoint,
		(1-by)*(k.height-ref) - float64(s.Y)/10/mmPerPoint} {
		k.ops = append(strconv.AppendFloat(k.ops, v, 'f', 4, 64), ' ')
	}
	k.word("cm")
}
