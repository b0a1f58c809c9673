package dossier

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"kheo/internal/business/participant"
	"kheo/internal/business/recognition"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// pages shows Service to people.
type pages struct{ *Service }

// Mount adds the pages of the papers of decisions.
func (s *Service) Mount(m *web.Mux) {
	p := pages{s}
	m.Staff("GET /viec/quyet-dinh/{id}/ho-so", p.show)
	m.Staff("POST /viec/quyet-dinh/{id}/ho-so", p.arrange)
	m.Staff("GET /viec/quyet-dinh/{id}/ho-so/{file}", p.file) // to-trinh.docx, to-trinh.pdf, …, ca-bo.zip
}

// path is the page of the papers of a decision.
func path(decisionID string) string { return "/viec/quyet-dinh/" + decisionID + "/ho-so" }

// pageView is what the page shows.
type pageView struct {
	View
	In  CeremonyInput
	Err error
}

func (p pages) show(w http.ResponseWriter, r *web.Request) error { return p.showAgain(w, r, nil, nil) }

func (p pages) showAgain(w http.ResponseWriter, r *web.Request, typed *CeremonyInput, wrong error) error {
	ctx := r.Context()
	v, err := p.View(ctx, r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	view := pageView{v, v.offered(), wrong}
	if typed != nil {
		view.In = *typed
		view.In.Version = v.Ceremony.Version
	}
	page := r.StaffPage(i18n.T(ctx, "Bộ giấy tờ của quyết định"), ui.SectionDecisions)
	page.Crumbs = []ui.Link{{Text: i18n.T(ctx, "Quyết định"), Href: "/viec/quyet-dinh"}, {Text: v.name(ctx), Href: "/viec/quyet-dinh/" + v.Record.Decision.ID}}
	page.Lead = v.summary(ctx)
	if v.writable() {
		page.Action = ui.ButtonLink(i18n.T(ctx, "Tải cả bộ"), path(v.Record.Decision.ID)+"/ca-bo.zip", ui.Go)
	}
	status := http.StatusOK
	if wrong != nil {
		status = web.Status(wrong)
		if errors.Is(wrong, fault.Conflict) {
			page.Flash = &ui.Notice{Kind: ui.Due, Title: i18n.T(ctx, "Có người vừa sửa phần này"),
				Text: i18n.T(ctx, "Phần bạn vừa nhập vẫn ở dưới. Lưu lại thì phần này thay bản kia.")}
		}
	}
	return web.ShowStaffStatus(w, r, status, page, setContent(view))
}

func (p pages) arrange(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[CeremonyInput](r)
	if err == nil {
		err = p.Arrange(r.Context(), r.Actor, r.PathValue("id"), in)
	}
	if web.FormAgain(err) {
		return p.showAgain(w, r, &in, err)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, path(r.PathValue("id")), "Đã lưu. Giấy mời và tờ trình dùng những điều này.")
}

// offered is the form as it opens: what is kept, else what the council knows.
func (v View) offered() CeremonyInput {
	in := v.Ceremony.input()
	if v.Ceremony.Version == 0 && len(v.Meetings) > 0 {
		by := v.submitter()
		in.Submitter, in.SubmitterPost, in.SubmitterName = by.name, by.post, by.signer
	}
	return in
}

// writable reports whether any paper of the set can be written.
func (v View) writable() bool {
	for _, k := range v.Kinds {
		if v.Refusal(k) == nil {
			return true
		}
	}
	return false
}

func (r Record) name(ctx context.Context) string {
	if r.Decision.Number == "" {
		return i18n.T(ctx, r.Decision.Kind.Label())
	}
	return i18n.T(ctx, "Quyết định số %s", r.Decision.Number)
}

// summary says once that all papers are of one record: how many lines, of whom.
func (r Record) summary(ctx context.Context) string {
	if len(r.Lines) == 0 {
		return i18n.T(ctx, "Danh sách chưa có dòng nào. Thêm dòng ở trang quyết định trước.")
	}
	var whom []string
	for n, sentence := range []string{"%d tập thể", "%d cá nhân", "%d hộ gia đình"} {
		if count := recognition.CountOf(r.lines(), participant.Kinds()[n]); count > 0 {
			whom = append(whom, i18n.T(ctx, sentence, count))
		}
	}
	return i18n.T(ctx, "Mọi giấy tờ viết từ cùng một hồ sơ: %d dòng, %s.", len(r.Lines), strings.Join(whom, ", "))
}
