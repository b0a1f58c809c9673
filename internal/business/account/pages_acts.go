package account

import (
	"context"
	"net/http"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/auth"
	"kheo/internal/service/web"
)

// accountAct is something done to a whole account after a page that says what
// will happen.
type accountAct struct {
	Path   string // last part of the address
	Button string // all texts are Vietnamese sources of i18n
	Title  string
	Text   string
	Done   string
	Do     func(s *Service, ctx context.Context, actor auth.Actor, id string, version int64) error
}

func accountActs() []accountAct {
	return []accountAct{
		{"dat-lai-mat-khau", "Đặt lại mật khẩu", "Đặt lại mật khẩu của %s?",
			"Mật khẩu cũ hết hiệu lực ngay và mọi phiên đăng nhập của người này kết thúc. Mật khẩu mới hiện một lần trên trang sau.", "", nil},
		{"ket-thuc-phien", "Kết thúc mọi phiên", "Kết thúc mọi phiên đăng nhập của %s?",
			"Người này phải đăng nhập lại trên mọi máy.", "Đã kết thúc mọi phiên đăng nhập.", (*Service).EndAllSessions},
		{"tat-hai-buoc", "Tắt xác nhận hai bước", "Tắt xác nhận hai bước của %s?",
			"Chỉ làm khi người này đã mất điện thoại. Từ đó chỉ cần mật khẩu để đăng nhập.", "Đã tắt xác nhận hai bước.", (*Service).ResetTOTP},
		{"khoa", "Khóa tài khoản", "Khóa tài khoản của %s?",
			"Người này không đăng nhập được nữa; phiên đăng nhập và mã truy cập kết thúc ngay. Những gì đã làm vẫn giữ tên trong hồ sơ và nhật ký.", "Đã khóa tài khoản.", (*Service).Disable},
		{"mo-khoa", "Mở khóa tài khoản", "Mở khóa tài khoản của %s?",
			"Người này đăng nhập lại được với mật khẩu cũ và các vai trò đang có.", "Đã mở khóa tài khoản.", (*Service).Enable},
	}
}

// fits reports whether the act makes sense for what the page shows.
func (a accountAct) fits(v accountView) bool {
	switch a.Path {
	case "khoa":
		return v.Managed && !v.Account.Disabled && !v.Self
	case "mo-khoa":
		return v.Managed && v.Account.Disabled
	case "tat-hai-buoc":
		return v.Managed && v.Account.HasTOTP
	case "ket-thuc-phien":
		return v.Managed && len(v.Sessions) > 0
	}
	return v.Managed && !v.Self // the own password is changed in the profile
}

func (p pages) mountAccountActs(m *web.Mux) {
	for _, act := range accountActs() {
		m.Staff("GET /quan-tri/tai-khoan/{id}/"+act.Path, func(w http.ResponseWriter, r *web.Request) error {
			return p.confirmAct(w, r, act)
		})
		m.Staff("POST /quan-tri/tai-khoan/{id}/"+act.Path, func(w http.ResponseWriter, r *web.Request) error {
			return p.doAct(w, r, act)
		})
	}
}

func (p pages) confirmAct(w http.ResponseWriter, r *web.Request, act accountAct) error {
	ctx := r.Context()
	id, err := pathID(r, "id")
	if err != nil {
		return err
	}
	a, sessions, managed, err := p.service.Account(ctx, r.Actor, id)
	if err != nil {
		return err
	}
	if !act.fits(accountView{Account: a, Sessions: sessions, Managed: managed, Self: id == r.Actor.AccountID}) {
		return fault.NotFound
	}
	page := r.StaffPage(i18n.T(ctx, act.Button), "")
	page.Crumbs = accountCrumbs(ctx)
	return web.ShowStaff(w, r, page, confirmContent(act, a))
}

func (p pages) doAct(w http.ResponseWriter, r *web.Request, act accountAct) error {
	ctx := r.Context()
	id, err := pathID(r, "id")
	if err != nil {
		return err
	}
	in, err := web.Decode[versioned](r)
	if err != nil {
		return err
	}
	password := ""
	if act.Do != nil {
		err = act.Do(p.service, ctx, r.Actor, id, in.Version)
	} else {
		password, err = p.service.ResetPassword(ctx, r.Actor, id, in.Version)
	}
	if _, known := refusal(err); known {
		return p.accountPage(w, r, accountView{Err: err})
	}
	if err != nil {
		return err
	}
	if password == "" {
		return web.Done(w, r, accountsPath+"/"+id, act.Done)
	}
	a, _, _, err := p.service.Account(ctx, r.Actor, id)
	if err != nil {
		return err
	}
	return p.passwordPage(w, r, i18n.T(ctx, "Đã đặt lại mật khẩu"), a, password)
}
