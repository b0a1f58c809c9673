package dossier

import "kheo/internal/service/docgen"

// signing is one who signs: in whose name and post, and the name; empty is left open.
type signing struct {
	form []string
	name string
}

// room is how many empty lines a signature and a seal take.
const room = 4

// sign ends a paper that two sign side by side, with no recipients.
func (w *writing) sign(left, right signing) {
	lines := max(len(left.form), len(right.form))
	w.add(docgen.LetterHead{Left: left.lines(lines), Right: right.lines(lines)})
}

// lines are the lines of one who signs, the name level with that of the other.
func (s signing) lines(form int) (all []docgen.Line) {
	add := func(text string) { all = append(all, docgen.Line{Run: docgen.Run{Text: text, Bold: true}}) }
	add("")
	for _, text := range s.form {
		add(text)
	}
	for range room + form - len(s.form) {
		add("")
	}
	add(orDots(s.name))
	return all
}
