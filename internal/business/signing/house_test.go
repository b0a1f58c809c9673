package signing_test

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"kheo/internal/business/org"
	"kheo/internal/business/signing"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/auth"
	"kheo/internal/service/docgen"
	"kheo/internal/service/files"
	"kheo/internal/service/pdfsign"
	"kheo/internal/service/web"
)

const who = "X-Test-Login"

// house is a city with two wards and people at work.
type house struct {
	*signing.Service
	db     *db.DB
	unit   map[string]org.Unit
	actors map[string]auth.Actor
	mux    http.Handler
}

func newHouse(t testing.TB, d *db.DB) *house {
	t.Helper()
	units := org.New(d)
	store, err := files.New(t.TempDir(), d)
	if err != nil {
		t.Fatal(err)
	}
	h := &house{db: d, Service: signing.New(d, units, store, nil), unit: map[string]org.Unit{}, actors: map[string]auth.Actor{}}
	h.update(t, func(ctx context.Context, tx *db.Tx) (err error) {
		add := func(key, name, kind, parent string) {
			if err == nil {
				h.unit[key], err = units.Found(ctx, tx, org.Input{Name: name, Type: org.Type(kind), ParentID: h.unit[parent].ID})
			}
		}
		add("tp", "Thành phố Mẫu", "province", "")
		add("cat", "Phường Cát Mẫu", "ward", "tp")
		add("dang", "Đảng ủy phường Cát Mẫu", "party_committee", "cat")
		add("tho", "Phường Thổ Mẫu", "ward", "tp")
		return err
	})
	h.appoint("thu", "Trần Văn Thư Mẫu", auth.Publisher, "cat")
	h.appoint("soat", "Vũ Soát Mẫu", auth.Auditor, "tp")
	h.appoint("quan", "Bùi Quản Mẫu", auth.Administrator, "cat")
	h.appoint("lan", "Nguyễn Lan Mẫu", auth.Registrar, "cat")
	h.appoint("tho", "Đỗ Thổ Mẫu", auth.Administrator, "tho")
	m := web.New(web.Site{
		Owner: "Thành phố Mẫu", BaseURL: "http://127.0.0.1", Now: func() time.Time { return dbtest.Moment },
		WhoIs:   func(r *http.Request) (auth.Actor, error) { return h.actors[r.Header.Get(who)], nil },
		Waiting: func(context.Context, auth.Actor) (int, error) { return 0, nil },
	})
	h.Mount(m)
	h.mux = m
	return h
}

func (h *house) appoint(login, name string, role auth.Role, unit string) {
	u := h.unit[unit]
	h.actors[login] = auth.Actor{
		AccountID: uuid.NewString(), SessionID: uuid.NewString(), Name: name,
		Grants: []auth.Grant{{Role: role, UnitID: u.ID, UnitPath: u.Path, UnitName: u.Name}},
	}
}

// give writes a power for Lê Minh Hạnh, who signs in place of the secretary.
func (h *house) give(t testing.TB, change func(*signing.PowerInput)) signing.PowerInput {
	t.Helper()
	in := signing.PowerInput{
		ID: uuid.Must(uuid.NewV7()).String(), Line: org.Party, Name: "Lê Minh Hạnh", Capacity: signing.InPlace, Form: "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ", DocTypes: "QĐ, TTr",
		From: clock.On(2026, 3, 1), To: clock.On(2026, 6, 30), Basis: "Quyết định phân công số 15-QĐ/ĐU ngày 01/03/2026",
	}
	if change != nil {
		change(&in)
	}
	if err := h.Save(context.Background(), h.actors["quan"], h.unit["dang"].ID, in); err != nil {
		t.Fatal(err)
	}
	return in
}

func (h *house) may(t testing.TB, a signing.Ask) (p signing.Power, err error) {
	t.Helper()
	err = h.db.View(context.Background(), func(tx *db.Tx) error {
		p, err = h.May(context.Background(), tx, a)
		return err
	})
	return p, err
}

func (h *house) ask(day clock.Date) signing.Ask {
	return signing.Ask{UnitID: h.unit["dang"].ID, Line: org.Party, DocType: "QĐ", Signer: "lê minh  HẠNH", Form: []string{"T/M Ban Thường vụ", "Phó Bí thư"}, Day: day}
}

func (h *house) update(t testing.TB, do func(context.Context, *db.Tx) error) {
	t.Helper()
	ctx := context.Background()
	if err := h.db.Update(ctx, func(tx *db.Tx) error { return do(ctx, tx) }); err != nil {
		t.Fatal(err)
	}
}

// paper is a decision, and the same signed with a test key.
func paper(t testing.TB, words string) (original, signed []byte) {
	t.Helper()
	var b, s bytes.Buffer
	err := docgen.WritePDF(&b, docgen.Document{Layout: docgen.StateLayout(), Title: "Quyết định", Date: dbtest.Moment, Blocks: []docgen.Block{docgen.Heading{Name: "QUYẾT ĐỊNH", Abstract: []string{words}}}})
	if err != nil {
		t.Fatal(err)
	}
	key, err := pdfsign.NewTestSigner("Lê Minh Hạnh")
	if err != nil {
		t.Fatal(err)
	}
	if err := pdfsign.Sign(&s, b.Bytes(), key, pdfsign.Info{Name: "Lê Minh Hạnh", At: dbtest.Moment}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), s.Bytes()
}

func refused(t testing.TB, err error, say string) {
	t.Helper()
	if err == nil || !strings.Contains(err.Error(), say) {
		t.Errorf("error %v, want %q", err, say)
	}
}

func (h *house) get(login, path string) *httptest.ResponseRecorder {
	return h.answer(login, httptest.NewRequest(http.MethodGet, path, nil))
}

func (h *house) post(login, path string, form url.Values) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return h.answer(login, r)
}

func (h *house) answer(login string, r *http.Request) *httptest.ResponseRecorder {
	r.Header.Set(who, login)
	w := httptest.NewRecorder()
	h.mux.ServeHTTP(w, r)
	return w
}
