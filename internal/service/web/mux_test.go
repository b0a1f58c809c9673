package web_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"kheo/internal/platform/fault"
	"kheo/internal/service/web"
)

func TestRefusalsArePages(t *testing.T) {
	t.Parallel()
	m := newMux(t, "http://127.0.0.1")
	failing(m, "GET /khong-thay", fault.NotFound)
	failing(m, "GET /cam", fault.Forbidden)
	failing(m, "GET /tranh", fault.Conflict)
	failing(m, "GET /khep", fault.Refuse("%s đã khép lại.", "Mùa 2022"))
	failing(m, "GET /sai", fault.Invalid{"b": fault.Say("Năm từ 2007."), "a": fault.Say("Chưa nhập tên.")})
	failing(m, "GET /hong", errors.New("pq: password of kheo refused"))
	for _, c := range []struct {
		path   string
		status int
		parts  []string
	}{
		{"/khong-thay", 404, []string{"Không tìm thấy trang này", "gõ sai"}},
		{"/khong-co-duong-nao", 404, []string{"Không tìm thấy trang này"}},
		{"/cam", 403, []string{"chưa được giao việc đó", "quản trị viên"}},
		{"/tranh", 409, []string{"Có người vừa sửa hồ sơ này", "mở lại trang"}},
		{"/khep", 409, []string{"Chưa làm được việc này", "Mùa 2022 đã khép lại."}},
		{"/sai", 422, []string{"Có mục cần sửa", "Chưa nhập tên. Năm từ 2007."}},
		{"/hong", 500, []string{"Máy chủ gặp trục trặc", "Xin thử lại"}},
	} {
		w := get(m, "", c.path)
		says(t, w, c.status, c.parts...)
		silent(t, w, "password")
		if strings.Count(w.Body.String(), "<h1") != 1 || w.Header().Get("Content-Type") != "text/html; charset=utf-8" || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s: no page that is shown and thrown away: %v", c.path, w.Header())
		}
	}
}

var uuidShape = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}`)

func TestPanicIsAPage(t *testing.T) {
	t.Parallel()
	m := newMux(t, "http://127.0.0.1")
	m.Public("GET /vo", func(http.ResponseWriter, *web.Request) error { panic("bí mật bốn hai") })
	r := httptest.NewRequest(http.MethodGet, "/vo", nil)
	r.Header.Set("X-Request-Id", "claimed-by-the-sender")
	w := ask(m, r, "")
	says(t, w, 500, "Máy chủ gặp trục trặc")
	silent(t, w, "bí mật", "goroutine", ".go:", "claimed-by-the-sender")
	first := uuidShape.FindString(w.Body.String())
	if second := uuidShape.FindString(get(m, "", "/vo").Body.String()); first == "" || first == second {
		t.Errorf("request ids %q and %q", first, second)
	}
	m.Public("GET /bo", func(http.ResponseWriter, *web.Request) error { panic(http.ErrAbortHandler) })
	defer func() {
		if recover() != http.ErrAbortHandler {
			t.Error("the server was not told to drop the connection")
		}
	}()
	get(m, "", "/bo")
}

func TestOutageOfWhoIs(t *testing.T) {
	t.Parallel()
	w := get(newMux(t, "http://127.0.0.1"), "outage", "/trang")
	says(t, w, 500, "Máy chủ gặp trục trặc")
	silent(t, w, "192.0.2.1", "Nội dung mẫu")
}

func TestOrigin(t *testing.T) {
	t.Parallel()
	m := newMux(t, "http://127.0.0.1")
	for _, c := range []struct {
		name, header, value string
		status              int
	}{
		{"another site", "Sec-Fetch-Site", "cross-site", 403},
		{"a neighbour", "Sec-Fetch-Site", "same-site", 403},
		{"an old browser elsewhere", "Origin", "https://elsewhere.example", 403},
		{"ourselves", "Sec-Fetch-Site", "same-origin", 303},
		{"typed in", "Sec-Fetch-Site", "none", 303},
		{"an old browser here", "Origin", "http://example.com", 303},
		{"a program", "User-Agent", "curl", 303},
	} {
		r := form("/viec/trang", url.Values{"name": {"2026"}})
		r.Header.Set(c.header, c.value)
		w := ask(m, r, "lan")
		if w.Code != c.status {
			t.Errorf("%s: status %d, want %d", c.name, w.Code, c.status)
		}
		if c.status == 403 && (!strings.Contains(w.Body.String(), "Yêu cầu đến từ một trang khác") || len(w.Result().Cookies()) > 0) {
			t.Errorf("%s: %v", c.name, w.Header())
		}
	}
	r := httptest.NewRequest(http.MethodGet, "/trang", nil)
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	says(t, ask(m, r, ""), 200, "Nội dung mẫu")
}

func TestHeadersOnEveryAnswer(t *testing.T) {
	t.Parallel()
	m := newMux(t, "http://127.0.0.1")
	m.Public("GET /vo", func(http.ResponseWriter, *web.Request) error { panic("vỡ") })
	cross := form("/viec/trang", nil)
	cross.Header.Set("Sec-Fetch-Site", "cross-site")
	wrongMethod := form("/trang", nil)
	for name, w := range map[string]*httptest.ResponseRecorder{
		"page": get(m, "", "/trang"), "staff": get(m, "lan", "/viec/trang"), "sign in first": get(m, "", "/viec/trang"), "unknown": get(m, "", "/la"),
		"panic": get(m, "", "/vo"), "cross": ask(m, cross, "lan"), "raw": get(m, "", "/tho"), "method": ask(m, wrongMethod, "lan"),
		"redirect": ask(m, form("/viec/trang", url.Values{"name": {"x"}}), "lan"),
	} {
		h := w.Header()
		policy := h.Get("Content-Security-Policy")
		for _, part := range []string{"default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'"} {
			if !strings.Contains(policy, part) {
				t.Errorf("%s (%d): policy %q lacks %q", name, w.Code, policy, part)
			}
		}
		if strings.Contains(policy, "unsafe") || h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Referrer-Policy") != "same-origin" ||
			h.Get("Cross-Origin-Opener-Policy") != "same-origin" || h.Get("Permissions-Policy") == "" {
			t.Errorf("%s (%d): headers %v", name, w.Code, h)
		}
	}
	if w := ask(m, form("/trang", nil), "lan"); w.Code != 404 && w.Code != 405 {
		t.Errorf("a method without a route: status %d", w.Code)
	}
}

func TestSignInComesFirst(t *testing.T) {
	t.Parallel()
	m := newMux(t, "http://127.0.0.1")
	for _, login := range []string{"", "program"} {
		w := get(m, login, "/viec/trang?mua=dvk-2026&tu=nước")
		to, err := url.Parse(w.Header().Get("Location"))
		if err != nil || w.Code != 303 || to.Path != "/dang-nhap" || to.Host != "" || !strings.HasPrefix(to.Query().Get("tiep"), "/viec/trang?mua=dvk-2026&tu=") {
			t.Errorf("%q: %d to %q, %v", login, w.Code, to, err)
		}
		// What was sent is gone: the address of a form is no place to come back to.
		w = ask(m, form("/viec/trang", url.Values{"name": {"x"}}), login)
		if got := w.Header().Get("Location"); w.Code != 303 || got != "/dang-nhap?tiep=%2Fviec" {
			t.Errorf("%q: a form leads to %q", login, got)
		}
	}
}
