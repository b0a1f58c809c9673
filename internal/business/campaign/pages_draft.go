package campaign

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/google/uuid"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// beginForm is what the form that begins an edition needs.
type beginForm struct {
	In      SetBegin
	Err     error
	Sources []SetRow
}

func (p pages) newSet(w http.ResponseWriter, r *web.Request) error {
	in := SetBegin{ID: uuid.Must(uuid.NewV7()).String(), Source: r.URL.Query().Get("tu")}
	if in.Source == "" { // what the last season used is the likeliest
		standard, _, err := p.LastSets(r.Context(), r.Actor)
		if err != nil {
			return err
		}
		in.Source = standard
	}
	return p.showBegin(w, r, http.StatusOK, beginForm{In: in})
}

func (p pages) showBegin(w http.ResponseWriter, r *web.Request, status int, f beginForm) (err error) {
	ctx := r.Context()
	if f.Sources, err = p.SetChoices(ctx, r.Actor); err != nil {
		return err
	}
	for _, s := range f.Sources {
		if f.Err == nil && s.ID == f.In.Source {
			f.In.Code, f.In.Name = s.Code, s.Name
		}
	}
	page := r.StaffPage(i18n.T(ctx, "Soạn ấn bản mới"), ui.SectionSeasons)
	page.Crumbs = setCrumbs(ctx)
	page.Lead = i18n.T(ctx, "Bản soạn chép lại ấn bản được chọn; sửa xong thì gửi đề xuất để người khác ban hành.")
	return web.ShowStaffStatus(w, r, status, page, beginContent(f))
}

func (p pages) beginSet(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[SetBegin](r)
	if err != nil {
		return err
	}
	set, err := p.BeginSet(r.Context(), r.Actor, in)
	if errors.Is(err, fault.Conflict) {
		err = fault.Invalid{"code": fault.Say("Có người vừa bắt đầu ấn bản này. Xin mở lại danh sách bộ tiêu chí.")}
	}
	if web.FormAgain(err) {
		return p.showBegin(w, r, web.Status(err), beginForm{In: in, Err: err})
	}
	if err != nil {
		return err
	}
	return web.Redirect(w, r, setPath(set.ID)+"/soan")
}

// draftView is what the page of a draft shows: the form as it was typed, and
// beside it what still keeps the saved draft from being proposed.
type draftView struct {
	CriteriaSet
	In       SetInput
	Err      error
	Problems []ui.Link
}

func (p pages) editSet(w http.ResponseWriter, r *web.Request) error {
	set, err := p.SetToEdit(r.Context(), r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	return p.showDraft(w, r, http.StatusOK, draftView{CriteriaSet: set, In: set.input()})
}

func (p pages) saveSet(w http.ResponseWriter, r *web.Request) error {
	ctx, id := r.Context(), r.PathValue("id")
	in, err := web.Decode[SetInput](r)
	var set CriteriaSet
	var at int
	if err == nil {
		set, at, err = p.SaveSet(ctx, r.Actor, id, in)
	}
	if web.FormAgain(err) {
		latest, e := p.SetToEdit(ctx, r.Actor, id)
		if e != nil {
			return e
		}
		if errors.Is(err, fault.Conflict) {
			in.Version = latest.Version // so that saving again, now knowingly, goes through
		}
		return p.showDraft(w, r, web.Status(err), draftView{CriteriaSet: latest, In: in, Err: err})
	}
	if err != nil {
		return err
	}
	if in.Act != "" {
		return web.Redirect(w, r, fmt.Sprintf("%s/soan#tieu-chi-%d", setPath(id), at+1))
	}
	return web.Done(w, r, setPath(id)+"/soan", "Đã lưu bản soạn: %d tiêu chí, cộng lại %d trên %d điểm.", len(set.Criteria), set.Sum(), set.Maximum)
}

func (p pages) showDraft(w http.ResponseWriter, r *web.Request, status int, v draftView) error {
	ctx := r.Context()
	page := r.StaffPage(i18n.T(ctx, "Soạn %s, bản %d", v.Name, v.Edition), ui.SectionSeasons)
	page.Crumbs = setCrumbs(ctx, v.CriteriaSet)
	if errors.Is(v.Err, fault.Conflict) {
		page.Flash = conflictNotice(ctx)
	}
	if v.Err == nil {
		v.Problems = problems(ctx, v.complete(), "")
	}
	return web.ShowStaffStatus(w, r, status, page, draftContent(v))
}

func conflictNotice(ctx context.Context) *ui.Notice {
	return &ui.Notice{Kind: ui.Due, Title: i18n.T(ctx, "Có người vừa sửa hồ sơ này"),
		Text: i18n.T(ctx, "Phần bạn vừa nhập vẫn ở dưới. Mở trang ở thẻ khác để xem bản mới rồi lưu lại.")}
}

func (p pages) askDiscard(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	set, err := p.SetToEdit(ctx, r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	page := r.StaffPage(i18n.T(ctx, "Bỏ bản soạn"), ui.SectionSeasons)
	page.Crumbs = setCrumbs(ctx, set)
	return web.ShowStaff(w, r, page, ui.Confirm(ui.Confirmation{
		Title:  i18n.T(ctx, "Bỏ bản soạn %d của “%s”?", set.Edition, set.Name),
		Text:   i18n.T(ctx, "%d tiêu chí đã soạn và các lý do sẽ mất hẳn. Các ấn bản đã ban hành không đổi.", len(set.Criteria)),
		Action: setPath(set.ID) + "/bo", Submit: i18n.T(ctx, "Bỏ bản soạn"), CancelHref: setPath(set.ID) + "/soan",
	}))
}

func (p pages) discard(w http.ResponseWriter, r *web.Request) error {
	if err := p.DiscardSet(r.Context(), r.Actor, r.PathValue("id")); err != nil {
		return err
	}
	return web.Done(w, r, setsPath, "Đã bỏ bản soạn.")
}
