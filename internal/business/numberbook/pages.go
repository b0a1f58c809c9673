package numberbook

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// pages shows Service to people.
type pages struct{ *Service }

const (
	listPath  = "/viec/so-van-ban"
	adminPath = "/quan-tri/so-van-ban"
)

// Mount adds the pages of books of numbers.
func (s *Service) Mount(m *web.Mux) {
	p := pages{s}
	m.Staff("GET /viec/so-van-ban", p.list)
	m.Staff("GET /viec/so-van-ban.xlsx", p.exportList)
	m.Staff("GET /viec/so-van-ban/mo", p.askOpen)
	m.Staff("POST /viec/so-van-ban/mo", p.openBook)
	m.Staff("GET /viec/so-van-ban/{id}", p.book)
	m.Staff("GET /viec/so-van-ban/{id}/so.xlsx", p.exportBook)
	m.Staff("GET /viec/so-van-ban/{id}/so.pdf", p.paper)
	m.Staff("POST /viec/so-van-ban/{id}/giu", p.reserve)
	m.Staff("GET /viec/so-van-ban/{id}/huy/{number}", p.askVoid)
	m.Staff("POST /viec/so-van-ban/{id}/huy/{number}", p.void)
	m.Staff("GET /viec/so-van-ban/{id}/cach-cap", p.askSet)
	m.Staff("POST /viec/so-van-ban/{id}/cach-cap", p.set)
	m.Staff("GET /quan-tri/so-van-ban", p.choose)
	m.Staff("GET /quan-tri/so-van-ban/mau", p.forms)
	m.Staff("GET /quan-tri/so-van-ban/mau/moi", p.askForm)
	m.Staff("POST /quan-tri/so-van-ban/mau/moi", p.addForm)
	m.Staff("GET /quan-tri/so-van-ban/{unit}", p.settings)
	m.Staff("POST /quan-tri/so-van-ban/{unit}/ky-hieu", p.addSymbol)
	m.Staff("POST /quan-tri/so-van-ban/{unit}/nhiem-ky", p.setTerm)
	m.Staff("GET /quan-tri/so-van-ban/{unit}/nhiem-ky/{term}", p.askTerm)
	m.Staff("POST /quan-tri/so-van-ban/{unit}/nhiem-ky/{term}", p.setTerm)
}

// staff is the frame of a page below the list of books.
func staff(r *web.Request, title string, below ...ui.Link) ui.StaffPage {
	page := r.StaffPage(title, ui.SectionDecisions)
	page.Crumbs = append([]ui.Link{{Text: i18n.T(r.Context(), "Quyết định"), Href: "/viec/quyet-dinh"}, {Text: i18n.T(r.Context(), "Sổ văn bản"), Href: listPath}}, below...)
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

func (p pages) list(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	q, err := web.Decode[Query](r)
	if err != nil {
		return fault.NotFound
	}
	l, err := p.List(ctx, r.Actor, q, false)
	if err != nil {
		return err
	}
	page := staff(r, i18n.T(ctx, "Sổ văn bản"))
	page.Crumbs = page.Crumbs[:1]
	page.Lead = i18n.T(ctx, "Mỗi cơ quan một sổ cho mỗi loại văn bản. Số cấp lúc ký, không bỏ trống, không trùng.")
	if l.Opens {
		page.Action = ui.ButtonLink(i18n.T(ctx, "Mở sổ"), listPath+"/mo", ui.Normal)
	}
	return web.ShowStaff(w, r, page, listContent(l))
}

// address is path with what the list is narrowed to.
func (l Listing) address(path, after string) string {
	v := url.Values{}
	if l.Query.DocType != "" {
		v.Set("loai", l.Query.DocType)
	}
	if l.Query.Year > 0 {
		v.Set("nam", strconv.FormatInt(l.Query.Year, 10))
	}
	if after != "" {
		v.Set("sau", after)
	}
	if len(v) == 0 {
		return path
	}
	return path + "?" + v.Encode()
}

// address is the page of v with another state, after number after.
func (v View) address(path string, state State, after int64) string {
	q := url.Values{}
	if state != "" {
		q.Set("tinh-trang", string(state))
	}
	if after > 0 {
		q.Set("sau", strconv.FormatInt(after, 10))
	}
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}

func (p pages) book(w http.ResponseWriter, r *web.Request) error {
	return p.showBook(w, r, ReserveInput{}, nil)
}

func (p pages) showBook(w http.ResponseWriter, r *web.Request, in ReserveInput, wrong error) error {
	ctx := r.Context()
	q, err := web.Decode[NumberQuery](r)
	if err != nil && wrong == nil {
		return fault.NotFound
	}
	v, err := p.See(ctx, r.Actor, r.PathValue("id"), q, false)
	if err != nil {
		return err
	}
	page := staff(r, i18n.T(ctx, "Sổ %s", v.Name()))
	page.Lead = i18n.T(ctx, "Số tiếp theo: %s", Write(v.Pattern, v.Next))
	page.Action = ui.ButtonLink(i18n.T(ctx, "In sổ (A4)"), listPath+"/"+v.ID+"/so.pdf", ui.Normal)
	return web.ShowStaffStatus(w, r, status(r, &page, wrong), page, bookContent(bookView{v, in.fresh(), wrong}))
}

func (p pages) reserve(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[ReserveInput](r)
	var n Number
	if err == nil {
		n, err = p.Reserve(r.Context(), r.Actor, r.PathValue("id"), in)
	}
	if web.FormAgain(err) {
		return p.showBook(w, r, in, err)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, listPath+"/"+r.PathValue("id"), "Đã giữ số %s.", n.Text)
}

// number is the one that the address names.
func number(r *web.Request) (int64, error) {
	n, err := strconv.ParseInt(r.PathValue("number"), 10, 64)
	if err != nil {
		return 0, fault.NotFound
	}
	return n, nil
}

func (p pages) askVoid(w http.ResponseWriter, r *web.Request) error { return p.showVoid(w, r, "", nil) }

func (p pages) showVoid(w http.ResponseWriter, r *web.Request, reason string, wrong error) error {
	ctx := r.Context()
	at, err := number(r)
	if err != nil {
		return err
	}
	b, n, err := p.ToVoid(ctx, r.Actor, r.PathValue("id"), at)
	if err != nil {
		return err
	}
	page := staff(r, i18n.T(ctx, "Hủy số đang giữ"), ui.Link{Text: b.Name(), Href: listPath + "/" + b.ID})
	return web.ShowStaffStatus(w, r, status(r, &page, wrong), page, voidContent(n, reason, wrong))
}

func (p pages) void(w http.ResponseWriter, r *web.Request) error {
	at, err := number(r)
	if err == nil {
		err = p.Annul(r.Context(), r.Actor, r.PathValue("id"), at, r.FormValue("reason"))
	}
	if web.FormAgain(err) {
		return p.showVoid(w, r, r.FormValue("reason"), err)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, listPath+"/"+r.PathValue("id"), "Đã hủy số. Số này không dùng lại.")
}

// field is one question of a form whose error is in wrong.
func field(ctx context.Context, wrong error, name, label, hint, value string) ui.Field {
	return ui.Field{Name: name, Label: label, Hint: hint, Value: value, Error: ui.FieldError(ctx, wrong, name), Width: ui.Mid}
}
