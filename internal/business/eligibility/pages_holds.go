package eligibility

import (
	"net/http"

	"github.com/google/uuid"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

func (p pages) holds(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	q, err := web.Decode[HoldQuery](r)
	if err != nil || q.After != "" && uuid.Validate(q.After) != nil {
		return fault.NotFound
	}
	l, err := p.Holds(ctx, r.Actor, q)
	if err != nil {
		return err
	}
	page := r.StaffPage(i18n.T(ctx, "Tạm dừng xét"), ui.SectionReview)
	page.Crumbs = holdCrumbs(ctx)[:1]
	page.Lead = i18n.T(ctx, "Chỉ ghi có tạm dừng, loại nào và cơ quan nào xác nhận. Không ghi nội dung sự việc. Xóa sau %d tháng kể từ khi hết.", l.Months)
	if l.MayWrite {
		page.Action = ui.ButtonLink(i18n.T(ctx, "Ghi tạm dừng"), holdsPath+"/moi", ui.Go)
	}
	return web.ShowStaff(w, r, page, holdsContent(l))
}

// holdForm is the form of a hold as it was typed, with what was found for the words.
type holdForm struct {
	HoldForm
	In    HoldInput
	Words string
	Err   error
}

func (p pages) newHold(w http.ResponseWriter, r *web.Request) error {
	in := HoldInput{ID: uuid.Must(uuid.NewV7()).String(), AttestedOn: clock.DayOf(r.Now())}
	return p.showHold(w, r, holdForm{In: in, Words: r.URL.Query().Get("tim")})
}

func (p pages) showHold(w http.ResponseWriter, r *web.Request, f holdForm) (err error) {
	ctx := r.Context()
	if f.HoldForm, err = p.HoldForm(ctx, r.Actor, f.Words); err != nil {
		return err
	}
	page := r.StaffPage(i18n.T(ctx, "Ghi tạm dừng xét"), ui.SectionReview)
	page.Crumbs = holdCrumbs(ctx)
	page.Lead = i18n.T(ctx, "Không có chỗ ghi nội dung sự việc, và xin đừng ghi ở nơi khác.")
	return show(w, r, page, f.Err, holdContent(f))
}

func (p pages) recordHold(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[HoldInput](r)
	if err == nil {
		_, err = p.RecordHold(r.Context(), r.Actor, in)
	}
	if web.FormAgain(err) {
		return p.showHold(w, r, holdForm{In: in, Words: r.FormValue("tim"), Err: err})
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, holdsPath, "Đã ghi tạm dừng xét.")
}

func (p pages) askLift(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	row, err := p.SeeHold(ctx, r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	page := r.StaffPage(i18n.T(ctx, "Tạm dừng xét: %s", row.Name), ui.SectionReview)
	page.Crumbs = holdCrumbs(ctx)
	return web.ShowStaff(w, r, page, liftContent(row, clock.DayOf(r.Now())))
}

type liftForm struct {
	Version int64 `form:"version"`
}

func (p pages) liftHold(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[liftForm](r)
	if err != nil {
		return err
	}
	if err := p.LiftHold(r.Context(), r.Actor, r.PathValue("id"), in.Version); err != nil {
		return err
	}
	return web.Done(w, r, holdsPath, "Đã gỡ tạm dừng xét.")
}

// catalogueView is the kinds of holds, with a form that came back.
type catalogueView struct {
	HoldCatalogue
	Wrong     string // id of the kind whose form came back
	Typed     CategoryInput
	TypedKept RetentionInput
	Err       error
}

func (p pages) categories(w http.ResponseWriter, r *web.Request) error {
	return p.showCategories(w, r, catalogueView{})
}

func (p pages) showCategories(w http.ResponseWriter, r *web.Request, v catalogueView) (err error) {
	ctx := r.Context()
	if v.HoldCatalogue, err = p.HoldCatalogue(ctx, r.Actor); err != nil {
		return err
	}
	page := r.StaffPage(i18n.T(ctx, "Loại tạm dừng xét"), ui.SectionReview)
	page.Crumbs = ruleCrumbs(ctx)
	page.Lead = i18n.T(ctx, "Sửa một loại thì tạm dừng đã ghi vẫn theo loại cũ.")
	return show(w, r, page, v.Err, categoriesContent(v))
}

type categoryForm struct {
	ID string `form:"id"`
	CategoryInput
}

func (p pages) changeCategory(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[categoryForm](r)
	if err == nil {
		err = p.ChangeCategory(r.Context(), r.Actor, in.ID, in.CategoryInput)
	}
	if web.FormAgain(err) {
		return p.showCategories(w, r, catalogueView{Wrong: in.ID, Typed: in.CategoryInput, Err: err})
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, categoryPath, "Đã sửa loại tạm dừng.")
}

func (p pages) changeRetention(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[RetentionInput](r)
	if err == nil {
		err = p.ChangeRetention(r.Context(), r.Actor, in)
	}
	if web.FormAgain(err) {
		return p.showCategories(w, r, catalogueView{Wrong: holdSubject, TypedKept: in, Err: err})
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, categoryPath, "Đã sửa thời gian giữ.")
}
