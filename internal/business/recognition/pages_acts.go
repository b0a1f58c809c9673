package recognition

import (
	"context"
	"errors"
	"net/http"

	"github.com/google/uuid"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/auth"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// confirm shows what an act will do before it is done.
func (p pages) confirm(w http.ResponseWriter, r *web.Request, may func(auth.Actor, Decision) bool, said func(context.Context, View) ui.Confirmation) error {
	ctx := r.Context()
	v, err := p.View(ctx, r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	if !may(r.Actor, v.Decision) {
		if err := v.errFixed(); err != nil && v.State == Issued {
			return err
		}
		return fault.Forbidden
	}
	c := said(ctx, v)
	c.Action, c.CancelHref = r.URL.Path, staffPath(v.Decision)
	page := staff(r, c.Submit, ui.Link{Text: v.title(ctx), Href: staffPath(v.Decision)})
	return web.ShowStaff(w, r, page, confirmContent(c, v))
}

func (p pages) confirmCheck(w http.ResponseWriter, r *web.Request) error {
	if v, err := p.View(r.Context(), r.Actor, r.PathValue("id")); err == nil && checks(r.Actor, v.Decision) && v.State == Draft && !mayCheck(r.Actor, v.Decision) {
		return p.showDecision(w, r, http.StatusConflict, nil, v.Decision.check(person(r.Actor), v.ChangedAt))
	}
	return p.confirm(w, r, mayCheck, func(ctx context.Context, v View) ui.Confirmation {
		return ui.Confirmation{
			Title: i18n.T(ctx, "Đã kiểm tra dự thảo, %d dòng", len(v.Lines)),
			Text: i18n.T(ctx, "Xác nhận bạn đã đối chiếu tên, đơn vị, căn cứ và danh sách với hồ sơ. %s soạn dự thảo này; bạn là người thứ hai xem lại. Sau đó dự thảo chờ ký và không sửa được, trừ khi trả lại.",
				orWord(v.Drafted.Name, i18n.T(ctx, "Người khác"))),
			Submit: i18n.T(ctx, "Đã kiểm tra, trình ký"),
		}
	})
}

func (p pages) check(w http.ResponseWriter, r *web.Request) error {
	return p.step(w, r, p.Check(r.Context(), r.Actor, r.PathValue("id"), version(r)), "Đã ghi nhận kiểm tra. Tiếp theo: người có thẩm quyền ký.")
}

// step shows what came of a step of signing: the decision again, with what is missing or
// why it was refused.
func (p pages) step(w http.ResponseWriter, r *web.Request, err error, done string) error {
	var invalid fault.Invalid
	var refused fault.Refused
	if errors.As(err, &invalid) || errors.As(err, &refused) || errors.Is(err, fault.Conflict) {
		return p.showDecision(w, r, web.Status(err), nil, err)
	}
	if err != nil {
		return err
	}
	return back(w, r, "", done)
}

// backPage is the form with which a checked draft is sent back.
type backPage struct {
	Decision
	In  BackInput
	Err error
}

func (p pages) backForm(w http.ResponseWriter, r *web.Request) error {
	return p.showBack(w, r, http.StatusOK, BackInput{}, nil)
}

func (p pages) showBack(w http.ResponseWriter, r *web.Request, status int, in BackInput, failed error) error {
	ctx := r.Context()
	v, err := p.View(ctx, r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	if !maySendBack(r.Actor, v.Decision) {
		return fault.Forbidden
	}
	in.Version = v.Version
	page := staff(r, i18n.T(ctx, "Trả lại để soạn"), ui.Link{Text: v.title(ctx), Href: staffPath(v.Decision)})
	return web.ShowStaffStatus(w, r, status, page, backContent(backPage{v.Decision, in, failed}))
}

func (p pages) sendBack(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[BackInput](r)
	if err == nil {
		err = p.SendBack(r.Context(), r.Actor, r.PathValue("id"), in)
	}
	if web.FormAgain(err) {
		return p.showBack(w, r, web.Status(err), in, err)
	}
	return p.step(w, r, err, "Đã trả lại để soạn.")
}

func (p pages) confirmSign(w http.ResponseWriter, r *web.Request) error {
	return p.confirm(w, r, maySign, func(ctx context.Context, v View) ui.Confirmation {
		return ui.Confirmation{
			Title: i18n.T(ctx, "Ký quyết định số %s ngày %s, %d dòng", orWord(v.Number, orWord(v.NextNumber, "…")), orWord(v.DecidedOn.String(), "…"), len(v.Lines)),
			Text: i18n.T(ctx, "Xác nhận %s đã ký bản giấy có đúng số, ngày và danh sách này. Sau khi ký, nội dung không sửa được nữa; muốn thay đổi phải có quyết định đính chính hoặc thu hồi.",
				orWord(v.Signer, i18n.T(ctx, "người ký"))),
			Submit: i18n.T(ctx, "Ký quyết định"),
		}
	})
}

func (p pages) sign(w http.ResponseWriter, r *web.Request) error {
	return p.step(w, r, p.Sign(r.Context(), r.Actor, r.PathValue("id"), version(r)), "Đã ghi nhận quyết định được ký. Tiếp theo: ban hành.")
}

func (p pages) confirmIssue(w http.ResponseWriter, r *web.Request) error {
	return p.confirm(w, r, mayIssue, func(ctx context.Context, v View) ui.Confirmation {
		c := ui.Confirmation{
			Title:  i18n.T(ctx, "Ban hành quyết định số %s ngày %s, %d dòng", v.Number, v.DecidedOn.String(), len(v.Lines)),
			Text:   i18n.T(ctx, "Quyết định và danh sách được công khai ngay. Mỗi dòng vào sổ công nhận và có mã để kiểm tra."),
			Submit: i18n.T(ctx, "Ban hành"),
		}
		if v.Kind == Recognition {
			c.Text = i18n.T(ctx, "Quyết định và danh sách được công khai ngay. Mỗi dòng vào sổ công nhận và có mã để kiểm tra. Các mô hình trong danh sách chuyển sang “Được công nhận”.")
		}
		return c
	})
}

func (p pages) issue(w http.ResponseWriter, r *web.Request) error {
	return p.step(w, r, p.Issue(r.Context(), r.Actor, r.PathValue("id")), "Đã ban hành quyết định.")
}

func (p pages) confirmDiscard(w http.ResponseWriter, r *web.Request) error {
	return p.confirm(w, r, mayEdit, func(ctx context.Context, v View) ui.Confirmation {
		return ui.Confirmation{
			Title:  i18n.T(ctx, "Bỏ bản dự thảo này"),
			Text:   i18n.T(ctx, "Dự thảo “%s” và danh sách %d dòng sẽ mất hẳn.", v.Subject, len(v.Lines)),
			Submit: i18n.T(ctx, "Bỏ bản nháp"),
		}
	})
}

func (p pages) discard(w http.ResponseWriter, r *web.Request) error {
	if err := p.Discard(r.Context(), r.Actor, r.PathValue("id"), version(r)); err != nil {
		return err
	}
	return web.Done(w, r, "/viec/quyet-dinh", "Đã bỏ bản dự thảo.")
}

// amendPage is what the form of a correction or revocation shows.
type amendPage struct {
	Decision
	Lines []Line // in force
	In    AmendInput
	Err   error
}

func (p pages) amendForm(w http.ResponseWriter, r *web.Request) error {
	return p.showAmend(w, r, http.StatusOK, AmendInput{ID: uuid.Must(uuid.NewV7()).String()}, nil)
}

func (p pages) showAmend(w http.ResponseWriter, r *web.Request, status int, in AmendInput, failed error) error {
	ctx := r.Context()
	a := amendPage{In: in, Err: failed}
	var err error
	if a.Decision, a.Lines, err = p.Amendable(ctx, r.Actor, r.PathValue("id")); err != nil {
		return err
	}
	page := staff(r, i18n.T(ctx, "Đính chính, thay thế hoặc thu hồi"), ui.Link{Text: a.title(ctx), Href: staffPath(a.Decision)})
	page.Lead = i18n.T(ctx, "Quyết định đã ban hành không sửa được. Một quyết định mới nêu rõ dòng nào thay đổi và vì sao.")
	warn(r, &page, failed)
	return web.ShowStaffStatus(w, r, status, page, amendContent(a))
}

func (p pages) amend(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[AmendInput](r)
	var d Decision
	if err == nil {
		d, err = p.Amend(r.Context(), r.Actor, r.PathValue("id"), in)
	}
	var refused fault.Refused
	if web.FormAgain(err) || errors.As(err, &refused) {
		return p.showAmend(w, r, web.Status(err), in, err)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, staffPath(d), "Đã lập dự thảo. Tiếp theo: ghi số, ngày và sửa lời của từng dòng nếu là đính chính hoặc thay thế.")
}
