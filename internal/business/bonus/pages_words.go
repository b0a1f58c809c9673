package bonus

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web/ui"
)

// facts stand at the side of a sheet.
func (v View) facts(ctx context.Context) []ui.Fact {
	all := []ui.Fact{{Label: i18n.T(ctx, "Hình thức khen"), Value: v.Award}}
	for _, k := range v.ByKind {
		all = append(all, ui.Fact{Label: i18n.T(ctx, k.Kind.Label()), Value: i18n.T(ctx, "%d dòng, %s", k.Count, i18n.Money(ctx, k.Amount))})
	}
	if v.Recovered > 0 {
		all = append(all, ui.Fact{Label: i18n.T(ctx, "Đã thu về"), Value: i18n.Money(ctx, v.Recovered)})
	}
	if v.Fund.ID != "" {
		all = append(all, ui.Fact{Label: i18n.T(ctx, "Quỹ"), Value: v.Fund.Name + " " + year(v.Fund.Year), Href: fundsPath + "?nam=" + year(v.Fund.Year)},
			ui.Fact{Label: i18n.T(ctx, "Quỹ còn lại sau bảng này"), Value: i18n.Money(ctx, v.Fund.Rest())})
	}
	all = append(all, ui.Fact{Label: i18n.T(ctx, "Mục ngân sách"), Value: v.BudgetLine}, ui.Fact{Label: i18n.T(ctx, "Ghi chú"), Value: v.Plan.Note})
	if v.Plan.ProposedBy != "" {
		all = append(all, ui.Fact{Label: i18n.T(ctx, "Người lập"), Value: v.Plan.ProposedBy + ", " + i18n.Moment(v.Plan.ProposedAt)})
	}
	if v.Plan.Approved() {
		all = append(all, ui.Fact{Label: i18n.T(ctx, "Người duyệt"), Value: v.Plan.ApprovedBy + ", " + i18n.Moment(v.Plan.ApprovedAt)})
	}
	return all
}

// waits says what the sheet waits for; nil when it is paid or can be.
func (v View) waits(ctx context.Context) *ui.Notice {
	switch {
	case !v.Stored():
		return &ui.Notice{Kind: ui.Info, Text: i18n.T(ctx, "Số tiền dưới đây được tính theo danh mục, chưa ai lập bảng.")}
	case v.Over() > 0:
		return &ui.Notice{Kind: ui.Bad, Title: i18n.T(ctx, "Quỹ không đủ"), Text: i18n.T(ctx, "Bảng này %s, quỹ còn %s cho bảng này, thiếu %s.",
			i18n.Money(ctx, v.FundRest()+v.Over()), i18n.Money(ctx, v.FundRest()), i18n.Money(ctx, v.Over()))}
	case v.Open > 0:
		return &ui.Notice{Kind: ui.Due, Text: i18n.T(ctx, "Còn %d dòng chưa có số tiền.", v.Open)}
	case !v.Plan.Approved():
		return &ui.Notice{Kind: ui.Due, Text: i18n.T(ctx, "Bảng chờ người ký duyệt.")}
	case !v.Plan.Frozen:
		return &ui.Notice{Kind: ui.Info, Text: i18n.T(ctx, "Bảng đã duyệt. Chi được khi quyết định ban hành.")}
	}
	return nil
}

// explain is how the amount of i was found, or why it is not known.
func (v View) explain(ctx context.Context, i Item) string {
	if why, known := v.Why[i.Kind]; known && i.Open() {
		return why.In(i18n.From(ctx))
	}
	if i.Open() {
		return i18n.T(ctx, "Chưa rõ số tiền.")
	}
	return i.Basis
}

// selects reports whether the reader can tick i to pay it.
func (v View) selects(i Item) bool { return v.Payable() && i.State == Due && !i.Open() }

func (v View) ticks() bool { return slices.ContainsFunc(v.Items, v.selects) }

// voucher is what the reader has recorded today with one voucher.
type voucher struct {
	Doc    string
	On     clock.Date
	Lines  []string
	Amount int64
}

// undos are the vouchers that the reader may still take back.
func (v View) undos() (all []voucher) {
	for _, i := range v.Items {
		if !v.Undoable(i) {
			continue
		}
		at := slices.IndexFunc(all, func(x voucher) bool { return x.Doc == i.PaidDoc && x.On == i.PaidOn })
		if at < 0 {
			all = append(all, voucher{Doc: i.PaidDoc, On: i.PaidOn})
			at = len(all) - 1
		}
		all[at].Lines, all[at].Amount = append(all[at].Lines, i.LineID), all[at].Amount+i.Amount
	}
	return all
}

func (v View) columns(ctx context.Context) []ui.Column {
	all := []ui.Column{{Text: i18n.T(ctx, "Tên")}, {Text: i18n.T(ctx, "Cách tính, căn cứ")}, {Text: i18n.T(ctx, "Số tiền"), Number: true}, {Text: i18n.T(ctx, "Tình trạng")}}
	if v.ticks() {
		return append([]ui.Column{{Check: true}}, all...)
	}
	return all
}

// paidOn asks for the day of a payment: today unless something was typed.
func (v sheetView) paidOn(ctx context.Context) ui.Field {
	on := v.In.PaidOn
	if on.IsZero() && v.Err == nil {
		on = v.Today
	}
	f := needed(field(ctx, v.Err, "paid_on", i18n.T(ctx, "Ngày chi"), "", on.ISO()))
	f.Width = ui.Short
	return f
}

func (v sheetView) doc(ctx context.Context) ui.Field {
	f := needed(field(ctx, v.Err, "paid_doc", i18n.T(ctx, "Số chứng từ"), i18n.T(ctx, "Phiếu chi hoặc ủy nhiệm chi."), v.In.Doc))
	f.MaxLength = lineText
	return f
}

// lines is what was wrong with the chosen lines, for the summary.
func (v sheetView) lines(ctx context.Context) ui.Field {
	return ui.Field{Name: "lines", ID: "bang", Label: i18n.T(ctx, "Các dòng"), Error: ui.FieldError(ctx, v.Err, "lines")}
}

func (v planView) fund(ctx context.Context) ui.Field {
	return field(ctx, v.Err, "fund", i18n.T(ctx, "Chi từ quỹ"), "", v.In.FundID)
}

func (v planView) funds(ctx context.Context) []ui.Option {
	all := []ui.Option{{Text: i18n.T(ctx, "Không lấy từ quỹ nào ở đây")}}
	for _, f := range v.Funds {
		all = append(all, ui.Option{Value: f.ID, Text: i18n.T(ctx, "%s năm %s, còn %s", f.Name, year(f.Year), i18n.Money(ctx, f.Rest()))})
	}
	return all
}

func (v planView) budget(ctx context.Context) ui.Field {
	f := field(ctx, v.Err, "budget_line", i18n.T(ctx, "Mục ngân sách"), i18n.T(ctx, "Bắt buộc khi không lấy từ quỹ."), v.In.BudgetLine)
	f.MaxLength = lineText
	return f
}

func (v planView) note(ctx context.Context) ui.Field {
	f := field(ctx, v.Err, "note", i18n.T(ctx, "Ghi chú"), "", v.In.Note)
	f.MaxLength, f.Width = noteText, ui.Full
	return f
}

// unknown are the lines whose amount a person types.
func (v planView) unknown() (all []Item) {
	for _, i := range v.Items {
		if !i.reckoned() && (i.State == Due || i.none()) {
			all = append(all, i)
		}
	}
	return all
}

func (v planView) amount(ctx context.Context, i Item) ui.Field {
	value := ""
	if n := v.In.Amounts[i.LineID]; n != nil {
		value = i18n.Number(ctx, *n)
	}
	f := field(ctx, v.Err, "so_tien["+i.LineID+"]", i18n.T(ctx, "Số tiền"), i18n.T(ctx, "Không có thưởng thì ghi 0."), value)
	f.Unit, f.Width, f.ID = "đ", ui.Short, "so-tien-"+strconv.FormatInt(i.Position, 10)
	return f
}

func (v planView) reason(ctx context.Context, i Item) ui.Field {
	f := field(ctx, v.Err, "ly_do["+i.LineID+"]", i18n.T(ctx, "Căn cứ của số tiền"), "", v.In.Reasons[i.LineID])
	f.MaxLength, f.Width, f.ID = noteText, ui.Full, "ly-do-"+strconv.FormatInt(i.Position, 10)
	return f
}

// all are the fields of the form, for the summary of what is wrong.
func (v planView) all(ctx context.Context) []ui.Field {
	all := []ui.Field{v.fund(ctx), v.budget(ctx), v.note(ctx)}
	for _, i := range v.unknown() {
		all = append(all, v.amount(ctx, i), v.reason(ctx, i))
	}
	return all
}

func (v itemView) note(ctx context.Context, label string) ui.Field {
	f := needed(field(ctx, v.Err, "note", label, "", v.In.Note))
	f.MaxLength, f.Width = noteText, ui.Full
	return f
}

func (v itemView) amount(ctx context.Context) ui.Field {
	f := needed(field(ctx, v.Err, "amount", i18n.T(ctx, "Số tiền thu về"), i18n.T(ctx, "Còn phải thu hồi %s.", i18n.Money(ctx, v.Item.Outstanding())), money(ctx, v.In.Amount)))
	f.Unit, f.Width = "đ", ui.Short
	return f
}

func (v itemView) day(ctx context.Context) ui.Field {
	f := needed(field(ctx, v.Err, "recovered_on", i18n.T(ctx, "Ngày thu về"), "", v.In.RecoveredOn.ISO()))
	f.Width = ui.Short
	return f
}

func amountText(ctx context.Context, i Item) string {
	if i.Open() {
		return i18n.T(ctx, "chưa rõ")
	}
	return strings.ReplaceAll(i18n.Money(ctx, i.Amount), " ", "\u00a0")
}

func ticked(lines []string, id string) bool { return slices.Contains(lines, id) }

// joined puts what is not empty in a row.
func joined(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), ", ")
}

// yearOptions are the years with funds, and the one that is shown.
func (l FundListing) yearOptions() (all []ui.Option) {
	years := slices.Clone(l.Years)
	if !slices.Contains(years, l.Year) {
		years = append(years, l.Year)
	}
	slices.Sort(years)
	for _, y := range slices.Backward(years) {
		all = append(all, ui.Option{Value: year(y), Text: year(y)})
	}
	return all
}

// facts are what a fund has come to.
func (v fundView) facts(ctx context.Context) []ui.Fact {
	f := v.Fund
	return []ui.Fact{
		{Label: i18n.T(ctx, "Đơn vị"), Value: f.UnitName}, {Label: i18n.T(ctx, "Được giao"), Value: i18n.Money(ctx, f.Available)},
		{Label: i18n.T(ctx, "Đã dự kiến"), Value: i18n.Money(ctx, f.Planned)}, {Label: i18n.T(ctx, "Đã chi"), Value: i18n.Money(ctx, f.Paid)},
		{Label: i18n.T(ctx, "Còn lại"), Value: i18n.Money(ctx, f.Rest())}, {Label: i18n.T(ctx, "Nguồn"), Value: f.Source},
		{Label: i18n.T(ctx, "Người mở"), Value: f.CreatedBy + ", " + i18n.Moment(f.CreatedAt)},
	}
}
