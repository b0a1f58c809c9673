package conflict

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"github.com/google/uuid"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/auth"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// pages shows Service to people.
type pages struct{ *Service }

const listPath = "/viec/xung-dot"

// Mount adds the pages of conflicts of interest.
func (s *Service) Mount(m *web.Mux) {
	p := pages{s}
	m.Staff("GET /viec/xung-dot", p.list)
	m.Staff("GET /viec/xung-dot.xlsx", p.export)
	m.Staff("GET /viec/xung-dot/{id}", p.sheet)
	m.Staff("POST /viec/xung-dot/{id}/khai", p.declare)
	m.Staff("POST /viec/xung-dot/{id}/{account}", p.settle)
}

// mayOpen: people who judge, and who audits them.
func mayOpen(a auth.Actor) bool { return a.Has(append([]auth.Role{auth.Auditor}, judges...)...) }

func (p pages) list(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	if !mayOpen(r.Actor) {
		return fault.NotFound
	}
	q, err := web.Decode[Query](r)
	if err != nil {
		return fault.NotFound
	}
	l, err := p.List(ctx, r.Actor, q, false)
	if err != nil {
		return err
	}
	page := r.StaffPage(i18n.T(ctx, "Xung đột lợi ích"), ui.SectionReview)
	page.Crumbs = []ui.Link{{Text: i18n.T(ctx, "Xét duyệt"), Href: "/viec/xet-duyet"}}
	page.Lead = i18n.T(ctx, "Khéo so dữ liệu sẵn có và nêu lý do; quyết định là của con người.")
	if l.Total > 0 {
		page.Action = ui.ButtonLink(i18n.T(ctx, "Xuất Excel"), l.address(listPath+".xlsx", ""), ui.Normal)
	}
	return web.ShowStaff(w, r, page, listContent(l))
}

func (p pages) sheet(w http.ResponseWriter, r *web.Request) error {
	return p.showSheet(w, r, sheetForm{})
}

// sheetForm is what was typed, shown again when something is missing.
type sheetForm struct {
	Account string // whose row was sent; empty: the declaration
	Note    string
	Err     error
}

func (p pages) showSheet(w http.ResponseWriter, r *web.Request, f sheetForm) error {
	ctx := r.Context()
	if uuid.Validate(r.PathValue("id")) != nil {
		return fault.NotFound
	}
	x, err := p.Sheet(ctx, r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	page := r.StaffPage(i18n.T(ctx, "Xung đột lợi ích: %s", x.Dossier.Title), ui.SectionReview)
	page.Crumbs = []ui.Link{{Text: i18n.T(ctx, "Xét duyệt"), Href: "/viec/xet-duyet"}, {Text: i18n.T(ctx, "Xung đột lợi ích"), Href: listPath + "?mua=" + url.QueryEscape(x.Season.Code)}}
	page.Lead = x.Dossier.ParticipantName + ", " + x.Dossier.UnitName
	if errors.Is(f.Err, fault.Conflict) {
		page.Flash = &ui.Notice{Kind: ui.Due, Title: i18n.T(ctx, "Có người vừa xem xét việc này"), Text: i18n.T(ctx, "Xem lại rồi bấm lần nữa nếu bạn vẫn muốn đổi.")}
	}
	status := http.StatusOK
	if f.Err != nil {
		status = web.Status(f.Err)
	}
	return web.ShowStaffStatus(w, r, status, page, sheetContent(x, f))
}

func (p pages) settle(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[SettleInput](r)
	id, account := r.PathValue("id"), r.PathValue("account")
	var f Finding
	if err == nil {
		f, err = p.Settle(r.Context(), r.Actor, id, account, in)
	}
	if web.FormAgain(err) {
		return p.showSheet(w, r, sheetForm{Account: account, Note: in.Note, Err: err})
	}
	if err != nil {
		return err
	}
	to := listPath + "/" + id
	if back := r.FormValue("ve"); back == "danh-sach" {
		to = listPath + "?mua=" + url.QueryEscape(r.FormValue("mua")) + "&tinh-trang=open"
	}
	if f.Blocks() {
		return web.Done(w, r, to, "Đã xác nhận: %s không chấm, không bỏ phiếu hồ sơ này.", f.Person.Name)
	}
	return web.Done(w, r, to, "Đã ghi: không phải xung đột lợi ích. %s xét hồ sơ này như thường.", f.Person.Name)
}

func (p pages) declare(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[DeclareInput](r)
	if err == nil {
		_, err = p.Declare(r.Context(), r.Actor, r.PathValue("id"), in)
	}
	if web.FormAgain(err) {
		return p.showSheet(w, r, sheetForm{Note: in.Note, Err: err})
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, listPath+"/"+r.PathValue("id"), "Đã ghi: bạn không chấm, không bỏ phiếu hồ sơ này.")
}

// address is path with what the list is narrowed to.
func (l Listing) address(path, after string) string {
	v := url.Values{}
	for name, value := range map[string]string{"mua": l.Season.Code, "tinh-trang": string(l.Query.State), "nguoi": l.Query.Person, "sau": after} {
		if value != "" {
			v.Set(name, value)
		}
	}
	return path + "?" + v.Encode()
}

func (l Listing) seasonOptions() (all []ui.Option) {
	for _, s := range l.Seasons {
		all = append(all, ui.Option{Value: s.Code, Text: s.Name})
	}
	return all
}

func (l Listing) personOptions(ctx context.Context) []ui.Option {
	all := []ui.Option{{Text: i18n.T(ctx, "Mọi người")}}
	for _, p := range l.People {
		all = append(all, ui.Option{Value: p.AccountID, Text: p.Name})
	}
	return all
}

func stateOptions(ctx context.Context) []ui.Option {
	all := []ui.Option{{Text: i18n.T(ctx, "Mọi tình trạng")}}
	for _, s := range States() {
		all = append(all, ui.Option{Value: string(s), Text: i18n.T(ctx, s.Label())})
	}
	return all
}
