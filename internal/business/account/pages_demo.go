package account

import (
	"net/http"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
)

// DemoAccount is a made-up person of the example data whose place anybody may take.
// Role and Does are Vietnamese source texts of i18n.
type DemoAccount struct {
	Login string
	Name  string
	Role  string
	Does  string // one sentence: what this person does
}

const demoPath = "/tai-khoan-mau"

// MountDemo adds the page where one press signs in as one of accounts, without a
// password: for example data only.
func (s *Service) MountDemo(m *web.Mux, accounts []DemoAccount) {
	p := pages{s}
	m.Public("GET "+demoPath, func(w http.ResponseWriter, r *web.Request) error {
		return web.Show(w, r, r.Page(i18n.T(r.Context(), "Tài khoản mẫu"), ""), demoContent(accounts))
	})
	m.Public("POST "+demoPath+"/{login}", func(w http.ResponseWriter, r *web.Request) error {
		for _, a := range accounts {
			if a.Login == r.PathValue("login") {
				return p.beginDemo(w, r, a.Login)
			}
		}
		return fault.NotFound
	})
}

func (p pages) beginDemo(w http.ResponseWriter, r *web.Request, login string) error {
	id, err := p.service.openAccount(r.Context(), login)
	if err != nil {
		return err
	}
	return p.begin(w, r, id, "")
}
