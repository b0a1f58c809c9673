package org

import (
	"context"
	"net/http"
	"net/url"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

const (
	publicPath  = "/don-vi"
	suggestPath = unitsPath + "/goi-y"
	fewMatches  = 8  // suggested while typing
	mostMatches = 30 // listed on a page
)

func (p pages) mountPublic(m *web.Mux) {
	m.Public("GET /don-vi", p.publicUnits)
	m.Public("GET /don-vi/goi-y", p.suggestPublic)
	m.Public("GET /don-vi/{code}", p.publicUnit)
	m.Staff("GET /quan-tri/don-vi/goi-y", p.suggestStaff)
}

// mapDay is the day whose map is asked for, as it was typed and as it is read;
// err says what is wrong with it.
type mapDay struct {
	clock.Date
	typed string
	err   error
}

func askedDay(r *web.Request) mapDay {
	d := mapDay{typed: r.URL.Query().Get("ngay")}
	var err error
	if d.Date, err = clock.Parse(d.typed); err != nil || noDay(d.Date) {
		d.Date, d.err = clock.Date{}, fault.Invalid{"ngay": fault.Say("Ngày chưa đúng. Xin viết như 20/10/2022.")}
	}
	return d
}

func (d mapDay) status() int {
	if d.err != nil {
		return http.StatusUnprocessableEntity
	}
	return http.StatusOK
}

// field asks for the day; what was typed wrongly stays.
func (d mapDay) field(ctx context.Context, shown clock.Date) ui.Field {
	f := ui.Field{Name: "ngay", Label: i18n.T(ctx, "Bản đồ ngày"), Value: shown.ISO(), Width: ui.Mid, Error: ui.FieldError(ctx, d.err, "ngay")}
	if d.err != nil {
		f.Value = d.typed
	}
	return f
}

// directoryPage is the first page of units.
type directoryPage struct {
	Directory
	Words string
	Day   clock.Date
	Asked mapDay
}

func (p pages) publicUnits(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	d := directoryPage{Words: r.URL.Query().Get("tu"), Asked: askedDay(r)}
	if d.Day = d.Asked.Date; d.Day.IsZero() {
		d.Day = clock.DayOf(r.Now())
	}
	var err error
	if d.Directory, err = p.service.directory(ctx, d.Words, d.Day, mostMatches); err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-cache")
	page := r.Page(i18n.T(ctx, "Đơn vị"), i18n.T(ctx, "Đơn vị nào có từ ngày nào, trước đó và sau đó là gì. Tìm được bằng cả tên cũ."))
	return web.ShowStatus(w, r, d.Asked.status(), page, directoryContent(d))
}

// suggestPublic answers with a list of links for what was typed so far.
func (p pages) suggestPublic(w http.ResponseWriter, r *web.Request) error {
	day := askedDay(r).Date
	if day.IsZero() {
		day = clock.DayOf(r.Now())
	}
	all, err := p.service.suggestions(r.Context(), r.URL.Query().Get("tu"), day, fewMatches)
	if err != nil {
		return err
	}
	return web.Fragment(w, r, suggestedLinks(all))
}

// suggestStaff answers with a list of buttons that fill in a field; only what the
// actor administers.
func (p pages) suggestStaff(w http.ResponseWriter, r *web.Request) error {
	all, err := p.service.Suggest(r.Context(), r.Actor, r.URL.Query().Get("tu"), fewMatches)
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	return web.Fragment(w, r, suggestedButtons(all))
}

// portraitPage is the page of one unit.
type portraitPage struct {
	Portrait
	Asked mapDay
}

func (p pages) publicUnit(w http.ResponseWriter, r *web.Request) error {
	ctx, query := r.Context(), r.URL.Query()
	v := portraitPage{Asked: askedDay(r)}
	wish := Wish{Day: v.Asked.Date, Tree: Tree(query.Get("cay")), After: query.Get("sau")}
	var err error
	if v.Portrait, err = p.service.portrait(ctx, r.PathValue("code"), wish, pageSize); err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-cache")
	page := r.Page(v.Name, i18n.T(ctx, "%s: tên gọi, địa giới và trực thuộc qua thời gian.", v.Name))
	return web.ShowStatus(w, r, v.Asked.status(), page, portraitContent(v, clock.DayOf(r.Now())))
}

// unitHref is the address of the page of u on the map of a day; without a day, of
// today.
func unitHref(u Unit, day clock.Date) string {
	return href(u.Code, url.Values{}, day)
}

func href(code string, query url.Values, day clock.Date) string {
	if !day.IsZero() {
		query.Set("ngay", day.ISO())
	}
	if len(query) == 0 {
		return publicPath + "/" + code
	}
	return publicPath + "/" + code + "?" + query.Encode()
}

// treeHref is the address of the unit's page with what lies below it in tree,
// after the unit with code after.
func (v portraitPage) treeHref(tree Tree, after string) string {
	query := url.Values{}
	if tree != Administrative {
		query.Set("cay", string(tree))
	}
	if after != "" {
		query.Set("sau", after)
	}
	return href(v.Code, query, v.Asked.Date)
}
