package award

import (
	"net/http"

	"github.com/google/uuid"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

func (p pages) money(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	m, err := p.Money(ctx, r.Actor)
	if err != nil {
		return err
	}
	page := p.frame(r, i18n.T(ctx, "Mức lương cơ sở"), awardsCrumb(ctx))
	page.Lead = i18n.T(ctx, "Tiền thưởng là hệ số nhân với mức lương cơ sở của ngày quyết định, rồi làm tròn.")
	if m.Writes {
		page.Action = ui.ButtonLink(i18n.T(ctx, "Thêm mức lương"), moneyPath+"/moi", ui.Go)
	}
	return web.ShowStaff(w, r, page, moneyContent(m))
}

func (p pages) askSalary(w http.ResponseWriter, r *web.Request) error {
	return p.showSalary(w, r, SalaryInput{ID: uuid.Must(uuid.NewV7()).String(), From: clock.DayOf(r.Now())}, "", nil)
}

func (p pages) showSalary(w http.ResponseWriter, r *web.Request, in SalaryInput, typed string, wrong error) error {
	if !mayWrite(r.Actor) {
		return fault.Forbidden
	}
	ctx := r.Context()
	page := p.frame(r, i18n.T(ctx, "Thêm mức lương cơ sở"), awardsCrumb(ctx), moneyCrumb(ctx))
	return web.ShowStaffStatus(w, r, status(wrong), page, moneyFormContent(moneyPath+"/moi", in.ID, salaryFields(ctx, in, typed, wrong), nil))
}

func (p pages) setSalary(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[SalaryInput](r)
	if err == nil {
		_, err = p.SetSalary(r.Context(), r.Actor, in)
	}
	return done(w, r, err, func(err error) error { return p.showSalary(w, r, in, r.FormValue("amount"), err) }, moneyPath, "Đã thêm mức lương cơ sở.")
}

func (p pages) askRounding(w http.ResponseWriter, r *web.Request) error {
	in := RoundingInput{ID: uuid.Must(uuid.NewV7()).String(), Direction: Up, From: clock.DayOf(r.Now())}
	return p.showRounding(w, r, in, "", nil)
}

func (p pages) showRounding(w http.ResponseWriter, r *web.Request, in RoundingInput, typed string, wrong error) error {
	if !mayWrite(r.Actor) {
		return fault.Forbidden
	}
	ctx := r.Context()
	page := p.frame(r, i18n.T(ctx, "Thêm quy tắc làm tròn"), awardsCrumb(ctx), moneyCrumb(ctx))
	directions := directionField(ctx, in, wrong)
	return web.ShowStaffStatus(w, r, status(wrong), page, moneyFormContent(moneyPath+"/lam-tron", in.ID, roundingFields(ctx, in, typed, wrong), &directions))
}

func (p pages) setRounding(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[RoundingInput](r)
	if err == nil {
		_, err = p.SetRounding(r.Context(), r.Actor, in)
	}
	return done(w, r, err, func(err error) error { return p.showRounding(w, r, in, r.FormValue("step"), err) }, moneyPath, "Đã thêm quy tắc làm tròn.")
}

// checked is what the pages that ask who verified money need to know of it.
type checked struct {
	title, source string
	version       int64
}

func (p pages) salaryOf(r *web.Request) (checked, error) {
	m, err := p.Money(r.Context(), r.Actor)
	if err != nil {
		return checked{}, err
	}
	x, err := m.Salary(r.PathValue("id"))
	return checked{x.title(), x.Source, x.Version}, err
}

func (p pages) roundingOf(r *web.Request) (checked, error) {
	m, err := p.Money(r.Context(), r.Actor)
	if err != nil {
		return checked{}, err
	}
	x, err := m.Rounding(r.PathValue("id"))
	return checked{x.title(), x.Source, x.Version}, err
}

func (p pages) showVerifyMoney(w http.ResponseWriter, r *web.Request, find func(*web.Request) (checked, error), by string, wrong error) error {
	ctx := r.Context()
	x, err := find(r)
	if err == nil && !mayWrite(r.Actor) {
		err = fault.Forbidden
	}
	if err != nil {
		return err
	}
	q := verifyQuestion(ctx, i18n.T(ctx, "Đã đối chiếu “%s” với văn bản gốc", x.title), x.source, x.version, by, wrong, moneyPath)
	return p.question(w, r, i18n.T(ctx, "Kiểm chứng"), q, wrong, awardsCrumb(ctx), moneyCrumb(ctx))
}

func (p pages) askVerifySalary(w http.ResponseWriter, r *web.Request) error {
	return p.showVerifyMoney(w, r, p.salaryOf, r.Actor.Name, nil)
}

func (p pages) verifySalary(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[VerifyInput](r)
	if err == nil {
		err = p.VerifySalary(r.Context(), r.Actor, r.PathValue("id"), in)
	}
	return done(w, r, err, func(err error) error { return p.showVerifyMoney(w, r, p.salaryOf, in.By, err) }, moneyPath, "Đã ghi người kiểm chứng.")
}

func (p pages) askVerifyRounding(w http.ResponseWriter, r *web.Request) error {
	return p.showVerifyMoney(w, r, p.roundingOf, r.Actor.Name, nil)
}

func (p pages) verifyRounding(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[VerifyInput](r)
	if err == nil {
		err = p.VerifyRounding(r.Context(), r.Actor, r.PathValue("id"), in)
	}
	return done(w, r, err, func(err error) error { return p.showVerifyMoney(w, r, p.roundingOf, in.By, err) }, moneyPath, "Đã ghi người kiểm chứng.")
}
