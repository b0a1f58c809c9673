package council

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
)

// Council is a body that votes.
type Council struct {
	ID        string
	UnitID    string
	UnitPath  string
	UnitName  string
	Name      string
	Body      string // what kind of council it is
	FoundedBy string // the decision
	FoundedOn clock.Date
	Version   int64
}

// Input is the form of a council.
type Input struct {
	ID        string     `form:"id"`
	Unit      string     `form:"unit"` // id
	Name      string     `form:"name"`
	Body      string     `form:"body"`
	FoundedBy string     `form:"founded_by"`
	FoundedOn clock.Date `form:"founded_on"`
	Version   int64      `form:"version"`
}

const (
	longName = 200 // characters
	longText = 20_000
)

// read checks in, all but its unit.
func (in Input) read() (Council, error) {
	c := Council{
		ID: in.ID, UnitID: in.Unit, Name: text.Clean(in.Name), Body: text.Clean(in.Body), FoundedBy: text.Clean(in.FoundedBy),
		FoundedOn: in.FoundedOn, Version: in.Version,
	}
	if uuid.Validate(c.ID) != nil {
		c.ID = uuid.Must(uuid.NewV7()).String()
	}
	v := fault.Invalid{}
	v.Check(uuid.Validate(c.UnitID) == nil, "unit", "Chọn đơn vị của hội đồng.")
	short(v, "name", c.Name, "Ghi tên hội đồng, ví dụ Hội đồng thi đua, khen thưởng quận.")
	short(v, "body", c.Body, "Ghi loại hội đồng, ví dụ Hội đồng thi đua, khen thưởng.")
	short(v, "founded_by", c.FoundedBy, "Ghi quyết định thành lập, ví dụ Quyết định 12-QĐ/QU ngày 02/3/2026.")
	return c, v.Err()
}

// short asks for a line of text that is there and not too long.
func short(v fault.Invalid, field, s, missing string) {
	v.Check(s != "", field, missing)
	v.Check(utf8.RuneCountInString(s) <= longName, field, "Dài quá %d ký tự. Xin viết gọn lại.", longName)
}

// Role is what a member does in the council.
type Role string

// The roles.
const (
	Chair     Role = "chair"
	Deputy    Role = "deputy"
	Secretary Role = "secretary"
	Ordinary  Role = "member"
)

// Roles lists them in the order in which pages show them.
func Roles() []Role { return []Role{Chair, Deputy, Secretary, Ordinary} }

// Label is the Vietnamese name of the role, a source text of i18n.
func (r Role) Label() string {
	switch r {
	case Chair:
		return "Chủ tịch hội đồng"
	case Deputy:
		return "Phó chủ tịch hội đồng"
	case Secretary:
		return "Thư ký"
	}
	return "Ủy viên"
}

// Member sits in a council.
type Member struct {
	ID           string
	CouncilID    string
	Position     int64
	Name         string
	Post         string
	Role         Role
	Votes        bool // has a seat
	Teller       bool
	AccountID    string // votes on screen; empty: on paper
	SubstituteOf string // member; takes that seat when it is empty
	From         clock.Date
	To           clock.Date // last day; zero: none set
	Version      int64
}

// Serves reports whether m is in office on day.
func (m Member) Serves(day clock.Date) bool {
	return !day.Before(m.From) && (m.To.IsZero() || !day.After(m.To))
}

// Leads reports whether m may run a meeting.
func (m Member) Leads() bool { return m.Role == Chair || m.Role == Deputy || m.Role == Secretary }

// MemberInput is the form of a member.
type MemberInput struct {
	ID           string     `form:"id"`
	Position     int64      `form:"position"`
	Name         string     `form:"name"`
	Post         string     `form:"post"`
	Role         Role       `form:"role"`
	Votes        bool       `form:"votes"`
	Teller       bool       `form:"teller"`
	Account      string     `form:"account"` // sign-in name; empty: none
	SubstituteOf string     `form:"substitute_of"`
	From         clock.Date `form:"term_from"`
	To           clock.Date `form:"term_to"`
	Version      int64      `form:"version"`
}

// read checks in against the other members of the council, all but the account.
func (in MemberInput) read(others []Member) (Member, error) {
	m := Member{
		ID: in.ID, Position: in.Position, Name: text.Clean(in.Name), Post: text.Clean(in.Post), Role: in.Role, Votes: in.Votes, Teller: in.Teller,
		SubstituteOf: in.SubstituteOf, From: in.From, To: in.To, Version: in.Version,
	}
	if uuid.Validate(m.ID) != nil {
		m.ID = uuid.Must(uuid.NewV7()).String()
	}
	v := fault.Invalid{}
	short(v, "name", m.Name, "Ghi họ và tên.")
	short(v, "post", m.Post, "Ghi chức vụ, ví dụ Phó Bí thư Đảng ủy.")
	v.Check(slices.Contains(Roles(), m.Role), "role", "Chọn nhiệm vụ trong hội đồng.")
	v.Check(!m.From.IsZero(), "term_from", "Chọn ngày bắt đầu tham gia.")
	v.Check(m.To.IsZero() || !m.To.Before(m.From), "term_to", "Ngày cuối ở trước ngày bắt đầu.")
	v.Check(m.Position >= 0 && m.Position < 1000, "position", "Thứ tự là một số từ 0 đến 999.")
	v.Check(m.Role != Chair || m.Votes, "votes", "Chủ tịch hội đồng có quyền bỏ phiếu.")
	at := slices.IndexFunc(others, func(o Member) bool { return o.ID == m.SubstituteOf })
	v.Check(m.SubstituteOf == "" || at >= 0 && others[at].Votes && others[at].SubstituteOf == "" && others[at].ID != m.ID, "substitute_of", "Chọn một thành viên có quyền bỏ phiếu của hội đồng này.")
	for _, o := range others {
		v.Check(o.ID == m.ID || m.Role != Chair || o.Role != Chair || !overlap(m, o), "role", "Hội đồng đã có chủ tịch trong thời gian này: %s.", o.Name)
	}
	return m, v.Err()
}

func overlap(a, b Member) bool {
	return (a.To.IsZero() || !b.From.After(a.To)) && (b.To.IsZero() || !a.From.After(b.To))
}

// short name of who signs: empty when nobody is meant.
func nameOf(members []Member, role Role, day clock.Date) string {
	for _, m := range members {
		if m.Role == role && m.Serves(day) && m.SubstituteOf == "" {
			return m.Name
		}
	}
	return ""
}

// byID finds a member.
func byID(members []Member, id string) (Member, bool) {
	at := slices.IndexFunc(members, func(m Member) bool { return m.ID == id })
	if at < 0 {
		return Member{}, false
	}
	return members[at], true
}

// join makes a list of words.
func join(words []string) string { return strings.Join(words, ", ") }
