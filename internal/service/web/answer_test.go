package web_test

import (
	"encoding/base64"
	"mime"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
)

func cookie(w *httptest.ResponseRecorder, name string) *http.Cookie {
	for _, c := range w.Result().Cookies() {
		if c.Name == name {
			return c
		}
	}
	return nil
}

func TestNoticeIsShownOnce(t *testing.T) {
	t.Parallel()
	m := newMux(t, "https://kheo.example")
	w := ask(m, form("/viec/trang", url.Values{"name": {"<b>2026</b>"}}), "lan")
	c := cookie(w, "kheo_notice")
	if w.Code != 303 || w.Header().Get("Location") != "/trang" || c == nil {
		t.Fatalf("%d %v", w.Code, w.Header())
	}
	if !c.HttpOnly || !c.Secure || c.SameSite != http.SameSiteLaxMode || c.MaxAge <= 0 {
		t.Errorf("cookie %+v", c)
	}
	r := httptest.NewRequest(http.MethodGet, "/trang", nil)
	r.AddCookie(c)
	w = ask(m, r, "")
	says(t, w, 200, "Đã lưu mùa thi đua “&lt;b&gt;2026&lt;/b&gt;”.", "Nội dung mẫu")
	if gone := cookie(w, "kheo_notice"); gone == nil || gone.MaxAge >= 0 {
		t.Errorf("the notice stays: %+v", gone)
	}
	silent(t, get(m, "", "/trang"), "Đã lưu mùa")
	if c := cookie(ask(newMux(t, "http://127.0.0.1"), form("/viec/trang", nil), "lan"), "kheo_notice"); c == nil || c.Secure {
		t.Errorf("without TLS the browser would drop the cookie: %+v", c)
	}
}

func TestStrangeNoticesAreDropped(t *testing.T) {
	t.Parallel()
	m := newMux(t, "http://127.0.0.1")
	for _, value := range []string{"", "%%%", base64.RawURLEncoding.EncodeToString([]byte(strings.Repeat("dài ", 1000)))} {
		r := httptest.NewRequest(http.MethodGet, "/trang", nil)
		r.AddCookie(&http.Cookie{Name: "kheo_notice", Value: value})
		w := ask(m, r, "")
		says(t, w, 200, "Nội dung mẫu")
		silent(t, w, "dài dài", "%%%")
	}
}

func TestLanguage(t *testing.T) {
	t.Parallel()
	m := newMux(t, "http://127.0.0.1")
	m.Public("POST /ngon-ngu", func(w http.ResponseWriter, r *web.Request) error {
		web.SetLanguage(w, r, i18n.Lang(r.FormValue("lang")))
		return web.Redirect(w, r, "/trang")
	})
	for chosen, want := range map[string]string{"en": "en", "vi": "vi", "xx": "vi", "": "vi"} {
		w := ask(m, form("/ngon-ngu", url.Values{"lang": {chosen}}), "")
		c := cookie(w, "kheo_lang")
		if c == nil || c.Value != want || !c.HttpOnly || c.Path != "/" || c.MaxAge < 3600 {
			t.Fatalf("%q: cookie %+v", chosen, c)
		}
		r := httptest.NewRequest(http.MethodGet, "/la", nil)
		r.AddCookie(c)
		title := map[string]string{"en": "This page was not found", "vi": "Không tìm thấy trang này"}[want]
		says(t, ask(m, r, ""), 404, `<html lang="`+want+`"`, title)
	}
	r := httptest.NewRequest(http.MethodGet, "/la", nil)
	r.AddCookie(&http.Cookie{Name: "kheo_lang", Value: `"><script>`})
	r.Header.Set("Accept-Language", "en")
	says(t, ask(m, r, ""), 404, `<html lang="vi"`)
}

func TestAttach(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"danh-sach.xlsx", `Quận "Đống\Đa"/ủy ban 100%.pdf`, "a\r\nSet-Cookie: x.pdf"} {
		w := httptest.NewRecorder()
		web.Attach(w, "application/pdf", name)
		kind, params, err := mime.ParseMediaType(w.Header().Get("Content-Disposition"))
		if err != nil || kind != "attachment" || params["filename"] != name {
			t.Errorf("%q came out as %q, %v", name, params["filename"], err)
		}
		if strings.ContainsAny(w.Header().Get("Content-Disposition"), "\r\n") || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("headers %q", w.Header())
		}
	}
}
