package numberbook

import (
	"context"
	"strconv"

	"kheo/internal/platform/i18n"
	"kheo/internal/service/web/ui"
)

func (l Listing) year() string {
	if l.Query.Year == 0 {
		return ""
	}
	return strconv.FormatInt(l.Query.Year, 10)
}

// chips narrow the numbers of a book by state.
func (v bookView) chips(ctx context.Context) []ui.Chip {
	path := listPath + "/" + v.ID
	all := []ui.Chip{{Text: i18n.T(ctx, "Tất cả"), Href: path, On: v.Query.State == ""}}
	for _, s := range States() {
		all = append(all, ui.Chip{Text: i18n.T(ctx, s.Label()), Href: v.address(path, s, 0), On: v.Query.State == s})
	}
	return all
}

func (v bookView) facts(ctx context.Context) []ui.Fact {
	order := i18n.T(ctx, "Ngày không được lùi")
	if v.Backwards {
		order = i18n.T(ctx, "Ngày được lùi")
	}
	return []ui.Fact{
		{Label: i18n.T(ctx, "Cơ quan"), Value: v.UnitName}, {Label: i18n.T(ctx, "Hệ thống"), Value: i18n.T(ctx, v.Line.Label())},
		{Label: i18n.T(ctx, "Kỳ"), Value: v.Label}, {Label: i18n.T(ctx, "Thời gian"), Value: days(ctx, v.Days)},
		{Label: i18n.T(ctx, "Số bắt đầu"), Value: Write(v.Pattern, v.First)}, {Label: i18n.T(ctx, "Số đã ra khỏi sổ"), Value: i18n.Number(ctx, int(v.Given()))},
		{Label: i18n.T(ctx, "Đang giữ"), Value: i18n.Number(ctx, int(v.View.Reserved))}, {Label: i18n.T(ctx, "Đã hủy số"), Value: i18n.Number(ctx, int(v.View.Void))},
		{Label: i18n.T(ctx, "Ghi lại trước số bắt đầu"), Value: i18n.Number(ctx, int(v.View.Recorded))}, {Label: i18n.T(ctx, "Thứ tự ngày"), Value: order},
	}
}

func (v bookView) subject(ctx context.Context) ui.Field {
	f := field(ctx, v.Err, "subject", i18n.T(ctx, "Trích yếu của văn bản sẽ dùng"), "", v.In.Subject)
	f.Width = ui.Full
	return f
}

func (v bookView) reason(ctx context.Context) ui.Field {
	f := field(ctx, v.Err, "reason", i18n.T(ctx, "Lý do giữ"), "", v.In.Reason)
	f.Width = ui.Full
	return f
}

// kinds says which papers a form is for.
func (f Form) kinds(ctx context.Context) string {
	if f.DocType == "" {
		return i18n.T(ctx, "Mọi loại chưa có mẫu riêng")
	}
	return f.DocType
}

// fields are the questions of the form of a form, in its order.
func (in FormInput) fields(ctx context.Context, wrong error) []ui.Field {
	return []ui.Field{
		field(ctx, wrong, "line", i18n.T(ctx, "Hệ thống"), "", string(in.Line)),
		field(ctx, wrong, "doc_type", i18n.T(ctx, "Loại văn bản"), "", in.DocType),
		field(ctx, wrong, "pattern", i18n.T(ctx, "Mẫu"), i18n.T(ctx, "Chỗ điền: {n} hoặc {nn} là số, {type} là loại văn bản, {unit} là chữ viết tắt. Ví dụ {nn}-{type}/{unit}."), in.Pattern),
		field(ctx, wrong, "period", i18n.T(ctx, "Đánh số lại"), "", string(in.Period)),
		field(ctx, wrong, "from", i18n.T(ctx, "Dùng từ ngày"), "", in.From.ISO()),
		field(ctx, wrong, "source", i18n.T(ctx, "Nguồn"), i18n.T(ctx, "Văn bản quy định cách ghi số."), in.Source),
		field(ctx, wrong, "verified_by", i18n.T(ctx, "Kiểm chứng"), i18n.T(ctx, "Ai đã đối chiếu với văn bản gốc. Để trống thì mang nhãn “chưa kiểm chứng”."), in.VerifiedBy),
	}
}

func periodOptions(ctx context.Context) (all []ui.Option) {
	for _, p := range Periods() {
		all = append(all, ui.Option{Value: string(p), Text: i18n.T(ctx, p.Label())})
	}
	return all
}

func short(f ui.Field) ui.Field { f.Width = ui.Short; return f }

// sample is the first number as f writes it.
func (f Form) sample(ctx context.Context) string {
	return i18n.T(ctx, "Ví dụ %s", firstNumber(f))
}
