package register

import (
	"net/http"
	"net/url"
	"strings"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// pages shows Service to people.
type pages struct {
	*Service
	recoveries Recoveries // nil: nothing is said of money
}

// Mount adds register's pages; from tells staff whether the money of a revoked
// commendation came back, and is nil where nothing is said of money.
func (s *Service) Mount(m *web.Mux, from Recoveries) {
	p := pages{s, from}
	m.Public("GET /kiem-tra", p.ask)
	m.Public("GET /kiem-tra/{code}", p.answer)
	m.Staff("GET /viec/quyet-dinh/{id}/giay", p.list)
	m.Staff("POST /viec/quyet-dinh/{id}/giay", p.print)
	m.Staff("GET /viec/quyet-dinh/{id}/giay/{code}", p.one)
}

// ask shows the field for a code; a typed code leads to its page.
func (p pages) ask(w http.ResponseWriter, r *web.Request) error {
	if typed := strings.TrimSpace(r.URL.Query().Get("ma")); typed != "" {
		return web.Redirect(w, r, "/kiem-tra/"+url.PathEscape(strings.ToUpper(typed)))
	}
	ctx := r.Context()
	page := r.Page(i18n.T(ctx, "Kiểm tra giấy khen, giấy chứng nhận"), i18n.T(ctx, "Nhập mã trên giấy để xem quyết định và tình trạng."))
	return web.Show(w, r, page, askContent("", Verdict{}))
}

// statuses of what came of checking.
var statuses = map[Outcome]int{Found: http.StatusOK, NoCode: http.StatusNotFound, Mistyped: http.StatusNotFound, Unknown: http.StatusNotFound}

func (p pages) answer(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	v, links, err := p.Answer(ctx, r.PathValue("code"))
	if err != nil {
		return err
	}
	if v.Outcome == Found && v.Code != r.PathValue("code") {
		return web.Redirect(w, r, "/kiem-tra/"+v.Code)
	}
	if v.Outcome != Found {
		page := r.Page(i18n.T(ctx, "Chưa tìm thấy mã này"), "")
		return web.ShowStatus(w, r, statuses[v.Outcome], page, askContent(v.Code, v))
	}
	money, err := p.refund(ctx, r.Actor, v, links.Decision, p.recoveries)
	if err != nil {
		return err
	}
	if money != NoRefund { // not for everybody: no copy is kept on the way
		w.Header().Set("Cache-Control", "no-store")
	}
	page := r.Page(i18n.T(ctx, "Kiểm tra mã %s", v.Code), "")
	return web.Show(w, r, page, verdictContent(v, links, money))
}

// list shows the certificates of a decision and how to print them.
func (p pages) list(w http.ResponseWriter, r *web.Request) error {
	c, err := p.Certificates(r.Context(), r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	ctx := r.Context()
	page := r.StaffPage(i18n.T(ctx, "In giấy của quyết định %s", c.Decision.Number), ui.SectionDecisions)
	page.Crumbs = []ui.Link{{Text: i18n.T(ctx, "Quyết định"), Href: "/viec/quyet-dinh"}, {Text: c.Decision.Number, Href: "/viec/quyet-dinh/" + c.Decision.ID}}
	page.Lead = i18n.T(ctx, "%d giấy, khổ A4 ngang, có mã QR để ai cũng kiểm tra được.", len(c.Entries))
	return web.ShowStaff(w, r, page, certificatesContent(c, mayPrint(r.Actor, c.Decision)))
}

// print asks for the papers in the background and follows the work.
func (p pages) print(w http.ResponseWriter, r *web.Request) error {
	run, err := p.Print(r.Context(), r.Actor, r.PathValue("id"), r.FormValue("separate") == "1")
	if err != nil {
		return err
	}
	return web.Redirect(w, r, "/viec/cong-viec/"+run)
}

// one shows a single certificate.
func (p pages) one(w http.ResponseWriter, r *web.Request) error {
	c, err := p.Certificates(r.Context(), r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	for _, e := range c.Entries {
		if e.Code == r.PathValue("code") {
			w.Header().Set("Content-Type", "application/pdf")
			w.Header().Set("Content-Disposition", `inline; filename="`+fileName(e)+`"`)
			w.Header().Set("Cache-Control", "no-store")
			return c.WriteOne(w, e)
		}
	}
	return fault.NotFound
}
