package initiative

import (
	"slices"
	"time"

	"kheo/internal/business/participant"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
)

// Kind is what an initiative is.
type Kind string

// The kinds.
const (
	Model    Kind = "model"    // mô hình
	Project  Kind = "project"  // công trình
	Solution Kind = "solution" // giải pháp
)

// Kinds lists every kind.
func Kinds() []Kind { return []Kind{Model, Project, Solution} }

// Label is the Vietnamese name of the kind, a source text of i18n.
func (k Kind) Label() string {
	switch k {
	case Project:
		return "Công trình"
	case Solution:
		return "Giải pháp"
	}
	return "Mô hình"
}

// ParseKind reads what people call a kind; an empty text is a Model.
func ParseKind(s string) (Kind, bool) {
	switch text.Fold(s) {
	case "", "mo hinh", "model":
		return Model, true
	case "cong trinh", "project":
		return Project, true
	case "giai phap", "solution":
		return Solution, true
	}
	return "", false
}

// State is where an initiative stands.
type State string

// The states, in the order of an initiative's life.
const (
	Draft         State = "draft"
	Submitted     State = "submitted"
	Returned      State = "returned" // to be supplemented, with a reason and a date
	Accepted      State = "accepted"
	InProgress    State = "in_progress"
	Reported      State = "reported"
	UnderReview   State = "under_review"
	Recognised    State = "recognised"
	NotRecognised State = "not_recognised"
	KeptAlive     State = "kept_alive"
	Ended         State = "ended"
)

// States lists every state in order.
func States() []State {
	return []State{Draft, Submitted, Returned, Accepted, InProgress, Reported, UnderReview, Recognised, NotRecognised, KeptAlive, Ended}
}

// Label is the Vietnamese name of the state, a source text of i18n.
func (s State) Label() string {
	switch s {
	case Draft:
		return "Bản nháp"
	case Submitted:
		return "Đã gửi đăng ký"
	case Returned:
		return "Trả lại để bổ sung"
	case Accepted:
		return "Đã tiếp nhận"
	case InProgress:
		return "Đang thực hiện"
	case Reported:
		return "Đã báo cáo kết quả"
	case UnderReview:
		return "Đang thẩm định"
	case Recognised:
		return "Được công nhận"
	case NotRecognised:
		return "Chưa được công nhận"
	case KeptAlive:
		return "Đang duy trì"
	case Ended:
		return "Đã kết thúc"
	}
	return string(s)
}

// Registered reports whether an initiative in s counts as registered (đăng ký).
func (s State) Registered() bool { return s != Draft }

// Public reports whether everybody may see an initiative in s: from acceptance on.
func (s State) Public() bool { return s != Draft && s != Submitted && s != Returned }

// PublicStates lists the states that everybody may see.
func PublicStates() []State {
	return slices.DeleteFunc(States(), func(s State) bool { return !s.Public() })
}

// next lists where an initiative may go from each state.
var next = map[State][]State{
	Draft:         {Submitted},
	Submitted:     {Accepted, Returned, Draft},
	Returned:      {Submitted},
	Accepted:      {InProgress, Ended},
	InProgress:    {Reported, Ended},
	Reported:      {UnderReview, InProgress},
	UnderReview:   {Recognised, NotRecognised, Reported, InProgress},
	Recognised:    {KeptAlive, Ended, UnderReview},
	NotRecognised: {KeptAlive, Ended, UnderReview},
	KeptAlive:     {Ended},
	Ended:         {KeptAlive},
}

// Initiative is one model, project or solution in one season.
type Initiative struct {
	ID              string
	Code            string // short, for people: MH-7K3F-92QX
	SeasonID        string
	UnitID          string
	UnitPath        string
	ParticipantID   string // empty in drafts that name nobody yet
	ParticipantKind participant.Kind
	ParticipantName string // as registered
	Kind            Kind
	FieldID         string
	CriteriaSetID   string // under which it was received; empty before that
	Content
	StartsOn     clock.Date
	Contact      string // never public
	Note         string
	Result       string // what the final report says
	State        State
	ReturnReason string
	DueOn        clock.Date // when the next act is due, where one is
	Version      int64
	CreatedBy    string
	CreatedAt    time.Time
	ChangedAt    time.Time
	SubmittedAt  time.Time
	AcceptedAt   time.Time
	ReportedAt   time.Time
	DecidedAt    time.Time
	Themes       []string // ids
}

// Event is one step in an initiative's life.
type Event struct {
	At       time.Time
	Account  string
	From, To State
	Reason   string
	DueOn    clock.Date
}

// move takes i to another state, or refuses with the reason.
func (i *Initiative) move(to State, now time.Time) error {
	if !slices.Contains(next[i.State], to) {
		return fault.Refuse("Hồ sơ đang ở bước “%s” nên chưa chuyển sang “%s” được.", i.State.Label(), to.Label())
	}
	i.State, i.ChangedAt, i.DueOn = to, now, clock.Date{}
	switch to {
	case Submitted:
		i.SubmittedAt, i.ReturnReason = now, ""
	case Accepted:
		i.AcceptedAt = now
	case Reported:
		i.ReportedAt, i.ReturnReason = now, ""
	case Recognised, NotRecognised:
		i.DecidedAt = now
	}
	return nil
}

// sendBack returns a submitted registration, or a report that is under review, with
// what is missing and until when.
func (i *Initiative) sendBack(reason string, by, today clock.Date, now time.Time) error {
	reason = text.CleanLines(reason)
	v := fault.Invalid{}
	v.Check(reason != "", "reason", "Ghi rõ còn thiếu gì, để người đăng ký biết cần bổ sung gì.")
	v.Check(!by.IsZero(), "due_on", "Chọn ngày cần bổ sung xong.")
	v.Check(by.IsZero() || !by.Before(today), "due_on", "Hạn bổ sung phải từ hôm nay trở đi.")
	if err := v.Err(); err != nil {
		return err
	}
	to := Returned
	if i.State == UnderReview { // it stays registered: only the report is to be supplemented
		to = InProgress
	}
	if err := i.move(to, now); err != nil {
		return err
	}
	i.ReturnReason, i.DueOn = reason, by
	return nil
}

// SelfScored reports whether the registrant may fill in a sheet for the own dossier:
// received, and its review not open yet.
func (i Initiative) SelfScored() bool {
	return i.State == Accepted || i.State == InProgress || i.State == Reported
}

// Editable reports whether the registration may still be written.
func (i Initiative) Editable() bool { return i.State == Draft || i.State == Returned }

// Late reports whether the next act is overdue on day.
func (i Initiative) Late(day clock.Date) bool { return !i.DueOn.IsZero() && i.DueOn.Before(day) }
