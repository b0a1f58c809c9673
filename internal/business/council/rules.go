package council

import (
	"fmt"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
)

// Denominator is what the share of the votes is taken of.
type Denominator string

// The denominators.
const (
	Total   Denominator = "total"   // every seat of the council
	Present Denominator = "present" // who takes part: present or, where the rule lets them, in writing
	Cast    Denominator = "cast"    // the papers in the box, blank and invalid ones too
)

// Absence is what the rule grants to who cannot come.
type Absence string

// What absentees may do.
const (
	NoVote  Absence = "none"
	Written Absence = "written" // a vote in writing
)

// QuorumOf is who counts for the quorum.
type QuorumOf string

// Who counts for the quorum.
const (
	InRoom  QuorumOf = "present"
	Reached QuorumOf = "reached" // present or in writing
)

// Recusal is what becomes of a recused seat in the denominator.
type Recusal string

// A recused seat leaves the denominator, or it stays and counts like a vote that
// is not for. Cast has no place for it either way: who is recused casts nothing.
const (
	Leaves Recusal = "leaves"
	Stays  Recusal = "stays"
)

// Rule is one edition of a vote rule. Editions of a Code follow each other; none is
// ever changed.
type Rule struct {
	ID         string
	Code       string
	Award      string // what is voted on
	Body       string // who votes
	From       clock.Date
	To         clock.Date // last day; zero: in force until the next edition
	QuorumNum  int64      // part of the seats; 0: none is asked for
	QuorumDen  int64
	QuorumOf   QuorumOf
	ShareNum   int64
	ShareDen   int64
	Strict     bool // more than the share, not only that much
	Of         Denominator
	Absent     Absence
	Secret     bool // else the meeting may vote openly too
	Chair      bool // the chair must be among those who agree
	Recusal    Recusal
	Source     string
	VerifiedBy string // empty: not verified
}

// InForce reports whether the edition holds on day.
func (r Rule) InForce(day clock.Date) bool {
	return !day.Before(r.From) && (r.To.IsZero() || !day.After(r.To))
}

// Part is a fraction for people: 90%, or 2/3 where percent would not be exact.
func Part(num, den int64) string {
	if den > 0 && num*100%den == 0 {
		return fmt.Sprintf("%d%%", num*100/den)
	}
	return fmt.Sprintf("%d/%d", num, den)
}

// Quorum reports whether seats are represented well enough to vote.
func (r Rule) Quorum(seats, present, written int64) bool {
	return r.quorate(present, written)*r.QuorumDen >= r.QuorumNum*seats && present+written > 0
}

func (r Rule) quorate(present, written int64) int64 {
	if r.QuorumOf == Reached {
		return present + written
	}
	return present
}

// Base is what the share of c is taken of.
func (r Rule) Base(c Count) int64 {
	base := c.Seats
	recused := c.RecusedSeats
	switch r.Of {
	case Cast:
		return c.Cast()
	case Present:
		base, recused = c.Present, c.RecusedVoters
		if r.Absent == Written {
			base += c.Written
		}
	}
	if r.Recusal == Leaves {
		base -= recused
	}
	return max(base, 0)
}

// Need is the fewest votes for that pass out of base.
func (r Rule) Need(base int64) int64 {
	if r.Strict {
		return r.ShareNum*base/r.ShareDen + 1
	}
	return (r.ShareNum*base + r.ShareDen - 1) / r.ShareDen
}

// Verdict is what a rule makes of a count.
type Verdict struct {
	Passed bool
	Quorum bool
	Need   int64 // votes for, at least
	Base   int64 // out of
	Why    fault.Message
}

// Decide judges c by r. One more vote for never turns a pass into a failure.
func Decide(r Rule, c Count) Verdict {
	v := Verdict{Base: r.Base(c), Quorum: r.Quorum(c.Seats, c.Present, c.Written)}
	v.Need = max(r.Need(v.Base), 1)
	enough := v.Base > 0 && c.For >= v.Need
	switch {
	case !v.Quorum:
		v.Why = r.QuorumShort(c.Seats, c.Present, c.Written)
	case v.Base == 0:
		v.Why = fault.Say("Không đạt: không còn ai được tính để lấy tỷ lệ.")
	case enough && r.Chair && !c.ChairAgrees && !c.ChairRecused:
		v.Why = fault.Say("Không đạt: đủ %d phiếu trên %d nhưng quy tắc cần chủ tịch hội đồng đồng ý.", c.For, v.Base)
	case enough:
		v.Passed = true
		v.Why = fault.Say("Đạt: %d phiếu đồng ý, tính trên %d (%s); quy tắc cần %s %s, tức từ %d phiếu.", c.For, v.Base, r.Of.Label(), r.atLeast(), Part(r.ShareNum, r.ShareDen), v.Need)
	default:
		v.Why = fault.Say("Không đạt: %d phiếu đồng ý, tính trên %d (%s); quy tắc cần %s %s, tức từ %d phiếu.", c.For, v.Base, r.Of.Label(), r.atLeast(), Part(r.ShareNum, r.ShareDen), v.Need)
	}
	return v
}

// QuorumShort says that too few came.
func (r Rule) QuorumShort(seats, present, written int64) fault.Message {
	return fault.Say("Chưa đủ thành phần để bỏ phiếu: %d trên %d thành viên; quy tắc cần ít nhất %s thành viên %s.",
		r.quorate(present, written), seats, Part(r.QuorumNum, r.QuorumDen), r.QuorumOf.Label())
}

func (r Rule) atLeast() string {
	if r.Strict {
		return "hơn"
	}
	return "ít nhất"
}

// Said are the sentences of the rule, for pages and minutes.
func (r Rule) Said() []fault.Message {
	all := []fault.Message{fault.Say("Đạt khi có %s %s %s đồng ý.", r.atLeast(), Part(r.ShareNum, r.ShareDen), r.Of.Label())}
	if r.QuorumNum > 0 {
		all = append(all, fault.Say("Họp được khi ít nhất %s thành viên %s.", Part(r.QuorumNum, r.QuorumDen), r.QuorumOf.Label()))
	}
	if r.Secret {
		all = append(all, fault.Say("Bỏ phiếu kín."))
	} else {
		all = append(all, fault.Say("Bỏ phiếu kín hoặc biểu quyết công khai, do hội đồng chọn."))
	}
	if r.Absent == Written {
		all = append(all, fault.Say("Người vắng mặt được gửi phiếu bằng văn bản."))
	} else {
		all = append(all, fault.Say("Người vắng mặt không bỏ phiếu."))
	}
	if r.Chair {
		all = append(all, fault.Say("Trong số đồng ý phải có chủ tịch hội đồng."))
	}
	if r.Recusal == Leaves {
		return append(all, fault.Say("Người không bỏ phiếu vì có liên quan không tính vào mẫu số."))
	}
	return append(all, fault.Say("Người không bỏ phiếu vì có liên quan vẫn tính vào mẫu số."))
}

// Label names what the share is taken of, a source text of i18n.
func (d Denominator) Label() string {
	switch d {
	case Present:
		return "thành viên tham gia"
	case Cast:
		return "phiếu thu vào"
	}
	return "tổng số thành viên hội đồng"
}

// Label names who counts for the quorum, a source text of i18n.
func (q QuorumOf) Label() string {
	if q == Reached {
		return "có mặt hoặc gửi phiếu bằng văn bản"
	}
	return "có mặt"
}
