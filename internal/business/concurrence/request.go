package concurrence

import (
	"slices"
	"time"

	"kheo/internal/business/recognition"
	"kheo/internal/platform/clock"
)

// State is where a request stands.
type State string

// The states of a request. It is answered when every line of it has a reply.
const (
	Open      State = "open"
	Answered  State = "answered"
	Withdrawn State = "withdrawn"
)

// States lists the states in order.
func States() []State { return []State{Open, Answered, Withdrawn} }

// Label is the Vietnamese name of the state, a source text of i18n.
func (s State) Label() string {
	switch s {
	case Answered:
		return "Đã trả lời"
	case Withdrawn:
		return "Đã rút"
	}
	return "Chờ trả lời"
}

// Stance is what a body says of a line.
type Stance string

// The stances. Only a disagreement stays in the way of signing.
const (
	Agree    Stance = "agree"
	Disagree Stance = "disagree"
	Other    Stance = "other"
)

// Stances lists them in the order of the form.
func Stances() []Stance { return []Stance{Agree, Disagree, Other} }

// Label is the Vietnamese name of the stance, a source text of i18n.
func (s Stance) Label() string {
	switch s {
	case Agree:
		return "Đồng ý"
	case Disagree:
		return "Không đồng ý"
	}
	return "Ý kiến khác"
}

// Request asks one body about lines of a draft decision.
type Request struct {
	ID          string
	DecisionID  string
	UnitPath    string // of the body that decides
	BodyID      string // the edition of the catalogue that was in force
	Body        string // who is asked
	Asks        string // about what
	Number      string // of the letter; empty until the clerk gives one
	AskedOn     clock.Date
	DueOn       clock.Date
	Whole       bool // the whole list as it stood on that day
	State       State
	Why         string // it was withdrawn
	Version     int64
	CreatedBy   string
	CreatedAt   time.Time
	Lines       []Asked
	Replies     []Reply // in the order in which they were recorded
	Settlements []Settlement
}

// Asked is a line as it stood when the body was asked.
type Asked struct {
	LineID   string
	Key      string // see keyOf
	Name     string
	UnitName string
	Title    string
}

// keyOf names the same case in every version of a draft: a line that is taken out
// and put in again gets another id.
func keyOf(l recognition.Line) string { return l.ParticipantID + "/" + l.InitiativeID }

// Reply is a letter from the body about lines of a request.
type Reply struct {
	ID        string
	RequestID string
	Stance    Stance
	Text      string // agreement and the number of a paper, never the case itself
	Number    string
	On        clock.Date
	FileID    string // scan of the letter; may be empty
	By        string // who recorded it
	At        time.Time
	Keys      []string
}

// Settlement is the note of an approver who answers for going on in spite of one
// reply.
type Settlement struct {
	ID        string
	RequestID string
	ReplyID   string
	Key       string
	Note      string
	By        string
	At        time.Time
}

// Last is the reply that counts for a line.
func (r Request) Last(key string) (Reply, bool) {
	for _, x := range slices.Backward(r.Replies) {
		if slices.Contains(x.Keys, key) {
			return x, true
		}
	}
	return Reply{}, false
}

// Settled finds the settlement of the reply that counts for a line.
func (r Request) Settled(key string) (Settlement, bool) {
	last, found := r.Last(key)
	n := slices.IndexFunc(r.Settlements, func(s Settlement) bool { return s.Key == key && s.ReplyID == last.ID })
	if !found || n < 0 {
		return Settlement{}, false
	}
	return r.Settlements[n], true
}

// Unanswered are the lines without a reply.
func (r Request) Unanswered() []Asked {
	return r.linesThat(func(a Asked) bool { _, found := r.Last(a.Key); return !found })
}

// Disputed are the lines with a disagreement that nobody has settled.
func (r Request) Disputed() []Asked {
	return r.linesThat(func(a Asked) bool {
		last, found := r.Last(a.Key)
		_, settled := r.Settled(a.Key)
		return found && last.Stance == Disagree && !settled
	})
}

func (r Request) linesThat(ok func(Asked) bool) (all []Asked) {
	for _, a := range r.Lines {
		if ok(a) {
			all = append(all, a)
		}
	}
	return all
}

// Late reports whether the body should have answered before day.
func (r Request) Late(day clock.Date) bool { return r.State == Open && r.DueOn.Before(day) }

// Count tells how many lines stand at a stance today.
func (r Request) Count(s Stance) (n int) {
	for _, a := range r.Lines {
		if last, found := r.Last(a.Key); found && last.Stance == s {
			n++
		}
	}
	return n
}

// workingDays is the day n working days after from: Saturdays and Sundays do not
// count; public holidays are not known here, so the day can be changed in the form.
func workingDays(from clock.Date, n int64) clock.Date {
	day := from
	for n > 0 {
		day = day.AddDays(1)
		if w := day.Time().Weekday(); w != time.Saturday && w != time.Sunday {
			n--
		}
	}
	return day
}
