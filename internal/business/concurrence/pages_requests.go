package concurrence

import (
	"errors"
	"mime/multipart"
	"net/http"
	"slices"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/files"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

func (p pages) requests(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	v, err := p.Overview(ctx, r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	page := frame(r, i18n.T(ctx, "Hiệp y"), v.Decision)
	page.Lead = sentence(v.Decision.Subject)
	if v.Writes {
		page.Action = ui.ButtonLink(i18n.T(ctx, "Hỏi một cơ quan"), r.URL.Path+"/moi", ui.Go)
	}
	return web.ShowStaff(w, r, page, requestsContent(v))
}

// askView is what the form of a new request shows.
type askView struct {
	AskForm
	Err error
}

func (p pages) askForm(w http.ResponseWriter, r *web.Request) error {
	return p.showAsk(w, r, nil, nil)
}

func (p pages) showAsk(w http.ResponseWriter, r *web.Request, typed *AskInput, failed error) error {
	ctx := r.Context()
	f, err := p.AskForm(ctx, r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	if typed != nil {
		f.In = *typed
	}
	page := frame(r, i18n.T(ctx, "Hỏi một cơ quan"), f.Decision, ui.Link{Text: i18n.T(ctx, "Hiệp y"), Href: decisionPath(f.Decision.ID) + "/hiep-y"})
	page.Lead = i18n.T(ctx, "Mỗi yêu cầu là một công văn gửi một cơ quan.")
	return web.ShowStaffStatus(w, r, status(r, &page, failed), page, askContent(askView{f, failed}))
}

func (p pages) ask(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[AskInput](r)
	var made Request
	if err == nil {
		made, err = p.Ask(r.Context(), r.Actor, r.PathValue("id"), in)
	}
	if web.FormAgain(err) {
		return p.showAsk(w, r, &in, err)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, requestPath(made), "Đã lập yêu cầu. In công văn, trình ký rồi gửi; có trả lời thì ghi ở đây.")
}

// requestView is what the page of a request shows: its facts and two forms.
type requestView struct {
	RequestView
	Reply  ReplyInput
	Number NumberInput
	Err    error // of the form of a reply
	NumErr error // of the form of the number
}

func (p pages) request(w http.ResponseWriter, r *web.Request) error {
	return p.showRequest(w, r, nil, nil, nil)
}

func (p pages) showRequest(w http.ResponseWriter, r *web.Request, reply *ReplyInput, number *NumberInput, failed error) error {
	ctx := r.Context()
	v, err := p.SeeRequest(ctx, r.Actor, r.PathValue("id"), r.PathValue("request"))
	if err != nil {
		return err
	}
	x := requestView{RequestView: v, Number: NumberInput{Number: v.Request.Number, AskedOn: v.AskedOn, DueOn: v.DueOn}}
	x.Reply = ReplyInput{ID: newID(""), Whole: "1", On: v.Today}
	if reply != nil {
		x.Reply, x.Err = *reply, failed
	}
	if number != nil {
		x.Number, x.NumErr = *number, failed
	}
	x.Reply.Version, x.Number.Version = v.Version, v.Version // saving once more counts from what is there
	page := frame(r, v.Body, v.Decision, ui.Link{Text: i18n.T(ctx, "Hiệp y"), Href: decisionPath(v.DecisionID) + "/hiep-y"})
	page.Lead = i18n.T(ctx, "Hỏi về %s.", v.Asks)
	return web.ShowStaffStatus(w, r, status(r, &page, failed), page, requestContent(x))
}

func (p pages) enter(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[NumberInput](r)
	if err == nil {
		err = p.Enter(r.Context(), r.Actor, r.PathValue("id"), r.PathValue("request"), in)
	}
	if web.FormAgain(err) {
		return p.showRequest(w, r, nil, &in, err)
	}
	if err != nil {
		return err
	}
	return p.back(w, r, "Đã ghi số và ngày của công văn.")
}

// back leads to the request again.
func (p pages) back(w http.ResponseWriter, r *web.Request, said string) error {
	return web.Done(w, r, requestPath(Request{DecisionID: r.PathValue("id"), ID: r.PathValue("request")}), said)
}

func (p pages) reply(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[ReplyInput](r)
	if r.MultipartForm != nil {
		defer func() { _ = r.MultipartForm.RemoveAll() }()
	}
	id, request := r.PathValue("id"), r.PathValue("request")
	if err == nil { // before bytes are taken in from who may not send any
		err = p.MayRecord(r.Context(), r.Actor, id, request)
	}
	if err == nil {
		err = in.check(clock.DayOf(r.Now()))
	}
	var scan *files.Received
	if err == nil {
		scan, err = p.receive(r)
	}
	if err == nil {
		err = p.Record(r.Context(), r.Actor, id, request, in, scan)
	}
	if web.FormAgain(err) {
		return p.showRequest(w, r, &in, nil, err)
	}
	if err != nil {
		return err
	}
	return p.back(w, r, "Đã ghi ý kiến trả lời.")
}

// receive stores the bytes of the scan; nil when none was sent.
func (p pages) receive(r *web.Request) (*files.Received, error) {
	var sent []*multipart.FileHeader
	if r.MultipartForm != nil {
		sent = slices.DeleteFunc(r.MultipartForm.File[files.Field], func(h *multipart.FileHeader) bool { return h.Size == 0 && h.Filename == "" })
	}
	switch len(sent) {
	case 0:
		return nil, nil
	case 1:
	default:
		return nil, fault.Invalid{files.Field: fault.Say("Chọn một tệp. Nhiều trang thì quét thành một tệp PDF.")}
	}
	f, err := sent[0].Open()
	if err != nil {
		return nil, err
	}
	in, err := p.files.Receive(r.Context(), sent[0].Filename, r.Actor.AccountID, f, letters)
	return &in, errors.Join(err, f.Close())
}

func (p pages) scan(w http.ResponseWriter, r *web.Request) error {
	f, err := p.Scan(r.Context(), r.Actor, r.PathValue("id"), r.PathValue("request"), r.PathValue("reply"))
	if err != nil {
		return err
	}
	return p.files.Serve(w, r.Request, f, true)
}

func (p pages) letter(w http.ResponseWriter, r *web.Request) error {
	doc, err := p.Letter(r.Context(), r.Actor, r.PathValue("id"), r.PathValue("request"))
	if err != nil {
		return err
	}
	return paper(w, r.PathValue("file"), "cong-van", doc)
}
