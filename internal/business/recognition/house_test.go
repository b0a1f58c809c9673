package recognition_test

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
	"kheo/internal/business/campaign"
	"kheo/internal/business/initiative"
	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/business/recognition"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
	"kheo/internal/service/files"
	"kheo/internal/service/web"
)

const (
	seasonCode = "dvk-2026"
	fieldID    = "0190a000-0000-7000-8000-000000000011" // "Kinh tế"
	charter    = "0190a000-0000-7000-8000-000000000061" // in force
	oldLaw     = "0190a000-0000-7000-8000-000000000063" // until 31/12/2023
)

// council is what review would say.
type council struct{ passed []string }

func (c *council) Passed(context.Context, *db.Tx, string) ([]string, error) { return c.passed, nil }

// book is the register as the test looks at it.
type book struct {
	kinds []recognition.Kind
	lines []recognition.Line
	fails error
}

func (b *book) Enter(_ context.Context, _ *db.Tx, _ auth.Actor, d recognition.Decision, lines []recognition.Line) error {
	if b.fails != nil {
		return b.fails
	}
	b.kinds, b.lines = append(b.kinds, d.Kind), append(b.lines, lines...)
	return nil
}

// house is a district with a committee and two wards, and people at work.
type house struct {
	*recognition.Service
	db                                *db.DB
	initiatives                       *initiative.Service
	council                           *council
	book                              *book
	district, committee, ward, beyond org.Unit
	season                            campaign.Season
	actors                            map[string]auth.Actor
	mux                               http.Handler
}

func newHouse(t testing.TB, d *db.DB) *house {
	t.Helper()
	h := &house{db: d, council: &council{}, book: &book{}, actors: map[string]auth.Actor{}}
	units := org.New(d)
	campaigns, participants := campaign.New(d, units), participant.New(d)
	store, err := files.New(t.TempDir(), d)
	if err != nil {
		t.Fatal(err)
	}
	h.initiatives = initiative.New(d, units, campaigns, participants, store)
	h.Service = recognition.New(d, units, campaigns, participants, h.initiatives, h.council, h.book)
	h.Catalogue = award.New(d)
	h.update(t, func(tx *db.Tx) error { return h.found(tx, units, campaigns) })
	for login, of := range map[string]struct {
		name string
		role auth.Role
		unit org.Unit
	}{
		"lan": {"Nguyễn Lan Mẫu", auth.Registrar, h.district}, "thu": {"Trần Thư Mẫu", auth.Appraiser, h.district},
		"ky": {"Đỗ Ký Mẫu", auth.Approver, h.district}, "bo": {"Lê Bố Mẫu", auth.Publisher, h.district},
		"soat": {"Vũ Soát Mẫu", auth.Auditor, h.district}, "xa": {"Phạm Xa Mẫu", auth.Appraiser, h.beyond}, "kyxa": {"Hồ Xa Mẫu", auth.Approver, h.beyond},
	} {
		h.actors[login] = auth.Actor{
			AccountID: uuid.NewString(), SessionID: uuid.NewString(), Name: of.name,
			Grants: []auth.Grant{{Role: of.role, UnitID: of.unit.ID, UnitPath: of.unit.Path, UnitName: of.unit.Name}},
		}
	}
	m := web.New(web.Site{
		Owner: "Quận Mẫu", BaseURL: "http://127.0.0.1", Now: func() time.Time { return dbtest.Moment },
		WhoIs:   func(r *http.Request) (auth.Actor, error) { return h.actors[r.Header.Get(who)], nil },
		Waiting: func(context.Context, auth.Actor) (int, error) { return 0, nil },
	})
	h.Mount(m)
	h.mux = m
	return h
}

func (h *house) found(tx *db.Tx, units *org.Service, campaigns *campaign.Service) (err error) {
	ctx := context.Background()
	add := func(name, kind string, parent org.Unit) (u org.Unit) {
		if err == nil {
			u, err = units.Found(ctx, tx, org.Input{Name: name, Type: org.Type(kind), ParentID: parent.ID})
		}
		return u
	}
	city := add("Thành phố Mẫu", "province", org.Unit{})
	h.district = add("Quận Mẫu", "district", city)
	h.committee = add("Quận ủy Mẫu", "party_committee", h.district)
	h.ward = add("Phường Mẫu Một", "ward", h.district)
	h.beyond = add("Quận Khác", "district", city)
	if err != nil {
		return err
	}
	h.season, err = campaigns.Found(ctx, tx, audit.System, campaign.SeasonInput{
		Code: seasonCode, Name: "Mùa thi đua 2026", Year: 2026, UnitID: h.district.ID, CriteriaSetID: "0190a000-0000-7000-8000-000000000041",
		State: campaign.Open, LaunchedOn: clock.On(2026, 3, 1), RegisterBy: clock.On(2026, 4, 30), ReportBy: clock.On(2026, 9, 15),
		ScoreBy: clock.On(2026, 10, 1), DecideBy: clock.On(2026, 12, 20),
	})
	return err
}

func (h *house) update(t testing.TB, do func(*db.Tx) error) {
	t.Helper()
	if err := h.db.Update(context.Background(), do); err != nil {
		t.Fatal(err)
	}
}

func (h *house) view(t testing.TB, do func(*db.Tx) error) {
	t.Helper()
	if err := h.db.View(context.Background(), do); err != nil {
		t.Fatal(err)
	}
}

// passed makes an initiative that the council has voted for.
func (h *house) passed(t testing.TB, kind participant.Kind, name, title string) initiative.Initiative {
	t.Helper()
	i, err := h.initiatives.Submit(context.Background(), h.actors["lan"], initiative.Registration{
		ID: uuid.Must(uuid.NewV7()).String(), Season: seasonCode, UnitID: h.ward.ID, ParticipantKind: kind, Participant: name,
		Kind: initiative.Model, FieldID: fieldID, StartsOn: clock.On(2026, 3, 15), Contact: "Bà Mẫu, 0900 000 000",
		Content: initiative.Content{
			Title: title, Problem: "Ngõ dài 400 mét, năm 2025 mất 9 xe máy.", Objective: "Không quá 3 vụ mất xe trong năm.",
			Method: "Họp dân, góp tiền, lắp camera.", Area: "Ngõ 12, 140 hộ.", Forces: "Tổ dân phố chủ trì.", Resources: "45 triệu đồng.",
			Schedule: "Từ tháng 3 đến tháng 11.", Outputs: "12 camera hoạt động.", Sustainability: "Tổ tự quản giữ.",
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	h.update(t, func(tx *db.Tx) error {
		return h.initiatives.Advance(context.Background(), tx, audit.System, i.ID,
			initiative.Accepted, initiative.InProgress, initiative.Reported, initiative.UnderReview)
	})
	h.council.passed = append(h.council.passed, i.ID)
	return i
}

func (h *house) state(t testing.TB, id string) (s initiative.State) {
	t.Helper()
	h.view(t, func(tx *db.Tx) error {
		i, err := h.initiatives.Find(context.Background(), tx, id)
		s = i.State
		return err
	})
	return s
}

// input is a decision in which nothing is missing.
func (h *house) input(kind recognition.Kind, number string) recognition.Input {
	return recognition.Input{
		ID: uuid.Must(uuid.NewV7()).String(), Season: seasonCode, UnitID: h.committee.ID, Kind: kind, Level: "cấp phường", Award: "giấy khen",
		Number: number, DecidedOn: clock.On(2026, 11, 20), Place: "Quận Mẫu", Letterhead: "THÀNH ỦY MẪU\nQUẬN ỦY MẪU", Line: org.Party,
		SignAs: "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ", Signer: "Nguyễn Văn Ký Mẫu", Bases: []string{charter},
		OtherBases: "Tờ trình số 38-TTr/BDV ngày 10/11/2026 của Ban Dân vận;",
	}
}

// drafted makes a draft with everything that the council passed.
func (h *house) drafted(t testing.TB, kind recognition.Kind, number string) recognition.Decision {
	t.Helper()
	ctx := context.Background()
	d, err := h.Draft(ctx, h.actors["thu"], h.input(kind, number))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.AddAll(ctx, h.actors["thu"], d.ID, d.Version); err != nil {
		t.Fatal(err)
	}
	return h.decision(t, d.ID)
}

func (h *house) issued(t testing.TB, kind recognition.Kind, number string) recognition.Decision {
	t.Helper()
	return h.finish(t, h.drafted(t, kind, number).ID)
}

// checkAndSign lets the publisher check and the approver sign a draft.
func (h *house) checkAndSign(ctx context.Context, id string, version int64) error {
	if err := h.Check(ctx, h.actors["bo"], id, version); err != nil {
		return err
	}
	return h.Sign(ctx, h.actors["ky"], id, version+1)
}

// finish checks, signs and issues a draft.
func (h *house) finish(t testing.TB, id string) recognition.Decision {
	t.Helper()
	ctx := context.Background()
	if err := h.checkAndSign(ctx, id, h.decision(t, id).Version); err != nil {
		t.Fatal(err)
	}
	if err := h.Issue(ctx, h.actors["bo"], id); err != nil {
		t.Fatal(err)
	}
	return h.decision(t, id)
}

func (h *house) decision(t testing.TB, id string) (d recognition.Decision) {
	t.Helper()
	h.view(t, func(tx *db.Tx) (err error) {
		d, err = h.Decision(context.Background(), tx, id)
		return err
	})
	return d
}

func (h *house) lines(t testing.TB, id string) (lines []recognition.Line) {
	t.Helper()
	h.view(t, func(tx *db.Tx) (err error) {
		lines, err = h.Lines(context.Background(), tx, id)
		return err
	})
	return lines
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
