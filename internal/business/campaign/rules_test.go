package campaign

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
)

func points(n int64) *int64 { return &n }

// sound is a set that breaks no rule.
func sound() CriteriaSet {
	return CriteriaSet{
		Name: "Bộ tiêu chí thử", Maximum: 25, Threshold: 20, Low: 50, High: 100, From: clock.On(2026, 1, 1), Source: "Hướng dẫn mẫu",
		Criteria: []Criterion{
			{ID: "a", Group: "Cách làm", Position: 1, Name: "Có kế hoạch", Points: 10, Evidence: "Kế hoạch", VetoAt: points(2),
				Levels: []Level{{0, 4, "chưa có kế hoạch"}, {5, 9, "có, chưa đủ"}, {10, 10, "đủ"}}},
			{ID: "b", Group: "Kết quả", Position: 2, Name: "Đạt mục tiêu", Points: 15, Evidence: "Số liệu"},
		},
	}
}

func TestRulesOfASet(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(*CriteriaSet)
		field  string // empty: complete
		says   string
	}{
		"as it should be":      {func(*CriteriaSet) {}, "", ""},
		"no name":              {func(s *CriteriaSet) { s.Name = "" }, "name", "Chưa nhập tên"},
		"sum too small":        {func(s *CriteriaSet) { s.Maximum = 26 }, "maximum", "cộng lại là 25, không bằng tổng điểm 26"},
		"no criteria":          {func(s *CriteriaSet) { s.Criteria = nil }, "maximum", "chưa có tiêu chí"},
		"threshold of nothing": {func(s *CriteriaSet) { s.Threshold = 0 }, "threshold", "từ 1 đến"},
		"threshold too high":   {func(s *CriteriaSet) { s.Threshold = 26 }, "threshold", "(25)"},
		"bands crossed":        {func(s *CriteriaSet) { s.Low, s.High = 60, 60 }, "high", "lớn hơn"},
		"no upper band":        {func(s *CriteriaSet) { s.Low, s.High = 100, 0 }, "", ""},
		"no day":               {func(s *CriteriaSet) { s.From = clock.Date{} }, "from", "Chưa chọn"},
		"ends before":          {func(s *CriteriaSet) { s.To = clock.On(2025, 12, 31) }, "to", "01/01/2026"},
		"no source":            {func(s *CriteriaSet) { s.Source = "" }, "source", "Ghi nguồn"},
		"no group":             {func(s *CriteriaSet) { s.Criteria[1].Group = "" }, "criteria[1].group", "nhóm"},
		"a group in two places": {func(s *CriteriaSet) {
			s.Criteria = append(s.Criteria, s.Criteria[0])
			s.Maximum = 35
		}, "criteria[2].group", "hai chỗ"},
		"no evidence":          {func(s *CriteriaSet) { s.Criteria[1].Evidence = "" }, "criteria[1].evidence", "minh chứng"},
		"veto at full points":  {func(s *CriteriaSet) { s.Criteria[1].VetoAt = points(15) }, "criteria[1].veto_at", "(15)"},
		"veto just below":      {func(s *CriteriaSet) { s.Criteria[1].VetoAt = points(14) }, "", ""},
		"veto at zero":         {func(s *CriteriaSet) { s.Criteria[1].VetoAt = points(0) }, "", ""},
		"a hole":               {func(s *CriteriaSet) { s.Criteria[0].Levels[1].From = 6 }, "criteria[0].levels", "bỏ sót điểm từ 5 đến 5"},
		"a hole at the bottom": {func(s *CriteriaSet) { s.Criteria[0].Levels[0].From = 1 }, "criteria[0].levels", "bỏ sót điểm từ 0 đến 0"},
		"a hole at the top":    {func(s *CriteriaSet) { s.Criteria[0].Levels = s.Criteria[0].Levels[:2] }, "criteria[0].levels", "từ 10 đến 10"},
		"an overlap":           {func(s *CriteriaSet) { s.Criteria[0].Levels[0].To = 5 }, "criteria[0].levels", "chồng nhau ở 5"},
		"above the points":     {func(s *CriteriaSet) { s.Criteria[0].Levels[2].To = 11 }, "criteria[0].levels", "quá điểm tối đa"},
	} {
		s := sound()
		c.change(&s)
		err := s.complete()
		var invalid fault.Invalid
		if c.field == "" {
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
		} else if !errors.As(err, &invalid) || len(invalid) != 1 || !strings.Contains(invalid[c.field].String(), c.says) {
			t.Errorf("%s: %v, want %s: %s", name, err, c.field, c.says)
		}
	}
}

func TestLevelsAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string][]Level{
		"":                              {},
		"0-4: chưa có\n5–9: có\n10: đủ": {{0, 4, "chưa có"}, {5, 9, "có"}, {10, 10, "đủ"}},
		"10. đủ\n\n0 đến 9 điểm : chưa":   {{0, 9, "chưa"}, {10, 10, "đủ"}},
		"  0 - 3 : một dòng có dấu: hai ": {{0, 3, "một dòng có dấu: hai"}},
	} {
		v := fault.Invalid{}
		if got := parseLevels(typed, "levels", v); v.Err() != nil || !slices.Equal(got, want) {
			t.Errorf("%q: %v, %v", typed, got, v)
		}
	}
	for typed, says := range map[string]string{
		"chưa có kế hoạch": "chưa đúng", "0-4:": "chưa đúng", "-1: thấp": "chưa đúng", "12345: cao": "chưa đúng",
		"9-5: ngược": "số đầu lớn hơn", "0-4: a\n0: b": "cùng bắt đầu từ 0",
		strings.Repeat("0: a\n", 2_000): "cùng bắt đầu", manyLevels(maxLevels + 1): "tối đa 50 mức",
	} {
		v := fault.Invalid{}
		if parseLevels(typed, "levels", v); !strings.Contains(v["levels"].String(), says) {
			t.Errorf("%q: %v, want %q", typed, v, says)
		}
	}
}

func manyLevels(n int) (typed string) {
	for from := range n {
		typed += fmt.Sprintf("%d: mức\n", from)
	}
	return typed
}

func FuzzLevels(f *testing.F) {
	for _, s := range []string{"0-4: chưa có\n5-9: có", "10: đủ", "0 đến 9 điểm: x", "a", "0: \u200b", "1–2. y\r\n3: z"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		v := fault.Invalid{}
		once := parseLevels(typed, "levels", v)
		if v.Err() != nil {
			return
		}
		again := parseLevels(levelText(once), "levels", v)
		if v.Err() != nil || !slices.Equal(once, again) {
			t.Errorf("%q is %v and, written again, %v: %v", typed, once, again, v)
		}
	})
}

func TestMarkedAndFailed(t *testing.T) {
	t.Parallel()
	s, c := sound(), sound().Criteria[0]
	for n, want := range map[int64][3]bool{0: {true, false, true}, 2: {true, false, true}, 3: {true, false, false}, 5: {}, 9: {}, 10: {false, true, false}} {
		low, high := s.Marked(c, n)
		if got := [3]bool{low, high, c.Fails(n)}; got != want {
			t.Errorf("%d points: %v, want %v", n, got, want)
		}
	}
	s.Low, s.High, c.VetoAt = 0, 0, nil
	for n := range int64(11) {
		if low, high := s.Marked(c, n); low || high || c.Fails(n) {
			t.Errorf("%d points are marked without bands", n)
		}
	}
}

func TestPick(t *testing.T) {
	t.Parallel()
	lines := []SeasonSet{{Kind: "model", SetID: "k"}, {FieldID: "f", SetID: "f"}, {FieldID: "f", Kind: "model", SetID: "fk"}}
	for of, want := range map[[2]string]string{{"f", "model"}: "fk", {"f", "project"}: "f", {"g", "model"}: "k", {"", "model"}: "k", {"g", "project"}: "own", {"", ""}: "own"} {
		if got := pick(lines, "own", of[0], of[1]); got != want {
			t.Errorf("%v gets %q, want %q", of, got, want)
		}
	}
}
