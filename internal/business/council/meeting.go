package council

import (
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
)

// Meeting is one sitting of a council over cases of one season.
type Meeting struct {
	ID         string
	CouncilID  string
	SeasonID   string
	SeasonName string
	HeldOn     clock.Date
	Place      string
	RuleID     string // what its rounds are counted by unless they say otherwise
	CurrentID  string // the case on every screen; empty before the first
	Discussion string // free text of the minutes
	Conclusion string
	Record     string // the fixed minutes as JSON; empty: not fixed
	FixedAt    time.Time
	FixedBy    string
	Version    int64
}

// Fixed reports whether the minutes are fixed: nothing of the meeting changes then.
func (m Meeting) Fixed() bool { return !m.FixedAt.IsZero() }

// MeetingInput is the form of a meeting.
type MeetingInput struct {
	ID      string     `form:"id"`
	Season  string     `form:"season"` // code
	HeldOn  clock.Date `form:"held_on"`
	Place   string     `form:"place"`
	Rule    string     `form:"rule"` // id
	Version int64      `form:"version"`
}

func (in MeetingInput) read() (Meeting, error) {
	m := Meeting{ID: in.ID, HeldOn: in.HeldOn, Place: text.Clean(in.Place), RuleID: in.Rule, Version: in.Version}
	if uuid.Validate(m.ID) != nil {
		m.ID = uuid.Must(uuid.NewV7()).String()
	}
	v := fault.Invalid{}
	v.Check(!m.HeldOn.IsZero(), "held_on", "Chọn ngày họp.")
	short(v, "place", m.Place, "Ghi nơi họp, ví dụ Phòng họp tầng 2.")
	v.Check(uuid.Validate(m.RuleID) == nil, "rule", "Chọn quy tắc bỏ phiếu.")
	return m, v.Err()
}

// Case is one line of the agenda, as it was when it was put there.
type Case struct {
	InitiativeID string
	Position     int64
	Code         string
	Title        string
	Participant  string
	UnitName     string
}

// whose is who made the case and where, each once.
func (c Case) whose() string {
	if c.Participant == c.UnitName {
		return c.Participant
	}
	return c.Participant + ", " + c.UnitName
}

// Presence is how a member takes part.
type Presence string

// The ways to take part.
const (
	AtScreen  Presence = "present" // votes on screen; without an account on paper
	AtPaper   Presence = "paper"   // present, votes on paper
	InWriting Presence = "written" // absent, sends a vote in writing
	Away      Presence = "absent"
)

// Presences lists them in the order of the form.
func Presences() []Presence { return []Presence{AtScreen, AtPaper, InWriting, Away} }

// Label is the Vietnamese name of the presence, a source text of i18n.
func (p Presence) Label() string {
	switch p {
	case AtScreen:
		return "Có mặt"
	case AtPaper:
		return "Có mặt, bỏ phiếu giấy"
	case InWriting:
		return "Vắng, gửi phiếu bằng văn bản"
	case Away:
		return "Vắng"
	}
	return "Chưa điểm danh"
}

// Attendance is how one member took part in a meeting.
type Attendance struct {
	Presence Presence `form:"presence"` // empty: not noted
	Reason   string   `form:"reason"`   // of who is away
}

// readAttendance cleans what was noted of members; it needs a reason of who is away.
func readAttendance(in map[string]Attendance, members []Member) (map[string]Attendance, error) {
	v := fault.Invalid{}
	all := map[string]Attendance{}
	for _, m := range members {
		a, noted := in[m.ID]
		if !noted || a.Presence == "" {
			continue
		}
		a.Reason = text.Clean(a.Reason)
		v.Check(a.Presence.Label() != Presence("").Label(), "who["+m.ID+"].presence", "Chọn có mặt hay vắng.")
		away := a.Presence == Away || a.Presence == InWriting
		v.Check(!away || a.Reason != "" || m.SubstituteOf != "", "who["+m.ID+"].reason", "Ghi lý do vắng, ví dụ đi công tác.")
		v.Check(utf8.RuneCountInString(a.Reason) <= longName, "who["+m.ID+"].reason", "Dài quá %d ký tự. Xin viết gọn lại.", longName)
		all[m.ID] = a
	}
	return all, v.Err()
}

// Seat is one vote of the council on a day and who holds it in a meeting.
type Seat struct {
	Member         // who holds it: the member or, when that one is away, a substitute
	Of      string // id of the member whose seat it is
	Takes   Presence
	OnPaper bool
}

// Votes reports whether the seat takes part in a vote by r.
func (s Seat) Votes(r Rule) bool {
	return s.Takes == AtScreen || s.Takes == AtPaper || s.Takes == InWriting && r.Absent == Written
}

// Seating is who sits where.
type Seating struct {
	Seats   []Seat
	Unnoted []string // names of whom nobody noted yet
}

// Place seats members by what was noted of them. A substitute takes a seat only
// when its member is away and sends no vote in writing.
func Place(members []Member, noted map[string]Attendance, day clock.Date) Seating {
	var out Seating
	for _, m := range members {
		if !m.Votes || m.SubstituteOf != "" || !m.Serves(day) {
			continue
		}
		at := noted[m.ID].Presence
		if at == "" {
			out.Unnoted = append(out.Unnoted, m.Name)
		}
		seat := Seat{Member: m, Of: m.ID, Takes: at, OnPaper: at == AtPaper || at == InWriting || m.AccountID == ""}
		if at == Away || at == "" {
			for _, sub := range members {
				takes := noted[sub.ID].Presence
				if sub.SubstituteOf == m.ID && sub.Serves(day) && (takes == AtScreen || takes == AtPaper) {
					seat = Seat{Member: sub, Of: m.ID, Takes: takes, OnPaper: takes == AtPaper || sub.AccountID == ""}
					break
				}
			}
		}
		out.Seats = append(out.Seats, seat)
	}
	return out
}

// Numbers are how many seats there are, how many are present and in writing.
func (s Seating) Numbers() (seats, present, written int64) {
	for _, x := range s.Seats {
		switch x.Takes {
		case AtScreen, AtPaper:
			present++
		case InWriting:
			written++
		}
	}
	return int64(len(s.Seats)), present, written
}

// Voters are the seats that take part in a vote by r.
func (s Seating) Voters(r Rule) (voters []Seat) {
	for _, x := range s.Seats {
		if x.Votes(r) {
			voters = append(voters, x)
		}
	}
	return voters
}
