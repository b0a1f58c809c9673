package layout_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"kheo/internal/business/layout"
	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/auth"
	"kheo/internal/service/docgen"
	"kheo/internal/service/web"
)

const (
	who = "X-Test-Login"
	at  = "/quan-tri/the-thuc"
)

// house is a settled Khéo with an administrator, somebody else and nobody.
type house struct {
	*layout.Service
	db     *db.DB
	actors map[string]auth.Actor
	mux    http.Handler
}

func newHouse(t testing.TB, d *db.DB) *house {
	t.Helper()
	h := &house{Service: layout.New(d), db: d, actors: map[string]auth.Actor{}}
	for login, role := range map[string]auth.Role{"quan": auth.Administrator, "lan": auth.Registrar} {
		h.actors[login] = auth.Actor{
			AccountID: uuid.NewString(), SessionID: uuid.NewString(), Name: "Người Mẫu " + login,
			Grants: []auth.Grant{{Role: role, UnitPath: "/a/", UnitName: "Phường Mẫu"}},
		}
	}
	h.actors["lac"] = auth.Actor{AccountID: uuid.NewString(), SessionID: uuid.NewString(), Name: "Người Lạc"}
	if err := h.Settle(context.Background()); err != nil {
		t.Fatal(err)
	}
	m := web.New(web.Site{
		Owner: "Phường Mẫu", BaseURL: "http://127.0.0.1", Now: func() time.Time { return dbtest.Moment },
		WhoIs:   func(r *http.Request) (auth.Actor, error) { return h.actors[r.Header.Get(who)], nil },
		Waiting: func(context.Context, auth.Actor) (int, error) { return 0, nil },
	})
	h.Mount(m)
	h.mux = m
	return h
}

func (h *house) get(login, path string) *httptest.ResponseRecorder {
	return h.answer(login, httptest.NewRequest(http.MethodGet, path, nil))
}

func (h *house) post(login, path string, form url.Values) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return h.answer(login, r)
}

func (h *house) answer(login string, r *http.Request) *httptest.ResponseRecorder {
	r.Header.Set(who, login)
	w := httptest.NewRecorder()
	h.mux.ServeHTTP(w, r)
	return w
}

// on asks for the layout of a day.
func (h *house) on(t testing.TB, line org.Line, day string) (l docgen.Layout) {
	t.Helper()
	d, err := clock.Parse(day)
	if err == nil {
		err = h.db.View(t.Context(), func(tx *db.Tx) error {
			l, err = h.On(t.Context(), tx, line, d)
			return err
		})
	}
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// edition finds an edition by the key of the shipped layout, or by its name.
func (h *house) edition(t testing.TB, key string) layout.Edition {
	t.Helper()
	l, err := h.List(t.Context(), h.actors["quan"])
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range l.Editions {
		if e.Origin == key || e.Name == key {
			return e
		}
	}
	t.Fatal("no edition", key)
	return layout.Edition{}
}

// form is what a browser sends for e.
func form(e layout.Edition) url.Values {
	in := layout.InputOf(e)
	f := url.Values{"version": {"1"}, "name": {in.Name}, "source": {in.Source}, "notes": {in.Notes}, "from": {in.From.ISO()}, "to": {in.To.ISO()}}
	for key, value := range in.Values {
		if value != "" { // boxes that are not ticked are not sent
			f.Set(layout.FieldName(key), value)
		}
	}
	return f
}

// copied begins a draft of the edition with key and returns its address.
func (h *house) copied(t testing.TB, key string) (id string) {
	t.Helper()
	id = uuid.Must(uuid.NewV7()).String()
	for range 2 { // pressed twice
		wants(t, h.post("quan", at+"/"+h.edition(t, key).ID+"/sao", url.Values{"id": {id}}), 303)
	}
	return id
}

func wants(t testing.TB, w *httptest.ResponseRecorder, status int, say ...string) {
	t.Helper()
	if w.Code != status {
		t.Fatalf("%d, want %d\n%.3000s", w.Code, status, w.Body.String())
	}
	for _, s := range say {
		if !strings.Contains(w.Body.String(), s) {
			t.Errorf("the page does not say %q", s)
		}
	}
}

func silent(t testing.TB, w *httptest.ResponseRecorder, say ...string) {
	t.Helper()
	for _, s := range say {
		if strings.Contains(w.Body.String(), s) {
			t.Errorf("the page says %q", s)
		}
	}
}
