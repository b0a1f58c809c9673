package campaign_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/google/uuid"

	"kheo/internal/business/campaign"
	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
	"kheo/internal/service/web"
)

const sample = "0190a000-0000-7000-8000-000000000041" // the shipped set of criteria

// year is a city with two districts, one season, and people at work.
type year struct {
	db                     *db.DB
	campaigns              *campaign.Service
	city, district, beyond org.Unit
	season                 campaign.Season
	actors                 map[string]auth.Actor
	mux                    http.Handler
}

func newYear(t testing.TB, d *db.DB) *year {
	t.Helper()
	units := org.New(d)
	y := &year{db: d, campaigns: campaign.New(d, units), actors: map[string]auth.Actor{}}
	ctx := context.Background()
	err := d.Update(ctx, func(tx *db.Tx) (err error) {
		add := func(name, kind string, parent org.Unit) (u org.Unit) {
			if err == nil {
				u, err = units.Found(ctx, tx, org.Input{Name: name, Type: org.Type(kind), ParentID: parent.ID})
			}
			return u
		}
		y.city = add("Thành phố Mẫu", "province", org.Unit{})
		y.district, y.beyond = add("Quận Mẫu", "district", y.city), add("Quận Khác", "district", y.city)
		if err != nil {
			return err
		}
		y.season, err = y.campaigns.Found(ctx, tx, audit.System, y.input("dvk-2026"))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for login, of := range map[string]struct {
		role auth.Role
		unit org.Unit
	}{
		"bo": {auth.Publisher, y.district}, "quan": {auth.Administrator, y.city}, "xa": {auth.Publisher, y.beyond}, "lan": {auth.Registrar, y.district},
		"ky": {auth.Approver, y.district}, "soat": {auth.Auditor, y.city},
	} {
		y.actors[login] = auth.Actor{
			AccountID: uuid.NewString(), SessionID: uuid.NewString(), Name: "Nguyễn Mẫu " + login,
			Grants: []auth.Grant{{Role: of.role, UnitID: of.unit.ID, UnitPath: of.unit.Path, UnitName: of.unit.Name}},
		}
	}
	m := web.New(web.Site{
		Owner: "Quận Mẫu", BaseURL: "http://127.0.0.1", Now: d.Now,
		WhoIs:   func(r *http.Request) (auth.Actor, error) { return y.actors[r.Header.Get(who)], nil },
		Waiting: func(context.Context, auth.Actor) (int, error) { return 0, nil },
	})
	y.campaigns.Mount(m)
	y.mux = m
	return y
}

// input is a season in which nothing is missing.
func (y *year) input(code string) campaign.SeasonInput {
	return campaign.SeasonInput{
		ID: uuid.Must(uuid.NewV7()).String(), Code: code, Name: "Mùa thi đua 2026", Year: 2026, UnitID: y.district.ID, CriteriaSetID: sample,
		State: campaign.Open, LaunchedOn: clock.On(2026, 3, 1), LaunchDocument: "Kế hoạch 12-KH/QU", RegisterBy: clock.On(2026, 4, 30),
		ReportBy: clock.On(2026, 9, 15), ScoreBy: clock.On(2026, 10, 1), DecideBy: clock.On(2026, 12, 20),
	}
}

// typed is the same as a form sends it.
func typed(in campaign.SeasonInput, version string) url.Values {
	return url.Values{
		"id": {in.ID}, "code": {in.Code}, "name": {in.Name}, "year": {"2026"}, "unit": {in.UnitID}, "criteria_set": {in.CriteriaSetID}, "state": {string(in.State)},
		"launched_on": {in.LaunchedOn.ISO()}, "launch_document": {in.LaunchDocument}, "register_by": {in.RegisterBy.String()}, "report_by": {in.ReportBy.ISO()},
		"score_by": {in.ScoreBy.ISO()}, "decide_by": {in.DecideBy.ISO()}, "version": {version},
	}
}

func (y *year) found(t testing.TB, code string) (s campaign.Season) {
	t.Helper()
	y.view(t, func(ctx context.Context, tx *db.Tx) (err error) {
		s, err = y.campaigns.SeasonByCode(ctx, tx, code)
		return err
	})
	return s
}

func (y *year) view(t testing.TB, do func(context.Context, *db.Tx) error) {
	t.Helper()
	ctx := context.Background()
	if err := y.db.View(ctx, func(tx *db.Tx) error { return do(ctx, tx) }); err != nil {
		t.Fatal(err)
	}
}

const who = "X-Test-Login"

func (y *year) get(login, path string) *httptest.ResponseRecorder {
	return y.answer(login, httptest.NewRequest(http.MethodGet, path, nil))
}

func (y *year) post(login, path string, form url.Values) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return y.answer(login, r)
}

func (y *year) answer(login string, r *http.Request) *httptest.ResponseRecorder {
	r.Header.Set(who, login)
	w := httptest.NewRecorder()
	y.mux.ServeHTTP(w, r)
	return w
}

// shows fails unless the page has the status, one h1, and says every part.
func shows(t *testing.T, w *httptest.ResponseRecorder, status int, parts ...string) {
	t.Helper()
	if w.Code != status {
		t.Fatalf("status %d, want %d: %s", w.Code, status, w.Header().Get("Location"))
	}
	body := w.Body.String()
	if strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") && status != http.StatusSeeOther && strings.Count(body, "<h1") != 1 {
		t.Errorf("%d h1 on the page", strings.Count(body, "<h1"))
	}
	for _, part := range parts {
		if !strings.Contains(body, part) {
			t.Errorf("the page does not say %q", part)
		}
	}
}
