package org

import (
	"time"

	"kheo/internal/platform/clock"
)

// Event is a day on which units change, with the legal text that says so.
type Event struct {
	ID          string
	On          clock.Date
	Basis       string // number, date and body of the resolution
	Source      string // where the facts were read
	VerifiedBy  string // empty: not verified yet
	State       EventState
	CreatedAt   time.Time
	CreatedBy   string // name
	Successions []Succession
}

// EventState is how far an event has come.
type EventState string

// The states. A planned event takes effect on its day; until then it can be
// withdrawn.
const (
	Planned   EventState = "planned"
	Done      EventState = "done"
	Withdrawn EventState = "withdrawn"
)

// Label is the Vietnamese name of the state, a source text of i18n.
func (s EventState) Label() string {
	switch s {
	case Planned:
		return "Chờ đến ngày hiệu lực"
	case Done:
		return "Đã có hiệu lực"
	case Withdrawn:
		return "Đã rút"
	}
	return ""
}

// Succession is one line of an event. For a rename, a new type or a new parent,
// OldID and NewID are the same unit.
type Succession struct {
	EventID  string
	Position int
	Relation Relation
	OldID    string // empty: founded
	NewID    string // empty: abolished
	Detail   string // in the words of the source
}

// Draft is an event as it is entered.
type Draft struct {
	ID         string
	On         clock.Date
	Basis      string
	Source     string
	VerifiedBy string
	New        []NewUnit
	Changes    []Change
	EndBelow   bool // units below an ended one that nothing is said of end with it
}

// NewUnit is a unit that begins on the day of the event.
type NewUnit struct {
	Key    string // by which changes and other new units of the draft name it
	Code   string // empty: made from the name
	Name   string
	Type   Type
	Parent string  // id of a unit, or key of another new one; empty: a root
	Codes  []Coded // without days
}

// Change is one thing that happens to a unit.
type Change struct {
	Relation Relation
	Old      string // id of a unit
	New      string // Whole, Part: key of a new unit, or id of one that begins that day. Move: id or key of the new parent
	Tree     Tree   // Move: in which tree; empty: the administrative one
	Name     string // Rename
	Type     Type   // Retype
	Detail   string
}
