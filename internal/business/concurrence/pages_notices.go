package concurrence

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

func (p pages) notices(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	v, err := p.Overview(ctx, r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	page := frame(r, i18n.T(ctx, "Công khai lấy ý kiến"), v.Decision)
	page.Lead = sentence(v.Decision.Subject)
	if v.Writes {
		page.Action = ui.ButtonLink(i18n.T(ctx, "Soạn đợt công khai"), r.URL.Path+"/moi", ui.Go)
	}
	return web.ShowStaff(w, r, page, noticesContent(v))
}

// noticeForm is what the form of a notice shows.
type noticeForm struct {
	In     NoticeInput
	Action string
	Back   string
	Days   Setting
	Err    error
}

func (p pages) noticeForm(w http.ResponseWriter, r *web.Request) error {
	return p.showNoticeForm(w, r, nil, nil)
}

func (p pages) showNoticeForm(w http.ResponseWriter, r *web.Request, typed *NoticeInput, failed error) error {
	ctx, id := r.Context(), r.PathValue("id")
	v, err := p.Overview(ctx, r.Actor, id)
	if err != nil {
		return err
	}
	if !v.Writes {
		return fault.Forbidden
	}
	f := noticeForm{Action: r.URL.Path, Back: decisionPath(id) + "/cong-khai", Err: failed}
	if f.Days, err = p.usual(ctx, NoticeDays); err != nil {
		return err
	}
	f.In = NoticeInput{ID: newID(""), Title: sentence(v.Decision.Subject), From: v.Today, To: v.Today.AddDays(int(f.Days.Amount) - 1)}
	if notice := r.PathValue("notice"); notice != "" {
		n, err := p.SeeNotice(ctx, r.Actor, id, notice, "")
		if err != nil {
			return err
		}
		f.In = NoticeInput{ID: n.ID, Title: n.Title, From: n.From, To: n.To, Place: n.Place, Version: n.Version}
		f.Back = noticePath(n.Notice)
	}
	if typed != nil {
		version := f.In.Version
		f.In = *typed
		f.In.Version = version // saving once more takes the place of what is there
	}
	page := frame(r, i18n.T(ctx, "Đợt công khai"), v.Decision, ui.Link{Text: i18n.T(ctx, "Công khai lấy ý kiến"), Href: decisionPath(id) + "/cong-khai"})
	page.Lead = i18n.T(ctx, "Danh sách của dự thảo được chép lại vào lúc công khai.")
	return web.ShowStaffStatus(w, r, status(r, &page, failed), page, noticeFormContent(f))
}

func (p pages) prepare(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[NoticeInput](r)
	if notice := r.PathValue("notice"); notice != "" {
		in.ID, in.Version = notice, max(in.Version, 1)
	} else {
		in.Version = 0
	}
	var n Notice
	if err == nil {
		n, err = p.Prepare(r.Context(), r.Actor, r.PathValue("id"), in)
	}
	if web.FormAgain(err) {
		return p.showNoticeForm(w, r, &in, err)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, noticePath(n), "Đã lưu. Xem lại danh sách rồi bấm công khai.")
}

func (p pages) notice(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	v, err := p.SeeNotice(ctx, r.Actor, r.PathValue("id"), r.PathValue("notice"), r.FormValue("sau"))
	if err != nil {
		return err
	}
	page := frame(r, v.Title, v.Decision, ui.Link{Text: i18n.T(ctx, "Công khai lấy ý kiến"), Href: decisionPath(v.DecisionID) + "/cong-khai"})
	page.Lead = i18n.T(ctx, "Từ %s đến hết %s, %d ngày.", v.From.String(), v.To.String(), v.Days())
	if v.Writes {
		switch {
		case v.State == NoticeDraft:
			page.Action = ui.ButtonLink(i18n.T(ctx, "Công khai"), noticePath(v.Notice)+"/dang", ui.Go)
		case v.State == NoticePublished && v.Today.After(v.To):
			page.Action = ui.ButtonLink(i18n.T(ctx, "Khép lại"), noticePath(v.Notice)+"/khep", ui.Go)
		}
	}
	return web.ShowStaff(w, r, page, noticeContent(v))
}

// confirmNotice names what publishing or closing does.
func (p pages) confirmNotice(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	v, err := p.SeeNotice(ctx, r.Actor, r.PathValue("id"), r.PathValue("notice"), "")
	if err != nil {
		return err
	}
	if !v.Writes {
		return fault.Forbidden
	}
	c := ui.Confirmation{
		Title: i18n.T(ctx, "Công khai %d dòng đến hết ngày %s", len(v.List), v.To.String()),
		Text:  i18n.T(ctx, "Mọi người xem được danh sách và gửi góp ý. Danh sách được chép lại lúc này và không đổi theo dự thảo."), Submit: i18n.T(ctx, "Công khai"),
	}
	if strings.HasSuffix(r.URL.Path, "/khep") {
		c = ui.Confirmation{
			Title:  i18n.T(ctx, "Khép lại đợt công khai"),
			Text:   i18n.T(ctx, "Không nhận thêm góp ý. Còn %d góp ý chờ trả lời; trả lời hết mới trình ký được.", v.Unanswered),
			Submit: i18n.T(ctx, "Khép lại"),
		}
	}
	c.Action, c.CancelHref = r.URL.Path, noticePath(v.Notice)
	page := frame(r, c.Submit, v.Decision, ui.Link{Text: v.Title, Href: noticePath(v.Notice)})
	return web.ShowStaff(w, r, page, actContent(act{Confirmation: c, Version: v.Version}))
}

func (p pages) moveNotice(w http.ResponseWriter, r *web.Request) error {
	version, err := strconv.ParseInt(r.FormValue("version"), 10, 64)
	if err != nil {
		version = -1 // nobody's: refused as a conflict, after the permission
	}
	move, said := p.Publish, "Đã công khai danh sách."
	if strings.HasSuffix(r.URL.Path, "/khep") {
		move, said = p.Close, "Đã khép lại đợt công khai."
	}
	if err := move(r.Context(), r.Actor, r.PathValue("id"), r.PathValue("notice"), version); err != nil {
		return err
	}
	return web.Done(w, r, here(r), said)
}

// here is the notice that the address names.
func here(r *web.Request) string {
	return noticePath(Notice{DecisionID: r.PathValue("id"), ID: r.PathValue("notice")})
}

func (p pages) askRecall(w http.ResponseWriter, r *web.Request) error {
	return p.showRecall(w, r, EndInput{}, nil)
}

func (p pages) showRecall(w http.ResponseWriter, r *web.Request, in EndInput, failed error) error {
	ctx := r.Context()
	v, err := p.SeeNotice(ctx, r.Actor, r.PathValue("id"), r.PathValue("notice"), "")
	if err != nil {
		return err
	}
	if !v.Writes {
		return fault.Forbidden
	}
	page := frame(r, i18n.T(ctx, "Rút đợt công khai"), v.Decision, ui.Link{Text: v.Title, Href: here(r)})
	return web.ShowStaffStatus(w, r, status(r, &page, failed), page, actContent(act{
		Confirmation: ui.Confirmation{
			Title: i18n.T(ctx, "Rút đợt công khai"), Text: i18n.T(ctx, "Danh sách không còn hiện ra. Góp ý đã nhận vẫn cần trả lời."),
			Action: r.URL.Path, Submit: i18n.T(ctx, "Rút đợt công khai"), CancelHref: here(r),
		},
		Ask: needed(field(ctx, failed, "why", i18n.T(ctx, "Vì sao rút lại"), "", in.Why)), Version: v.Version,
	}))
}

func (p pages) recall(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[EndInput](r)
	if err == nil {
		err = p.Recall(r.Context(), r.Actor, r.PathValue("id"), r.PathValue("notice"), in)
	}
	if web.FormAgain(err) {
		return p.showRecall(w, r, in, err)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, here(r), "Đã rút đợt công khai.")
}

func (p pages) poster(w http.ResponseWriter, r *web.Request) error {
	doc, err := p.Poster(r.Context(), r.Actor, r.PathValue("id"), r.PathValue("notice"), r.BaseURL()+"/cong-khai")
	if err != nil {
		return err
	}
	return paper(w, r.PathValue("file"), "thong-bao", doc)
}

func (f noticeForm) field(ctx context.Context, name string) ui.Field {
	x := field(ctx, f.Err, name, "", "", "")
	x.Required = true
	switch name {
	case "title":
		x.Label, x.Value = i18n.T(ctx, "Tên của đợt công khai"), f.In.Title
	case "begins_on":
		x.Label, x.Value, x.Width = i18n.T(ctx, "Từ ngày"), f.In.From.ISO(), ui.Short
	case "ends_on":
		x.Label, x.Value, x.Width = i18n.T(ctx, "Đến hết ngày"), f.In.To.ISO(), ui.Short
		x.Hint = i18n.T(ctx, "Thường ít nhất %d ngày.", f.Days.Amount)
		if f.Days.VerifiedBy == "" {
			x.Hint += " " + i18n.T(ctx, "Mức này chưa kiểm chứng.")
		}
	case "place":
		x.Label, x.Value, x.Rows, x.MaxLength = i18n.T(ctx, "Nơi niêm yết, kênh đăng tải"), f.In.Place, 3, maxText
		x.Hint = i18n.T(ctx, "Ví dụ: bảng tin trụ sở, loa truyền thanh, cổng thông tin.")
	}
	return x
}

func (f noticeForm) fields(ctx context.Context) (all []ui.Field) {
	for _, name := range []string{"title", "begins_on", "ends_on", "place"} {
		all = append(all, f.field(ctx, name))
	}
	return all
}

// brief warns of a period that is shorter than usual.
func (v NoticeView) brief() bool { return int64(v.Days()) < v.Shortest.Amount }

// late: the period is over and nobody has closed the notice.
func (n Notice) late(today clock.Date) bool { return n.State == NoticePublished && today.After(n.To) }
