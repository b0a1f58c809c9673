package concurrence

import (
	"net/http"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// commentForm is what the page of one comment shows.
type commentForm struct {
	CommentView
	In      AnswerInput
	Contact string // once, after it was opened
	Err     error
}

func (p pages) comment(w http.ResponseWriter, r *web.Request) error {
	return p.showComment(w, r, nil, "", nil)
}

func (p pages) showComment(w http.ResponseWriter, r *web.Request, typed *AnswerInput, contact string, failed error) error {
	ctx := r.Context()
	v, err := p.SeeComment(ctx, r.Actor, r.PathValue("id"), r.PathValue("notice"), r.PathValue("comment"))
	if err != nil {
		return err
	}
	f := commentForm{CommentView: v, In: AnswerInput{Answer: v.Answer}, Contact: contact, Err: failed}
	if typed != nil {
		f.In = *typed
	}
	f.In.Version = v.Version
	page := frame(r, i18n.T(ctx, "Góp ý ngày %s", i18n.Date(v.ReceivedAt)), v.Decision, ui.Link{Text: v.Notice.Title, Href: here(r)})
	w.Header().Set("Cache-Control", "no-store")
	return web.ShowStaffStatus(w, r, status(r, &page, failed), page, commentContent(f))
}

func (p pages) answer(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[AnswerInput](r)
	if err == nil {
		err = p.Answer(r.Context(), r.Actor, r.PathValue("id"), r.PathValue("notice"), r.PathValue("comment"), in)
	}
	if web.FormAgain(err) {
		return p.showComment(w, r, &in, "", err)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, here(r)+"#gop-y", "Đã ghi câu trả lời. Người góp ý đọc được bằng mã của mình.")
}

func (p pages) askHandOff(w http.ResponseWriter, r *web.Request) error {
	return p.showHandOff(w, r, AnswerInput{}, nil)
}

func (p pages) showHandOff(w http.ResponseWriter, r *web.Request, in AnswerInput, failed error) error {
	ctx := r.Context()
	v, err := p.SeeComment(ctx, r.Actor, r.PathValue("id"), r.PathValue("notice"), r.PathValue("comment"))
	if err != nil {
		return err
	}
	if !v.Writes {
		return fault.Forbidden
	}
	back := commentPath(v.Notice, v.ID)
	page := frame(r, i18n.T(ctx, "Chuyển cơ quan có thẩm quyền"), v.Decision, ui.Link{Text: v.Notice.Title, Href: here(r)})
	return web.ShowStaffStatus(w, r, status(r, &page, failed), page, actContent(act{
		Confirmation: ui.Confirmation{
			Title:  i18n.T(ctx, "Đây là đơn tố cáo hoặc khiếu nại"),
			Text:   i18n.T(ctx, "Chuyển nội dung cho cơ quan có thẩm quyền trước, rồi xác nhận ở đây. Nội dung và liên hệ sẽ bị xóa khỏi hệ thống, không lấy lại được. Không chuyển cho người hoặc đơn vị bị nói đến."),
			Action: r.URL.Path, Submit: i18n.T(ctx, "Đã chuyển, xóa nội dung"), CancelHref: back,
		},
		Ask: needed(field(ctx, failed, "handed_to", i18n.T(ctx, "Cơ quan đã nhận"), i18n.T(ctx, "Ví dụ: Ủy ban Kiểm tra, Thanh tra."), in.HandedTo)), Version: v.Version,
	}))
}

func (p pages) handOff(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[AnswerInput](r)
	if err == nil {
		err = p.HandOff(r.Context(), r.Actor, r.PathValue("id"), r.PathValue("notice"), r.PathValue("comment"), in)
	}
	if web.FormAgain(err) {
		return p.showHandOff(w, r, in, err)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, here(r)+"#gop-y", "Đã ghi việc chuyển. Nội dung và liên hệ đã được xóa.")
}

func (p pages) openContact(w http.ResponseWriter, r *web.Request) error {
	contact, err := p.OpenContact(r.Context(), r.Actor, r.PathValue("id"), r.PathValue("notice"), r.PathValue("comment"))
	if err != nil {
		return err
	}
	return p.showComment(w, r, nil, contact, nil)
}
