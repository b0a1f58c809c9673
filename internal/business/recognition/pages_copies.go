package recognition

import (
	"io"
	"net/http"

	"github.com/google/uuid"

	"kheo/internal/business/signing"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/files"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// copyForm is what the page of the signed copies shows.
type copyForm struct {
	Copies
	In  copyInput
	Err error
}

// copyInput is the form that brings a signed copy.
type copyInput struct {
	ID   string       `form:"id"` // so that sending twice keeps one
	Kind signing.Kind `form:"kind"`
}

func (p pages) copies(w http.ResponseWriter, r *web.Request) error {
	return p.showCopies(w, r, copyInput{ID: uuid.Must(uuid.NewV7()).String(), Kind: signing.PAdES}, nil)
}

func (p pages) showCopies(w http.ResponseWriter, r *web.Request, in copyInput, failed error) error {
	ctx := r.Context()
	c, err := p.Service.Copies(ctx, r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	page := staff(r, i18n.T(ctx, "Bản đã ký"), ui.Link{Text: c.title(ctx), Href: staffPath(c.Decision)})
	page.Lead = i18n.T(ctx, "Bản chụp có chữ ký và dấu, hoặc tệp PDF đã ký số. Tệp ký số được đối chiếu với văn bản trước khi nhận.")
	status := http.StatusOK
	if failed != nil {
		status = web.Status(failed)
	}
	return web.ShowStaffStatus(w, r, status, page, copiesContent(copyForm{c, in, failed}))
}

func (p pages) offer(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[copyInput](r)
	if r.MultipartForm != nil {
		defer func() { _ = r.MultipartForm.RemoveAll() }()
	}
	var up signing.Upload
	if err == nil {
		up, err = received(r, in)
	}
	if err == nil {
		err = p.Offer(r.Context(), r.Actor, r.PathValue("id"), up)
	}
	if web.FormAgain(err) {
		return p.showCopies(w, r, in, err)
	}
	if err != nil {
		return err
	}
	return back(w, r, "/ban-ky", "Đã nhận bản đã ký.")
}

// received reads the one file of the form, at most signing.MaxBytes of it.
func received(r *web.Request, in copyInput) (up signing.Upload, err error) {
	missing := fault.Invalid{files.Field: fault.Say("Chọn tệp đã ký.")}
	if r.MultipartForm == nil || len(r.MultipartForm.File[files.Field]) == 0 {
		return up, missing
	}
	header := r.MultipartForm.File[files.Field][0]
	f, err := header.Open()
	if err != nil {
		return up, missing
	}
	defer func() { _ = f.Close() }()
	content, err := io.ReadAll(io.LimitReader(f, signing.MaxBytes+1))
	return signing.Upload{ID: in.ID, Kind: in.Kind, Name: header.Filename, Content: content}, err
}

func (p pages) signHere(w http.ResponseWriter, r *web.Request) error {
	if err := p.SignHere(r.Context(), r.Actor, r.PathValue("id"), r.FormValue("id")); err != nil {
		return err
	}
	return back(w, r, "/ban-ky", "Đã ký số văn bản.")
}

func (p pages) signedCopy(w http.ResponseWriter, r *web.Request) error {
	f, err := p.Copy(r.Context(), r.Actor, r.PathValue("id"), r.PathValue("copy"))
	if err != nil {
		return err
	}
	return p.Files.Serve(w, r.Request, f, false)
}
