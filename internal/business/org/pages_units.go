package org

import (
	"context"
	"net/http"
	"net/url"
	"slices"

	"github.com/google/uuid"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/auth"
	"kheo/internal/service/files"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

const (
	adminPath = "/quan-tri"
	unitsPath = adminPath + "/don-vi"
	pageSize  = 50
)

func (p pages) mountUnits(m *web.Mux) {
	m.Staff("GET /quan-tri/don-vi", p.listUnits)
	m.Staff("GET /quan-tri/don-vi.xlsx", p.exportUnits)
	m.Staff("GET /quan-tri/don-vi/{id}", p.showUnit)
	m.Staff("GET /quan-tri/don-vi/{id}/them", p.newUnit)
	m.Staff("POST /quan-tri/don-vi/{id}/them", p.addUnit)
	m.Staff("GET /quan-tri/don-vi/{id}/sua", p.editUnit)
	m.Staff("POST /quan-tri/don-vi/{id}/sua", p.changeUnit)
	p.mountUnitRecords(m)
	p.mountEvents(m)
}

func adminCrumbs(ctx context.Context, more ...ui.Link) []ui.Link {
	return append([]ui.Link{{Text: i18n.T(ctx, "Quản trị"), Href: adminPath}}, more...)
}

func unitCrumbs(ctx context.Context, above ...Unit) []ui.Link {
	links := adminCrumbs(ctx, ui.Link{Text: i18n.T(ctx, "Đơn vị"), Href: unitsPath})
	for _, u := range above {
		links = append(links, ui.Link{Text: u.Name, Href: unitPath(u.ID)})
	}
	return links
}

// treeQuery is what the address of the list asks for.
type treeQuery struct {
	Day   clock.Date
	Today clock.Date
	Wrong bool // the day in the address is none
	Tree  Tree
	Above string
	Ended bool
	Words string
	After string
}

func readTreeQuery(r *web.Request) treeQuery {
	v := r.URL.Query()
	q := treeQuery{Tree: Tree(v.Get("cay")), Above: v.Get("duoi"), Ended: v.Get("het") != "", Words: v.Get("tu"), After: v.Get("sau"), Today: clock.DayOf(r.Now())}
	day, err := clock.Parse(v.Get("ngay"))
	q.Day, q.Wrong = day, err != nil
	if day.IsZero() {
		q.Day = q.Today
	}
	if !slices.Contains(Trees(), q.Tree) {
		q.Tree = Administrative
	}
	for _, id := range []*string{&q.Above, &q.After} {
		if uuid.Validate(*id) != nil {
			*id = ""
		}
	}
	return q
}

// href is the address of the same list below another unit, after another row.
func (q treeQuery) href(above, after string) string {
	v := url.Values{}
	set := func(name, value string, ok bool) {
		if ok && value != "" {
			v.Set(name, value)
		}
	}
	set("ngay", q.Day.ISO(), q.Day != q.Today)
	set("cay", string(q.Tree), q.Tree != Administrative)
	set("het", "1", q.Ended)
	set("duoi", above, true)
	set("sau", after, true)
	if len(v) == 0 {
		return unitsPath
	}
	return unitsPath + "?" + v.Encode()
}

func (p pages) listUnits(w http.ResponseWriter, r *web.Request) error {
	ctx, q := r.Context(), readTreeQuery(r)
	page := r.StaffPage(i18n.T(ctx, "Đơn vị"), "")
	page.Crumbs = adminCrumbs(ctx)
	page.Lead = i18n.T(ctx, "Cây đơn vị thuộc phạm vi quản trị của bạn, trên bản đồ ngày %s.", q.Day.String())
	page.Action = unitsActs(q.Words)
	if q.Words != "" {
		hits, err := p.service.Find(ctx, r.Actor, q.Words, q.Day, pageSize)
		if err != nil {
			return err
		}
		return web.ShowStaff(w, r, page, unitsFound(q, hits))
	}
	level, err := p.service.Level(ctx, r.Actor, TreeFilter{Day: q.Day, Tree: q.Tree, Above: q.Above, Ended: q.Ended, After: q.After, Limit: pageSize + 1})
	if err != nil {
		return err
	}
	next := ""
	if len(level.Rows) > pageSize {
		level.Rows = level.Rows[:pageSize]
		next = q.href(q.Above, level.Rows[pageSize-1].ID)
	}
	return web.ShowStaff(w, r, page, unitsContent(q, level, next))
}

// unitsFile is the address of the list as a file, narrowed to words.
func unitsFile(words string) string {
	if words == "" {
		return unitsPath + ".xlsx"
	}
	return unitsPath + ".xlsx?" + url.Values{"tu": {words}}.Encode()
}

func (p pages) exportUnits(w http.ResponseWriter, r *web.Request) error {
	return p.service.ExportUnits(r.Context(), r.Actor, r.URL.Query().Get("tu"), web.Attachment(w, files.XLSX, "don-vi.xlsx"))
}

func (p pages) view(r *web.Request) (UnitView, error) {
	id, err := pathID(r, "id")
	if err != nil {
		return UnitView{}, err
	}
	return p.service.View(r.Context(), r.Actor, id)
}

const belowShown = 20 // units below in each tree on a unit's page

func (p pages) showUnit(w http.ResponseWriter, r *web.Request) error {
	id, err := pathID(r, "id")
	if err != nil {
		return err
	}
	st, err := p.service.Story(r.Context(), r.Actor, id, belowShown)
	if err != nil {
		return err
	}
	page := r.StaffPage(st.Unit.Name, "")
	page.Crumbs = unitCrumbs(r.Context(), st.Above...)
	page.Lead = typeText(r.Context(), st.Unit.Type)
	page.Action = ui.ButtonLink(i18n.T(r.Context(), "Sửa đơn vị"), unitPath(id)+"/sua", ui.Normal)
	return web.ShowStaff(w, r, page, unitContent(unitPage{Story: st, Actor: r.Actor, Today: clock.DayOf(r.Now())}))
}

// unitPage is a unit's page: links lead only to what the actor administers.
type unitPage struct {
	Story
	Actor auth.Actor
	Today clock.Date
}

func (u unitPage) stands() bool { return u.Unit.ValidTo.IsZero() || !u.Unit.ValidTo.Before(u.Today) }

func (u unitPage) successors() (all []Unit) {
	for _, s := range u.After {
		if s.Steps == 1 {
			all = append(all, s.To)
		}
	}
	return all
}

func unitPath(id string) string { return unitsPath + "/" + id }

// unitForm is a form for a unit with what was typed.
type unitForm struct {
	Action, Back string
	Fresh        bool // a new unit: its code can still be chosen
	ID           string
	In           Input
	From, To     string // days as they were typed
	Err          error
}

func (f unitForm) page(w http.ResponseWriter, r *web.Request, title string, above []Unit) error {
	page := r.StaffPage(title, "")
	page.Crumbs = unitCrumbs(r.Context(), above...)
	status := http.StatusOK
	if f.Err != nil {
		status = web.Status(f.Err)
	}
	return web.ShowStaffStatus(w, r, status, page, unitFormContent(f))
}

func (p pages) newUnit(w http.ResponseWriter, r *web.Request) error {
	v, err := p.view(r)
	if err != nil {
		return err
	}
	return p.newUnitPage(w, r, v, unitForm{In: Input{ID: uuid.Must(uuid.NewV7()).String()}})
}

func (p pages) newUnitPage(w http.ResponseWriter, r *web.Request, v UnitView, f unitForm) error {
	f.Back = unitPath(v.Unit.ID)
	f.Action, f.Fresh = f.Back+"/them", true
	return f.page(w, r, i18n.T(r.Context(), "Thêm đơn vị trực thuộc"), append(v.Above, v.Unit))
}

func (p pages) addUnit(w http.ResponseWriter, r *web.Request) error {
	v, err := p.view(r)
	if err != nil {
		return err
	}
	in, err := web.Decode[Input](r)
	in.ParentID = v.Unit.ID
	var u Unit
	if err == nil {
		u, err = p.service.Add(r.Context(), r.Actor, in)
	}
	if isInvalid(err) {
		return p.newUnitPage(w, r, v, unitForm{In: in, From: r.FormValue("valid_from"), To: r.FormValue("valid_to"), Err: err})
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, unitPath(u.ID), "Đã thêm đơn vị %s.", u.Name)
}

func (p pages) editUnit(w http.ResponseWriter, r *web.Request) error {
	v, err := p.view(r)
	if err != nil {
		return err
	}
	u := v.Unit
	in := Input{Code: u.Code, Name: u.Name, Type: u.Type, ValidFrom: u.ValidFrom, ValidTo: u.ValidTo, Version: u.Version}
	return p.editUnitPage(w, r, v, unitForm{In: in, From: u.ValidFrom.ISO(), To: u.ValidTo.ISO()})
}

func (p pages) editUnitPage(w http.ResponseWriter, r *web.Request, v UnitView, f unitForm) error {
	f.ID, f.Back = v.Unit.ID, unitPath(v.Unit.ID)
	f.Action = f.Back + "/sua"
	return f.page(w, r, i18n.T(r.Context(), "Sửa đơn vị"), append(v.Above, v.Unit))
}

// changeUnit shows what was typed again when somebody else was faster; saving
// once more then means the new version.
func (p pages) changeUnit(w http.ResponseWriter, r *web.Request) error {
	v, err := p.view(r)
	if err != nil {
		return err
	}
	in, err := web.Decode[Input](r)
	if err == nil {
		err = p.service.Change(r.Context(), r.Actor, v.Unit.ID, in)
	}
	_, known := refusal(err)
	if isInvalid(err) || known {
		if known {
			in.Version = v.Unit.Version
		}
		in.Code = v.Unit.Code
		return p.editUnitPage(w, r, v, unitForm{In: in, From: r.FormValue("valid_from"), To: r.FormValue("valid_to"), Err: err})
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, unitPath(v.Unit.ID), "Đã lưu đơn vị %s.", in.Name)
}
