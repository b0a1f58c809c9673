package initiative

import (
	"errors"
	"net/http"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// pages shows Service to people.
type pages struct{ *Service }

// Mount adds the pages of tasks and initiatives.
func (s *Service) Mount(m *web.Mux) {
	p := pages{s}
	m.Staff("GET /viec", p.tasks)
	m.Staff("GET /viec/mo-hinh", p.list)
	m.Staff("POST /viec/mo-hinh/tiep-nhan", p.acceptMany)
	m.Staff("GET /viec/mo-hinh/moi", p.blank)
	m.Staff("POST /viec/mo-hinh/moi", p.send)
	m.Staff("GET /viec/mo-hinh/{id}", p.dossier)
	m.Staff("GET /viec/mo-hinh/{id}/sua", p.edit)
	m.Staff("POST /viec/mo-hinh/{id}/sua", p.send)
	m.Staff("POST /viec/mo-hinh/{id}/tu-luu", p.autosave)
	m.Staff("GET /viec/mo-hinh/{id}/bo", p.askDiscard)
	m.Staff("POST /viec/mo-hinh/{id}/bo", p.discard)
	m.Staff("POST /viec/mo-hinh/{id}/tiep-nhan", p.accept)
	m.Staff("GET /viec/mo-hinh/{id}/tra-lai", p.askSendBack)
	m.Staff("POST /viec/mo-hinh/{id}/tra-lai", p.sendBack)
	m.Staff("POST /viec/mo-hinh/{id}/tham-dinh", p.openReview)
	m.Staff("GET /viec/mo-hinh/{id}/duy-tri", p.askSustain)
	m.Staff("POST /viec/mo-hinh/{id}/duy-tri", p.sustain)
	m.Staff("GET /viec/mo-hinh/{id}/tien-do", p.askProgress)
	m.Staff("POST /viec/mo-hinh/{id}/tien-do", p.addProgress)
	m.Staff("GET /viec/mo-hinh/{id}/chi-so", p.askIndicators)
	m.Staff("POST /viec/mo-hinh/{id}/chi-so", p.setIndicators)
	m.Staff("GET /viec/mo-hinh/{id}/bao-cao", p.askReport)
	m.Staff("POST /viec/mo-hinh/{id}/bao-cao", p.handIn)
	m.Staff("GET /viec/mo-hinh/{id}/bang-chung", p.askEvidence)
	m.Upload("POST /viec/mo-hinh/{id}/bang-chung", p.addEvidence)
	m.Staff("POST /viec/mo-hinh/{id}/bang-chung/{evidence}/cong-khai", p.publishEvidence)
	m.Public("GET /bang-chung/{id}", p.file)
	m.Public("GET /bang-chung/{id}/nho", p.preview)
}

// again is the status with which a form comes back with what was typed: 422 for
// what can be put right, 409 for what somebody else or the season stands against;
// 0 for errors that no form can answer.
func again(err error) int {
	var invalid fault.Invalid
	var refused fault.Refused
	switch {
	case errors.As(err, &invalid):
		return http.StatusUnprocessableEntity
	case errors.Is(err, fault.Conflict), errors.As(err, &refused):
		return http.StatusConflict
	}
	return 0
}

// objection is what a form says on top when the reason is no field of it.
func objection(r *web.Request, err error) *ui.Notice {
	ctx := r.Context()
	var refused fault.Refused
	switch {
	case errors.As(err, &refused):
		return &ui.Notice{Kind: ui.Bad, Title: i18n.T(ctx, "Chưa làm được việc này."), Text: refused.Reason.In(i18n.From(ctx))}
	case errors.Is(err, fault.Conflict):
		return &ui.Notice{
			Kind: ui.Due, Title: i18n.T(ctx, "Có người vừa sửa hồ sơ này."),
			Text: i18n.T(ctx, "Phần bạn viết còn nguyên ở dưới và chưa được lưu. Xem bản mới trước; nếu gửi lại, bản của bạn sẽ thay bản đó."),
		}
	}
	return nil
}

// below is the frame of a page that belongs to one initiative.
func below(r *web.Request, title string, i Initiative) ui.StaffPage {
	ctx := r.Context()
	page := r.StaffPage(title, ui.SectionInitiatives)
	page.Crumbs = []ui.Link{
		{Text: i18n.T(ctx, "Mô hình"), Href: "/viec/mo-hinh"},
		{Text: called(ctx, i), Href: "/viec/mo-hinh/" + i.ID},
	}
	return page
}
