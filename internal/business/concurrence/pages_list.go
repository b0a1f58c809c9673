package concurrence

import (
	"context"
	"net/http"
	"net/url"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/exchange"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

func (p pages) list(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	q, err := web.Decode[Query](r)
	if err != nil {
		return fault.NotFound
	}
	l, err := p.List(ctx, r.Actor, q, false)
	if err != nil {
		return err
	}
	page := r.StaffPage(i18n.T(ctx, "Yêu cầu hiệp y"), ui.SectionDecisions)
	page.Crumbs = []ui.Link{{Text: i18n.T(ctx, "Quyết định"), Href: "/viec/quyet-dinh"}}
	page.Lead = i18n.T(ctx, "Các cơ quan đã được hỏi, hạn gần nhất trước.")
	return web.ShowStaff(w, r, page, listContent(l))
}

func (p pages) export(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	q, err := web.Decode[Query](r)
	if err != nil {
		return fault.NotFound
	}
	l, err := p.List(ctx, r.Actor, q, true)
	if err != nil {
		return err
	}
	return exchange.Write(web.Attachment(w, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "hiep-y.xlsx"), exchange.Sheet{
		Name: i18n.T(ctx, "Yêu cầu hiệp y"), Title: []string{i18n.T(ctx, "Yêu cầu hiệp y"), i18n.T(ctx, "Lập ngày %s", i18n.Date(r.Now()))}, Landscape: true,
		Columns: []exchange.Column{
			{Title: i18n.T(ctx, "Cơ quan"), Width: 30}, {Title: i18n.T(ctx, "Quyết định"), Width: 50}, {Title: i18n.T(ctx, "Công văn"), Width: 18},
			{Title: i18n.T(ctx, "Ngày gửi"), Width: 12}, {Title: i18n.T(ctx, "Hạn trả lời"), Width: 12}, {Title: i18n.T(ctx, "Tình trạng"), Width: 16},
			{Title: i18n.T(ctx, "Quá hạn (ngày)"), Width: 12},
		},
		Rows: func(yield func([]any) bool) {
			for _, row := range l.Rows {
				late := 0
				if row.Late(l.Today) {
					late = row.DueOn.DaysUntil(l.Today)
				}
				if !yield([]any{row.Body, row.Subject, row.Number, row.AskedOn.Time(), row.DueOn.Time(), i18n.T(ctx, row.State.Label()), late}) {
					return
				}
			}
		},
	})
}

// address is path with what the list is narrowed to.
func (l Listing) address(path, after string) string {
	v := url.Values{}
	if l.Query.Which != "" {
		v.Set("xem", l.Query.Which)
	}
	if after != "" {
		v.Set("sau", after)
	}
	if len(v) == 0 {
		return path
	}
	return path + "?" + v.Encode()
}

func whichOptions(ctx context.Context) []ui.Option {
	return []ui.Option{
		{Text: i18n.T(ctx, "Đang chờ trả lời")}, {Value: "qua-han", Text: i18n.T(ctx, "Chỉ những yêu cầu quá hạn")}, {Value: "tat-ca", Text: i18n.T(ctx, "Tất cả")},
	}
}
