package docgen

import "strings"

// middle sets kind, giver, name, place and merit between top and bottom with
// the free height shared out; all of it is set smaller until it fits.
func (s *sheet) middle(t CertificateText, top, bottom float64) {
	if at := s.design.titleAt(s.over); at > 0 {
		top = s.fixed(t, at)
		t.Kind = ""
	}
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

// fixed sets the title on its base and returns where the rest may begin.
func (s *sheet) fixed(t CertificateText, base float64) float64 {
	lines, size := s.fit(t.Kind, bold, 48, 14, s.wide()*0.9, 1)
	for i, line := range lines {
		at := base - float64(len(lines)-1-i)*size*mmPerPoint*leading
		s.center(PartKind, line, s.w/2, at, bold, size)
		s.title(s.w / 2)
	}
	s.gems = append(s.gems, [2]float64{s.w / 2, base + 7})
	return base + 9
}

// wide is how wide a line of the middle may be: a photograph stands at the left,
// and as much stays free at the right.
func (s *sheet) wide() float64 {
	if s.photo[2] > 0 {
		return s.w - 2*(s.photo[0]+s.photo[2]+5)
	}
	return s.w - 2*s.design.Margin
}

func (s *sheet) measure(t CertificateText, shrink float64) ([]part, []fitted, float64) {
	wide := s.wide()
	var parts []part
	var sizes []fitted
	height := 0.0
	for _, p := range []part{
		{text: t.Kind, face: bold, most: 48, least: 20, lines: 1, before: 1, red: true, part: PartKind},
		{text: t.Giver, most: 17, least: 12, lines: 2, before: 1.9, part: PartGiver},
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
			s.center(p.part, line, x, base, p.face, sizes[i].size)
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
