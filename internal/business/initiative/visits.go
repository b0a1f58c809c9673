package initiative

import "kheo/internal/platform/clock"

// Visit is what a team saw of an initiative on the spot, as far as the reader may
// know.
type Visit struct {
	Href     string
	On       clock.Date
	Label    string // how far the visit is, a source text of i18n
	Team     []string
	Findings string
	Answers  []VisitAnswer
	Photos   int
}

// VisitAnswer is the answer to one question of the checklist.
type VisitAnswer struct {
	Question string
	Answer   string // a source text of i18n
	Note     string
}
