package ui

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"sync"

	"kheo/internal/service/web/static"
)

const assetRoot = "/static/"

type asset struct {
	kind    string // media type
	version string // hash of the content
	plain   []byte
	gzipped func() []byte // nil when compression does not pay
}

var assets = loadAssets()

// Asset returns the address of a static file, which changes with its content:
// Asset("kheo.css") is /static/kheo.css?v=1f0c3a…. It panics on an unknown
// name, so that a page test finds a wrong one.
func Asset(name string) string {
	a, ok := assets[name]
	if !ok {
		panic("ui: no asset " + name)
	}
	return assetRoot + name + "?v=" + a.version
}

// Assets serves everything under /static/ from memory. An address that
// carries the right version may be kept for ever, any other for five minutes.
func Assets() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a, ok := assets[strings.TrimPrefix(r.URL.Path, assetRoot)]
		if !ok {
			http.NotFound(w, r)
			return
		}
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, http.StatusText(http.StatusMethodNotAllowed), http.StatusMethodNotAllowed)
			return
		}
		a.serve(w, r)
	})
}

func (a asset) serve(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", a.kind)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "public, max-age=300")
	if r.URL.Query().Get("v") == a.version {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	body, tag := a.plain, a.version
	if a.gzipped != nil {
		h.Set("Vary", "Accept-Encoding")
		if acceptsGzip(r.Header.Get("Accept-Encoding")) {
			h.Set("Content-Encoding", "gzip")
			body, tag = a.gzipped(), tag+"-gz"
		}
	}
	h.Set("ETag", `"`+tag+`"`)
	http.ServeContent(w, r, "", noTime, bytes.NewReader(body))
}

// acceptsGzip reads an Accept-Encoding header; "gzip;q=0" is a refusal.
func acceptsGzip(header string) bool {
	for part := range strings.SplitSeq(header, ",") {
		name, weight, _ := strings.Cut(strings.TrimSpace(part), ";")
		if strings.TrimSpace(name) != "gzip" {
			continue
		}
		weight = strings.TrimRight(strings.ReplaceAll(weight, " ", ""), "0")
		return weight != "q=" && weight != "q=0."
	}
	return false
}

func loadAssets() map[string]asset {
	all := map[string]asset{}
	err := fs.WalkDir(static.Files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := static.Files.ReadFile(name)
		if err != nil {
			return err
		}
		all[name] = newAsset(name, raw)
		return nil
	})
	if err != nil {
		panic(err)
	}
	// The stylesheet names its fonts; with their versions browsers keep them for ever.
	css := string(all["kheo.css"].plain)
	for name, a := range all {
		if path.Ext(name) == ".woff2" {
			css = strings.ReplaceAll(css, "url("+name+")", "url("+name+"?v="+a.version+")")
		}
	}
	all["kheo.css"] = newAsset("kheo.css", []byte(css))
	return all
}

func newAsset(name string, raw []byte) asset {
	sum := sha256.Sum256(raw)
	a := asset{kind: mediaTypes[path.Ext(name)], version: hex.EncodeToString(sum[:6]), plain: raw}
	if path.Ext(name) != ".woff2" {
		a.gzipped = sync.OnceValue(func() []byte { return compress(raw) })
	}
	return a
}

func compress(raw []byte) []byte {
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		panic(err)
	}
	if _, err := z.Write(raw); err != nil {
		panic(err)
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}
