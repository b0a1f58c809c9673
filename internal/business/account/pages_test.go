package account

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"kheo/internal/platform/db/dbtest"
)

func TestSignInPage(t *testing.T) {
	t.Parallel()
	eachHouse(t, func(t *testing.T, h *house) {
		b := h.browser(t)
		wantIn(t, b.get("/dang-nhap?tiep=/viec/mua", http.StatusOK), `name="tiep" value="/viec/mua"`, "Mã xác nhận (nếu đã bật)")
		page := b.post("/dang-nhap", http.StatusUnprocessableEntity, "login", "ghi", "password", "sai mật khẩu", "tiep", "/viec/mua").Body.String()
		wantIn(t, page, `value="ghi"`, `value="/viec/mua"`, `id="loi"`, "chưa đúng")
		wantOut(t, page, "sai mật khẩu")
		w := b.post("/dang-nhap", http.StatusSeeOther, "login", "ghi", "password", testPassword, "tiep", "/viec/mua?trang=2")
		if to := w.Header().Get("Location"); to != "/viec/mua?trang=2" {
			t.Errorf("leads to %q", to)
		}
		wantIn(t, b.get("/toi", http.StatusOK), "Phan Thị Ghi", "Cán bộ đăng ký", "Phường Đông", "Phiên này")
		b.post("/dang-xuat", http.StatusSeeOther)
		b.get("/toi", http.StatusSeeOther)
	})
}

func TestReturnAddressStaysHere(t *testing.T) {
	t.Parallel()
	for to, want := range map[string]string{
		"/toi": "/toi", "/viec/mua?trang=2#x": "/viec/mua?trang=2#x", "/": "/",
		"": "/viec", "//evil.example": "/viec", "/\\evil.example": "/viec", "/\t/evil.example": "/viec", "https://evil.example/": "/viec",
		"javascript:alert(1)": "/viec", "viec": "/viec", "///evil.example": "/viec", "/a\r\nSet-Cookie: x=1": "/viec", "/%": "/viec",
	} {
		if got := localPath(to, firstPage); got != want {
			t.Errorf("localPath(%q) = %q, want %q", to, got, want)
		}
	}
}

func FuzzReturnAddress(f *testing.F) {
	f.Add("/toi")
	f.Add("//evil.example")
	f.Fuzz(func(t *testing.T, to string) {
		got := localPath(to, firstPage)
		if !strings.HasPrefix(got, "/") || strings.HasPrefix(got, "//") || strings.ContainsAny(got, "\\\r\n\t") {
			t.Errorf("localPath(%q) = %q", to, got)
		}
	})
}

func TestTooManyTries(t *testing.T) {
	t.Parallel()
	h := build(t, dbtest.SQLite(t))
	b := h.browser(t)
	for range 5 {
		b.post("/dang-nhap", http.StatusUnprocessableEntity, "login", "ghi", "password", "sai")
	}
	page := b.post("/dang-nhap", http.StatusUnprocessableEntity, "login", "ghi", "password", testPassword).Body.String()
	wantIn(t, page, "Đã thử quá nhiều lần")
}

func TestLanguage(t *testing.T) {
	t.Parallel()
	h := build(t, dbtest.SQLite(t))
	b := h.as(t, "ghi")
	if to := b.post("/ngon-ngu", http.StatusSeeOther, "lang", "en", "back", "//evil.example").Header().Get("Location"); to != "/" {
		t.Errorf("leads to %q", to)
	}
	wantIn(t, b.get("/toi", http.StatusOK), `<html lang="en"`)
	again := h.as(t, "ghi") // another browser of a person who reads English
	wantIn(t, again.get("/toi", http.StatusOK), `<html lang="en"`)
}

func TestChangePassword(t *testing.T) {
	t.Parallel()
	eachHouse(t, func(t *testing.T, h *house) {
		b, other := h.as(t, "ghi"), h.as(t, "ghi")
		const fresh = "một câu mới dễ nhớ"
		wantIn(t, b.post("/toi/mat-khau", http.StatusUnprocessableEntity, "old", "sai", "password", fresh, "again", fresh).Body.String(), "Mật khẩu đang dùng chưa đúng")
		wantIn(t, b.post("/toi/mat-khau", http.StatusUnprocessableEntity, "old", testPassword, "password", fresh, "again", "khác").Body.String(), "chưa giống nhau")
		wantIn(t, b.post("/toi/mat-khau", http.StatusUnprocessableEntity, "old", testPassword, "password", "ngắn", "again", "ngắn").Body.String(), "ít nhất 10")
		b.post("/toi/mat-khau", http.StatusSeeOther, "old", testPassword, "password", fresh, "again", fresh)
		wantIn(t, b.get("/toi", http.StatusOK), "Đã đổi mật khẩu")
		other.get("/toi", http.StatusSeeOther)
		h.browser(t).post("/dang-nhap", http.StatusUnprocessableEntity, "login", "ghi", "password", testPassword)
		h.browser(t).post("/dang-nhap", http.StatusSeeOther, "login", "ghi", "password", fresh)
	})
}

var secretShape = regexp.MustCompile(`name="secret" value="([A-Z2-7]+)"`)

func TestSecondFactorPages(t *testing.T) {
	t.Parallel()
	eachHouse(t, func(t *testing.T, h *house) {
		now := dbtest.Moment
		h.d.Now = func() time.Time { return now }
		b := h.as(t, "ghi")
		page := b.get("/toi/xac-nhan-hai-buoc", http.StatusOK)
		wantIn(t, page, "<svg", `<path d="M4 4h1v1h-1z`)
		wantOut(t, page, "style=")
		secret := secretShape.FindStringSubmatch(page)[1]
		page = b.post("/toi/xac-nhan-hai-buoc", http.StatusUnprocessableEntity, "secret", secret, "code", "000000").Body.String()
		wantIn(t, page, secret, "Mã chưa đúng")
		code := func() string {
			c, err := totp.GenerateCode(secret, now)
			if err != nil {
				t.Fatal(err)
			}
			return c
		}
		b.post("/toi/xac-nhan-hai-buoc", http.StatusSeeOther, "secret", secret, "code", code())
		h.browser(t).post("/dang-nhap", http.StatusUnprocessableEntity, "login", "ghi", "password", testPassword)
		now = now.Add(time.Minute)
		h.browser(t).post("/dang-nhap", http.StatusSeeOther, "login", "ghi", "password", testPassword, "code", code())
		wantIn(t, b.post("/toi/xac-nhan-hai-buoc/tat", http.StatusUnprocessableEntity, "proof", "000000").Body.String(), "chưa đúng")
		b.post("/toi/xac-nhan-hai-buoc/tat", http.StatusSeeOther, "proof", testPassword)
		h.browser(t).post("/dang-nhap", http.StatusSeeOther, "login", "ghi", "password", testPassword)
		wantOut(t, trailText(t, h, h.head), secret, "argon2")
	})
}

func TestTokensAndSessions(t *testing.T) {
	t.Parallel()
	eachHouse(t, func(t *testing.T, h *house) {
		b, other := h.as(t, "ghi"), h.as(t, "ghi")
		wantIn(t, b.post("/toi/ma-truy-cap", http.StatusUnprocessableEntity, "name", "Máy chủ", "days", "999").Body.String(), "1 đến 365", `value="Máy chủ"`)
		page := b.post("/toi/ma-truy-cap", http.StatusOK, "name", "Máy chủ", "days", "30", "write", "1").Body.String()
		secret := regexp.MustCompile(`kheo_[\w-]{32}`).FindString(page)
		r := regexp.MustCompile(`/toi/ma-truy-cap/[0-9a-f-]+/thu-hoi`).FindString(page)
		if secret == "" || r == "" {
			t.Fatalf("no secret %q or button %q in\n%s", secret, r, mainPart(page))
		}
		wantOut(t, b.get("/toi", http.StatusOK), secret)
		b.post(r, http.StatusSeeOther)
		b.post(r, http.StatusNotFound)
		b.post("/toi/phien/khong-phai-so/ket-thuc", http.StatusNotFound)
		end := regexp.MustCompile(`/toi/phien/[0-9a-f-]+/ket-thuc`).FindString(b.get("/toi", http.StatusOK))
		b.post(end, http.StatusSeeOther)
		other.get("/toi", http.StatusSeeOther)
		third := h.as(t, "ghi")
		b.post("/toi/phien/ket-thuc", http.StatusSeeOther)
		third.get("/toi", http.StatusSeeOther)
		b.get("/toi", http.StatusOK)
		wantOut(t, trailText(t, h, h.head), secret)
	})
}

func TestDemoAccounts(t *testing.T) {
	t.Parallel()
	h := build(t, dbtest.SQLite(t))
	b := h.browser(t)
	wantIn(t, b.get("/tai-khoan-mau", http.StatusOK), "Phan Thị Ghi", "/tai-khoan-mau/ghi")
	b.post("/tai-khoan-mau/dau", http.StatusNotFound) // an account, but none of the examples
	b.post("/tai-khoan-mau/ghi", http.StatusSeeOther)
	wantIn(t, b.get("/toi", http.StatusOK), "Phan Thị Ghi")
}
