package account

import (
	"context"
	"maps"
	"net/http"
	"net/url"
	"slices"

	"github.com/google/uuid"

	"kheo/internal/platform/i18n"
	"kheo/internal/service/audit"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

const trailPath = adminPath + "/nhat-ky"

func (p pages) mountTrail(m *web.Mux) {
	m.Staff("GET /quan-tri/nhat-ky", p.listTrail)
	m.Staff("GET /quan-tri/nhat-ky/{id}", p.showEntry)
}

// trailFilter is what the address of the trail asks for.
type trailFilter struct {
	Person, Kind, Object string
	Before               string // id of the last entry of the page before
}

func filterOf(r *web.Request) trailFilter {
	q := r.URL.Query()
	f := trailFilter{Person: q.Get("nguoi"), Kind: q.Get("loai"), Object: q.Get("doi-tuong"), Before: q.Get("truoc")}
	if uuid.Validate(f.Before) != nil {
		f.Before = ""
	}
	return f
}

func (f trailFilter) audit(limit int) audit.Filter {
	return audit.Filter{ObjectID: f.Object, Account: f.Person, Kind: f.Kind, Before: f.Before, Limit: limit}
}

func (f trailFilter) empty() bool { return f == trailFilter{} }

// href is the address of f, from the entry before on.
func (f trailFilter) href(before string) string { return f.at(trailPath, before) }

// at is path with f and the entry before.
func (f trailFilter) at(path, before string) string {
	q := url.Values{}
	for name, value := range map[string]string{"nguoi": f.Person, "loai": f.Kind, "doi-tuong": f.Object, "truoc": before} {
		if value != "" {
			q.Set(name, value)
		}
	}
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}

// trailView is one page of the trail.
type trailView struct {
	Filter  trailFilter
	Entries []audit.Entry
	Units   map[string]string // names by path
	People  []string
	Next    string
}

func (p pages) listTrail(w http.ResponseWriter, r *web.Request) (err error) {
	ctx := r.Context()
	v := trailView{Filter: filterOf(r)}
	if v.Entries, err = p.service.Trail(ctx, r.Actor, v.Filter.audit(pageSize+1)); err != nil {
		return err
	}
	if len(v.Entries) > pageSize {
		v.Entries = v.Entries[:pageSize]
		v.Next = v.Filter.href(v.Entries[pageSize-1].ID)
	}
	paths := make([]string, len(v.Entries))
	for i, e := range v.Entries {
		paths[i] = e.UnitPath
	}
	if v.Units, err = p.service.unitNames(ctx, paths); err != nil {
		return err
	}
	if v.People, err = p.service.Doers(ctx, r.Actor, choiceLimit); err != nil {
		return err
	}
	page := r.StaffPage(i18n.T(ctx, "Nhật ký"), "")
	page.Crumbs = adminCrumbs(ctx)
	page.Action = ui.ButtonLink(i18n.T(ctx, "Xuất Excel"), v.Filter.at(trailPath+".xlsx", ""), ui.Normal)
	page.Lead = i18n.T(ctx, "Ai đã làm gì, lúc nào, trước và sau ra sao. Chỉ ghi thêm, không ai sửa được.")
	return web.ShowStaff(w, r, page, trailContent(v))
}

func (p pages) showEntry(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	id, err := pathID(r, "id")
	if err != nil {
		return err
	}
	e, err := p.service.Entry(ctx, r.Actor, id)
	if err != nil {
		return err
	}
	units, err := p.service.unitNames(ctx, []string{e.UnitPath})
	if err != nil {
		return err
	}
	page := r.StaffPage(actText(ctx, e.Act), "")
	page.Crumbs = adminCrumbs(ctx, ui.Link{Text: i18n.T(ctx, "Nhật ký"), Href: trailPath})
	page.Lead = e.Title
	return web.ShowStaff(w, r, page, entryContent(e, units[e.UnitPath]))
}

func actText(ctx context.Context, act string) string { return i18n.T(ctx, actLabel(act)) }

func kindText(ctx context.Context, kind string) string { return i18n.T(ctx, kindLabel(kind)) }

func kindOptions(ctx context.Context) []ui.Option {
	options := []ui.Option{{Text: i18n.T(ctx, "Mọi loại")}}
	for _, kind := range slices.Sorted(maps.Keys(kindLabels)) {
		options = append(options, ui.Option{Value: kind, Text: kindText(ctx, kind)})
	}
	return options
}
