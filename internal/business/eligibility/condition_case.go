package eligibility

import (
	"slices"
	"strconv"
	"strings"

	"kheo/internal/business/participant"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
)

// Conditions over the initiative itself and its review.

// alone says that a candidate has no initiative to look at.
func alone() Answer {
	return Answer{Met: Unknown, Said: say("Dòng đề nghị không gắn với mô hình nào nên cần người xem.")}
}

// Points writes hundredths of a point as people do: 70, 68,5.
func Points(hundredths int64) string {
	whole, rest := hundredths/100, hundredths%100
	if rest == 0 {
		return strconv.FormatInt(whole, 10)
	}
	return strings.TrimRight(strconv.FormatInt(whole, 10)+","+string([]byte{'0' + byte(rest/10), '0' + byte(rest%10)}), "0")
}

// minScore: the mean of the sheets is at least so much.
type minScore struct {
	Min int64 `json:"min"` // hundredths of a point
}

func (c *minScore) check(v fault.Invalid) {
	v.Check(c.Min > 0 && c.Min <= 100_000, "min", "Ghi mức điểm, ví dụ 70 hoặc 70,5.")
}

func (*minScore) narrow(f Facts) Facts {
	s := f.Score
	return Facts{Initiative: Work{ID: f.Initiative.ID}, Score: Score{Known: s.Known, Mean: s.Mean, Unverified: s.Unverified}}
}

func (c *minScore) answer(f Facts) Answer {
	s, need := f.Score, Points(c.Min)
	switch {
	case f.Initiative.ID == "":
		return alone()
	case !s.Known:
		return Answer{Met: Unknown, Said: say("Chưa có phiếu chấm, cần từ %s điểm.", need)}
	case s.Unverified:
		return Answer{Met: Unknown, Said: say("Điểm bình quân %s, cần từ %s; còn tiêu chí chưa kiểm chứng nên cần người xem.", Points(s.Mean), need)}
	case s.Mean < c.Min:
		return Answer{Met: No, Said: say("Điểm bình quân %s, cần từ %s.", Points(s.Mean), need)}
	}
	return Answer{Met: Yes, Said: say("Điểm bình quân %s, đạt mức từ %s.", Points(s.Mean), need)}
}

// monthsRunning: so many whole months from the start to the day.
type monthsRunning struct {
	Months int64 `json:"months"`
}

func (c *monthsRunning) check(v fault.Invalid) {
	v.Check(c.Months >= 1 && c.Months <= 600, "months", "Ghi số tháng từ 1 đến 600.")
}

func (*monthsRunning) narrow(f Facts) Facts {
	return Facts{Day: f.Day, Initiative: Work{ID: f.Initiative.ID, StartsOn: f.Initiative.StartsOn}}
}

func (c *monthsRunning) answer(f Facts) Answer {
	from, to := f.Initiative.StartsOn, f.Day
	switch {
	case f.Initiative.ID == "":
		return alone()
	case from.IsZero():
		return Answer{Met: Unknown, Said: say("Không rõ ngày bắt đầu, cần đủ %s tháng.", c.Months)}
	case from.After(to):
		return Answer{Met: No, Said: say("Đến %s mới bắt đầu, cần đủ %s tháng.", from, c.Months)}
	}
	n := months(from, to)
	if n < c.Months {
		return Answer{Met: No, Said: say("Mới hoạt động %s tháng, cần đủ %s tháng (từ %s đến %s)", n, c.Months, from, to)}
	}
	return Answer{Met: Yes, Said: say("Đã hoạt động %s tháng, cần đủ %s tháng (từ %s đến %s)", n, c.Months, from, to)}
}

// months counts whole months. A month that begins on the 31st is over on the last
// day of a shorter one.
func months(from, to clock.Date) int64 {
	n := int64(to.Year()-from.Year())*12 + int64(to.Month()-from.Month())
	if to.Day() < from.Day() && to.AddDays(1).Month() == to.Month() {
		n--
	}
	return n
}

// inTime: sent not later than the due date of the season.
type inTime struct{}

func (*inTime) check(fault.Invalid) {}

func (*inTime) narrow(f Facts) Facts {
	return Facts{Initiative: Work{ID: f.Initiative.ID, SubmittedOn: f.Initiative.SubmittedOn}, Own: f.Own}
}

func (*inTime) answer(f Facts) Answer {
	sent, by := f.Initiative.SubmittedOn, f.Own.RegisterBy
	used := []Record{{Kind: "season", ID: f.Own.ID, Label: f.Own.Name, On: by}}
	switch {
	case f.Initiative.ID == "":
		return alone()
	case sent.IsZero() || by.IsZero():
		return Answer{Met: Unknown, Said: say("Không rõ ngày gửi đăng ký hoặc hạn của mùa nên cần người xem.")}
	case sent.After(by):
		return Answer{No, say("Gửi đăng ký ngày %s, sau hạn %s.", sent, by), used}
	}
	return Answer{Yes, say("Gửi đăng ký ngày %s, trong hạn %s.", sent, by), used}
}

// voted: the council agreed.
type voted struct{}

func (*voted) check(fault.Invalid) {}

func (*voted) narrow(f Facts) Facts {
	return Facts{Initiative: Work{ID: f.Initiative.ID}, Score: Score{ResultKnown: f.Score.ResultKnown, Passed: f.Score.Passed}}
}

func (*voted) answer(f Facts) Answer {
	switch {
	case f.Initiative.ID == "":
		return alone()
	case !f.Score.ResultKnown:
		return Answer{Met: Unknown, Said: say("Chưa ghi kết quả bỏ phiếu của hội đồng.")}
	case !f.Score.Passed:
		return Answer{Met: No, Said: say("Hội đồng không thông qua.")}
	}
	return Answer{Met: Yes, Said: say("Hội đồng đã thông qua.")}
}

// evidence: so many pieces of it.
type evidence struct {
	N int64 `json:"n"`
}

func (c *evidence) check(v fault.Invalid) {
	v.Check(c.N >= 1 && c.N <= 1000, "n", "Ghi số minh chứng từ 1 đến 1000.")
}

func (*evidence) narrow(f Facts) Facts {
	return Facts{Initiative: Work{ID: f.Initiative.ID}, Evidence: f.Evidence}
}

func (c *evidence) answer(f Facts) Answer {
	switch {
	case f.Initiative.ID == "":
		return alone()
	case !f.Evidence.Known:
		return Answer{Met: Unknown, Said: say("Chưa đếm được minh chứng nên cần người xem.")}
	case f.Evidence.N < c.N:
		return Answer{Met: No, Said: say("Có %s minh chứng, cần ít nhất %s.", f.Evidence.N, c.N)}
	}
	return Answer{Met: Yes, Said: say("Có %s minh chứng, cần ít nhất %s.", f.Evidence.N, c.N)}
}

// kindsAllowed: the participant is of one of the kinds.
type kindsAllowed struct {
	Kinds []string `json:"kinds"`
}

func (c *kindsAllowed) check(v fault.Invalid) {
	v.Check(len(c.Kinds) > 0, "kinds", "Chọn ít nhất một loại đối tượng.")
	for _, k := range c.Kinds {
		v.Check(participant.Kind(k).Label() != "", "kinds", "Chọn ít nhất một loại đối tượng.")
	}
}

func (*kindsAllowed) narrow(f Facts) Facts {
	return Facts{Participant: Party{Kind: f.Participant.Kind}}
}

func (c *kindsAllowed) answer(f Facts) Answer {
	var labels []string
	for _, k := range c.Kinds {
		labels = append(labels, participant.Kind(k).Label())
	}
	kind := participant.Kind(f.Participant.Kind).Label()
	switch {
	case kind == "":
		return Answer{Met: Unknown, Said: say("Không rõ loại đối tượng nên cần người xem.")}
	case !slices.Contains(c.Kinds, f.Participant.Kind):
		return Answer{Met: No, Said: say("Đối tượng là “%s”; chỉ xét: %s.", kind, strings.Join(labels, ", "))}
	}
	return Answer{Met: Yes, Said: say("Đối tượng là “%s”, đúng loại được xét.", kind)}
}
