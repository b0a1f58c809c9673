package register

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
)

// mountBadges serves lines as Open Badges, and what is needed to check these.
func (p pages) mountBadges(m *web.Mux) {
	m.Public("GET /kiem-tra/{code}/huy-hieu.json", p.badge)
	m.Public("GET "+issuerPath, p.issuer)
	m.Public("GET "+revocationPath, p.revoked)
}

// badge answers with the badge of a line; 410 with the reason where it no longer stands.
func (p pages) badge(w http.ResponseWriter, r *web.Request) error {
	b, err := p.Badge(r.Context(), r.PathValue("code"), r.Page("", "").Owner, r.Now())
	var refused fault.Refused
	switch {
	case errors.As(err, &refused):
		return writeJSON(w, http.StatusGone, "application/problem+json", problem{http.StatusText(http.StatusGone), http.StatusGone, refused.Reason.In(i18n.From(r.Context()))})
	case err != nil:
		return err
	}
	web.Attach(w, "application/vc", "huy-hieu-"+strings.ToUpper(r.PathValue("code"))+".json")
	return writeJSON(w, http.StatusOK, "application/vc", b)
}

// issuer answers with the keys that sign badges.
func (p pages) issuer(w http.ResponseWriter, r *web.Request) error {
	d, err := p.IssuerDocument(r.Context())
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "public, max-age=300")
	return writeJSON(w, http.StatusOK, "application/json", d)
}

// revoked answers with the list of badges that no longer hold.
func (p pages) revoked(w http.ResponseWriter, r *web.Request) error {
	list, err := p.RevokedBadges(r.Context())
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	return writeJSON(w, http.StatusOK, "application/json", list)
}

// problem is a refusal as programs read it (RFC 9457).
type problem struct {
	Title  string `json:"title"`
	Status int    `json:"status"`
	Detail string `json:"detail"`
}

// writeJSON answers with v; programs on any site may read it, it is public.
func writeJSON(w http.ResponseWriter, status int, mediaType string, v any) error {
	w.Header().Set("Content-Type", mediaType)
	w.Header().Set("Access-Control-Allow-Origin", "*")
	w.WriteHeader(status)
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
