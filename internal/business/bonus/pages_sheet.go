package bonus

import (
	"context"
	"net/http"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// sheetView is the page of a sheet: what was sent last, and what was wrong with it.
type sheetView struct {
	View
	In  PayInput
	Err error
}

func (p pages) sheet(w http.ResponseWriter, r *web.Request) error {
	return p.showSheet(w, r, PayInput{}, nil)
}

func (p pages) showSheet(w http.ResponseWriter, r *web.Request, in PayInput, wrong error) error {
	ctx := r.Context()
	v, err := p.See(ctx, r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	page := staff(r, i18n.T(ctx, "Tiền thưởng"), v.crumbs(ctx)[0])
	page.Lead = v.called(ctx)
	if v.Writes && len(v.Items) > 0 {
		page.Action = ui.ButtonLink(v.planWord(ctx), sheetPath(v.Decision.ID)+"/lap", v.planLook())
	}
	page.Flash = flash(ctx, wrong)
	return web.ShowStaffStatus(w, r, status(wrong), page, sheetContent(sheetView{v, in, wrong}))
}

func (v View) planWord(ctx context.Context) string {
	if v.Stored() {
		return i18n.T(ctx, "Sửa bảng")
	}
	return i18n.T(ctx, "Lập bảng tiền thưởng")
}

func (v View) planLook() ui.Look {
	if v.Stored() {
		return ui.Normal
	}
	return ui.Go
}

// table hands out the table that people sign.
func (p pages) table(w http.ResponseWriter, r *web.Request) error {
	v, err := p.See(r.Context(), r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	return v.WriteTable(web.Attachment(w, xlsx, "bang-tien-thuong-"+v.Decision.Code+".xlsx"), v.Decision)
}

// planView is the form of a sheet.
type planView struct {
	View
	In    PlanInput
	Funds []Fund
	Err   error
}

func (p pages) askPlan(w http.ResponseWriter, r *web.Request) error {
	return p.showPlan(w, r, nil, nil)
}

func (p pages) showPlan(w http.ResponseWriter, r *web.Request, typed *PlanInput, wrong error) error {
	ctx := r.Context()
	v, err := p.writable(r)
	if err != nil {
		return err
	}
	funds, err := p.Funds(ctx, r.Actor, v.Decision.ID)
	if err != nil {
		return err
	}
	in := v.input()
	if typed != nil {
		typed.Version = v.Plan.Version // what is sent next replaces what the reader now sees
		in = *typed
	}
	page := staff(r, v.planWord(ctx), v.crumbs(ctx)...)
	page.Lead = v.called(ctx)
	page.Flash = flash(ctx, wrong)
	return web.ShowStaffStatus(w, r, status(wrong), page, planContent(planView{v, in, funds, wrong}))
}

// input is the sheet as its form sends it.
func (v View) input() PlanInput {
	in := PlanInput{FundID: v.Plan.FundID, BudgetLine: v.Plan.BudgetLine, Note: v.Plan.Note, Version: v.Plan.Version, Amounts: map[string]*int64{}, Reasons: map[string]string{}}
	for _, i := range v.Items {
		if i.Typed {
			in.Amounts[i.LineID], in.Reasons[i.LineID] = &i.Amount, i.Basis
		}
	}
	return in
}

func (p pages) plan(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[PlanInput](r)
	if err == nil {
		err = p.Propose(r.Context(), r.Actor, r.PathValue("id"), in)
	}
	return done(w, r, err, func(err error) error { return p.showPlan(w, r, &in, err) }, sheetPath(r.PathValue("id")), "Đã lưu bảng tiền thưởng. Bảng chờ duyệt.")
}

func (p pages) askApprove(w http.ResponseWriter, r *web.Request) error {
	return p.showApprove(w, r, nil)
}

func (p pages) showApprove(w http.ResponseWriter, r *web.Request, wrong error) error {
	ctx := r.Context()
	v, err := p.See(ctx, r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	if !v.Approves {
		return fault.Forbidden
	}
	page := staff(r, i18n.T(ctx, "Duyệt bảng tiền thưởng"), v.crumbs(ctx)...)
	page.Lead = v.called(ctx)
	page.Flash = flash(ctx, wrong)
	return web.ShowStaffStatus(w, r, status(wrong), page, approveContent(v))
}

func (p pages) approve(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[ActInput](r)
	if err == nil {
		err = p.Approve(r.Context(), r.Actor, r.PathValue("id"), in.Version)
	}
	return done(w, r, err, func(err error) error { return p.showApprove(w, r, err) }, sheetPath(r.PathValue("id")), "Đã duyệt bảng tiền thưởng.")
}

func (p pages) pay(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[PayInput](r)
	if err == nil {
		err = p.Pay(r.Context(), r.Actor, r.PathValue("id"), in)
	}
	return done(w, r, err, func(err error) error { return p.showSheet(w, r, in, err) }, sheetPath(r.PathValue("id")), "Đã ghi chi tiền thưởng.")
}

func (p pages) unpay(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[PayInput](r)
	if err == nil {
		err = p.Unpay(r.Context(), r.Actor, r.PathValue("id"), in)
	}
	return done(w, r, err, func(err error) error { return p.showSheet(w, r, in, err) }, sheetPath(r.PathValue("id")), "Đã bỏ ghi chi.")
}

// writable is the sheet that the address names, if the reader may change it.
func (p pages) writable(r *web.Request) (View, error) {
	v, err := p.See(r.Context(), r.Actor, r.PathValue("id"))
	if err == nil && !v.Writes {
		err = fault.Forbidden
	}
	return v, err
}
