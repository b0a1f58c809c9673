package account

import (
	"context"
	"net/http"
	"net/url"

	"kheo/internal/business/org"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/auth"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

const (
	accountsPath = adminPath + "/tai-khoan"
	choiceLimit  = 500 // units offered while typing; the code of any other works too
)

func (p pages) mountAccounts(m *web.Mux) {
	m.Staff("GET /quan-tri/tai-khoan", p.listAccounts)
	m.Staff("GET /quan-tri/tai-khoan/them", p.newAccount)
	m.Staff("POST /quan-tri/tai-khoan/them", p.addAccount)
	m.Staff("GET /quan-tri/tai-khoan/{id}", p.showAccount)
	m.Staff("POST /quan-tri/tai-khoan/{id}/vai-tro", p.giveRole)
	m.Staff("POST /quan-tri/tai-khoan/{id}/vai-tro/{grant}/thoi", p.takeRole)
	p.mountAccountActs(m)
}

func accountCrumbs(ctx context.Context) []ui.Link {
	return adminCrumbs(ctx, ui.Link{Text: i18n.T(ctx, "Tài khoản"), Href: accountsPath})
}

func (p pages) listAccounts(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	words, after := r.URL.Query().Get("tu"), r.URL.Query().Get("sau")
	all, err := p.service.Accounts(ctx, r.Actor, words, after, pageSize+1)
	if err != nil {
		return err
	}
	next := ""
	if len(all) > pageSize {
		all = all[:pageSize]
		next = accountsPath + "?" + url.Values{"tu": {words}, "sau": {all[pageSize-1].Login}}.Encode()
	}
	page := r.StaffPage(i18n.T(ctx, "Tài khoản"), "")
	page.Crumbs = adminCrumbs(ctx)
	page.Lead = i18n.T(ctx, "Những người được giao việc trong phạm vi quản trị của bạn.")
	page.Action = accountsActs(words)
	return web.ShowStaff(w, r, page, accountsContent(all, words, after != "", next))
}

// accountForm is the form of a new account with what was typed.
type accountForm struct {
	In    Input
	Units []org.Unit
	Err   error
}

func (p pages) newAccount(w http.ResponseWriter, r *web.Request) error {
	return p.newAccountPage(w, r, accountForm{})
}

func (p pages) newAccountPage(w http.ResponseWriter, r *web.Request, f accountForm) (err error) {
	ctx := r.Context()
	if f.Units, err = p.service.units.Choices(ctx, r.Actor, choiceLimit); err != nil {
		return err
	}
	status := http.StatusOK
	if f.Err != nil {
		status = web.Status(f.Err)
	}
	page := r.StaffPage(i18n.T(ctx, "Thêm tài khoản"), "")
	page.Crumbs = accountCrumbs(ctx)
	return web.ShowStaffStatus(w, r, status, page, newAccountContent(f))
}

// addAccount shows the password in its answer, because it is kept nowhere.
func (p pages) addAccount(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[Input](r)
	if err != nil {
		return err
	}
	a, password, err := p.service.AddAccount(r.Context(), r.Actor, in)
	if isInvalid(err) {
		return p.newAccountPage(w, r, accountForm{In: in, Err: err})
	}
	if err != nil {
		return err
	}
	return p.passwordPage(w, r, i18n.T(r.Context(), "Đã lập tài khoản"), a, password)
}

func (p pages) passwordPage(w http.ResponseWriter, r *web.Request, title string, a auth.Account, password string) error {
	page := r.StaffPage(title, "")
	page.Crumbs = accountCrumbs(r.Context())
	page.Lead = a.Name
	return web.ShowStaff(w, r, page, passwordContent(a, password))
}

// accountView is an account with what was typed into the form of a new role.
type accountView struct {
	Account  auth.Account
	Sessions []auth.Session
	Managed  bool // may be changed as a whole
	Self     bool
	Units    []org.Unit
	In       GrantInput
	Err      error
}

func (p pages) showAccount(w http.ResponseWriter, r *web.Request) error {
	return p.accountPage(w, r, accountView{})
}

func (p pages) accountPage(w http.ResponseWriter, r *web.Request, v accountView) error {
	ctx := r.Context()
	id, err := pathID(r, "id")
	if err != nil {
		return err
	}
	if v.Account, v.Sessions, v.Managed, err = p.service.Account(ctx, r.Actor, id); err != nil {
		return err
	}
	if v.Units, err = p.service.units.Choices(ctx, r.Actor, choiceLimit); err != nil {
		return err
	}
	v.Self = id == r.Actor.AccountID
	status := http.StatusOK
	if v.Err != nil {
		status = web.Status(v.Err)
	}
	page := r.StaffPage(v.Account.Name, "")
	page.Crumbs = accountCrumbs(ctx)
	page.Lead = v.Account.Login
	return web.ShowStaffStatus(w, r, status, page, accountContent(v))
}

func (p pages) giveRole(w http.ResponseWriter, r *web.Request) error {
	id, err := pathID(r, "id")
	if err != nil {
		return err
	}
	in, err := web.Decode[GrantInput](r)
	if err == nil {
		err = p.service.GiveRole(r.Context(), r.Actor, id, in)
	}
	if _, known := refusal(err); known || isInvalid(err) {
		return p.accountPage(w, r, accountView{In: in, Err: err})
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, accountsPath+"/"+id, "Đã giao vai trò.")
}

// versioned is a form that only says which version of an account it was shown.
type versioned struct {
	Version int64 `form:"version"`
}

func (p pages) takeRole(w http.ResponseWriter, r *web.Request) error {
	id, err := pathID(r, "id")
	if err != nil {
		return err
	}
	grant, err := pathID(r, "grant")
	if err != nil {
		return err
	}
	in, err := web.Decode[versioned](r)
	if err == nil {
		err = p.service.TakeRole(r.Context(), r.Actor, id, grant, in.Version)
	}
	if _, known := refusal(err); known {
		return p.accountPage(w, r, accountView{Err: err})
	}
	if err != nil {
		return err
	}
	if _, _, _, err := p.service.Account(r.Context(), r.Actor, id); err != nil { // it was the last role that the actor may see
		return web.Done(w, r, accountsPath, "Đã thôi giao vai trò.")
	}
	return web.Done(w, r, accountsPath+"/"+id, "Đã thôi giao vai trò.")
}
