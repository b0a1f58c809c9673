package eligibility_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"kheo/internal/business/campaign"
	"kheo/internal/business/eligibility"
	"kheo/internal/business/initiative"
	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
	"kheo/internal/service/web"
)

const (
	fieldID = "0190a000-0000-7000-8000-000000000011"
	setID   = "0190a000-0000-7000-8000-000000000041"
	who     = "X-Test-Login"

	scoreRule  = "0190a000-0000-7000-8000-000000230001" // 70 points at the grassroots
	inTimeRule = "0190a000-0000-7000-8000-000000230006"
	holdRule   = "0190a000-0000-7000-8000-000000230010"
	discipline = "0190a000-0000-7000-8000-000000230101" // bars
	press      = "0190a000-0000-7000-8000-000000230104" // asks
)

// world is what the modules that are not there would say.
type world struct {
	honours []eligibility.Honour
	scores  map[string]eligibility.Score
	groups  map[string][]string
}

func (w *world) Honours(_ context.Context, _ *db.Tx, people, works []string) (all []eligibility.Honour, _ error) {
	for _, h := range w.honours {
		if slices.Contains(people, h.ParticipantID) || slices.Contains(works, h.InitiativeID) {
			all = append(all, h)
		}
	}
	return all, nil
}

func (w *world) Scores(_ context.Context, _ *db.Tx, ids []string) (all []eligibility.Score, _ error) {
	for _, id := range ids {
		if s, ok := w.scores[id]; ok {
			all = append(all, s)
		}
	}
	return all, nil
}

func (w *world) EvidenceCounts(context.Context, *db.Tx, []string) (map[string]int64, error) {
	return nil, nil
}

func (w *world) Groups(_ context.Context, _ *db.Tx, ids []string) (map[string][]string, error) {
	all := map[string][]string{}
	for _, id := range ids {
		all[id] = w.groups[id]
	}
	return all, nil
}

// house is a city with a district of two wards, a season of the city and people.
type house struct {
	*eligibility.Service
	*world
	db           *db.DB
	units        *org.Service
	initiatives  *initiative.Service
	participants *participant.Service
	season       campaign.Season
	unit         map[string]org.Unit
	actors       map[string]auth.Actor
	mux          http.Handler
}

func newHouse(t testing.TB, d *db.DB) *house {
	t.Helper()
	h := &house{db: d, units: org.New(d), participants: participant.New(d), unit: map[string]org.Unit{}, actors: map[string]auth.Actor{},
		world: &world{scores: map[string]eligibility.Score{}, groups: map[string][]string{}}}
	campaigns := campaign.New(d, h.units)
	h.initiatives = initiative.New(d, h.units, campaigns, h.participants, nil)
	h.Service = eligibility.New(d, h.units, campaigns, h.initiatives, h.participants)
	h.Service.Record, h.Service.Scores, h.Service.Proofs, h.Service.Groups = h.world, h.world, h.world, h.world
	h.initiatives.Followers = []initiative.Follower{h.Service}
	h.update(t, func(ctx context.Context, tx *db.Tx) error { return h.found(ctx, tx, campaigns) })
	h.appoint("minh", "Lê Minh Mẫu", auth.Appraiser, "tp")
	h.appoint("cat", "Bùi Cát Mẫu", auth.Appraiser, "cat")
	h.appoint("tho", "Đinh Thổ Mẫu", auth.Appraiser, "tho")
	h.appoint("quan", "Hồ Quân Mẫu", auth.Approver, "quan")
	h.appoint("hoi", "Đỗ Hội Mẫu", auth.CouncilMember, "tp")
	h.appoint("soat", "Vũ Soát Mẫu", auth.Auditor, "tp")
	h.appoint("lan", "Nguyễn Lan Mẫu", auth.Registrar, "cat")
	h.appoint("tri", "Phan Trị Mẫu", auth.Administrator, "tp")
	m := web.New(web.Site{
		Owner: "Thành phố Mẫu", BaseURL: "http://127.0.0.1", Now: func() time.Time { return d.Now() },
		WhoIs:   func(r *http.Request) (auth.Actor, error) { return h.actors[r.Header.Get(who)], nil },
		Waiting: h.initiatives.Waiting,
	})
	h.initiatives.Mount(m)
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
	if err != nil {
		return err
	}
	h.season, err = campaigns.Found(ctx, tx, audit.System, campaign.SeasonInput{
		Code: "dvk-2026", Name: "Mùa thi đua 2026", Year: 2026, UnitID: h.unit["tp"].ID, CriteriaSetID: setID, State: campaign.Open,
		LaunchedOn: clock.On(2026, 3, 1), RegisterBy: clock.On(2026, 11, 30), ReportBy: clock.On(2026, 11, 30), ScoreBy: clock.On(2026, 12, 10), DecideBy: clock.On(2026, 12, 20),
	})
	return err
}

func (h *house) appoint(login, name string, role auth.Role, unit string) {
	u := h.unit[unit]
	h.actors[login] = auth.Actor{
		AccountID: uuid.NewString(), SessionID: uuid.NewString(), Name: name,
		Grants: []auth.Grant{{Role: role, UnitID: u.ID, UnitPath: u.Path, UnitName: u.Name}},
	}
}

// submitted makes an initiative of a unit that was sent.
func (h *house) submitted(t testing.TB, title, unit string) initiative.Initiative {
	t.Helper()
	by := auth.Actor{AccountID: uuid.NewString(), Name: "Người Đăng Ký Mẫu", Grants: []auth.Grant{{Role: auth.Registrar, UnitPath: h.unit["tp"].Path}}}
	in := initiative.Registration{
		ID: newID(), Season: "dvk-2026", UnitID: h.unit[unit].ID, ParticipantKind: participant.Collective,
		Participant: "Chi hội Phụ nữ tổ 5", FieldID: fieldID, StartsOn: clock.On(2026, 3, 1),
		Content: initiative.Content{
			Title: title, Problem: "Ngõ dài 400 mét, năm 2025 mất 9 xe máy.", Objective: "Không quá 3 vụ mất xe trong năm.",
			Method: "Họp dân, góp tiền, lắp camera.", Area: "Ngõ 12, 140 hộ.", Forces: "Tổ dân phố chủ trì.", Resources: "45 triệu đồng.",
			Schedule: "Từ tháng 3 đến tháng 11.", Outputs: "12 camera hoạt động.", Sustainability: "Tổ tự quản giữ.",
		},
	}
	i, err := h.initiatives.Submit(t.Context(), by, in)
	if err != nil {
		t.Fatal(err)
	}
	return i
}

// received makes one that was received.
func (h *house) received(t testing.TB, title, unit string) initiative.Initiative {
	t.Helper()
	i := h.submitted(t, title, unit)
	h.update(t, func(ctx context.Context, tx *db.Tx) error {
		return h.initiatives.Advance(ctx, tx, audit.System, i.ID, initiative.Accepted)
	})
	return i
}

// proposal asks for recognition at the grassroots.
func (h *house) proposal(stage eligibility.Stage, all ...initiative.Initiative) eligibility.Proposal {
	p := eligibility.Proposal{Stage: stage, Act: eligibility.Recognition, Line: "party", Level: "cấp phường", SeasonID: h.season.ID, UnitID: h.unit["cat"].ID}
	for _, i := range all {
		p.Candidates = append(p.Candidates, eligibility.Candidate{
			InitiativeID: i.ID, ParticipantID: i.ParticipantID, Kind: string(i.ParticipantKind), Name: i.ParticipantName, UnitID: i.UnitID,
		})
	}
	return p
}

func (h *house) judge(t testing.TB, p eligibility.Proposal) (all []eligibility.Verdict) {
	t.Helper()
	h.update(t, func(ctx context.Context, tx *db.Tx) (err error) {
		if all, err = h.Judge(ctx, tx, p); err != nil {
			return err
		}
		return h.Keep(ctx, tx, audit.System, all)
	})
	return all
}

func (h *house) update(t testing.TB, do func(context.Context, *db.Tx) error) {
	t.Helper()
	ctx := context.Background()
	if err := h.db.Update(ctx, func(tx *db.Tx) error { return do(ctx, tx) }); err != nil {
		t.Fatal(err)
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

func wants(t *testing.T, w *httptest.ResponseRecorder, status int, say ...string) {
	t.Helper()
	if w.Code != status {
		t.Fatalf("%d, want %d\n%.3000s", w.Code, status, w.Body.String())
	}
	for _, s := range say {
		if !strings.Contains(w.Body.String(), s) {
			t.Errorf("the page does not say %q\n%.6000s", s, w.Body.String())
		}
	}
}

func silent(t *testing.T, w *httptest.ResponseRecorder, say ...string) {
	t.Helper()
	for _, s := range say {
		if strings.Contains(w.Body.String(), s) {
			t.Errorf("the page says %q", s)
		}
	}
}

func newID() string { return uuid.Must(uuid.NewV7()).String() }
