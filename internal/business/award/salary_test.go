package award

import (
	"strings"
	"testing"

	"kheo/internal/business/participant"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/i18n"
)

func TestRound(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		thousandths int64 // of a đồng
		rule        Rounding
		want        int64
	}{
		{379_500_000, Rounding{Step: 10_000, Direction: Up}, 380_000},
		{380_000_000, Rounding{Step: 10_000, Direction: Up}, 380_000},
		{380_000_001, Rounding{Step: 10_000, Direction: Up}, 390_000},
		{379_500_000, Rounding{Step: 10_000, Direction: Down}, 370_000},
		{375_000_000, Rounding{Step: 10_000, Direction: Nearest}, 380_000},
		{374_999_999, Rounding{Step: 10_000, Direction: Nearest}, 370_000},
		{379_500_001, Rounding{}, 379_501},
		{379_500_000, Rounding{}, 379_500},
		{0, Rounding{Step: 10_000, Direction: Up}, 0},
		{mostMultiple * mostSalary, Rounding{Step: 1_000_000, Direction: Up}, 1_000_000_000_000},
	} {
		if got := c.rule.round(c.thousandths); got != c.want {
			t.Errorf("%d by %+v: %d, want %d", c.thousandths, c.rule, got, c.want)
		}
	}
}

// merit is the certificate of merit of a ward.
func merit() Award {
	return Award{
		ID: "a", Name: "Giấy khen", Span: clock.Since(clock.On(2017, 10, 1)), Kinds: participant.Kinds(),
		Multiples:   map[participant.Kind]int64{participant.Individual: 150, participant.Collective: 300, participant.Household: 150},
		BonusSource: "Điều 73 Nghị định 91/2017/NĐ-CP;", VerifiedBy: "Lê Thị Mẫu",
	}
}

func TestReckon(t *testing.T) {
	t.Parallel()
	day := clock.On(2026, 11, 20)
	salary := Salary{ID: "s", Amount: 2_530_000, Source: "Nghị định 161/2026/NĐ-CP", VerifiedBy: "Lê Thị Mẫu"}
	rule := Rounding{ID: "r", Step: 10_000, Direction: Up}
	for name, c := range map[string]struct {
		spoil func(*Award, *Salary, *Rounding)
		kind  participant.Kind
		want  int64 // 0: not known
		said  string
	}{
		"individual": {nil, participant.Individual, 380_000,
			"0,15 × 2.530.000 đ = 379.500 đ, làm tròn lên 380.000 đ (Điều 73 Nghị định 91/2017/NĐ-CP; Nghị định 161/2026/NĐ-CP)"},
		"collective":  {nil, participant.Collective, 760_000, "0,3 × 2.530.000 đ = 759.000 đ, làm tròn lên 760.000 đ"},
		"household":   {nil, participant.Household, 380_000, "0,15 × 2.530.000 đ"},
		"older money": {func(_ *Award, s *Salary, _ *Rounding) { s.Amount = 1_490_000 }, participant.Individual, 230_000, "223.500 đ, làm tròn lên 230.000 đ"},
		"exact":       {func(_ *Award, s *Salary, _ *Rounding) { s.Amount = 2_000_000 }, participant.Individual, 300_000, "0,15 × 2.000.000 đ = 300.000 đ (Điều"},
		"no rounding": {func(_ *Award, _ *Salary, r *Rounding) { *r = Rounding{} }, participant.Individual, 379_500, "= 379.500 đ (Điều"},
		"no salary":   {func(_ *Award, s *Salary, _ *Rounding) { *s = Salary{} }, participant.Individual, 0, "chưa có mức lương cơ sở ngày 20/11/2026"},
		"no multiple": {func(a *Award, _ *Salary, _ *Rounding) { delete(a.Multiples, participant.Individual) }, participant.Individual, 0, "chưa ghi hệ số"},
		"not for it": {func(a *Award, _ *Salary, _ *Rounding) { a.Kinds = []participant.Kind{participant.Individual} }, participant.Household, 0,
			"không dành cho đối tượng này"},
		"ended":    {func(a *Award, _ *Salary, _ *Rounding) { a.To = clock.On(2026, 11, 19) }, participant.Individual, 0, "không áp dụng vào ngày 20/11/2026"},
		"replaced": {func(a *Award, _ *Salary, _ *Rounding) { a.SupersededBy = "b" }, participant.Individual, 380_000, "0,15"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a, s, r := merit(), salary, rule
			if c.spoil != nil {
				c.spoil(&a, &s, &r)
			}
			b := reckon(a, c.kind, day, s, r)
			said := b.Explain(i18n.VI)
			if b.Known != (c.want > 0) || b.Amount != c.want || !strings.Contains(said, c.said) || b.Known && b.Basis != said {
				t.Errorf("%+v: %q", b, said)
			}
		})
	}
}

func TestReckonSaysWhatItUsed(t *testing.T) {
	t.Parallel()
	day := clock.On(2026, 11, 20)
	salary := Salary{ID: "s", Amount: 2_530_000, VerifiedBy: "Lê Thị Mẫu"}
	rule := Rounding{ID: "r", Step: 10_000, Direction: Up}
	b := reckon(merit(), participant.Individual, day, salary, rule)
	if b.Verified || b.SalaryID != "s" || b.RoundingID != "r" || b.RoundedTo != 10_000 || b.Raw != 379_500 || b.Multiple != 150 || b.AwardID != "a" || b.Day != day {
		t.Errorf("%+v", b)
	}
	rule.VerifiedBy = "Lê Thị Mẫu"
	if !reckon(merit(), participant.Individual, day, salary, rule).Verified {
		t.Error("everything was verified")
	}
	if got := b.Explain(i18n.EN); got != "0,15 × 2,530,000 đ = 379,500 đ, rounded up to 380,000 đ (Điều 73 Nghị định 91/2017/NĐ-CP)" {
		t.Error(got)
	}
}
