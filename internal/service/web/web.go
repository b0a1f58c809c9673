// Package web turns handlers that return errors into http.Handlers and shows
// what went wrong in one place.
//
// Reading order: web.go (Mux, Request), answer.go (pages, redirects, notices),
// refuse.go (errors), decode.go (forms), security.go (headers).
package web

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"runtime/debug"
	"slices"
	"time"

	"github.com/google/uuid"

	"kheo/internal/platform/i18n"
	"kheo/internal/service/auth"
	"kheo/internal/service/web/ui"
)

// Site is what every page knows of the place where it runs.
type Site struct {
	Owner   string // the unit line under the brand
	BaseURL string // https://… without a slash at the end, for codes that are scanned
	Demo    bool
	Now     func() time.Time
	WhoIs   func(*http.Request) (auth.Actor, error)
	Waiting func(context.Context, auth.Actor) (int, error) // how many tasks wait for a person
}

// Request is an http.Request whose sender is known.
type Request struct {
	*http.Request
	Actor auth.Actor
	ID    string // for the log, and for people to quote
	site  *Site
}

// Handler answers a request, or returns an error for the Mux to show.
type Handler func(w http.ResponseWriter, r *Request) error

// Mux is a ServeMux for Handlers that remembers its routes.
type Mux struct {
	site   Site
	mux    *http.ServeMux
	routes []string
	origin *http.CrossOriginProtection
}

// New makes an empty Mux.
func New(site Site) *Mux {
	return &Mux{site: site, mux: http.NewServeMux(), origin: http.NewCrossOriginProtection()}
}

// Site tells what the Mux was made with.
func (m *Mux) Site() Site { return m.site }

const (
	formLimit   = 2 << 20  // bytes of an ordinary form
	uploadLimit = 64 << 20 // bytes of a form with files
)

// Public adds a route for everybody.
func (m *Mux) Public(pattern string, h Handler) { m.handle(pattern, formLimit, h) }

// Staff adds a route for people who are signed in.
func (m *Mux) Staff(pattern string, h Handler) { m.handle(pattern, formLimit, signedIn(h)) }

// Upload adds a route for signed-in people who send files.
func (m *Mux) Upload(pattern string, h Handler) { m.handle(pattern, uploadLimit, signedIn(h)) }

// Raw adds a handler that answers errors itself, such as the programs' interface.
func (m *Mux) Raw(pattern string, h http.Handler) { m.mux.Handle(pattern, h) }

// Routes lists the patterns that were added, sorted.
func (m *Mux) Routes() []string { return slices.Sorted(slices.Values(m.routes)) }

func (m *Mux) handle(pattern string, limit int64, h Handler) {
	m.routes = append(m.routes, pattern)
	m.mux.HandleFunc(pattern, func(w http.ResponseWriter, raw *http.Request) {
		r := &Request{Request: raw, ID: raw.Header.Get(requestHeader), site: &m.site}
		r.Body = http.MaxBytesReader(w, raw.Body, limit)
		var err error
		if r.Actor, err = m.site.WhoIs(raw); err == nil {
			err = h(w, r)
		}
		if err != nil {
			refuse(w, r, err)
		}
	})
}

// signedIn sends people who are nobody to sign in first, and back afterwards.
func signedIn(h Handler) Handler {
	return func(w http.ResponseWriter, r *Request) error {
		if r.Actor.SessionID == "" {
			back := r.URL.RequestURI()
			if r.Method != http.MethodGet {
				back = "/viec"
			}
			http.Redirect(w, r.Request, "/dang-nhap?tiep="+url.QueryEscape(back), http.StatusSeeOther)
			return nil
		}
		return h(w, r)
	}
}

const requestHeader = "X-Request-Id"

// ServeHTTP answers with the headers, the language and the protection that
// every answer has.
func (m *Mux) ServeHTTP(w http.ResponseWriter, raw *http.Request) {
	id := uuid.Must(uuid.NewV7()).String()
	raw.Header.Set(requestHeader, id) // whatever the sender claimed
	secure(w.Header())
	raw = raw.WithContext(i18n.With(raw.Context(), language(raw)))
	defer func() {
		if p := recover(); p != nil {
			if p == http.ErrAbortHandler {
				panic(p)
			}
			slog.Error("panic", "request", id, "path", raw.URL.Path, "panic", p, "stack", string(debug.Stack()))
			refuse(w, &Request{Request: raw, ID: id, site: &m.site}, fmt.Errorf("panic: %v", p))
		}
	}()
	if err := m.origin.Check(raw); err != nil {
		refuse(w, &Request{Request: raw, ID: id, site: &m.site}, errOrigin)
		return
	}
	if _, pattern := m.mux.Handler(raw); pattern == "" {
		m.unknown(w, raw, id)
		return
	}
	m.mux.ServeHTTP(w, raw)
}

// unknown answers what no route fits, a wrong method too, with our page.
func (m *Mux) unknown(w http.ResponseWriter, raw *http.Request, id string) {
	r := &Request{Request: raw, ID: id, site: &m.site}
	r.Actor, _ = m.site.WhoIs(raw)
	refuse(w, r, errNoRoute)
}

// Page is the frame of a page for everybody.
func (r *Request) Page(title, description string) ui.PublicPage {
	return ui.PublicPage{
		Title: title, Description: description, Path: r.URL.RequestURI(), Owner: r.site.Owner,
		Account: r.Actor.Name, Demo: r.site.Demo, Now: r.site.Now(),
	}
}

// StaffPage is the frame of a page for officials; section is the part of the
// navigation that it belongs to.
func (r *Request) StaffPage(title, section string) ui.StaffPage {
	p := ui.StaffPage{
		Title: title, Section: section, Path: r.URL.RequestURI(), Account: r.Actor.Name,
		Administrator: r.Actor.Has(auth.Administrator), Demo: r.site.Demo, Now: r.site.Now(),
	}
	if len(r.Actor.Grants) > 0 {
		p.RoleName = i18n.T(r.Context(), r.Actor.Grants[0].Role.Label())
		p.UnitName = r.Actor.Grants[0].UnitName
	}
	if waiting, err := r.site.Waiting(r.Context(), r.Actor); err == nil {
		p.Waiting = waiting
	} else {
		slog.ErrorContext(r.Context(), "counting tasks", "request", r.ID, "err", err)
	}
	return p
}

// Now is the moment of the request.
func (r *Request) Now() time.Time { return r.site.Now() }

// BaseURL is where the site is reached from outside.
func (r *Request) BaseURL() string { return r.site.BaseURL }
