package initiative

import (
	"context"
	"errors"
	"mime/multipart"
	"net/http"

	"github.com/google/uuid"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/auth"
	"kheo/internal/service/files"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// maxFiles bounds how many files one sending carries.
const maxFiles = 10

func (p pages) askEvidence(w http.ResponseWriter, r *web.Request) error {
	i, err := p.reporting(r)
	if err != nil {
		return err
	}
	return p.showEvidence(w, r, http.StatusOK, i, EvidenceInput{ID: uuid.Must(uuid.NewV7()).String()}, nil)
}

func (p pages) addEvidence(w http.ResponseWriter, r *web.Request) error {
	i, err := p.reporting(r)
	if err != nil {
		return err
	}
	in, err := web.Decode[EvidenceInput](r)
	if r.MultipartForm != nil {
		defer func() { _ = r.MultipartForm.RemoveAll() }()
	}
	var received []files.Received
	if err == nil {
		received, err = p.receive(r, in)
	}
	if err == nil {
		_, err = p.AddEvidences(r.Context(), r.Actor, i.ID, in, received...)
	}
	if status := again(err); status != 0 {
		return p.showEvidence(w, r, status, i, in, err)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, "/viec/mo-hinh/"+i.ID, "Đã lưu %d tệp bằng chứng. Nơi chụp và máy chụp đã được xóa khỏi ảnh.", len(received))
}

// receive stores the bytes of every file before anything is written of them.
func (p pages) receive(r *web.Request, in EvidenceInput) ([]files.Received, error) {
	if err := in.Check(); err != nil {
		return nil, err
	}
	var sent []*multipart.FileHeader
	if r.MultipartForm != nil {
		sent = r.MultipartForm.File[files.Field]
	}
	v := fault.Invalid{}
	v.Check(len(sent) > 0, files.Field, "Chọn ít nhất một tệp: ảnh, PDF, Word hoặc Excel.")
	v.Check(len(sent) <= maxFiles, files.Field, "Mỗi lần gửi tối đa %d tệp.", maxFiles)
	if err := v.Err(); err != nil {
		return nil, err
	}
	all := make([]files.Received, 0, len(sent))
	for _, header := range sent {
		one, err := p.receiveOne(r.Context(), r.Actor, header)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, nil
}

func (p pages) receiveOne(ctx context.Context, a auth.Actor, header *multipart.FileHeader) (in files.Received, err error) {
	f, err := header.Open()
	if err != nil {
		return in, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return p.files.Receive(ctx, header.Filename, a.AccountID, f, files.Limits{})
}

func (p pages) showEvidence(w http.ResponseWriter, r *web.Request, status int, i Initiative, in EvidenceInput, err error) error {
	ctx := r.Context()
	f := newWorkForm(r, i, err)
	public := ""
	if in.Public {
		public = "1"
	}
	f.Fields = []ui.Field{
		{
			Name: files.Field, Label: i18n.T(ctx, "Tệp"), Multiple: true, Accept: files.Limits{}.Accept(), Required: true,
			Hint: i18n.T(ctx, "%s; mỗi tệp không quá 25 MB. Không chụp rõ mặt người nhận hỗ trợ. Nơi chụp và máy chụp được xóa khỏi ảnh.", files.Limits{}.Titles()),
		},
		{Name: "caption", Label: i18n.T(ctx, "Tệp này chứng minh điều gì"), Value: in.Caption, Required: true, Hint: i18n.T(ctx, "Một câu, ví dụ “Bảng thu chi niêm yết ở nhà văn hóa, tháng 9”.")},
		{Name: "step", Label: i18n.T(ctx, "Thuộc bước nào"), Value: string(in.Step), Width: ui.Mid},
		{Name: "public", Label: i18n.T(ctx, "Cho mọi người xem trên trang công khai"), Value: public},
	}
	f.explain(ctx)
	page := below(r, i18n.T(ctx, "Thêm bằng chứng"), i)
	return web.ShowStaffStatus(w, r, status, page, evidenceForm(f, in))
}

func (p pages) publishEvidence(w http.ResponseWriter, r *web.Request) error {
	public := r.FormValue("public") == "1"
	err := p.PublishEvidence(r.Context(), r.Actor, r.PathValue("id"), r.PathValue("evidence"), public)
	if err != nil {
		return err
	}
	to := "/viec/mo-hinh/" + r.PathValue("id")
	if public {
		return web.Done(w, r, to, "Mọi người đã xem được tệp này khi mô hình lên trang công khai.")
	}
	return web.Done(w, r, to, "Tệp này không còn công khai.")
}

func (p pages) file(w http.ResponseWriter, r *web.Request) error {
	f, err := p.EvidenceFile(r.Context(), r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	return p.files.Serve(w, r.Request, f, true)
}

func (p pages) preview(w http.ResponseWriter, r *web.Request) error {
	f, err := p.EvidenceFile(r.Context(), r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	return p.files.ServePreview(w, r.Request, f)
}

func publicWord(ctx context.Context, public bool) string {
	if public {
		return i18n.T(ctx, "công khai")
	}
	return i18n.T(ctx, "nội bộ")
}
