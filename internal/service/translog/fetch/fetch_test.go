package fetch

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestGet(t *testing.T) {
	t.Parallel()
	elsewhere := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "else") }))
	t.Cleanup(elsewhere.Close)
	mux := http.NewServeMux()
	mux.HandleFunc("/five", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "12345") })
	mux.HandleFunc("/endless", func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			if _, err := w.Write(make([]byte, 4096)); err != nil {
				return
			}
		}
	})
	mux.Handle("/near", http.RedirectHandler("/five", http.StatusFound))
	mux.Handle("/loop", http.RedirectHandler("/loop", http.StatusFound))
	mux.Handle("/far", http.RedirectHandler(elsewhere.URL, http.StatusFound))
	mux.HandleFunc("/head", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Long", strings.Repeat("a", maxHeader+1))
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	get := func(path string, most int64) ([]byte, error) {
		return Get(t.Context(), Client(), server.URL+path, most)
	}
	for _, path := range []string{"/five", "/near"} {
		if body, err := get(path, 5); err != nil || string(body) != "12345" {
			t.Errorf("%s: %q %v", path, body, err)
		}
	}
	if body, err := get("/five", 4); !errors.Is(err, ErrTooLong) {
		t.Errorf("%q %v", body, err)
	}
	if _, err := get("/endless", 1<<20); !errors.Is(err, ErrTooLong) {
		t.Error(err)
	}
	for _, path := range []string{"/loop", "/far"} {
		if body, err := get(path, 5); !errors.Is(err, ErrRedirect) {
			t.Errorf("%s: %q %v", path, body, err)
		}
	}
	var status StatusError
	if _, err := get("/none", 5); !errors.As(err, &status) || status.Code != 404 {
		t.Error(err)
	}
	if _, err := get("/head", 5); err == nil {
		t.Error("a header of any length is read")
	}
}

// Who asked in secret is not led into the open.
func TestRedirectKeepsEncryption(t *testing.T) {
	t.Parallel()
	ask := func(url string) *http.Request {
		r, err := http.NewRequest(http.MethodGet, url, nil)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	if err := sameHost(ask("http://a.example/x"), []*http.Request{ask("https://a.example/y")}); !errors.Is(err, ErrRedirect) {
		t.Error(err)
	}
	if err := sameHost(ask("https://a.example/x"), []*http.Request{ask("http://a.example/y")}); err != nil {
		t.Error(err)
	}
}

func TestBody(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]error{0: nil, 9: nil, 10: nil, 11: ErrTooLong, 1000: ErrTooLong} {
		if _, err := Body(bytes.NewReader(make([]byte, n)), 10); !errors.Is(err, want) {
			t.Errorf("%d bytes: %v", n, err)
		}
	}
}
