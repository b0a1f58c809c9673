package award

import (
	"fmt"
	"strings"

	"kheo/internal/business/participant"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
)

// Salary is the base salary (mức lương cơ sở) of a span of days.
type Salary struct {
	clock.Span

	ID           string
	Amount       int64 // đồng a month
	Source       string
	VerifiedBy   string // empty: not verified
	SupersededBy string
	Version      int64
}

// Direction is where a rounded amount goes.
type Direction string

// The directions; Nearest goes up from the middle.
const (
	Up      Direction = "up"
	Nearest Direction = "nearest"
	Down    Direction = "down"
)

// Directions lists every direction.
func Directions() []Direction { return []Direction{Up, Nearest, Down} }

// Label names the direction, a source text of i18n; empty for none.
func (d Direction) Label() string {
	switch d {
	case Up:
		return "Làm tròn lên"
	case Nearest:
		return "Làm tròn đến gần nhất"
	case Down:
		return "Làm tròn xuống"
	}
	return ""
}

// said says what was done to an amount.
func (d Direction) said(amount string) fault.Message {
	switch d {
	case Up:
		return fault.Say("làm tròn lên %s", amount)
	case Down:
		return fault.Say("làm tròn xuống %s", amount)
	}
	return fault.Say("làm tròn thành %s", amount)
}

// Rounding is how bonuses of a span of days are rounded.
type Rounding struct {
	clock.Span

	ID           string
	Step         int64 // đồng
	Direction    Direction
	Source       string
	VerifiedBy   string // empty: not verified
	SupersededBy string
	Version      int64
}

// round brings an amount in thousandths of a đồng to whole steps, or to whole đồng
// when r is zero; what is left of a đồng counts up.
func (r Rounding) round(thousandths int64) int64 {
	step := max(r.Step, 1) * 1000
	whole, rest := thousandths/step, thousandths%step
	if rest > 0 && (r.Step == 0 || r.Direction == Up || r.Direction == Nearest && rest*2 >= step) {
		whole++
	}
	return whole * step / 1000
}

// Bonus is what goes with an award for one participant, as far as the catalogue
// knows it. Where it is not Known a person types the amount.
type Bonus struct {
	Known      bool
	Why        fault.Message // why it is not known
	AwardID    string
	Kind       participant.Kind
	Day        clock.Date
	Multiple   int64 // thousandths
	Salary     int64 // đồng
	SalaryID   string
	Raw        int64 // đồng, before rounding
	Amount     int64 // đồng
	RoundedTo  int64 // đồng: the step; 0 when no rule of rounding holds
	RoundingID string
	Verified   bool   // somebody compared the award, the salary and the rounding with their sources
	Basis      string // the arithmetic and the provision in Vietnamese, to be kept with the case

	direction Direction
	sources   []string // of the multiple and of the salary
}

// reckon works out the bonus that goes with a for a participant of kind on day.
// salary and rounding are those of the day, zero for none. It does not ask whether a
// was replaced since, so that a case that names its edition stays what it was.
func reckon(a Award, kind participant.Kind, day clock.Date, salary Salary, rounding Rounding) Bonus {
	b := Bonus{AwardID: a.ID, Kind: kind, Day: day}
	multiple, known := a.Multiples[kind]
	switch {
	case !a.For(kind):
		b.Why = fault.Say("“%s” không dành cho đối tượng này.", a.Name)
	case !a.Has(day):
		b.Why = fault.Say("“%s” không áp dụng vào ngày %s.", a.Name, day.String())
	case !known:
		b.Why = fault.Say("Danh mục chưa ghi hệ số tiền thưởng của “%s”. Người soạn ghi số tiền và căn cứ.", a.Name)
	case salary.ID == "":
		b.Why = fault.Say("Danh mục chưa có mức lương cơ sở ngày %s. Người soạn ghi số tiền và căn cứ.", day.String())
	default:
		b.Known, b.Verified = true, a.VerifiedBy != "" && salary.VerifiedBy != ""
		b.Multiple, b.Salary, b.SalaryID = multiple, salary.Amount, salary.ID
		b.Raw = Rounding{}.round(multiple * salary.Amount)
		b.Amount = b.Raw
		if rounding.ID != "" {
			b.direction, b.RoundingID, b.RoundedTo = rounding.Direction, rounding.ID, rounding.Step
			b.Amount = rounding.round(multiple * salary.Amount)
			b.Verified = b.Verified && rounding.VerifiedBy != ""
		}
		for _, source := range []string{a.BonusSource, salary.Source} {
			if source = strings.TrimRight(source, ";,. "); source != "" {
				b.sources = append(b.sources, source)
			}
		}
		b.Basis = b.explain(i18n.VI)
	}
	return b
}

// Explain shows the arithmetic with its provision in lang, or says why there is none.
func (b Bonus) Explain(lang i18n.Lang) string {
	if !b.Known {
		return b.Why.In(lang)
	}
	return b.explain(lang)
}

func (b Bonus) explain(lang i18n.Lang) string {
	mark := "."
	if lang == i18n.EN {
		mark = ","
	}
	money := func(n int64) string { return i18n.Group(n, mark) + " đ" }
	said := fmt.Sprintf("%s × %s = %s", FormatMultiple(b.Multiple), money(b.Salary), money(b.Raw))
	if b.Amount != b.Raw {
		said += ", " + b.direction.said(money(b.Amount)).In(lang)
	}
	if len(b.sources) > 0 {
		said += " (" + strings.Join(b.sources, "; ") + ")"
	}
	return said
}
