package conflict

import (
	"net/http"
	"strings"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/exchange"
	"kheo/internal/service/web"
)

const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// export hands out the whole list as its reader may see it.
func (p pages) export(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	q, err := web.Decode[Query](r)
	if err != nil || !mayOpen(r.Actor) {
		return fault.NotFound
	}
	l, err := p.List(ctx, r.Actor, q, true)
	if err != nil {
		return err
	}
	columns := []exchange.Column{
		{Title: i18n.T(ctx, "Người xét"), Width: 26}, {Title: i18n.T(ctx, "Mã"), Width: 16}, {Title: i18n.T(ctx, "Mô hình"), Width: 44},
		{Title: i18n.T(ctx, "Đơn vị"), Width: 28}, {Title: i18n.T(ctx, "Lý do"), Width: 60}, {Title: i18n.T(ctx, "Tình trạng"), Width: 28},
		{Title: i18n.T(ctx, "Ghi chú"), Width: 30}, {Title: i18n.T(ctx, "Người xem xét"), Width: 26},
	}
	return exchange.Write(web.Attachment(w, xlsx, "xung-dot-loi-ich.xlsx"), exchange.Sheet{
		Name: i18n.T(ctx, "Xung đột lợi ích"), Title: []string{i18n.T(ctx, "Xung đột lợi ích"), l.Season.Name, i18n.T(ctx, "Lập ngày %s", i18n.Date(r.Now()))},
		Columns: columns, Landscape: true,
		Rows: func(yield func([]any) bool) {
			for _, f := range l.Rows {
				var why []string
				for _, reason := range f.Reasons {
					why = append(why, reason.Say.In(i18n.From(ctx)))
				}
				if !yield([]any{f.Person.Name, f.Dossier.Code, f.Dossier.Title, f.Dossier.UnitName, strings.Join(why, " "), i18n.T(ctx, f.State().Label()), f.Interest.Note, f.Interest.SettledBy}) {
					return
				}
			}
		},
	})
}
