package certificate

import (
	"net/http"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// pages shows Service to people.
type pages struct{ *Service }

// Mount adds certificate's pages.
func (s *Service) Mount(m *web.Mux) {
	p := pages{s}
	m.Staff("GET /viec/quyet-dinh/{id}/giay", p.list)
	m.Staff("POST /viec/quyet-dinh/{id}/giay", p.print)
	m.Staff("GET /viec/quyet-dinh/{id}/giay/{code}", p.one)
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
	return web.ShowStaff(w, r, page, listContent(c, mayPrint(r.Actor, c.Decision)))
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
