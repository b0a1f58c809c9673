package review_test

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
	fieldID    = "0190a000-0000-7000-8000-000000000011"
	setID      = "0190a000-0000-7000-8000-000000000041"
	root       = "/viec/xet-duyet/" + seasonCode
)

// council is a district with two wards, a season and the people of its review.
type council struct {
	*review.Service
	db          *db.DB
	initiatives *initiative.Service
	campaigns   *campaign.Service
	conflicts   *conflict.Service
	season      campaign.Season
	set         campaign.CriteriaSet
	wards       map[string]org.Unit
	actors      map[string]auth.Actor
	mux         http.Handler
}

func newCouncil(t testing.TB, d *db.DB) *council {
	t.Helper()
	units := org.New(d)
	k := &council{db: d, campaigns: campaign.New(d, units), wards: map[string]org.Unit{}, actors: map[string]auth.Actor{}}
	k.initiatives = initiative.New(d, units, k.campaigns, participant.New(d), nil)
	k.Service = review.New(d, units, k.campaigns, k.initiatives)
	k.conflicts = conflict.New(d, units, k.campaigns, k.initiatives)
	k.conflicts.Followers = []conflict.Follower{k.Service}
	k.Conflicts = k.conflicts
	k.initiatives.Followers = []initiative.Follower{k.Service}
	k.update(t, func(ctx context.Context, tx *db.Tx) (err error) { return k.found(ctx, tx, units) })
	quan, cat, tho := k.wards["quan"], k.wards["cat"], k.wards["tho"]
	k.appoint("lan", "Nguyễn Lan Mẫu", auth.Registrar, cat)
	k.appoint("tho", "Trịnh Thơ Mẫu", auth.Registrar, tho)
	k.appoint("minh", "Lê Minh Mẫu", auth.Appraiser, quan)
	k.appoint("hoa", "Trần Hòa Mẫu", auth.Appraiser, quan)
	k.appoint("binh", "Bùi Bình Mẫu", auth.Appraiser, cat)
	k.appoint("hoi", "Hồ Hội Mẫu", auth.CouncilMember, quan)
	k.appoint("ky", "Đỗ Ký Mẫu", auth.Approver, quan)
	k.appoint("soat", "Vũ Soát Mẫu", auth.Auditor, quan)
	m := web.New(web.Site{
		Owner: "Quận Mẫu", BaseURL: "http://127.0.0.1", Now: func() time.Time { return dbtest.Moment },
		WhoIs:   func(r *http.Request) (auth.Actor, error) { return k.actors[r.Header.Get(who)], nil },
		Waiting: k.Waiting,
	})
	k.Mount(m)
	k.mux = m
	return k
}

func (k *council) found(ctx context.Context, tx *db.Tx, units *org.Service) (err error) {
	add := func(key, name, kind string, parent org.Unit) {
		if err == nil {
			k.wards[key], err = units.Found(ctx, tx, org.Input{Name: name, Type: org.Type(kind), ParentID: parent.ID})
		}
	}
	add("quan", "Quận Mẫu", "district", org.Unit{})
	add("cat", "Phường Cát Mẫu", "ward", k.wards["quan"])
	add("tho", "Phường Thổ Mẫu", "ward", k.wards["quan"])
	if err != nil {
		return err
	}
	if k.season, err = k.campaigns.Found(ctx, tx, audit.System, seasonInput(k.wards["quan"].ID)); err != nil {
		return err
	}
	k.set, err = k.campaigns.Criteria(ctx, tx, setID)
	return err
}

func seasonInput(unitID string) campaign.SeasonInput {
	return campaign.SeasonInput{
		Code: seasonCode, Name: "Mùa thi đua 2026", Year: 2026, UnitID: unitID, CriteriaSetID: setID,
		State: campaign.Open, LaunchedOn: clock.On(2026, 3, 1), RegisterBy: clock.On(2026, 4, 30), ReportBy: clock.On(2026, 10, 30),
		ScoreBy: clock.On(2026, 12, 10), DecideBy: clock.On(2026, 12, 20),
	}
}

func (k *council) appoint(login, name string, role auth.Role, unit org.Unit) {
	k.actors[login] = auth.Actor{
		AccountID: uuid.NewString(), SessionID: uuid.NewString(), Name: name,
		Grants: []auth.Grant{{Role: role, UnitID: unit.ID, UnitPath: unit.Path, UnitName: unit.Name}},
	}
}

// endScoring moves the season's day for scoring into the past.
func (k *council) endScoring(t testing.TB) {
	t.Helper()
	in := seasonInput(k.wards["quan"].ID)
	in.ReportBy, in.ScoreBy, in.Version = clock.On(2026, 8, 30), clock.On(2026, 11, 1), 1
	boss := auth.Actor{Grants: []auth.Grant{{Role: auth.Administrator, UnitPath: "/"}}}
	if _, err := k.campaigns.Change(context.Background(), boss, seasonCode, in); err != nil {
		t.Fatal(err)
	}
}

// reviewed makes an initiative of a ward that is under review.
func (k *council) reviewed(t testing.TB, title, ward string) (id string) {
	t.Helper()
	who := auth.Actor{AccountID: uuid.NewString(), Name: "Người Đăng Ký Mẫu", Grants: []auth.Grant{{Role: auth.Registrar, UnitPath: k.wards["quan"].Path}}}
	ctx := context.Background()
	i, err := k.initiatives.Submit(ctx, who, initiative.Registration{
		ID: uuid.Must(uuid.NewV7()).String(), Season: seasonCode, UnitID: k.wards[ward].ID, ParticipantKind: participant.Collective,
		Participant: "Chi hội Phụ nữ tổ 5", FieldID: fieldID,
		Content: initiative.Content{
			Title: title, Problem: "Ngõ dài 400 mét, năm 2025 mất 9 xe máy.", Objective: "Không quá 3 vụ mất xe trong năm.",
			Method: "Họp dân, góp tiền, lắp camera.", Area: "Ngõ 12, 140 hộ.", Forces: "Tổ dân phố chủ trì.", Resources: "45 triệu đồng.",
			Schedule: "Từ tháng 3 đến tháng 11.", Outputs: "12 camera hoạt động.", Sustainability: "Tổ tự quản giữ.",
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	k.advance(t, i.ID, initiative.Accepted, initiative.InProgress, initiative.Reported, initiative.UnderReview)
	return i.ID
}

func (k *council) advance(t testing.TB, id string, states ...initiative.State) {
	t.Helper()
	k.update(t, func(ctx context.Context, tx *db.Tx) error {
		return k.initiatives.Advance(ctx, tx, audit.System, id, states...)
	})
}

func (k *council) update(t testing.TB, do func(context.Context, *db.Tx) error) {
	t.Helper()
	ctx := context.Background()
	if err := k.db.Update(ctx, func(tx *db.Tx) error { return do(ctx, tx) }); err != nil {
		t.Fatal(err)
	}
}

func (k *council) find(t testing.TB, id string) (c review.Case) {
	t.Helper()
	err := k.db.View(context.Background(), func(tx *db.Tx) (err error) {
		c, err = k.Case(context.Background(), tx, id)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// full is a sheet in which every criterion has points%of its maximum and a note.
func (k *council) full(percent int64) review.SheetInput {
	in := review.SheetInput{ID: uuid.Must(uuid.NewV7()).String(), HandIn: true}
	for _, c := range k.set.Criteria {
		in.Lines = append(in.Lines, review.LineInput{CriterionID: c.ID, Points: number(c.Points * percent / 100), Note: "Xem biên bản họp dân."})
	}
	return in
}

// handIn scores an initiative as login.
func (k *council) handIn(t testing.TB, login, id string, percent int64) review.Sheet {
	t.Helper()
	sheet, err := k.Save(context.Background(), k.actors[login], id, k.full(percent))
	if err != nil {
		t.Fatal(err)
	}
	return sheet
}

const who = "X-Test-Login"

func (k *council) get(login, path string) *httptest.ResponseRecorder {
	return k.answer(login, httptest.NewRequest(http.MethodGet, path, nil))
}

func (k *council) post(login, path string, form url.Values) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return k.answer(login, r)
}

func (k *council) answer(login string, r *http.Request) *httptest.ResponseRecorder {
	r.Header.Set(who, login)
	w := httptest.NewRecorder()
	k.mux.ServeHTTP(w, r)
	return w
}

// brief is the part of a page that matters when a test fails.
func brief(page string) string {
	if at := strings.Index(page, "<main"); at >= 0 {
		page = page[at:]
	}
	return page[:min(len(page), 6000)]
}
