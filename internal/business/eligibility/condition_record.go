package eligibility

import (
	"fmt"
	"slices"
	"strings"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
)

// Conditions over what was awarded before.

// valid are the honours that still stand and were decided by the day of f, without
// what the candidate's own line led to.
func valid(f Facts, keep func(Honour) bool) (all []Honour) {
	for _, h := range f.Honours {
		if !h.Revoked && (h.LineID == "" || h.LineID != f.LineID) && (f.Day.IsZero() || !h.DecidedOn.After(f.Day)) && keep(h) {
			all = append(all, h)
		}
	}
	slices.SortFunc(all, func(a, b Honour) int {
		return strings.Compare(a.DecidedOn.ISO()+a.LineID, b.DecidedOn.ISO()+b.LineID)
	})
	return all
}

func records(honours []Honour) (all []Record) {
	for _, h := range honours {
		all = append(all, h.record())
	}
	return all
}

// same compares names of forms, awards and levels, however they are written.
func same(a, b string) bool { return text.Slug(a) == text.Slug(b) }

func unrecorded() Answer {
	return Answer{Met: Unknown, Said: say("Chưa đọc được quá trình khen thưởng nên cần người xem.")}
}

// recognisedBelow: recognised at one of levels before.
type recognisedBelow struct {
	Levels []string `json:"levels"`
	Of     string   `json:"of"` // initiative, or participant
}

func (c *recognisedBelow) check(v fault.Invalid) {
	v.Check(len(c.Levels) > 0 && !slices.Contains(c.Levels, ""), "levels_below", "Ghi ít nhất một cấp, mỗi cấp một dòng.")
	v.Check(c.Of == "initiative" || c.Of == "participant", "of", "Chọn xét theo mô hình hay theo đối tượng.")
}

func (c *recognisedBelow) narrow(f Facts) Facts {
	return Facts{Unrecorded: f.Unrecorded, Honours: valid(f, func(h Honour) bool {
		ours := h.InitiativeID != "" && h.InitiativeID == f.Initiative.ID
		if c.Of == "participant" {
			ours = h.ParticipantID == f.Participant.Person
		}
		return ours && h.Act == Recognition && slices.ContainsFunc(c.Levels, func(l string) bool { return same(l, h.Level) })
	})}
}

func (c *recognisedBelow) answer(f Facts) Answer {
	if f.Unrecorded {
		return unrecorded()
	}
	if len(f.Honours) == 0 {
		return Answer{Met: No, Said: say("Chưa có quyết định công nhận ở cấp dưới (%s).", strings.Join(c.Levels, ", "))}
	}
	h := f.Honours[len(f.Honours)-1]
	return Answer{Yes, say("Đã được công nhận %s theo quyết định %s ngày %s.", h.Level, h.Number, h.DecidedOn), records(f.Honours)}
}

// seasonsInARow: so many years without a gap.
type seasonsInARow struct {
	N   int64 `json:"n"`
	Act Act   `json:"act"`
}

func (c *seasonsInARow) check(v fault.Invalid) {
	v.Check(c.N >= 1 && c.N <= 50, "n", "Ghi số mùa từ 1 đến 50.")
	v.Check(slices.Contains(Acts(), c.Act), "of_act", "Chọn công nhận hay khen thưởng.")
}

func (c *seasonsInARow) narrow(f Facts) Facts {
	return Facts{Unrecorded: f.Unrecorded, Season: Season{Year: f.Season.Year}, Honours: valid(f, func(h Honour) bool {
		return h.ParticipantID == f.Participant.Person && h.Act == c.Act && h.Year <= f.Season.Year
	})}
}

func (c *seasonsInARow) answer(f Facts) Answer {
	switch {
	case f.Unrecorded:
		return unrecorded()
	case f.Season.Year == 0:
		return Answer{Met: Unknown, Said: say("Không rõ mùa thi đua nên cần người xem.")}
	}
	at := map[int64]Honour{}
	for _, h := range f.Honours {
		at[h.Year] = h
	}
	last := f.Season.Year
	if _, this := at[last]; !this {
		last--
	}
	var years []string
	var used []Honour
	for y := last; ; y-- {
		h, ok := at[y]
		if !ok {
			break
		}
		years, used = append([]string{fmt.Sprint(y)}, years...), append([]Honour{h}, used...)
	}
	a := Answer{Met: No, Records: records(used), Said: say("Mới liền %s mùa (%s), cần đủ %s mùa.", len(years), strings.Join(years, ", "), c.N)}
	switch {
	case int64(len(years)) >= c.N:
		a.Met, a.Said = Yes, say("Đã liền %s mùa (%s), cần %s mùa.", len(years), strings.Join(years, ", "), c.N)
	case len(years) == 0:
		a.Said = say("Mùa này và mùa trước chưa có lần nào, cần đủ %s mùa liền.", c.N)
	}
	return a
}

// onceInLife: never given before. Without form and award it is what is proposed.
type onceInLife struct {
	Form    string `json:"form,omitempty"`
	AwardID string `json:"award_id,omitempty"`
}

func (c *onceInLife) check(v fault.Invalid) {
	v.Check(len([]rune(c.Form)) <= maxName, "once_form", "Phần này dài quá %d ký tự. Xin viết gọn lại.", maxName)
	v.Check(len(c.AwardID) <= maxName, "once_award", "Phần này dài quá %d ký tự. Xin viết gọn lại.", maxName)
}

func (c *onceInLife) is(f Facts, h Honour) bool {
	switch {
	case c.AwardID != "":
		return h.AwardID == c.AwardID
	case c.Form != "":
		return same(c.Form, h.Form) || h.Form == "" && strings.HasPrefix(text.Slug(h.Award), text.Slug(c.Form))
	case f.AwardID != "" && h.AwardID != "":
		return h.AwardID == f.AwardID
	}
	return same(f.Award, h.Award)
}

func (c *onceInLife) narrow(f Facts) Facts {
	return Facts{Unrecorded: f.Unrecorded, Honours: valid(f, func(h Honour) bool {
		return h.ParticipantID == f.Participant.Person && h.Act == Commendation && c.is(f, h)
	})}
}

func (c *onceInLife) answer(f Facts) Answer {
	if f.Unrecorded {
		return unrecorded()
	}
	if len(f.Honours) == 0 {
		return Answer{Met: Yes, Said: say("Chưa được tặng lần nào.")}
	}
	h := f.Honours[0]
	return Answer{No, say("Đã được tặng %s theo quyết định %s ngày %s.", h.name(), h.Number, h.DecidedOn), records(f.Honours)}
}

// oneForm: this achievement was not commended with another form by the same line.
type oneForm struct{}

func (*oneForm) check(fault.Invalid) {}

func (*oneForm) narrow(f Facts) Facts {
	return Facts{Unrecorded: f.Unrecorded, Form: f.Form, Initiative: Work{ID: f.Initiative.ID}, Honours: valid(f, func(h Honour) bool {
		if h.Act != Commendation || h.Line != f.Line || same(h.Form, f.Form) {
			return false
		}
		if h.InitiativeID != "" && f.Initiative.ID != "" {
			return h.InitiativeID == f.Initiative.ID
		}
		return h.ParticipantID == f.Participant.Person && h.SeasonID != "" && h.SeasonID == f.Season.ID
	})}
}

func (*oneForm) answer(f Facts) Answer {
	if f.Unrecorded {
		return unrecorded()
	}
	if len(f.Honours) == 0 {
		return Answer{Met: Yes, Said: say("Thành tích này chưa được khen bằng hình thức khác.")}
	}
	for _, h := range f.Honours {
		if h.InitiativeID != "" && h.InitiativeID == f.Initiative.ID {
			return Answer{No, say("Thành tích này đã được khen %s theo quyết định %s ngày %s.", h.name(), h.Number, h.DecidedOn), records(f.Honours)}
		}
	}
	h := f.Honours[0]
	return Answer{Unknown, say("Mùa này đã được khen %s theo quyết định %s ngày %s; cần người xem có phải cùng một thành tích không.", h.name(), h.Number, h.DecidedOn), records(f.Honours)}
}
