package org

import (
	"net/http"

	"github.com/google/uuid"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
)

// mountUnitRecords adds what is written of a unit besides its events: posts,
// places in other trees, codes.
func (p pages) mountUnitRecords(m *web.Mux) {
	m.Staff("GET /quan-tri/don-vi/{id}/chuc-danh", p.newPost)
	m.Staff("POST /quan-tri/don-vi/{id}/chuc-danh", p.addPost)
	m.Staff("GET /quan-tri/don-vi/{id}/chuc-danh/{post}", p.editPost)
	m.Staff("POST /quan-tri/don-vi/{id}/chuc-danh/{post}", p.changePost)
	m.Staff("GET /quan-tri/don-vi/{id}/cay", p.newPlace)
	m.Staff("POST /quan-tri/don-vi/{id}/cay", p.addPlace)
	m.Staff("GET /quan-tri/don-vi/{id}/cay/sua", p.editPlace)
	m.Staff("POST /quan-tri/don-vi/{id}/cay/sua", p.endPlace)
	m.Staff("POST /quan-tri/don-vi/{id}/cay/go", p.removePlace)
	m.Staff("GET /quan-tri/don-vi/{id}/ma", p.newCode)
	m.Staff("POST /quan-tri/don-vi/{id}/ma", p.addCode)
	m.Staff("GET /quan-tri/don-vi/{id}/ma/go", p.askRemoveCode)
	m.Staff("POST /quan-tri/don-vi/{id}/ma/go", p.removeCode)
}

// postForm is a form for a post with what was typed.
type postForm struct {
	Action, Back string
	Fresh        bool
	In           PostInput
	From, To     string // days as they were typed
	Err          error
}

// formStatus is 200, or what a refusal means.
func formStatus(err error) int {
	if err == nil {
		return http.StatusOK
	}
	return web.Status(err)
}

func (f postForm) page(w http.ResponseWriter, r *web.Request, v UnitView) error {
	title := i18n.T(r.Context(), "Sửa chức danh")
	if f.Fresh {
		title = i18n.T(r.Context(), "Thêm chức danh")
	}
	f.Back = unitPath(v.Unit.ID)
	f.Action = f.Back + "/chuc-danh"
	if !f.Fresh {
		f.Action += "/" + f.In.ID
	}
	page := r.StaffPage(title, "")
	page.Crumbs = unitCrumbs(r.Context(), append(v.Above, v.Unit)...)
	return web.ShowStaffStatus(w, r, formStatus(f.Err), page, postFormContent(f))
}

func (p pages) newPost(w http.ResponseWriter, r *web.Request) error {
	v, err := p.view(r)
	if err != nil {
		return err
	}
	return postForm{Fresh: true, In: PostInput{ID: uuid.Must(uuid.NewV7()).String()}, From: clock.DayOf(r.Now()).ISO()}.page(w, r, v)
}

func (p pages) addPost(w http.ResponseWriter, r *web.Request) error {
	v, err := p.view(r)
	if err != nil {
		return err
	}
	in, err := web.Decode[PostInput](r)
	if err == nil {
		err = p.service.AddPost(r.Context(), r.Actor, v.Unit.ID, in)
	}
	if isInvalid(err) {
		return postForm{Fresh: true, In: in, From: r.FormValue("from"), To: r.FormValue("to"), Err: err}.page(w, r, v)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, unitPath(v.Unit.ID), "Đã thêm chức danh của %s.", in.Holder)
}

func (p pages) post(r *web.Request) (PostView, error) {
	id, err := pathID(r, "id")
	if err != nil {
		return PostView{}, err
	}
	post, err := pathID(r, "post")
	if err != nil {
		return PostView{}, err
	}
	return p.service.Post(r.Context(), r.Actor, id, post)
}

func (p pages) editPost(w http.ResponseWriter, r *web.Request) error {
	v, err := p.post(r)
	if err != nil {
		return err
	}
	in := PostInput{ID: v.Post.ID, Title: v.Post.Title, Holder: v.Post.Holder, Login: v.Login, Version: v.Post.Version}
	return postForm{In: in, From: v.Post.From.ISO(), To: v.Post.To.ISO()}.page(w, r, v.UnitView)
}

func (p pages) changePost(w http.ResponseWriter, r *web.Request) error {
	v, err := p.post(r)
	if err != nil {
		return err
	}
	in, err := web.Decode[PostInput](r)
	if err == nil {
		err = p.service.ChangePost(r.Context(), r.Actor, v.Unit.ID, v.Post.ID, in)
	}
	_, known := refusal(err)
	if isInvalid(err) || known {
		if known {
			in.Version = v.Post.Version
		}
		in.ID = v.Post.ID
		return postForm{In: in, From: r.FormValue("from"), To: r.FormValue("to"), Err: err}.page(w, r, v.UnitView)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, unitPath(v.Unit.ID), "Đã lưu chức danh của %s.", in.Holder)
}

// recordForm is a form for a place or a code with what was typed.
type recordForm struct {
	Unit   Unit
	Values map[string]string
	Err    error
}

func typedIn(r *web.Request, names ...string) map[string]string {
	values := map[string]string{}
	for _, name := range names {
		values[name] = r.FormValue(name)
	}
	return values
}
