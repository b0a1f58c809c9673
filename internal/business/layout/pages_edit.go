package layout

import (
	"errors"
	"net/http"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

func (p pages) copy(w http.ResponseWriter, r *web.Request) error {
	e, err := p.Copy(r.Context(), r.Actor, r.PathValue("id"), r.FormValue("id"))
	if err != nil {
		return err
	}
	return web.Done(w, r, pathOf(e.ID)+"/sua", "Đã sao thành bản soạn mới. Ghi tên, nguồn và ngày hiệu lực của nó.")
}

func (p pages) edit(w http.ResponseWriter, r *web.Request) error {
	v, err := p.See(r.Context(), r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	if !mayEdit(r.Actor) {
		return fault.Forbidden
	}
	if v.State != Draft {
		return fault.Refuse("Ấn bản này đã ban hành nên không sửa được. Sao thành ấn bản mới rồi sửa.")
	}
	return p.form(w, r, InputOf(v.Edition), nil)
}

func (p pages) change(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[Input](r)
	in.ID = r.PathValue("id")
	if err == nil {
		_, err = p.Change(r.Context(), r.Actor, in)
	}
	if web.FormAgain(err) {
		if errors.Is(err, fault.Conflict) { // saving once more takes the place of what is there
			if now, e := p.See(r.Context(), r.Actor, in.ID); e == nil {
				in.Version = now.Version
			}
		}
		return p.form(w, r, in, err)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, pathOf(in.ID), "Đã lưu bản soạn. Xem thử bản in trước khi ban hành.")
}

func (p pages) form(w http.ResponseWriter, r *web.Request, in Input, wrong error) error {
	ctx := r.Context()
	v, err := p.See(ctx, r.Actor, in.ID)
	if err != nil {
		return err
	}
	if !v.Edits {
		return fault.Forbidden
	}
	page := r.StaffPage(i18n.T(ctx, "Sửa bản soạn thể thức"), "")
	page.Crumbs = crumbs(ctx, ui.Link{Text: v.Name, Href: pathOf(v.ID)})
	page.Lead = i18n.T(ctx, v.OrgLine().Label())
	status := http.StatusOK
	if wrong != nil {
		status = web.Status(wrong)
		if errors.Is(wrong, fault.Conflict) {
			page.Flash = changedNotice(ctx)
		}
	}
	return web.ShowStaffStatus(w, r, status, page, formContent(formView{v, in, wrong}))
}

func (p pages) askPublish(w http.ResponseWriter, r *web.Request) error {
	return p.confirm(w, r, i18n.T(r.Context(), "Ban hành ấn bản"), nil, publishContent)
}

func (p pages) publish(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[versionInput](r)
	var e Edition
	if err == nil {
		e, err = p.Publish(r.Context(), r.Actor, r.PathValue("id"), in.Version)
	}
	if web.FormAgain(err) {
		return p.confirm(w, r, i18n.T(r.Context(), "Ban hành ấn bản"), err, publishContent)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, pathOf(e.ID), "Đã ban hành “%s”. Văn bản từ ngày %s in theo ấn bản này.", e.Name, e.From.String())
}

func (p pages) askDiscard(w http.ResponseWriter, r *web.Request) error {
	return p.confirm(w, r, i18n.T(r.Context(), "Bỏ bản soạn"), nil, discardContent)
}

func (p pages) discard(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[versionInput](r)
	if err == nil {
		err = p.Discard(r.Context(), r.Actor, r.PathValue("id"), in.Version)
	}
	if web.FormAgain(err) {
		return p.confirm(w, r, i18n.T(r.Context(), "Bỏ bản soạn"), err, discardContent)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, listPath, "Đã bỏ bản soạn.")
}

// versionInput is an act on a draft as it was shown.
type versionInput struct {
	Version int64 `form:"version"`
}
