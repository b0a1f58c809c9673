package initiative

import (
	"context"
	"net/http"
	"strings"

	"kheo/internal/platform/i18n"
	"kheo/internal/service/auth"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

func (p pages) dossier(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	v, err := p.View(ctx, r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	page := r.StaffPage(called(ctx, v.Initiative), ui.SectionInitiatives)
	page.Crumbs = []ui.Link{{Text: i18n.T(ctx, "Mô hình"), Href: "/viec/mo-hinh"}}
	page.Lead = strings.Join(filled(v.ParticipantName, v.UnitName, v.Season.Name), " · ")
	acts := actsOf(ctx, r.Actor, v.Initiative)
	if len(acts) > 0 && acts[0].Why == "" {
		acts[0].Look = ui.Go
		page.Action = oneAct(acts[0])
		acts = acts[1:]
	}
	return web.ShowStaff(w, r, page, dossierContent(v, acts, dossierRights{
		Report: mayReport(r.Actor, v.Initiative), Write: mayWrite(r.Actor, v.Initiative), Publish: mayPublishEvidence(r.Actor, v.Initiative),
		Reads: !works(r.Actor, v.UnitPath, auth.Registrar, auth.Appraiser),
	}, r.Now()))
}

// dossierRights is what its reader may do inside a dossier.
type dossierRights struct{ Report, Write, Publish, Reads bool }

func filled(texts ...string) (all []string) {
	for _, t := range texts {
		if t != "" {
			all = append(all, t)
		}
	}
	return all
}

// act is one thing that may be done with an initiative now, or later.
type act struct {
	Text string
	Href string
	Post bool // done at once; else a page asks more
	Why  string
	Look ui.Look
}

// actsOf lists what a may do with i, the most likely first, and what will be
// possible later with the reason why not now.
func actsOf(ctx context.Context, a auth.Actor, i Initiative) (acts []act) {
	at := "/viec/mo-hinh/" + i.ID
	may := func(ok bool, text, href string, post bool) {
		if ok {
			acts = append(acts, act{Text: i18n.T(ctx, text), Href: at + href, Post: post})
		}
	}
	not := func(ok bool, text, why string, args ...any) {
		if ok {
			acts = append(acts, act{Text: i18n.T(ctx, text), Why: i18n.T(ctx, why, args...)})
		}
	}
	registrar, appraiser := works(a, i.UnitPath, auth.Registrar), works(a, i.UnitPath, auth.Appraiser)
	may(mayReceive(a, i), "Tiếp nhận", "/tiep-nhan", true)
	may(mayReceive(a, i), "Trả lại để bổ sung", "/tra-lai", false)
	may(mayOpenReview(a, i), "Mở thẩm định", "/tham-dinh", true)
	may(mayWrite(a, i) && i.State == Draft, "Viết tiếp", "/sua", false)
	may(mayWrite(a, i) && i.State == Returned, "Bổ sung và gửi lại", "/sua", false)
	may(mayHandIn(a, i), "Nộp báo cáo kết quả", "/bao-cao", false)
	may(mayReport(a, i), "Ghi việc đã làm", "/tien-do", false)
	may(mayReport(a, i), "Thêm bằng chứng", "/bang-chung", false)
	may(mayReport(a, i) || mayWrite(a, i), "Ghi chỉ số", "/chi-so", false)
	may(maySelfScore(a, i), "Tự chấm điểm", "/tu-cham", false)
	may(maySustain(a, i), "Duy trì hoặc kết thúc", "/duy-tri", false)
	may(mayDiscard(a, i), "Bỏ bản nháp", "/bo", false)
	not(registrar && i.State == Accepted, "Nộp báo cáo kết quả", "Ghi ít nhất một việc đã làm rồi mới nộp báo cáo.")
	not(registrar && i.State == Submitted, "Sửa đăng ký", "Hồ sơ đang chờ tiếp nhận. Nếu cần sửa, xin báo thẩm định viên trả lại.")
	not(registrar && (i.State == Reported || i.State == UnderReview), "Ghi việc đã làm", "Đã nộp báo cáo, hồ sơ đang chờ thẩm định xong.")
	not(appraiser && (i.State == Accepted || i.State == InProgress), "Mở thẩm định", "Chờ đơn vị nộp báo cáo kết quả, hạn %s.", i.DueOn.String())
	not(appraiser && i.State == Returned, "Tiếp nhận", "Chờ đơn vị bổ sung và gửi lại, hạn %s.", i.DueOn.String())
	return acts
}

// facts are what is known of v in a word each.
func (v View) facts(ctx context.Context) []ui.Fact {
	due := ui.Fact{Label: i18n.T(ctx, "Hạn"), Value: v.DueOn.String()}
	return []ui.Fact{
		{Label: i18n.T(ctx, "Bước"), Show: ui.StageBadge(string(v.State))},
		due,
		{Label: i18n.T(ctx, "Mã"), Value: v.Code},
		{Label: i18n.T(ctx, "Loại"), Value: i18n.T(ctx, v.Kind.Label())},
		{Label: i18n.T(ctx, "Lĩnh vực"), Value: v.FieldName},
		{Label: i18n.T(ctx, "Nội dung"), Value: strings.Join(v.ThemeNames, "; ")},
		{Label: i18n.T(ctx, v.participantLabel()), Value: v.ParticipantName, Href: recordOf(v.ParticipantID)},
		{Label: i18n.T(ctx, "Đơn vị"), Value: v.UnitName},
		{Label: i18n.T(ctx, "Mùa thi đua"), Value: v.Season.Name},
		{Label: i18n.T(ctx, "Ngày bắt đầu"), Value: v.StartsOn.String()},
		{Label: i18n.T(ctx, "Liên hệ (không công khai)"), Value: v.Contact},
		{Label: i18n.T(ctx, "Ghi chú"), Value: v.Note},
	}
}

func (v View) participantLabel() string {
	if label := v.ParticipantKind.Label(); label != "" {
		return label
	}
	return "Người đăng ký"
}

// ledgerSteps are the six steps as the ledger shows them.
func (v View) ledgerSteps(ctx context.Context) (steps []ui.Step) {
	for _, line := range v.Ledger {
		step := ui.Step{Name: i18n.T(ctx, line.Step.Label()), Date: line.On.String(), Text: strings.Join(line.Notes, " · "), State: ui.StepState(line.Proof)}
		for _, e := range line.Evidence {
			step.Proofs = append(step.Proofs, ui.Link{Text: e.Caption, Href: "/bang-chung/" + e.ID})
		}
		steps = append(steps, step)
	}
	return steps
}

// recordOf is the page of a participant's record; a draft may have no participant.
func recordOf(participantID string) string {
	if participantID == "" {
		return ""
	}
	return "/viec/doi-tuong/" + participantID
}
