package org

import (
	"encoding/json"
	"slices"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
)

// Remark is something that the reader of a file should know about one of its lines.
type Remark struct {
	Line   int // in the file, from 1; 0: of no line
	Reason fault.Message
}

// MarshalJSON writes {"line": 426, "reason": "…"}, in Vietnamese.
func (r Remark) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Line   int    `json:"line"`
		Reason string `json:"reason"`
	}{r.Line, r.Reason.String()})
}

// In says the remark with its line.
func (r Remark) In(lang i18n.Lang) string {
	if r.Line == 0 {
		return r.Reason.In(lang)
	}
	return i18n.Say(lang, "Dòng %d: %s", r.Line, r.Reason.In(lang))
}

func (r Remark) String() string { return r.In(i18n.VI) }

// byLine orders remarks as their lines are in the file.
func byLine(all []Remark) []Remark {
	sorted := append([]Remark{}, all...)
	slices.SortStableFunc(sorted, func(a, b Remark) int {
		if a.Line != b.Line {
			return a.Line - b.Line
		}
		if a.Reason.String() < b.Reason.String() {
			return -1
		}
		return 1
	})
	return sorted
}

// remarks collects what is put right, left out and refused.
type remarks struct {
	skipped, corrected, refused []Remark
}

func (r *remarks) skip(line int, sentence string, args ...any) {
	r.skipped = append(r.skipped, Remark{line, fault.Say(sentence, args...)})
}

func (r *remarks) correct(line int, sentence string, args ...any) {
	r.corrected = append(r.corrected, Remark{line, fault.Say(sentence, args...)})
}

func (r *remarks) refuse(line int, sentence string, args ...any) {
	r.refused = append(r.refused, Remark{line, fault.Say(sentence, args...)})
}

// clone is a copy that can be added to.
func (r remarks) clone() remarks {
	return remarks{slices.Clone(r.skipped), slices.Clone(r.corrected), slices.Clone(r.refused)}
}
