package bonus

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
	l, err := p.List(ctx, r.Actor, q, pageRows)
	if err != nil {
		return err
	}
	page := staff(r, i18n.T(ctx, "Tiền thưởng"))
	page.Lead = i18n.T(ctx, "Tiền thưởng chưa chi hoặc phải thu hồi của các quyết định đã ban hành.")
	page.Action = ui.ButtonLink(i18n.T(ctx, "Quỹ khen thưởng"), fundsPath, ui.Normal)
	return web.ShowStaff(w, r, page, listContent(l))
}

// address is path with what the list is narrowed to.
func (q Query) address(path, after string) string {
	v := url.Values{}
	for name, value := range map[string]string{"tinh-trang": string(q.State), "tu": q.From.ISO(), "den": q.To.ISO(), "sau": after} {
		if value != "" {
			v.Set(name, value)
		}
	}
	if len(v) == 0 {
		return path
	}
	return path + "?" + v.Encode()
}

func (q Query) narrowed() bool { return q.State != "" || !q.From.IsZero() || !q.To.IsZero() }

func stateOptions(ctx context.Context) []ui.Option {
	all := []ui.Option{{Text: i18n.T(ctx, "Chưa chi và phải thu hồi")}}
	for _, s := range States() {
		all = append(all, ui.Option{Value: string(s), Text: i18n.T(ctx, s.Label())})
	}
	return append(all, ui.Option{Value: string(AllStates), Text: i18n.T(ctx, "Mọi tình trạng")})
}

const exportRows = 1000 // at once

// export hands out the whole list as its reader may see it.
func (p pages) export(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	q, err := web.Decode[Query](r)
	if err != nil {
		return fault.NotFound
	}
	next := func(last Row) ([]Row, error) {
		q.After = last.LineID
		l, err := p.List(ctx, r.Actor, q, exportRows)
		return l.Rows, err
	}
	return exchange.WriteParts(web.Attachment(w, xlsx, "tien-thuong.xlsx"), exchange.Sheet{
		Name: i18n.T(ctx, "Tiền thưởng"), Title: []string{i18n.T(ctx, "Tiền thưởng"), i18n.T(ctx, "Lập ngày %s", i18n.Date(r.Now()))}, Landscape: true,
		Columns: []exchange.Column{
			{Title: i18n.T(ctx, "Quyết định"), Width: 16}, {Title: i18n.T(ctx, "Ngày"), Width: 12}, {Title: i18n.T(ctx, "TT"), Width: 6}, {Title: i18n.T(ctx, "Tên"), Width: 34},
			{Title: i18n.T(ctx, "Đối tượng"), Width: 14}, {Title: i18n.T(ctx, "Đơn vị"), Width: 28}, {Title: i18n.T(ctx, "Số tiền"), Width: 14},
			{Title: i18n.T(ctx, "Tình trạng"), Width: 16}, {Title: i18n.T(ctx, "Ngày chi"), Width: 12}, {Title: i18n.T(ctx, "Số chứng từ"), Width: 16},
			{Title: i18n.T(ctx, "Còn phải thu hồi"), Width: 16}, {Title: i18n.T(ctx, "Ghi chú"), Width: 36},
		},
	}, next, func(x Row) []any {
		return []any{x.Number, x.DecidedOn.Time(), x.Position, x.Name, i18n.T(ctx, x.Kind.Label()), x.UnitName, x.Amount,
			i18n.T(ctx, x.State.Label()), x.PaidOn.Time(), x.PaidDoc, x.Outstanding(), x.Note}
	})
}
