package review

import (
	"context"
	"net/url"
	"strconv"

	"kheo/internal/platform/i18n"
	"kheo/internal/service/web/ui"
)

func seasonColumns(ctx context.Context, appraiser bool) []ui.Column {
	all := []ui.Column{
		{Text: i18n.T(ctx, "Mùa")}, {Text: i18n.T(ctx, "Đơn vị")}, {Text: i18n.T(ctx, "Tình trạng")}, {Text: i18n.T(ctx, "Hạn chấm")},
		{Text: i18n.T(ctx, "Đang thẩm định"), Number: true},
	}
	if appraiser {
		all = append(all, ui.Column{Text: i18n.T(ctx, "Phần của bạn")})
	}
	return all
}

// rankingView is what the page of a ranking needs.
type rankingView struct {
	Ranking
	Query Query
	Share int64

	Judges bool // the reader scores, votes, signs or audits
}

// address is the ranking with another query.
func (v rankingView) address(q Query) string {
	values := url.Values{}
	for name, value := range map[string]string{"xep": string(q.Order), "sau": q.Before, "truoc": q.After} {
		if value != "" {
			values.Set(name, value)
		}
	}
	if q.Undone {
		values.Set("chua-cham", "1")
	}
	if q.From > 1 {
		values.Set("tu", strconv.Itoa(q.From))
	}
	if len(values) == 0 {
		return list(v.Season)
	}
	return list(v.Season) + "?" + values.Encode()
}

// column is the head of a column that orders the ranking.
func (v rankingView) column(text string, order Order, sorted string) ui.Column {
	c := ui.Column{Text: text, Href: v.address(Query{Order: order, Undone: v.Query.Undone}), Number: order == ByMean || order == ByCorrected}
	if v.Query.Order == order || order == ByMean && v.Query.Order != ByUnit && v.Query.Order != ByTitle && v.Query.Order != ByCorrected {
		c.Sorted = sorted
	}
	return c
}

func (v rankingView) columns(ctx context.Context) []ui.Column {
	var all []ui.Column
	if v.Records {
		all = append(all, ui.Column{Check: true})
	}
	all = append(all,
		v.column(i18n.T(ctx, "Mô hình"), ByTitle, "ascending"), v.column(i18n.T(ctx, "Đơn vị"), ByUnit, "ascending"),
		v.column(i18n.T(ctx, "Điểm trung bình"), ByMean, "descending"), v.column(i18n.T(ctx, "Điểm hiệu chỉnh"), ByCorrected, "descending"), ui.Column{Text: i18n.T(ctx, "Phiếu đã nộp"), Number: true},
		ui.Column{Text: i18n.T(ctx, "So với ngưỡng")})
	if v.Scores {
		all = append(all, ui.Column{Text: i18n.T(ctx, "Phiếu của bạn")})
	}
	return append(all, ui.Column{Text: i18n.T(ctx, "Kết quả hội đồng")})
}

func (v rankingView) pager() ui.PagerState {
	from := max(v.Query.From, 1)
	p := ui.PagerState{From: from, To: from + len(v.Rows) - 1, Total: v.Total}
	if len(v.Rows) == 0 {
		return p
	}
	back := v.Query.After != ""
	if back && v.More || !back && v.Query.Before != "" {
		p.Prev = v.address(Query{Order: v.Query.Order, Undone: v.Query.Undone, After: v.Rows[0].InitiativeID, From: max(from-pageRows, 1)})
	}
	if back || v.More {
		p.Next = v.address(Query{Order: v.Query.Order, Undone: v.Query.Undone, Before: v.Rows[len(v.Rows)-1].InitiativeID, From: from + len(v.Rows)})
	}
	return p
}
