package numberbook

import (
	"net/http"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/exchange"
	"kheo/internal/service/web"
)

const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// exportList hands out the whole list of books as its reader may see it.
func (p pages) exportList(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	q, err := web.Decode[Query](r)
	if err != nil {
		return fault.NotFound
	}
	l, err := p.List(ctx, r.Actor, q, true)
	if err != nil {
		return err
	}
	return exchange.Write(web.Attachment(w, xlsx, "so-van-ban.xlsx"), exchange.Sheet{
		Name: i18n.T(ctx, "Sổ văn bản"), Title: []string{i18n.T(ctx, "Sổ văn bản"), i18n.T(ctx, "Lập ngày %s", i18n.Date(r.Now()))}, Landscape: true,
		Columns: []exchange.Column{
			{Title: i18n.T(ctx, "Cơ quan"), Width: 40}, {Title: i18n.T(ctx, "Hệ thống"), Width: 16}, {Title: i18n.T(ctx, "Loại văn bản"), Width: 12}, {Title: i18n.T(ctx, "Kỳ"), Width: 24},
			{Title: i18n.T(ctx, "Số đã ra khỏi sổ"), Width: 14}, {Title: i18n.T(ctx, "Đang giữ"), Width: 10}, {Title: i18n.T(ctx, "Đã hủy số"), Width: 10},
			{Title: i18n.T(ctx, "Ghi lại trước số bắt đầu"), Width: 14}, {Title: i18n.T(ctx, "Số tiếp theo"), Width: 18},
		},
		Rows: func(yield func([]any) bool) {
			for _, b := range l.Rows {
				if !yield([]any{b.UnitName, i18n.T(ctx, b.Line.Label()), b.DocType, b.Label, b.Given(), b.Reserved, b.Void, b.Recorded, Write(b.Pattern, b.Next)}) {
					return
				}
			}
		},
	})
}

// whole finds the book that the address names with all numbers of its filter.
func (p pages) whole(r *web.Request) (View, error) {
	q, err := web.Decode[NumberQuery](r)
	if err != nil {
		return View{}, fault.NotFound
	}
	return p.See(r.Context(), r.Actor, r.PathValue("id"), q, true)
}

func (p pages) exportBook(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	v, err := p.whole(r)
	if err != nil {
		return err
	}
	return exchange.Write(web.Attachment(w, xlsx, "so-"+v.fileName()+".xlsx"), exchange.Sheet{
		Name: i18n.T(ctx, "Sổ văn bản"), Title: []string{i18n.T(ctx, "Sổ %s", v.Name()), i18n.T(ctx, "Lập ngày %s", i18n.Date(r.Now()))}, Landscape: true,
		Columns: []exchange.Column{
			{Title: i18n.T(ctx, "Số, ký hiệu"), Width: 18}, {Title: i18n.T(ctx, "Ngày"), Width: 12}, {Title: i18n.T(ctx, "Trích yếu"), Width: 60},
			{Title: i18n.T(ctx, "Tình trạng"), Width: 16}, {Title: i18n.T(ctx, "Lý do"), Width: 36}, {Title: i18n.T(ctx, "Người ghi"), Width: 24}, {Title: i18n.T(ctx, "Lúc ghi"), Width: 18},
		},
		Rows: func(yield func([]any) bool) {
			for _, n := range v.Numbers {
				if !yield([]any{n.Text, n.Day.Time(), n.Subject, i18n.T(ctx, n.State.Label()), n.Reason, n.Account, i18n.Moment(n.At)}) {
					return
				}
			}
		},
	})
}

func (p pages) paper(w http.ResponseWriter, r *web.Request) error {
	v, err := p.whole(r)
	if err != nil {
		return err
	}
	return v.WritePDF(web.Attachment(w, "application/pdf", "so-"+v.fileName()+".pdf"), r.Now())
}
