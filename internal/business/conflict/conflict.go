package conflict

import (
	"strings"
	"time"
	"unicode/utf8"

	"kheo/internal/business/initiative"
	"kheo/internal/business/participant"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
	"kheo/internal/service/auth"
)

// Kind is why somebody may not be free to judge a dossier.
type Kind string

// The kinds.
const (
	Organiser   Kind = "organiser"   // of the unit that runs the season, whose own dossier it is
	SameUnit    Kind = "same_unit"   // of the dossier's unit
	Superior    Kind = "superior"    // of a unit above it
	Subordinate Kind = "subordinate" // of a unit below it
	Author      Kind = "author"      // began the registration
	Witness     Kind = "witness"     // proved it or wrote of its progress
	Namesake    Kind = "namesake"    // a name is equal: only a hint
)

// Reason is one ground with its sentence.
type Reason struct {
	Kind Kind
	Say  fault.Message
}

// Post is where a person works: an office held, or a role in Khéo.
type Post struct {
	UnitID, UnitPath, UnitName string
	Title                      string    // of the office; empty for a role
	Role                       auth.Role // empty for an office
}

// Person is somebody who may be asked to judge.
type Person struct {
	AccountID string
	Name      string
	Posts     []Post
}

// Dossier is what is judged.
type Dossier struct {
	ID              string
	Code            string
	Title           string
	SeasonID        string
	UnitID          string
	UnitPath        string
	UnitName        string
	ParticipantKind participant.Kind
	ParticipantName string
	Contact         string
	Hands           map[string][]initiative.Hand // by account
}

// State says whether a conflict was looked at.
type State string

// The states of a finding.
const (
	Open      State = "open"
	Confirmed State = "confirmed"
	Dismissed State = "dismissed"
)

// States lists every state in the order in which pages show them.
func States() []State { return []State{Open, Confirmed, Dismissed} }

// Label is the Vietnamese name of the state, a source text of i18n.
func (s State) Label() string {
	switch s {
	case Confirmed:
		return "Đã xác nhận, người này tránh"
	case Dismissed:
		return "Đã xem, không phải xung đột"
	}
	return "Chờ xem xét"
}

// Interest is what people settled between one account and one dossier.
type Interest struct {
	ID           string
	InitiativeID string
	SeasonID     string
	AccountID    string
	Account      string // name
	State        State  // Confirmed or Dismissed
	Declared     bool   // by the person
	Reasons      string // as they read then, one a line
	Note         string
	SettledByID  string
	SettledBy    string
	SettledAt    time.Time
	Version      int64
}

// Finding is everything that is known between one person and one dossier.
type Finding struct {
	Person   Person
	Dossier  Dossier
	Reasons  []Reason // computed now; may be empty where the person declared it
	Interest Interest // the zero Interest while nothing is settled
}

// State is Open until somebody settled it.
func (f Finding) State() State {
	if f.Interest.State == "" {
		return Open
	}
	return f.Interest.State
}

// Any reports whether there is anything to say at all.
func (f Finding) Any() bool { return len(f.Reasons) > 0 || f.Interest.State != "" }

// Blocks reports whether the person may not judge the dossier.
func (f Finding) Blocks() bool { return f.State() == Confirmed }

// Warns reports whether somebody should still look at it.
func (f Finding) Warns() bool { return f.State() == Open && len(f.Reasons) > 0 }

// key orders findings: by dossier, then by person.
func (f Finding) key() string { return f.Dossier.ID + "." + f.Person.AccountID }

// sentences are the reasons in Vietnamese, one a line.
func (f Finding) sentences() string {
	all := make([]string, len(f.Reasons))
	for n, r := range f.Reasons {
		all[n] = r.Say.String()
	}
	return strings.Join(all, "\n")
}

// SettleInput is what somebody says of a finding.
type SettleInput struct {
	State   State  `form:"state"`
	Note    string `form:"note"`
	Version int64  `form:"version"` // of the Interest; 0 while nothing is settled
}

const maxNote = 1000 // characters

func (in *SettleInput) check() error {
	in.Note = text.CleanLines(in.Note)
	v := fault.Invalid{}
	v.Check(in.State == Confirmed || in.State == Dismissed, "state", "Chọn xác nhận hoặc bỏ qua.")
	v.Check(in.State != Dismissed || in.Note != "", "note", "Bỏ qua một nghi ngờ thì ghi một câu vì sao, để người xem lại hiểu.")
	v.Check(utf8.RuneCountInString(in.Note) <= maxNote, "note", "Ghi chú dài quá %d ký tự. Xin viết gọn lại.", maxNote)
	return v.Err()
}

// DeclareInput is what a person says of themselves.
type DeclareInput struct {
	Note string `form:"note"`
}

func (in *DeclareInput) check() error {
	in.Note = text.CleanLines(in.Note)
	v := fault.Invalid{}
	v.Check(in.Note != "", "note", "Ghi một câu: vì sao bạn xin không xét hồ sơ này.")
	v.Check(utf8.RuneCountInString(in.Note) <= maxNote, "note", "Ghi chú dài quá %d ký tự. Xin viết gọn lại.", maxNote)
	return v.Err()
}
