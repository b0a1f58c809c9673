package initiative_test

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
	"kheo/internal/business/initiative"
	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
	"kheo/internal/service/files"
	"kheo/internal/service/web"
)

const seasonCode = "dvk-2026"

// fieldID is the field "Kinh tế" of the catalogue.
const fieldID = "0190a000-0000-7000-8000-000000000011"

// house is a city with two wards, an open season and people at work.
type house struct {
	*initiative.Service
	db                    *db.DB
	city, ward, far, lane org.Unit
	season                campaign.Season
	campaigns             *campaign.Service
	actors                map[string]auth.Actor
	mux                   http.Handler
}

func newHouse(t testing.TB, d *db.DB) *house {
	t.Helper()
	h := &house{db: d, actors: map[string]auth.Actor{}}
	units := org.New(d)
	h.campaigns = campaign.New(d, units)
	store, err := files.New(t.TempDir(), d)
	if err != nil {
		t.Fatal(err)
	}
	people := participant.New(d)
	people.Units = units
	h.Service = initiative.New(d, units, h.campaigns, people, store)
	err = d.Update(context.Background(), func(tx *db.Tx) error { return h.found(tx, units) })
	if err != nil {
		t.Fatal(err)
	}
	h.appoint("lan", "Nguyễn Lan Mẫu", auth.Registrar, h.ward)
	h.appoint("hoa", "Trần Hòa Mẫu", auth.Registrar, h.ward)
	h.appoint("minh", "Lê Minh Mẫu", auth.Appraiser, h.ward)
	h.appoint("xa", "Phạm Xa Mẫu", auth.Registrar, h.far)
	h.appoint("soat", "Vũ Soát Mẫu", auth.Auditor, h.city)
	h.appoint("ky", "Đỗ Ký Mẫu", auth.Approver, h.city)
	h.mux = h.newMux()
	return h
}

func (h *house) found(tx *db.Tx, units *org.Service) (err error) {
	ctx := context.Background()
	add := func(name, kind string, parent org.Unit) (u org.Unit) {
		if err == nil {
			u, err = units.Found(ctx, tx, org.Input{Name: name, Type: org.Type(kind), ParentID: parent.ID})
		}
		return u
	}
	h.city = add("Thành phố Mẫu", "province", org.Unit{})
	h.ward = add("Phường Mẫu Một", "ward", h.city)
	h.far = add("Phường Mẫu Hai", "ward", h.city)
	h.lane = add("Tổ dân phố số 5", "neighborhood", h.ward)
	if err != nil {
		return err
	}
	h.season, err = h.campaigns.Found(ctx, tx, audit.System, campaign.SeasonInput{
		Code: seasonCode, Name: "Mùa thi đua 2026", Year: 2026, UnitID: h.city.ID, CriteriaSetID: "0190a000-0000-7000-8000-000000000041",
		State: campaign.Open, LaunchedOn: clock.On(2026, 3, 1), RegisterBy: clock.On(2026, 4, 30), ReportBy: clock.On(2026, 11, 25),
		ScoreBy: clock.On(2026, 12, 10), DecideBy: clock.On(2026, 12, 20),
	})
	return err
}

func (h *house) appoint(login, name string, role auth.Role, unit org.Unit) {
	h.actors[login] = auth.Actor{
		AccountID: uuid.NewString(), SessionID: uuid.NewString(), Name: name,
		Grants: []auth.Grant{{Role: role, UnitID: unit.ID, UnitPath: unit.Path, UnitName: unit.Name}},
	}
}

const who = "X-Test-Login"

func (h *house) newMux() http.Handler {
	m := web.New(web.Site{
		Owner: "Thành phố Mẫu", BaseURL: "http://127.0.0.1", Now: func() time.Time { return dbtest.Moment },
		WhoIs:   func(r *http.Request) (auth.Actor, error) { return h.actors[r.Header.Get(who)], nil },
		Waiting: h.Waiting,
	})
	h.Mount(m)
	return m
}

// get asks for a page as login; post sends a form.
func (h *house) get(login, path string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	return h.answer(login, r)
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

// full is a registration in which nothing is missing.
func (h *house) full(title string) initiative.Registration {
	return initiative.Registration{
		ID: uuid.Must(uuid.NewV7()).String(), Season: seasonCode, UnitID: h.ward.ID, ParticipantKind: participant.Collective,
		Participant: "Chi hội Phụ nữ tổ 5", Kind: initiative.Model, FieldID: fieldID, StartsOn: clock.On(2026, 3, 15), Contact: "Bà Mẫu, 0900 000 000",
		Content: initiative.Content{
			Title: title, Problem: "Ngõ dài 400 mét, năm 2025 mất 9 xe máy.", Objective: "Không quá 3 vụ mất xe trong năm.",
			Method: "Họp dân, góp tiền, lắp camera.", Area: "Ngõ 12, 140 hộ.", Forces: "Tổ dân phố chủ trì.", Resources: "45 triệu đồng.",
			Schedule: "Từ tháng 3 đến tháng 11.", Outputs: "12 camera hoạt động.", Sustainability: "Tổ tự quản giữ.",
		},
	}
}

// form is in as a browser sends it.
func form(in initiative.Registration) url.Values {
	v := url.Values{
		"id": {in.ID}, "season": {in.Season}, "unit": {in.UnitID}, "participant_kind": {string(in.ParticipantKind)}, "participant": {in.Participant},
		"kind": {string(in.Kind)}, "field": {in.FieldID}, "starts_on": {in.StartsOn.ISO()}, "contact": {in.Contact}, "version": {"0"},
	}
	for _, item := range in.Items() {
		v.Set(item.Name, item.Text)
	}
	return v
}

// submitted makes an initiative that waits to be received.
func (h *house) submitted(t testing.TB, title string) initiative.Initiative {
	t.Helper()
	i, err := h.Submit(context.Background(), h.actors["lan"], h.full(title))
	if err != nil {
		t.Fatal(err)
	}
	return i
}

// accepted makes one that was received.
func (h *house) accepted(t testing.TB, title string) initiative.Initiative {
	t.Helper()
	i := h.submitted(t, title)
	if err := h.Accept(context.Background(), h.actors["minh"], i.ID); err != nil {
		t.Fatal(err)
	}
	return h.find(t, i.ID)
}

func (h *house) find(t testing.TB, id string) (i initiative.Initiative) {
	t.Helper()
	err := h.db.View(context.Background(), func(tx *db.Tx) (err error) {
		i, err = h.Find(context.Background(), tx, id)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return i
}

func (h *house) count(t testing.TB, f initiative.Filter) (n int) {
	t.Helper()
	err := h.db.View(context.Background(), func(tx *db.Tx) (err error) {
		n, err = h.Count(context.Background(), tx, f, 1000)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func wantStatus(t *testing.T, w *httptest.ResponseRecorder, status int) {
	t.Helper()
	if w.Code != status {
		t.Fatalf("status %d, want %d; to %q\n%s", w.Code, status, w.Header().Get("Location"), brief(w.Body.String()))
	}
}

func wantText(t *testing.T, w *httptest.ResponseRecorder, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if !strings.Contains(w.Body.String(), text) {
			t.Errorf("the page does not say %q\n%s", text, brief(w.Body.String()))
		}
	}
}

// brief is the part of a page that matters when a test fails.
func brief(page string) string {
	if at := strings.Index(page, "<main"); at >= 0 {
		page = page[at:]
	}
	return page[:min(len(page), 6000)]
}
