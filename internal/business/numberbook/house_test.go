package numberbook_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"kheo/internal/business/numberbook"
	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/auth"
	"kheo/internal/service/web"
)

const who = "X-Test-Login"

// house is a city with a ward, its two committees and people at work.
type house struct {
	*numberbook.Service
	db     *db.DB
	unit   map[string]org.Unit
	actors map[string]auth.Actor
	mux    http.Handler
}

func newHouse(t testing.TB, d *db.DB) *house {
	t.Helper()
	units := org.New(d)
	h := &house{db: d, Service: numberbook.New(d, units), unit: map[string]org.Unit{}, actors: map[string]auth.Actor{}}
	h.update(t, func(ctx context.Context, tx *db.Tx) (err error) {
		add := func(key, name, kind, parent string) {
			if err == nil {
				h.unit[key], err = units.Found(ctx, tx, org.Input{Name: name, Type: org.Type(kind), ParentID: h.unit[parent].ID})
			}
		}
		add("tp", "Thành phố Mẫu", "province", "")
		add("cat", "Phường Cát Mẫu", "ward", "tp")
		add("dang", "Đảng ủy phường Cát Mẫu", "party_committee", "cat")
		add("uy", "Ủy ban nhân dân phường Cát Mẫu", "peoples_committee", "cat")
		add("tho", "Phường Thổ Mẫu", "ward", "tp")
		return err
	})
	h.appoint("thu", "Trần Văn Thư Mẫu", auth.Publisher, "cat")
	h.appoint("ky", "Lê Ký Mẫu", auth.Approver, "cat")
	h.appoint("soat", "Vũ Soát Mẫu", auth.Auditor, "tp")
	h.appoint("quan", "Hồ Quản Mẫu", auth.Administrator, "tp")
	h.appoint("phuong", "Bùi Phường Mẫu", auth.Administrator, "cat")
	h.appoint("lan", "Nguyễn Lan Mẫu", auth.Registrar, "cat")
	h.appoint("tho", "Đỗ Thổ Mẫu", auth.Publisher, "tho")
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

// ready gives both committees their abbreviations and the Party's a term.
func (h *house) ready(t testing.TB) *house {
	t.Helper()
	ctx, admin := context.Background(), h.actors["quan"]
	for unit, in := range map[string]numberbook.SymbolInput{
		"dang": {Line: org.Party, Abbreviation: "ĐU", From: clock.On(2010, 1, 1)}, "uy": {Line: org.State, Abbreviation: "UBND", From: clock.On(2010, 1, 1)},
	} {
		if err := h.AddSymbol(ctx, admin, h.unit[unit].ID, in); err != nil {
			t.Fatal(err)
		}
	}
	if err := h.SetTerm(ctx, admin, h.unit["dang"].ID, numberbook.TermInput{Name: "Nhiệm kỳ 2025–2030", From: clock.On(2025, 7, 1), To: clock.On(2030, 6, 30)}); err != nil {
		t.Fatal(err)
	}
	return h
}

// want is a decision of the State's committee on day.
func (h *house) want(id string, day clock.Date) numberbook.Want {
	return numberbook.Want{UnitID: h.unit["uy"].ID, Line: org.State, DocType: "QĐ", Day: day, Subject: "Về việc công nhận mô hình", ForKind: "decision", ForID: id}
}

func (h *house) take(t testing.TB, w numberbook.Want) (n numberbook.Number, err error) {
	t.Helper()
	err = h.db.Update(context.Background(), func(tx *db.Tx) (err error) {
		n, err = h.Take(context.Background(), tx, h.actors["ky"], w)
		return err
	})
	return n, err
}

func (h *house) record(t testing.TB, w numberbook.Want, said string) (n numberbook.Number, err error) {
	t.Helper()
	err = h.db.Update(context.Background(), func(tx *db.Tx) (err error) {
		n, err = h.Record(context.Background(), tx, h.actors["ky"], w, said)
		return err
	})
	return n, err
}

func (h *house) update(t testing.TB, do func(context.Context, *db.Tx) error) {
	t.Helper()
	ctx := context.Background()
	if err := h.db.Update(ctx, func(tx *db.Tx) error { return do(ctx, tx) }); err != nil {
		t.Fatal(err)
	}
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
