package assignment_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"kheo/internal/business/assignment"
	"kheo/internal/business/campaign"
	"kheo/internal/business/conflict"
	"kheo/internal/business/initiative"
	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/business/review"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
	"kheo/internal/service/web"
)

const (
	seasonCode = "dvk-2026"
	setID      = "0190a000-0000-7000-8000-000000000041"
	root       = "/viec/xet-duyet/" + seasonCode
	at         = root + "/phan-cong"
	who        = "X-Test-Login"
)

// house is a city with two wards, a season of the city and people with accounts.
type house struct {
	*assignment.Service
	db          *db.DB
	initiatives *initiative.Service
	review      *review.Service
	conflicts   *conflict.Service
	season      campaign.Season
	set         campaign.CriteriaSet
	fields      []campaign.Field
	unit        map[string]org.Unit
	actors      map[string]auth.Actor
	mux         http.Handler
}

func newHouse(t testing.TB, d *db.DB) *house {
	t.Helper()
	units := org.New(d)
	h := &house{db: d, unit: map[string]org.Unit{}, actors: map[string]auth.Actor{}}
	campaigns := campaign.New(d, units)
	h.initiatives = initiative.New(d, units, campaigns, participant.New(d), nil)
	h.conflicts = conflict.New(d, units, campaigns, h.initiatives)
	h.review = review.New(d, units, campaigns, h.initiatives)
	h.review.Conflicts = h.conflicts
	h.conflicts.Followers = []conflict.Follower{h.review}
	h.Service = assignment.New(d, units, campaigns, h.initiatives, h.review, h.conflicts)
	h.initiatives.Followers = []initiative.Follower{h.review, h.Service}
	h.update(t, func(ctx context.Context, tx *db.Tx) error { return h.found(ctx, tx, units, campaigns) })
	h.appoint(t, "minh", "Lê Minh Mẫu", auth.Appraiser, "tp")
	h.appoint(t, "hoa", "Trần Hòa Mẫu", auth.Appraiser, "tp")
	h.appoint(t, "anh", "Ngô Anh Mẫu", auth.Appraiser, "tp")
	h.appoint(t, "cat", "Bùi Cát Mẫu", auth.Appraiser, "cat")
	h.appoint(t, "ky", "Đỗ Ký Mẫu", auth.Approver, "tp")
	h.appoint(t, "soat", "Vũ Soát Mẫu", auth.Auditor, "tp")
	h.appoint(t, "lan", "Nguyễn Lan Mẫu", auth.Registrar, "cat")
	m := web.New(web.Site{
		Owner: "Thành phố Mẫu", BaseURL: "http://127.0.0.1", Now: func() time.Time { return dbtest.Moment },
		WhoIs:   func(r *http.Request) (auth.Actor, error) { return h.actors[r.Header.Get(who)], nil },
		Waiting: h.initiatives.Waiting,
	})
	h.review.Mount(m)
	h.Mount(m)
	h.mux = m
	return h
}

func (h *house) found(ctx context.Context, tx *db.Tx, units *org.Service, campaigns *campaign.Service) (err error) {
	add := func(key, name, kind, parent string) {
		if err == nil {
			h.unit[key], err = units.Found(ctx, tx, org.Input{Name: name, Type: org.Type(kind), ParentID: h.unit[parent].ID})
		}
	}
	add("tp", "Thành phố Mẫu", "province", "")
	add("cat", "Phường Cát Mẫu", "ward", "tp")
	add("tho", "Phường Thổ Mẫu", "ward", "tp")
	if err != nil {
		return err
	}
	h.season, err = campaigns.Found(ctx, tx, audit.System, campaign.SeasonInput{
		Code: seasonCode, Name: "Mùa thi đua 2026", Year: 2026, UnitID: h.unit["tp"].ID, CriteriaSetID: setID, State: campaign.Open,
		LaunchedOn: clock.On(2026, 3, 1), RegisterBy: clock.On(2026, 4, 30), ReportBy: clock.On(2026, 10, 30), ScoreBy: clock.On(2026, 12, 10), DecideBy: clock.On(2026, 12, 20),
	})
	if err != nil {
		return err
	}
	if h.fields, err = campaigns.Fields(ctx, tx); err != nil {
		return err
	}
	h.set, err = campaigns.Criteria(ctx, tx, setID)
	return err
}

// appoint makes an account with a role.
func (h *house) appoint(t testing.TB, login, name string, role auth.Role, unit string) {
	t.Helper()
	u := h.unit[unit]
	h.update(t, func(ctx context.Context, tx *db.Tx) error {
		a, err := auth.Create(ctx, tx, auth.NewAccount{Login: login + ".mau", Name: name}, "x")
		if err != nil {
			return err
		}
		if err := auth.Give(ctx, tx, a.ID, auth.Grant{Role: role, UnitID: u.ID, UnitPath: u.Path, UnitName: u.Name}); err != nil {
			return err
		}
		a, err = auth.Find(ctx, tx, a.ID)
		h.actors[login] = auth.Actor{AccountID: a.ID, SessionID: uuid.NewString(), Name: a.Name, Grants: a.Grants}
		return err
	})
}

func (h *house) id(login string) string { return h.actors[login].AccountID }

// reviewed makes an initiative of a unit, of the n-th field, that is under review.
func (h *house) reviewed(t testing.TB, title, unit string, field int) string {
	t.Helper()
	id := h.accepted(t, title, unit, field)
	h.advance(t, id, initiative.InProgress, initiative.Reported, initiative.UnderReview)
	return id
}

func (h *house) accepted(t testing.TB, title, unit string, field int) string {
	t.Helper()
	by := auth.Actor{AccountID: uuid.NewString(), Name: "Người Đăng Ký Mẫu", Grants: []auth.Grant{{Role: auth.Registrar, UnitPath: h.unit["tp"].Path}}}
	i, err := h.initiatives.Submit(t.Context(), by, initiative.Registration{
		ID: uuid.Must(uuid.NewV7()).String(), Season: seasonCode, UnitID: h.unit[unit].ID, ParticipantKind: participant.Collective,
		Participant: "Chi hội Phụ nữ tổ 5", FieldID: h.fields[field].ID,
		Content: initiative.Content{
			Title: title, Problem: "Ngõ dài 400 mét, năm 2025 mất 9 xe máy.", Objective: "Không quá 3 vụ mất xe trong năm.",
			Method: "Họp dân, góp tiền, lắp camera.", Area: "Ngõ 12, 140 hộ.", Forces: "Tổ dân phố chủ trì.", Resources: "45 triệu đồng.",
			Schedule: "Từ tháng 3 đến tháng 11.", Outputs: "12 camera hoạt động.", Sustainability: "Tổ tự quản giữ.",
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	h.advance(t, i.ID, initiative.Accepted)
	return i.ID
}

func (h *house) advance(t testing.TB, id string, states ...initiative.State) {
	t.Helper()
	h.update(t, func(ctx context.Context, tx *db.Tx) error {
		return h.initiatives.Advance(ctx, tx, audit.System, id, states...)
	})
}

func (h *house) update(t testing.TB, do func(context.Context, *db.Tx) error) {
	t.Helper()
	ctx := context.Background()
	if err := h.db.Update(ctx, func(tx *db.Tx) error { return do(ctx, tx) }); err != nil {
		t.Fatal(err)
	}
}

// sheet is a full sheet that gives every criterion percent of its points.
func (h *house) sheet(percent int64, handIn bool) review.SheetInput {
	in := review.SheetInput{ID: uuid.Must(uuid.NewV7()).String(), HandIn: handIn}
	for _, c := range h.set.Criteria {
		in.Lines = append(in.Lines, review.LineInput{CriterionID: c.ID, Points: strconv.FormatInt(c.Points*percent/100, 10), Note: "Xem biên bản."})
	}
	return in
}

func (h *house) score(t testing.TB, login, id string, handIn bool) {
	t.Helper()
	if _, err := h.review.Save(t.Context(), h.actors[login], id, h.sheet(60, handIn)); err != nil {
		t.Fatal(err)
	}
}

// assigned are the names of those asked to score a case, in order.
func (h *house) assigned(t testing.TB, id string) string {
	t.Helper()
	var names []string
	h.update(t, func(ctx context.Context, tx *db.Tx) error {
		names = nil
		all, err := h.review.Duties(ctx, tx, h.season.ID)
		for _, d := range all {
			if d.InitiativeID == id && d.Assigned {
				names = append(names, strings.Fields(d.Account)[1])
			}
		}
		return err
	})
	return strings.Join(names, " ")
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

// opens fails unless the page answers with status and says everything.
func (h *house) opens(t *testing.T, login, path string, status int, say ...string) {
	t.Helper()
	w := h.get(login, path)
	if w.Code != status {
		t.Errorf("%s opens %s: %d, want %d", login, path, w.Code, status)
	}
	for _, s := range say {
		if !strings.Contains(w.Body.String(), s) {
			t.Errorf("%s %s does not say %q", login, path, s)
		}
	}
}
