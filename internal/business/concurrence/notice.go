package concurrence

import (
	"slices"
	"time"

	"kheo/internal/business/recognition"
	"kheo/internal/platform/clock"
)

// NoticeState is where a notice stands.
type NoticeState string

// The states of a notice.
const (
	NoticeDraft     NoticeState = "draft"
	NoticePublished NoticeState = "published"
	NoticeClosed    NoticeState = "closed"
	NoticeWithdrawn NoticeState = "withdrawn"
)

// Label is the Vietnamese name of the state, a source text of i18n.
func (s NoticeState) Label() string {
	switch s {
	case NoticePublished:
		return "Đang công khai"
	case NoticeClosed:
		return "Đã khép lại"
	case NoticeWithdrawn:
		return "Đã rút"
	}
	return "Đang soạn"
}

// Notice shows a proposed list to everybody for a period.
type Notice struct {
	ID            string
	Code          string // in its public address: CK-7K3F-92QX
	DecisionID    string
	UnitPath      string
	Body          string // who proposes, in words
	Title         string
	From, To      clock.Date // both days belong to the period
	Place         string     // where the list hangs, is read out, can be seen
	State         NoticeState
	Why           string // it was withdrawn
	List          []Shown
	ContactsUntil clock.Date
	Version       int64
	CreatedBy     string
	CreatedAt     time.Time
	PublishedAt   time.Time
	ClosedAt      time.Time
}

// Shown is a line as the public sees it: nothing of a person beyond the name on the list.
type Shown struct {
	Name  string `json:"name"`
	Unit  string `json:"unit"`
	Title string `json:"title"`
}

func shown(lines []recognition.Line) []Shown {
	all := make([]Shown, 0, len(lines))
	for _, l := range lines {
		all = append(all, Shown{Name: l.Name, Unit: l.UnitName, Title: l.Title})
	}
	return all
}

// Differs reports whether the draft has another list today than was published.
func (n Notice) Differs(lines []recognition.Line) bool {
	return n.State != NoticeDraft && !slices.Equal(n.List, shown(lines))
}

// Takes reports whether comments are taken on day.
func (n Notice) Takes(day clock.Date) bool {
	return n.State == NoticePublished && !day.Before(n.From) && !day.After(n.To)
}

// Public reports whether everybody may know of the notice on day.
func (n Notice) Public(day clock.Date) bool { return n.State != NoticeDraft && !day.Before(n.From) }

// Days is the length of the period.
func (n Notice) Days() int { return n.From.DaysUntil(n.To) + 1 }

// CommentState is what became of a comment.
type CommentState string

// The states of a comment.
const (
	Received   CommentState = "received"
	Considered CommentState = "considered"
	HandedOff  CommentState = "handed_off"
)

// Label is the Vietnamese name of the state, a source text of i18n.
func (s CommentState) Label() string {
	switch s {
	case Considered:
		return "Đã xem xét, trả lời"
	case HandedOff:
		return "Đã chuyển cơ quan có thẩm quyền"
	}
	return "Chờ xem xét"
}

// Comment is what somebody wrote about a notice. Who wrote it stands nowhere here.
type Comment struct {
	ID         string
	NoticeID   string
	Text       string // empty once handed off
	State      CommentState
	Answer     string
	HandedTo   string
	AnsweredBy string
	AnsweredAt time.Time
	ReceivedAt time.Time
	Version    int64
	HasContact bool
}
