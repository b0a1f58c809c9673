package assignment

import (
	"net/http"

	"github.com/google/uuid"

	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// ruleView is what the page of rules needs: the form as it was sent.
type ruleView struct {
	Rulebook
	In  RuleInput
	Err error
}

func (p pages) rules(w http.ResponseWriter, r *web.Request) error {
	return p.showRules(w, r, RuleInput{ID: uuid.Must(uuid.NewV7()).String()}, nil)
}

func (p pages) showRules(w http.ResponseWriter, r *web.Request, in RuleInput, wrong error) error {
	ctx := r.Context()
	x, err := p.Rules(ctx, r.Actor, r.PathValue("season"))
	if err != nil {
		return err
	}
	page := r.StaffPage(i18n.T(ctx, "Quy tắc phân công"), ui.SectionReview)
	page.Crumbs = crumbs(ctx, x.Season, here(ctx, x.Season))
	page.Lead = i18n.T(ctx, "Hồ sơ của một lĩnh vực, một đơn vị tự giao cho người đã chọn, cả hồ sơ đến sau.")
	status := http.StatusOK
	if wrong != nil {
		status = web.Status(wrong)
	}
	return web.ShowStaffStatus(w, r, status, page, rulesContent(ruleView{x, in, wrong}))
}

func (p pages) addRule(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[RuleInput](r)
	var out Outcome
	if err == nil {
		out, err = p.AddRule(r.Context(), r.Actor, r.PathValue("season"), in)
	}
	if web.FormAgain(err) {
		return p.showRules(w, r, in, err)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, r.URL.Path, "Đã lưu quy tắc và giao %d lượt chấm của hồ sơ đang có. Hồ sơ đến sau tự giao.", out.Pairs)
}

func (p pages) dropRule(w http.ResponseWriter, r *web.Request) error {
	if err := p.DropRule(r.Context(), r.Actor, r.PathValue("season"), r.FormValue("id")); err != nil {
		return err
	}
	return web.Done(w, r, listPath(r.PathValue("season"))+"/quy-tac", "Đã bỏ quy tắc. Những gì đã giao vẫn giữ nguyên.")
}
