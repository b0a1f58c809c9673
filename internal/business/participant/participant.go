// Package participant knows who takes part: collectives, individuals and
// households. A row is one name, kind and unit over all seasons. Rows that are one
// participant, because its unit was succeeded or its name is spelled in several
// ways, are joined; joining can be undone and changes neither of them.
//
// Reading order: participant.go, merge.go, likeness.go, abbreviations.go (pure),
// policy.go, needs.go, queries.go, queries_likely.go, queries_search.go,
// service_*.go, store*.go, pages*.go.
package participant

import (
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
)

// Kind is what a participant is.
type Kind string

// The kinds.
const (
	Collective Kind = "collective" // tập thể
	Individual Kind = "individual" // cá nhân
	Household  Kind = "household"  // gia đình, hộ gia đình
)

// Kinds lists every kind, in the order of reports.
func Kinds() []Kind { return []Kind{Collective, Individual, Household} }

// Label is the Vietnamese name of the kind, a source text of i18n.
func (k Kind) Label() string {
	switch k {
	case Collective:
		return "Tập thể"
	case Individual:
		return "Cá nhân"
	case Household:
		return "Hộ gia đình"
	}
	return ""
}

// ParseKind reads what people call a kind, in any spelling.
func ParseKind(s string) (Kind, bool) {
	switch text.Fold(s) {
	case "tap the", "tt", "don vi", "co quan", "to chuc", "collective":
		return Collective, true
	case "ca nhan", "cn", "ong", "ba", "individual":
		return Individual, true
	case "ho gia dinh", "gia dinh", "ho", "hgd", "household":
		return Household, true
	}
	return "", false
}

// Participant is one collective, individual or household of a unit.
type Participant struct {
	ID             string
	Kind           Kind
	Name           string
	UnitID         string
	UnitPath       string
	Representative string
	Phone          string // never public
	MergedIntoID   string // the row that this one was joined to; empty for none
	RootID         string // the row by which its group is known; its own ID when alone
	Version        int64
	CreatedAt      time.Time
}

// Unit is where a participant belongs.
type Unit struct{ ID, Path string }

// newParticipant checks the name and makes a participant of unit.
func newParticipant(kind Kind, name string, unit Unit, now time.Time) (Participant, error) {
	id := uuid.Must(uuid.NewV7()).String()
	p := Participant{
		ID: id, Kind: kind, Name: text.Clean(name), UnitID: unit.ID, UnitPath: unit.Path, RootID: id, Version: 1, CreatedAt: now,
	}
	v := fault.Invalid{}
	v.Check(kind.Label() != "", "participant_kind", "Chọn tập thể, cá nhân hoặc hộ gia đình.")
	v.Check(p.Name != "", "participant", "Chưa nhập tên tập thể hoặc cá nhân đăng ký.")
	v.Check(utf8.RuneCountInString(p.Name) <= 200, "participant", "Tên dài quá %d ký tự.", 200)
	return p, v.Err()
}

// sortKey orders individuals by given name, everybody else by the whole name.
func (p Participant) sortKey() []byte {
	if p.Kind == Individual {
		return text.PersonSortKey(p.Name)
	}
	return text.SortKey(p.Name)
}
