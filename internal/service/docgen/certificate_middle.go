package docgen

import "strings"

// middle sets kind, giver, name, place and merit between top and bottom with
// the free height shared out; all of it is set smaller until it fits.
func (s *sheet) middle(t CertificateText, top, bottom float64) {
	for shrink := 1.0; ; shrink *= 0.95 {
		parts, sizes, height := s.measure(t, shrink)
		weights := 0.8 // below the last
		for _, p := range parts {
			weights += p.before
		}
		unit := (bottom - top - height) / weights
		if unit < 2.2 && shrink > 0.3 {
			continue
		}
		unit = min(unit, 7)
		free := bottom - top - height - unit*weights
		s.place(parts, sizes, top+max(0, free)/2, unit)
		return
	}
}

func (s *sheet) measure(t CertificateText, shrink float64) ([]part, []fitted, float64) {
	wide := s.w - 2*margin
	var parts []part
	var sizes []fitted
	height := 0.0
	for _, p := range []part{
		{text: t.Kind, face: bold, most: 48, least: 20, lines: 1, before: 1, red: true},
		{text: t.Giver, most: 17, least: 12, lines: 2, before: 1.9},
		{text: t.Name, face: bold, most: 34, least: 17, lines: 2, before: 1},
		{text: t.Where, most: 17, least: 12, lines: 2, before: 0.6},
		{text: t.Merit, most: 19, least: 13, lines: 3, before: 1},
	} {
		if strings.TrimSpace(p.text) == "" {
			continue
		}
		room := wide
		if p.red {
			room *= 0.9 // its letters are spaced
		}
		lines, size := s.fit(p.text, p.face, p.most*shrink, p.least*shrink, room, p.lines)
		parts, sizes = append(parts, p), append(sizes, fitted{lines, size})
		height += float64(len(lines)) * size * mmPerPoint * leading
	}
	return parts, sizes, height
}

const leading = 1.18

func (s *sheet) place(parts []part, sizes []fitted, y, unit float64) {
	x := s.w / 2
	for i, p := range parts {
		y += p.before * unit
		step := sizes[i].size * mmPerPoint * leading
		for _, line := range sizes[i].lines {
			y += step
			base := y - step*0.22
			s.center(line, x, base, p.face, sizes[i].size)
			if p.red {
				s.title(x)
			}
		}
		if p.red {
			s.gems = append(s.gems, [2]float64{x, y + unit*0.75})
		}
	}
}

// title makes the text just set red and spaces its letters, still around x.
func (s *sheet) title(x float64) {
	m := &s.marks[len(s.marks)-1]
	n := float64(len([]rune(m.text)) - 1)
	m.red, m.track = true, m.size*mmPerPoint*0.06
	m.x = x - (m.face.width(m.text, m.size)+n*m.track)/2
}
