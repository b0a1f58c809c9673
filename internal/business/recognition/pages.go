package recognition

import (
	"errors"
	"net/http"
	"strconv"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// pages shows Service to people.
type pages struct{ *Service }

// Mount adds the pages of decisions. The certificates of an issued one, below
// /viec/quyet-dinh/{id}/giay, are certificate's.
func (s *Service) Mount(m *web.Mux) {
	p := pages{s}
	m.Public("GET /quyet-dinh", p.publicList)
	m.Public("GET /quyet-dinh.xlsx", p.publicSheet)
	m.Public("GET /quyet-dinh/{code}", p.publicShow) // also {code}.docx, .pdf, .xlsx
	m.Staff("GET /viec/quyet-dinh", p.list)
	m.Staff("GET /viec/quyet-dinh.xlsx", p.sheet)
	m.Staff("GET /viec/quyet-dinh/moi", p.begin)
	m.Staff("POST /viec/quyet-dinh/moi", p.draft)
	p.mountHanded(m)
	m.Staff("GET /viec/quyet-dinh/{id}", p.show) // also {id}.docx, .pdf, .xlsx
	m.Staff("POST /viec/quyet-dinh/{id}", p.save)
	m.Staff("GET /viec/quyet-dinh/{id}/them", p.candidates)
	m.Staff("POST /viec/quyet-dinh/{id}/them", p.add)
	m.Staff("POST /viec/quyet-dinh/{id}/them-het", p.addAll)
	m.Staff("POST /viec/quyet-dinh/{id}/danh-sach", p.changeLines)
	m.Staff("GET /viec/quyet-dinh/{id}/dong/{line}", p.line)
	m.Staff("POST /viec/quyet-dinh/{id}/dong/{line}", p.saveLine)
	m.Staff("GET /viec/quyet-dinh/{id}/dieu-kien", p.conditions)
	m.Staff("POST /viec/quyet-dinh/{id}/dieu-kien", p.consider)
	m.Staff("GET /viec/quyet-dinh/{id}/kiem-tra", p.confirmCheck)
	m.Staff("POST /viec/quyet-dinh/{id}/kiem-tra", p.check)
	m.Staff("GET /viec/quyet-dinh/{id}/tra-lai", p.backForm)
	m.Staff("POST /viec/quyet-dinh/{id}/tra-lai", p.sendBack)
	m.Staff("GET /viec/quyet-dinh/{id}/ky", p.confirmSign)
	m.Staff("POST /viec/quyet-dinh/{id}/ky", p.sign)
	m.Staff("GET /viec/quyet-dinh/{id}/ban-hanh", p.confirmIssue)
	m.Staff("POST /viec/quyet-dinh/{id}/ban-hanh", p.issue)
	m.Staff("GET /viec/quyet-dinh/{id}/ban-ky", p.copies)
	m.Upload("POST /viec/quyet-dinh/{id}/ban-ky", p.offer)
	m.Staff("GET /viec/quyet-dinh/{id}/ban-ky/{copy}", p.signedCopy)
	m.Staff("POST /viec/quyet-dinh/{id}/ky-so", p.signHere)
	m.Staff("GET /viec/quyet-dinh/{id}/sua-doi", p.amendForm)
	m.Staff("POST /viec/quyet-dinh/{id}/sua-doi", p.amend)
	m.Staff("GET /viec/quyet-dinh/{id}/bo", p.confirmDiscard)
	m.Staff("POST /viec/quyet-dinh/{id}/bo", p.discard)
}

// staff is the frame of a page below the list of decisions.
func staff(r *web.Request, title string, below ...ui.Link) ui.StaffPage {
	page := r.StaffPage(title, ui.SectionDecisions)
	page.Crumbs = append([]ui.Link{{Text: i18n.T(r.Context(), "Quyết định"), Href: "/viec/quyet-dinh"}}, below...)
	return page
}

// warn says on a page that somebody else was faster.
func warn(r *web.Request, page *ui.StaffPage, err error) {
	ctx := r.Context()
	var refused fault.Refused
	switch {
	case errors.Is(err, fault.Conflict):
		page.Flash = &ui.Notice{Kind: ui.Due, Title: i18n.T(ctx, "Có người vừa sửa quyết định này"),
			Text: i18n.T(ctx, "Phần bạn vừa nhập vẫn ở dưới. Mở trang ở thẻ khác để xem bản mới, rồi lưu lại nếu vẫn muốn thay.")}
	case errors.As(err, &refused):
		page.Flash = &ui.Notice{Kind: ui.Bad, Text: refused.Reason.In(i18n.From(ctx))}
	}
}

// version is that of the decision as the sender saw it.
func version(r *web.Request) int64 {
	v, err := strconv.ParseInt(r.FormValue("version"), 10, 64)
	if err != nil {
		return 0
	}
	return v
}

// here is the decision that the address names.
func here(r *web.Request) Decision { return Decision{ID: r.PathValue("id")} }

// back leads to the decision again, with a word on what was done.
func back(w http.ResponseWriter, r *web.Request, part, sentence string, args ...any) error {
	return web.Done(w, r, staffPath(here(r))+part, sentence, args...)
}
