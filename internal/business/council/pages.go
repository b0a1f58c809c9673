package council

import (
	"context"
	"errors"
	"net/http"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// pages shows Service to people.
type pages struct{ *Service }

const (
	listPath  = "/viec/hoi-dong"
	rulesPath = "/quan-tri/quy-tac-bo-phieu"
)

// Mount adds council's pages.
func (s *Service) Mount(m *web.Mux) {
	p := pages{s}
	m.Staff("GET /viec/hoi-dong", p.councils)
	m.Staff("GET /viec/hoi-dong/xuat", p.export)
	m.Staff("GET /viec/hoi-dong/moi", p.newCouncil)
	m.Staff("POST /viec/hoi-dong", p.found)
	m.Staff("GET /viec/hoi-dong/{id}", p.council)
	m.Staff("GET /viec/hoi-dong/{id}/sua", p.editCouncil)
	m.Staff("POST /viec/hoi-dong/{id}/sua", p.changeCouncil)
	m.Staff("GET /viec/hoi-dong/{id}/thanh-vien", p.member)
	m.Staff("POST /viec/hoi-dong/{id}/thanh-vien", p.seat)
	m.Staff("GET /viec/hoi-dong/{id}/thanh-vien/{member}/thoi", p.leaving)
	m.Staff("POST /viec/hoi-dong/{id}/thanh-vien/{member}/thoi", p.release)
	m.Staff("GET /viec/hoi-dong/{id}/phien", p.newMeeting)
	m.Staff("POST /viec/hoi-dong/{id}/phien", p.call)

	m.Staff("GET /viec/phien-hop/{id}", p.desk)
	m.Staff("GET /viec/phien-hop/{id}/sua", p.editMeeting)
	m.Staff("POST /viec/phien-hop/{id}/sua", p.move)
	m.Staff("GET /viec/phien-hop/{id}/diem-danh", p.attendance)
	m.Staff("POST /viec/phien-hop/{id}/diem-danh", p.note)
	m.Staff("GET /viec/phien-hop/{id}/chuong-trinh", p.agenda)
	m.Staff("POST /viec/phien-hop/{id}/chuong-trinh", p.choose)
	m.Staff("GET /viec/phien-hop/{id}/lien-quan", p.recusals)
	m.Staff("POST /viec/phien-hop/{id}/lien-quan", p.recuse)
	m.Staff("POST /viec/phien-hop/{id}/lien-quan/thoi", p.admit)
	m.Staff("GET /viec/phien-hop/{id}/theo-doi", p.live)
	m.Staff("POST /viec/phien-hop/{id}/theo-doi", p.step)
	m.Staff("GET /viec/phien-hop/{id}/man-chieu", p.screen)
	m.Public("GET /viec/phien-hop/man-chieu.css", p.screenStyle)
	m.Staff("GET /viec/phien-hop/{id}/phieu", p.openPaper)
	m.Staff("GET /viec/phien-hop/{id}/luot-moi", p.opening)
	m.Staff("POST /viec/phien-hop/{id}/luot-moi", p.open)
	m.Staff("GET /viec/phien-hop/{id}/bien-ban", p.minutes)
	m.Staff("POST /viec/phien-hop/{id}/bien-ban", p.writeMinutes)
	m.Staff("GET /viec/phien-hop/{id}/bien-ban/chot", p.fixing)
	m.Staff("POST /viec/phien-hop/{id}/bien-ban/chot", p.fix)
	m.Staff("GET /viec/phien-hop/{id}/tai/{paper}", p.file)

	m.Staff("GET /viec/luot-bo-phieu/{id}", p.round)
	m.Staff("POST /viec/luot-bo-phieu/{id}/bien-nhan", p.round)
	m.Staff("GET /viec/luot-bo-phieu/{id}/phieu", p.paper)
	m.Staff("POST /viec/luot-bo-phieu/{id}/phieu", p.vote)
	m.Staff("POST /viec/luot-bo-phieu/{id}/phieu-giay", p.toPaper)
	m.Staff("GET /viec/luot-bo-phieu/{id}/kiem-phieu", p.telling)
	m.Staff("POST /viec/luot-bo-phieu/{id}/kiem-phieu", p.tell)
	m.Staff("GET /viec/luot-bo-phieu/{id}/dong", p.closing)
	m.Staff("POST /viec/luot-bo-phieu/{id}/dong", p.close)

	m.Staff("GET /quan-tri/quy-tac-bo-phieu", p.rules)
	m.Staff("GET /quan-tri/quy-tac-bo-phieu/moi", p.newRule)
	m.Staff("POST /quan-tri/quy-tac-bo-phieu/moi", p.enact)
}

// again reports whether a form comes back with what was typed and why.
func again(err error) bool {
	var invalid fault.Invalid
	var refused fault.Refused
	return errors.As(err, &invalid) || errors.As(err, &refused) || errors.Is(err, fault.Conflict)
}

// notice says above a form why it came back, where no field says it.
func notice(ctx context.Context, err error) *ui.Notice {
	var refused fault.Refused
	switch {
	case errors.As(err, &refused):
		return &ui.Notice{Kind: ui.Bad, Title: i18n.T(ctx, "Chưa làm được"), Text: refused.Reason.In(i18n.From(ctx))}
	case errors.Is(err, fault.Conflict):
		return &ui.Notice{Kind: ui.Due, Title: i18n.T(ctx, "Có người vừa sửa trước bạn"),
			Text: i18n.T(ctx, "Chưa có gì được lưu. Phần bạn nhập vẫn ở dưới; xin xem lại rồi lưu.")}
	}
	return nil
}

// frame begins a page below the councils.
func (p pages) frame(r *web.Request, title string, crumbs ...ui.Link) ui.StaffPage {
	page := r.StaffPage(title, ui.SectionReview)
	page.Crumbs = append([]ui.Link{{Text: i18n.T(r.Context(), "Hội đồng"), Href: listPath}}, crumbs...)
	return page
}

func councilCrumb(c Council) ui.Link { return ui.Link{Text: c.Name, Href: councilPath(c.ID)} }

func meetingCrumb(ctx context.Context, m Meeting) ui.Link {
	return ui.Link{Text: i18n.T(ctx, "Phiên họp ngày %s", m.HeldOn.String()), Href: meetingPath(m.ID)}
}

func roundName(ctx context.Context, r Round) string { return i18n.T(ctx, "Lượt %d", r.Number) }

// field makes the field of an input with its error.
func field(ctx context.Context, err error, name, label, hint, value string) ui.Field {
	return ui.Field{Name: name, Label: label, Hint: hint, Value: value, Error: ui.FieldError(ctx, err, name), Width: ui.Mid}
}

func needed(f ui.Field) ui.Field {
	f.Required = true
	return f
}

func wide(f ui.Field, rows int) ui.Field {
	f.Width, f.Rows = ui.Full, rows
	return f
}

func ticked(yes bool) string {
	if yes {
		return "1"
	}
	return ""
}

// done shows a form again after err, or says that it was done.
func done(w http.ResponseWriter, r *web.Request, err error, show func(error) error, to, sentence string, args ...any) error {
	if again(err) {
		return show(err)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, to, sentence, args...)
}
