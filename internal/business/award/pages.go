package award

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/auth"
	"kheo/internal/service/exchange"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// pages shows Service to people.
type pages struct{ *Service }

const (
	listPath  = "/quan-tri/khen-thuong"
	moneyPath = "/quan-tri/khen-thuong/luong-co-so"
	basisPath = "/quan-tri/can-cu"
)

// Mount adds the pages of the catalogue.
func (s *Service) Mount(m *web.Mux) {
	p := pages{s}
	m.Staff("GET /quan-tri/khen-thuong", p.list)
	m.Staff("GET /quan-tri/khen-thuong.xlsx", p.export)
	m.Staff("GET /quan-tri/khen-thuong/moi", p.ask)
	m.Staff("POST /quan-tri/khen-thuong/moi", p.keep)
	m.Staff("GET /quan-tri/khen-thuong/{id}", p.see)
	m.Staff("GET /quan-tri/khen-thuong/{id}/sua", p.ask)
	m.Staff("POST /quan-tri/khen-thuong/{id}/sua", p.keep)
	m.Staff("GET /quan-tri/khen-thuong/{id}/ket-thuc", p.askEnd)
	m.Staff("POST /quan-tri/khen-thuong/{id}/ket-thuc", p.end)
	m.Staff("GET /quan-tri/khen-thuong/{id}/kiem-chung", p.askVerify)
	m.Staff("POST /quan-tri/khen-thuong/{id}/kiem-chung", p.verify)
	m.Staff("GET /quan-tri/khen-thuong/luong-co-so", p.money)
	m.Staff("GET /quan-tri/khen-thuong/luong-co-so/moi", p.askSalary)
	m.Staff("POST /quan-tri/khen-thuong/luong-co-so/moi", p.setSalary)
	m.Staff("GET /quan-tri/khen-thuong/luong-co-so/muc/{id}/kiem-chung", p.askVerifySalary)
	m.Staff("POST /quan-tri/khen-thuong/luong-co-so/muc/{id}/kiem-chung", p.verifySalary)
	m.Staff("GET /quan-tri/khen-thuong/luong-co-so/lam-tron", p.askRounding)
	m.Staff("POST /quan-tri/khen-thuong/luong-co-so/lam-tron", p.setRounding)
	m.Staff("GET /quan-tri/khen-thuong/luong-co-so/lam-tron/{id}/kiem-chung", p.askVerifyRounding)
	m.Staff("POST /quan-tri/khen-thuong/luong-co-so/lam-tron/{id}/kiem-chung", p.verifyRounding)
	m.Staff("GET /quan-tri/can-cu", p.listBases)
	m.Staff("GET /quan-tri/can-cu.xlsx", p.exportBases)
	m.Staff("GET /quan-tri/can-cu/moi", p.askBasis)
	m.Staff("POST /quan-tri/can-cu/moi", p.keepBasis)
	m.Staff("GET /quan-tri/can-cu/{id}/sua", p.askBasis)
	m.Staff("POST /quan-tri/can-cu/{id}/sua", p.keepBasis)
	m.Staff("GET /quan-tri/can-cu/{id}/ket-thuc", p.askEndBasis)
	m.Staff("POST /quan-tri/can-cu/{id}/ket-thuc", p.endBasis)
	m.Staff("GET /quan-tri/can-cu/{id}/kiem-chung", p.askVerifyBasis)
	m.Staff("POST /quan-tri/can-cu/{id}/kiem-chung", p.verifyBasis)
}

// frame is a page of the catalogue below crumbs. Administrators come from their
// own page, the others from decisions.
func (p pages) frame(r *web.Request, title string, crumbs ...ui.Link) ui.StaffPage {
	ctx := r.Context()
	page := r.StaffPage(title, ui.SectionDecisions)
	top := ui.Link{Text: i18n.T(ctx, "Quyết định"), Href: "/viec/quyet-dinh"}
	if r.Actor.Has(auth.Administrator, auth.Auditor) {
		top = ui.Link{Text: i18n.T(ctx, "Quản trị"), Href: "/quan-tri"}
	}
	page.Crumbs = append([]ui.Link{top}, crumbs...)
	return page
}

func awardsCrumb(ctx context.Context) ui.Link {
	return ui.Link{Text: i18n.T(ctx, "Danh mục khen thưởng"), Href: listPath}
}

// flash tells whose form came back because somebody else was faster.
func flash(ctx context.Context, wrong error) *ui.Notice {
	if !errors.Is(wrong, fault.Conflict) {
		return nil
	}
	return &ui.Notice{Kind: ui.Due, Title: i18n.T(ctx, "Có người vừa sửa mục này"),
		Text: i18n.T(ctx, "Phần bạn vừa nhập vẫn ở dưới. Lưu lại thì phần này thay bản kia.")}
}

func status(wrong error) int {
	if wrong == nil {
		return http.StatusOK
	}
	return web.Status(wrong)
}

// done shows a form again after err, or says that it was done.
func done(w http.ResponseWriter, r *web.Request, err error, show func(error) error, to, sentence string, args ...any) error {
	if web.FormAgain(err) {
		return show(err)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, to, sentence, args...)
}

func (p pages) list(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	q, err := web.Decode[Query](r)
	if err != nil {
		return fault.NotFound
	}
	l, err := p.List(ctx, r.Actor, q)
	if err != nil {
		return err
	}
	page := p.frame(r, i18n.T(ctx, "Danh mục khen thưởng"))
	page.Lead = i18n.T(ctx, "Có thể trao gì, cho ai, ai quyết định, từ ngày nào, kèm bao nhiêu tiền thưởng.")
	if l.Writes {
		page.Action = ui.ButtonLink(i18n.T(ctx, "Thêm hình thức"), listPath+"/moi", ui.Go)
	}
	return web.ShowStaff(w, r, page, listContent(l))
}

// address is path with what the list is narrowed to.
func (q Query) address(path string) string {
	v := url.Values{}
	for name, value := range map[string]string{"ngay": q.Day.ISO(), "he": string(q.Line), "viec": string(q.Act), "ca": ticked(q.All)} {
		if value != "" {
			v.Set(name, value)
		}
	}
	return path + "?" + v.Encode()
}

const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// export hands out the list with every column.
func (p pages) export(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	q, err := web.Decode[Query](r)
	if err != nil {
		return fault.NotFound
	}
	l, err := p.List(ctx, r.Actor, q)
	if err != nil {
		return err
	}
	return exchange.Write(web.Attachment(w, xlsx, "danh-muc-khen-thuong.xlsx"), exchange.Sheet{
		Name: i18n.T(ctx, "Danh mục khen thưởng"), Landscape: true,
		Title: []string{i18n.T(ctx, "Danh mục khen thưởng"), i18n.T(ctx, "Áp dụng ngày %s. Lập ngày %s.", l.Query.Day.String(), i18n.Date(r.Now()))},
		Columns: []exchange.Column{
			{Title: i18n.T(ctx, "Mã"), Width: 26}, {Title: i18n.T(ctx, "Ấn bản"), Width: 8}, {Title: i18n.T(ctx, "Tên"), Width: 32},
			{Title: i18n.T(ctx, "Hình thức"), Width: 14}, {Title: i18n.T(ctx, "Hệ thống"), Width: 14}, {Title: i18n.T(ctx, "Cấp"), Width: 16},
			{Title: i18n.T(ctx, "Ai quyết định"), Width: 36}, {Title: i18n.T(ctx, "Ai được nhận"), Width: 24}, {Title: i18n.T(ctx, "Số lần"), Width: 18},
			{Title: i18n.T(ctx, "Hệ số tiền thưởng"), Width: 30}, {Title: i18n.T(ctx, "Từ ngày"), Width: 12}, {Title: i18n.T(ctx, "Đến ngày"), Width: 12},
			{Title: i18n.T(ctx, "Nguồn"), Width: 40}, {Title: i18n.T(ctx, "Người kiểm chứng"), Width: 24},
		},
		Rows: func(yield func([]any) bool) {
			for _, a := range l.Rows {
				if !yield([]any{a.Code, a.Edition, a.Name, i18n.T(ctx, a.Form.Label()), i18n.T(ctx, a.Line.Label()), a.Level, a.Decider, kindNames(ctx, a),
					i18n.T(ctx, a.Often.Label()), multiplesText(ctx, a), a.From.Time(), a.To.Time(), a.Source, a.VerifiedBy}) {
					return
				}
			}
		},
	})
}
