package award

import (
	"context"
	"fmt"
	"strings"

	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web/ui"
)

// field makes the field of an input with its error.
func field(ctx context.Context, err error, name, label, hint, value string) ui.Field {
	return ui.Field{Name: name, Label: label, Hint: hint, Value: value, Error: ui.FieldError(ctx, err, name), Width: ui.Mid}
}

func needed(f ui.Field) ui.Field {
	f.Required = true
	return f
}

func wide(f ui.Field, rows int) ui.Field {
	f.Width, f.Rows = ui.Full, rows
	return f
}

func ticked(yes bool) string {
	if yes {
		return "1"
	}
	return ""
}

func moneyCrumb(ctx context.Context) ui.Link {
	return ui.Link{Text: i18n.T(ctx, "Mức lương cơ sở"), Href: moneyPath}
}

// spanText says on which days something holds.
func spanText(ctx context.Context, s clock.Span) string {
	switch {
	case s.From.IsZero() && s.To.IsZero():
		return i18n.T(ctx, "chưa rõ ngày hiệu lực")
	case s.To.IsZero():
		return i18n.T(ctx, "từ %s", s.From.String())
	case s.From.IsZero():
		return i18n.T(ctx, "đến %s", s.To.String())
	}
	return i18n.T(ctx, "%s đến %s", s.From.String(), s.To.String())
}

// kindNames lists who can receive a, as one phrase.
func kindNames(ctx context.Context, a Award) string {
	var names []string
	for n, kind := range a.Kinds {
		name := i18n.T(ctx, kind.Label())
		if n > 0 {
			name = strings.ToLower(name)
		}
		names = append(names, name)
	}
	return strings.Join(names, ", ")
}

// multiplesText lists the multiples that are known.
func multiplesText(ctx context.Context, a Award) string {
	var parts []string
	for _, kind := range a.Kinds {
		if n, known := a.Multiples[kind]; known {
			parts = append(parts, i18n.T(ctx, kind.Label())+" "+FormatMultiple(n))
		}
	}
	return strings.Join(parts, " · ")
}

func (v View) facts(ctx context.Context) []ui.Fact {
	multiples := multiplesText(ctx, v.Award)
	if multiples == "" {
		multiples = i18n.T(ctx, "Chưa ghi hệ số: người soạn quyết định tự ghi số tiền")
	}
	return []ui.Fact{
		{Label: i18n.T(ctx, "Hình thức"), Value: i18n.T(ctx, v.Form.Label())}, {Label: i18n.T(ctx, "Hệ thống"), Value: i18n.T(ctx, v.Line.Label())},
		{Label: i18n.T(ctx, "Cấp"), Value: v.Level}, {Label: i18n.T(ctx, "Ai quyết định"), Value: v.Decider},
		{Label: i18n.T(ctx, "Ai được nhận"), Value: kindNames(ctx, v.Award)}, {Label: i18n.T(ctx, "Số lần"), Value: i18n.T(ctx, v.Often.Label())},
		{Label: i18n.T(ctx, "Hệ số tiền thưởng"), Value: multiples}, {Label: i18n.T(ctx, "Điều khoản về tiền thưởng"), Value: v.BonusSource},
		{Label: i18n.T(ctx, "Hiện vật"), Value: v.Symbol}, {Label: i18n.T(ctx, "Áp dụng"), Value: spanText(ctx, v.Span)},
		{Label: i18n.T(ctx, "Ghi chú"), Value: v.Note}, {Label: i18n.T(ctx, "Nguồn"), Value: v.Source},
		{Label: i18n.T(ctx, "Người kiểm chứng"), Value: v.VerifiedBy},
	}
}

func lineOptions(ctx context.Context, first string) []ui.Option {
	all := []ui.Option{{Text: first}}
	for _, l := range Lines() {
		all = append(all, ui.Option{Value: string(l), Text: i18n.T(ctx, l.Label())})
	}
	return all
}

// options makes the choices of a field from what has a Label.
func options[T interface {
	~string
	Label() string
}](ctx context.Context, all []T) (list []ui.Option) {
	for _, x := range all {
		list = append(list, ui.Option{Value: string(x), Text: i18n.T(ctx, x.Label())})
	}
	return list
}

func withFirst(first string, all []ui.Option) []ui.Option {
	return append([]ui.Option{{Text: first}}, all...)
}

// byLine are the awards of one line, for the list.
func (l Listing) byLine(line org.Line) (rows []Award) {
	for _, a := range l.Rows {
		if a.Line == line {
			rows = append(rows, a)
		}
	}
	return rows
}

func endField(ctx context.Context, to clock.Date, wrong error) ui.Field {
	return needed(field(ctx, wrong, "effective_to", i18n.T(ctx, "Ngày áp dụng cuối cùng"), "", to.ISO()))
}

func verifyQuestion(ctx context.Context, title, source string, version int64, by string, wrong error, back string) question {
	return question{
		Version: version,
		Field: wide(field(ctx, wrong, "verified_by", i18n.T(ctx, "Người kiểm chứng"),
			i18n.T(ctx, "Ai đã đối chiếu, với bản nào. Để trống: ghi lại là chưa kiểm chứng."), by), 0),
		Confirm: ui.Confirmation{Title: title, Text: i18n.T(ctx, "Nguồn đang ghi: %s", source), Submit: i18n.T(ctx, "Ghi người kiểm chứng"), CancelHref: back},
	}
}

func (f awardForm) fields(ctx context.Context) []ui.Field {
	in, err := f.In, f.Err
	kinds := needed(field(ctx, err, "kinds", i18n.T(ctx, "Ai được nhận"), "", ""))
	for _, kind := range in.Kinds {
		kinds.Values = append(kinds.Values, string(kind))
	}
	code := needed(field(ctx, err, "code", i18n.T(ctx, "Mã"), i18n.T(ctx, "Chữ thường không dấu, số và gạch nối. Không đổi được về sau."), in.Code))
	all := []ui.Field{
		code,
		needed(wide(field(ctx, err, "name", i18n.T(ctx, "Tên"), i18n.T(ctx, "Như sẽ viết trong quyết định, ví dụ Giấy khen."), in.Name), 0)),
		needed(field(ctx, err, "form", i18n.T(ctx, "Hình thức"), "", string(in.Form))),
		needed(field(ctx, err, "act", i18n.T(ctx, "Dùng khi"), "", string(in.Act))),
		needed(field(ctx, err, "line", i18n.T(ctx, "Hệ thống"), "", string(in.Line))),
		needed(field(ctx, err, "level", i18n.T(ctx, "Cấp"), i18n.T(ctx, "Viết như trong quyết định, ví dụ cấp phường."), in.Level)),
		needed(wide(field(ctx, err, "decider", i18n.T(ctx, "Ai quyết định"), i18n.T(ctx, "Ví dụ Ban Thường vụ Đảng ủy phường."), in.Decider), 0)),
		kinds,
		needed(field(ctx, err, "often", i18n.T(ctx, "Số lần"), "", string(in.Often))),
	}
	for _, kind := range participant.Kinds() {
		name := "multiple_" + string(kind)
		all = append(all, field(ctx, err, name, i18n.T(ctx, "Hệ số tiền thưởng")+": "+i18n.T(ctx, kind.Label()), "", in.multiple(kind)))
	}
	return append(all,
		wide(field(ctx, err, "bonus_source", i18n.T(ctx, "Điều khoản về tiền thưởng"), i18n.T(ctx, "Cần khi có hệ số. Ví dụ Điều 73 Nghị định 91/2017/NĐ-CP."), in.BonusSource), 0),
		wide(field(ctx, err, "symbol", i18n.T(ctx, "Hiện vật"), i18n.T(ctx, "Giấy, bằng, huy hiệu, cờ hoặc lời ghi trên đó."), in.Symbol), 0),
		wide(field(ctx, err, "note", i18n.T(ctx, "Ghi chú"), "", in.Note), 3),
		field(ctx, err, "effective_from", i18n.T(ctx, "Áp dụng từ ngày"), f.fromHint(ctx), in.From.ISO()),
		field(ctx, err, "effective_to", i18n.T(ctx, "Đến ngày, nếu có"), "", in.To.ISO()),
		needed(wide(field(ctx, err, "source", i18n.T(ctx, "Nguồn"), i18n.T(ctx, "Văn bản, điều khoản. Sau khi lưu, ghi người kiểm chứng ở trang của mục này."), in.Source), 0)))
}

func (f awardForm) fromHint(ctx context.Context) string {
	if f.In.Base == "" {
		return ""
	}
	return i18n.T(ctx, "Ngày sau ngày bắt đầu của ấn bản đang xem: ấn bản ấy kết thúc hôm trước. Cùng ngày: bản mới thay hẳn, bản cũ chỉ còn để tra.")
}

func (f awardForm) field(ctx context.Context, name string) ui.Field {
	for _, x := range f.fields(ctx) {
		if x.Name == name {
			return x
		}
	}
	return ui.Field{Name: name}
}

// typedNumber is what stands in the box of a number: what was typed, or n.
func typedNumber(ctx context.Context, typed string, n int64) string {
	if typed != "" || n == 0 {
		return typed
	}
	return i18n.Number(ctx, n)
}

func salaryFields(ctx context.Context, in SalaryInput, typed string, wrong error) []ui.Field {
	amount := needed(field(ctx, wrong, "amount", i18n.T(ctx, "Mức lương cơ sở một tháng"), "", typedNumber(ctx, typed, in.Amount)))
	amount.Unit = "đ"
	return append([]ui.Field{amount}, moneyDates(ctx, in.From, in.To, in.Source, wrong)...)
}

func roundingFields(ctx context.Context, in RoundingInput, typed string, wrong error) []ui.Field {
	step := needed(field(ctx, wrong, "step", i18n.T(ctx, "Làm tròn đến"), i18n.T(ctx, "Ví dụ 10.000."), typedNumber(ctx, typed, in.Step)))
	step.Unit = "đ"
	return append([]ui.Field{step}, moneyDates(ctx, in.From, in.To, in.Source, wrong)...)
}

func directionField(ctx context.Context, in RoundingInput, wrong error) ui.Field {
	return needed(field(ctx, wrong, "direction", i18n.T(ctx, "Cách làm tròn"), "", string(in.Direction)))
}

func moneyDates(ctx context.Context, from, to clock.Date, source string, wrong error) []ui.Field {
	return []ui.Field{
		needed(field(ctx, wrong, "effective_from", i18n.T(ctx, "Có hiệu lực từ ngày"), i18n.T(ctx, "Mức đang áp dụng kết thúc hôm trước ngày này. Cùng ngày: bản mới thay bản cũ."), from.ISO())),
		field(ctx, wrong, "effective_to", i18n.T(ctx, "Đến ngày, nếu có"), "", to.ISO()),
		needed(wide(field(ctx, wrong, "source", i18n.T(ctx, "Nguồn"), i18n.T(ctx, "Văn bản và điều khoản, ví dụ Nghị định 161/2026/NĐ-CP."), source), 0)),
	}
}

// amount shows money.
func amount(ctx context.Context, n int64) string { return i18n.Money(ctx, n) }

func editionName(ctx context.Context, a Award) string {
	return i18n.T(ctx, "Ấn bản %s", fmt.Sprint(a.Edition))
}
