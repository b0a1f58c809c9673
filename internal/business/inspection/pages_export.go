package inspection

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
	if err != nil {
		return fault.NotFound
	}
	l, err := p.List(ctx, r.Actor, q, true)
	if err != nil {
		return err
	}
	return exchange.Write(web.Attachment(w, xlsx, "kiem-tra-khao-sat.xlsx"), exchange.Sheet{
		Name: i18n.T(ctx, "Kiểm tra, khảo sát"), Title: []string{i18n.T(ctx, "Kiểm tra, khảo sát"), i18n.T(ctx, "Lập ngày %s", i18n.Date(r.Now()))}, Landscape: true,
		Columns: []exchange.Column{
			{Title: i18n.T(ctx, "Ngày đi"), Width: 12}, {Title: i18n.T(ctx, "Tình trạng"), Width: 14}, {Title: i18n.T(ctx, "Thành phần đoàn"), Width: 36},
			{Title: i18n.T(ctx, "Nơi gặp"), Width: 30}, {Title: i18n.T(ctx, "Hồ sơ"), Width: 60}, {Title: i18n.T(ctx, "Đã ghi"), Width: 10},
		},
		Rows: func(yield func([]any) bool) {
			for _, row := range l.Rows {
				if !yield([]any{row.On().Time(), i18n.T(ctx, row.State.Label()), strings.Join(row.People(), ", "), row.Place, strings.Join(row.Titles, "; "), row.Written}) {
					return
				}
			}
		},
	})
}
