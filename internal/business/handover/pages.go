package handover

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"github.com/google/uuid"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// pages shows Service to people.
type pages struct{ *Service }

const listPath = "/quan-tri/ban-giao"

// Mount adds the pages of handing over.
func (s *Service) Mount(m *web.Mux) {
	p := pages{s}
	m.Staff("GET /quan-tri/ban-giao", p.list)
	m.Staff("GET /quan-tri/ban-giao/{id}", p.show)
	m.Staff("POST /quan-tri/ban-giao/{id}", p.share)
}

func (p pages) list(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	if !mayOpen(r.Actor) {
		return fault.NotFound
	}
	after := r.URL.Query().Get("sau")
	splits, more, err := p.Splits(ctx, r.Actor, after)
	if err != nil {
		return err
	}
	next := ""
	if more && len(splits) > 0 {
		next = listPath + "?" + url.Values{"sau": {splits[len(splits)-1].Unit.Path}}.Encode()
	}
	page := r.StaffPage(i18n.T(ctx, "Bàn giao hồ sơ"), "")
	page.Crumbs = []ui.Link{{Text: i18n.T(ctx, "Quản trị"), Href: "/quan-tri"}}
	page.Lead = i18n.T(ctx, "Đơn vị đã chia cho nhiều nơi: hồ sơ chưa bàn giao chỉ tính “một phần” cho mỗi nơi nhận.")
	return web.ShowStaff(w, r, page, listContent(splits, after != "", next))
}

func (p pages) show(w http.ResponseWriter, r *web.Request) error {
	return p.sheet(w, r, form{})
}

// form is what was chosen, shown again when something is missing.
type form struct {
	To     string
	Chosen map[string]bool
	Err    error
}

func (p pages) sheet(w http.ResponseWriter, r *web.Request, f form) error {
	ctx := r.Context()
	before := r.URL.Query().Get("sau")
	if uuid.Validate(r.PathValue("id")) != nil || before != "" && uuid.Validate(before) != nil {
		return fault.NotFound
	}
	sheet, err := p.Sheet(ctx, r.Actor, r.PathValue("id"), before)
	if err != nil {
		return err
	}
	page := r.StaffPage(i18n.T(ctx, "Bàn giao hồ sơ của %s", sheet.Unit.Name), "")
	page.Crumbs = []ui.Link{{Text: i18n.T(ctx, "Quản trị"), Href: "/quan-tri"}, {Text: i18n.T(ctx, "Bàn giao hồ sơ"), Href: listPath}}
	page.Lead = i18n.T(ctx, "Đã bàn giao %d trong %d mô hình. Đơn vị nhận đọc được hồ sơ và tính hồ sơ vào số của mình từ ngày %s.", sheet.Given, sheet.All, sheet.On.String())
	status := http.StatusOK
	if f.Err != nil {
		status = web.Status(f.Err)
	}
	return web.ShowStaffStatus(w, r, status, page, sheetContent(sheet, f, before))
}

func (p pages) share(w http.ResponseWriter, r *web.Request) error {
	if err := r.ParseForm(); err != nil {
		return err
	}
	id, ids := r.PathValue("id"), r.Form["chon"]
	if uuid.Validate(id) != nil {
		return fault.NotFound
	}
	f := form{To: r.FormValue("to"), Chosen: map[string]bool{}}
	for _, one := range ids {
		if uuid.Validate(one) != nil {
			return fault.NotFound
		}
		f.Chosen[one] = true
	}
	v := fault.Invalid{}
	v.Check(f.To != "", "to", "Chọn đơn vị nhận hồ sơ.")
	v.Check(len(ids) > 0, "chon", "Chưa chọn hồ sơ nào. Đánh dấu vào ô ở đầu dòng.")
	err := v.Err()
	n := 0
	if err == nil {
		n, err = p.Share(r.Context(), r.Actor, id, f.To, ids)
	}
	if errors.As(err, &v) {
		f.Err = err
		return p.sheet(w, r, f)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, listPath+"/"+id, "Đã bàn giao %d hồ sơ.", n)
}

// options are the units that can take records, and the split unit to take them back.
func (s Sheet) options(ctx context.Context) []ui.Option {
	all := []ui.Option{{Text: i18n.T(ctx, "Chọn đơn vị nhận")}}
	for _, u := range s.Into {
		all = append(all, ui.Option{Value: u.ID, Text: u.Name})
	}
	return append(all, ui.Option{Value: s.Unit.ID, Text: i18n.T(ctx, "Chưa bàn giao: trả về %s", s.Unit.Name)})
}
