package participant_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/auth"
	"kheo/internal/service/web"
)

// atlas is org with units that follow one another.
type atlas struct {
	*org.Service
	follow map[string][]string // ids of units that replaced a unit or were replaced by it
	former map[string][]string // earlier names
	ended  map[string]clock.Date
}

func (a *atlas) Unit(ctx context.Context, tx *db.Tx, id string) (org.Unit, error) {
	u, err := a.Service.Unit(ctx, tx, id)
	u.ValidTo = a.ended[id]
	return u, err
}

func (a *atlas) Related(ctx context.Context, tx *db.Tx, unitID string) (all []org.Related, err error) {
	for _, id := range append([]string{unitID}, a.follow[unitID]...) {
		u, err := a.Unit(ctx, tx, id)
		if err != nil {
			return nil, err
		}
		relation := "after"
		if id == unitID {
			relation = "self"
		}
		all = append(all, org.Related{Unit: u, Relation: relation, Whole: true, Names: append([]string{u.Name}, a.former[id]...)})
	}
	return all, nil
}

// town is a city in which two wards of a district became one, and people at work.
type town struct {
	*participant.Service
	db                                   *db.DB
	units                                *atlas
	city, district, lien, tu, ward, away org.Unit
	actors                               map[string]auth.Actor
	mux                                  http.Handler
}

func newTown(t testing.TB, d *db.DB) *town {
	t.Helper()
	h := &town{Service: participant.New(d), db: d, units: &atlas{Service: org.New(d), follow: map[string][]string{}, former: map[string][]string{}}, actors: map[string]auth.Actor{}}
	h.Units = h.units
	h.update(t, func(ctx context.Context, tx *db.Tx) (err error) {
		add := func(name, kind string, parent org.Unit) (u org.Unit) {
			if err == nil {
				u, err = h.units.Found(ctx, tx, org.Input{Name: name, Type: org.Type(kind), ParentID: parent.ID})
			}
			return u
		}
		h.city = add("Thành phố Mẫu", "province", org.Unit{})
		h.district = add("Quận Mẫu", "district", h.city)
		h.lien = add("Phường Phương Liên", "ward", h.district)
		h.tu = add("Phường Trung Tự", "ward", h.district)
		h.ward = add("Phường Phương Liên - Trung Tự", "ward", h.city)
		h.away = add("Phường Xa", "ward", h.city)
		return err
	})
	h.units.follow[h.ward.ID] = []string{h.lien.ID, h.tu.ID}
	h.units.follow[h.lien.ID], h.units.follow[h.tu.ID] = []string{h.ward.ID}, []string{h.ward.ID}
	h.actors["lan"] = h.actor(auth.Registrar, h.ward, h.lien, h.tu)
	h.actors["quan"] = h.actor(auth.Administrator, h.city)
	h.actors["doc"] = h.actor(auth.Appraiser, h.ward, h.lien, h.tu)
	h.actors["xa"] = h.actor(auth.Registrar, h.away)
	h.actors["cu"] = h.actor(auth.Registrar, h.lien)
	m := web.New(web.Site{
		Owner: "Thành phố Mẫu", BaseURL: "http://127.0.0.1", Now: func() time.Time { return dbtest.Moment },
		WhoIs:   func(r *http.Request) (auth.Actor, error) { return h.actors[r.Header.Get(who)], nil },
		Waiting: func(context.Context, auth.Actor) (int, error) { return 0, nil },
	})
	h.Mount(m)
	h.mux = m
	return h
}

// actor holds a role for the first unit, which wholly replaced the others.
func (h *town) actor(role auth.Role, own org.Unit, heritage ...org.Unit) auth.Actor {
	g := auth.Grant{Role: role, UnitID: own.ID, UnitPath: own.Path, UnitName: own.Name}
	for _, u := range heritage {
		g.Heritage = append(g.Heritage, u.Path)
	}
	return auth.Actor{AccountID: uuid.NewString(), SessionID: uuid.NewString(), Name: "Cán bộ Mẫu", Grants: []auth.Grant{g}}
}

func (h *town) update(t testing.TB, do func(context.Context, *db.Tx) error) {
	t.Helper()
	ctx := context.Background()
	if err := h.db.Update(ctx, func(tx *db.Tx) error { return do(ctx, tx) }); err != nil {
		t.Fatal(err)
	}
}

// row makes a row of the book.
func (h *town) row(t testing.TB, kind participant.Kind, name string, unit org.Unit) (p participant.Participant) {
	t.Helper()
	h.update(t, func(ctx context.Context, tx *db.Tx) (err error) {
		p, _, err = h.Ensure(ctx, tx, kind, name, participant.Unit{ID: unit.ID, Path: unit.Path})
		return err
	})
	return p
}

// again reads a row once more.
func (h *town) again(t testing.TB, id string) (p participant.Participant) {
	t.Helper()
	h.update(t, func(ctx context.Context, tx *db.Tx) (err error) {
		p, err = h.Participant(ctx, tx, id)
		return err
	})
	return p
}

// join merges and fails the test when that is refused.
func (h *town) join(t testing.TB, login string, kept, merged participant.Participant) participant.Merge {
	t.Helper()
	m, err := h.Merge(context.Background(), h.actors[login], participant.MergeInput{KeptID: kept.ID, MergedID: merged.ID, Reason: participant.Twice})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// acts lists what the trail says of a row.
func (h *town) acts(t testing.TB, id string) (acts []string) {
	t.Helper()
	h.update(t, func(ctx context.Context, tx *db.Tx) (err error) {
		acts, err = db.All(ctx, tx, db.Value[string], `SELECT act FROM audit_entry WHERE object_id = $1 ORDER BY id`, id)
		return err
	})
	slices.Sort(acts)
	return acts
}

const who = "X-Test-Login"

// get asks for a page, which must answer with status.
func (h *town) get(t testing.TB, login, path string, status int) string {
	t.Helper()
	return h.answer(t, login, httptest.NewRequest(http.MethodGet, path, nil), status).Body.String()
}

// post sends fields, given as name and value in turn.
func (h *town) post(t testing.TB, login, path string, status int, fields ...string) *httptest.ResponseRecorder {
	t.Helper()
	form := url.Values{}
	for i := 0; i < len(fields); i += 2 {
		form.Set(fields[i], fields[i+1])
	}
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return h.answer(t, login, r, status)
}

func (h *town) answer(t testing.TB, login string, r *http.Request, status int) *httptest.ResponseRecorder {
	t.Helper()
	r.Header.Set(who, login)
	w := httptest.NewRecorder()
	h.mux.ServeHTTP(w, r)
	if w.Code != status {
		t.Fatalf("%s %s as %q: %d, want %d\n%s", r.Method, r.URL, login, w.Code, status, w.Body)
	}
	return w
}

// has checks which words a page has and which it lacks.
func has(t testing.TB, page string, words, lacks []string) {
	t.Helper()
	at := max(strings.Index(page, "<main"), 0)
	for _, w := range words {
		if !strings.Contains(page, w) {
			t.Errorf("the page lacks %q:\n%s", w, page[at:])
		}
	}
	for _, w := range lacks {
		if strings.Contains(page, w) {
			t.Errorf("the page has %q:\n%s", w, page[at:])
		}
	}
}
