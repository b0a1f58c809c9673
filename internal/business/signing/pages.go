package signing

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/google/uuid"

	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/auth"
	"kheo/internal/service/exchange"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// pages shows Service to people.
type pages struct{ *Service }

const adminPath = "/quan-tri/tham-quyen-ky"

// Mount adds the pages of signing powers.
func (s *Service) Mount(m *web.Mux) {
	p := pages{s}
	m.Staff("GET /quan-tri/tham-quyen-ky", p.choose)
	m.Staff("GET /quan-tri/tham-quyen-ky/{unit}", p.list)
	m.Staff("GET /quan-tri/tham-quyen-ky/{unit}/danh-sach.xlsx", p.export)
	m.Staff("GET /quan-tri/tham-quyen-ky/{unit}/them", p.add)
	m.Staff("POST /quan-tri/tham-quyen-ky/{unit}/them", p.save)
	m.Staff("GET /quan-tri/tham-quyen-ky/{unit}/{power}", p.edit)
	m.Staff("POST /quan-tri/tham-quyen-ky/{unit}/{power}", p.save)
	m.Staff("GET /quan-tri/tham-quyen-ky/{unit}/{power}/ket-thuc", p.askEnd)
	m.Staff("POST /quan-tri/tham-quyen-ky/{unit}/{power}/ket-thuc", p.end)
}

// staff is a page below crumbs: administrators come from their own page, the others from
// decisions.
func staff(r *web.Request, title string, below ...ui.Link) ui.StaffPage {
	ctx := r.Context()
	page := r.StaffPage(title, ui.SectionDecisions)
	top := ui.Link{Text: i18n.T(ctx, "Quyết định"), Href: "/viec/quyet-dinh"}
	if r.Actor.Has(auth.Administrator, auth.Auditor) {
		top = ui.Link{Text: i18n.T(ctx, "Quản trị"), Href: "/quan-tri"}
	}
	page.Crumbs = append([]ui.Link{top, {Text: i18n.T(ctx, "Thẩm quyền ký"), Href: adminPath}}, below...)
	return page
}

// status of a form that comes back, and what the page says of a conflict.
func status(r *web.Request, page *ui.StaffPage, wrong error) int {
	ctx := r.Context()
	var refused fault.Refused
	switch {
	case wrong == nil:
		return http.StatusOK
	case errors.Is(wrong, fault.Conflict):
		page.Flash = &ui.Notice{Kind: ui.Due, Title: i18n.T(ctx, "Có người vừa sửa phần này"), Text: i18n.T(ctx, "Phần bạn vừa nhập vẫn ở dưới. Mở trang ở thẻ khác để xem bản mới, rồi lưu lại nếu vẫn muốn thay.")}
	case errors.As(wrong, &refused):
		page.Flash = &ui.Notice{Kind: ui.Bad, Text: refused.Reason.In(i18n.From(ctx))}
	}
	return web.Status(wrong)
}

func (p pages) choose(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	words := r.FormValue("tim")
	all, err := p.Choices(ctx, r.Actor, words)
	if err != nil {
		return err
	}
	page := staff(r, i18n.T(ctx, "Thẩm quyền ký"))
	page.Crumbs = page.Crumbs[:1]
	page.Lead = i18n.T(ctx, "Ai được ký văn bản nào của cơ quan, với tư cách gì, từ ngày nào đến ngày nào.")
	return web.ShowStaff(w, r, page, chooseContent(words, all))
}

func (p pages) list(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	l, err := p.List(ctx, r.Actor, r.PathValue("unit"))
	if err != nil {
		return err
	}
	page := staff(r, i18n.T(ctx, "Thẩm quyền ký của %s", l.Unit.Name))
	page.Lead = i18n.T(ctx, "Quyền đã dùng để ký thì không sửa nữa, chỉ kết thúc, để văn bản cũ luôn đối chiếu được.")
	if l.Manages {
		page.Action = ui.ButtonLink(i18n.T(ctx, "Thêm người ký"), adminPath+"/"+l.Unit.ID+"/them", ui.Go)
	}
	return web.ShowStaff(w, r, page, listContent(l))
}

const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

func (p pages) export(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	l, err := p.List(ctx, r.Actor, r.PathValue("unit"))
	if err != nil {
		return err
	}
	return exchange.Write(web.Attachment(w, xlsx, "tham-quyen-ky.xlsx"), exchange.Sheet{
		Name: i18n.T(ctx, "Thẩm quyền ký"), Title: []string{i18n.T(ctx, "Thẩm quyền ký của %s", l.Unit.Name), i18n.T(ctx, "Lập ngày %s", i18n.Date(r.Now()))}, Landscape: true,
		Columns: []exchange.Column{
			{Title: i18n.T(ctx, "Người ký"), Width: 26}, {Title: i18n.T(ctx, "Hệ thống"), Width: 14}, {Title: i18n.T(ctx, "Tư cách ký"), Width: 26}, {Title: i18n.T(ctx, "Dòng trên chữ ký"), Width: 34},
			{Title: i18n.T(ctx, "Loại văn bản"), Width: 16}, {Title: i18n.T(ctx, "Từ ngày"), Width: 12}, {Title: i18n.T(ctx, "Đến ngày"), Width: 12},
			{Title: i18n.T(ctx, "Văn bản giao quyền"), Width: 44}, {Title: i18n.T(ctx, "Lý do kết thúc"), Width: 30},
		},
		Rows: func(yield func([]any) bool) {
			for _, x := range l.Powers {
				if !yield([]any{x.Name, i18n.T(ctx, x.Line.Label()), i18n.T(ctx, x.Capacity.Label()), strings.Join(x.Form, " / "), strings.Join(x.DocTypes, ", "), x.Days.From.Time(), x.Days.To.Time(), x.Basis, x.EndedReason}) {
					return
				}
			}
		},
	})
}

func (p pages) add(w http.ResponseWriter, r *web.Request) error {
	return p.showForm(w, r, PowerInput{Capacity: OnBehalf, From: clock.DayOf(r.Now())}, nil)
}

func (p pages) edit(w http.ResponseWriter, r *web.Request) error {
	x, err := p.Power(r.Context(), r.Actor, r.PathValue("unit"), r.PathValue("power"))
	if err != nil {
		return err
	}
	if x.Used || x.Ended() {
		return fault.Refuse("Quyền ký này đã dùng hoặc đã kết thúc nên không sửa được. Kết thúc quyền cũ rồi thêm quyền mới.")
	}
	return p.showForm(w, r, PowerInput{
		ID: x.ID, Line: x.Line, Name: x.Name, AccountID: x.AccountID, Capacity: x.Capacity, Form: strings.Join(x.Form, "\n"), DocTypes: strings.Join(x.DocTypes, ", "),
		From: x.Days.From, To: x.Days.To, Basis: x.Basis, Version: x.Version,
	}, nil)
}

func (p pages) showForm(w http.ResponseWriter, r *web.Request, in PowerInput, wrong error) error {
	ctx := r.Context()
	l, err := p.List(ctx, r.Actor, r.PathValue("unit"))
	if err != nil {
		return err
	}
	if !l.Manages {
		return fault.Forbidden
	}
	if in.ID == "" {
		in.ID = uuid.Must(uuid.NewV7()).String()
	}
	if in.Line == "" {
		if in.Line = l.Unit.Line; in.Line == org.Territory {
			in.Line = org.Party
		}
	}
	page := staff(r, i18n.T(ctx, "Thêm người ký"), ui.Link{Text: l.Unit.Name, Href: adminPath + "/" + l.Unit.ID})
	if r.PathValue("power") != "" {
		page.Title = i18n.T(ctx, "Sửa quyền ký")
	}
	return web.ShowStaffStatus(w, r, status(r, &page, wrong), page, formContent(formView{l.Unit, r.URL.Path, in, wrong}))
}

func (p pages) save(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[PowerInput](r)
	if id := r.PathValue("power"); id != "" {
		in.ID, in.Version = id, max(in.Version, 1)
	} else {
		in.Version = 0
	}
	if err == nil {
		err = p.Save(r.Context(), r.Actor, r.PathValue("unit"), in)
	}
	if web.FormAgain(err) {
		return p.showForm(w, r, in, err)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, adminPath+"/"+r.PathValue("unit"), "Đã lưu quyền ký.")
}

func (p pages) askEnd(w http.ResponseWriter, r *web.Request) error {
	return p.showEnd(w, r, EndInput{On: clock.DayOf(r.Now())}, nil)
}

func (p pages) showEnd(w http.ResponseWriter, r *web.Request, in EndInput, wrong error) error {
	ctx := r.Context()
	x, err := p.Power(ctx, r.Actor, r.PathValue("unit"), r.PathValue("power"))
	if err != nil {
		return err
	}
	if in.Version == 0 {
		in.Version = x.Version
	}
	page := staff(r, i18n.T(ctx, "Kết thúc quyền ký"))
	return web.ShowStaffStatus(w, r, status(r, &page, wrong), page, endContent(x, in, wrong))
}

func (p pages) end(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[EndInput](r)
	if err == nil {
		err = p.End(r.Context(), r.Actor, r.PathValue("unit"), r.PathValue("power"), in)
	}
	if web.FormAgain(err) {
		return p.showEnd(w, r, in, err)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, adminPath+"/"+r.PathValue("unit"), "Đã kết thúc quyền ký.")
}

// field is one question of a form whose error is in wrong.
func field(ctx context.Context, wrong error, name, label, hint, value string) ui.Field {
	return ui.Field{Name: name, Label: label, Hint: hint, Value: value, Error: ui.FieldError(ctx, wrong, name), Width: ui.Mid}
}
