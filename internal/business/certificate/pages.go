package certificate

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/progress"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// pages shows Service to people.
type pages struct{ *Service }

const (
	designsPath  = "/viec/mau-giay"
	printersPath = "/viec/may-in"
)

// deskPath is where the papers of a decision are printed.
func deskPath(decisionID string) string { return "/viec/quyet-dinh/" + decisionID + "/giay" }

// Mount adds certificate's pages.
func (s *Service) Mount(m *web.Mux) {
	p := pages{s}
	m.Staff("GET /viec/quyet-dinh/{id}/giay", p.desk)
	m.Staff("POST /viec/quyet-dinh/{id}/giay", p.print)
	m.Staff("GET /viec/quyet-dinh/{id}/giay/{code}", p.one)
	m.Staff("GET /viec/quyet-dinh/{id}/giay/{code}/anh", p.photo)
	m.Upload("POST /viec/quyet-dinh/{id}/giay/{code}/anh", p.setPhoto)
	m.Staff("GET /viec/quyet-dinh/{id}/giay/{code}/anh.jpg", p.showPhoto)
	m.Staff("POST /viec/quyet-dinh/{id}/giay/{code}/anh/bo", p.removePhoto)
	m.Staff("GET /viec/mau-giay", p.designs)
	m.Staff("GET /viec/mau-giay/{id}", p.design)
	m.Staff("POST /viec/mau-giay/{id}/sao", p.copy)
	m.Staff("GET /viec/mau-giay/{id}/sua", p.edit)
	m.Staff("POST /viec/mau-giay/{id}/sua", p.change)
	m.Staff("GET /viec/mau-giay/{id}/thoi-dung", p.askEnd)
	m.Staff("POST /viec/mau-giay/{id}/thoi-dung", p.end)
	m.Staff("GET /viec/may-in", p.printers)
	m.Staff("GET /viec/may-in/to-chinh.pdf", p.sheet)
	m.Staff("GET /viec/may-in/them", p.newPrinter)
	m.Staff("POST /viec/may-in/them", p.addPrinter)
	m.Staff("GET /viec/may-in/{id}", p.printer)
	m.Staff("POST /viec/may-in/{id}", p.changePrinter)
	m.Staff("GET /viec/may-in/{id}/to-chinh.pdf", p.printerSheet)
	m.Staff("POST /viec/may-in/{id}/bo", p.removePrinter)
}

// deskView is what the page of printing shows.
type deskView struct {
	Desk
	Choice
	SVG string // of the first chosen paper; empty for none
	Err error
}

// paper is where l is looked at.
func (v deskView) paper(l Line) string { return deskPath(v.Decision.ID) + "/" + l.Code }

// query keeps the chosen design on the way to a paper.
func (v deskView) query() string { return designQuery(v.Choice.Design) }

func designQuery(design string) string {
	if design == "" {
		return ""
	}
	return "?mau=" + url.QueryEscape(design)
}

// desk shows the certificates of a decision and how to print them.
func (p pages) desk(w http.ResponseWriter, r *web.Request) error {
	c := Choice{Design: r.URL.Query().Get("mau")}
	return p.showDesk(w, r, c, nil)
}

// showDesk shows the page with what was chosen and what is wrong with it.
func (p pages) showDesk(w http.ResponseWriter, r *web.Request, c Choice, wrong error) error {
	ctx := r.Context()
	k, err := p.Desk(ctx, r.Actor, r.PathValue("id"), c)
	if err != nil && !web.FormAgain(err) {
		return err
	}
	if wrong == nil {
		wrong = err
	}
	v := deskView{Desk: k, Choice: c, Err: wrong}
	if len(k.Chosen) > 0 {
		first := k.Chosen[0]
		if v.SVG, err = k.SVG(first, deskPath(k.Decision.ID)+"/"+first.Code+"/anh.jpg"); err != nil {
			return err
		}
	}
	page := r.StaffPage(i18n.T(ctx, "In giấy của quyết định %s", k.Decision.Number), ui.SectionDecisions)
	page.Crumbs = []ui.Link{{Text: i18n.T(ctx, "Quyết định"), Href: "/viec/quyet-dinh"}, {Text: k.Decision.Number, Href: "/viec/quyet-dinh/" + k.Decision.ID}}
	page.Lead = i18n.T(ctx, "Danh sách gồm %d giấy, có mã QR để ai cũng kiểm tra được.", len(k.Lines))
	status := http.StatusOK
	if wrong != nil {
		status = web.Status(wrong)
	}
	return web.ShowStaffStatus(w, r, status, page, deskContent(v))
}

// print asks for the papers in the background and follows the work, or shows what
// they will look like.
func (p pages) print(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[struct {
		Choice
		Act string `form:"act"`
	}](r)
	c := in.Choice
	if err == nil && in.Act == "preview" {
		return p.showDesk(w, r, c, nil)
	}
	var run string
	if err == nil {
		c.Separate = c.Separate || in.Act == "zip"
		run, err = p.Print(r.Context(), r.Actor, r.PathValue("id"), c)
	}
	if web.FormAgain(err) {
		return p.showDesk(w, r, c, err)
	}
	if err != nil {
		return err
	}
	return web.Redirect(w, r, progress.Path(run, deskPath(r.PathValue("id"))))
}

// one shows a single certificate, to be looked at; printing leaves a trail.
func (p pages) one(w http.ResponseWriter, r *web.Request) error {
	k, err := p.Desk(r.Context(), r.Actor, r.PathValue("id"), Choice{Design: r.URL.Query().Get("mau"), Codes: []string{r.PathValue("code")}})
	if errors.As(err, new(fault.Invalid)) {
		return fault.NotFound
	}
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/pdf")
	w.Header().Set("Content-Disposition", `inline; filename="`+fileName(k.Chosen[0].Entry)+`"`)
	w.Header().Set("Cache-Control", "no-store")
	return k.WriteSight(w, k.Chosen[0])
}

// changedNotice says that somebody else was faster.
func changedNotice(ctx context.Context) *ui.Notice {
	return &ui.Notice{Kind: ui.Due, Title: i18n.T(ctx, "Có người vừa sửa dòng này"), Text: i18n.T(ctx, "Phần bạn vừa nhập vẫn ở dưới. Lưu lại thì phần này thay bản kia.")}
}

// status of a form that comes back, and what the page says of a conflict.
func status(ctx context.Context, page *ui.StaffPage, wrong error) int {
	if wrong == nil {
		return http.StatusOK
	}
	if errors.Is(wrong, fault.Conflict) {
		page.Flash = changedNotice(ctx)
	}
	return web.Status(wrong)
}
