package bonus

import (
	"slices"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
)

const (
	noteText   = 300 // characters
	lineText   = 200
	mostAmount = 100_000_000_000 // đồng of one line
	mostFund   = 1_000_000_000_000_000
)

// PlanInput is the form of a sheet. Amounts and Reasons are by the id of the line,
// for the lines whose bonus the catalogue does not know. An amount of 0 with a reason
// says that there is none.
type PlanInput struct {
	FundID     string            `form:"fund"`
	BudgetLine string            `form:"budget_line"`
	Note       string            `form:"note"`
	Amounts    map[string]*int64 `form:"so_tien"`
	Reasons    map[string]string `form:"ly_do"`
	Version    int64             `form:"version"`
}

func (in *PlanInput) check() error {
	in.BudgetLine, in.Note = text.Clean(in.BudgetLine), text.Clean(in.Note)
	v := fault.Invalid{}
	short(v, "budget_line", in.BudgetLine, lineText)
	short(v, "note", in.Note, noteText)
	return v.Err()
}

func short(v fault.Invalid, field, s string, most int) {
	v.Check(len([]rune(s)) <= most, field, "Phần này dài quá %d ký tự. Xin viết gọn lại.", most)
}

// apply writes the typed amounts into items that the catalogue knows no bonus for.
func (in PlanInput) apply(items []Item, by stamp) error {
	v := fault.Invalid{}
	for n := range items {
		i := &items[n]
		if i.reckoned() || i.State != Due && !i.none() {
			continue
		}
		amount, reason := in.Amounts[i.LineID], text.Clean(in.Reasons[i.LineID])
		if _, sent := in.Amounts[i.LineID]; !sent && reason == "" {
			continue // not on the form
		}
		short(v, "ly_do["+i.LineID+"]", reason, noteText)
		before := *i
		switch {
		case amount == nil:
			v.Check(reason == "", "so_tien["+i.LineID+"]", "Dòng %d (%s) có căn cứ mà chưa có số tiền.", i.Position, i.Name)
			i.Amount, i.Basis, i.Typed, i.State = 0, "", false, Due
		default:
			v.Check(*amount >= 0 && *amount <= mostAmount, "so_tien["+i.LineID+"]", "Ghi số tiền bằng đồng, ví dụ 300.000. Không có thưởng thì ghi 0.")
			v.Check(reason != "", "ly_do["+i.LineID+"]", "Dòng %d (%s) chưa ghi căn cứ của số tiền.", i.Position, i.Name)
			i.Amount, i.Basis, i.Typed, i.State = max(0, *amount), reason, true, Due
			if *amount == 0 {
				i.State = Declined
			}
		}
		if *i != before {
			i.stamp(by)
		}
	}
	return v.Err()
}

// reckoned reports whether the amount of i comes from the catalogue.
func (i Item) reckoned() bool { return i.Basis != "" && !i.Typed }

// none reports whether i was typed as no bonus at all.
func (i Item) none() bool { return i.Typed && i.State == Declined && i.Amount == 0 }

// PayInput is the form of a payment, or of taking one back.
type PayInput struct {
	Lines   []string   `form:"lines"`
	PaidOn  clock.Date `form:"paid_on"`
	Doc     string     `form:"paid_doc"`
	Version int64      `form:"version"`
}

func (in *PayInput) check(today clock.Date) error {
	in.Doc = text.Clean(in.Doc)
	slices.Sort(in.Lines)
	v := fault.Invalid{}
	v.Check(len(in.Lines) > 0, "lines", "Chọn ít nhất một dòng.")
	v.Check(in.Doc != "", "paid_doc", "Ghi số phiếu chi hoặc ủy nhiệm chi.")
	short(v, "paid_doc", in.Doc, lineText)
	v.Check(!in.PaidOn.IsZero(), "paid_on", "Chọn ngày chi.")
	v.Check(!in.PaidOn.After(today), "paid_on", "Ngày chi không thể sau hôm nay, %s.", today.String())
	return v.Err()
}

// ActInput is the form of an act on one line: declined, or money that came back.
type ActInput struct {
	Amount      int64      `form:"amount"`
	RecoveredOn clock.Date `form:"recovered_on"`
	Note        string     `form:"note"`
	Version     int64      `form:"version"`
}

func (in *ActInput) check() fault.Invalid {
	in.Note = text.Clean(in.Note)
	v := fault.Invalid{}
	short(v, "note", in.Note, noteText)
	return v
}

// FundInput is the form of a fund.
type FundInput struct {
	ID        string `form:"id"` // so that sending twice makes one
	UnitID    string `form:"unit"`
	Year      int64  `form:"year"`
	Name      string `form:"name"`
	Code      string `form:"code"`
	Available int64  `form:"available"`
	Source    string `form:"source"`
	Reason    string `form:"reason"` // of a change
	Version   int64  `form:"version"`
}

func (in *FundInput) check(edit bool) error {
	in.Name, in.Code, in.Source, in.Reason = text.Clean(in.Name), text.Clean(in.Code), text.Clean(in.Source), text.Clean(in.Reason)
	v := fault.Invalid{}
	v.Check(edit || in.UnitID != "", "unit", "Chọn đơn vị giữ quỹ.")
	v.Check(in.Year >= 2000 && in.Year <= 2100, "year", "Ghi năm của quỹ, ví dụ 2026.")
	v.Check(in.Name != "", "name", "Ghi tên quỹ.")
	short(v, "name", in.Name, lineText)
	short(v, "code", in.Code, lineText)
	v.Check(in.Available >= 0 && in.Available <= mostFund, "available", "Ghi số tiền được giao bằng đồng, ví dụ 50.000.000.")
	v.Check(in.Source != "", "source", "Ghi văn bản giao kinh phí.")
	short(v, "source", in.Source, noteText)
	v.Check(!edit || in.Reason != "", "reason", "Ghi một câu vì sao sửa.")
	short(v, "reason", in.Reason, noteText)
	return v.Err()
}
