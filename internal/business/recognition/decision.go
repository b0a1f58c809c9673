package recognition

import (
	"slices"
	"time"

	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/business/signing"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
)

// Kind is what a decision does.
type Kind string

// The kinds. Recognising an initiative and commending a participant are two
// decisions; the others change lines of an issued one. A replacement says the whole
// paper anew, a correction some lines of it.
const (
	Recognition  Kind = "recognition"  // công nhận
	Commendation Kind = "commendation" // khen thưởng
	Correction   Kind = "correction"   // đính chính
	Replacement  Kind = "replacement"  // thay thế
	Revocation   Kind = "revocation"   // thu hồi
)

// Kinds lists every kind.
func Kinds() []Kind { return []Kind{Recognition, Commendation, Correction, Replacement, Revocation} }

// Label is the Vietnamese name of the kind, a source text of i18n.
func (k Kind) Label() string {
	switch k {
	case Recognition:
		return "Công nhận mô hình"
	case Commendation:
		return "Khen thưởng"
	case Correction:
		return "Đính chính"
	case Replacement:
		return "Thay thế"
	case Revocation:
		return "Thu hồi kết quả"
	}
	return ""
}

// effect is what an amendment of kind k makes of the lines that it names.
func (k Kind) effect() LineState {
	switch k {
	case Correction:
		return Corrected
	case Replacement:
		return Replaced
	case Revocation:
		return Revoked
	}
	return Valid
}

// Amends reports whether a decision of kind k changes lines of another one.
func (k Kind) Amends() bool { return k.Rewords() || k == Revocation }

// Rewords reports whether an amendment of kind k puts new words in the place of old ones.
func (k Kind) Rewords() bool { return k == Correction || k == Replacement }

// prefix begins the codes of decisions of kind k.
func (k Kind) prefix() string {
	switch k {
	case Recognition:
		return "cn"
	case Commendation:
		return "kt"
	case Correction:
		return "dc"
	case Replacement:
		return "tt"
	}
	return "th"
}

// State is where a decision stands.
type State string

// The states, in order.
const (
	Draft   State = "draft"
	Checked State = "checked" // by somebody else than who wrote it
	Signed  State = "signed"
	Issued  State = "issued"
)

// States lists every state in order.
func States() []State { return []State{Draft, Checked, Signed, Issued} }

// Label is the Vietnamese name of the state, a source text of i18n.
func (s State) Label() string {
	switch s {
	case Checked:
		return "Đã kiểm tra, chờ ký"
	case Signed:
		return "Đã ký, chưa ban hành"
	case Issued:
		return "Đã ban hành"
	}
	return "Bản dự thảo"
}

// LineState is how a line of an issued decision stands today.
type LineState string

// The states of a line.
const (
	Valid     LineState = "valid"
	Corrected LineState = "corrected"
	Replaced  LineState = "replaced" // with the whole list, by a decision that says it anew
	Revoked   LineState = "revoked"
)

// Label is the Vietnamese name of the state, a source text of i18n.
func (s LineState) Label() string {
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

// Decision is one paper: what it decides, on which bases, who signs it. Its list
// is in Lines.
type Decision struct {
	ID         string
	Code       string // for people and addresses: cn-dvk-2022
	Kind       Kind
	SeasonID   string
	UnitID     string // the body that decides
	UnitPath   string
	AmendsID   string     // of a correction or revocation: the first decision, never another amendment
	Level      string     // as the paper says for ever: "cấp quận"
	AwardID    string     // the edition of the catalogue; empty: typed, or an amendment
	Award      string     // "giấy khen"; empty for recognition
	Subject    string     // trích yếu
	Reason     string     // of a correction or revocation
	Number     string     // "412-QĐ/QU"
	Held       *int64     // the number of the book that is held back for it; nil: the next one
	DecidedOn  clock.Date // the date on the paper
	Place      string
	Letterhead []string // the lines at the left, the issuing body last
	Line       org.Line // Party, State or Front: the form of the paper
	SignAs     []string // "T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"
	Signer     string
	State      State
	Version    int64
	CreatedBy  string
	CreatedAt  time.Time
	ChangedAt  time.Time
	Drafted    signing.Person // who wrote last
	CheckedAt  time.Time
	CheckedBy  signing.Person
	BackNote   string    // why it was sent back to be written
	SignedAt   time.Time // when the signing was recorded here
	SignedBy   string    // who recorded it
	SignedByID string
	IssuedAt   time.Time
	IssuedBy   signing.Person
	Bases      []Cited // in the order of the paper
}

// Cited is a legal basis as one decision cites it.
type Cited struct {
	BasisID string // of the catalogue; empty when it was typed
	Text    string // as it stands after "Căn cứ"
}

// Line is one line of a decision's list. Its names are those on the paper and do
// not follow later changes of units and participants.
type Line struct {
	ID              string
	DecisionID      string
	Position        int64 // number on the paper, from 1 without gaps
	InitiativeID    string
	InitiativeCode  string // MH-7K3F-92QX
	ParticipantID   string
	ParticipantKind participant.Kind
	Name            string
	UnitID          string
	UnitPath        string
	UnitName        string
	FieldID         string
	Title           string // of the initiative
	Merit           string
	AmendsLineID    string // the line that this one corrects or revokes
}

// next lists where a decision may go from each state. What is checked may be sent back;
// from what is signed there is no way back: it is corrected by a further decision.
var next = map[State][]State{Draft: {Checked}, Checked: {Signed, Draft}, Signed: {Issued}}

// Editable reports whether the decision may still be written.
func (d Decision) Editable() bool { return d.State == Draft }

func (d *Decision) move(to State) error {
	if !slices.Contains(next[d.State], to) {
		return fault.Refuse("Quyết định đang ở bước “%s” nên chưa chuyển sang “%s” được.", d.State.Label(), to.Label())
	}
	d.State = to
	return nil
}

// errFixed says why an issued or signed decision cannot be written.
func (d Decision) errFixed() error {
	if d.Editable() {
		return nil
	}
	if d.State == Checked {
		return fault.Refuse("Dự thảo đã kiểm tra xong, đang chờ ký. Muốn sửa thì trả lại để soạn trước.")
	}
	return fault.Refuse("Quyết định số %s đã ký nên không sửa được nữa. Muốn thay đổi, xin lập quyết định đính chính hoặc thu hồi.", d.Number)
}

// inOrder puts lines in the order of the paper: collectives, individuals,
// households, each as they stood; positions count from 1 over all of them.
func inOrder(lines []Line) []Line {
	rank := func(l Line) int { return slices.Index(participant.Kinds(), l.ParticipantKind) }
	lines = slices.Clone(lines)
	slices.SortStableFunc(lines, func(a, b Line) int { return rank(a) - rank(b) })
	for i := range lines {
		lines[i].Position = int64(i + 1)
	}
	return lines
}
