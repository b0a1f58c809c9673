package initiative

import (
	"net/http"
	"slices"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// returnDays is how long a registrar is first given to supplement, in days.
const returnDays = 7

func (p pages) accept(w http.ResponseWriter, r *web.Request) error {
	id := r.PathValue("id")
	if _, err := p.AcceptMany(r.Context(), r.Actor, []string{id}); err != nil {
		return err
	}
	return web.Done(w, r, "/viec/mo-hinh/"+id, "Đã tiếp nhận. Đơn vị bắt đầu thực hiện và ghi tiến độ.")
}

func (p pages) askSendBack(w http.ResponseWriter, r *web.Request) error {
	i, err := p.See(r.Context(), r.Actor, r.PathValue("id"))
	if err == nil {
		err = permitReceive(r.Actor, i)
	}
	if err != nil {
		return err
	}
	in := Return{DueOn: clock.DayOf(r.Now()).AddDays(returnDays)}
	return p.showSendBack(w, r, http.StatusOK, i, in, in.DueOn.ISO(), nil)
}

func (p pages) sendBack(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	id := r.PathValue("id")
	in, err := web.Decode[Return](r)
	if err == nil {
		err = p.SendBack(ctx, r.Actor, id, in)
	}
	if status := again(err); status != 0 {
		i, e := p.See(ctx, r.Actor, id)
		if e != nil {
			return e
		}
		return p.showSendBack(w, r, status, i, in, r.Form.Get("due_on"), err)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, "/viec/mo-hinh/"+id, "Đã trả lại để bổ sung, hạn %s.", in.DueOn.String())
}

func (p pages) showSendBack(w http.ResponseWriter, r *web.Request, status int, i Initiative, in Return, day string, err error) error {
	ctx := r.Context()
	f := newWorkForm(r, i, err)
	f.Fields = []ui.Field{
		{Name: "reason", Label: i18n.T(ctx, "Còn thiếu gì"), Value: in.Reason, Required: true, Rows: 4, Hint: i18n.T(ctx, "Nói rõ mục nào, cần thêm gì. Người đăng ký đọc nguyên văn câu này.")},
		{Name: "due_on", Label: i18n.T(ctx, "Bổ sung xong trước ngày"), Value: day, Required: true},
	}
	f.explain(ctx)
	return web.ShowStaffStatus(w, r, status, below(r, i18n.T(ctx, "Trả lại để bổ sung"), i), sendBackForm(f))
}

func (p pages) openReview(w http.ResponseWriter, r *web.Request) error {
	id := r.PathValue("id")
	i, err := p.See(r.Context(), r.Actor, id)
	if err == nil && !(i.State == UnderReview && appraises(r.Actor, i)) { // else pressed twice: it is open already
		err = p.OpenReview(r.Context(), r.Actor, id)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, "/viec/mo-hinh/"+id, "Đã mở thẩm định.")
}

func (p pages) askSustain(w http.ResponseWriter, r *web.Request) error {
	i, err := p.See(r.Context(), r.Actor, r.PathValue("id"))
	if err == nil {
		err = permitSustain(r.Actor, i)
	}
	if err != nil {
		return err
	}
	return p.showSustain(w, r, http.StatusOK, i, sustaining{}, nil)
}

// sustaining is what a form says of a decided initiative.
type sustaining struct {
	State  State  `form:"state"`
	Reason string `form:"reason"`
}

func (p pages) sustain(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	id := r.PathValue("id")
	in, err := web.Decode[sustaining](r)
	if err == nil {
		err = p.Sustain(ctx, r.Actor, id, in.State, in.Reason)
	}
	if status := again(err); status != 0 {
		i, e := p.See(ctx, r.Actor, id)
		if e != nil {
			return e
		}
		return p.showSustain(w, r, status, i, in, err)
	}
	if err != nil {
		return err
	}
	if in.State == Ended {
		return web.Done(w, r, "/viec/mo-hinh/"+id, "Đã ghi mô hình kết thúc.")
	}
	return web.Done(w, r, "/viec/mo-hinh/"+id, "Đã ghi mô hình đang duy trì.")
}

func (p pages) showSustain(w http.ResponseWriter, r *web.Request, status int, i Initiative, in sustaining, err error) error {
	ctx := r.Context()
	f := newWorkForm(r, i, err)
	f.Fields = []ui.Field{
		{Name: "state", Label: i18n.T(ctx, "Mô hình hiện nay"), Value: string(in.State), Required: true},
		{Name: "reason", Label: i18n.T(ctx, "Ghi thêm"), Value: in.Reason, Rows: 3, Hint: i18n.T(ctx, "Ai đang giữ mô hình, hoặc vì sao kết thúc.")},
	}
	f.explain(ctx)
	var options []ui.Option
	for _, s := range []State{KeptAlive, Ended} {
		if slices.Contains(next[i.State], s) {
			options = append(options, ui.Option{Value: string(s), Text: i18n.T(ctx, s.Label())})
		}
	}
	return web.ShowStaffStatus(w, r, status, below(r, i18n.T(ctx, "Duy trì hoặc kết thúc"), i), sustainForm(f, options))
}

func (p pages) askDiscard(w http.ResponseWriter, r *web.Request) error {
	i, err := p.See(r.Context(), r.Actor, r.PathValue("id"))
	if err == nil {
		err = permitDiscard(r.Actor, i)
	}
	if err != nil {
		return err
	}
	return web.ShowStaff(w, r, below(r, i18n.T(r.Context(), "Bỏ bản nháp"), i), discardForm(i))
}

func (p pages) discard(w http.ResponseWriter, r *web.Request) error {
	if err := p.Discard(r.Context(), r.Actor, r.PathValue("id")); err != nil {
		return err
	}
	return web.Done(w, r, "/viec", "Đã bỏ bản nháp.")
}
