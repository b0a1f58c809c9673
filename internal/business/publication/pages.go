package publication

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/code"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/exchange"
	"kheo/internal/service/web"
)

// pages shows Service to everybody.
type pages struct {
	*Service
	owner string // the unit line of the site
}

// Mount adds publication's pages.
func (s *Service) Mount(m *web.Mux) {
	p := pages{s, m.Site().Owner}
	m.Public("GET /{$}", fresh(p.front))
	m.Public("GET /mo-hinh", fresh(p.catalogue))
	m.Public("GET /mo-hinh.xlsx", p.workbook)
	m.Public("GET /mo-hinh.csv", p.csv)
	m.Public("GET /mo-hinh/{code}", fresh(p.initiative))
	m.Public("GET /mo-hinh/{code}/vi-sao", fresh(p.publicWhy))
	m.Staff("GET /viec/mo-hinh/{id}/vi-sao", p.staffWhy)
	m.Public("GET /so-lieu", fresh(p.numbers))
	m.Public("GET /so-lieu.json", fresh(p.numbersJSON))
	m.Public("GET /so-lieu.xlsx", p.numbersWorkbook)
	m.Public("GET /gioi-thieu", fresh(p.about))
	m.Public("GET /robots.txt", p.robots)
}

// fresh lets browsers keep a page but ask again before they show it.
func fresh(h web.Handler) web.Handler {
	return func(w http.ResponseWriter, r *web.Request) error {
		w.Header().Set("Cache-Control", "no-cache")
		return h(w, r)
	}
}

func (p pages) front(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	h, err := p.Service.front(ctx, instead(ctx))
	if err != nil {
		return err
	}
	page := r.Page("", i18n.T(ctx, "Mỗi mô hình Dân vận khéo ở đây ghi rõ ai làm, làm gì, dân được gì và bằng chứng ở đâu."))
	page.Hero = hero()
	return web.Show(w, r, page, frontContent(h, r.Now()))
}

func (p pages) catalogue(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	f := ParseFilter(r.URL.Query())
	l, err := p.Service.catalogue(ctx, f, instead(ctx))
	if err != nil {
		return err
	}
	if len(l.Rows) == 0 && l.Total > 0 { // beyond the end: the row that led here is gone
		return web.Redirect(w, r, f.First().Href("/mo-hinh"))
	}
	page := r.Page(i18n.T(ctx, "Mô hình"), i18n.T(ctx, "Mọi mô hình đã đăng ký, đang làm và được công nhận, kèm từng bước và bằng chứng."))
	return web.Show(w, r, page, catalogueContent(f, l, clock.DayOf(r.Now())))
}

func (p pages) initiative(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	typed := r.PathValue("code")
	canonical, err := code.Parse(typed)
	switch {
	case err != nil:
		return p.noInitiative(w, r, typed, errors.Is(err, code.ErrCheck))
	case code.Prefix(canonical) == "DVK":
		return web.Redirect(w, r, "/kiem-tra/"+canonical)
	case canonical != typed:
		http.Redirect(w, r.Request, "/mo-hinh/"+canonical, http.StatusMovedPermanently)
		return nil
	}
	d, err := p.paper(ctx, canonical, instead(ctx))
	if errors.Is(err, fault.NotFound) {
		return p.noInitiative(w, r, canonical, false)
	}
	if err != nil {
		return err
	}
	return web.Show(w, r, r.Page(d.Title, firstWords(d.Problem, 160)), initiativeContent(d))
}

// noInitiative says that no initiative has this code, and what to do about it.
func (p pages) noInitiative(w http.ResponseWriter, r *web.Request, typed string, mistyped bool) error {
	page := r.Page(i18n.T(r.Context(), "Chưa tìm thấy mô hình"), "")
	return web.ShowStatus(w, r, http.StatusNotFound, page, noInitiativeContent(typed, mistyped))
}

func (p pages) numbers(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	f, seasons, err := p.chosenFigures(ctx, r.URL.Query().Get("mua"))
	if err != nil && !errors.Is(err, fault.NotFound) {
		return err
	}
	page := r.Page(i18n.T(ctx, "Số liệu"), i18n.T(ctx, "Số liệu từng mùa thi đua, tính thẳng từ hồ sơ; mỗi con số mở ra danh sách tạo nên nó."))
	return web.Show(w, r, page, numbersContent(f, seasons, r.URL.Query().Get("mua")))
}

func (p pages) numbersJSON(w http.ResponseWriter, r *web.Request) error {
	f, _, err := p.chosenFigures(r.Context(), r.URL.Query().Get("mua"))
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	if errors.Is(err, fault.NotFound) {
		w.WriteHeader(http.StatusNotFound)
		return json.NewEncoder(w).Encode(map[string]string{"error": i18n.T(r.Context(), "Không có mùa thi đua mang mã này.")})
	}
	if err != nil {
		return err
	}
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(f.Season)
}

func (p pages) numbersWorkbook(w http.ResponseWriter, r *web.Request) error {
	f, _, err := p.chosenFigures(r.Context(), r.URL.Query().Get("mua"))
	if err != nil {
		return err
	}
	web.Attach(w, xlsx, "so-lieu-"+f.Season.Season.Code+".xlsx")
	return exchange.Write(w, numbersSheet(f))
}

const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

func (p pages) workbook(w http.ResponseWriter, r *web.Request) error {
	return p.export(w, r, xlsx, "mo-hinh.xlsx", exchange.Write)
}

func (p pages) csv(w http.ResponseWriter, r *web.Request) error {
	return p.export(w, r, "text/csv; charset=utf-8", "mo-hinh.csv", exchange.CSV)
}

func (p pages) export(w http.ResponseWriter, r *web.Request, mediaType, name string, write func(io.Writer, exchange.Sheet) error) error {
	ctx := i18n.With(r.Context(), i18n.VI) // files are Vietnamese, whatever the page
	var failed error
	sheet, err := p.Service.export(ctx, ParseFilter(r.URL.Query()), instead(ctx), &failed)
	if err != nil {
		return err
	}
	web.Attach(w, mediaType, name)
	if err := write(w, sheet); err != nil || failed != nil {
		// Part of the file is sent: break the connection, so that it is not
		// taken for the whole.
		panic(http.ErrAbortHandler)
	}
	return nil
}

func (p pages) about(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	page := r.Page(i18n.T(ctx, "Giới thiệu"), i18n.T(ctx, "Trang này là gì, kiểm tra ra sao, số liệu tính thế nào và những việc không làm."))
	return web.Show(w, r, page, aboutContent(p.owner))
}

func (p pages) robots(w http.ResponseWriter, _ *web.Request) error {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, err := io.WriteString(w, "User-agent: *\nDisallow: /viec\nDisallow: /quan-tri\nDisallow: /dang-nhap\n")
	return err
}

// instead stands where the name of an individual would.
func instead(ctx context.Context) string { return i18n.T(ctx, "người đăng ký") }
