package org

import (
	"context"
	"net/url"
	"strings"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web/ui"
)

// matchName is the name of a unit that was found, with what it is called now or
// what stands in its place.
func matchName(ctx context.Context, m Match) string {
	switch {
	case len(m.Now) > 0:
		was := m.Name
		if m.Old != "" {
			was = m.Old
		}
		return i18n.T(ctx, "%s — nay là %s", was, namesOf(m.Now))
	case m.Old != "":
		return i18n.T(ctx, "%s — nay là %s", m.Old, m.Name)
	}
	return m.Name
}

func namesOf(units []Unit) string {
	names := make([]string, len(units))
	for i, u := range units {
		names[i] = u.Name
	}
	return strings.Join(names, ", ")
}

// matchSaid tells a unit apart from others of its name.
func matchSaid(ctx context.Context, m Match) string {
	var said []string
	for _, c := range m.Codes {
		said = append(said, codeText(ctx, c))
	}
	for _, s := range []string{typeText(ctx, m.Type), m.Above, validText(ctx, m.Unit)} {
		if s != "" {
			said = append(said, s)
		}
	}
	return strings.Join(said, " · ")
}

func codeText(ctx context.Context, c Coded) string {
	if days := timeText(ctx, c.Span); days != "" {
		return i18n.T(ctx, "mã %s (%s)", c.Code, days)
	}
	return i18n.T(ctx, "mã %s", c.Code)
}

// timeText says from when to when; nothing for ever.
func timeText(ctx context.Context, s clock.Span) string {
	return validText(ctx, Unit{ValidFrom: s.From, ValidTo: s.To})
}

// codeLabel is what the codes of a scheme are called; the statistics office has
// schemes of its own for old districts and provinces.
func codeLabel(ctx context.Context, scheme string) string {
	if strings.HasPrefix(scheme, GSO) {
		scheme = GSO
	}
	return schemeText(ctx, scheme)
}

// levelText is the level of government in its time: "Cấp quận, huyện, đến hết 30/06/2025".
func levelText(ctx context.Context, l Level) string {
	if days := timeText(ctx, l.Span); days != "" {
		return l.Label + ", " + days
	}
	return l.Label
}

// portraitLead is the line under the unit's name.
func portraitLead(ctx context.Context, v portraitPage) string {
	if v.Level.Label == "" {
		return typeText(ctx, v.Then.Type)
	}
	return levelText(ctx, v.Level)
}

// portraitCrumbs is where the unit stands on the day.
func portraitCrumbs(ctx context.Context, v portraitPage) []ui.Link {
	links := []ui.Link{{Text: i18n.T(ctx, "Đơn vị"), Href: publicPath}}
	for _, u := range v.Above {
		links = append(links, ui.Link{Text: u.Name, Href: unitHref(u, v.Asked.Date)})
	}
	return links
}

// endText says in words that a unit has ended or will end, and of which day.
func endText(ctx context.Context, v portraitPage, today clock.Date) string {
	last, next := v.ValidTo.String(), v.ValidTo.AddDays(1).String()
	switch {
	case !v.ValidTo.Before(today) && len(v.Now) > 0:
		return i18n.T(ctx, "Đơn vị này hoạt động đến hết ngày %s. Từ ngày %s, thay vào đó là:", last, next)
	case !v.ValidTo.Before(today):
		return i18n.T(ctx, "Đơn vị này hoạt động đến hết ngày %s.", last)
	case len(v.Now) > 0:
		return i18n.T(ctx, "Đơn vị này đã kết thúc, ngày cuối cùng là %s. Nay là:", last)
	case len(v.Above) > 0:
		return i18n.T(ctx, "Đơn vị này đã kết thúc, ngày cuối cùng là %s, và không có đơn vị nào thay thế. Hồ sơ của đơn vị thuộc về cấp trên: %s.", last, v.Above[len(v.Above)-1].Name)
	}
	return i18n.T(ctx, "Đơn vị này đã kết thúc, ngày cuối cùng là %s, và không có đơn vị nào thay thế.", last)
}

// ownHref lists the unit's initiatives under the name that it had then, mapHref
// those of its area on the map of day.
func ownHref(code string) string { return "/mo-hinh?" + url.Values{"don-vi": {code}}.Encode() }

func mapHref(code string, day clock.Date) string {
	return "/mo-hinh?" + url.Values{"don-vi": {code}, "ban-do": {day.ISO()}}.Encode()
}

// treeChips are the trees in which something stands below the unit.
func treeChips(ctx context.Context, v portraitPage) []ui.Chip {
	chips := make([]ui.Chip, len(v.Below.Trees))
	for i, t := range v.Below.Trees {
		chips[i] = ui.Chip{Text: i18n.T(ctx, t.Label()), Href: v.treeHref(t, ""), On: t == v.Below.Tree}
	}
	return chips
}

// nothingBelow says why there is nothing below the unit on the day.
func nothingBelow(ctx context.Context, v portraitPage) string {
	switch {
	case v.Day.Before(v.ValidFrom):
		return i18n.T(ctx, "Ngày %s đơn vị này chưa hoạt động.", v.Day.String())
	case !v.ValidTo.IsZero() && v.Day.After(v.ValidTo):
		return i18n.T(ctx, "Ngày %s đơn vị này đã kết thúc.", v.Day.String())
	}
	return i18n.T(ctx, "Ngày %s chưa ghi đơn vị nào trực thuộc.", v.Day.String())
}

// originEnd is what follows the name of an origin in a list of them.
func originEnd(ctx context.Context, o Origin, last bool) (end string) {
	if o.Part {
		end = " (" + i18n.T(ctx, "một phần") + ")"
	}
	if !last {
		end += ", "
	}
	return end
}
