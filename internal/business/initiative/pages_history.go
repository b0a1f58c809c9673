package initiative

import (
	"context"
	"slices"
	"strings"
	"time"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web/ui"
)

// history is every step of the initiative's life: what was done with it here, with
// who did it and why, and what happened elsewhere.
func (v View) history(ctx context.Context) (moments []ui.Moment) {
	type dated struct {
		at time.Time
		ui.Moment
	}
	var all []dated
	for _, e := range v.Events {
		all = append(all, dated{e.At, ui.Moment{When: i18n.Moment(e.At), Text: e.said(ctx), State: ui.Past}})
	}
	for _, t := range v.Turns {
		all = append(all, dated{t.At, t.moment(ctx, v.Today)})
	}
	slices.SortStableFunc(all, func(a, b dated) int { return a.at.Compare(b.at) })
	for _, m := range all {
		moments = append(moments, m.Moment)
	}
	for n := len(moments) - 1; n >= 0; n-- {
		if moments[n].State == ui.Past { // the latest that has happened is where it stands
			moments[n].State = ui.Today
			break
		}
	}
	return moments
}

func (e Event) said(ctx context.Context) string {
	said := ui.StageName(ctx, string(e.To))
	if e.From == e.To {
		said = i18n.T(ctx, "Viết tiếp")
	}
	text := said + ". " + e.Account + "."
	if e.Reason != "" {
		text += " “" + e.Reason + "”"
	}
	if !e.DueOn.IsZero() && e.From != e.To {
		text += " " + i18n.T(ctx, "Hạn %s.", e.DueOn.String())
	}
	return text
}

func (t Turn) moment(ctx context.Context, today clock.Date) ui.Moment {
	lang := i18n.From(ctx)
	words := []string{t.Said.In(lang)}
	for _, d := range t.Detail {
		words = append(words, d.In(lang))
	}
	if t.Quote != "" {
		words = append(words, "“"+t.Quote+"”")
	}
	m := ui.Moment{When: i18n.Moment(t.At), Text: strings.Join(words, " "), Href: t.Href, State: ui.Past}
	if t.Dated {
		m.When = clock.DayOf(t.At).String()
	}
	if clock.DayOf(t.At).After(today) {
		m.State = ui.Ahead
	}
	return m
}
