package council

import (
	_ "embed"
	"net/http"

	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
)

// theLive is what the screens show; a part of the page is asked for every three
// seconds, the whole page where no script runs.
func (p pages) theLive(r *web.Request) (Live, error) {
	return p.Live(r.Context(), r.Actor, r.PathValue("id"))
}

func (p pages) live(w http.ResponseWriter, r *web.Request) error {
	l, err := p.theLive(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	w.Header().Set("Cache-Control", "no-store")
	if r.Header.Get("HX-Request") != "" {
		return web.Fragment(w, r, liveContent(l))
	}
	page := p.frame(r, i18n.T(ctx, "Phòng họp"), councilCrumb(l.Council), meetingCrumb(ctx, l.Meeting))
	page.Lead = i18n.T(ctx, "Màn hình tự cập nhật mỗi 3 giây. Không thấy đổi thì tải lại trang.")
	return web.ShowStaff(w, r, page, liveContent(l))
}

func (p pages) step(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[struct {
		Case string `form:"case"`
	}](r)
	if err == nil {
		err = p.Show(r.Context(), r.Actor, r.PathValue("id"), in.Case)
	}
	if err != nil {
		return err
	}
	return web.Redirect(w, r, meetingPath(r.PathValue("id"))+"/theo-doi")
}

// screen is for the projector: no bar, big letters, no scores, nobody's name.
func (p pages) screen(w http.ResponseWriter, r *web.Request) error {
	l, err := p.theLive(r)
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	if r.Header.Get("HX-Request") != "" {
		return web.Fragment(w, r, screenContent(l))
	}
	return web.Fragment(w, r, screenPage(l))
}

//go:embed screen.css
var screenCSS []byte

func (p pages) screenStyle(w http.ResponseWriter, _ *web.Request) error {
	w.Header().Set("Content-Type", "text/css; charset=utf-8")
	w.Header().Set("Cache-Control", "public, max-age=300")
	_, err := w.Write(screenCSS)
	return err
}

// openPaper leads to the paper of the round that is open now.
func (p pages) openPaper(w http.ResponseWriter, r *web.Request) error {
	round, err := p.OpenRound(r.Context(), r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	return web.Redirect(w, r, roundPath(round.ID)+"/phieu")
}
