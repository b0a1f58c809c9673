package org

import (
	"errors"
	"strconv"
	"strings"

	"kheo/internal/platform/fault"
)

// EventKind is what a form for an event is about.
type EventKind string

// The kinds, as they stand in addresses.
const (
	Merging   EventKind = "sap-nhap"
	Renaming  EventKind = "doi-ten"
	Retyping  EventKind = "doi-loai"
	Moving    EventKind = "chuyen"
	Abolition EventKind = "ket-thuc"
)

// EventKinds lists every kind, in the order in which pages show them.
func EventKinds() []EventKind { return []EventKind{Merging, Renaming, Retyping, Moving, Abolition} }

// Label is the Vietnamese name of the kind, a source text of i18n.
func (k EventKind) Label() string {
	switch k {
	case Merging:
		return "Sáp nhập hoặc tách"
	case Renaming:
		return "Đổi tên"
	case Retyping:
		return "Đổi loại"
	case Moving:
		return "Chuyển cấp trên"
	case Abolition:
		return "Kết thúc"
	}
	return ""
}

// EventInput is an event as a form sends it: units as they were typed, see Typed.
type EventInput struct {
	ID     string       `form:"id"`
	Kind   EventKind    `form:"loai"`
	On     string       `form:"on"`
	Basis  string       `form:"basis"`
	Source string       `form:"source"`
	Rows   []EventRow   `form:"row"`
	New    []NewRow     `form:"new"`
	Below  []BelowInput `form:"below"`
	Rest   string       `form:"rest"` // where units below go for which nothing was chosen: as BelowInput.To
}

// EventRow is one line of the form.
type EventRow struct {
	Old      string   `form:"old"`      // as typed
	Relation Relation `form:"relation"` // Merging: Whole or Part
	To       string   `form:"to"`       // Merging: key of a new unit, see NewKey
	Name     string   `form:"name"`     // Renaming
	Type     Type     `form:"type"`     // Retyping
	Tree     Tree     `form:"tree"`     // Moving
	Above    string   `form:"above"`    // Moving: as typed
	Detail   string   `form:"detail"`
}

func (r EventRow) blank() bool {
	return strings.TrimSpace(r.Old+r.Name+r.Above+r.Detail) == "" && r.Type == ""
}

// NewRow is a unit that begins, in the form. Its name may also be an existing unit
// that begins on the same day, as "name (code)".
type NewRow struct {
	Name  string `form:"name"`
	Type  Type   `form:"type"`
	Above string `form:"above"` // as typed, or the name of another new unit
	Code  string `form:"code"`  // of the statistics office
}

// NewKey names the new unit at index i of the form.
func NewKey(i int) string { return "moi-" + strconv.Itoa(i+1) }

// BelowInput says where a unit below a split or ended one goes.
type BelowInput struct {
	Unit string `form:"unit"` // id
	To   string `form:"to"`   // key of a new unit, BelowUp, BelowEnds, or nothing yet
}

// Where a unit below goes when not to a new unit.
const (
	BelowUp   = "len"
	BelowEnds = "ket-thuc"
)

// Loose is a unit below a split or ended one, with what was chosen for it.
type Loose struct {
	Unit  Unit
	Under Unit
	Up    Unit // above Under; none: a root
	To    string
}

// Plan is an input whose units were found.
type Plan struct {
	Draft Draft
	Loose []Loose
	Open  int // how many of Loose wait for a choice

	fields []string // of each change of Draft
}

// Fields of the form that refusals name.
func rowField(i int) string         { return "row-" + strconv.Itoa(i+1) }
func newField(i int) string         { return "new-" + strconv.Itoa(i+1) }
func belowField(unit string) string { return "below-" + unit }

func (p *Plan) change(field string, c Change) {
	p.Draft.Changes = append(p.Draft.Changes, c)
	p.fields = append(p.fields, field)
}

// Told puts what a draft was refused for at the fields of the form.
func (p Plan) Told(err error) error {
	var invalid fault.Invalid
	if !errors.As(err, &invalid) {
		return err
	}
	told := fault.Invalid{}
	for field, m := range invalid {
		told[p.field(field)] = m
	}
	return told
}

func (p Plan) field(of string) string {
	if key, ok := strings.CutPrefix(of, "new."+"moi-"); ok {
		return "new-" + key
	}
	if number, ok := strings.CutPrefix(of, "change."); ok {
		n, err := strconv.Atoi(number)
		if err == nil && n >= 1 && n <= len(p.fields) {
			return p.fields[n-1]
		}
		return rowField(0)
	}
	return of
}
