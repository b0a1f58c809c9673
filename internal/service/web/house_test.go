package web_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"

	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
	"kheo/internal/service/web"
)

var moment = time.Date(2026, 11, 22, 3, 4, 5, 0, time.UTC)

// who is the header by which the fake WhoIs knows people.
const who = "X-Test-Login"

func whoIs(r *http.Request) (auth.Actor, error) {
	switch r.Header.Get(who) {
	case "lan":
		return auth.Actor{AccountID: "a", SessionID: "s", Name: "Nguyễn Lan Mẫu", Grants: []auth.Grant{{Role: auth.Registrar, UnitPath: "/mau/", UnitName: "Quận Mẫu"}}}, nil
	case "program":
		return auth.Actor{AccountID: "a", Name: "Nguyễn Lan Mẫu", Scopes: []string{"read"}}, nil
	case "outage":
		return auth.Actor{}, errors.New("dial tcp 192.0.2.1: refused")
	}
	return auth.Actor{}, nil
}

// newMux is a site with one route for everything that can happen.
func newMux(t testing.TB, baseURL string) *web.Mux {
	t.Helper()
	m := web.New(web.Site{
		Owner: "Quận Mẫu", BaseURL: baseURL, Now: func() time.Time { return moment }, WhoIs: whoIs,
		Waiting: func(context.Context, auth.Actor) (int, error) { return 7, nil },
	})
	m.Public("GET /trang", func(w http.ResponseWriter, r *web.Request) error {
		return web.Show(w, r, r.Page("Trang mẫu", ""), words("Nội dung mẫu"))
	})
	m.Staff("GET /viec/trang", func(w http.ResponseWriter, r *web.Request) error {
		return web.ShowStaff(w, r, r.StaffPage("Trang việc", ""), words("Nội dung việc"))
	})
	m.Staff("POST /viec/trang", func(w http.ResponseWriter, r *web.Request) error {
		return web.Done(w, r, "/trang", "Đã lưu mùa thi đua “%s”.", r.FormValue("name"))
	})
	m.Public("GET /loi/{kind}", func(http.ResponseWriter, *web.Request) error { return nil })
	m.Raw("GET /tho", http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "thô") }))
	return m
}

func words(s string) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		_, err := io.WriteString(w, "<p>"+templ.EscapeString(s)+"</p>")
		return err
	})
}

// failing adds a route that returns err.
func failing(m *web.Mux, pattern string, err error) {
	m.Public(pattern, func(http.ResponseWriter, *web.Request) error { return err })
}

func ask(h http.Handler, r *http.Request, login string) *httptest.ResponseRecorder {
	r.Header.Set(who, login)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func get(h http.Handler, login, path string) *httptest.ResponseRecorder {
	return ask(h, httptest.NewRequest(http.MethodGet, path, nil), login)
}

func form(path string, values url.Values) *http.Request {
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(values.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return r
}

func says(t *testing.T, w *httptest.ResponseRecorder, status int, parts ...string) {
	t.Helper()
	if w.Code != status {
		t.Errorf("status %d, want %d", w.Code, status)
	}
	for _, part := range parts {
		if !strings.Contains(w.Body.String(), part) {
			t.Errorf("the answer does not say %q: %.300s", part, w.Body)
		}
	}
}

func silent(t *testing.T, w *httptest.ResponseRecorder, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if strings.Contains(w.Body.String(), part) {
			t.Errorf("the answer says %q", part)
		}
	}
}

func TestStatus(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		err  error
		want int
	}{
		{fault.NotFound, 404}, {fault.Forbidden, 403}, {fault.Conflict, 409}, {fault.Refuse("Mùa đã khép lại."), 409},
		{fault.Invalid{"name": fault.Say("Chưa nhập tên.")}, 422}, {&http.MaxBytesError{Limit: 1}, 413},
		{fmt.Errorf("saving: %w", fault.Conflict), 409}, {fmt.Errorf("reading: %w", &http.MaxBytesError{}), 413}, {errors.New("disk full"), 500},
	} {
		if got := web.Status(c.err); got != c.want {
			t.Errorf("Status(%v) = %d, want %d", c.err, got, c.want)
		}
	}
}

func TestFrame(t *testing.T) {
	t.Parallel()
	m := newMux(t, "http://127.0.0.1")
	says(t, get(m, "", "/trang"), 200, "Nội dung mẫu", "Quận Mẫu", "<title>Trang mẫu", "Đăng nhập")
	w := get(m, "lan", "/viec/trang")
	says(t, w, 200, "Nội dung việc", "Nguyễn Lan Mẫu", "Cán bộ đăng ký", ">7<")
	if w.Header().Get("Cache-Control") != "no-store" {
		t.Error("a page of officials may be kept by the browser")
	}
	if got := m.Routes(); len(got) != 4 || got[0] != "GET /loi/{kind}" {
		t.Errorf("routes %q", got)
	}
}
