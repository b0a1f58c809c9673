package bonus

import (
	"time"

	"kheo/internal/business/participant"
	"kheo/internal/platform/clock"
)

// State is where the bonus of one line stands.
type State string

// The states. Only Paid and Recovery hold money that went out.
const (
	Due       State = "due"
	Paid      State = "paid"
	Declined  State = "declined"  // not wanted, or revoked before it was paid
	Recovery  State = "recovery"  // revoked after it was paid: to be given back
	Recovered State = "recovered" // given back in full
)

// States lists every state, in the order in which pages show them.
func States() []State { return []State{Due, Paid, Declined, Recovery, Recovered} }

// Label is the Vietnamese name of the state, a source text of i18n; empty for none.
func (s State) Label() string {
	switch s {
	case Due:
		return "Chưa chi"
	case Paid:
		return "Đã chi"
	case Declined:
		return "Không chi"
	case Recovery:
		return "Phải thu hồi"
	case Recovered:
		return "Đã thu hồi tiền"
	}
	return ""
}

// Item is the bonus of one line of a decision.
type Item struct {
	LineID      string // the line that stands: a correction takes the item with it
	DecisionID  string // the first decision, never an amendment
	UnitPath    string // of the body that decides
	DecidedOn   clock.Date
	Frozen      bool  // the decision is issued
	Position    int64 // on the first paper
	Name        string
	UnitName    string
	Kind        participant.Kind
	Amount      int64  // đồng
	Basis       string // the arithmetic and its source in Vietnamese, or the reason of a typed amount; empty: not known yet
	Typed       bool   // a person gave the amount
	Verified    bool   // somebody had compared what it was reckoned from with the sources
	State       State
	PaidOn      clock.Date
	PaidDoc     string // number of the voucher
	RecoveredOn clock.Date
	Recovered   int64 // đồng, up to Amount
	Note        string
	ByID, By    string // who acted last
	At          time.Time
	Version     int64
}

// Open reports whether nobody knows the amount yet.
func (i Item) Open() bool { return i.State == Due && i.Basis == "" }

// Outstanding is what is still to be given back, in đồng.
func (i Item) Outstanding() int64 {
	if i.State != Recovery {
		return 0
	}
	return i.Amount - i.Recovered
}

// charge is what i takes from its fund, in đồng: what is still to be paid, and
// what went out and has not come back.
func (i Item) charge() (planned, paid int64) {
	switch i.State {
	case Due:
		return i.Amount, 0
	case Paid:
		return 0, i.Amount
	case Recovery, Recovered:
		return 0, i.Amount - i.Recovered
	}
	return 0, 0
}

// stamp is who acts and when.
type stamp struct {
	ID, Name string
	At       time.Time
}

func (i *Item) stamp(by stamp) { i.ByID, i.By, i.At = by.ID, by.Name, by.At }
