package inspection

import (
	"context"
	"strings"

	"kheo/internal/platform/i18n"
	"kheo/internal/service/web/ui"
)

func (l Listing) seasonOptions(ctx context.Context) []ui.Option {
	all := []ui.Option{{Text: i18n.T(ctx, "Mọi mùa thi đua")}}
	for _, s := range l.Seasons {
		all = append(all, ui.Option{Value: s.Code, Text: s.Name})
	}
	return all
}

func stateOptions(ctx context.Context) []ui.Option {
	all := []ui.Option{{Text: i18n.T(ctx, "Mọi tình trạng")}}
	for _, s := range States() {
		all = append(all, ui.Option{Value: string(s), Text: i18n.T(ctx, s.Label())})
	}
	return all
}

func (v visitView) facts(ctx context.Context) []ui.Fact {
	all := []ui.Fact{
		{Label: i18n.T(ctx, "Tình trạng"), Value: i18n.T(ctx, v.State.Label())}, {Label: i18n.T(ctx, "Ngày đi"), Value: v.On().String()},
		{Label: i18n.T(ctx, "Mùa thi đua"), Value: v.Season.Name}, {Label: i18n.T(ctx, "Thành phần đoàn"), Value: strings.Join(v.People(), ", ")},
	}
	if v.Place != "" {
		all = append(all, ui.Fact{Label: i18n.T(ctx, "Nơi gặp"), Value: v.Place})
	}
	return append(all, ui.Fact{Label: i18n.T(ctx, "Người lập"), Value: v.CreatedBy})
}

// doneField asks for the day of the visit: today, where it was due by now.
func (v visitView) doneField(ctx context.Context) ui.Field {
	day := v.PlannedOn
	if v.Today.Before(day) {
		day = v.Today
	}
	return ui.Field{Name: "done_on", Label: i18n.T(ctx, "Ngày đã đi"), Value: day.ISO(), Error: ui.FieldError(ctx, v.Err, "done_on"), Width: ui.Short}
}
