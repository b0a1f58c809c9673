package recognition

import (
	"errors"
	"net/http"
	"path"
	"strings"

	"github.com/google/uuid"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/auth"
	"kheo/internal/service/web"
)

// beginForm is what the form of a new decision shows.
type beginForm struct {
	Form
	In  Input
	Err error
}

func (p pages) begin(w http.ResponseWriter, r *web.Request) error {
	if !r.Actor.Has(auth.Appraiser, auth.Publisher) {
		return fault.Forbidden
	}
	in := Input{ID: uuid.Must(uuid.NewV7()).String(), Season: r.URL.Query().Get("mua"), Kind: Kind(r.URL.Query().Get("loai"))}
	return p.showBegin(w, r, http.StatusOK, beginForm{In: in})
}

func (p pages) showBegin(w http.ResponseWriter, r *web.Request, status int, f beginForm) (err error) {
	ctx := r.Context()
	if f.Form, err = p.Form(ctx, r.Actor, Decision{}); err != nil {
		return err
	}
	if len(f.Bodies) == 1 && f.In.UnitID == "" {
		f.In.UnitID = f.Bodies[0].ID
	}
	page := staff(r, i18n.T(ctx, "Soạn quyết định mới"))
	page.Lead = i18n.T(ctx, "Công nhận mô hình và khen thưởng là hai quyết định riêng.")
	return web.ShowStaffStatus(w, r, status, page, beginContent(f))
}

func (p pages) draft(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	in, err := web.Decode[Input](r)
	var d Decision
	if err == nil {
		if in, err = p.like(ctx, in); err == nil {
			d, err = p.Draft(ctx, r.Actor, in)
		}
	}
	if web.FormAgain(err) {
		return p.showBegin(w, r, http.StatusUnprocessableEntity, beginForm{In: in, Err: err})
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, staffPath(d), "Đã lập dự thảo. Tiếp theo: điền các mục và thêm danh sách.")
}

// editor is what the page of a draft shows.
type editor struct {
	View
	Form
	In    Input
	Err   error
	Actor auth.Actor
}

func (p pages) show(w http.ResponseWriter, r *web.Request) error {
	id := r.PathValue("id")
	if ext := path.Ext(id); ext != "" {
		v, err := p.View(r.Context(), r.Actor, strings.TrimSuffix(id, ext))
		if err != nil {
			return err
		}
		return p.file(w, r, v, ext)
	}
	return p.showDecision(w, r, http.StatusOK, nil, nil)
}

// showDecision shows the editor of a draft to who writes it, with what was typed
// when that was refused, and the paper to everybody else.
func (p pages) showDecision(w http.ResponseWriter, r *web.Request, status int, in *Input, failed error) error {
	ctx := r.Context()
	v, err := p.View(ctx, r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	page := staff(r, v.title(ctx))
	page.Lead = v.lead(ctx)
	warn(r, &page, failed)
	if !mayEdit(r.Actor, v.Decision) {
		return web.ShowStaffStatus(w, r, status, page, showContent(v, r.Actor))
	}
	e := editor{View: v, In: v.input(v.Season.Code), Err: failed, Actor: r.Actor}
	if in != nil {
		e.In = *in
		if errors.Is(failed, fault.Conflict) {
			e.In.Version = v.Version // whoever saves again has been told
		}
	}
	if e.Form, err = p.Form(ctx, r.Actor, v.Decision); err != nil {
		return err
	}
	return web.ShowStaffStatus(w, r, status, page, editorContent(e))
}

func (p pages) save(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[Input](r)
	in.ID = r.PathValue("id")
	if err == nil {
		_, err = p.Save(r.Context(), r.Actor, in)
	}
	if web.FormAgain(err) {
		return p.showDecision(w, r, web.Status(err), &in, err)
	}
	if err != nil {
		return err
	}
	return back(w, r, "", "Đã lưu dự thảo.")
}
