package campaign

import (
	"fmt"

	"kheo/internal/platform/fault"
)

// complete says what keeps s from being proposed and published, keyed like the
// fields of the form: every rule that is broken, by its name.
func (s CriteriaSet) complete() error {
	v := fault.Invalid{}
	s.headComplete(v)
	v.Check(len(s.Criteria) > 0, "maximum", "Bộ tiêu chí chưa có tiêu chí nào.")
	left := map[string]bool{} // groups that other criteria came after
	for n, c := range s.Criteria {
		c.complete(n, v)
		if n > 0 && s.Criteria[n-1].Group != c.Group {
			left[s.Criteria[n-1].Group] = true
		}
		v.Check(!left[c.Group], criterionField(n, "group"), "Nhóm “%s” bị chia làm hai chỗ. Chuyển tiêu chí này về liền nhóm của nó.", c.Group)
	}
	v.Check(len(s.Criteria) == 0 || s.Sums(), "maximum", "Điểm các tiêu chí cộng lại là %d, không bằng tổng điểm %d của bộ.", s.Sum(), s.Maximum)
	return v.Err()
}

func (s CriteriaSet) headComplete(v fault.Invalid) {
	v.Check(s.Name != "", "name", "Chưa nhập tên bộ tiêu chí.")
	v.Check(s.Maximum > 0, "maximum", "Tổng điểm phải lớn hơn 0.")
	v.Check(s.Threshold > 0 && s.Threshold <= s.Maximum, "threshold", "Ngưỡng phải từ 1 đến tổng điểm của bộ (%d).", s.Maximum)
	v.Check(s.High == 0 || s.Low < s.High, "high", "Mức phần trăm trên phải lớn hơn mức dưới.")
	v.Check(!s.From.IsZero(), "from", "Chưa chọn ngày bắt đầu hiệu lực.")
	v.Check(s.To.IsZero() || !s.To.Before(s.From), "to", "Ngày hết hiệu lực phải từ %s trở đi.", s.From.String())
	v.Check(s.Source != "", "source", "Ghi nguồn: văn bản nào, hoặc do ai soạn.")
}

func (c Criterion) complete(n int, v fault.Invalid) {
	v.Check(c.Group != "", criterionField(n, "group"), "Chưa ghi nhóm của tiêu chí.")
	v.Check(c.Name != "", criterionField(n, "name"), "Chưa ghi tên tiêu chí.")
	v.Check(c.Points > 0, criterionField(n, "points"), "Điểm của tiêu chí phải lớn hơn 0.")
	v.Check(c.Evidence != "", criterionField(n, "evidence"), "Ghi minh chứng cần có.")
	v.Check(c.VetoAt == nil || *c.VetoAt >= 0 && *c.VetoAt < c.Points, criterionField(n, "veto_at"),
		"Mức điểm liệt phải nhỏ hơn điểm tối đa của tiêu chí (%d).", c.Points)
	if len(c.Levels) == 0 {
		return
	}
	field, next := criterionField(n, "levels"), int64(0)
	for _, l := range c.Levels {
		v.Check(l.From <= next, field, "Các mức bỏ sót điểm từ %d đến %d.", next, l.From-1)
		v.Check(l.From >= next, field, "Các mức chồng nhau ở %d điểm.", l.From)
		next = l.To + 1
	}
	v.Check(next > c.Points, field, "Các mức bỏ sót điểm từ %d đến %d.", next, c.Points)
	v.Check(next <= c.Points+1, field, "Mức cao nhất là %d, quá điểm tối đa của tiêu chí (%d).", next-1, c.Points)
}

func criterionField(n int, name string) string { return fmt.Sprintf("criteria[%d].%s", n, name) }
