package award_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"kheo/internal/business/award"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/auth"
	"kheo/internal/service/web"
)

const who = "X-Test-Login"

// house is the catalogue as it is shipped, and people who read and keep it.
type house struct {
	*award.Service
	db     *db.DB
	actors map[string]auth.Actor
	mux    http.Handler
}

func newHouse(t testing.TB, d *db.DB) *house {
	t.Helper()
	h := &house{Service: award.New(d), db: d, actors: map[string]auth.Actor{}}
	for login, of := range map[string]struct {
		name string
		role auth.Role
		path string
	}{
		"chu": {"Lê Chủ Mẫu", auth.Administrator, "/tp/"}, "phuong": {"Hồ Phương Mẫu", auth.Administrator, "/tp/quan/phuong/"},
		"ky": {"Đỗ Ký Mẫu", auth.Approver, "/tp/quan/"}, "soat": {"Vũ Soát Mẫu", auth.Auditor, "/tp/"},
	} {
		h.actors[login] = auth.Actor{
			AccountID: uuid.NewString(), SessionID: uuid.NewString(), Name: of.name,
			Grants: []auth.Grant{{Role: of.role, UnitID: uuid.NewString(), UnitPath: of.path, UnitName: "Đơn vị mẫu"}},
		}
	}
	h.actors["khach"] = auth.Actor{AccountID: uuid.NewString(), SessionID: uuid.NewString(), Name: "Trần Khách Mẫu"}
	m := web.New(web.Site{
		Owner: "Thành phố Mẫu", BaseURL: "http://127.0.0.1", Now: func() time.Time { return dbtest.Moment },
		WhoIs:   func(r *http.Request) (auth.Actor, error) { return h.actors[r.Header.Get(who)], nil },
		Waiting: func(context.Context, auth.Actor) (int, error) { return 0, nil },
	})
	h.Mount(m)
	h.mux = m
	return h
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

func (h *house) view(t testing.TB, do func(context.Context, *db.Tx) error) {
	t.Helper()
	ctx := context.Background()
	if err := h.db.View(ctx, func(tx *db.Tx) error { return do(ctx, tx) }); err != nil {
		t.Fatal(err)
	}
}

// on is the edition of an award that holds on a day.
func (h *house) on(t testing.TB, code, day string) (a award.Award) {
	t.Helper()
	h.view(t, func(ctx context.Context, tx *db.Tx) (err error) {
		a, err = h.AwardByCode(ctx, tx, code, clock.Must(day))
		return err
	})
	return a
}
