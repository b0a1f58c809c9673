package web

import (
	"bytes"
	"context"
	"encoding/base64"
	"io"
	"net/http"
	"strings"
	"sync"

	"github.com/a-h/templ"

	"kheo/internal/platform/i18n"
	"kheo/internal/service/web/ui"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// Show answers with a page for everybody.
func Show(w http.ResponseWriter, r *Request, p ui.PublicPage, content templ.Component) error {
	p.Flash = takeNotice(w, r, p.Flash)
	return render(w, r, http.StatusOK, within(ui.Public(p), content))
}

// ShowStaff answers with a page for officials.
func ShowStaff(w http.ResponseWriter, r *Request, p ui.StaffPage, content templ.Component) error {
	return ShowStaffStatus(w, r, http.StatusOK, p, content)
}

// ShowStaffStatus is ShowStaff with a status: 422 for a form that comes back.
func ShowStaffStatus(w http.ResponseWriter, r *Request, status int, p ui.StaffPage, content templ.Component) error {
	p.Flash = takeNotice(w, r, p.Flash)
	w.Header().Set("Cache-Control", "no-store")
	return render(w, r, status, within(ui.Staff(p), content))
}

// ShowStatus is Show with a status.
func ShowStatus(w http.ResponseWriter, r *Request, status int, p ui.PublicPage, content templ.Component) error {
	p.Flash = takeNotice(w, r, p.Flash)
	return render(w, r, status, within(ui.Public(p), content))
}

// Fragment answers with a part of a page.
func Fragment(w http.ResponseWriter, r *Request, c templ.Component) error {
	return render(w, r, http.StatusOK, c)
}

// within puts content between the frame's beginning and end.
func within(frame, content templ.Component) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		return frame.Render(templ.WithChildren(ctx, content), w)
	})
}

func render(w http.ResponseWriter, r *Request, status int, c templ.Component) error {
	b := buffers.Get().(*bytes.Buffer)
	b.Reset()
	defer buffers.Put(b)
	if err := c.Render(r.Context(), b); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, err := w.Write(b.Bytes())
	return err
}

// Redirect leads the browser on after a change.
func Redirect(w http.ResponseWriter, r *Request, to string) error {
	http.Redirect(w, r.Request, to, http.StatusSeeOther)
	return nil
}

const noticeCookie = "kheo_notice"

// Done leads the browser on and says there what was done.
func Done(w http.ResponseWriter, r *Request, to, sentence string, args ...any) error {
	text := i18n.T(r.Context(), sentence, args...)
	http.SetCookie(w, &http.Cookie{
		Name: noticeCookie, Value: base64.RawURLEncoding.EncodeToString([]byte(text)), Path: "/", MaxAge: 60,
		HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: strings.HasPrefix(r.site.BaseURL, "https://"),
	})
	return Redirect(w, r, to)
}

// takeNotice shows once what Done said.
func takeNotice(w http.ResponseWriter, r *Request, own *ui.Notice) *ui.Notice {
	c, err := r.Cookie(noticeCookie)
	if err != nil || own != nil {
		return own
	}
	http.SetCookie(w, &http.Cookie{Name: noticeCookie, Path: "/", MaxAge: -1, HttpOnly: true, SameSite: http.SameSiteLaxMode})
	text, err := base64.RawURLEncoding.DecodeString(c.Value)
	if err != nil || len(text) == 0 || len(text) > 2000 {
		return nil
	}
	return &ui.Notice{Kind: ui.Good, Text: string(text)}
}

// Attach makes the answer a file to keep. Write the bytes after it.
func Attach(w http.ResponseWriter, mediaType, name string) {
	w.Header().Set("Content-Type", mediaType)
	w.Header().Set("Content-Disposition", `attachment; filename="`+asciiName(name)+`"; filename*=UTF-8''`+percent(name))
	w.Header().Set("Cache-Control", "no-store")
}

func asciiName(name string) string {
	return strings.Map(func(c rune) rune {
		if c < ' ' || c > '~' || c == '"' || c == '\\' || c == '/' {
			return '_'
		}
		return c
	}, name)
}

func percent(name string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for _, c := range []byte(name) {
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '-' || c == '_' {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte(hex[c>>4])
		b.WriteByte(hex[c&15])
	}
	return b.String()
}
