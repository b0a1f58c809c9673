package org

import (
	"context"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web/ui"
)

func typeOptions(ctx context.Context) []ui.Option {
	options := []ui.Option{{Text: i18n.T(ctx, "Chọn loại")}}
	for _, t := range Types() {
		if t.Type == partType { // made by handing over only
			continue
		}
		options = append(options, ui.Option{Value: string(t.Type), Text: i18n.T(ctx, t.Label)})
	}
	return options
}

func typeText(ctx context.Context, t Type) string {
	info, ok := t.Info()
	if !ok {
		return string(t)
	}
	return i18n.T(ctx, info.Label)
}

// validText says from when to when a unit stands; nothing when it always does.
func validText(ctx context.Context, u Unit) string {
	switch {
	case !u.ValidFrom.IsZero() && !u.ValidTo.IsZero():
		return i18n.T(ctx, "%s đến %s", u.ValidFrom.String(), u.ValidTo.String())
	case !u.ValidFrom.IsZero():
		return i18n.T(ctx, "từ %s", u.ValidFrom.String())
	case !u.ValidTo.IsZero():
		return i18n.T(ctx, "đến hết %s", u.ValidTo.String())
	}
	return ""
}

func stands(u Unit) clock.Span { return clock.Span{From: u.ValidFrom, To: u.ValidTo} }

// spanText says the days of s in words; one without ends is said to be always.
func spanText(ctx context.Context, s clock.Span) string {
	if text := validText(ctx, Unit{ValidFrom: s.From, ValidTo: s.To}); text != "" {
		return text
	}
	return i18n.T(ctx, "từ trước đến nay")
}

func treeOptions(ctx context.Context, trees []Tree) (options []ui.Option) {
	for _, t := range trees {
		options = append(options, ui.Option{Value: string(t), Text: i18n.T(ctx, t.Label())})
	}
	return options
}

func wrongDay(ctx context.Context, q treeQuery) string {
	if q.Wrong {
		return i18n.T(ctx, "Ngày chưa đúng. Xin viết như 20/10/2022.")
	}
	return ""
}

// levelCrumbs lead to the levels above, on the same map.
func levelCrumbs(q treeQuery, above []Unit) (links []ui.Link) {
	for _, u := range above {
		links = append(links, ui.Link{Text: u.Name, Href: q.href(u.ID, "")})
	}
	return links
}

// ticked is the value of a checkbox.
func ticked(on bool) string {
	if on {
		return "1"
	}
	return ""
}

func unitOption(u Unit) string { return u.Name + " (" + u.Code + ")" }

// schemeText says who gave a code.
func schemeText(ctx context.Context, scheme string) string {
	for _, s := range schemes() {
		if s.Value == scheme {
			return i18n.T(ctx, s.Text)
		}
	}
	return scheme
}

// schemes are the codes that may be added by hand; other schemes keep their name.
func schemes() []ui.Option {
	return []ui.Option{
		{Value: GSO, Text: "Mã của cơ quan thống kê"}, {Value: "party", Text: "Mã tổ chức Đảng"},
		{Value: "state", Text: "Mã định danh cơ quan nhà nước"}, {Value: "other", Text: "Mã khác"},
	}
}

func schemeOptions(ctx context.Context) (options []ui.Option) {
	for _, s := range schemes() {
		options = append(options, ui.Option{Value: s.Value, Text: i18n.T(ctx, s.Text)})
	}
	return options
}
