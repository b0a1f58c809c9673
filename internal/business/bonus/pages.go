package bonus

import (
	"context"
	"errors"
	"net/http"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// pages shows Service to people.
type pages struct{ *Service }

const (
	listPath  = "/viec/tien-thuong"
	fundsPath = "/viec/quy-khen-thuong"
	xlsx      = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
)

// Mount adds the pages of bonuses and funds. None of them is public.
func (s *Service) Mount(m *web.Mux) {
	p := pages{s}
	m.Staff("GET /viec/quyet-dinh/{id}/tien-thuong", p.sheet)
	m.Staff("GET /viec/quyet-dinh/{id}/tien-thuong.xlsx", p.table)
	m.Staff("GET /viec/quyet-dinh/{id}/tien-thuong/lap", p.askPlan)
	m.Staff("POST /viec/quyet-dinh/{id}/tien-thuong/lap", p.plan)
	m.Staff("GET /viec/quyet-dinh/{id}/tien-thuong/duyet", p.askApprove)
	m.Staff("POST /viec/quyet-dinh/{id}/tien-thuong/duyet", p.approve)
	m.Staff("POST /viec/quyet-dinh/{id}/tien-thuong/chi", p.pay)
	m.Staff("POST /viec/quyet-dinh/{id}/tien-thuong/bo-chi", p.unpay)
	m.Staff("GET /viec/quyet-dinh/{id}/tien-thuong/dong/{line}", p.item)
	m.Staff("POST /viec/quyet-dinh/{id}/tien-thuong/dong/{line}/khong-chi", p.decline)
	m.Staff("POST /viec/quyet-dinh/{id}/tien-thuong/dong/{line}/thu-hoi", p.takeBack)
	m.Staff("GET /viec/tien-thuong", p.list)
	m.Staff("GET /viec/tien-thuong.xlsx", p.export)
	m.Staff("GET /viec/quy-khen-thuong", p.funds)
	m.Staff("GET /viec/quy-khen-thuong.xlsx", p.exportFunds)
	m.Staff("GET /viec/quy-khen-thuong/moi", p.askFund)
	m.Staff("POST /viec/quy-khen-thuong/moi", p.openFund)
	m.Staff("GET /viec/quy-khen-thuong/{id}", p.askFund)
	m.Staff("POST /viec/quy-khen-thuong/{id}", p.editFund)
}

// staff is the frame of a page below decisions.
func staff(r *web.Request, title string, below ...ui.Link) ui.StaffPage {
	page := r.StaffPage(title, ui.SectionDecisions)
	page.Crumbs = append([]ui.Link{{Text: i18n.T(r.Context(), "Quyết định"), Href: "/viec/quyet-dinh"}}, below...)
	return page
}

func decisionPath(id string) string { return "/viec/quyet-dinh/" + id }
func sheetPath(id string) string    { return decisionPath(id) + "/tien-thuong" }
func linePath(i Item) string        { return sheetPath(i.DecisionID) + "/dong/" + i.LineID }

// called is how people call the decision of v.
func (v View) called(ctx context.Context) string {
	if v.Decision.Number == "" {
		return i18n.T(ctx, "Dự thảo: %s", v.Decision.Subject)
	}
	return i18n.T(ctx, "Quyết định số %s", v.Decision.Number)
}

func (v View) crumbs(ctx context.Context) []ui.Link {
	called := v.called(ctx)
	if v.Decision.Number == "" {
		called = i18n.T(ctx, "Dự thảo chưa có số")
	}
	return []ui.Link{{Text: called, Href: decisionPath(v.Decision.ID)}, {Text: i18n.T(ctx, "Tiền thưởng"), Href: sheetPath(v.Decision.ID)}}
}

// flash says why a form came back: somebody was faster, or it was refused.
func flash(ctx context.Context, wrong error) *ui.Notice {
	var refused fault.Refused
	switch {
	case errors.Is(wrong, fault.Conflict):
		return &ui.Notice{Kind: ui.Due, Title: i18n.T(ctx, "Có người vừa sửa mục này"),
			Text: i18n.T(ctx, "Phần bạn vừa nhập vẫn ở dưới. Xem lại rồi gửi lần nữa nếu vẫn muốn.")}
	case errors.As(wrong, &refused):
		return &ui.Notice{Kind: ui.Bad, Text: refused.Reason.In(i18n.From(ctx))}
	}
	return nil
}

func status(wrong error) int {
	if wrong == nil {
		return http.StatusOK
	}
	return web.Status(wrong)
}

// done shows a form again after err, or says that it was done.
func done(w http.ResponseWriter, r *web.Request, err error, show func(error) error, to, sentence string, args ...any) error {
	var refused fault.Refused
	if web.FormAgain(err) || errors.As(err, &refused) {
		return show(err)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, to, sentence, args...)
}

func field(ctx context.Context, err error, name, label, hint, value string) ui.Field {
	return ui.Field{Name: name, Label: label, Hint: hint, Value: value, Error: ui.FieldError(ctx, err, name), Width: ui.Mid}
}

func needed(f ui.Field) ui.Field {
	f.Required = true
	return f
}

// money is an amount as a form shows it; 0 is empty.
func money(ctx context.Context, n int64) string {
	if n == 0 {
		return ""
	}
	return i18n.Number(ctx, n)
}
