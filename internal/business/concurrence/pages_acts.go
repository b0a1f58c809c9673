package concurrence

import (
	"net/http"
	"slices"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// act is a page that names what will happen, with a sentence to write.
type act struct {
	ui.Confirmation
	Ask     ui.Field // without a name: nothing is asked
	ID      string
	Version int64
}

func (p pages) askWithdraw(w http.ResponseWriter, r *web.Request) error {
	return p.showWithdraw(w, r, EndInput{}, nil)
}

func (p pages) showWithdraw(w http.ResponseWriter, r *web.Request, in EndInput, failed error) error {
	ctx := r.Context()
	v, err := p.SeeRequest(ctx, r.Actor, r.PathValue("id"), r.PathValue("request"))
	if err != nil {
		return err
	}
	if !v.Writes {
		return fault.Forbidden
	}
	page := frame(r, i18n.T(ctx, "Rút yêu cầu hiệp y"), v.Decision, ui.Link{Text: v.Body, Href: requestPath(v.Request)})
	return web.ShowStaffStatus(w, r, status(r, &page, failed), page, actContent(act{
		Confirmation: ui.Confirmation{
			Title: i18n.T(ctx, "Rút yêu cầu gửi %s", v.Body), Text: i18n.T(ctx, "Yêu cầu vẫn được giữ trong hồ sơ và không còn chặn việc ký."),
			Action: r.URL.Path, Submit: i18n.T(ctx, "Rút yêu cầu"), CancelHref: requestPath(v.Request),
		},
		Ask: needed(field(ctx, failed, "why", i18n.T(ctx, "Vì sao rút lại"), "", in.Why)), Version: v.Version,
	}))
}

func (p pages) withdraw(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[EndInput](r)
	if err == nil {
		err = p.Withdraw(r.Context(), r.Actor, r.PathValue("id"), r.PathValue("request"), in)
	}
	if web.FormAgain(err) {
		return p.showWithdraw(w, r, in, err)
	}
	if err != nil {
		return err
	}
	return p.back(w, r, "Đã rút yêu cầu hiệp y.")
}

func (p pages) askSettle(w http.ResponseWriter, r *web.Request) error {
	return p.showSettle(w, r, SettleInput{ID: newID("")}, nil)
}

func (p pages) showSettle(w http.ResponseWriter, r *web.Request, in SettleInput, failed error) error {
	ctx := r.Context()
	v, err := p.SeeRequest(ctx, r.Actor, r.PathValue("id"), r.PathValue("request"))
	if err != nil {
		return err
	}
	n := slices.IndexFunc(v.Lines, func(a Asked) bool { return a.LineID == r.PathValue("line") })
	if n < 0 {
		return fault.NotFound
	}
	if !v.Settles {
		return fault.Forbidden
	}
	page := frame(r, i18n.T(ctx, "Xử lý ý kiến không đồng ý"), v.Decision, ui.Link{Text: v.Body, Href: requestPath(v.Request)})
	ask := long(needed(field(ctx, failed, "note", i18n.T(ctx, "Căn cứ để tiếp tục"), i18n.T(ctx, "Chỉ ghi căn cứ và số văn bản; không chép nội dung vụ việc."), in.Note)), 4, maxText)
	return web.ShowStaffStatus(w, r, status(r, &page, failed), page, actContent(act{
		Confirmation: ui.Confirmation{
			Title: v.Lines[n].Name, Text: i18n.T(ctx, "%s không đồng ý. Người ký ghi căn cứ và chịu trách nhiệm khi vẫn giữ dòng này; tên người ghi được lưu cùng hồ sơ.", v.Body),
			Action: r.URL.Path, Submit: i18n.T(ctx, "Ghi ý kiến xử lý"), CancelHref: requestPath(v.Request),
		},
		Ask: ask, ID: newID(in.ID), Version: v.Version,
	}))
}

func (p pages) settle(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[SettleInput](r)
	in.LineID = r.PathValue("line")
	if err == nil {
		err = p.Settle(r.Context(), r.Actor, r.PathValue("id"), r.PathValue("request"), in)
	}
	if web.FormAgain(err) {
		return p.showSettle(w, r, in, err)
	}
	if err != nil {
		return err
	}
	return p.back(w, r, "Đã ghi ý kiến xử lý.")
}
