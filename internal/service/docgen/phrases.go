package docgen

import (
	"fmt"
	"strings"

	"kheo/internal/platform/clock"
)

// Opening is the letter head as l wants it. Superiors stand above the issuer;
// empty ones are left out. Number is a whole line: see NumberLine.
func (l Layout) Opening(superiors []string, issuer, number, placeDate string) LetterHead {
	head := LetterHead{Number: number, PlaceDate: placeDate}
	for _, name := range superiors {
		if name != "" {
			head.Left = append(head.Left, Line{Run: Run{Text: name, Bold: l.Head.SuperiorBold, Size: l.Head.SuperiorSize}})
		}
	}
	head.Left = append(head.Left, Line{Run{Text: issuer, Bold: l.Head.IssuerBold, Size: l.Head.IssuerSize}, l.Head.IssuerRule})
	if l.Head.Star != "" {
		head.Left = append(head.Left, Line{Run: Run{Text: l.Head.Star, Size: l.Head.IssuerSize}})
	}
	for _, m := range l.Head.Right {
		head.Right = append(head.Right, Line{Run{Text: m.Text, Bold: m.Bold, Size: m.Size}, m.Rule})
	}
	return head
}

// Symbol writes a number with its symbol: "12/QĐ-UBND", "05-NQ/ĐU". A number of
// 0 is left open.
func (l Layout) Symbol(number int64, kind, organ string) string {
	n := "…"
	switch {
	case number > 0 && l.Number.Pad:
		n = fmt.Sprintf("%02d", number)
	case number > 0:
		n = fmt.Sprint(number)
	}
	return strings.NewReplacer("{n}", n, "{kind}", kind, "{org}", organ).Replace(l.Number.Pattern)
}

// NumberLine is the line of the number: "Số: 12/QĐ-UBND", "Số 05-NQ/ĐU".
func (l Layout) NumberLine(symbol string) string { return l.Number.Label + symbol }

// PlaceDate is the line of place and day: "An Bình, ngày 05 tháng 02 năm 2026".
// Without a day its figures are left open; without a place only the day stands.
func (l Layout) PlaceDate(place string, day clock.Date) string {
	text := "ngày … tháng … năm …"
	if !day.IsZero() {
		d, m := fmt.Sprint(day.Day()), fmt.Sprint(int(day.Month()))
		if l.Date.PadDay {
			d = fmt.Sprintf("%02d", day.Day())
		}
		if l.Date.PadMonth && day.Month() <= 2 {
			m = "0" + m
		}
		text = fmt.Sprintf("ngày %s tháng %s năm %d", d, m, day.Year())
	}
	if place == "" {
		return text
	}
	return place + ", " + text
}

// About begins what a document is about as l does: "Về việc …".
func (l Layout) About(subject string) string { return l.Heading.About + subject }

// Bases are the paragraphs of the legal bases. Each text is a whole one without
// the sign at its end: "Căn cứ Luật …", "Xét đề nghị của …".
func (l Layout) Bases(texts []string) []Block {
	var out []Block
	for n, text := range texts {
		end := l.Basis.Between
		if n == len(texts)-1 {
			end = l.Basis.End
		}
		text = l.Basis.Marker + strings.TrimRight(strings.TrimSpace(text), ".;,") + end
		out = append(out, Paragraph{Runs: []Run{{Text: text, Italic: l.Basis.Italic}}})
	}
	return out
}

// Deciders are the lines above and below the bases that say who decides; either
// may be missing. The authority is in capitals.
func (l Layout) Deciders(authority string) (before, line []Block) {
	return l.decider(l.Deciding.Before, authority), l.decider(l.Deciding.Line, authority)
}

func (l Layout) decider(pattern, authority string) []Block {
	text := strings.TrimSpace(strings.ReplaceAll(pattern, "{authority}", authority))
	if text == "" {
		return nil
	}
	return []Block{Paragraph{Runs: Bold(text), Align: AlignCenter, NoIndent: true, KeepWithNext: true}}
}
