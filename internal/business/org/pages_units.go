package org

import (
	"context"
	"net/http"
	"net/url"

	"github.com/google/uuid"

	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

const (
	adminPath = "/quan-tri"
	unitsPath = adminPath + "/don-vi"
	pageSize  = 50
)

func (p pages) mountUnits(m *web.Mux) {
	m.Staff("GET /quan-tri", p.showAdmin)
	m.Staff("GET /quan-tri/don-vi", p.listUnits)
	m.Staff("GET /quan-tri/don-vi/{id}", p.showUnit)
	m.Staff("GET /quan-tri/don-vi/{id}/them", p.newUnit)
	m.Staff("POST /quan-tri/don-vi/{id}/them", p.addUnit)
	m.Staff("GET /quan-tri/don-vi/{id}/sua", p.editUnit)
	m.Staff("POST /quan-tri/don-vi/{id}/sua", p.changeUnit)
}

func adminCrumbs(ctx context.Context, more ...ui.Link) []ui.Link {
	return append([]ui.Link{{Text: i18n.T(ctx, "Quản trị"), Href: adminPath}}, more...)
}

func unitCrumbs(ctx context.Context, above ...Unit) []ui.Link {
	links := adminCrumbs(ctx, ui.Link{Text: i18n.T(ctx, "Đơn vị"), Href: unitsPath})
	for _, u := range above {
		links = append(links, ui.Link{Text: u.Name, Href: unitsPath + "/" + u.ID})
	}
	return links
}

func (p pages) showAdmin(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	entries, err := p.service.Trail(ctx, r.Actor, trailFilter{}.audit(8))
	if err != nil {
		return err
	}
	page := r.StaffPage(i18n.T(ctx, "Quản trị"), "")
	page.Lead = page.UnitName
	return web.ShowStaff(w, r, page, adminContent(mayAdminister(r.Actor), entries))
}

func (p pages) listUnits(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	words, after := r.URL.Query().Get("tu"), r.URL.Query().Get("sau")
	rows, err := p.service.Tree(ctx, r.Actor, words, after, pageSize+1)
	if err != nil {
		return err
	}
	next := ""
	if len(rows) > pageSize {
		rows = rows[:pageSize]
		next = unitsPath + "?" + url.Values{"tu": {words}, "sau": {rows[pageSize-1].Path}}.Encode()
	}
	page := r.StaffPage(i18n.T(ctx, "Đơn vị"), "")
	page.Crumbs = adminCrumbs(ctx)
	page.Lead = i18n.T(ctx, "Cây đơn vị thuộc phạm vi quản trị của bạn.")
	page.Action = ui.ButtonLink(i18n.T(ctx, "Xuất Excel"), listHref(unitsPath+".xlsx", words), ui.Normal)
	return web.ShowStaff(w, r, page, unitsContent(rows, words, after != "", next))
}

func (p pages) view(r *web.Request) (UnitView, error) {
	id, err := pathID(r, "id")
	if err != nil {
		return UnitView{}, err
	}
	return p.service.View(r.Context(), r.Actor, id)
}

func (p pages) showUnit(w http.ResponseWriter, r *web.Request) error {
	v, err := p.view(r)
	if err != nil {
		return err
	}
	page := r.StaffPage(v.Unit.Name, "")
	page.Crumbs = unitCrumbs(r.Context(), v.Above...)
	page.Lead = typeText(r.Context(), v.Unit.Type)
	page.Action = ui.ButtonLink(i18n.T(r.Context(), "Sửa đơn vị"), unitsPath+"/"+v.Unit.ID+"/sua", ui.Normal)
	return web.ShowStaff(w, r, page, unitContent(v))
}

// unitForm is a form for a unit with what was typed.
type unitForm struct {
	Action, Back string
	Fresh        bool // a new unit: its code can still be chosen
	In           Input
	From, To     string // days as they were typed
	Err          error
}

func (f unitForm) page(w http.ResponseWriter, r *web.Request, title string, above []Unit) error {
	page := r.StaffPage(title, "")
	page.Crumbs = unitCrumbs(r.Context(), above...)
	status := http.StatusOK
	if f.Err != nil {
		status = web.Status(f.Err)
	}
	return web.ShowStaffStatus(w, r, status, page, unitFormContent(f))
}

func (p pages) newUnit(w http.ResponseWriter, r *web.Request) error {
	v, err := p.view(r)
	if err != nil {
		return err
	}
	return p.newUnitPage(w, r, v, unitForm{In: Input{ID: uuid.Must(uuid.NewV7()).String()}})
}

func (p pages) newUnitPage(w http.ResponseWriter, r *web.Request, v UnitView, f unitForm) error {
	f.Back = unitsPath + "/" + v.Unit.ID
	f.Action, f.Fresh = f.Back+"/them", true
	return f.page(w, r, i18n.T(r.Context(), "Thêm đơn vị trực thuộc"), append(v.Above, v.Unit))
}

func (p pages) addUnit(w http.ResponseWriter, r *web.Request) error {
	v, err := p.view(r)
	if err != nil {
		return err
	}
	in, err := web.Decode[Input](r)
	in.ParentID = v.Unit.ID
	var u Unit
	if err == nil {
		u, err = p.service.Add(r.Context(), r.Actor, in)
	}
	if isInvalid(err) {
		return p.newUnitPage(w, r, v, unitForm{In: in, From: r.FormValue("valid_from"), To: r.FormValue("valid_to"), Err: err})
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, unitsPath+"/"+u.ID, "Đã thêm đơn vị %s.", u.Name)
}

func (p pages) editUnit(w http.ResponseWriter, r *web.Request) error {
	v, err := p.view(r)
	if err != nil {
		return err
	}
	u := v.Unit
	in := Input{Code: u.Code, Name: u.Name, Type: u.Type, ValidFrom: u.ValidFrom, ValidTo: u.ValidTo, Version: u.Version}
	return p.editUnitPage(w, r, v, unitForm{In: in, From: u.ValidFrom.ISO(), To: u.ValidTo.ISO()})
}

func (p pages) editUnitPage(w http.ResponseWriter, r *web.Request, v UnitView, f unitForm) error {
	f.Back = unitsPath + "/" + v.Unit.ID
	f.Action = f.Back + "/sua"
	return f.page(w, r, i18n.T(r.Context(), "Sửa đơn vị"), append(v.Above, v.Unit))
}

// changeUnit shows what was typed again when somebody else was faster; saving
// once more then means the new version.
func (p pages) changeUnit(w http.ResponseWriter, r *web.Request) error {
	v, err := p.view(r)
	if err != nil {
		return err
	}
	in, err := web.Decode[Input](r)
	if err == nil {
		err = p.service.Change(r.Context(), r.Actor, v.Unit.ID, in)
	}
	_, known := refusal(err)
	if isInvalid(err) || known {
		if known {
			in.Version = v.Unit.Version
		}
		in.Code = v.Unit.Code
		return p.editUnitPage(w, r, v, unitForm{In: in, From: r.FormValue("valid_from"), To: r.FormValue("valid_to"), Err: err})
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, unitsPath+"/"+v.Unit.ID, "Đã lưu đơn vị %s.", in.Name)
}
