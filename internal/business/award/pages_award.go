package award

import (
	"net/http"

	"github.com/google/uuid"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

func awardPath(id string) string { return listPath + "/" + id }

func (p pages) see(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	reckon, err := web.Decode[Reckon](r)
	if err != nil {
		return fault.NotFound
	}
	v, err := p.See(ctx, r.Actor, r.PathValue("id"), reckon)
	if err != nil {
		return err
	}
	page := p.frame(r, v.Name, awardsCrumb(ctx))
	page.Lead = v.Decider + ", " + v.Level
	return web.ShowStaff(w, r, page, awardContent(v))
}

// awardForm is the form of a new award or edition as it was typed.
type awardForm struct {
	In  Input
	Err error
	At  string // where it posts to
}

// ask shows the form of a new award, or of the next edition of one.
func (p pages) ask(w http.ResponseWriter, r *web.Request) error {
	if !mayWrite(r.Actor) {
		return fault.Forbidden
	}
	in := Input{From: clock.DayOf(r.Now()), Often: Any}
	if id := r.PathValue("id"); id != "" {
		v, err := p.See(r.Context(), r.Actor, id, Reckon{})
		if err != nil {
			return err
		}
		in = v.input()
	}
	in.ID = uuid.Must(uuid.NewV7()).String()
	return p.showForm(w, r, awardForm{In: in})
}

func (p pages) showForm(w http.ResponseWriter, r *web.Request, f awardForm) error {
	ctx := r.Context()
	crumbs, title := []ui.Link{awardsCrumb(ctx)}, i18n.T(ctx, "Thêm hình thức khen thưởng")
	f.At = listPath + "/moi"
	if id := r.PathValue("id"); id != "" {
		v, err := p.See(ctx, r.Actor, id, Reckon{})
		if err != nil {
			return err
		}
		f.At, f.In.Base, f.In.Code = awardPath(id)+"/sua", id, v.Code
		if flash(ctx, f.Err) != nil {
			f.In.Version = v.Version // what is sent next replaces what the reader now knows of
		}
		crumbs, title = append(crumbs, ui.Link{Text: v.Name, Href: awardPath(id)}), i18n.T(ctx, "Ấn bản mới")
	}
	page := p.frame(r, title, crumbs...)
	page.Flash = flash(ctx, f.Err)
	return web.ShowStaffStatus(w, r, status(f.Err), page, awardFormContent(f))
}

func (p pages) keep(w http.ResponseWriter, r *web.Request) error {
	if !mayWrite(r.Actor) {
		return fault.Forbidden
	}
	in, err := web.Decode[Input](r)
	in.Base = r.PathValue("id")
	var a Award
	if err == nil {
		a, err = p.Keep(r.Context(), r.Actor, in)
	}
	return done(w, r, err, func(err error) error { return p.showForm(w, r, awardForm{In: in, Err: err}) }, awardPath(a.ID), "Đã lưu vào danh mục khen thưởng.")
}

// question is a page that asks one thing before an act.
type question struct {
	Confirm ui.Confirmation
	Version int64
	Field   ui.Field
	Day     bool // Field is a day
}

func (p pages) question(w http.ResponseWriter, r *web.Request, title string, q question, wrong error, crumbs ...ui.Link) error {
	q.Confirm.Action = r.URL.Path
	page := p.frame(r, title, crumbs...)
	page.Flash = flash(r.Context(), wrong)
	return web.ShowStaffStatus(w, r, status(wrong), page, questionContent(q))
}

func (p pages) askEnd(w http.ResponseWriter, r *web.Request) error {
	return p.showEnd(w, r, clock.DayOf(r.Now()), nil)
}

func (p pages) showEnd(w http.ResponseWriter, r *web.Request, to clock.Date, wrong error) error {
	ctx := r.Context()
	v, err := p.See(ctx, r.Actor, r.PathValue("id"), Reckon{})
	if err == nil && !v.Writes {
		err = fault.Forbidden
	}
	if err != nil {
		return err
	}
	q := question{Version: v.Version, Day: true, Field: endField(ctx, to, wrong), Confirm: ui.Confirmation{
		Title: i18n.T(ctx, "Kết thúc “%s”, %s", v.Name, v.Level), Text: i18n.T(ctx, "Sau ngày này không chọn được nữa. Những gì đã trao vẫn giữ nguyên."),
		Submit: i18n.T(ctx, "Kết thúc"), CancelHref: awardPath(v.ID),
	}}
	return p.question(w, r, i18n.T(ctx, "Kết thúc áp dụng"), q, wrong, awardsCrumb(ctx), ui.Link{Text: v.Name, Href: awardPath(v.ID)})
}

func (p pages) end(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[EndInput](r)
	if err == nil {
		err = p.End(r.Context(), r.Actor, r.PathValue("id"), in)
	}
	return done(w, r, err, func(err error) error { return p.showEnd(w, r, in.To, err) }, awardPath(r.PathValue("id")), "Đã ghi ngày kết thúc.")
}

func (p pages) askVerify(w http.ResponseWriter, r *web.Request) error {
	return p.showVerify(w, r, r.Actor.Name, nil)
}

func (p pages) showVerify(w http.ResponseWriter, r *web.Request, by string, wrong error) error {
	ctx := r.Context()
	v, err := p.See(ctx, r.Actor, r.PathValue("id"), Reckon{})
	if err == nil && !v.Writes {
		err = fault.Forbidden
	}
	if err != nil {
		return err
	}
	q := verifyQuestion(ctx, i18n.T(ctx, "Đã đối chiếu “%s”, %s với văn bản gốc", v.Name, v.Level), v.Source, v.Version, by, wrong, awardPath(v.ID))
	return p.question(w, r, i18n.T(ctx, "Kiểm chứng"), q, wrong, awardsCrumb(ctx), ui.Link{Text: v.Name, Href: awardPath(v.ID)})
}

func (p pages) verify(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[VerifyInput](r)
	if err == nil {
		err = p.Verify(r.Context(), r.Actor, r.PathValue("id"), in)
	}
	return done(w, r, err, func(err error) error { return p.showVerify(w, r, in.By, err) }, awardPath(r.PathValue("id")), "Đã ghi người kiểm chứng.")
}
