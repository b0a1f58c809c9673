package participant

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

func (p pages) queue(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	q, err := web.Decode[QueueQuery](r)
	if err != nil {
		return fault.NotFound
	}
	v, err := p.Queue(ctx, r.Actor, q)
	if err != nil {
		return err
	}
	page := r.StaffPage(i18n.T(ctx, "Có thể là một"), ui.SectionInitiatives)
	page.Crumbs = []ui.Link{{Text: i18n.T(ctx, "Đối tượng tham gia"), Href: bookPath}}
	page.Lead = pairsSaid(ctx, v.Left) + ". " + i18n.T(ctx, "Máy chỉ gợi ý theo tên và đơn vị; bạn quyết định, và đổi lại được.")
	return web.ShowStaff(w, r, page, queueContent(v))
}

// decide does what somebody says about one pair and leads back to the others.
func (p pages) decide(w http.ResponseWriter, r *web.Request) error {
	d, err := web.Decode[Decision](r)
	if err != nil {
		return err
	}
	back := address(queuePath, "tu", r.Form.Get("tu"), "den", r.Form.Get("den"))
	if err := p.Decide(r.Context(), r.Actor, d); err != nil {
		return err
	}
	if d.Act == Same {
		return web.Done(w, r, back, "Đã nối hai dòng thành một đối tượng.")
	}
	return web.Done(w, r, back, "Đã ghi nhận hai đối tượng khác nhau. Cặp này không hiện lại nữa.")
}

func (v Queue) next() string {
	if !v.Next || len(v.Pairs) == 0 {
		return ""
	}
	return address(queuePath, "tu", v.Query.From, "den", v.Query.To, "sau", v.Pairs[len(v.Pairs)-1].ID)
}

// did says in a few words what a row did: how much, in which years.
func (c Compared) did(ctx context.Context) string {
	if len(c.Deeds) == 0 {
		return i18n.T(ctx, "Chưa có hoạt động nào được ghi.")
	}
	var years []string
	for _, d := range c.Deeds {
		if y := fmt.Sprint(d.Year); len(years) == 0 || years[len(years)-1] != y {
			years = append(years, y)
		}
	}
	return i18n.T(ctx, "%s hoạt động, năm %s", i18n.Number(ctx, len(c.Deeds)), strings.Join(years, ", "))
}

func aliasesSaid(aliases []Alias) string { return strings.Join(names(aliases), "; ") }
