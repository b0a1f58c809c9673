package eligibility

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/google/uuid"

	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

func (p pages) verdicts(w http.ResponseWriter, r *web.Request) error {
	return p.showCase(w, r, ConsiderInput{Stage: Registration}, nil)
}

func (p pages) showCase(w http.ResponseWriter, r *web.Request, in ConsiderInput, wrong error) error {
	ctx := r.Context()
	v, err := p.Case(ctx, r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	page := r.StaffPage(i18n.T(ctx, "Điều kiện xét"), ui.SectionInitiatives)
	page.Crumbs = []ui.Link{{Text: i18n.T(ctx, "Mô hình"), Href: "/viec/mo-hinh"}, {Text: v.Initiative.Title, Href: "/viec/mo-hinh/" + v.Initiative.ID}}
	page.Lead = v.Initiative.ParticipantName
	return show(w, r, page, wrong, caseContent(v, in, wrong))
}

func (p pages) consider(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[ConsiderInput](r)
	var v Verdict
	if err == nil {
		v, err = p.Consider(r.Context(), r.Actor, r.PathValue("id"), in)
	}
	if web.FormAgain(err) {
		return p.showCase(w, r, in, err)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, casePath(v.InitiativeID), "Đã xét: %s.", i18n.T(r.Context(), v.Outcome.Label()))
}

func (p pages) askRuling(w http.ResponseWriter, r *web.Request) error {
	return p.showRuling(w, r, RulingInput{ID: uuid.Must(uuid.NewV7()).String()}, nil)
}

func (p pages) showRuling(w http.ResponseWriter, r *web.Request, in RulingInput, wrong error) error {
	ctx := r.Context()
	v, x, err := p.Asked(ctx, r.Actor, r.PathValue("verdict"), r.PathValue("rule"))
	if err != nil {
		return err
	}
	page := r.StaffPage(i18n.T(ctx, "Quyết định về một điều kiện"), ui.SectionInitiatives)
	page.Crumbs = []ui.Link{{Text: i18n.T(ctx, "Mô hình"), Href: "/viec/mo-hinh"}}
	if v.InitiativeID != "" {
		page.Crumbs = append(page.Crumbs, ui.Link{Text: i18n.T(ctx, "Điều kiện xét"), Href: casePath(v.InitiativeID)})
	}
	page.Lead = v.Name
	return show(w, r, page, wrong, rulingContent(v, x, in, r.FormValue("ve"), wrong))
}

func (p pages) decide(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[RulingInput](r)
	in.VerdictID, in.RuleID = r.PathValue("verdict"), r.PathValue("rule")
	var v Verdict
	if err == nil {
		v, err = p.Decide(r.Context(), r.Actor, in)
	}
	if web.FormAgain(err) {
		return p.showRuling(w, r, in, err)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, v.backTo(r.FormValue("ve")), "Đã ghi quyết định.")
}

// backTo is where a ruling leads: the list of the draft that asked, or the initiative.
func (v Verdict) backTo(asked string) string {
	switch {
	case strings.HasPrefix(asked, "/viec/quyet-dinh/"):
		return asked
	case v.InitiativeID != "":
		return casePath(v.InitiativeID)
	}
	return "/viec"
}

func backQuery(back string) string {
	if back == "" {
		return ""
	}
	return "?ve=" + url.QueryEscape(back)
}
