package ui

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func get(t *testing.T, target string, header http.Header) *http.Response {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, target, nil)
	for k, v := range header {
		r.Header[k] = v
	}
	w := httptest.NewRecorder()
	Assets().ServeHTTP(w, r)
	return w.Result()
}

func body(t *testing.T, r io.Reader) string {
	t.Helper()
	raw, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func TestAssetIsKeptForEverUnderItsVersionOnly(t *testing.T) {
	t.Parallel()
	for target, want := range map[string]string{
		Asset("kheo.css"):          "public, max-age=31536000, immutable",
		"/static/kheo.css":         "public, max-age=300",
		"/static/kheo.css?v=older": "public, max-age=300",
	} {
		res := get(t, target, nil)
		if res.StatusCode != http.StatusOK || res.Header.Get("Cache-Control") != want {
			t.Errorf("%s: %d %q, want 200 %q", target, res.StatusCode, res.Header.Get("Cache-Control"), want)
		}
	}
}

func TestAssetsHaveTheirTypes(t *testing.T) {
	t.Parallel()
	for name := range assets {
		res := get(t, Asset(name), nil)
		if kind := res.Header.Get("Content-Type"); kind == "" || strings.HasPrefix(kind, "text/plain") {
			t.Errorf("%s has type %q", name, kind)
		}
	}
	if got := get(t, Asset("frieze.svg"), nil).Header.Get("Content-Type"); got != "image/svg+xml" {
		t.Errorf("frieze.svg has type %q", got)
	}
}

func TestGzipIsServedToWhoTakesIt(t *testing.T) {
	t.Parallel()
	plain := body(t, get(t, Asset("kheo.css"), nil).Body)
	for header, want := range map[string]string{"gzip": "gzip", "br, gzip;q=0.5": "gzip", "gzip;q=0": "", "br": "", "": ""} {
		res := get(t, Asset("kheo.css"), http.Header{"Accept-Encoding": {header}})
		if got := res.Header.Get("Content-Encoding"); got != want {
			t.Errorf("Accept-Encoding %q gives %q, want %q", header, got, want)
			continue
		}
		if res.Header.Get("Vary") != "Accept-Encoding" {
			t.Errorf("Vary = %q", res.Header.Get("Vary"))
		}
		if want == "gzip" {
			z, err := gzip.NewReader(res.Body)
			if err != nil {
				t.Fatal(err)
			}
			if body(t, z) != plain {
				t.Error("unpacked content differs")
			}
		}
	}
}

func TestFontsAreServedAsTheyAre(t *testing.T) {
	t.Parallel()
	const font = "fonts/be-vietnam-pro-latin-400-normal.woff2"
	res := get(t, Asset(font), http.Header{"Accept-Encoding": {"gzip"}})
	if res.Header.Get("Content-Encoding") != "" {
		t.Error("a font was compressed twice")
	}
	if css := body(t, get(t, Asset("kheo.css"), nil).Body); !strings.Contains(css, "url("+font+"?v=") {
		t.Error("the stylesheet does not name the font with its version")
	}
}

func TestUnknownAssetAndWrongMethod(t *testing.T) {
	t.Parallel()
	for _, target := range []string{"/static/none.css", "/static/", "/static/static.go", "/static/fonts"} {
		if res := get(t, target, nil); res.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %d", target, res.StatusCode)
		}
	}
	w := httptest.NewRecorder()
	Assets().ServeHTTP(w, httptest.NewRequest(http.MethodPost, Asset("kheo.js"), nil))
	if w.Code != http.StatusMethodNotAllowed {
		t.Errorf("POST: %d", w.Code)
	}
	etag := get(t, Asset("kheo.js"), nil).Header.Get("ETag")
	if res := get(t, Asset("kheo.js"), http.Header{"If-None-Match": {etag}}); res.StatusCode != http.StatusNotModified {
		t.Errorf("same ETag: %d", res.StatusCode)
	}
}

// The sizes that old office computers on slow lines can bear.
func TestAssetsStaySmall(t *testing.T) {
	t.Parallel()
	for name, most := range map[string]int{"kheo.css": 30 << 10, "kheo.js": 4 << 10, "verify.js": 16 << 10, "check.js": 6 << 10, "frieze.svg": 14 << 10, "mark.svg": 1 << 10} {
		if got := len(assets[name].plain); got > most {
			t.Errorf("%s has %d bytes, at most %d", name, got, most)
		}
	}
}
