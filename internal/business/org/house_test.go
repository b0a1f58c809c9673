package org

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/google/uuid"

	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/auth"
	"kheo/internal/service/web"
)

// house is a city with two wards and the people who work in them, behind its pages.
type house struct {
	*Service
	d                *db.DB
	pages            http.Handler
	city, east, west Unit
	head, eastHead   auth.Actor // administrators of the city and of the east ward
	clerk            auth.Actor // registrar in the east ward
}

func eachHouse(t *testing.T, do func(t *testing.T, h *house)) {
	t.Helper()
	dbtest.Each(t, func(t *testing.T, d *db.DB) { do(t, build(t, d)) })
}

func build(t *testing.T, d *db.DB) *house {
	t.Helper()
	h := &house{Service: New(d), d: d}
	ctx := t.Context()
	err := d.Update(ctx, func(tx *db.Tx) error {
		unit := func(in Input, parent Unit) Unit {
			in.ParentID = parent.ID
			u, err := h.Found(ctx, tx, in)
			if err != nil {
				t.Fatal(err)
			}
			return u
		}
		h.city = unit(Input{Name: "Thành phố Thử", Type: "province"}, Unit{})
		h.east = unit(Input{Name: "Phường Đông", Type: "ward"}, h.city)
		h.west = unit(Input{Name: "Phường Tây", Type: "ward"}, h.city)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	h.head = person("Lê Thị Đầu", auth.Administrator, h.city)
	h.eastHead = person("Lý Văn Đông", auth.Administrator, h.east)
	h.clerk = person("Phan Thị Ghi", auth.Registrar, h.east)
	h.pages = h.mount()
	return h
}

// person works in u.
func person(name string, role auth.Role, u Unit) auth.Actor {
	return auth.Actor{
		AccountID: uuid.NewString(), SessionID: uuid.NewString(), Name: name,
		Grants: []auth.Grant{{Role: role, UnitID: u.ID, UnitPath: u.Path, UnitName: u.Name}},
	}
}

const who = "X-Test-Login" // the header that says who asks

func (h *house) mount() http.Handler {
	people := map[string]auth.Actor{"dau": h.head, "dong": h.eastHead, "ghi": h.clerk}
	m := web.New(web.Site{
		Owner: "Thành phố Thử", BaseURL: "http://127.0.0.1", Now: h.d.Now,
		WhoIs:   func(r *http.Request) (auth.Actor, error) { return people[r.Header.Get(who)], nil },
		Waiting: func(context.Context, auth.Actor) (int, error) { return 0, nil },
	})
	h.Mount(m)
	return m
}

// browser keeps cookies between requests.
type browser struct {
	t       *testing.T
	h       *house
	login   string
	cookies map[string]string
}

// as is a browser in which login has signed in.
func (h *house) as(t *testing.T, login string) *browser {
	return &browser{t, h, login, map[string]string{}}
}

func (b *browser) get(path string, want int) string {
	b.t.Helper()
	return b.send(httptest.NewRequest(http.MethodGet, path, nil), want).Body.String()
}

// post sends fields, given as name and value in turn.
func (b *browser) post(path string, want int, fields ...string) *httptest.ResponseRecorder {
	b.t.Helper()
	form := url.Values{}
	for i := 0; i < len(fields); i += 2 {
		form.Set(fields[i], fields[i+1])
	}
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return b.send(r, want)
}

func (b *browser) send(r *http.Request, want int) *httptest.ResponseRecorder {
	b.t.Helper()
	r.Header.Set(who, b.login)
	for name, value := range b.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	w := httptest.NewRecorder()
	b.h.pages.ServeHTTP(w, r.WithContext(b.t.Context()))
	for _, c := range w.Result().Cookies() {
		b.cookies[c.Name] = c.Value
		if c.MaxAge < 0 {
			delete(b.cookies, c.Name)
		}
	}
	if w.Code != want {
		b.t.Fatalf("%s %s: status %d, want %d\n%s", r.Method, r.URL, w.Code, want, mainPart(w.Body.String()))
	}
	return w
}

var spaces = regexp.MustCompile(`\s+`)

func mainPart(page string) string {
	if at := strings.Index(page, "<main"); at >= 0 {
		page = page[at:]
	}
	return spaces.ReplaceAllString(page, " ")
}

func wantIn(t *testing.T, page string, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(page, w) {
			t.Errorf("the page lacks %q:\n%s", w, mainPart(page))
		}
	}
}

func wantOut(t *testing.T, page string, words ...string) {
	t.Helper()
	for _, w := range words {
		if strings.Contains(page, w) {
			t.Errorf("the page has %q:\n%s", w, mainPart(page))
		}
	}
}
