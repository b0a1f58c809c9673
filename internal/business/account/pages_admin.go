package account

import (
	"context"
	"kheo/internal/service/auth"
	"net/http"

	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

const (
	adminPath = "/quan-tri"
	unitsPath = adminPath + "/don-vi"
	pageSize  = 50
)

func adminCrumbs(ctx context.Context, more ...ui.Link) []ui.Link {
	return append([]ui.Link{{Text: i18n.T(ctx, "Quản trị"), Href: adminPath}}, more...)
}

func (p pages) showAdmin(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	entries, err := p.service.Trail(ctx, r.Actor, trailFilter{}.audit(8))
	if err != nil {
		return err
	}
	page := r.StaffPage(i18n.T(ctx, "Quản trị"), "")
	page.Lead = page.UnitName
	return web.ShowStaff(w, r, page, adminContent(mayAdminister(r.Actor), r.Actor.Root(auth.Administrator) != "", entries))
}
