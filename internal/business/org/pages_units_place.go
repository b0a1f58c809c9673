package org

import (
	"net/http"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// unitRecordPage is the frame of a page about one record of a unit.
func unitRecordPage(r *web.Request, v UnitView, title string) ui.StaffPage {
	page := r.StaffPage(title, "")
	page.Crumbs = unitCrumbs(r.Context(), append(v.Above, v.Unit)...)
	page.Lead = i18n.T(r.Context(), "Của %s", v.Unit.Name)
	return page
}

func (p pages) newPlace(w http.ResponseWriter, r *web.Request) error {
	v, err := p.view(r)
	if err != nil {
		return err
	}
	return p.placePage(w, r, v, recordForm{Values: map[string]string{"tree": string(PartyTree)}})
}

func (p pages) placePage(w http.ResponseWriter, r *web.Request, v UnitView, f recordForm) error {
	f.Unit = v.Unit
	return web.ShowStaffStatus(w, r, formStatus(f.Err), unitRecordPage(r, v, i18n.T(r.Context(), "Đặt thêm vào cây khác")), placeFormContent(f))
}

func (p pages) addPlace(w http.ResponseWriter, r *web.Request) error {
	v, err := p.view(r)
	if err != nil {
		return err
	}
	in, err := web.Decode[PlaceInput](r)
	if err == nil {
		err = p.service.PutInTree(r.Context(), r.Actor, v.Unit.ID, in)
	}
	if isInvalid(err) {
		return p.placePage(w, r, v, recordForm{Values: typedIn(r, "tree", "parent", "from", "to"), Err: err})
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, unitPath(v.Unit.ID), "Đã đặt %s vào cây.", v.Unit.Name)
}

// place finds the place that the address or the form names.
func (p pages) place(r *web.Request) (UnitView, Place, error) {
	id, err := pathID(r, "id")
	if err != nil {
		return UnitView{}, Place{}, err
	}
	from, err := clock.Parse(r.FormValue("from"))
	if err != nil {
		return UnitView{}, Place{}, fault.NotFound
	}
	return p.service.Placed(r.Context(), r.Actor, id, Tree(r.FormValue("tree")), from)
}

func (p pages) editPlace(w http.ResponseWriter, r *web.Request) error {
	v, place, err := p.place(r)
	if err != nil {
		return err
	}
	return p.endPlacePage(w, r, v, place, recordForm{Values: map[string]string{"to": place.To.ISO()}})
}

func (p pages) endPlacePage(w http.ResponseWriter, r *web.Request, v UnitView, place Place, f recordForm) error {
	f.Unit = v.Unit
	title := i18n.T(r.Context(), "Vị trí trong cây %s", i18n.T(r.Context(), place.Tree.Label()))
	return web.ShowStaffStatus(w, r, formStatus(f.Err), unitRecordPage(r, v, title), placeEndContent(f, place))
}

func (p pages) endPlace(w http.ResponseWriter, r *web.Request) error {
	v, place, err := p.place(r)
	if err != nil {
		return err
	}
	in, err := web.Decode[PlaceInput](r)
	if err == nil {
		err = p.service.LeaveTree(r.Context(), r.Actor, v.Unit.ID, place.Tree, place.From, in.To)
	}
	if isInvalid(err) {
		return p.endPlacePage(w, r, v, place, recordForm{Values: typedIn(r, "to"), Err: err})
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, unitPath(v.Unit.ID), "Đã ghi ngày cuối cùng trong cây: %s.", in.To.String())
}

func (p pages) removePlace(w http.ResponseWriter, r *web.Request) error {
	v, place, err := p.place(r)
	if err != nil {
		return err
	}
	if err := p.service.RemoveFromTree(r.Context(), r.Actor, v.Unit.ID, place.Tree, place.From); err != nil {
		return err
	}
	return web.Done(w, r, unitPath(v.Unit.ID), "Đã gỡ %s khỏi cây.", v.Unit.Name)
}

func (p pages) newCode(w http.ResponseWriter, r *web.Request) error {
	v, err := p.view(r)
	if err != nil {
		return err
	}
	return p.codePage(w, r, v, recordForm{Values: map[string]string{"scheme": GSO, "from": v.Unit.ValidFrom.ISO()}})
}

func (p pages) codePage(w http.ResponseWriter, r *web.Request, v UnitView, f recordForm) error {
	f.Unit = v.Unit
	return web.ShowStaffStatus(w, r, formStatus(f.Err), unitRecordPage(r, v, i18n.T(r.Context(), "Thêm mã")), codeFormContent(f))
}

func (p pages) addCode(w http.ResponseWriter, r *web.Request) error {
	v, err := p.view(r)
	if err != nil {
		return err
	}
	in, err := web.Decode[CodeInput](r)
	if err == nil {
		err = p.service.AddCode(r.Context(), r.Actor, v.Unit.ID, in)
	}
	if isInvalid(err) {
		return p.codePage(w, r, v, recordForm{Values: typedIn(r, "scheme", "code", "from", "to"), Err: err})
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, unitPath(v.Unit.ID), "Đã thêm mã %s.", in.Code)
}

// code is the code that the address or the form names.
func code(r *web.Request) (Coded, error) {
	from, err := clock.Parse(r.FormValue("from"))
	if err != nil {
		err = fault.NotFound
	}
	return Coded{clock.Since(from), r.FormValue("scheme"), r.FormValue("code")}, err
}

func (p pages) askRemoveCode(w http.ResponseWriter, r *web.Request) error {
	v, err := p.view(r)
	if err != nil {
		return err
	}
	c, err := code(r)
	if err != nil {
		return err
	}
	return web.ShowStaff(w, r, unitRecordPage(r, v, i18n.T(r.Context(), "Gỡ mã")), codeRemoveContent(v.Unit, c))
}

func (p pages) removeCode(w http.ResponseWriter, r *web.Request) error {
	v, err := p.view(r)
	if err != nil {
		return err
	}
	c, err := code(r)
	if err != nil {
		return err
	}
	if err := p.service.RemoveCode(r.Context(), r.Actor, v.Unit.ID, c); err != nil {
		return err
	}
	return web.Done(w, r, unitPath(v.Unit.ID), "Đã gỡ mã %s.", c.Code)
}
