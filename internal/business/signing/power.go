package signing

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
)

// Capacity is as what somebody signs.
type Capacity string

// The capacities.
const (
	Self      Capacity = "self" // as the head of the body
	OnBehalf  Capacity = "TM"   // thay mặt tập thể
	InPlace   Capacity = "KT"   // ký thay cấp trưởng
	ByOrder   Capacity = "TL"   // thừa lệnh
	ByMandate Capacity = "TUQ"  // thừa ủy quyền
)

// Capacities lists every capacity in the order in which pages show them.
func Capacities() []Capacity { return []Capacity{Self, OnBehalf, InPlace, ByOrder, ByMandate} }

// Label is the Vietnamese name of the capacity, a source text of i18n; it fits
// into "được … từ ngày".
func (c Capacity) Label() string {
	switch c {
	case OnBehalf:
		return "ký thay mặt tập thể"
	case InPlace:
		return "ký thay"
	case ByOrder:
		return "ký thừa lệnh"
	case ByMandate:
		return "ký thừa ủy quyền"
	}
	return "ký với tư cách người đứng đầu"
}

// Power says that somebody may sign papers of a body.
type Power struct {
	ID          string
	UnitID      string
	UnitPath    string
	Line        org.Line
	Name        string // as papers write it
	AccountID   string // empty: the signatory does not work in Khéo
	Capacity    Capacity
	Form        []string // the lines above the signature: "T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"
	DocTypes    []string // "QĐ"; none: every kind
	Days        clock.Span
	Basis       string // the paper that gives the power
	EndedReason string
	Used        bool // a paper was signed under it
	Version     int64
	CreatedBy   string
}

// Ended reports whether p was ended with a reason.
func (p Power) Ended() bool { return p.EndedReason != "" }

// PowerInput is the form of a power.
type PowerInput struct {
	ID        string     `form:"id"` // of a new one, so that sending twice makes one
	Line      org.Line   `form:"line"`
	Name      string     `form:"name"`
	AccountID string     `form:"account"`
	Capacity  Capacity   `form:"capacity"`
	Form      string     `form:"form"`      // one line a line
	DocTypes  string     `form:"doc_types"` // separated by commas or spaces
	From      clock.Date `form:"from"`
	To        clock.Date `form:"to"`
	Basis     string     `form:"basis"`
	Version   int64      `form:"version"`
}

const (
	maxName  = 120 // characters
	maxBasis = 500
	maxForm  = 4 // lines
)

func (in PowerInput) power(unit org.Unit) (Power, error) {
	p := Power{
		ID: in.ID, UnitID: unit.ID, UnitPath: unit.Path, Line: in.Line, Name: text.Clean(in.Name), AccountID: in.AccountID, Capacity: in.Capacity,
		Form: lines(in.Form), DocTypes: strings.FieldsFunc(text.Clean(in.DocTypes), func(r rune) bool { return r == ',' || r == ';' || r == ' ' }),
		Days: clock.Span{From: in.From, To: in.To}, Basis: text.Clean(in.Basis), Version: in.Version,
	}
	if uuid.Validate(p.ID) != nil {
		p.ID = uuid.Must(uuid.NewV7()).String()
	}
	if uuid.Validate(p.AccountID) != nil {
		p.AccountID = ""
	}
	v := fault.Invalid{}
	v.Check(p.Line == org.Party || p.Line == org.State || p.Line == org.Front || p.Line == org.Other, "line", "Chọn hệ thống: Đảng, Nhà nước, Mặt trận và đoàn thể hoặc Khác.")
	v.Check(p.Name != "", "name", "Ghi họ tên người ký.")
	v.Check(utf8.RuneCountInString(p.Name) <= maxName, "name", "Phần này dài quá %d ký tự. Xin viết gọn lại.", maxName)
	v.Check(slices.Contains(Capacities(), p.Capacity), "capacity", "Chọn tư cách ký.")
	v.Check(len(p.Form) > 0, "form", "Ghi các dòng trên chữ ký, mỗi dòng một hàng, ví dụ T/M BAN THƯỜNG VỤ rồi PHÓ BÍ THƯ.")
	v.Check(len(p.Form) <= maxForm, "form", "Tối đa %d dòng trên chữ ký.", maxForm)
	v.Check(utf8.RuneCountInString(in.Form) <= maxBasis, "form", "Phần này dài quá %d ký tự. Xin viết gọn lại.", maxBasis)
	v.Check(len(p.DocTypes) <= 30 && len(in.DocTypes) <= maxBasis, "doc_types", "Ghi ký hiệu các loại văn bản cách nhau bằng dấu phẩy, ví dụ QĐ, TTr.")
	v.Check(!in.From.IsZero(), "from", "Chọn ngày bắt đầu.")
	v.Check(in.To.IsZero() || !in.To.Before(in.From), "to", "Ngày kết thúc phải sau ngày bắt đầu %s.", in.From.String())
	v.Check(p.Basis != "", "basis", "Ghi văn bản giao quyền ký, ví dụ Quyết định phân công số 15-QĐ/ĐU ngày 01/07/2025.")
	v.Check(utf8.RuneCountInString(p.Basis) <= maxBasis, "basis", "Phần này dài quá %d ký tự. Xin viết gọn lại.", maxBasis)
	return p, v.Err()
}

// lines are the lines of s that hold something.
func lines(s string) (all []string) {
	for line := range strings.SplitSeq(text.CleanLines(s), "\n") {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}

// EndInput ends a power.
type EndInput struct {
	On      clock.Date `form:"on"` // its last day
	Reason  string     `form:"reason"`
	Version int64      `form:"version"`
}

// end is p as in ends it; last is the latest day on which it was used.
func (p Power) end(in EndInput, last clock.Date) (Power, error) {
	p.EndedReason = text.Clean(in.Reason)
	v := fault.Invalid{}
	v.Check(p.EndedReason != "", "reason", "Ghi lý do kết thúc, ví dụ: chuyển công tác.")
	v.Check(utf8.RuneCountInString(p.EndedReason) <= maxBasis, "reason", "Phần này dài quá %d ký tự. Xin viết gọn lại.", maxBasis)
	v.Check(!in.On.IsZero(), "on", "Chọn ngày cuối cùng còn được ký.")
	v.Check(p.Days.Has(in.On), "on", "Chọn một ngày từ %s trong thời gian được ký.", p.Days.From.String())
	v.Check(!in.On.Before(last), "on", "Đã có văn bản ký ngày %s theo quyền này.", last.String())
	p.Days.To, p.Version = in.On, in.Version
	return p, v.Err()
}
