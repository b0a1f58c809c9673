package publication

import (
	"context"
	"strings"

	"kheo/internal/business/participant"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web/ui"
)

// totalSaid is the line under the title of the catalogue.
func totalSaid(ctx context.Context, f Filter, l list) string {
	switch {
	case l.Unknown || l.Total == 0 && !f.Empty():
		return i18n.T(ctx, "Không có mô hình nào với điều kiện đã chọn.")
	case l.capped():
		return i18n.T(ctx, "Hơn %s mô hình với điều kiện đã chọn.", i18n.Number(ctx, most-1))
	case f.Empty():
		return i18n.T(ctx, "%s mô hình, mới đăng ký trước.", i18n.Number(ctx, l.Total))
	}
	return i18n.T(ctx, "%s mô hình với điều kiện đã chọn.", i18n.Number(ctx, l.Total))
}

// capped reports whether counting stopped before the end.
func (l list) capped() bool { return l.Total >= most && (l.byAward || l.Words != "") }

func pager(f Filter, l list) ui.PagerState {
	p := ui.PagerState{From: f.Row, To: f.Row + len(l.Rows) - 1, Total: l.Total}
	if l.capped() {
		p.Total = -1
	}
	if l.Newer == "" {
		p.From, p.To = 1, len(l.Rows)
	} else {
		p.Prev = f.Page("", l.Newer, max(1, p.From-pageRows)).Href("/mo-hinh")
	}
	if l.Older != "" {
		p.Next = f.Page(l.Older, "", p.To+1).Href("/mo-hinh")
	}
	return p
}

// chips are the stages and kinds to choose from, then what the list is narrowed by; pressing
// one that is on takes it away.
func chips(ctx context.Context, f Filter, l list) []ui.Chip {
	first := f.First()
	var all []ui.Chip
	for _, s := range Stages() {
		if s == Registered && f.Stage != s {
			continue // it keeps every row
		}
		with := first
		if with.Stage = s; f.Stage == s {
			with.Stage = AnyStage
		}
		all = append(all, ui.Chip{Text: i18n.T(ctx, s.Label()), Href: with.Href("/mo-hinh"), On: f.Stage == s})
	}
	for _, k := range participant.Kinds() {
		with := first
		if with.Kind = k; f.Kind == k {
			with.Kind = ""
		}
		all = append(all, ui.Chip{Text: i18n.T(ctx, k.Label()), Href: with.Href("/mo-hinh"), On: f.Kind == k})
	}
	on := func(text string, without Filter) {
		if text != "" {
			all = append(all, ui.Chip{Text: text, Href: without.Href("/mo-hinh"), On: true})
		}
	}
	without := first
	without.Words = ""
	if f.Words != "" {
		on("“"+f.Words+"”", without)
	}
	without = first
	without.Season = ""
	on(l.Season.Name, without)
	without = first
	without.Field = ""
	on(l.query.Field.Name, without)
	without = first
	without.Unit, without.Map, without.Partly = "", "", false
	on(l.query.Unit.Name, without)
	if day := f.mapDay(); f.Partly {
		without = first
		without.Partly = false
		on(i18n.T(ctx, "Một phần, bản đồ ngày %s", day.String()), without)
	} else if !day.IsZero() {
		without = first
		without.Map = ""
		on(i18n.T(ctx, "Bản đồ ngày %s", day.String()), without)
	}
	return all
}

func clearHref(f Filter) string {
	if f.Empty() {
		return ""
	}
	return "/mo-hinh"
}

func seasonOptions(ctx context.Context, l list) []ui.Option {
	all := []ui.Option{{Text: i18n.T(ctx, "Mọi mùa")}}
	for _, s := range l.places.seasons {
		all = append(all, ui.Option{Value: s.Code, Text: s.Name})
	}
	return all
}

func fieldOptions(ctx context.Context, l list) []ui.Option {
	all := []ui.Option{{Text: i18n.T(ctx, "Mọi lĩnh vực")}}
	for _, f := range l.places.fields {
		all = append(all, ui.Option{Value: f.Code, Text: f.Name})
	}
	return all
}

// unitOptions offers the units around the one that is chosen, the lower ones
// moved in; choosing one offers those below it.
func unitOptions(ctx context.Context, l list) []ui.Option {
	all := []ui.Option{{Text: i18n.T(ctx, "Mọi đơn vị")}}
	for _, u := range l.places.around(l.query.Unit) {
		depth := max(0, strings.Count(u.Path, "/")-2)
		all = append(all, ui.Option{Value: u.Code, Text: strings.Repeat("\u00a0\u00a0\u00a0", depth) + u.Name})
	}
	return all
}

// awardSaid names the decision that names an initiative.
func awardSaid(ctx context.Context, a Award) string {
	if a.Number == "" {
		return ""
	}
	return i18n.T(ctx, "Quyết định %s ngày %s", a.Number, a.DecidedOn.String())
}
