package docgen

import (
	"fmt"
	"html"
	"strconv"
	"strings"
)

// SVG draws one certificate as it is laid out for paper, to be shown in a page.
// What a blank has is drawn pale. photo is the address of the photograph;
// Photo's bytes are not used.
func (p *Press) SVG(t CertificateText, photo string) (string, error) {
	s := layOut(p.design, p.over, t, nil)
	d := drawing{sheet: s}
	fmt.Fprintf(&d, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" role="img" aria-label="%s">`,
		mm(s.w), mm(s.h), html.EscapeString(strings.TrimSpace(t.Kind+" "+t.Name)))
	fmt.Fprintf(&d, `<rect width="%s" height="%s" fill="#fff"/>`, mm(s.w), mm(s.h))
	d.ground()
	d.picture(photo)
	d.rest()
	if s.qr[2] > 0 {
		q, err := newQR(t.qrText(), s.qr[2])
		if err != nil {
			return "", err
		}
		d.code(q)
	}
	d.WriteString(`</svg>`)
	return d.String(), nil
}

// drawing is a sheet on its way to SVG.
type drawing struct {
	sheet
	strings.Builder
}

// mm writes a length with as many digits as can be seen.
func mm(v float64) string { return strconv.FormatFloat(v, 'f', -1, 32) }

func short(v float64) string {
	return strings.TrimSuffix(strings.TrimRight(strconv.FormatFloat(v, 'f', 2, 64), "0"), ".")
}

// group opens a group for a part, pale where the paper has it.
func (d *drawing) group(p Part) {
	if d.has(p) {
		d.WriteString(`<g opacity=".28">`)
		return
	}
	d.WriteString(`<g>`)
}

// ground draws frame and watermark: the words of PDF that ink wrote are read
// again, as the ground is lines and arcs alone.
func (d *drawing) ground() {
	k := ink{}
	k.begin(d.design)
	k.ground()
	scale := 1 / k.scale
	d.group(PartGround)
	fmt.Fprintf(d, `<g transform="matrix(%[1]s 0 0 -%[1]s 0 %[2]s)" fill="none">`, mm(scale), mm(d.h))
	d.strokes(string(k.ops))
	d.WriteString(`</g></g>`)
}

// strokes turns lines and arcs of PDF into paths, one for each pen.
func (d *drawing) strokes(ops string) {
	var args []string
	var path strings.Builder
	colour, width, ends := "#000", "1", "butt"
	flush := func() {
		if path.Len() > 0 {
			fmt.Fprintf(d, `<path stroke="%s" stroke-width="%s" stroke-linecap="%s" d="%s"/>`, colour, width, ends, path.String())
			path.Reset()
		}
	}
	for word := range strings.FieldsSeq(ops) {
		if c := word[0]; c == '-' || c == '.' || c >= '0' && c <= '9' {
			args = append(args, word)
			continue
		}
		switch word {
		case "m", "l", "c":
			path.WriteString(strings.ToUpper(word) + rounded(args))
		case "s":
			path.WriteByte('Z')
		case "RG":
			flush()
			colour = screen(args)
		case "w":
			flush()
			width = args[0]
		case "J":
			flush()
			if ends = "butt"; args[0] == "1" {
				ends = "round"
			}
		}
		args = args[:0]
	}
	flush()
}

// rounded writes points to a tenth, which no screen tells from more.
func rounded(args []string) string {
	out := make([]string, len(args))
	for i, a := range args {
		v, _ := strconv.ParseFloat(a, 64) // our own
		out[i] = strings.TrimSuffix(strconv.FormatFloat(v, 'f', 1, 64), ".0")
	}
	return strings.Join(out, " ")
}

// screen is a colour of PDF, shares from 0 to 1, as SVG writes it.
func screen(args []string) string {
	var c [3]uint8
	for i := range min(len(args), 3) {
		v, _ := strconv.ParseFloat(args[i], 64) // our own
		c[i] = uint8(v*255 + 0.5)
	}
	return Color{c[0], c[1], c[2]}.String()
}

func (d *drawing) picture(photo string) {
	x, y, w, h := d.photo[0], d.photo[1], d.photo[2], d.photo[3]
	if w == 0 {
		return
	}
	if photo != "" {
		fmt.Fprintf(d, `<image x="%s" y="%s" width="%s" height="%s" preserveAspectRatio="xMidYMid slice" href="%s"/>`,
			short(x), short(y), short(w), short(h), html.EscapeString(photo))
	}
	d.group(PartPhoto)
	fmt.Fprintf(d, `<rect x="%s" y="%s" width="%s" height="%s" fill="none" stroke="%s" stroke-width=".25"/></g>`,
		short(x), short(y), short(w), short(h), d.design.Ink)
}

// rest draws text, the line under the motto and the divider.
func (d *drawing) rest() {
	d.WriteString(`<g font-family="Tinos,'Liberation Serif','Times New Roman',serif">`)
	for _, m := range d.marks {
		d.text(m)
	}
	d.WriteString(`</g>`)
	d.group(PartMotto)
	for _, r := range d.rules {
		fmt.Fprintf(d, `<path stroke="%s" stroke-width=".25" d="M%s %sh%s"/>`, d.design.Ink, short(r[0]), short(r[1]), short(r[2]))
	}
	d.WriteString(`</g>`)
	d.group(PartKind)
	for _, g := range d.gems {
		fmt.Fprintf(d, `<path stroke="%s" fill="none" stroke-width=".25" d="M%s %sh30.8m6.4 0h30.8`, d.design.Gold, short(g[0]-34), short(g[1]))
		for _, r := range [2]float64{1.9, 0.8} {
			fmt.Fprintf(d, "M%s %sl%[3]s -%[3]sl%[3]s %[3]sl-%[3]s %[3]sz", short(g[0]-r), short(g[1]), short(r))
		}
		d.WriteString(`"/>`)
	}
	d.WriteString(`</g>`)
}

func (d *drawing) text(m mark) {
	colour := d.design.Ink
	if m.red {
		colour = d.design.Title
	}
	width := m.face.width(m.text, m.size) + float64(len([]rune(m.text))-1)*m.track
	fmt.Fprintf(d, `<text x="%s" y="%s" font-size="%s" textLength="%s" lengthAdjust="spacingAndGlyphs" fill="%s"`,
		short(m.x), short(m.y), short(m.size*mmPerPoint), short(width), colour)
	if m.face&bold != 0 {
		d.WriteString(` font-weight="bold"`)
	}
	if m.face&italic != 0 {
		d.WriteString(` font-style="italic"`)
	}
	if m.track > 0 {
		fmt.Fprintf(d, ` letter-spacing="%s"`, short(m.track))
	}
	if d.has(m.part) {
		d.WriteString(` opacity=".28"`)
	}
	d.WriteString(">" + html.EscapeString(m.text) + "</text>")
}

func (d *drawing) code(q qrCode) {
	x, y, side := d.qr[0], d.qr[1], d.qr[2]
	fmt.Fprintf(d, `<path transform="translate(%s %s) scale(%s)" d="`, short(x), short(y), mm(side/float64(q.Size)))
	for r := range q.runs {
		fmt.Fprintf(d, "M%d %dh%dv1h-%[3]dz", r[0], r[1], r[2])
	}
	d.WriteString(`"/>`)
}
