package account

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"

	"kheo/internal/business/org"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/auth"
	"kheo/internal/service/web"
)

const testPassword = "hoa sen trong ao nhỏ"

var testHash = sync.OnceValues(func() (string, error) { return auth.Hash(testPassword) })

// house is a city with two wards and their administrators, behind its pages.
type house struct {
	*Service
	units            *org.Service
	d                *db.DB
	pages            http.Handler
	city, east, west org.Unit
	head, eastHead   auth.Actor // administrators of the city and of the east ward
	clerk            auth.Actor // registrar in the east ward
}

func eachHouse(t *testing.T, do func(t *testing.T, h *house)) {
	t.Helper()
	dbtest.Each(t, func(t *testing.T, d *db.DB) { do(t, build(t, d)) })
}

func build(t *testing.T, d *db.DB) *house {
	t.Helper()
	a := auth.New(d, false)
	units := org.New(d)
	h := &house{Service: New(d, a, units), units: units, d: d}
	hash, err := testHash()
	if err != nil {
		t.Fatal(err)
	}
	ctx := t.Context()
	err = d.Update(ctx, func(tx *db.Tx) error {
		unit := func(in org.Input, parent org.Unit) org.Unit {
			in.ParentID = parent.ID
			u, err := units.Found(ctx, tx, in)
			if err != nil {
				t.Fatal(err)
			}
			return u
		}
		person := func(login, name string, posts ...Post) auth.Actor {
			account, err := h.Employ(ctx, tx, auth.NewAccount{Login: login, Name: name}, hash, posts...)
			if err != nil {
				t.Fatal(err)
			}
			return auth.Actor{AccountID: account.ID, Name: account.Name, Grants: account.Grants}
		}
		h.city = unit(org.Input{Name: "Thành phố Thử", Type: "province"}, org.Unit{})
		h.east = unit(org.Input{Name: "Phường Đông", Type: "ward"}, h.city)
		h.west = unit(org.Input{Name: "Phường Tây", Type: "ward"}, h.city)
		h.head = person("dau", "Lê Thị Đầu", Post{auth.Administrator, h.city})
		h.eastHead = person("dong", "Lý Văn Đông", Post{auth.Administrator, h.east})
		h.clerk = person("ghi", "Phan Thị Ghi", Post{auth.Registrar, h.east})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	h.pages = h.mount()
	return h
}

// mount puts the pages behind the sessions.
func (h *house) mount() http.Handler {
	m := web.New(web.Site{
		Owner: "Thành phố Thử", BaseURL: "http://127.0.0.1", Now: h.d.Now, WhoIs: h.auth.WhoIs,
		Waiting: func(context.Context, auth.Actor) (int, error) { return 0, nil },
	})
	h.Mount(m)
	h.MountDemo(m, []DemoAccount{{Login: "ghi", Name: "Phan Thị Ghi", Role: "Cán bộ đăng ký", Does: "Gửi đăng ký."}})
	return h.auth.Load(m)
}

// browser keeps cookies between requests.
type browser struct {
	t       *testing.T
	h       *house
	cookies map[string]string
}

func (h *house) browser(t *testing.T) *browser { return &browser{t, h, map[string]string{}} }

// as is a browser in which login has signed in.
func (h *house) as(t *testing.T, login string) *browser {
	t.Helper()
	b := h.browser(t)
	b.post("/dang-nhap", http.StatusSeeOther, "login", login, "password", testPassword)
	return b
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
