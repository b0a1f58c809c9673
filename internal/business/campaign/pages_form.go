package campaign

import (
	"context"
	"fmt"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web/ui"
)

func span(ctx context.Context, from, to clock.Date) string {
	if to.IsZero() {
		return i18n.T(ctx, "từ %s", from.String())
	}
	return i18n.T(ctx, "từ %s đến %s", from.String(), to.String())
}

func question(ctx context.Context, f seasonForm, name, label, hint, value string) ui.Field {
	return ui.Field{Name: name, Label: label, Hint: hint, Value: value, Error: ui.FieldError(ctx, f.Err, name), Required: true, Width: ui.Mid}
}

func day(ctx context.Context, f seasonForm, name, label string, value clock.Date) ui.Field {
	field := question(ctx, f, name, label, "", value.ISO())
	field.Width = ui.Short
	return field
}

func short(f ui.Field) ui.Field    { f.Width = ui.Short; return f }
func optional(f ui.Field) ui.Field { f.Required = false; return f }

func errorFields(ctx context.Context, f seasonForm) []ui.Field {
	var all []ui.Field
	for _, of := range [][2]string{
		{"name", "Tên mùa"}, {"code", "Mã"}, {"unit", "Đơn vị phát động"}, {"year", "Năm"}, {"criteria_set", "Bộ tiêu chí"}, {"state", "Tình trạng"},
		{"launched_on", "Ngày phát động"}, {"register_by", "Hạn đăng ký"}, {"report_by", "Hạn báo cáo kết quả"}, {"score_by", "Hạn hội đồng chấm xong"},
		{"decide_by", "Hạn ký quyết định"},
	} {
		all = append(all, question(ctx, f, of[0], i18n.T(ctx, of[1]), "", ""))
	}
	return all
}

func unitOptions(f seasonForm) []ui.Option {
	options := []ui.Option{{}}
	for _, u := range f.Units {
		options = append(options, ui.Option{Value: u.ID, Text: u.Name + " (" + u.Code + ")"})
	}
	return options
}

func setOptions(f seasonForm) []ui.Option {
	options := []ui.Option{{}}
	for _, s := range f.Sets {
		options = append(options, ui.Option{Value: s.ID, Text: fmt.Sprintf("%s, %d", s.Name, s.Edition)})
	}
	return options
}

func stateOptions(ctx context.Context) []ui.Option {
	var options []ui.Option
	for _, s := range []SeasonState{Planned, Open, Closed} {
		options = append(options, ui.Option{Value: string(s), Text: i18n.T(ctx, s.Label())})
	}
	return options
}
