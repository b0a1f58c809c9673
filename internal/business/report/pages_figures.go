package report

import (
	"context"
	"net/url"

	"kheo/internal/business/campaign"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web/ui"
)

// awardedBy is the address of the initiatives that decisions honour, narrowed by
// one more thing where it is not empty.
func awardedBy(s Season, stage, by, value string) string {
	return "/mo-hinh?" + narrowed(s, url.Values{"chang": {stage}}, by, value)
}

// narrowed is the part of an address that asks for the rows of s.
func narrowed(s Season, q url.Values, by, value string) string {
	q.Set("mua", s.Season.Code)
	q.Set("don-vi", s.Unit.Code)
	if !s.Map.IsZero() {
		q.Set("ban-do", s.Map.ISO())
	}
	if value != "" {
		q.Set(by, value)
	}
	return q.Encode()
}

// partlyRows is the list of what belongs to the report's unit only partly.
func partlyRows(s Season) string {
	return "/viec/mo-hinh?" + narrowed(s, url.Values{}, "phan", "1")
}

// fileHref is the report as a file.
func fileHref(s Season, format string) string {
	q := url.Values{"don-vi": {s.Unit.Code}}
	if !s.Map.IsZero() {
		q.Set("ban-do", s.Map.ISO())
	}
	return "/viec/bao-cao/" + s.Season.Code + "/" + format + "?" + q.Encode()
}

// countedSaid says of which unit, on which map and when the numbers were counted.
func countedSaid(ctx context.Context, s Season) string {
	if s.Map.IsZero() {
		return i18n.T(ctx, "%s, tính từ hồ sơ ngày %s.", s.Unit.Name, s.On.String())
	}
	return i18n.T(ctx, "%s, theo bản đồ ngày %s, tính từ hồ sơ ngày %s.", s.Unit.Name, s.Map.String(), s.On.String())
}

// amendedSaid tells which later decisions the number of a stage has followed; empty when
// there is none.
func amendedSaid(ctx context.Context, what string, a Amended) string {
	if !a.Any() {
		return ""
	}
	return i18n.T(ctx, "%s: đã tính %d đính chính, %d thay thế, %d thu hồi, gần nhất ngày %s.", what, a.Corrections, a.Replacements, a.Revocations, a.Last.String())
}

func partRows(s Season, p Part) string {
	switch p.Stage {
	case "recognised":
		return awardedBy(s, "cong-nhan", "loai", p.Kind)
	case "commended":
		return awardedBy(s, "khen", "loai", p.Kind)
	}
	return rows(s, "doi-tuong", p.Kind)
}

// bringIn leads who registers to where lists come in.
func bringIn(ctx context.Context, s Season, registrar bool) ui.Button {
	if !registrar {
		return ui.Button{}
	}
	return ui.Button{Text: i18n.T(ctx, "Nhập từ Excel"), Href: "/viec/nhap-excel?mua=" + s.Season.Code, Look: ui.Go}
}

func funnel(ctx context.Context, s Season) ui.Chart {
	return ui.Chart{
		Title: i18n.T(ctx, "Từ đăng ký đến khen thưởng"), Unit: i18n.T(ctx, "mô hình"),
		Note: countedSaid(ctx, s),
		Bars: []ui.Bar{
			{Label: i18n.T(ctx, "đăng ký"), Value: int(s.Registered.Initiatives), Href: rows(s, "", "")},
			{Label: i18n.T(ctx, "có bằng chứng"), Value: int(s.Evidenced)},
			{Label: i18n.T(ctx, "được thẩm định"), Value: int(s.Appraised)},
			{Label: i18n.T(ctx, "công nhận"), Value: int(s.Recognised.Initiatives), Href: awardedBy(s, "cong-nhan", "", "")},
			{Label: i18n.T(ctx, "khen thưởng"), Value: int(s.Commended.Participants), Href: awardedBy(s, "khen", "", "")},
		},
	}
}

func fieldChart(ctx context.Context, s Season) ui.Chart {
	chart := ui.Chart{
		Title: i18n.T(ctx, "Số mô hình theo lĩnh vực"), Unit: i18n.T(ctx, "mô hình"), SecondName: i18n.T(ctx, "được công nhận"),
		Note: countedSaid(ctx, s),
	}
	for _, r := range s.Fields() {
		chart.Bars = append(chart.Bars, ui.Bar{Label: r.Name, Value: int(r.Count), Second: int(r.Recognised), Href: rows(s, "linh-vuc", r.Code)})
	}
	return chart
}

// moments puts the season's calendar beside today.
func moments(ctx context.Context, season campaign.Season, today clock.Date) []ui.Moment {
	var all []ui.Moment
	next := true
	for _, d := range season.Calendar() {
		if d.On.IsZero() {
			continue
		}
		m := ui.Moment{When: d.On.String(), Text: i18n.T(ctx, d.What), State: ui.Ahead}
		switch {
		case d.On.Before(today):
			m.State = ui.Past
		case next:
			m.State, next = ui.Today, false
		}
		all = append(all, m)
	}
	return all
}
