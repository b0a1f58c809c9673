package signing

import (
	"slices"
	"strings"

	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
)

// Ask is the question whether a paper may be signed so.
type Ask struct {
	UnitID  string
	Line    org.Line
	DocType string // "QĐ"
	Signer  string
	Form    []string // the lines above the signature; none: not asked
	Day     clock.Date
}

// choose finds the power that allows what a asks among those of its body and
// line, or refuses with the record that comes nearest.
func choose(all []Power, a Ask) (Power, error) {
	own := slices.DeleteFunc(slices.Clone(all), func(p Power) bool { return text.Key(p.Name) != text.Key(a.Signer) })
	for _, p := range own {
		if p.Days.Has(a.Day) && p.covers(a.DocType) && p.formed(a.Form) {
			return p, nil
		}
	}
	switch {
	case len(all) == 0:
		return Power{}, fault.Refuse("Đơn vị chưa ghi ai được ký văn bản (%s). Nhờ quản trị viên thêm ở trang Thẩm quyền ký.", a.Line.Label())
	case len(own) == 0:
		return Power{}, noSuch(all, a)
	}
	for _, p := range own { // right but for its lines or its kind of paper
		if !p.Days.Has(a.Day) {
			continue
		}
		if p.covers(a.DocType) {
			return Power{}, fault.Refuse("%s được %s là “%s”, văn bản này ghi “%s”.", p.Name, p.Capacity.Label(), strings.Join(p.Form, ", "), strings.Join(a.Form, ", "))
		}
	}
	for _, p := range own {
		if p.Days.Has(a.Day) {
			return Power{}, fault.Refuse("%s được %s các loại văn bản %s, không có loại %s.", p.Name, p.Capacity.Label(), strings.Join(p.DocTypes, ", "), a.DocType)
		}
	}
	return Power{}, nearest(own, a.Day)
}

// covers reports whether p is for a kind of paper.
func (p Power) covers(docType string) bool {
	return len(p.DocTypes) == 0 || slices.Contains(p.DocTypes, docType)
}

// formed reports whether p has these lines above the signature.
func (p Power) formed(form []string) bool {
	return len(form) == 0 || slices.EqualFunc(p.Form, form, func(a, b string) bool { return text.Key(a) == text.Key(b) })
}

// noSuch refuses a signer without a record, naming who has one on the day.
func noSuch(all []Power, a Ask) error {
	var names []string
	for _, p := range all {
		if p.Days.Has(a.Day) && p.covers(a.DocType) && !slices.Contains(names, p.Name) {
			names = append(names, p.Name)
		}
	}
	if len(names) == 0 {
		return fault.Refuse("%s chưa được giao quyền ký, và ngày %s chưa ai khác được ký loại %s.", a.Signer, a.Day.String(), a.DocType)
	}
	return fault.Refuse("%s chưa được giao quyền ký. Ngày %s người được ký loại %s là: %s.", a.Signer, a.Day.String(), a.DocType, strings.Join(names, ", "))
}

// nearest refuses a day that no record of the signer holds, with the one closest.
func nearest(own []Power, day clock.Date) error {
	near := slices.MinFunc(own, func(a, b Power) int { return a.away(day) - b.away(day) })
	if near.Days.To.IsZero() {
		return fault.Refuse("%s được %s từ %s, văn bản này ngày %s.", near.Name, near.Capacity.Label(), near.Days.From.String(), day.String())
	}
	return fault.Refuse("%s được %s từ %s đến %s, văn bản này ngày %s.", near.Name, near.Capacity.Label(), near.Days.From.String(), near.Days.To.String(), day.String())
}

// away counts the days from day to the days of p; 0 inside.
func (p Power) away(day clock.Date) int {
	if day.Before(p.Days.From) {
		return day.DaysUntil(p.Days.From)
	}
	if !p.Days.Has(day) {
		return p.Days.To.DaysUntil(day)
	}
	return 0
}

// Step is one hand that a paper goes through.
type Step string

// The steps, in order.
const (
	Drafted Step = "drafted"
	Checked Step = "checked"
	Signed  Step = "signed"
	Issued  Step = "issued"
)

// Steps lists the steps in order.
func Steps() []Step { return []Step{Drafted, Checked, Signed, Issued} }

// Label is the Vietnamese name of the step, a source text of i18n.
func (s Step) Label() string {
	switch s {
	case Checked:
		return "Kiểm tra"
	case Signed:
		return "Ký"
	case Issued:
		return "Ban hành"
	}
	return "Soạn thảo"
}

// Person is who did a step. Without an account on either side, people are told
// apart by name.
type Person struct {
	AccountID string
	Name      string
}

func (p Person) is(q Person) bool {
	if p.AccountID != "" && q.AccountID != "" {
		return p.AccountID == q.AccountID
	}
	return p.Name != "" && text.Key(p.Name) == text.Key(q.Name)
}

// Separate refuses a step when the same person did the one before it, or signs
// what they drafted. people holds who did the steps so far and who is about to do
// this one; steps that a paper does not have are left out.
func Separate(step Step, people map[Step]Person) error {
	me, doing := people[step]
	if !doing {
		return nil
	}
	if drafter, ok := people[Drafted]; ok && step == Signed && me.is(drafter) {
		return fault.Refuse("Người soạn không tự ký văn bản của mình.")
	}
	all := Steps()
	for i := slices.Index(all, step) - 1; i >= 0; i-- {
		before, done := people[all[i]]
		if !done {
			continue
		}
		if me.is(before) {
			return apart(all[i], step)
		}
		return nil
	}
	return nil
}

func apart(before, step Step) error {
	switch {
	case before == Drafted && step == Checked:
		return fault.Refuse("Người soạn không tự kiểm tra văn bản của mình.")
	case before == Checked && step == Signed:
		return fault.Refuse("Người kiểm tra không ký văn bản mình đã kiểm tra.")
	case before == Signed && step == Issued:
		return fault.Refuse("Người ký không tự ban hành văn bản mình đã ký.")
	}
	return fault.Refuse("Hai bước liền nhau của một văn bản phải do hai người làm.")
}
