package auth_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

const password = "hoa sen trong ao nhỏ"

func open(t *testing.T, d *db.DB) *auth.Service {
	t.Helper()
	s := auth.New(d, false)
	return s
}

// add makes an account with password.
func add(t *testing.T, d *db.DB, login string) (a auth.Account) {
	t.Helper()
	hash, err := auth.Hash(password)
	if err != nil {
		t.Fatal(err)
	}
	update(t, d, func(tx *db.Tx) error {
		a, err = auth.Create(t.Context(), tx, auth.NewAccount{Login: login, Name: "Trần Thị Thử"}, hash)
		return err
	})
	return a
}

func update(t *testing.T, d *db.DB, do func(*db.Tx) error) {
	t.Helper()
	if err := d.Update(t.Context(), do); err != nil {
		t.Fatal(err)
	}
}

func wantInvalid(t *testing.T, err error, words string) {
	t.Helper()
	var invalid fault.Invalid
	if !errors.As(err, &invalid) || !strings.Contains(err.Error(), words) {
		t.Errorf("error %v, want fault.Invalid with %q", err, words)
	}
}

func TestPassword(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, s, a := t.Context(), open(t, d), add(t, d, "thu.tran")
		id, err := s.Check(ctx, auth.SignIn{Login: " Thu.Tran ", Password: password}, "192.0.2.1")
		if err != nil || id != a.ID {
			t.Errorf("right password: %q, %v", id, err)
		}
		for _, in := range []auth.SignIn{
			{Login: "thu.tran", Password: password + "."}, {Login: "thu.tran"}, {Login: "khong.co", Password: password},
			{Login: "thu.tran'--", Password: password}, {Login: "a\x00b", Password: password},
		} {
			_, err := s.Check(ctx, in, "192.0.2.1")
			wantInvalid(t, err, "chưa đúng")
		}
		var stored string
		update(t, d, func(tx *db.Tx) (err error) {
			stored, err = db.One(ctx, tx, db.Value[string], `SELECT password_hash FROM auth_account`)
			return err
		})
		if !strings.HasPrefix(stored, "$argon2id$") || strings.Contains(stored, password) {
			t.Errorf("stored %q", stored)
		}
	})
}

func TestRateLimit(t *testing.T) {
	t.Parallel()
	d := dbtest.SQLite(t)
	now := dbtest.Moment
	d.Now = func() time.Time { return now }
	ctx, s := t.Context(), open(t, d)
	a := add(t, d, "thu.tran")
	for i := range 5 {
		_, err := s.Check(ctx, auth.SignIn{Login: "thu.tran", Password: "sai"}, "192.0.2."+strconv.Itoa(i))
		wantInvalid(t, err, "chưa đúng")
	}
	right := auth.SignIn{Login: "thu.tran", Password: password}
	_, err := s.Check(ctx, right, "192.0.2.9")
	wantInvalid(t, err, "quá nhiều lần")
	now = now.Add(time.Minute)
	if id, err := s.Check(ctx, right, "192.0.2.9"); err != nil || id != a.ID {
		t.Errorf("after a minute: %q, %v", id, err)
	}
}

func TestTOTPCodeWorksOnce(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		now := dbtest.Moment
		d.Now = func() time.Time { return now }
		ctx, s, a := t.Context(), open(t, d), add(t, d, "thu.tran")
		secret, _, err := auth.NewSecret(a.Login)
		if err != nil {
			t.Fatal(err)
		}
		err = d.Update(ctx, func(tx *db.Tx) error { return s.SetTOTP(ctx, tx, a.ID, "", code(t, secret, now)) })
		wantInvalid(t, err, "Mã QR đã cũ")
		err = d.Update(ctx, func(tx *db.Tx) error { return s.SetTOTP(ctx, tx, a.ID, secret, "000000") })
		wantInvalid(t, err, "Mã chưa đúng")
		update(t, d, func(tx *db.Tx) error { return s.SetTOTP(ctx, tx, a.ID, secret, code(t, secret, now)) })

		signIn := func(code string) error {
			_, err := s.Check(ctx, auth.SignIn{Login: a.Login, Password: password, Code: code}, "192.0.2.1")
			return err
		}
		wantInvalid(t, signIn(""), "chưa đúng")
		wantInvalid(t, signIn(code(t, secret, now)), "chưa đúng") // it was used to turn the factor on
		now = now.Add(time.Minute)
		if err := signIn(code(t, secret, now)); err != nil {
			t.Errorf("a fresh code: %v", err)
		}
		wantInvalid(t, signIn(code(t, secret, now)), "chưa đúng")
	})
}

func code(t *testing.T, secret string, at time.Time) string {
	t.Helper()
	c, err := totp.GenerateCode(secret, at)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestSecretURLKeepsTheSecret(t *testing.T) {
	t.Parallel()
	secret, address, err := auth.NewSecret("thu.tran")
	if err != nil {
		t.Fatal(err)
	}
	again, err := auth.SecretURL("thu.tran", secret)
	if err != nil || again != address {
		t.Errorf("SecretURL = %q, %v; want %q", again, err, address)
	}
	if _, err := auth.SecretURL("thu.tran", "JBSWY3DP"); err == nil {
		t.Error("a secret of five bytes was taken")
	}
}

// browser sends one request through the sessions and tells who it came from.
type browser struct {
	t      *testing.T
	s      *auth.Service
	cookie *http.Cookie
	token  string
}

func (b *browser) send(do func(*http.Request) error) (a auth.Actor) {
	b.t.Helper()
	r := httptest.NewRequestWithContext(b.t.Context(), http.MethodGet, "/", nil)
	if b.cookie != nil {
		r.AddCookie(b.cookie)
	}
	if b.token != "" {
		r.Header.Set("Authorization", "Bearer "+b.token)
	}
	w := httptest.NewRecorder()
	b.s.Load(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		var err error
		if do != nil {
			err = do(r)
		} else if b.token != "" {
			a, err = b.s.Program(r.Context(), r)
		} else {
			a, err = b.s.WhoIs(r)
		}
		if err != nil {
			b.t.Error(err)
		}
	})).ServeHTTP(w, r)
	for _, c := range w.Result().Cookies() {
		b.cookie = c
	}
	return a
}

func signedIn(t *testing.T, s *auth.Service, accountID string) *browser {
	t.Helper()
	b := &browser{t: t, s: s}
	b.send(func(r *http.Request) error {
		return s.Begin(r.Context(), accountID, "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0")
	})
	if a := b.send(nil); a.AccountID != accountID || a.SessionID == "" {
		t.Fatalf("signed in as %+v", a)
	}
	return b
}

func TestEndedSessionIsNobody(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, s, a := t.Context(), open(t, d), add(t, d, "thu.tran")
		first, second := signedIn(t, s, a.ID), signedIn(t, s, a.ID)
		keep := second.send(nil).SessionID
		update(t, d, func(tx *db.Tx) error { return auth.EndSessions(ctx, tx, a.ID, keep) })
		if first.send(nil).SignedIn() || !second.send(nil).SignedIn() {
			t.Error("ending the other sessions ended the wrong ones")
		}
		stolen := *second.cookie
		second.send(func(r *http.Request) error { return s.End(r.Context()) })
		second.cookie = &stolen
		if second.send(nil).SignedIn() {
			t.Error("the cookie works after signing out")
		}
	})
}

func TestSessionGrowsOld(t *testing.T) {
	t.Parallel()
	d := dbtest.SQLite(t)
	now := dbtest.Moment
	d.Now = func() time.Time { return now }
	s, a := open(t, d), add(t, d, "thu.tran")
	b := signedIn(t, s, a.ID)
	now = now.Add(13 * time.Hour)
	if b.send(nil).SignedIn() {
		t.Error("a session of 13 hours ago still works")
	}
}

func TestDisabledAccountLosesEverything(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, s, a := t.Context(), open(t, d), add(t, d, "thu.tran")
		b := signedIn(t, s, a.ID)
		program := &browser{t: t, s: s}
		update(t, d, func(tx *db.Tx) (err error) {
			program.token, _, err = auth.CreateToken(ctx, tx, auth.Actor{AccountID: a.ID}, auth.NewToken{Name: "Máy chủ thử", Days: 30})
			return err
		})
		if who := program.send(nil); who.AccountID != a.ID || who.SessionID != "" || who.May(auth.WriteScope) || !who.May(auth.ReadScope) {
			t.Fatalf("the program is %+v", who)
		}
		update(t, d, func(tx *db.Tx) error { return auth.Disable(ctx, tx, a.ID) })
		if b.send(nil).SignedIn() || program.send(nil).SignedIn() {
			t.Error("a closed account still acts")
		}
		_, err := s.Check(ctx, auth.SignIn{Login: a.Login, Password: password}, "192.0.2.1")
		wantInvalid(t, err, "chưa đúng")
		update(t, d, func(tx *db.Tx) error { return auth.Enable(ctx, tx, a.ID) })
		if b.send(nil).SignedIn() || program.send(nil).SignedIn() {
			t.Error("opening the account again revived old sessions or tokens")
		}
	})
}

func TestListsOfAccounts(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		here, there := add(t, d, "dong.here"), add(t, d, "tay.there")
		add(t, d, "ai.free")
		unit := func(path string) auth.Grant {
			return auth.Grant{Role: auth.Registrar, UnitID: "019a0000-0000-7000-8000-000000000001", UnitPath: path, UnitName: "Đơn vị"}
		}
		update(t, d, func(tx *db.Tx) error {
			return errors.Join(auth.Give(ctx, tx, here.ID, unit("/tinh/dong/")), auth.Give(ctx, tx, there.ID, unit("/tinh/tay/")))
		})
		for _, test := range []struct {
			f    auth.AccountFilter
			want string
		}{
			{auth.AccountFilter{Paths: []string{"/tinh/"}, Limit: 9}, "dong.here tay.there"},
			{auth.AccountFilter{Paths: []string{"/tinh/"}, Limit: 1}, "dong.here"},
			{auth.AccountFilter{Paths: []string{"/tinh/"}, After: "dong.here", Limit: 9}, "tay.there"},
			{auth.AccountFilter{Paths: []string{"/tinh/tay/"}, Limit: 9}, "tay.there"},
			{auth.AccountFilter{Paths: []string{"/tinh/tay/"}, Without: true, Limit: 9}, "ai.free tay.there"},
			{auth.AccountFilter{Paths: []string{"/tinh/"}, Words: "THỬ", Limit: 9}, "dong.here tay.there"},
			{auth.AccountFilter{Paths: []string{"/tinh/"}, Words: "tây", Limit: 9}, "tay.there"},
			{auth.AccountFilter{Limit: 9}, ""},
		} {
			var logins []string
			update(t, d, func(tx *db.Tx) error {
				all, err := auth.Accounts(ctx, tx, test.f)
				logins = nil
				for _, a := range all {
					logins = append(logins, a.Login)
				}
				return err
			})
			if got := strings.Join(logins, " "); got != test.want {
				t.Errorf("%+v lists %q, want %q", test.f, got, test.want)
			}
		}
	})
}

// TestNobodyCostsTheSame keeps the hash of nobody at the cost of real ones.
func TestNobodyCostsTheSame(t *testing.T) {
	t.Parallel()
	real, err := auth.Hash("một mật khẩu thật")
	if err != nil {
		t.Fatal(err)
	}
	cost := func(hash string) string { return strings.Join(strings.Split(hash, "$")[:4], "$") }
	if got, want := cost(auth.Nobody), cost(real); got != want {
		t.Errorf("nobody's hash costs %s, real ones %s", got, want)
	}
}
