package account

import (
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"

	"github.com/google/uuid"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/auth"
	"kheo/internal/service/web"
)

// pages shows Service to people.
type pages struct{ service *Service }

// Mount adds signing in, the own profile, and the administration of accounts
// with the audit trail to m.
func (s *Service) Mount(m *web.Mux) {
	p := pages{s}
	m.Public("GET /dang-nhap", p.showSignIn)
	m.Public("POST /dang-nhap", p.signIn)
	m.Public("POST /dang-xuat", p.signOut)
	m.Public("POST /ngon-ngu", p.language)
	p.mountProfile(m)
	m.Staff("GET /quan-tri", p.showAdmin)
	p.mountAccounts(m)
	p.mountTrail(m)
	p.mountExchange(m)
}

// signInForm is auth.SignIn and where to go afterwards.
type signInForm struct {
	Login    string `form:"login"`
	Password string `form:"password"`
	Code     string `form:"code"`
	Next     string `form:"tiep"`
}

const firstPage = "/viec"

func (p pages) showSignIn(w http.ResponseWriter, r *web.Request) error {
	next := r.URL.Query().Get("tiep")
	if r.Actor.SessionID != "" {
		return web.Redirect(w, r, localPath(next, firstPage))
	}
	return p.signInPage(w, r, http.StatusOK, signInForm{Next: next}, nil)
}

func (p pages) signInPage(w http.ResponseWriter, r *web.Request, status int, in signInForm, err error) error {
	ctx := r.Context()
	page := r.Page(i18n.T(ctx, "Đăng nhập"), "")
	w.Header().Set("Cache-Control", "no-store")
	return web.ShowStatus(w, r, status, page, signInContent(in, page.Demo, err))
}

func (p pages) signIn(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[signInForm](r)
	if err != nil {
		return err
	}
	accountID, err := p.service.auth.Check(r.Context(), auth.SignIn{Login: in.Login, Password: in.Password, Code: in.Code}, host(r))
	if isInvalid(err) {
		return p.signInPage(w, r, http.StatusUnprocessableEntity, in, err)
	}
	if err != nil {
		return err
	}
	return p.begin(w, r, accountID, in.Next)
}

// begin signs accountID in instead of whoever was, and goes on to next.
func (p pages) begin(w http.ResponseWriter, r *web.Request, accountID, next string) error {
	ctx := r.Context()
	if r.Actor.SessionID != "" {
		if err := p.service.auth.End(ctx); err != nil {
			return err
		}
	}
	if err := p.service.auth.Begin(ctx, accountID, r.UserAgent()); err != nil {
		return err
	}
	if i18n.From(ctx) == i18n.VI { // whoever chose English on this browser keeps it
		lang, err := p.service.language(ctx, accountID)
		if err != nil {
			return err
		}
		if lang == i18n.EN {
			web.SetLanguage(w, r, lang)
		}
	}
	return web.Redirect(w, r, localPath(next, firstPage))
}

func (p pages) signOut(w http.ResponseWriter, r *web.Request) error {
	if err := p.service.auth.End(r.Context()); err != nil {
		return err
	}
	return web.Redirect(w, r, "/")
}

// language changes the language, for this browser and for the account.
func (p pages) language(w http.ResponseWriter, r *web.Request) error {
	lang := i18n.Lang(r.FormValue("lang"))
	if lang != i18n.EN {
		lang = i18n.VI
	}
	web.SetLanguage(w, r, lang)
	if r.Actor.SignedIn() {
		if err := p.service.SetLanguage(r.Context(), r.Actor, lang); err != nil {
			return err
		}
	}
	return web.Redirect(w, r, localPath(r.FormValue("back"), "/"))
}

// localPath is to when it leads to a page of this site, else instead. Browsers
// read "//" and "/\" as the beginning of another site's address.
func localPath(to, instead string) string {
	u, err := url.Parse(to)
	if err != nil || u.Host != "" || u.Scheme != "" || !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") ||
		strings.ContainsFunc(to, func(c rune) bool { return c == '\\' || c < ' ' || c == 0x7f }) {
		return instead
	}
	return to
}

// host is where the request comes from, for counting tries.
func host(r *web.Request) string {
	h, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return h
}

func isInvalid(err error) bool {
	var invalid fault.Invalid
	return errors.As(err, &invalid)
}

// refusal is what err says to people when the form may come back for it; else nothing.
func refusal(err error) (fault.Message, bool) {
	var refused fault.Refused
	if errors.As(err, &refused) {
		return refused.Reason, true
	}
	if errors.Is(err, fault.Conflict) {
		return fault.Say("Có người vừa sửa phần này. Phần bạn nhập vẫn còn dưới đây; xin xem bản mới rồi lưu lại."), true
	}
	return fault.Message{}, false
}

// pathID is the id in the address; what is no id is NotFound.
func pathID(r *web.Request, name string) (string, error) {
	id := r.PathValue(name)
	if uuid.Validate(id) != nil {
		return "", fault.NotFound
	}
	return id, nil
}
