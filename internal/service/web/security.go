package web

import (
	"net/http"

	"kheo/internal/platform/i18n"
)

// secure sets the headers that every answer has: nothing from elsewhere, no
// inline script or style, no frame around us.
func secure(h http.Header) {
	h.Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "+
		"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
}

const langCookie = "kheo_lang"

// language is the one that the reader chose; Vietnamese unless chosen otherwise.
func language(r *http.Request) i18n.Lang {
	if c, err := r.Cookie(langCookie); err == nil && c.Value == string(i18n.EN) {
		return i18n.EN
	}
	return i18n.VI
}

// SetLanguage keeps the reader's choice for a year.
func SetLanguage(w http.ResponseWriter, r *Request, lang i18n.Lang) {
	if lang != i18n.EN {
		lang = i18n.VI
	}
	http.SetCookie(w, &http.Cookie{Name: langCookie, Value: string(lang), Path: "/", MaxAge: 365 * 24 * 3600, HttpOnly: true, SameSite: http.SameSiteLaxMode})
}
