package register

import (
	"time"

	"kheo/internal/business/campaign"
	"kheo/internal/business/recognition"
	"kheo/internal/platform/clock"
)

// Prefix begins every code of the register.
const Prefix = "DVK"

// LogPath is where the log of the register is served, after the address of the site.
const LogPath = "/so-cong-nhan"

// State is how an entry stands today.
type State string

// The states of an entry.
const (
	Valid     State = "valid"
	Corrected State = "corrected"
	Replaced  State = "replaced" // with its whole list, by a decision that says it anew
	Revoked   State = "revoked"
)

// Label is the Vietnamese name of the state, a source text of i18n.
func (s State) Label() string {
	switch s {
	case Corrected:
		return "Đã đính chính"
	case Replaced:
		return "Đã được thay thế"
	case Revoked:
		return "Đã thu hồi"
	}
	return "Còn giá trị"
}

// Record is what the register tells everybody, as it was issued. Its fields stand in the
// order of their names in JSON, which makes them canonical: see Statement.
type Record struct {
	Award           string     `json:"award,omitempty"`
	DecidedBy       string     `json:"decided_by"`
	DecidedOn       clock.Date `json:"decided_on"`
	Decision        string     `json:"decision"` // code
	Kind            string     `json:"kind"`     // recognition or commendation
	Level           string     `json:"level"`
	Merit           string     `json:"merit,omitempty"`
	Name            string     `json:"name"`
	Number          string     `json:"number"`
	ParticipantKind string     `json:"participant_kind"`
	Position        int64      `json:"position"` // line of the annexed list
	Season          string     `json:"season"`
	Title           string     `json:"title,omitempty"` // of the initiative
	Unit            string     `json:"unit"`
	Year            int64      `json:"year"`
}

// Entry is one line of the register.
type Entry struct {
	Code       string
	Serial     int64
	LineID     string
	DecisionID string
	Leaf       int64 // of the log, from 0: the one that issued it
	Record     Record
	IssuedAt   time.Time
	Redacted   bool // personal data were taken out of Record
	State      State
	Amendments []Amendment
}

// Amendment is what a later decision said of an entry.
type Amendment struct {
	Leaf       int64 // of the log, from 0
	Kind       State // Corrected, Replaced or Revoked
	DecisionID string
	ByCode     string // the entry that stands in its place
	Reason     string
	At         time.Time
}

// newRecord takes from a decision and its line what everybody may know.
func newRecord(d recognition.Decision, l recognition.Line, kind recognition.Kind, decidedBy string, season campaign.Season) Record {
	return Record{
		Decision: d.Code, Kind: string(kind), Number: d.Number, DecidedOn: d.DecidedOn, DecidedBy: decidedBy, Level: d.Level, Award: d.Award,
		Position: l.Position, Name: l.Name, ParticipantKind: string(l.ParticipantKind), Unit: l.UnitName, Title: l.Title, Merit: l.Merit,
		Season: season.Code, Year: season.Year,
	}
}
