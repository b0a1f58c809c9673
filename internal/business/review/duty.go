package review

import (
	"time"
	"unicode/utf8"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
)

// Duty is what stands between an appraiser and a case beside the sheet: an
// assignment, the wish not to judge, a confirmed conflict of interest.
type Duty struct {
	InitiativeID string
	AccountID    string
	SeasonID     string
	Account      string // name
	Assigned     bool
	BatchID      string // with which it was assigned
	AssignedBy   string
	AssignedAt   time.Time
	AbstainedAt  time.Time
	Reason       string // of abstaining
	Barred       bool   // a conflict of interest is confirmed
}

// Abstained reports whether the appraiser would rather not judge.
func (d Duty) Abstained() bool { return !d.AbstainedAt.IsZero() }

// permits is nil when d lets its holder score; onlyAssigned is the season's rule.
func (d Duty) permits(onlyAssigned bool) error {
	switch {
	case d.Barred:
		return fault.Refuse("Có xung đột lợi ích đã xác nhận giữa người chấm và hồ sơ này nên không chấm được.")
	case d.Abstained():
		return fault.Refuse("Người chấm đã xin không chấm hồ sơ này. Muốn chấm thì bỏ lời xin đó trước.")
	case onlyAssigned && !d.Assigned:
		return fault.Refuse("Mùa này chỉ người được phân công mới chấm. Hồ sơ này chưa phân công cho người chấm này.")
	}
	return nil
}

// AbstainInput says why somebody would rather not judge.
type AbstainInput struct {
	Reason string `form:"reason"`
}

func (in *AbstainInput) check() error {
	in.Reason = text.CleanLines(in.Reason)
	v := fault.Invalid{}
	v.Check(in.Reason != "", "reason", "Ghi một câu vì sao bạn xin không chấm, để người phân công tìm người thay.")
	v.Check(utf8.RuneCountInString(in.Reason) <= maxNote, "reason", "Nhận xét dài quá %d ký tự. Xin viết gọn lại.", maxNote)
	return v.Err()
}
