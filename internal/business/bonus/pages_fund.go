package bonus

import (
	"context"
	"errors"
	"net/http"

	"github.com/google/uuid"

	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/exchange"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// fundQuery narrows the list of funds.
type fundQuery struct {
	Year int64 `form:"nam"`
}

func (p pages) funds(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	q, err := web.Decode[fundQuery](r)
	if err != nil {
		return fault.NotFound
	}
	l, err := p.ListFunds(ctx, r.Actor, q.Year)
	if err != nil {
		return err
	}
	page := staff(r, i18n.T(ctx, "Quỹ khen thưởng năm %s", year(l.Year)), ui.Link{Text: i18n.T(ctx, "Tiền thưởng"), Href: listPath})
	page.Lead = i18n.T(ctx, "Được giao bao nhiêu, đã dự kiến, đã chi và còn lại bao nhiêu.")
	if l.Writes {
		page.Action = ui.ButtonLink(i18n.T(ctx, "Mở quỹ"), fundsPath+"/moi", ui.Go)
	}
	return web.ShowStaff(w, r, page, fundsContent(l))
}

func (p pages) exportFunds(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	q, err := web.Decode[fundQuery](r)
	if err != nil {
		return fault.NotFound
	}
	l, err := p.ListFunds(ctx, r.Actor, q.Year)
	if err != nil {
		return err
	}
	return exchange.Write(web.Attachment(w, xlsx, "quy-khen-thuong-"+year(l.Year)+".xlsx"), exchange.Sheet{
		Name: i18n.T(ctx, "Quỹ khen thưởng"), Landscape: true,
		Title: []string{i18n.T(ctx, "Quỹ khen thưởng năm %s", year(l.Year)), i18n.T(ctx, "Lập ngày %s", i18n.Date(r.Now()))},
		Columns: []exchange.Column{
			{Title: i18n.T(ctx, "Đơn vị"), Width: 28}, {Title: i18n.T(ctx, "Quỹ"), Width: 34}, {Title: i18n.T(ctx, "Mục ngân sách"), Width: 18},
			{Title: i18n.T(ctx, "Được giao"), Width: 16}, {Title: i18n.T(ctx, "Đã dự kiến"), Width: 16}, {Title: i18n.T(ctx, "Đã chi"), Width: 16},
			{Title: i18n.T(ctx, "Còn lại"), Width: 16}, {Title: i18n.T(ctx, "Nguồn"), Width: 40},
		},
		Rows: func(yield func([]any) bool) {
			for _, f := range l.Rows {
				if !yield([]any{f.UnitName, f.Name, f.Code, f.Available, f.Planned, f.Paid, f.Rest(), f.Source}) {
					return
				}
			}
		},
	})
}

// fundView is the form of a fund.
type fundView struct {
	In      FundInput
	Keepers []org.Unit // empty: the fund is there already
	Fund    FundRow    // zero: a new one
	At      string
	Err     error
}

func (p pages) askFund(w http.ResponseWriter, r *web.Request) error {
	return p.showFund(w, r, nil, nil)
}

func (p pages) showFund(w http.ResponseWriter, r *web.Request, typed *FundInput, wrong error) (err error) {
	ctx := r.Context()
	v := fundView{At: fundsPath + "/moi", Err: wrong, In: FundInput{ID: uuid.Must(uuid.NewV7()).String(), Year: int64(clock.DayOf(r.Now()).Year())}}
	title := i18n.T(ctx, "Mở quỹ khen thưởng")
	if id := r.PathValue("id"); id == "" {
		if v.Keepers, err = p.Keepers(ctx, r.Actor); err != nil {
			return err
		}
		v.In.UnitID = v.Keepers[0].ID
	} else {
		if v.Fund, err = p.Fund(ctx, r.Actor, id); err != nil {
			return err
		}
		f := v.Fund.Fund
		v.At, title = fundsPath+"/"+id, f.Name
		v.In = FundInput{ID: f.ID, Year: f.Year, Name: f.Name, Code: f.Code, Available: f.Available, Source: f.Source, Version: f.Version}
	}
	if typed != nil {
		if errors.Is(wrong, fault.Conflict) {
			typed.Version = v.In.Version // what is sent next replaces what the reader now knows of
		}
		v.In = *typed
	}
	page := staff(r, title, ui.Link{Text: i18n.T(ctx, "Tiền thưởng"), Href: listPath}, ui.Link{Text: i18n.T(ctx, "Quỹ khen thưởng"), Href: fundsPath})
	page.Flash = flash(ctx, wrong)
	return web.ShowStaffStatus(w, r, status(wrong), page, fundContent(v))
}

func (p pages) openFund(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[FundInput](r)
	if err == nil {
		_, err = p.OpenFund(r.Context(), r.Actor, in)
	}
	return done(w, r, err, func(err error) error { return p.showFund(w, r, &in, err) }, fundsPath+"?nam="+year(in.Year), "Đã mở quỹ khen thưởng.")
}

func (p pages) editFund(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[FundInput](r)
	if err == nil {
		err = p.EditFund(r.Context(), r.Actor, r.PathValue("id"), in)
	}
	return done(w, r, err, func(err error) error { return p.showFund(w, r, &in, err) }, fundsPath+"?nam="+year(in.Year), "Đã sửa quỹ khen thưởng.")
}

func (v fundView) keepers() (all []ui.Option) {
	for _, u := range v.Keepers {
		all = append(all, ui.Option{Value: u.ID, Text: u.Name})
	}
	return all
}

// fields are those of the form of a fund, in its order, after the unit.
func (v fundView) fields(ctx context.Context) []ui.Field {
	text := func(name, label, hint, value string, most int) ui.Field {
		f := field(ctx, v.Err, name, label, hint, value)
		f.MaxLength = most
		return f
	}
	available := needed(field(ctx, v.Err, "available", i18n.T(ctx, "Được giao"), "", money(ctx, v.In.Available)))
	available.Unit = "đ"
	source := needed(text("source", i18n.T(ctx, "Nguồn"), i18n.T(ctx, "Văn bản giao kinh phí."), v.In.Source, noteText))
	source.Width = ui.Full
	all := []ui.Field{
		needed(field(ctx, v.Err, "year", i18n.T(ctx, "Năm"), "", year(v.In.Year))),
		needed(text("name", i18n.T(ctx, "Tên quỹ"), i18n.T(ctx, "Ví dụ: Quỹ thi đua, khen thưởng."), v.In.Name, lineText)),
		text("code", i18n.T(ctx, "Mục ngân sách"), i18n.T(ctx, "Mã mục lục ngân sách, nếu có."), v.In.Code, lineText), available, source,
	}
	if len(v.Keepers) == 0 {
		reason := needed(text("reason", i18n.T(ctx, "Vì sao sửa"), "", v.In.Reason, noteText))
		reason.Width = ui.Full
		all = append(all, reason)
	}
	return all
}

func (v fundView) unit(ctx context.Context) ui.Field {
	return needed(field(ctx, v.Err, "unit", i18n.T(ctx, "Đơn vị giữ quỹ"), "", v.In.UnitID))
}
