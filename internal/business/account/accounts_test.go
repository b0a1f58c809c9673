package account

import (
	"errors"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"kheo/internal/business/org"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// version is the newest of an account.
func (h *house) version(t *testing.T, id string) (v int64) {
	t.Helper()
	err := h.d.View(t.Context(), func(tx *db.Tx) error {
		a, err := auth.Find(t.Context(), tx, id)
		v = a.Version
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func trailText(t *testing.T, h *house, actor auth.Actor) string {
	t.Helper()
	entries, err := h.Trail(t.Context(), actor, audit.Filter{Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, e := range entries {
		b.WriteString(e.Act + " " + string(e.Before) + " " + string(e.After) + "\n")
	}
	return b.String()
}

func wantErr(t *testing.T, what string, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("%s: %v, want %v", what, err, want)
	}
}

func wantRefused(t *testing.T, what string, err error) {
	t.Helper()
	var refused fault.Refused
	if !errors.As(err, &refused) {
		t.Errorf("%s: %v, want fault.Refused", what, err)
	}
}

func wantInvalid(t *testing.T, what string, err error, fields ...string) {
	t.Helper()
	var invalid fault.Invalid
	if !errors.As(err, &invalid) || len(invalid) != len(fields) {
		t.Errorf("%s: %v, want what is wrong with %v", what, err, fields)
	}
	for _, f := range fields {
		if _, ok := invalid[f]; !ok {
			t.Errorf("%s: nothing is wrong with %s: %v", what, f, err)
		}
	}
}

func TestAdministratorStaysInSubtree(t *testing.T) {
	t.Parallel()
	eachHouse(t, func(t *testing.T, h *house) {
		ctx, east := t.Context(), h.eastHead
		in := Input{Login: "moi", Name: "Đỗ Thị Mới", Role: auth.Registrar, Unit: "Phường Đông (phuong-dong)"}
		made, password, err := h.AddAccount(ctx, east, in)
		if err != nil || len(password) < 20 {
			t.Fatalf("AddAccount: %q, %v", password, err)
		}
		in.Unit = "phuong-tay"
		_, _, err = h.AddAccount(ctx, east, in)
		wantInvalid(t, "an account in the other ward", err, "unit")
		_, _, err = h.AddAccount(ctx, east, Input{Login: "x", Unit: "không có", Role: "chief"})
		wantInvalid(t, "a form full of mistakes", err, "login", "name", "role", "unit")
		_, _, err = h.AddAccount(ctx, h.clerk, in)
		wantErr(t, "an account by a clerk", err, fault.Forbidden)

		wantInvalid(t, "a role above", h.GiveRole(ctx, east, made.ID, GrantInput{auth.Administrator, "thanh-pho-thu", 1}), "unit")
		_, _, _, err = h.Account(ctx, east, h.head.AccountID)
		wantErr(t, "the account of the city", err, fault.NotFound)
		wantErr(t, "closing the account of the city", h.Disable(ctx, east, h.head.AccountID, 1), fault.NotFound)

		all, err := h.Accounts(ctx, east, "", "", 99)
		if err != nil || len(all) != 3 {
			t.Errorf("%d accounts, %v; want dong, ghi, moi", len(all), err)
		}
		_, err = h.Accounts(ctx, h.clerk, "", "", 99)
		wantErr(t, "accounts for a clerk", err, fault.NotFound)
		_, err = h.Trail(ctx, h.clerk, audit.Filter{Limit: 9})
		wantErr(t, "the trail for a clerk", err, fault.NotFound)
	})
}

func TestPersonOfTwoUnitsBelongsHigher(t *testing.T) {
	t.Parallel()
	eachHouse(t, func(t *testing.T, h *house) {
		ctx, id := t.Context(), h.clerk.AccountID
		if err := h.GiveRole(ctx, h.head, id, GrantInput{auth.Appraiser, "Phường Tây", 1}); err != nil {
			t.Fatal(err)
		}
		a, _, managed, err := h.Account(ctx, h.eastHead, id)
		if err != nil || managed || len(a.Grants) != 1 {
			t.Errorf("the ward sees %+v, managed %v, %v", a, managed, err)
		}
		_, err = h.ResetPassword(ctx, h.eastHead, id, h.version(t, id))
		wantRefused(t, "resetting the password of a person of two wards", err)
		if err := h.Disable(ctx, h.head, id, h.version(t, id)); err != nil {
			t.Errorf("the city: %v", err)
		}
	})
}

func TestLastAdministratorStays(t *testing.T) {
	t.Parallel()
	eachHouse(t, func(t *testing.T, h *house) {
		ctx, id := t.Context(), h.head.AccountID
		wantRefused(t, "taking the last administrator's role", h.TakeRole(ctx, h.head, id, grantID(t, h, id), 1))
		wantRefused(t, "closing the own account", h.Disable(ctx, h.head, id, 1))
		if err := h.GiveRole(ctx, h.head, h.clerk.AccountID, GrantInput{auth.Administrator, "thanh-pho-thu", 1}); err != nil {
			t.Fatal(err)
		}
		wantRefused(t, "closing the own account with another administrator", h.Disable(ctx, h.head, id, 1))
		if err := h.TakeRole(ctx, h.head, id, grantID(t, h, id), 1); err != nil {
			t.Errorf("with another administrator: %v", err)
		}
	})
}

func grantID(t *testing.T, h *house, accountID string) (id string) {
	t.Helper()
	err := h.d.View(t.Context(), func(tx *db.Tx) error {
		a, err := auth.Find(t.Context(), tx, accountID)
		id = a.Grants[0].ID
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestAccountPages(t *testing.T) {
	t.Parallel()
	eachHouse(t, func(t *testing.T, h *house) {
		b, clerk := h.as(t, "dau"), h.as(t, "ghi")
		clerk.get("/quan-tri", http.StatusNotFound)
		clerk.get("/quan-tri/tai-khoan", http.StatusNotFound)
		wantIn(t, b.get("/quan-tri", http.StatusOK), "/quan-tri/don-vi", "/quan-tri/nhat-ky")
		wantIn(t, b.get("/quan-tri/tai-khoan?tu=ghi", http.StatusOK), "Phan Thị Ghi", "Cán bộ đăng ký · Phường Đông")
		wantIn(t, b.get("/quan-tri/tai-khoan/them", http.StatusOK), `value="Phường Đông (phuong-dong)"`, `list="don-vi"`)
		page := b.post("/quan-tri/tai-khoan/them", http.StatusUnprocessableEntity, "login", "ghi", "name", "Hồ Văn Hai", "role", "registrar", "unit", "phuong-dong").Body.String()
		wantIn(t, page, `value="Hồ Văn Hai"`, "đã có người dùng")
		page = b.post("/quan-tri/tai-khoan/them", http.StatusOK, "login", "hai.ho", "name", "Hồ Văn Hai", "role", "registrar", "unit", "phuong-dong").Body.String()
		password := regexp.MustCompile(`(?:[a-z]+-){5}\d{4}`).FindString(page)
		h.browser(t).post("/dang-nhap", http.StatusSeeOther, "login", "hai.ho", "password", password)

		at := "/quan-tri/tai-khoan/" + h.clerk.AccountID
		wantIn(t, b.get(at, http.StatusOK), at+"/khoa", at+"/dat-lai-mat-khau")
		wantIn(t, b.get(at+"/khoa", http.StatusOK), "Khóa tài khoản của Phan Thị Ghi?")
		b.get(at+"/mo-khoa", http.StatusNotFound)
		wantIn(t, b.post(at+"/vai-tro", http.StatusConflict, "role", "appraiser", "unit", "phuong-tay", "version", "7").Body.String(), "Có người vừa sửa", `value="phuong-tay"`)
		b.post(at+"/vai-tro", http.StatusSeeOther, "role", "appraiser", "unit", "phuong-tay", "version", "1")
		b.post(at+"/khoa", http.StatusConflict, "version", "1")
		version := strconv.FormatInt(h.version(t, h.clerk.AccountID), 10)
		b.post(at+"/khoa", http.StatusSeeOther, "version", version)
		clerk.get("/toi", http.StatusSeeOther) // at once
		wantIn(t, b.get(at, http.StatusOK), "Đã khóa")
		b.get("/quan-tri/tai-khoan/"+h.head.AccountID+"/khoa", http.StatusNotFound)
	})
}

func TestSetup(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		a := auth.New(d, false)
		ctx, s := t.Context(), New(d, a, org.New(d))
		_, _, err := s.Setup(ctx, SetupInput{Login: "quan.tri", Name: "Vũ Thị Trị"})
		wantRefused(t, "no unit", err)
		first, password, err := s.Setup(ctx, SetupInput{Unit: org.Input{Name: "Xã Thử", Type: "ward"}, Login: "quan.tri", Name: "Vũ Thị Trị"})
		if err != nil || password == "" || first.Grants[0].UnitPath != "/xa-thu/" {
			t.Fatalf("Setup: %+v, %v", first, err)
		}
		_, _, err = s.Setup(ctx, SetupInput{Unit: org.Input{Name: "Xã Khác", Type: "ward"}, Login: "hai.vu", Name: "Vũ Văn Hai", Password: testPassword})
		wantInvalid(t, "an unknown unit", err, "unit")
		second, _, err := s.Setup(ctx, SetupInput{Login: "hai.vu", Name: "Vũ Văn Hai", Password: testPassword})
		if err != nil || second.Grants[0].UnitPath != "/xa-thu/" {
			t.Errorf("a second administrator: %+v, %v; want one of the same root", second, err)
		}
		_, _, err = s.Setup(ctx, SetupInput{Login: "quan.tri", Name: "Vũ Thị Trị"})
		wantInvalid(t, "the same login", err, "login")
	})
}
