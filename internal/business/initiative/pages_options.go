package initiative

import (
	"context"
	"strconv"
	"strings"

	"kheo/internal/business/campaign"
	"kheo/internal/business/participant"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web/ui"
)

func kindOptions(ctx context.Context) (options []ui.Option) {
	for _, k := range Kinds() {
		options = append(options, ui.Option{Value: string(k), Text: i18n.T(ctx, k.Label())})
	}
	return options
}

func participantKinds(ctx context.Context) (options []ui.Option) {
	for _, k := range participant.Kinds() {
		options = append(options, ui.Option{Value: string(k), Text: i18n.T(ctx, k.Label())})
	}
	return options
}

func stepOptions(ctx context.Context) []ui.Option {
	options := []ui.Option{{Text: i18n.T(ctx, "Không thuộc bước nào")}}
	for _, s := range Steps() {
		options = append(options, ui.Option{Value: string(s), Text: i18n.T(ctx, s.Label())})
	}
	return options
}

func themeOptions(f campaign.Framework) (options []ui.Option) {
	for _, t := range f.Themes {
		options = append(options, ui.Option{Value: t.ID, Text: t.Name})
	}
	return options
}

// themeField is the group of one framework; all of them send the same name.
func themeField(f ui.Field, label string, n int) ui.Field {
	f.Label = label
	if n > 0 {
		f.ID, f.Error = "f-theme-set-"+strconv.Itoa(n), ""
	}
	return f
}

func (f formPage) fieldOptions() (options []ui.Option) {
	for _, x := range f.Fields {
		options = append(options, ui.Option{Value: x.ID, Text: x.Name})
	}
	return options
}

func (f formPage) unitOptions() (options []ui.Option) {
	for _, u := range f.Units {
		options = append(options, ui.Option{Value: u.ID, Text: u.Name})
	}
	return options
}

func indicatorColumns(ctx context.Context) []ui.Column {
	return []ui.Column{
		{Text: i18n.T(ctx, "Chỉ số")}, {Text: i18n.T(ctx, "Trước khi làm"), Number: true},
		{Text: i18n.T(ctx, "Mục tiêu"), Number: true}, {Text: i18n.T(ctx, "Kết quả"), Number: true},
	}
}

func progressColumnsOf(ctx context.Context) []ui.Column {
	return []ui.Column{
		{Text: i18n.T(ctx, "Ngày")}, {Text: i18n.T(ctx, "Việc")}, {Text: i18n.T(ctx, "Được hưởng"), Number: true},
		{Text: i18n.T(ctx, "Huy động (đồng)"), Number: true}, {Text: i18n.T(ctx, "Ngày công"), Number: true},
	}
}

// number shows n, or a dash where nothing is written.
func number(ctx context.Context, n *int64) string {
	if n == nil {
		return "–"
	}
	return i18n.Number(ctx, *n)
}

func indicatorFormColumns(ctx context.Context) []ui.Column {
	return []ui.Column{
		{Text: i18n.T(ctx, "Chỉ số")}, {Text: i18n.T(ctx, "Đơn vị đo")}, {Text: i18n.T(ctx, "Trước khi làm")},
		{Text: i18n.T(ctx, "Mục tiêu")}, {Text: i18n.T(ctx, "Kết quả")},
	}
}

// wrong lists the boxes of the table of indicators that need another look.
func (f workForm) wrong(ctx context.Context, typed map[string]string, lines int) (all []ui.Field) {
	for n := range lines {
		all = append(all, f.lineFields(ctx, typed, n)...)
	}
	return all
}

// alikeOptions ask whether the participant is one that is known, and why it may be.
func (f formPage) alikeOptions(ctx context.Context) (options []ui.Option) {
	for _, l := range f.Alike {
		why := []string{l.UnitName + "."}
		for _, reason := range l.Reasons {
			why = append(why, reason.In(i18n.From(ctx)))
		}
		options = append(options, ui.Option{Value: l.ID, Text: i18n.T(ctx, "Là một với “%s”", l.Name), Hint: strings.Join(why, " ")})
	}
	return append(options, ui.Option{Value: participant.Different, Text: i18n.T(ctx, "Khác, là đối tượng mới")})
}
