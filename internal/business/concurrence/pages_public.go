package concurrence

import (
	"errors"
	"net"
	"net/http"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
)

func (p pages) publicList(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	all, err := p.OpenNotices(ctx)
	if err != nil {
		return err
	}
	page := r.Page(i18n.T(ctx, "Công khai lấy ý kiến"), i18n.T(ctx, "Các danh sách đề nghị đang công khai để mọi người góp ý."))
	return web.Show(w, r, page, publicListContent(all))
}

// publicView is what the public page of a notice shows.
type publicView struct {
	Notice
	Takes bool
	In    CommentInput
	Err   error
}

func (p pages) publicNotice(w http.ResponseWriter, r *web.Request) error {
	return p.showPublic(w, r, NewComment(), nil)
}

func (p pages) showPublic(w http.ResponseWriter, r *web.Request, in CommentInput, failed error) error {
	n, takes, err := p.PublicNotice(r.Context(), r.PathValue("code"))
	if err != nil {
		return err
	}
	if _, ok := parseReceipt(in.Receipt); !ok || in.ID == "" {
		fresh := NewComment()
		in.ID, in.Receipt = fresh.ID, fresh.Receipt
	}
	code := http.StatusOK
	if failed != nil {
		code = web.Status(failed)
	}
	w.Header().Set("Cache-Control", "no-store") // the form holds a receipt of its own
	return web.ShowStatus(w, r, code, r.Page(n.Title, ""), publicContent(publicView{n, takes, in, failed}))
}

// send takes a comment and shows its receipt once.
func (p pages) send(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	in, err := web.Decode[CommentInput](r)
	if err == nil && !p.pace.allow(r.Now(), address(r)) {
		err = fault.Invalid{"text": fault.Say("Gửi quá nhanh. Xin chờ một phút rồi gửi lại; phần bạn viết vẫn ở đây.")}
	}
	var receipt string
	if err == nil {
		receipt, err = p.Comment(ctx, r.PathValue("code"), in)
	}
	if web.FormAgain(err) {
		return p.showPublic(w, r, in, err)
	}
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	return web.Show(w, r, r.Page(i18n.T(ctx, "Đã nhận góp ý"), ""), receiptContent(receipt))
}

// address is where the request came from, for counting tries in memory only.
func address(r *web.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

// lookUpView is what the page of a receipt shows.
type lookUpView struct {
	Code    string
	Found   bool
	Comment Comment
	Notice  Notice
	Err     error
}

func (p pages) lookUpForm(w http.ResponseWriter, r *web.Request) error {
	return p.showLookUp(w, r, lookUpView{})
}

func (p pages) showLookUp(w http.ResponseWriter, r *web.Request, v lookUpView) error {
	code := http.StatusOK
	if v.Err != nil {
		code = web.Status(v.Err)
	}
	w.Header().Set("Cache-Control", "no-store")
	return web.ShowStatus(w, r, code, r.Page(i18n.T(r.Context(), "Xem trả lời góp ý"), ""), lookUpContent(v))
}

// lookUp answers by POST, so that the code stays out of addresses and logs. What is
// no code is told the same as a wrong one.
func (p pages) lookUp(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[struct {
		Receipt string `form:"receipt"`
	}](r)
	v := lookUpView{}
	if err == nil && !p.pace.allow(r.Now(), address(r)) {
		err = fault.Invalid{"receipt": fault.Say("Xem quá nhiều mã trong một phút. Xin chờ một phút rồi thử lại.")}
	}
	if err == nil {
		v.Comment, v.Notice, err = p.ByReceipt(r.Context(), in.Receipt)
	}
	var invalid fault.Invalid
	if err != nil && !errors.As(err, &invalid) {
		return err
	}
	v.Code, v.Found, v.Err = in.Receipt, err == nil, err
	return p.showLookUp(w, r, v)
}
