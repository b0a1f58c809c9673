package eligibility

import (
	"context"
	"errors"
	"net/http"

	"github.com/a-h/templ"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// pages shows Service to people.
type pages struct{ *Service }

const (
	rulesPath     = "/viec/dieu-kien/quy-tac"
	holdsPath     = "/viec/dieu-kien/tam-dung"
	adminPath     = "/quan-tri/dieu-kien"
	categoryPath  = "/quan-tri/dieu-kien/loai-tam-dung"
	retentionPath = "/quan-tri/dieu-kien/thoi-gian-giu"
)

func casePath(initiativeID string) string { return "/viec/mo-hinh/" + initiativeID + "/dieu-kien" }

// Mount adds the pages of rules, holds and verdicts.
func (s *Service) Mount(m *web.Mux) {
	p := pages{s}
	m.Staff("GET /viec/dieu-kien/quy-tac", p.rules)
	m.Staff("GET /viec/dieu-kien/quy-tac.xlsx", p.exportRules)
	m.Staff("GET /viec/dieu-kien/quy-tac/{id}", p.rule)
	m.Staff("GET /quan-tri/dieu-kien/moi", p.newRule)
	m.Staff("POST /quan-tri/dieu-kien/moi", p.addRule)
	m.Staff("GET /quan-tri/dieu-kien/{id}/sua", p.askEdit)
	m.Staff("POST /quan-tri/dieu-kien/{id}/sua", p.editRule)
	m.Staff("GET /quan-tri/dieu-kien/{id}/ket-thuc", p.askEnd)
	m.Staff("POST /quan-tri/dieu-kien/{id}/ket-thuc", p.endRule)
	m.Staff("GET /quan-tri/dieu-kien/{id}/kiem-chung", p.askVerify)
	m.Staff("POST /quan-tri/dieu-kien/{id}/kiem-chung", p.verifyRule)
	m.Staff("GET /quan-tri/dieu-kien/loai-tam-dung", p.categories)
	m.Staff("POST /quan-tri/dieu-kien/loai-tam-dung", p.changeCategory)
	m.Staff("POST /quan-tri/dieu-kien/thoi-gian-giu", p.changeRetention)
	m.Staff("GET /viec/dieu-kien/tam-dung", p.holds)
	m.Staff("GET /viec/dieu-kien/tam-dung/moi", p.newHold)
	m.Staff("POST /viec/dieu-kien/tam-dung/moi", p.recordHold)
	m.Staff("GET /viec/dieu-kien/tam-dung/{id}", p.askLift)
	m.Staff("POST /viec/dieu-kien/tam-dung/{id}", p.liftHold)
	m.Staff("GET /viec/mo-hinh/{id}/dieu-kien", p.verdicts)
	m.Staff("POST /viec/mo-hinh/{id}/dieu-kien", p.consider)
	m.Staff("GET /viec/dieu-kien/{verdict}/{rule}", p.askRuling)
	m.Staff("POST /viec/dieu-kien/{verdict}/{rule}", p.decide)
}

func ruleCrumbs(ctx context.Context, more ...ui.Link) []ui.Link {
	return append([]ui.Link{{Text: i18n.T(ctx, "Xét duyệt"), Href: "/viec/xet-duyet"}, {Text: i18n.T(ctx, "Quy tắc xét"), Href: rulesPath}}, more...)
}

func holdCrumbs(ctx context.Context, more ...ui.Link) []ui.Link {
	return append([]ui.Link{{Text: i18n.T(ctx, "Xét duyệt"), Href: "/viec/xet-duyet"}, {Text: i18n.T(ctx, "Tạm dừng xét"), Href: holdsPath}}, more...)
}

// show answers with a page, with the status of what was wrong with the form on it.
func show(w http.ResponseWriter, r *web.Request, page ui.StaffPage, wrong error, content templ.Component) error {
	status := http.StatusOK
	if wrong != nil {
		status = web.Status(wrong)
		if errors.Is(wrong, fault.Conflict) {
			page.Flash = &ui.Notice{Kind: ui.Due, Title: i18n.T(r.Context(), "Có người vừa sửa phần này"),
				Text: i18n.T(r.Context(), "Phần bạn vừa nhập vẫn ở dưới. Xem bản mới rồi gửi lại.")}
		}
	}
	return web.ShowStaffStatus(w, r, status, page, content)
}

func (p pages) rules(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	q, err := web.Decode[RuleQuery](r)
	if err != nil {
		return fault.NotFound
	}
	l, err := p.RuleList(ctx, r.Actor, q)
	if err != nil {
		return err
	}
	page := r.StaffPage(i18n.T(ctx, "Quy tắc xét"), ui.SectionReview)
	page.Crumbs = ruleCrumbs(ctx)[:1]
	page.Lead = i18n.T(ctx, "Mỗi hồ sơ xét theo bản quy tắc của ngày được tiếp nhận, dù sau đó quy tắc đổi.")
	if l.MayWrite {
		page.Action = ui.ButtonLink(i18n.T(ctx, "Thêm quy tắc"), adminPath+"/moi", ui.Go)
	}
	return web.ShowStaff(w, r, page, rulesContent(l))
}

func (p pages) rule(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	v, err := p.SeeRule(ctx, r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	page := r.StaffPage(i18n.T(ctx, "%s, bản %d", i18n.T(ctx, v.Type.Label()), v.Edition), ui.SectionReview)
	page.Crumbs = ruleCrumbs(ctx)
	if v.MayWrite && v.SupersededBy == "" {
		page.Action = ui.ButtonLink(i18n.T(ctx, "Sửa thành bản mới"), adminPath+"/"+v.ID+"/sua", ui.Go)
	}
	return web.ShowStaff(w, r, page, ruleContent(v))
}

func (p pages) askEnd(w http.ResponseWriter, r *web.Request) error {
	return p.showEnd(w, r, EndInput{}, nil)
}

func (p pages) showEnd(w http.ResponseWriter, r *web.Request, in EndInput, wrong error) error {
	rule, err := p.RuleToEdit(r.Context(), r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	page := r.StaffPage(i18n.T(r.Context(), "Kết thúc quy tắc"), ui.SectionReview)
	page.Crumbs = ruleCrumbs(r.Context(), ui.Link{Text: i18n.T(r.Context(), rule.Type.Label()), Href: rulesPath + "/" + rule.ID})
	return show(w, r, page, wrong, endContent(rule, in, wrong))
}

func (p pages) endRule(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[EndInput](r)
	if err == nil {
		err = p.EndRule(r.Context(), r.Actor, r.PathValue("id"), in)
	}
	if web.FormAgain(err) {
		return p.showEnd(w, r, in, err)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, rulesPath+"/"+r.PathValue("id"), "Đã ghi ngày kết thúc. Hồ sơ tiếp nhận trước đó vẫn xét theo bản này.")
}

func (p pages) askVerify(w http.ResponseWriter, r *web.Request) error {
	return p.showVerify(w, r, nil, nil)
}

func (p pages) showVerify(w http.ResponseWriter, r *web.Request, in *EndInput, wrong error) error {
	rule, err := p.RuleToEdit(r.Context(), r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	if in == nil {
		in = &EndInput{VerifiedBy: rule.VerifiedBy}
	}
	page := r.StaffPage(i18n.T(r.Context(), "Kiểm chứng quy tắc"), ui.SectionReview)
	page.Crumbs = ruleCrumbs(r.Context(), ui.Link{Text: i18n.T(r.Context(), rule.Type.Label()), Href: rulesPath + "/" + rule.ID})
	return show(w, r, page, wrong, verifyContent(rule, *in, wrong))
}

func (p pages) verifyRule(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[EndInput](r)
	if err == nil {
		err = p.VerifyRule(r.Context(), r.Actor, r.PathValue("id"), in)
	}
	if web.FormAgain(err) {
		return p.showVerify(w, r, &in, err)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, rulesPath+"/"+r.PathValue("id"), "Đã ghi người kiểm chứng.")
}
