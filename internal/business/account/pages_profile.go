package account

import (
	"errors"
	"net/http"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/auth"
	"kheo/internal/service/web"
)

const profilePath = "/toi"

func (p pages) mountProfile(m *web.Mux) {
	m.Staff("GET /toi", p.showProfile)
	m.Staff("POST /toi/mat-khau", p.changePassword)
	m.Staff("GET /toi/xac-nhan-hai-buoc", p.showTOTP)
	m.Staff("POST /toi/xac-nhan-hai-buoc", p.turnOnTOTP)
	m.Staff("POST /toi/xac-nhan-hai-buoc/tat", p.turnOffTOTP)
	m.Staff("POST /toi/phien/ket-thuc", p.endOtherSessions)
	m.Staff("POST /toi/phien/{id}/ket-thuc", p.endSession)
	m.Staff("POST /toi/ma-truy-cap", p.makeToken)
	m.Staff("POST /toi/ma-truy-cap/{id}/thu-hoi", p.revokeToken)
}

// profileView is the profile with what was typed into one of its forms.
type profileView struct {
	Profile
	Current  string // session of this browser
	Token    auth.NewToken
	Secret   string // of the token that was just made
	Password error  // what is wrong with each form
	Proof    error
	TokenErr error
}

func (p pages) showProfile(w http.ResponseWriter, r *web.Request) error {
	return p.profilePage(w, r, profileView{})
}

func (p pages) profilePage(w http.ResponseWriter, r *web.Request, v profileView) (err error) {
	ctx := r.Context()
	if v.Profile, err = p.service.Profile(ctx, r.Actor); err != nil {
		return err
	}
	v.Current = r.Actor.SessionID
	if v.Token.Days == 0 {
		v.Token.Days = 90
	}
	status := http.StatusOK
	if errors.Join(v.Password, v.Proof, v.TokenErr) != nil {
		status = http.StatusUnprocessableEntity
	}
	page := r.StaffPage(i18n.T(ctx, "Hồ sơ của tôi"), "")
	page.Lead = v.Account.Name + " · " + v.Account.Login
	return web.ShowStaffStatus(w, r, status, page, profileContent(v))
}

func (p pages) changePassword(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[PasswordInput](r)
	if err != nil {
		return err
	}
	err = p.service.ChangePassword(r.Context(), r.Actor, in)
	if isInvalid(err) {
		return p.profilePage(w, r, profileView{Password: err})
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, profilePath, "Đã đổi mật khẩu. Các phiên đăng nhập khác đã kết thúc.")
}

func (p pages) showTOTP(w http.ResponseWriter, r *web.Request) error {
	profile, err := p.service.Profile(r.Context(), r.Actor)
	if err != nil {
		return err
	}
	if profile.Account.HasTOTP {
		return web.Redirect(w, r, profilePath)
	}
	secret, _, err := auth.NewSecret(profile.Account.Login)
	if err != nil {
		return err
	}
	return p.totpPage(w, r, http.StatusOK, profile.Account, secret, nil)
}

func (p pages) totpPage(w http.ResponseWriter, r *web.Request, status int, a auth.Account, secret string, cause error) error {
	ctx := r.Context()
	address, err := auth.SecretURL(a.Login, secret)
	if err != nil {
		return web.Redirect(w, r, profilePath+"/xac-nhan-hai-buoc")
	}
	picture, err := drawQR(address)
	if err != nil {
		return err
	}
	page := r.StaffPage(i18n.T(ctx, "Bật xác nhận hai bước"), "")
	page.Crumbs = profileCrumbs(ctx)
	return web.ShowStaffStatus(w, r, status, page, totpContent(picture, secret, cause))
}

// turnOnTOTP takes the secret back from the page's hidden field. That is safe
// without a signature: it is the person's own secret for the person's own
// account, its strength is checked, and a code must prove that the telephone has it.
func (p pages) turnOnTOTP(w http.ResponseWriter, r *web.Request) error {
	secret := r.FormValue("secret")
	err := p.service.TurnOnTOTP(r.Context(), r.Actor, secret, r.FormValue("code"))
	if isInvalid(err) {
		profile, e := p.service.Profile(r.Context(), r.Actor)
		if e != nil {
			return e
		}
		return p.totpPage(w, r, http.StatusUnprocessableEntity, profile.Account, secret, err)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, profilePath, "Đã bật xác nhận hai bước. Từ nay mỗi lần đăng nhập cần thêm mã sáu số.")
}

func (p pages) turnOffTOTP(w http.ResponseWriter, r *web.Request) error {
	err := p.service.TurnOffTOTP(r.Context(), r.Actor, r.FormValue("proof"))
	if isInvalid(err) {
		return p.profilePage(w, r, profileView{Proof: err})
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, profilePath, "Đã tắt xác nhận hai bước.")
}

func (p pages) endSession(w http.ResponseWriter, r *web.Request) error {
	id, err := pathID(r, "id")
	if err != nil {
		return err
	}
	err = p.service.EndSession(r.Context(), r.Actor, id)
	if err != nil && !errors.Is(err, fault.Conflict) { // ended already: as wished
		return err
	}
	return web.Done(w, r, profilePath, "Đã kết thúc phiên đăng nhập.")
}

func (p pages) endOtherSessions(w http.ResponseWriter, r *web.Request) error {
	if err := p.service.EndOtherSessions(r.Context(), r.Actor); err != nil {
		return err
	}
	return web.Done(w, r, profilePath, "Đã kết thúc mọi phiên khác.")
}

// makeToken shows the secret in its answer, because it is kept nowhere.
func (p pages) makeToken(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[auth.NewToken](r)
	if err != nil {
		return p.profilePage(w, r, profileView{Token: in, TokenErr: err})
	}
	secret, _, err := p.service.MakeToken(r.Context(), r.Actor, in)
	if isInvalid(err) {
		return p.profilePage(w, r, profileView{Token: in, TokenErr: err})
	}
	if err != nil {
		return err
	}
	return p.profilePage(w, r, profileView{Secret: secret})
}

func (p pages) revokeToken(w http.ResponseWriter, r *web.Request) error {
	id, err := pathID(r, "id")
	if err != nil {
		return err
	}
	if err := p.service.RevokeToken(r.Context(), r.Actor, id); err != nil {
		return err
	}
	return web.Done(w, r, profilePath, "Đã thu hồi mã truy cập.")
}
