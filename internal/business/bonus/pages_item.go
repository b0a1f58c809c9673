package bonus

import (
	"context"
	"net/http"

	"kheo/internal/platform/i18n"
	"kheo/internal/service/auth"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// itemView is the page of one bonus.
type itemView struct {
	View
	Item
	In  ActInput
	Err error
}

func (p pages) item(w http.ResponseWriter, r *web.Request) error {
	return p.showItem(w, r, nil, nil)
}

func (p pages) showItem(w http.ResponseWriter, r *web.Request, typed *ActInput, wrong error) error {
	ctx := r.Context()
	v, err := p.See(ctx, r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	i, err := v.Item(r.PathValue("line"))
	if err != nil {
		return err
	}
	in := ActInput{Amount: i.Outstanding(), RecoveredOn: v.Today}
	if typed != nil {
		in = *typed
	}
	page := staff(r, i18n.T(ctx, "Tiền thưởng của dòng %d", i.Position), v.crumbs(ctx)...)
	page.Lead = i.Name
	page.Flash = flash(ctx, wrong)
	return web.ShowStaffStatus(w, r, status(wrong), page, itemContent(itemView{v, i, in, wrong}))
}

func (p pages) decline(w http.ResponseWriter, r *web.Request) error {
	return p.act(w, r, p.Decline, "Đã ghi là không chi.")
}

func (p pages) takeBack(w http.ResponseWriter, r *web.Request) error {
	return p.act(w, r, p.TakeBack, "Đã ghi số tiền thu về.")
}

func (p pages) act(w http.ResponseWriter, r *web.Request, do func(context.Context, auth.Actor, string, string, ActInput) error, sentence string) error {
	in, err := web.Decode[ActInput](r)
	if err == nil {
		err = do(r.Context(), r.Actor, r.PathValue("id"), r.PathValue("line"), in)
	}
	return done(w, r, err, func(err error) error { return p.showItem(w, r, &in, err) }, sheetPath(r.PathValue("id")), sentence)
}

func (v itemView) facts(ctx context.Context) []ui.Fact {
	i := v.Item
	amount := i18n.Money(ctx, i.Amount)
	if i.Open() {
		amount = i18n.T(ctx, "chưa rõ")
	}
	all := []ui.Fact{
		{Label: i18n.T(ctx, "Tình trạng"), Value: i18n.T(ctx, i.State.Label())}, {Label: i18n.T(ctx, "Số tiền"), Value: amount},
		{Label: i18n.T(ctx, "Cách tính, căn cứ"), Value: i.Basis}, {Label: i18n.T(ctx, "Đối tượng"), Value: i18n.T(ctx, i.Kind.Label())},
		{Label: i18n.T(ctx, "Đơn vị"), Value: i.UnitName}, {Label: i18n.T(ctx, "Ngày chi"), Value: i.PaidOn.String()}, {Label: i18n.T(ctx, "Số chứng từ"), Value: i.PaidDoc},
	}
	if i.Recovered > 0 {
		all = append(all, ui.Fact{Label: i18n.T(ctx, "Đã thu về"), Value: i18n.T(ctx, "%s, lần cuối ngày %s", i18n.Money(ctx, i.Recovered), i.RecoveredOn.String())})
	}
	all = append(all, ui.Fact{Label: i18n.T(ctx, "Ghi chú"), Value: i.Note})
	if v.Stored() {
		all = append(all, ui.Fact{Label: i18n.T(ctx, "Ghi lần cuối"), Value: i.By + ", " + i18n.Moment(i.At)})
	}
	return all
}
