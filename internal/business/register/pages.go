package register

import (
	"net/http"
	"net/url"
	"strings"

	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
)

// pages shows Service to people.
type pages struct {
	*Service
	recoveries Recoveries    // nil: nothing is said of money
	sending    chan struct{} // has room for each whole register that goes out
}

// Mount adds register's pages; from tells staff whether the money of a revoked
// commendation came back, and is nil where nothing is said of money.
func (s *Service) Mount(m *web.Mux, from Recoveries) {
	p := pages{s, from, make(chan struct{}, 4)}
	m.Public("GET /kiem-tra", p.ask)
	m.Public("GET /kiem-tra/{code}", p.answer)
	m.Public("GET "+filePath, p.file)
	p.mountBadges(m)
	p.mountLog(m)
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
var statuses = map[Outcome]int{Found: http.StatusOK, NoCode: http.StatusNotFound, Mistyped: http.StatusNotFound, Unknown: http.StatusNotFound, Altered: http.StatusConflict}

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
		page := r.Page(i18n.T(ctx, "Chưa kiểm tra được mã này"), "")
		return web.ShowStatus(w, r, statuses[v.Outcome], page, askContent(v.Code, v))
	}
	money, err := p.refund(ctx, r.Actor, v, links.Decision, p.recoveries)
	if err != nil {
		return err
	}
	if money != NoRefund { // not for everybody: no copy is kept on the way
		w.Header().Set("Cache-Control", "no-store")
	}
	keys, err := p.Keys(ctx)
	if err != nil {
		return err
	}
	page := r.Page(i18n.T(ctx, "Kiểm tra mã %s", v.Code), "")
	return web.Show(w, r, page, verdictContent(v, links, money, keys))
}
