package org

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/google/uuid"

	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

const (
	eventsPath = unitsPath + "/su-kien"
	linesShown = 100 // lines of an event on one page
)

func (p pages) mountEvents(m *web.Mux) {
	m.Staff("GET /quan-tri/don-vi/su-kien", p.listEvents)
	m.Staff("GET /quan-tri/don-vi/su-kien/moi", p.newEvent)
	m.Staff("POST /quan-tri/don-vi/su-kien/moi", p.enterEvent)
	m.Staff("GET /quan-tri/don-vi/su-kien/xem/{event}", p.showEvent)
	m.Staff("POST /quan-tri/don-vi/su-kien/xem/{event}/kiem-chung", p.verifyEvent)
	m.Staff("GET /quan-tri/don-vi/su-kien/xem/{event}/rut", p.askWithdraw)
	m.Staff("POST /quan-tri/don-vi/su-kien/xem/{event}/rut", p.withdrawEvent)
}

func eventPath(id string) string { return eventsPath + "/xem/" + id }

// newEventPath is the form for an event about a unit.
func newEventPath(kind EventKind, unitIDs ...string) string {
	return eventsPath + "/moi?" + url.Values{"loai": {string(kind)}, "don-vi": unitIDs}.Encode()
}

func eventCrumbs(ctx context.Context, more ...ui.Link) []ui.Link {
	return append(unitCrumbs(ctx), append([]ui.Link{{Text: i18n.T(ctx, "Sự kiện"), Href: eventsPath}}, more...)...)
}

func (p pages) listEvents(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	after := r.URL.Query().Get("sau")
	var planned []EventItem
	past, err := p.service.Events(ctx, r.Actor, EventFilter{After: after, Limit: pageSize + 1})
	if err == nil && after == "" {
		planned, err = p.service.Events(ctx, r.Actor, EventFilter{Planned: true, Limit: 4 * pageSize})
	}
	if err != nil {
		return err
	}
	next := ""
	if len(past) > pageSize {
		past = past[:pageSize]
		next = eventsPath + "?" + url.Values{"sau": {past[pageSize-1].Key()}}.Encode()
	}
	page := r.StaffPage(i18n.T(ctx, "Sự kiện của đơn vị"), "")
	page.Crumbs = unitCrumbs(ctx)
	page.Lead = i18n.T(ctx, "Sáp nhập, tách, đổi tên, chuyển cấp trên và kết thúc đơn vị, với ngày và căn cứ.")
	page.Action = eventsActs()
	return web.ShowStaff(w, r, page, eventsContent(planned, past, after != "", next))
}

func (p pages) event(r *web.Request, after int) (EventView, error) {
	id, err := pathID(r, "event")
	if err != nil {
		return EventView{}, err
	}
	return p.service.Event(r.Context(), r.Actor, id, after, linesShown)
}

func (p pages) showEvent(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	after, _ := strconv.Atoi(r.URL.Query().Get("sau"))
	v, err := p.event(r, max(after, 0))
	if err != nil {
		return err
	}
	next := ""
	if v.More {
		next = eventPath(v.ID) + "?sau=" + strconv.Itoa(v.Lines[len(v.Lines)-1].Position)
	}
	page := r.StaffPage(i18n.T(ctx, "Sự kiện ngày %s", v.On.String()), "")
	page.Crumbs = eventCrumbs(ctx)
	page.Lead = v.Basis
	return web.ShowStaff(w, r, page, eventContent(v, r.Actor, next))
}

func (p pages) verifyEvent(w http.ResponseWriter, r *web.Request) error {
	id, err := pathID(r, "event")
	if err != nil {
		return err
	}
	if err := p.service.Verify(r.Context(), r.Actor, id); err != nil {
		return err
	}
	return web.Done(w, r, eventPath(id), "Đã ghi nhận việc đối chiếu với văn bản.")
}

func (p pages) askWithdraw(w http.ResponseWriter, r *web.Request) error {
	v, err := p.event(r, 0)
	if err != nil {
		return err
	}
	if v.State != Planned {
		return web.Redirect(w, r, eventPath(v.ID))
	}
	return p.withdrawPage(w, r, v, http.StatusOK, "")
}

func (p pages) withdrawPage(w http.ResponseWriter, r *web.Request, v EventView, status int, reason string) error {
	ctx := r.Context()
	page := r.StaffPage(i18n.T(ctx, "Rút sự kiện"), "")
	page.Crumbs = eventCrumbs(ctx, ui.Link{Text: i18n.T(ctx, "Sự kiện ngày %s", v.On.String()), Href: eventPath(v.ID)})
	return web.ShowStaffStatus(w, r, status, page, withdrawContent(v, reason))
}

func (p pages) withdrawEvent(w http.ResponseWriter, r *web.Request) error {
	v, err := p.event(r, 0)
	if err != nil {
		return err
	}
	err = p.service.Withdraw(r.Context(), r.Actor, v.ID)
	if m, known := refusal(err); known {
		return p.withdrawPage(w, r, v, web.Status(err), m.In(i18n.From(r.Context())))
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, eventPath(v.ID), "Đã rút sự kiện. Các đơn vị trở lại như trước.")
}

// newEvent asks for the kind first, unless the address names one.
func (p pages) newEvent(w http.ResponseWriter, r *web.Request) error {
	ctx, v := r.Context(), r.URL.Query()
	kind := EventKind(v.Get("loai"))
	if !mayAdminister(r.Actor) {
		_, err := p.service.Events(ctx, r.Actor, EventFilter{})
		return err
	}
	if !slices.Contains(EventKinds(), kind) {
		page := r.StaffPage(i18n.T(ctx, "Ghi sự kiện"), "")
		page.Crumbs = eventCrumbs(ctx)
		page.Lead = i18n.T(ctx, "Điều gì xảy ra với đơn vị?")
		return web.ShowStaff(w, r, page, kindsContent())
	}
	in := EventInput{ID: uuid.Must(uuid.NewV7()).String(), Kind: kind}
	for _, id := range v["don-vi"] {
		if uuid.Validate(id) != nil {
			continue
		}
		u, err := p.service.View(ctx, r.Actor, id)
		if err != nil {
			return err
		}
		in.Rows = append(in.Rows, EventRow{Old: unitOption(u.Unit)})
		if len(in.New) == 0 && kind == Merging {
			n := NewRow{Type: u.Unit.Type}
			if len(u.Above) > 0 {
				n.Above = unitOption(u.Above[len(u.Above)-1])
			}
			in.New = append(in.New, n)
		}
	}
	return p.eventFormPage(w, r, http.StatusOK, eventForm{In: in.atLeast()})
}
