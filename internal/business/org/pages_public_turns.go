package org

import (
	"context"
	"slices"
	"strings"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/i18n"
)

// side is one side of a change: a unit, or what a unit was or became.
type side struct {
	Text string
	Href string // none: the unit of the page, or no unit
	Self bool
}

// sides are what was and what came of a line of an event.
func (v portraitPage) sides(ctx context.Context, t Turn, l TurnLine) (was, is side) {
	switch before := dayBefore(t.On); l.Relation {
	case Retype:
		return side{Text: v.typeOn(ctx, before)}, side{Text: v.typeOn(ctx, t.On)}
	case Move:
		return side{Text: v.parentsBy(ctx, t.On, func(s clock.Span) bool { return s.To == before })},
			side{Text: v.parentsBy(ctx, t.On, func(s clock.Span) bool { return s.From == t.On })}
	}
	return v.side(l.Old), v.side(l.New)
}

func (v portraitPage) side(u Unit) side {
	if u.ID == v.ID {
		return side{Text: u.Name, Self: true}
	}
	return side{Text: u.Name, Href: unitHref(u, clock.Date{})}
}

func (v portraitPage) typeOn(ctx context.Context, day clock.Date) string {
	t, _ := on(v.Types, day)
	return typeText(ctx, t.Type)
}

// parentsBy names the units above in the trees in which they change on day.
func (v portraitPage) parentsBy(ctx context.Context, day clock.Date, chosen func(clock.Span) bool) string {
	var names []string
	for _, p := range v.Placings {
		changes := slices.ContainsFunc(v.Placings, func(q Placing) bool { return q.Tree == p.Tree && q.From == day })
		if changes && chosen(p.Span) {
			names = append(names, i18n.T(ctx, "thuộc %s", v.Parents[p.ParentID].Name))
		}
	}
	return strings.Join(names, ", ")
}

// turnSaid is what an event means for the unit, when it is its first or last.
func (v portraitPage) turnSaid(ctx context.Context, t Turn) string {
	switch {
	case t.On == v.ValidFrom:
		return ": " + i18n.T(ctx, "đơn vị này bắt đầu")
	case !v.ValidTo.IsZero() && t.On == v.ValidTo.AddDays(1):
		return ": " + i18n.T(ctx, "đơn vị này kết thúc")
	}
	return ""
}

// episode is one thing that a unit had for a time.
type episode struct{ What, Href, Days string }

func (v portraitPage) names(ctx context.Context) (all []episode) {
	for _, n := range v.Names {
		all = append(all, episode{n.Name, "", timeText(ctx, n.Span)})
	}
	return all
}

func (v portraitPage) types(ctx context.Context) (all []episode) {
	if len(v.Types) < 2 {
		return nil
	}
	for _, t := range v.Types {
		all = append(all, episode{typeText(ctx, t.Type), "", timeText(ctx, t.Span)})
	}
	return all
}

func (v portraitPage) codes(ctx context.Context) (all []episode) {
	for _, c := range v.Codes {
		all = append(all, episode{codeLabel(ctx, c.Scheme) + ": " + c.Code, "", timeText(ctx, c.Span)})
	}
	return all
}

// parents are the units above through time, in every tree.
func (v portraitPage) parents(ctx context.Context) (all []episode) {
	for _, tree := range Trees() {
		for _, p := range v.Placings {
			if p.Tree != tree {
				continue
			}
			above, days := v.Parents[p.ParentID], timeText(ctx, p.Span)
			if tree != Administrative {
				days = strings.Trim(i18n.T(ctx, tree.Label())+" · "+days, " ·")
			}
			all = append(all, episode{above.Name, unitHref(above, clock.Date{}), days})
		}
	}
	return all
}

// episodeDays is when it was; what always was says so.
func episodeDays(ctx context.Context, e episode) string {
	if e.Days == "" {
		return i18n.T(ctx, "từ trước đến nay")
	}
	return e.Days
}
