package eligibility

import (
	"context"
	"strconv"

	"kheo/internal/platform/i18n"
	"kheo/internal/service/web/ui"
)

func (f holdForm) fields(ctx context.Context) (who, category, body, on, until ui.Field) {
	field := func(name, label, hint, value string) ui.Field {
		return ui.Field{Name: name, Label: label, Hint: hint, Value: value, Error: ui.FieldError(ctx, f.Err, name)}
	}
	who = required(field("participant", i18n.T(ctx, "Đối tượng"), "", f.In.ParticipantID))
	category = required(field("category", i18n.T(ctx, "Loại tạm dừng"), "", f.In.CategoryID))
	body = required(field("body", i18n.T(ctx, "Cơ quan xác nhận"), i18n.T(ctx, "Chỉ tên cơ quan, ví dụ: Ủy ban Kiểm tra Đảng ủy phường."), f.In.Body))
	body.MaxLength = maxBody
	on = required(field("attested_on", i18n.T(ctx, "Ngày xác nhận"), "", f.In.AttestedOn.ISO()))
	until = field("until", i18n.T(ctx, "Đến hết ngày"), i18n.T(ctx, "Để trống thì giữ đến khi gỡ."), f.In.Until.ISO())
	return who, category, body, on, until
}

func (f holdForm) people(ctx context.Context) (list []ui.Option) {
	for _, h := range f.Found {
		hint := i18n.T(ctx, h.Kind.Label()) + ", " + f.Units[h.UnitID]
		if h.Matched != h.Name {
			hint += ", " + h.Matched
		}
		list = append(list, ui.Option{Value: h.ID, Text: h.Name, Hint: hint})
	}
	return list
}

func (f holdForm) kinds(ctx context.Context) (list []ui.Option) {
	for _, c := range f.Categories {
		list = append(list, ui.Option{Value: c.ID, Text: c.Label, Hint: i18n.T(ctx, c.Severity.Label())})
	}
	return list
}

func (row HoldRow) facts(ctx context.Context) []ui.Fact {
	return []ui.Fact{
		{Label: i18n.T(ctx, "Đối tượng"), Value: row.Name},
		{Label: i18n.T(ctx, "Loại tạm dừng"), Value: row.Category.Label},
		{Label: i18n.T(ctx, "Khi xét"), Value: i18n.T(ctx, row.Category.Severity.Label())},
		{Label: i18n.T(ctx, "Cơ quan xác nhận"), Value: row.Body},
		{Label: i18n.T(ctx, "Thời gian"), Value: row.spanText(ctx)},
		{Label: i18n.T(ctx, "Người ghi"), Value: row.RecordedBy},
		{Label: i18n.T(ctx, "Người gỡ"), Value: row.LiftedBy},
	}
}

// fields are the form of a kind of hold, with what was typed where it came back.
func (v catalogueView) fields(ctx context.Context, c Category) (label, severity, source, verifiedBy ui.Field) {
	in, err := CategoryInput{c.Label, c.Severity, c.Source, c.VerifiedBy}, error(nil)
	if v.Wrong == c.ID {
		in, err = v.Typed, v.Err
	}
	field := func(name, label, value string) ui.Field {
		return ui.Field{Name: name, ID: "f-" + name + "-" + c.Code, Label: label, Value: value, Error: ui.FieldError(ctx, err, name)}
	}
	return field("label", i18n.T(ctx, "Tên loại"), in.Label), field("severity", i18n.T(ctx, "Khi xét"), string(in.Severity)),
		field("source", i18n.T(ctx, "Nguồn"), in.Source), field("verified_by", i18n.T(ctx, "Ai đã đối chiếu"), in.VerifiedBy)
}

func (v catalogueView) keptFields(ctx context.Context) (months, source, verifiedBy ui.Field) {
	in, err := RetentionInput{Months: &v.Kept.Months, Source: v.Kept.Source, VerifiedBy: v.Kept.VerifiedBy}, error(nil)
	if v.Wrong == holdSubject {
		in, err = v.TypedKept, v.Err
	}
	typed := ""
	if in.Months != nil {
		typed = strconv.FormatInt(*in.Months, 10)
	}
	field := func(name, label, value string) ui.Field {
		return ui.Field{Name: name, Label: label, Value: value, Error: ui.FieldError(ctx, err, name)}
	}
	months = field("months", i18n.T(ctx, "Xóa sau bao nhiêu tháng kể từ khi hết"), typed)
	return months, field("kept_source", i18n.T(ctx, "Nguồn"), in.Source), field("kept_verified_by", i18n.T(ctx, "Ai đã đối chiếu"), in.VerifiedBy)
}
