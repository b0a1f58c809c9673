package campaign

import (
	"context"
	"fmt"
	"slices"

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
	for n := range f.In.Sets {
		for _, of := range [][2]string{{"field", "Lĩnh vực"}, {"kind", "Loại hình"}, {"set", "Bộ tiêu chí"}} {
			box := seasonSetBox(ctx, f, n, of[0], of[1], "")
			box.Label += i18n.T(ctx, ", dòng %d", n+1)
			all = append(all, box)
		}
	}
	return all
}

// emptySets is how many empty lines the form of a season offers.
const emptySets = 2

// withRoom ends the lines of f with empty ones.
func withRoom(lines []SeasonSet) []SeasonSet {
	kept := slices.DeleteFunc(slices.Clone(lines), func(l SeasonSet) bool { return l == SeasonSet{} })
	return append(kept, make([]SeasonSet, emptySets)...)
}

func seasonSetBox(ctx context.Context, f seasonForm, n int, name, label, value string) ui.Field {
	field := seasonSetField(n, name)
	return ui.Field{
		Name: field, ID: fmt.Sprintf("f-%s-%d", name, n+1), Label: i18n.T(ctx, label), Value: value, Error: ui.FieldError(ctx, f.Err, field), Width: ui.Short,
	}
}

func fieldOptions(ctx context.Context, f seasonForm) []ui.Option {
	options := []ui.Option{{Text: i18n.T(ctx, "Mọi lĩnh vực")}}
	for _, x := range f.Fields {
		options = append(options, ui.Option{Value: x.ID, Text: x.Name})
	}
	return options
}

func kindOptions(ctx context.Context) []ui.Option {
	options := []ui.Option{{Text: i18n.T(ctx, "Mọi loại hình")}}
	for _, k := range KindNames() {
		options = append(options, ui.Option{Value: k.Kind, Text: i18n.T(ctx, k.Name)})
	}
	return options
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
