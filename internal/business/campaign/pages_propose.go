package campaign

import (
	"errors"
	"net/http"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// differenceView is what an edition changes, with the forms of who may act on it.
type differenceView struct {
	SetPage
	Version  int64
	Err      error
	Note     string    // typed
	Problems []ui.Link // why it may not be proposed
}

func (p pages) difference(w http.ResponseWriter, r *web.Request) error {
	return p.showDifference(w, r, http.StatusOK, func(*differenceView) {})
}

// showDifference shows the page after change has put back what was typed.
func (p pages) showDifference(w http.ResponseWriter, r *web.Request, status int, change func(*differenceView)) error {
	ctx := r.Context()
	set, err := p.SetPage(ctx, r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	v := differenceView{SetPage: set, Version: set.Version, Note: set.Note}
	change(&v)
	page := r.StaffPage(i18n.T(ctx, "Thay đổi của %s, bản %d", v.Name, v.Edition), ui.SectionSeasons)
	page.Crumbs = setCrumbs(ctx, v.CriteriaSet)
	if v.Base.ID != "" {
		page.Lead = i18n.T(ctx, "So với %s, bản %d. %s.", v.Base.Name, v.Base.Edition, i18n.T(ctx, v.State.Label()))
	}
	if errors.Is(v.Err, fault.Conflict) {
		page.Flash = conflictNotice(ctx)
	}
	return web.ShowStaffStatus(w, r, status, page, differenceContent(v))
}

func (p pages) saveReasons(w http.ResponseWriter, r *web.Request) error {
	id := r.PathValue("id")
	in, err := web.Decode[ReasonsInput](r)
	if err == nil {
		_, err = p.SaveReasons(r.Context(), r.Actor, id, in)
	}
	if web.FormAgain(err) {
		return p.showDifference(w, r, web.Status(err), func(v *differenceView) {
			v.Err = err
			v.Problems = problems(r.Context(), err, setPath(id)+"/soan")
			typed := map[string]string{}
			for _, l := range in.Reasons {
				typed[l.Subject] = l.Reason
			}
			for n, c := range v.Changes {
				v.Changes[n].Reason = typed[c.Subject]
			}
		})
	}
	if err != nil {
		return err
	}
	if in.Propose {
		return web.Done(w, r, setPath(id)+"/thay-doi", "Đã gửi đề xuất. Người có vai trò quản trị hoặc phê duyệt sẽ ban hành hoặc trả lại.")
	}
	return web.Done(w, r, setPath(id)+"/thay-doi", "Đã lưu lý do của các thay đổi.")
}

func (p pages) sendBack(w http.ResponseWriter, r *web.Request) error {
	id := r.PathValue("id")
	in, err := web.Decode[Decision](r)
	if err == nil {
		_, err = p.SendSetBack(r.Context(), r.Actor, id, in)
	}
	if web.FormAgain(err) {
		return p.showDifference(w, r, web.Status(err), func(v *differenceView) { v.Err, v.Note = err, in.Note })
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, setPath(id), "Đã trả lại bản soạn kèm ghi chú.")
}

func (p pages) askPublish(w http.ResponseWriter, r *web.Request) error {
	set, err := p.SetToDecide(r.Context(), r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	return p.showPublish(w, r, http.StatusOK, set, nil)
}

func (p pages) showPublish(w http.ResponseWriter, r *web.Request, status int, set CriteriaSet, wrong error) error {
	ctx := r.Context()
	page := r.StaffPage(i18n.T(ctx, "Ban hành ấn bản"), ui.SectionSeasons)
	page.Crumbs = setCrumbs(ctx, set)
	if errors.Is(wrong, fault.Conflict) {
		page.Flash = &ui.Notice{Kind: ui.Due, Text: i18n.T(ctx, "Đề xuất vừa đổi. Xin xem lại các thay đổi rồi hãy ban hành.")}
	}
	return web.ShowStaffStatus(w, r, status, page, publishContent(set, problems(ctx, wrong, setPath(set.ID)+"/thay-doi")))
}

func (p pages) publish(w http.ResponseWriter, r *web.Request) error {
	ctx, id := r.Context(), r.PathValue("id")
	in, err := web.Decode[Decision](r)
	if err == nil {
		_, err = p.PublishSet(ctx, r.Actor, id, in)
	}
	if web.FormAgain(err) {
		set, e := p.SetToDecide(ctx, r.Actor, id)
		if e != nil {
			return e
		}
		return p.showPublish(w, r, web.Status(err), set, err)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, setPath(id), "Đã ban hành. Từ nay các mùa thi đua chọn được ấn bản này.")
}
