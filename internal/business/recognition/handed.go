package recognition

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
)

// HandState is where a hand-down stands.
type HandState string

// The states of a hand-down. Only what waits can be answered or taken back.
const (
	Handed    HandState = "waiting"
	Taken     HandState = "accepted" // stands on a decision of the lower unit
	Declined  HandState = "declined"
	Withdrawn HandState = "withdrawn"
)

// Label is the Vietnamese name of the state, a source text of i18n.
func (s HandState) Label() string {
	switch s {
	case Taken:
		return "Đã nhận, đang soạn quyết định"
	case Declined:
		return "Không nhận"
	case Withdrawn:
		return "Đã rút lại"
	}
	return "Chờ đơn vị trả lời"
}

// HandDown is an initiative that a higher unit did not choose and hands to a lower
// one, which may honour it.
type HandDown struct {
	ID             string
	BatchID        string // of the form that handed it down
	SeasonID       string
	InitiativeID   string
	InitiativeCode string
	Title          string
	Participant    string
	FromID         string
	FromPath       string
	FromName       string
	ToID           string
	ToPath         string
	ToName         string
	Reason         string
	Basis          string // the paper that hands it down, as the decision cites it
	State          HandState
	Answer         string // why it was declined
	DecisionID     string // that it stands on; empty until accepted
	HandedBy       string // name
	HandedAt       time.Time
	AnsweredBy     string
	AnsweredAt     time.Time
	Version        int64
}

// trail is what the audit trail keeps of h.
func (h HandDown) trail() map[string]any {
	return map[string]any{
		"from": h.FromName, "to": h.ToName, "state": h.State, "reason": h.Reason, "basis": h.Basis, "answer": h.Answer, "decision_id": h.DecisionID,
	}
}

// HandInput is the form that hands initiatives of a season down to one unit.
type HandInput struct {
	ID     string   `form:"id"` // of the batch
	Season string   `form:"mua"`
	Unit   string   `form:"don-vi"` // id of the lower unit
	Cases  []string `form:"cases"`  // initiatives
	Reason string   `form:"reason"`
	Basis  string   `form:"basis"`
}

// mostHanded is how many initiatives one form hands down.
const mostHanded = 200

// read checks in and returns its words cleaned.
func (in HandInput) read() (HandInput, error) {
	in.Reason, in.Basis = text.CleanLines(in.Reason), strings.TrimRight(text.Clean(in.Basis), ";,. ")
	if uuid.Validate(in.ID) != nil {
		in.ID = uuid.Must(uuid.NewV7()).String()
	}
	v := fault.Invalid{}
	v.Check(uuid.Validate(in.Unit) == nil, "don-vi", "Chọn đơn vị nhận.")
	v.Check(len(in.Cases) > 0, "cases", "Chọn ít nhất một hồ sơ.")
	v.Check(len(in.Cases) <= mostHanded, "cases", "Mỗi lần chuyển tối đa %d hồ sơ.", mostHanded)
	v.Check(in.Reason != "", "reason", "Ghi lý do, để đơn vị nhận và người đăng ký biết vì sao.")
	v.Check(utf8.RuneCountInString(in.Reason) <= longText, "reason", "Mục này dài quá %d ký tự.", longText)
	v.Check(in.Basis != "", "basis", "Ghi văn bản chuyển hồ sơ: số, ngày, cơ quan. Quyết định của đơn vị nhận sẽ dẫn văn bản này.")
	v.Check(utf8.RuneCountInString(in.Basis) <= longText, "basis", "Mục này dài quá %d ký tự.", longText)
	for _, id := range in.Cases {
		v.Check(uuid.Validate(id) == nil, "cases", "Có hồ sơ không chuyển được nữa. Xin chọn lại.")
	}
	return in, v.Err()
}

// AnswerInput is the form in which a lower unit answers.
type AnswerInput struct {
	ID     string   `form:"id"`     // of the draft that it may begin
	Hands  []string `form:"hands"`  // hand-downs
	Answer string   `form:"answer"` // recognition, commendation or declined
	UnitID string   `form:"unit"`   // the body that decides
	Reason string   `form:"reason"` // why declined
}

// read checks in and returns its words cleaned.
func (in AnswerInput) read() (AnswerInput, error) {
	in.Reason = text.CleanLines(in.Reason)
	v := fault.Invalid{}
	v.Check(len(in.Hands) > 0, "hands", "Chọn ít nhất một hồ sơ.")
	v.Check(len(in.Hands) <= mostHanded, "hands", "Mỗi lần trả lời tối đa %d hồ sơ.", mostHanded)
	switch in.Answer {
	case string(Recognition), string(Commendation):
		v.Check(uuid.Validate(in.UnitID) == nil, "unit", "Chọn cơ quan ra quyết định.")
	case string(Declined):
		v.Check(in.Reason != "", "reason", "Ghi lý do không nhận, để đơn vị chuyển và người đăng ký biết.")
		v.Check(utf8.RuneCountInString(in.Reason) <= longText, "reason", "Mục này dài quá %d ký tự.", longText)
	default:
		v.Check(false, "answer", "Chọn nhận hoặc không nhận.")
	}
	for _, id := range in.Hands {
		v.Check(uuid.Validate(id) == nil, "hands", "Có hồ sơ đã được trả lời hoặc rút lại. Xin chọn lại.")
	}
	return in, v.Err()
}

// errAnswered says that somebody was faster.
var errAnswered = fault.Refuse("Hồ sơ này đã được trả lời hoặc rút lại nên không làm được nữa.")

// bases are the papers by which all were handed down, each once, one a line.
func bases(all []HandDown) string {
	var lines []string
	seen := map[string]bool{}
	for _, h := range all {
		if !seen[h.Basis] {
			seen[h.Basis] = true
			lines = append(lines, h.Basis)
		}
	}
	return strings.Join(lines, "\n")
}
