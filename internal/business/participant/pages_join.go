package participant

import (
	"context"
	"net/http"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// joinPage asks to which other row a participant belongs, and then why.
type joinPage struct {
	View
	Words string
	Found []Row
	Other *View // chosen
	In    MergeInput
	Err   error
}

func (p pages) askJoin(w http.ResponseWriter, r *web.Request) error {
	ctx, q := r.Context(), r.URL.Query()
	j, err := p.joining(r, q.Get("voi"))
	if err != nil {
		return err
	}
	if j.Other != nil && j.Other.RootID == j.RootID {
		return web.Redirect(w, r, j.href()) // they are one already
	}
	j.In.ID, j.Words = newID(), q.Get("tu")
	if j.Other == nil && j.Words != "" {
		if j.Found, err = p.Others(ctx, r.Actor, j.View, j.Words); err != nil {
			return err
		}
	}
	return j.show(w, r, http.StatusOK)
}

// joining finds what the page is about; otherID may be empty.
func (p pages) joining(r *web.Request, otherID string) (j joinPage, err error) {
	if j.View, err = p.See(r.Context(), r.Actor, r.PathValue("id")); err != nil {
		return j, err
	}
	if !j.MayJoin {
		return j, fault.Forbidden
	}
	if otherID == "" {
		return j, nil
	}
	other, err := p.See(r.Context(), r.Actor, otherID)
	j.Other = &other
	return j, err
}

// join joins the other group to this one.
func (p pages) join(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	in, err := web.Decode[MergeInput](r)
	if err != nil {
		return err
	}
	j, err := p.joining(r, in.MergedID)
	if err != nil {
		return err
	}
	if j.Other == nil {
		return web.Redirect(w, r, j.href()+"/noi")
	}
	in.KeptID = j.ID
	_, err = p.Merge(ctx, r.Actor, in)
	if status := again(err); status != 0 {
		j.In, j.Err = in, err
		return j.show(w, r, status)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, j.href(), "Đã nối “%s” vào “%s”. Có thể tách ra bất cứ lúc nào.", j.Other.Name, j.Name)
}

func (j joinPage) show(w http.ResponseWriter, r *web.Request, status int) error {
	ctx := r.Context()
	page := below(r, i18n.T(ctx, "Nối với một dòng khác"), j.Participant)
	page.Lead = i18n.T(ctx, "Khi một đối tượng được ghi thành hai dòng: thành tích của cả hai hiện ở một nơi. Không dòng nào bị sửa.")
	return web.ShowStaffStatus(w, r, status, page, joinContent(j))
}

func reasonOptions(ctx context.Context) (options []ui.Option) {
	for _, m := range MergeReasons() {
		options = append(options, ui.Option{Value: string(m), Text: i18n.T(ctx, m.Label())})
	}
	return options
}
