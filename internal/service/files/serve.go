package files

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"time"

	"kheo/internal/platform/text"
)

// Serve answers with the bytes of f: inline when asked for and f is a picture
// or a PDF, otherwise as a download. It answers HEAD, ranges and If-None-Match.
// On error nothing has been written yet. The caller has checked who may see f.
func (s *Store) Serve(w http.ResponseWriter, r *http.Request, f File, inline bool) error {
	content, err := s.Open(f)
	if err != nil {
		return err
	}
	inline = inline && (isPicture(f.MediaType) || f.MediaType == PDF)
	return send(w, r, content, sent{f.Name, f.MediaType, f.SHA256, inline})
}

// ServePreview answers with the small version of f, a JPEG to be shown inline;
// fault.NotFound when f has none.
func (s *Store) ServePreview(w http.ResponseWriter, r *http.Request, f File) error {
	content, err := s.OpenPreview(f)
	if err != nil {
		return err
	}
	name := strings.TrimSuffix(f.Name, end(f.Name)) + ".jpg"
	return send(w, r, content, sent{name, JPEG, f.PreviewSHA256, true})
}

type sent struct {
	name, mediaType, sum string
	inline               bool
}

func send(w http.ResponseWriter, r *http.Request, content io.ReadSeekCloser, as sent) error {
	h := w.Header()
	h.Set("Content-Type", as.mediaType)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Disposition", disposition(as.name, as.inline))
	h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'self'; sandbox")
	if as.inline && as.mediaType == PDF {
		// Chrome shows no PDF in a sandbox, nor without its own styles; its
		// viewer runs apart from our pages.
		h.Set("Content-Security-Policy", "frame-ancestors 'self'")
	}
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "private, no-cache") // kept, but asked for again each time: rights may end
	h.Set("ETag", `"`+as.sum+`"`)
	http.ServeContent(w, r, "", time.Time{}, content)
	return content.Close()
}

// disposition writes the name twice: in plain letters for old programs, and in
// full (RFC 5987, RFC 6266).
func disposition(name string, inline bool) string {
	how := "attachment"
	if inline {
		how = "inline"
	}
	suffix := end(name)
	plain := text.Slug(strings.TrimSuffix(name, suffix))
	if plain == "" {
		plain = "tep"
	}
	if slug := text.Slug(suffix); slug != "" {
		plain += "." + slug
	}
	return how + `; filename="` + plain + `"; filename*=UTF-8''` + escape(name)
}

// end is the end of a name with its dot, or nothing.
func end(name string) string {
	if i := strings.LastIndexByte(name, '.'); i > 0 {
		return name[i:]
	}
	return ""
}

// escape keeps the attr-char of RFC 5987 and writes every other byte as %XX.
func escape(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || strings.IndexByte("!#$&+-.^_`|~", c) >= 0 {
			b.WriteByte(c)
			continue
		}
		b.Write([]byte{'%', hex[c>>4], hex[c&15]})
	}
	return b.String()
}

// isTooLong recognises the limit that a server sets on whole requests.
func isTooLong(err error) bool {
	var long *http.MaxBytesError
	return errors.As(err, &long)
}
