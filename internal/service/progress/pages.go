// Package progress shows people how far their long work has come and hands out
// the files that it made.
package progress

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"time"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/platform/jobs"
	"kheo/internal/service/files"
	"kheo/internal/service/web"
)

// Pages shows jobs of d and files of store.
type Pages struct {
	db    *db.DB
	files *files.Store
}

// New makes the pages.
func New(d *db.DB, store *files.Store) *Pages { return &Pages{d, store} }

const runsPath = "/viec/cong-viec/"

// Path is where the work with this id is followed; from there, back leads to the
// page that asked for it.
func Path(id, back string) string {
	return runsPath + id + "?" + url.Values{backName: {back}}.Encode()
}

const backName = "ve"

// backOf is the page that asked for the work; empty when it is not known.
func backOf(r *web.Request) string {
	if back := r.URL.Query().Get(backName); strings.HasPrefix(back, "/viec/") {
		return back
	}
	return ""
}

// Mount adds the routes.
func (p *Pages) Mount(m *web.Mux) {
	m.Staff("GET "+runsPath+"{id}", p.show)
	m.Staff("GET /viec/tep/{id}", p.file)
}

// show follows one job of the person who asked for it; once it is done, it leads
// to the result.
func (p *Pages) show(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	var run jobs.Run
	err := p.db.View(ctx, func(tx *db.Tx) (err error) {
		if run, err = jobs.Find(ctx, tx, r.PathValue("id")); err == nil && run.AccountID != r.Actor.AccountID {
			err = fault.NotFound
		}
		return err
	})
	if err != nil {
		return err
	}
	page := r.StaffPage(run.Title, "")
	page.Lead = i18n.T(ctx, "Bắt đầu lúc %s", i18n.Moment(run.CreatedAt))
	return web.ShowStaff(w, r, page, runContent(run, left(r, run), r.URL.RequestURI(), backOf(r)))
}

func left(r *web.Request, run jobs.Run) string {
	d := run.Left(r.Now())
	switch {
	case d == 0:
		return ""
	case d < time.Minute:
		return i18n.T(r.Context(), "còn chưa đầy một phút")
	}
	return i18n.T(r.Context(), "còn khoảng %d phút", int(d.Minutes()+1))
}

// file hands a file to the person for whom it was made.
func (p *Pages) file(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	var f files.File
	err := p.db.View(ctx, func(tx *db.Tx) (err error) {
		if f, err = p.files.Find(ctx, tx, r.PathValue("id")); err == nil && f.AccountID != r.Actor.AccountID {
			err = fault.NotFound
		}
		return err
	})
	if err != nil {
		return err
	}
	return p.files.Serve(w, r.Request, f, false)
}

func prefixed(left string) string {
	if left == "" {
		return ""
	}
	return ", " + left
}

func reason(ctx context.Context, run jobs.Run) string {
	if run.Message != "" {
		return run.Message
	}
	return i18n.T(ctx, "Máy chủ gặp trục trặc nên việc này dừng lại, chưa có gì thay đổi. Xin làm lại, hoặc báo quản trị viên.")
}
