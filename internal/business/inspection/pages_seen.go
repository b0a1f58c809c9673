package inspection

import (
	"context"
	"errors"
	"fmt"
	"mime/multipart"
	"net/http"
	"slices"

	"github.com/google/uuid"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/auth"
	"kheo/internal/service/files"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// visitView is what the page of a visit shows.
type visitView struct {
	View
	Today clock.Date
	Err   error
}

// seenView is what the form of one initiative of a visit shows.
type seenView struct {
	View
	Case  Case
	In    SeenInput
	Photo PhotoInput
	Err   error
}

func (p pages) seenForm(w http.ResponseWriter, r *web.Request) error {
	return p.showSeen(w, r, nil, PhotoInput{}, nil)
}

func (p pages) showSeen(w http.ResponseWriter, r *web.Request, typed *SeenInput, photo PhotoInput, wrong error) error {
	ctx := r.Context()
	v, err := p.See(ctx, r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	n := slices.IndexFunc(v.Cases, func(c Case) bool { return c.InitiativeID == r.PathValue("case") })
	if n < 0 {
		return fault.NotFound
	}
	if !v.Writes || v.State != Planned {
		return web.Redirect(w, r, listPath+"/"+v.ID)
	}
	x := seenView{View: v, Case: v.Cases[n], In: inputOf(v.Cases[n]), Photo: photo, Err: wrong}
	if typed != nil {
		x.In = *typed
		if errors.Is(wrong, fault.Conflict) { // saving once more takes the place of what is there
			x.In.Version = x.Case.Version
		}
	}
	if x.Photo.ID == "" {
		x.Photo.ID = uuid.Must(uuid.NewV7()).String()
	}
	page := r.StaffPage(i18n.T(ctx, "Đã thấy gì: %s", x.Case.Title), ui.SectionReview)
	page.Crumbs = crumbs(ctx, ui.Link{Text: v.PlannedOn.String(), Href: listPath + "/" + v.ID})
	page.Lead = x.Case.Participant + ", " + x.Case.UnitName
	status := http.StatusOK
	if wrong != nil {
		status = web.Status(wrong)
		if errors.Is(wrong, fault.Conflict) {
			page.Flash = changedNotice(ctx)
		}
	}
	return web.ShowStaffStatus(w, r, status, page, seenContent(x))
}

func inputOf(c Case) SeenInput {
	in := SeenInput{Version: c.Version, Findings: c.Findings}
	for _, said := range c.Answers {
		in.Answers = append(in.Answers, SaidInput(said))
	}
	return in
}

func (p pages) write(w http.ResponseWriter, r *web.Request) error {
	id, initiativeID := r.PathValue("id"), r.PathValue("case")
	if !validIDs(id, initiativeID) {
		return fault.NotFound
	}
	in, err := web.Decode[SeenInput](r)
	if err == nil {
		err = p.Write(r.Context(), r.Actor, id, initiativeID, in)
	}
	if web.FormAgain(err) {
		return p.showSeen(w, r, &in, PhotoInput{}, err)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, listPath+"/"+id, "Đã lưu điều đã thấy.")
}

func (p pages) addPhotos(w http.ResponseWriter, r *web.Request) error {
	id, initiativeID := r.PathValue("id"), r.PathValue("case")
	if !validIDs(id, initiativeID) {
		return fault.NotFound
	}
	in, err := web.Decode[PhotoInput](r)
	if r.MultipartForm != nil {
		defer func() { _ = r.MultipartForm.RemoveAll() }()
	}
	if err == nil { // before bytes are taken in from who may not send any
		err = p.MayWrite(r.Context(), r.Actor, id, initiativeID)
	}
	var received []files.Received
	if err == nil {
		received, err = p.receive(r, in)
	}
	if err == nil {
		err = p.AddPhotos(r.Context(), r.Actor, id, initiativeID, in, received...)
	}
	if web.FormAgain(err) {
		return p.showSeen(w, r, nil, in, err)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, r.URL.Path[:len(r.URL.Path)-len("/anh")], "Đã lưu %d ảnh. Nơi chụp và máy chụp đã được xóa khỏi ảnh.", len(received))
}

// receive stores the bytes of every file before anything is written of them.
func (p pages) receive(r *web.Request, in PhotoInput) (all []files.Received, err error) {
	if err := in.check(); err != nil {
		return nil, err
	}
	var sent []*multipart.FileHeader
	if r.MultipartForm != nil {
		sent = r.MultipartForm.File[files.Field]
	}
	v := fault.Invalid{}
	v.Check(len(sent) > 0, files.Field, "Chọn ít nhất một ảnh.")
	v.Check(len(sent) <= maxPhotos, files.Field, "Mỗi lần gửi tối đa %d ảnh.", maxPhotos)
	if err := v.Err(); err != nil {
		return nil, err
	}
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
	return p.files.Receive(ctx, header.Filename, a.AccountID, f, pictures)
}

func (p pages) photo(w http.ResponseWriter, r *web.Request) error {
	f, err := p.PhotoFile(r.Context(), r.Actor, r.PathValue("photo"))
	if err != nil {
		return err
	}
	return p.files.Serve(w, r.Request, f, true)
}

func (p pages) preview(w http.ResponseWriter, r *web.Request) error {
	f, err := p.PhotoFile(r.Context(), r.Actor, r.PathValue("photo"))
	if err != nil {
		return err
	}
	return p.files.ServePreview(w, r.Request, f)
}

func (v seenView) said(n int) SaidInput {
	if n < len(v.In.Answers) {
		return v.In.Answers[n]
	}
	return SaidInput{}
}

func (v seenView) answer(ctx context.Context, n int) ui.Field {
	return ui.Field{
		Name: answerField(n, "answer"), ID: fmt.Sprintf("f-answer-%d", n+1), Label: fmt.Sprintf("%d. %s", n+1, v.Questions[n]), Value: string(v.said(n).Answer),
		Error: ui.FieldError(ctx, v.Err, answerField(n, "answer")),
	}
}

func (v seenView) note(ctx context.Context, n int) ui.Field {
	return ui.Field{
		Name: answerField(n, "note"), ID: fmt.Sprintf("f-note-%d", n+1), Label: i18n.T(ctx, "Ghi chú câu %d", n+1), Value: v.said(n).Note,
		MaxLength: maxText, Error: ui.FieldError(ctx, v.Err, answerField(n, "note")),
	}
}

func (v seenView) findings(ctx context.Context) ui.Field {
	return ui.Field{
		Name: "findings", Label: i18n.T(ctx, "Điều đã thấy, kiến nghị"), Value: v.In.Findings, Rows: 6, MaxLength: 5 * maxText,
		Error: ui.FieldError(ctx, v.Err, "findings"),
	}
}

func (v seenView) fields(ctx context.Context) (all []ui.Field) {
	for n := range v.Questions {
		all = append(all, v.answer(ctx, n), v.note(ctx, n))
	}
	return append(all, v.findings(ctx), v.file(ctx), v.caption(ctx))
}

func (v seenView) file(ctx context.Context) ui.Field {
	return ui.Field{
		Name: files.Field, Label: i18n.T(ctx, "Ảnh"), Multiple: true, Accept: pictures.Accept(), Error: ui.FieldError(ctx, v.Err, files.Field),
		Hint: i18n.T(ctx, "Nơi chụp, giờ chụp và máy chụp được xóa khỏi ảnh. Không chụp rõ mặt người nhận hỗ trợ."),
	}
}

func (v seenView) caption(ctx context.Context) ui.Field {
	return ui.Field{Name: "caption", Label: i18n.T(ctx, "Ảnh chụp gì"), Value: v.Photo.Caption, MaxLength: 300, Error: ui.FieldError(ctx, v.Err, "caption")}
}

func answerOptions(ctx context.Context) (all []ui.Option) {
	for _, a := range Answers() {
		all = append(all, ui.Option{Value: string(a), Text: i18n.T(ctx, a.Label())})
	}
	return all
}
