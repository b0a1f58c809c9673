package review

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/a-h/templ"
	"github.com/google/uuid"

	"kheo/internal/business/initiative"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// returnInput is the form that sends a report back.
type returnInput struct{ initiative.Return }

func (in returnInput) day() string {
	if in.DueOn.IsZero() {
		return ""
	}
	return in.DueOn.ISO()
}

// grounds are the reasons of the reader's conflict in one text.
func (v sheetView) grounds(ctx context.Context) string {
	var all []string
	for _, r := range v.Conflict.Reasons {
		all = append(all, r.Say.In(i18n.From(ctx)))
	}
	return strings.Join(all, " ")
}

// blocked says why the reader may not score.
func (v sheetView) blocked(ctx context.Context) string {
	var refused fault.Refused
	if errors.As(v.Blocked, &refused) {
		return refused.Reason.In(i18n.From(ctx))
	}
	return ""
}

func (p pages) abstain(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[AbstainInput](r)
	if uuid.Validate(r.PathValue("id")) != nil {
		return fault.NotFound
	}
	if err == nil {
		err = p.Abstain(r.Context(), r.Actor, r.PathValue("id"), in)
	}
	if web.FormAgain(err) {
		return p.showForm(w, r, i18n.T(r.Context(), "Xin không chấm hồ sơ này"), err, func(v sheetView) templ.Component { return abstainForm(v, in.Reason, err) })
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, up(r), "Đã ghi: bạn không chấm hồ sơ này.")
}

func (p pages) resume(w http.ResponseWriter, r *web.Request) error {
	if uuid.Validate(r.PathValue("id")) != nil {
		return fault.NotFound
	}
	if err := p.Resume(r.Context(), r.Actor, r.PathValue("id")); err != nil {
		return err
	}
	return web.Done(w, r, up(r), "Bạn chấm hồ sơ này như thường.")
}

func (p pages) askReturn(w http.ResponseWriter, r *web.Request) error {
	return p.showForm(w, r, i18n.T(r.Context(), "Trả lại để bổ sung"), nil, func(v sheetView) templ.Component { return sendBackContent(v, returnInput{}, nil) })
}

func (p pages) sendBack(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[initiative.Return](r)
	if uuid.Validate(r.PathValue("id")) != nil {
		return fault.NotFound
	}
	if err == nil {
		err = p.SendBack(r.Context(), r.Actor, r.PathValue("id"), in)
	}
	if web.FormAgain(err) {
		return p.showForm(w, r, i18n.T(r.Context(), "Trả lại để bổ sung"), err, func(v sheetView) templ.Component { return sendBackContent(v, returnInput{in}, err) })
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, "/viec/xet-duyet/"+r.PathValue("season"), "Đã trả lại để bổ sung, hạn %s.", in.DueOn.String())
}

// showForm shows a form about one case to who may score it.
func (p pages) showForm(w http.ResponseWriter, r *web.Request, title string, wrong error, content func(sheetView) templ.Component) error {
	ctx := r.Context()
	x, err := p.scoring(r)
	if err != nil {
		return err
	}
	if !mayScore(r.Actor, x.Case.UnitPath) {
		return fault.Forbidden
	}
	page := r.StaffPage(title, ui.SectionReview)
	page.Crumbs = []ui.Link{{Text: i18n.T(ctx, "Xét duyệt"), Href: "/viec/xet-duyet"}, {Text: x.Season.Name, Href: list(x.Season)}, {Text: x.Case.Title, Href: up(r)}}
	status := http.StatusOK
	if wrong != nil {
		status = web.Status(wrong)
	}
	return web.ShowStaffStatus(w, r, status, page, content(sheetView{Scoring: x}))
}

// up is the page of the case that r is about.
func up(r *web.Request) string {
	return "/viec/xet-duyet/" + r.PathValue("season") + "/" + r.PathValue("id")
}
