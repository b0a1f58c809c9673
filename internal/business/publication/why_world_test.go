package publication_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/google/uuid"

	"kheo/internal/business/award"
	"kheo/internal/business/campaign"
	"kheo/internal/business/council"
	"kheo/internal/business/initiative"
	"kheo/internal/business/inspection"
	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/business/publication"
	"kheo/internal/business/recognition"
	"kheo/internal/business/report"
	"kheo/internal/business/review"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
	"kheo/internal/service/web"
)

const (
	criteria  = "0190a000-0000-7000-8000-000000000041"
	charter   = "0190a000-0000-7000-8000-000000000061"
	twoThirds = "0190a000-0000-7000-8000-000000000108" // of all seats, open or secret
)

// passed tells recognition what the council chose.
type passed struct{ *review.Service }

func (p passed) Passed(ctx context.Context, tx *db.Tx, seasonID string) (ids []string, err error) {
	cases, err := p.Service.Passed(ctx, tx, seasonID)
	for _, c := range cases {
		ids = append(ids, c.InitiativeID)
	}
	return ids, err
}

// noBook is a register that keeps nothing.
type noBook struct{}

func (noBook) Enter(context.Context, *db.Tx, auth.Actor, recognition.Decision, []recognition.Line) error {
	return nil
}

// court is a district where initiatives are scored, voted on and decided.
type court struct {
	tb        testing.TB
	db        *db.DB
	works     *initiative.Service
	reviews   *review.Service
	councils  *council.Service
	decisions *recognition.Service
	site      *publication.Service
	district  org.Unit
	ward      org.Unit
	actors    map[string]auth.Actor
	meeting   council.Meeting
	members   []council.Member
	never     []string // cases that everybody votes against
	mux       *web.Mux
}

func newCourt(tb testing.TB, d *db.DB) *court {
	tb.Helper()
	c := &court{tb: tb, db: d, actors: map[string]auth.Actor{}}
	units := org.New(d)
	campaigns, people := campaign.New(d, units), participant.New(d)
	c.works = initiative.New(d, units, campaigns, people, nil)
	visits := inspection.New(d, units, campaigns, c.works, nil)
	c.reviews = review.New(d, units, campaigns, c.works)
	c.works.Followers = []initiative.Follower{c.reviews}
	c.councils = council.New(d, units, campaigns, c.reviews)
	c.decisions = recognition.New(d, units, campaigns, people, c.works, passed{c.reviews}, noBook{})
	c.decisions.Catalogue, c.decisions.Rejections = award.New(d), c.reviews
	c.site = publication.New(d, campaigns, units, c.works, awards{}, report.New(d, campaigns, units))
	c.site.Grounds = publication.Grounds{Scoring: c.reviews, Ballots: c.councils, Decisions: c.decisions, Visits: visits, Dossiers: c.works}
	c.works.Chapters, c.works.Reasons = []initiative.Chapter{c.councils, c.decisions}, c.site
	c.update(func(ctx context.Context, tx *db.Tx) (err error) {
		if c.district, err = units.Found(ctx, tx, org.Input{Name: "Quận Mẫu", Type: "district"}); err != nil {
			return err
		}
		if c.ward, err = units.Found(ctx, tx, org.Input{Name: "Phường Cát Mẫu", Type: "ward", ParentID: c.district.ID}); err != nil {
			return err
		}
		beyond, err := units.Found(ctx, tx, org.Input{Name: "Phường Khác", Type: "ward", ParentID: c.district.ID})
		if err != nil {
			return err
		}
		c.person("lan", auth.Registrar, c.ward)
		c.person("xa", auth.Registrar, beyond)
		c.person("thu", auth.Appraiser, c.district)
		c.person("ky", auth.Approver, c.district)
		c.person("bo", auth.Publisher, c.district)
		_, err = campaigns.Found(ctx, tx, audit.System, campaign.SeasonInput{
			Code: "dvk-mau", Name: "Mùa thi đua 2026", Year: 2026, UnitID: c.district.ID, CriteriaSetID: criteria, State: campaign.Open,
			LaunchedOn: clock.On(2026, 3, 1), RegisterBy: clock.On(2026, 4, 30), ReportBy: clock.On(2026, 10, 30), ScoreBy: clock.On(2026, 12, 10), DecideBy: clock.On(2026, 12, 20),
		})
		return err
	})
	c.mux = web.New(web.Site{
		Owner: "Quận Mẫu", BaseURL: "http://127.0.0.1", Now: func() time.Time { return dbtest.Moment },
		WhoIs:   func(r *http.Request) (auth.Actor, error) { return c.actors[r.Header.Get("X-Test-Login")], nil },
		Waiting: func(context.Context, auth.Actor) (int, error) { return 0, nil },
	})
	c.site.Mount(c.mux)
	c.works.Mount(c.mux)
	return c
}

func (c *court) person(login string, role auth.Role, unit org.Unit) {
	c.actors[login] = auth.Actor{
		AccountID: uuid.NewString(), SessionID: uuid.NewString(), Name: "Cán Bộ " + login,
		Grants: []auth.Grant{{Role: role, UnitID: unit.ID, UnitPath: unit.Path, UnitName: unit.Name}},
	}
}

func (c *court) update(do func(context.Context, *db.Tx) error) {
	c.tb.Helper()
	ctx := context.Background()
	c.must(c.db.Update(ctx, func(tx *db.Tx) error { return do(ctx, tx) }))
}

func (c *court) must(err error) {
	c.tb.Helper()
	if err != nil {
		c.tb.Fatal(err)
	}
}

// reviewed makes an initiative of the ward that is under review.
func (c *court) reviewed(title string) initiative.Initiative {
	c.tb.Helper()
	i, err := c.works.Submit(context.Background(), c.actors["lan"], initiative.Registration{
		ID: uuid.Must(uuid.NewV7()).String(), Season: "dvk-mau", UnitID: c.ward.ID, ParticipantKind: participant.Collective, Participant: "Chi hội Phụ nữ tổ 5", FieldID: economy,
		Content: initiative.Content{
			Title: title, Problem: "Ngõ dài 400 mét, năm 2025 mất 9 xe máy.", Objective: "Không quá 3 vụ mất xe trong năm.", Method: "Họp dân, góp tiền, lắp camera.",
			Area: "Ngõ 12, 140 hộ.", Forces: "Tổ dân phố chủ trì.", Resources: "45 triệu đồng.", Schedule: "Từ tháng 3 đến tháng 11.", Outputs: "12 camera hoạt động.", Sustainability: "Tổ tự quản giữ.",
		},
	})
	c.must(err)
	c.update(func(ctx context.Context, tx *db.Tx) error {
		return c.works.Advance(ctx, tx, audit.System, i.ID, initiative.Accepted, initiative.InProgress, initiative.Reported, initiative.UnderReview)
	})
	return i
}

// score hands in one sheet for each of shares, which gives that many percent of
// every criterion; the first criterion of the last sheet is left open when asked.
func (c *court) score(id string, open bool, shares ...int64) {
	c.tb.Helper()
	c.update(func(ctx context.Context, tx *db.Tx) error {
		why, err := campaign.New(c.db, org.New(c.db)).Criteria(ctx, tx, criteria)
		if err != nil {
			return err
		}
		for n, share := range shares {
			e := review.SheetEntry{InitiativeID: id, AppraiserID: uuid.NewString(), Appraiser: fmt.Sprintf("Thẩm Định Viên %02d", n+1)}
			for k, x := range why.Criteria {
				points := x.Points * share / 100
				s := review.Score{CriterionID: x.ID, Points: &points, Note: "Theo minh chứng."}
				if open && k == 0 && n == len(shares)-1 {
					s.Points, s.Unverified = nil, true
				}
				e.Scores = append(e.Scores, s)
			}
			if _, err := c.reviews.Enter(ctx, tx, e); err != nil {
				return err
			}
		}
		return nil
	})
}

// meet seats n members and calls a meeting over cases to which all come.
func (c *court) meet(n int, cases ...string) {
	c.tb.Helper()
	ctx := context.Background()
	body, err := c.councils.Found(ctx, c.actors["thu"], council.Input{
		ID: uuid.Must(uuid.NewV7()).String(), Unit: c.district.ID, Name: "Hội đồng xét mô hình quận Mẫu", Body: "Hội đồng xét, công nhận mô hình",
		FoundedBy: "Quyết định 12-QĐ/QU ngày 02/3/2026", FoundedOn: clock.On(2026, 3, 2),
	})
	c.must(err)
	noted := map[string]council.Attendance{}
	for k := range n {
		login := fmt.Sprintf("tv%02d", k+1)
		a := auth.Actor{SessionID: uuid.NewString(), Name: "Nguyễn Thành Viên " + login}
		c.update(func(ctx context.Context, tx *db.Tx) error {
			made, err := auth.Create(ctx, tx, auth.NewAccount{Login: login, Name: a.Name}, "x")
			a.AccountID = made.ID
			return err
		})
		c.actors[login] = a
		in := council.MemberInput{
			ID: uuid.Must(uuid.NewV7()).String(), Name: a.Name, Post: "Ủy viên", Role: council.Ordinary, Votes: true, Account: login, Position: int64(k + 1), From: clock.On(2026, 3, 2),
		}
		if k == 0 {
			in.Role = council.Chair
		}
		m, err := c.councils.Seat(ctx, c.actors["thu"], body.ID, in)
		c.must(err)
		c.members = append(c.members, m)
		noted[m.ID] = council.Attendance{Presence: council.AtScreen}
	}
	c.meeting, err = c.councils.Call(ctx, c.actors["thu"], body.ID, council.MeetingInput{
		ID: uuid.Must(uuid.NewV7()).String(), Season: "dvk-mau", HeldOn: clock.On(2026, 11, 22), Place: "Phòng họp tầng 2", Rule: twoThirds,
	})
	c.must(err)
	c.must(c.councils.Choose(ctx, c.actors["thu"], c.meeting.ID, cases))
	c.must(c.councils.Note(ctx, c.actors["tv01"], c.meeting.ID, noted))
}

// open begins a secret round over cases; vote casts for all of them.
func (c *court) open(repeats string, cases ...string) council.Round {
	c.tb.Helper()
	in := council.RoundInput{ID: uuid.Must(uuid.NewV7()).String(), Rule: twoThirds, Cases: cases, Repeats: repeats}
	if repeats != "" {
		in.Reason = "Đếm lại."
	}
	r, err := c.councils.Open(context.Background(), c.actors["tv01"], c.meeting.ID, in)
	c.must(err)
	return r
}

func (c *court) vote(r council.Round, choices ...council.Choice) {
	c.tb.Helper()
	for n, choice := range choices {
		paper := council.PaperInput{Receipt: council.NewReceipt(rand.Reader), Rest: choice, Choices: map[string]council.Choice{}}
		for _, id := range c.never {
			paper.Choices[id] = council.Against
		}
		if _, err := c.councils.Vote(context.Background(), c.actors[fmt.Sprintf("tv%02d", n+1)], r.ID, paper); err != nil {
			c.tb.Fatal(err)
		}
	}
}

func (c *court) close(r council.Round) {
	c.tb.Helper()
	_, err := c.councils.Close(context.Background(), c.actors["tv01"], r.ID, council.CloseInput{Version: 1})
	c.must(err)
}

// decide drafts, signs and issues a recognition of everything that passed.
func (c *court) decide() recognition.Decision {
	c.tb.Helper()
	ctx := context.Background()
	d, err := c.decisions.Draft(ctx, c.actors["thu"], recognition.Input{
		ID: uuid.Must(uuid.NewV7()).String(), Season: "dvk-mau", UnitID: c.district.ID, Kind: recognition.Recognition, Level: "cấp phường", Number: "412-QĐ/QU",
		DecidedOn: clock.On(2026, 11, 20), Place: "Quận Mẫu", Letterhead: "QUẬN ỦY MẪU", Line: org.Party, SignAs: "BÍ THƯ", Signer: "Nguyễn Văn Ký Mẫu", Bases: []string{charter},
	})
	c.must(err)
	if n, err := c.decisions.AddAll(ctx, c.actors["thu"], d.ID, d.Version); err != nil || n == 0 {
		c.tb.Fatalf("%d candidates after the vote, %v", n, err)
	}
	c.must(c.decisions.Check(ctx, c.actors["bo"], d.ID, d.Version+1))
	c.must(c.decisions.Sign(ctx, c.actors["ky"], d.ID, d.Version+2))
	c.must(c.decisions.Issue(ctx, c.actors["bo"], d.ID))
	return d
}

func (c *court) get(login, path string) (int, string) {
	c.tb.Helper()
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.Header.Set("X-Test-Login", login)
	w := httptest.NewRecorder()
	c.mux.ServeHTTP(w, r)
	return w.Code, w.Body.String()
}
