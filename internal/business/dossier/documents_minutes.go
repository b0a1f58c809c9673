package dossier

import (
	"kheo/internal/service/docgen"
)

// minutes are the minutes of every meeting that voted on lines of r: of the
// meeting, then of each count, as the council keeps them.
func (r Record) minutes() docgen.Document {
	w := r.paper(Minutes)
	add := func(d docgen.Document) {
		if len(w.Blocks) > 0 {
			w.add(docgen.PageBreak{})
		}
		w.add(d.Blocks...)
	}
	for _, m := range r.Meetings {
		whole := m.MeetingPaper()
		if len(w.Blocks) == 0 {
			w.Layout = whole.Layout // heads and bodies are to be of one form
		}
		add(whole)
		for _, c := range m.Rounds {
			add(m.CountPaper(c))
		}
	}
	return w.Document
}
