package conflict_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"kheo/internal/business/campaign"
	"kheo/internal/business/conflict"
	"kheo/internal/business/initiative"
	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
	"kheo/internal/service/web"
)

const (
	seasonCode = "dvk-2026"
	fieldID    = "0190a000-0000-7000-8000-000000000011"
	setID      = "0190a000-0000-7000-8000-000000000041"
	who        = "X-Test-Login"
)

// house is a city with a district of two wards, a season of the city and people
// who judge, with accounts.
type house struct {
	*conflict.Service
	db          *db.DB
	units       *org.Service
	initiatives *initiative.Service
	season      campaign.Season
	unit        map[string]org.Unit
	actors      map[string]auth.Actor
	mux         http.Handler
}

func newHouse(t testing.TB, d *db.DB) *house {
	t.Helper()
	h := &house{db: d, units: org.New(d), unit: map[string]org.Unit{}, actors: map[string]auth.Actor{}}
	campaigns := campaign.New(d, h.units)
	h.initiatives = initiative.New(d, h.units, campaigns, participant.New(d), nil)
	h.Service = conflict.New(d, h.units, campaigns, h.initiatives)
	h.update(t, func(ctx context.Context, tx *db.Tx) error { return h.found(ctx, tx, campaigns) })
	h.appoint(t, "minh", "Lê Minh Mẫu", auth.Appraiser, "tp")
	h.appoint(t, "cat", "Bùi Cát Mẫu", auth.Appraiser, "cat")
	h.appoint(t, "quan", "Hồ Quân Mẫu", auth.Approver, "quan")
	h.appoint(t, "hoi", "Đỗ Hội Mẫu", auth.CouncilMember, "tp")
	h.appoint(t, "soat", "Vũ Soát Mẫu", auth.Auditor, "tp")
	h.appoint(t, "lan", "Nguyễn Lan Mẫu", auth.Registrar, "cat")
	m := web.New(web.Site{
		Owner: "Thành phố Mẫu", BaseURL: "http://127.0.0.1", Now: func() time.Time { return dbtest.Moment },
		WhoIs:   func(r *http.Request) (auth.Actor, error) { return h.actors[r.Header.Get(who)], nil },
		Waiting: h.initiatives.Waiting,
	})
	h.Mount(m)
	h.mux = m
	return h
}

func (h *house) found(ctx context.Context, tx *db.Tx, campaigns *campaign.Service) (err error) {
	add := func(key, name, kind, parent string) {
		if err == nil {
			h.unit[key], err = h.units.Found(ctx, tx, org.Input{Name: name, Type: org.Type(kind), ParentID: h.unit[parent].ID})
		}
	}
	add("tp", "Thành phố Mẫu", "province", "")
	add("quan", "Quận Mẫu", "district", "tp")
	add("cat", "Phường Cát Mẫu", "ward", "quan")
	add("tho", "Phường Thổ Mẫu", "ward", "quan")
	add("to5", "Tổ dân phố số 5", "neighborhood", "cat")
	if err != nil {
		return err
	}
	h.season, err = campaigns.Found(ctx, tx, audit.System, campaign.SeasonInput{
		Code: seasonCode, Name: "Mùa thi đua 2026", Year: 2026, UnitID: h.unit["tp"].ID, CriteriaSetID: setID, State: campaign.Open,
		LaunchedOn: clock.On(2026, 3, 1), RegisterBy: clock.On(2026, 4, 30), ReportBy: clock.On(2026, 10, 30), ScoreBy: clock.On(2026, 12, 10), DecideBy: clock.On(2026, 12, 20),
	})
	return err
}

// appoint makes an account with a role; again adds another role.
func (h *house) appoint(t testing.TB, login, name string, role auth.Role, unit string) {
	t.Helper()
	u := h.unit[unit]
	h.update(t, func(ctx context.Context, tx *db.Tx) error {
		a, err := auth.FindLogin(ctx, tx, login+".mau")
		if err != nil {
			if a, err = auth.Create(ctx, tx, auth.NewAccount{Login: login + ".mau", Name: name}, "x"); err != nil {
				return err
			}
		}
		if err := auth.Give(ctx, tx, a.ID, auth.Grant{Role: role, UnitID: u.ID, UnitPath: u.Path, UnitName: u.Name}); err != nil {
			return err
		}
		a, err = auth.Find(ctx, tx, a.ID)
		h.actors[login] = auth.Actor{AccountID: a.ID, SessionID: uuid.NewString(), Name: a.Name, Grants: a.Grants}
		return err
	})
}

// post gives login an office.
func (h *house) office(t testing.TB, login, unit, title string) {
	t.Helper()
	boss := auth.Actor{Name: "Quản Trị Mẫu", Grants: []auth.Grant{{Role: auth.Administrator, UnitPath: "/"}}}
	err := h.units.AddPost(t.Context(), boss, h.unit[unit].ID, org.PostInput{ID: uuid.NewString(), Title: title, Holder: h.actors[login].Name, Login: login + ".mau", From: clock.On(2020, 1, 1)})
	if err != nil {
		t.Fatal(err)
	}
}

// reviewed makes an initiative of a unit that is under review.
func (h *house) reviewed(t testing.TB, title, unit string, by auth.Actor, change ...func(*initiative.Registration)) string {
	t.Helper()
	if by.AccountID == "" {
		by = auth.Actor{AccountID: uuid.NewString(), Name: "Người Đăng Ký Mẫu"}
	}
	by.Grants = []auth.Grant{{Role: auth.Registrar, UnitPath: h.unit["tp"].Path}}
	in := initiative.Registration{
		ID: uuid.Must(uuid.NewV7()).String(), Season: seasonCode, UnitID: h.unit[unit].ID, ParticipantKind: participant.Collective,
		Participant: "Chi hội Phụ nữ tổ 5", FieldID: fieldID,
		Content: initiative.Content{
			Title: title, Problem: "Ngõ dài 400 mét, năm 2025 mất 9 xe máy.", Objective: "Không quá 3 vụ mất xe trong năm.",
			Method: "Họp dân, góp tiền, lắp camera.", Area: "Ngõ 12, 140 hộ.", Forces: "Tổ dân phố chủ trì.", Resources: "45 triệu đồng.",
			Schedule: "Từ tháng 3 đến tháng 11.", Outputs: "12 camera hoạt động.", Sustainability: "Tổ tự quản giữ.",
		},
	}
	for _, do := range change {
		do(&in)
	}
	i, err := h.initiatives.Submit(t.Context(), by, in)
	if err != nil {
		t.Fatal(err)
	}
	h.update(t, func(ctx context.Context, tx *db.Tx) error {
		return h.initiatives.Advance(ctx, tx, audit.System, i.ID, initiative.Accepted, initiative.InProgress, initiative.Reported, initiative.UnderReview)
	})
	return i.ID
}

func (h *house) update(t testing.TB, do func(context.Context, *db.Tx) error) {
	t.Helper()
	ctx := context.Background()
	if err := h.db.Update(ctx, func(tx *db.Tx) error { return do(ctx, tx) }); err != nil {
		t.Fatal(err)
	}
}

// between is what stands between login and an initiative.
func (h *house) between(t testing.TB, login, id string) (f conflict.Finding) {
	t.Helper()
	err := h.db.View(t.Context(), func(tx *db.Tx) (err error) {
		f, err = h.Between(t.Context(), tx, h.actors[login].AccountID, id)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return f
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
