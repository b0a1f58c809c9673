package certificate

import (
	"mime/multipart"
	"net/http"
	"slices"

	"kheo/internal/business/recognition"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/files"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// photoView is what the page of a photograph shows.
type photoView struct {
	Line
	Decision recognition.Decision
	Writes   bool
	Field    ui.Field
	Query    string // keeps the design that the desk shows
}

func (v photoView) path() string { return deskPath(v.Decision.ID) + "/" + v.Code + "/anh" }

func (p pages) photo(w http.ResponseWriter, r *web.Request) error { return p.photoForm(w, r, nil) }

func (p pages) photoForm(w http.ResponseWriter, r *web.Request, wrong error) error {
	ctx := r.Context()
	d, l, writes, err := p.LineFor(ctx, r.Actor, r.PathValue("id"), r.PathValue("code"))
	if err != nil {
		return err
	}
	query := designQuery(r.URL.Query().Get("mau"))
	v := photoView{Line: l, Decision: d, Writes: writes, Query: query, Field: ui.Field{
		Name: files.Field, Label: i18n.T(ctx, "Ảnh 3 × 4 cm"), Accept: pictures.Accept(), Error: ui.FieldError(ctx, wrong, files.Field), Required: true,
		Hint: i18n.T(ctx, "JPEG hoặc PNG, chụp thẳng. Nơi chụp, máy chụp và ngày giờ được xóa khỏi ảnh khi nhận."),
	}}
	page := r.StaffPage(i18n.T(ctx, "Ảnh trên giấy: %s", l.Record.Name), ui.SectionDecisions)
	page.Crumbs = []ui.Link{{Text: i18n.T(ctx, "Quyết định"), Href: "/viec/quyet-dinh"}, {Text: d.Number, Href: "/viec/quyet-dinh/" + d.ID}, {Text: i18n.T(ctx, "In giấy"), Href: deskPath(d.ID) + query}}
	return web.ShowStaffStatus(w, r, status(ctx, &page, wrong), page, photoContent(v))
}

func (p pages) setPhoto(w http.ResponseWriter, r *web.Request) error {
	id, code := r.PathValue("id"), r.PathValue("code")
	_, _, writes, err := p.LineFor(r.Context(), r.Actor, id, code) // before bytes are taken in
	if err != nil {
		return err
	}
	if !writes {
		return fault.Forbidden
	}
	received, err := p.receive(r)
	if err == nil {
		err = p.SetPhoto(r.Context(), r.Actor, id, code, received)
	}
	if web.FormAgain(err) {
		return p.photoForm(w, r, err)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, deskPath(id)+"/"+code+"/anh"+designQuery(r.URL.Query().Get("mau")), "Đã lưu ảnh. Nơi chụp và máy chụp đã được xóa khỏi ảnh.")
}

// receive takes in the one picture that was sent.
func (p pages) receive(r *web.Request) (files.Received, error) {
	if _, err := web.Decode[struct{}](r); err != nil {
		return files.Received{}, err
	}
	var sent []*multipart.FileHeader
	if r.MultipartForm != nil {
		defer func() { _ = r.MultipartForm.RemoveAll() }()
		sent = slices.DeleteFunc(r.MultipartForm.File[files.Field], func(h *multipart.FileHeader) bool { return h.Filename == "" })
	}
	if len(sent) != 1 {
		return files.Received{}, fault.Invalid{files.Field: fault.Say("Chọn một ảnh.")}
	}
	f, err := sent[0].Open()
	if err != nil {
		return files.Received{}, err
	}
	defer func() { _ = f.Close() }()
	return p.files.Receive(r.Context(), sent[0].Filename, r.Actor.AccountID, f, pictures)
}

func (p pages) showPhoto(w http.ResponseWriter, r *web.Request) error {
	f, err := p.PhotoFile(r.Context(), r.Actor, r.PathValue("id"), r.PathValue("code"))
	if err != nil {
		return err
	}
	return p.files.ServePreview(w, r.Request, f)
}

func (p pages) removePhoto(w http.ResponseWriter, r *web.Request) error {
	id, code := r.PathValue("id"), r.PathValue("code")
	if err := p.RemovePhoto(r.Context(), r.Actor, id, code); err != nil {
		return err
	}
	return web.Done(w, r, deskPath(id)+"/"+code+"/anh"+designQuery(r.URL.Query().Get("mau")), "Đã bỏ ảnh.")
}
