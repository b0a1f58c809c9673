package report

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/auth"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// pages shows Service to people.
type pages struct{ *Service }

// Mount adds report's pages.
func (s *Service) Mount(m *web.Mux) {
	p := pages{s}
	m.Staff("GET /viec/bao-cao", p.choose)
	m.Staff("GET /viec/bao-cao/{code}", p.show)
	m.Staff("GET /viec/bao-cao/{code}/{format}", p.download)
	m.Staff("GET /viec/mua/{code}", p.dashboard)
}

// choose lists the seasons of which the reader may see the numbers.
func (p pages) choose(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	seasons, err := p.Seasons(ctx, r.Actor)
	if err != nil {
		return err
	}
	page := r.StaffPage(i18n.T(ctx, "Báo cáo"), ui.SectionReports)
	page.Lead = i18n.T(ctx, "Chọn một mùa. Mọi con số tính từ hồ sơ, bấm vào số để mở danh sách.")
	return web.ShowStaff(w, r, page, chooseContent(seasons))
}

// find loads the report of the season in the path for the unit and the map in
// the query.
func (p pages) find(r *web.Request) (Season, error) {
	q := r.URL.Query()
	day, err := clock.Parse(q.Get("ban-do"))
	if err != nil {
		return Season{}, fault.NotFound
	}
	return p.Find(r.Context(), r.Actor, r.PathValue("code"), q.Get("don-vi"), day)
}

func (p pages) show(w http.ResponseWriter, r *web.Request) error {
	s, err := p.find(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	page := r.StaffPage(i18n.T(ctx, "Báo cáo %s", s.Season.Name), ui.SectionReports)
	page.Crumbs = []ui.Link{{Text: i18n.T(ctx, "Báo cáo"), Href: "/viec/bao-cao"}}
	page.Lead = countedSaid(ctx, s)
	return web.ShowStaff(w, r, page, reportContent(s))
}

func (p pages) dashboard(w http.ResponseWriter, r *web.Request) error {
	s, err := p.find(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	page := r.StaffPage(s.Season.Name, ui.SectionSeasons)
	page.Crumbs = []ui.Link{{Text: i18n.T(ctx, "Mùa thi đua"), Href: "/viec/mua"}}
	page.Lead = i18n.T(ctx, "Mọi số dưới đây tính từ hồ sơ ngày %s. Bấm vào số để mở danh sách.", s.On.String())
	page.Action = dashboardActions(s)
	return web.ShowStaff(w, r, page, dashboardContent(s, r.Now(), r.Actor.Has(auth.Registrar)))
}

// download hands the report out as a file.
func (p pages) download(w http.ResponseWriter, r *web.Request) error {
	s, err := p.find(r)
	if err != nil {
		return err
	}
	name := fmt.Sprintf("bao-cao-%s-%s.%s", s.Season.Code, s.Unit.Code, r.PathValue("format"))
	var write func(io.Writer) error
	kind := ""
	switch r.PathValue("format") {
	case "docx":
		kind, write = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", s.WriteDOCX
	case "pdf":
		kind, write = "application/pdf", s.WritePDF
	case "xlsx":
		kind, write = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", s.WriteXLSX
	case "json":
		kind, write = "application/json", func(w io.Writer) error { return json.NewEncoder(w).Encode(s) }
	default:
		return fault.NotFound
	}
	web.Attach(w, kind, name)
	return write(w)
}

// rows is the address of the list of initiatives that a number counts, narrowed
// by one more thing where it is not empty.
func rows(s Season, by, value string) string {
	return "/viec/mo-hinh?" + narrowed(s, url.Values{}, by, value)
}
