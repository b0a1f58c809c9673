package council_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"kheo/internal/business/campaign"
	"kheo/internal/business/council"
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
	twoThirds  = "0190a000-0000-7000-8000-000000000108" // of all seats, 2/3 present, absentees none, open allowed
	ninety     = "0190a000-0000-7000-8000-000000000102" // 90% of all seats, secret, written votes
	withChair  = "0190a000-0000-7000-8000-000000000107" // 90% with the chair
)

// house is a district with a ward, a season and a council that meets.
type house struct {
	*council.Service
	tb      testing.TB
	db      *db.DB
	reviews *review.Service
	works   *initiative.Service
	unit    org.Unit
	ward    org.Unit
	keeper  auth.Actor // prepares, without a seat
	actors  map[string]auth.Actor
	council council.Council
	members []council.Member
	meeting council.Meeting
	cases   []string
	mux     http.Handler
}

// newHouse seats n members with accounts, the first of them chair, the second
// secretary, the third and fourth tellers too, and calls a meeting over cases.
func newHouse(t testing.TB, d *db.DB, n, cases int, rule string) *house {
	t.Helper()
	units := org.New(d)
	campaigns := campaign.New(d, units)
	h := &house{tb: t, db: d, actors: map[string]auth.Actor{}}
	h.works = initiative.New(d, units, campaigns, participant.New(d), nil)
	h.reviews = review.New(d, units, campaigns, h.works)
	h.works.Followers = []initiative.Follower{h.reviews}
	h.Service = council.New(d, units, campaigns, h.reviews)
	h.update(func(ctx context.Context, tx *db.Tx) (err error) {
		if h.unit, err = units.Found(ctx, tx, org.Input{Name: "Quận Mẫu", Type: "district"}); err != nil {
			return err
		}
		if h.ward, err = units.Found(ctx, tx, org.Input{Name: "Phường Cát Mẫu", Type: "ward", ParentID: h.unit.ID}); err != nil {
			return err
		}
		_, err = campaigns.Found(ctx, tx, audit.System, campaign.SeasonInput{
			Code: seasonCode, Name: "Mùa thi đua 2026", Year: 2026, UnitID: h.unit.ID, CriteriaSetID: setID, State: campaign.Open,
			LaunchedOn: clock.On(2026, 3, 1), RegisterBy: clock.On(2026, 4, 30), ReportBy: clock.On(2026, 10, 30), ScoreBy: clock.On(2026, 12, 10), DecideBy: clock.On(2026, 12, 20),
		})
		return err
	})
	h.keeper = h.person("giu", "Đỗ Giữ Mẫu", auth.Appraiser, h.unit)
	h.person("ngoai", "Trịnh Ngoài Mẫu", auth.Registrar, h.ward)
	h.person("xem", "Vũ Xem Mẫu", auth.Auditor, h.unit)
	h.serve()
	for i := range cases {
		h.cases = append(h.cases, h.reviewed(fmt.Sprintf("Khéo trong giữ ngõ sạch số %d", i+1)))
	}
	h.found(n)
	h.call(rule)
	return h
}

func (h *house) serve() {
	m := web.New(web.Site{
		Owner: "Quận Mẫu", BaseURL: "http://127.0.0.1", Now: func() time.Time { return dbtest.Moment },
		WhoIs:   func(r *http.Request) (auth.Actor, error) { return h.actors[r.Header.Get(who)], nil },
		Waiting: h.Waiting,
	})
	mount(h.Service, m)
	h.mux = m
}

func (h *house) person(login, name string, role auth.Role, unit org.Unit) auth.Actor {
	h.tb.Helper()
	a := auth.Actor{SessionID: uuid.NewString(), Name: name}
	if unit.ID != "" {
		a.Grants = []auth.Grant{{Role: role, UnitID: unit.ID, UnitPath: unit.Path, UnitName: unit.Name}}
	}
	h.update(func(ctx context.Context, tx *db.Tx) error {
		made, err := auth.Create(ctx, tx, auth.NewAccount{Login: login, Name: name}, "x")
		a.AccountID = made.ID
		return err
	})
	h.actors[login] = a
	return a
}

// found seats members tv01, tv02, … in a council.
func (h *house) found(n int) {
	h.tb.Helper()
	ctx := context.Background()
	var err error
	h.council, err = h.Found(ctx, h.keeper, council.Input{
		ID: uuid.Must(uuid.NewV7()).String(), Unit: h.unit.ID, Name: "Hội đồng xét mô hình quận Mẫu", Body: "Hội đồng xét, công nhận mô hình",
		FoundedBy: "Quyết định 12-QĐ/QU ngày 02/3/2026", FoundedOn: clock.On(2026, 3, 2),
	})
	h.must(err)
	for i := range n {
		login := fmt.Sprintf("tv%02d", i+1)
		h.person(login, fmt.Sprintf("Nguyễn Thành Viên %02d", i+1), "", org.Unit{})
		role := council.Ordinary
		switch i {
		case 0:
			role = council.Chair
		case 1:
			role = council.Secretary
		}
		h.seat(council.MemberInput{Name: h.actors[login].Name, Role: role, Teller: i == 2 || i == 3, Account: login, Position: int64(i + 1)})
	}
}

// seat adds a member; what the test does not say is usual.
func (h *house) seat(in council.MemberInput) council.Member {
	h.tb.Helper()
	in.ID, in.Post, in.From = uuid.Must(uuid.NewV7()).String(), "Ủy viên Ban Thường vụ", clock.On(2026, 3, 2)
	in.Votes = in.SubstituteOf == ""
	m, err := h.Seat(context.Background(), h.keeper, h.council.ID, in)
	h.must(err)
	h.members = append(h.members, m)
	return m
}

// call makes a meeting over all cases to which everybody comes.
func (h *house) call(rule string) {
	h.tb.Helper()
	ctx := context.Background()
	var err error
	h.meeting, err = h.Call(ctx, h.keeper, h.council.ID, council.MeetingInput{
		ID: uuid.Must(uuid.NewV7()).String(), Season: seasonCode, HeldOn: clock.On(2026, 11, 22), Place: "Phòng họp tầng 2", Rule: rule,
	})
	h.must(err)
	h.must(h.Choose(ctx, h.keeper, h.meeting.ID, h.cases))
	h.must(h.attend(nil))
}

// attend notes that everybody is present but those in away, by login or name.
func (h *house) attend(away map[string]council.Attendance) error {
	noted := map[string]council.Attendance{}
	for _, m := range h.members {
		noted[m.ID] = council.Attendance{Presence: council.AtScreen}
		if a, is := away[m.Name]; is {
			noted[m.ID] = a
		}
	}
	return h.Note(context.Background(), h.actors["tv02"], h.meeting.ID, noted)
}

// open starts a round over all cases.
func (h *house) open(rule string) council.Round {
	h.tb.Helper()
	r, err := h.Open(context.Background(), h.actors["tv01"], h.meeting.ID, council.RoundInput{ID: uuid.Must(uuid.NewV7()).String(), Rule: rule, Cases: h.cases})
	h.must(err)
	return r
}

// paper is one with the same choice for every case.
func paper(c council.Choice) council.PaperInput {
	return council.PaperInput{Receipt: council.NewReceipt(randomBytes{}), Rest: c}
}

func (h *house) vote(login string, r council.Round, c council.Choice) {
	h.tb.Helper()
	if _, err := h.Vote(context.Background(), h.actors[login], r.ID, paper(c)); err != nil {
		h.tb.Fatalf("%s: %v", login, err)
	}
}

func (h *house) close(r council.Round) []council.Result {
	h.tb.Helper()
	all, err := h.Close(context.Background(), h.actors["tv02"], r.ID, council.CloseInput{Version: 1})
	h.must(err)
	return all
}

// reviewed makes an initiative of the ward that is under review.
func (h *house) reviewed(title string) (id string) {
	h.tb.Helper()
	ctx := context.Background()
	by := auth.Actor{AccountID: uuid.NewString(), Name: "Người Đăng Ký Mẫu", Grants: []auth.Grant{{Role: auth.Registrar, UnitPath: h.unit.Path}}}
	i, err := h.works.Submit(ctx, by, initiative.Registration{
		ID: uuid.Must(uuid.NewV7()).String(), Season: seasonCode, UnitID: h.ward.ID, ParticipantKind: participant.Collective, Participant: "Chi hội Phụ nữ tổ 5", FieldID: fieldID,
		Content: initiative.Content{
			Title: title, Problem: "Ngõ dài 400 mét, năm 2025 mất 9 xe máy.", Objective: "Không quá 3 vụ mất xe trong năm.", Method: "Họp dân, góp tiền, lắp camera.",
			Area: "Ngõ 12, 140 hộ.", Forces: "Tổ dân phố chủ trì.", Resources: "45 triệu đồng.", Schedule: "Từ tháng 3 đến tháng 11.", Outputs: "12 camera hoạt động.", Sustainability: "Tổ tự quản giữ.",
		},
	})
	h.must(err)
	h.update(func(ctx context.Context, tx *db.Tx) error {
		return h.works.Advance(ctx, tx, audit.System, i.ID, initiative.Accepted, initiative.InProgress, initiative.Reported, initiative.UnderReview)
	})
	return i.ID
}

func (h *house) update(do func(context.Context, *db.Tx) error) {
	h.tb.Helper()
	ctx := context.Background()
	h.must(h.db.Update(ctx, func(tx *db.Tx) error { return do(ctx, tx) }))
}

func (h *house) must(err error) {
	h.tb.Helper()
	if err != nil {
		h.tb.Fatal(err)
	}
}

const who = "X-Test-Login"

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
