package certificate

import (
	"context"
	"errors"
	"net/http"

	"github.com/google/uuid"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/docgen"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

func designCrumbs(ctx context.Context, more ...ui.Link) []ui.Link {
	return append([]ui.Link{{Text: i18n.T(ctx, "Quyết định"), Href: "/viec/quyet-dinh"}, {Text: i18n.T(ctx, "Mẫu giấy"), Href: designsPath}}, more...)
}

func designPath(id string) string { return designsPath + "/" + id }

func (p pages) designs(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	l, err := p.Designs(ctx, r.Actor)
	if err != nil {
		return err
	}
	page := r.StaffPage(i18n.T(ctx, "Mẫu giấy khen, giấy chứng nhận"), ui.SectionDecisions)
	page.Crumbs = designCrumbs(ctx)[:1]
	page.Lead = i18n.T(ctx, "Sao một mẫu rồi sửa theo phôi và lệ của cơ quan. Mẫu đã in giấy thì giữ nguyên, sửa thành bản sau.")
	page.Action = ui.ButtonLink(i18n.T(ctx, "Chỉnh máy in"), printersPath, ui.Normal)
	return web.ShowStaff(w, r, page, designsContent(l))
}

// designView is what the page of a design shows.
type designView struct {
	View
	Whole, Over string // drawings, on plain paper and on a blank
	NewID       string // of a copy
}

func (p pages) design(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	v, err := p.See(ctx, r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	x := designView{View: v, NewID: uuid.Must(uuid.NewV7()).String()}
	if x.Whole, err = drawn(v.Design, false); err != nil {
		return err
	}
	if x.Over, err = drawn(v.Design, true); err != nil {
		return err
	}
	page := r.StaffPage(v.Name, ui.SectionDecisions)
	page.Crumbs = designCrumbs(ctx)
	page.Lead = v.state(ctx)
	return web.ShowStaff(w, r, page, designContent(x))
}

// drawn is a specimen in the look of d.
func drawn(d Design, over bool) (string, error) {
	press := docgen.NewPress(d.Design)
	if over {
		press = docgen.NewOverprint(d.Design, docgen.Shift{})
	}
	return press.SVG(docgen.SpecimenCertificate(d.Line), "")
}

func (p pages) copy(w http.ResponseWriter, r *web.Request) error {
	d, err := p.Copy(r.Context(), r.Actor, r.PathValue("id"), r.FormValue("id"), r.FormValue("unit"))
	if err != nil {
		return err
	}
	return web.Done(w, r, designPath(d.ID)+"/sua", "Đã sao thành mẫu mới. Ghi tên, nguồn và sửa cho khớp phôi.")
}

// formView is what the form of a design shows.
type formView struct {
	View
	In  Input
	SVG string // of what was typed; empty when it cannot be drawn
	Err error
}

func (p pages) edit(w http.ResponseWriter, r *web.Request) error {
	v, err := p.See(r.Context(), r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	in := InputOf(v.Design)
	in.NewID = uuid.Must(uuid.NewV7()).String()
	return p.form(w, r, in, nil)
}

func (p pages) change(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[Input](r)
	in.ID = r.PathValue("id")
	if err == nil && in.Act == "preview" {
		return p.form(w, r, in, nil)
	}
	var d Design
	if err == nil {
		d, err = p.Change(r.Context(), r.Actor, in)
	}
	if web.FormAgain(err) {
		if errors.Is(err, fault.Conflict) { // saving once more takes the place of what is there
			if now, e := p.See(r.Context(), r.Actor, in.ID); e == nil {
				in.Version = now.Version
			}
		}
		return p.form(w, r, in, err)
	}
	if err != nil {
		return err
	}
	if d.ID != in.ID {
		return web.Done(w, r, designPath(d.ID), "Đã lưu thành bản %d; giấy in trước đó vẫn theo bản cũ.", d.Edition)
	}
	return web.Done(w, r, designPath(d.ID), "Đã lưu mẫu.")
}

func (p pages) form(w http.ResponseWriter, r *web.Request, in Input, wrong error) error {
	ctx := r.Context()
	v, err := p.See(ctx, r.Actor, in.ID)
	switch {
	case err != nil:
		return err
	case !mayDesign(r.Actor, v.UnitPath):
		return fault.Forbidden
	case !v.Edits:
		return fault.Refuse("Bản này đã có bản sau hoặc đã thôi dùng nên không sửa được.")
	}
	x := formView{View: v, In: in, Err: wrong}
	typed, err := v.with(in)
	if wrong == nil {
		x.Err = err
	}
	if err == nil {
		if x.SVG, err = drawn(typed, false); err != nil {
			return err
		}
	}
	page := r.StaffPage(i18n.T(ctx, "Sửa mẫu giấy"), ui.SectionDecisions)
	page.Crumbs = designCrumbs(ctx, ui.Link{Text: v.Name, Href: designPath(v.ID)})
	page.Lead = v.Unit.Name
	return web.ShowStaffStatus(w, r, status(ctx, &page, x.Err), page, formContent(x))
}

func (p pages) askEnd(w http.ResponseWriter, r *web.Request) error { return p.confirmEnd(w, r, nil) }

func (p pages) confirmEnd(w http.ResponseWriter, r *web.Request, wrong error) error {
	ctx := r.Context()
	v, err := p.See(ctx, r.Actor, r.PathValue("id"))
	switch {
	case err != nil:
		return err
	case !mayDesign(r.Actor, v.UnitPath):
		return fault.Forbidden
	case !v.Edits:
		return fault.Refuse("Bản này đã có bản sau hoặc đã thôi dùng nên không sửa được.")
	}
	page := r.StaffPage(i18n.T(ctx, "Thôi dùng mẫu giấy"), ui.SectionDecisions)
	page.Crumbs = designCrumbs(ctx, ui.Link{Text: v.Name, Href: designPath(v.ID)})
	return web.ShowStaffStatus(w, r, status(ctx, &page, wrong), page, endContent(v))
}

func (p pages) end(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[versionInput](r)
	if err == nil {
		err = p.End(r.Context(), r.Actor, r.PathValue("id"), in.Version)
	}
	if web.FormAgain(err) {
		return p.confirmEnd(w, r, err)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, designsPath, "Đã thôi dùng mẫu.")
}

// versionInput is an act on something as it was shown.
type versionInput struct {
	Version int64 `form:"version"`
}
