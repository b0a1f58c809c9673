package org

import (
	"net/http"
	"net/url"

	"kheo/internal/service/files"
	"kheo/internal/service/web"
)

func (p pages) mountExchange(m *web.Mux) {
	m.Staff("GET /quan-tri/don-vi.xlsx", p.exportUnits)
	m.Staff("GET /quan-tri/tai-khoan.xlsx", p.exportAccounts)
	m.Staff("GET /quan-tri/nhat-ky.xlsx", p.exportTrail)
}

func (p pages) exportUnits(w http.ResponseWriter, r *web.Request) error {
	return p.service.ExportUnits(r.Context(), r.Actor, r.URL.Query().Get("tu"), &attachment{w: w, name: "don-vi.xlsx"})
}

func (p pages) exportAccounts(w http.ResponseWriter, r *web.Request) error {
	return p.service.ExportAccounts(r.Context(), r.Actor, r.URL.Query().Get("tu"), &attachment{w: w, name: "tai-khoan.xlsx"})
}

// exportTrail leaves out where the reader stands in the list: a file has all of it.
func (p pages) exportTrail(w http.ResponseWriter, r *web.Request) error {
	f := filterOf(r)
	f.Before = ""
	return p.service.ExportTrail(r.Context(), r.Actor, f.audit(mostEntries), &attachment{w: w, name: "nhat-ky.xlsx"})
}

// attachment becomes a workbook to keep with its first byte, so that an error
// before it can still be shown as a page.
type attachment struct {
	w       http.ResponseWriter
	name    string
	started bool
}

func (a *attachment) Write(b []byte) (int, error) {
	if !a.started {
		a.started = true
		web.Attach(a.w, files.XLSX, a.name)
	}
	return a.w.Write(b)
}

// listHref is the address of a list, or of its file, narrowed to words.
func listHref(path, words string) string {
	if words == "" {
		return path
	}
	return path + "?" + url.Values{"tu": {words}}.Encode()
}
