package council

import (
	"time"

	"github.com/google/uuid"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
)

// State is where a round stands.
type State string

// The states. A closed round never opens again; a repeat is a round of its own.
const (
	Open   State = "open"
	Closed State = "closed"
)

// Label is the Vietnamese name of the state, a source text of i18n.
func (s State) Label() string {
	if s == Open {
		return "Đang bỏ phiếu"
	}
	return "Đã đóng"
}

// Round is one vote over one or many cases.
type Round struct {
	ID        string
	MeetingID string
	Number    int64 // in its meeting, from 1
	RuleID    string
	Secret    bool
	State     State
	RepeatsID string // the round that it repeats
	Reason    string // why
	Seats     int64  // pinned when it opened, like Present and Written
	Present   int64
	Written   int64
	Papers    int64  // in the box when it closed
	Digest    string // of the closed box
	Version   int64
	OpenedAt  time.Time
	ClosedAt  time.Time
}

// RoundInput is the form that opens a round.
type RoundInput struct {
	ID      string   `form:"id"`
	Rule    string   `form:"rule"` // id
	Open    bool     `form:"open"` // vote openly, by name
	Repeats string   `form:"repeats"`
	Reason  string   `form:"reason"`
	Cases   []string `form:"cases"` // initiatives
}

func (in RoundInput) read() (Round, error) {
	r := Round{ID: in.ID, RuleID: in.Rule, Secret: !in.Open, RepeatsID: in.Repeats, Reason: text.CleanLines(in.Reason), State: Open}
	if uuid.Validate(r.ID) != nil {
		r.ID = uuid.Must(uuid.NewV7()).String()
	}
	v := fault.Invalid{}
	v.Check(uuid.Validate(r.RuleID) == nil, "rule", "Chọn quy tắc bỏ phiếu.")
	v.Check(len(in.Cases) > 0, "cases", "Chọn ít nhất một hồ sơ.")
	v.Check(len(in.Cases) <= mostCases, "cases", "Mỗi lượt tối đa %d hồ sơ.", mostCases)
	v.Check(r.RepeatsID == "" || r.Reason != "", "reason", "Ghi lý do bỏ phiếu lại.")
	v.Check(r.RepeatsID == "" || uuid.Validate(r.RepeatsID) == nil, "reason", "Lượt được bỏ phiếu lại không còn.")
	return r, v.Err()
}

const mostCases = 1000 // of one round

// Entry is one seat on the roll of a round. It holds no time.
type Entry struct {
	MemberID string
	Voted    bool
	OnPaper  bool
}

// Result is what came out for one case.
type Result struct {
	Case
	Count
	Base   int64
	Need   int64
	Passed bool
}

// Recused are the members that may not vote on cases: member, then case, then why.
type Recused map[string]map[string]string

// Add notes one.
func (r Recused) Add(member, initiative, reason string) {
	if r[member] == nil {
		r[member] = map[string]string{}
	}
	r[member][initiative] = reason
}

// From reports whether member may not vote on initiative.
func (r Recused) From(member, initiative string) bool {
	_, is := r[member][initiative]
	return is
}

// Count is how many of members may not vote on initiative.
func (r Recused) Count(members []string, initiative string) (n int64) {
	for _, m := range members {
		if r.From(m, initiative) {
			n++
		}
	}
	return n
}
