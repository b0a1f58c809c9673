package dossier_test

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
	"kheo/internal/business/dossier"
	"kheo/internal/business/initiative"
	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/business/recognition"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
	"kheo/internal/service/web"
)

const (
	seasonCode = "dvk-2026"
	fieldID    = "0190a000-0000-7000-8000-000000000011"
	who        = "X-Test-Login"
)

// passed is what review would say.
type passed struct{ ids []string }

func (p *passed) Passed(context.Context, *db.Tx, string) ([]string, error) { return p.ids, nil }

// shelf has every decision issued when it is told so.
type shelf struct {
	*recognition.Service
	issued bool
}

func (s *shelf) Decision(ctx context.Context, tx *db.Tx, id string) (recognition.Decision, error) {
	d, err := s.Service.Decision(ctx, tx, id)
	if s.issued {
		d.State = recognition.Issued
	}
	return d, err
}

func (s *shelf) ByCode(ctx context.Context, tx *db.Tx, code string) (recognition.Decision, error) {
	all, err := s.List(ctx, tx, recognition.Filter{Reader: everywhere(), Limit: 100})
	if err == nil && s.issued {
		for _, d := range all {
			if d.Code == code {
				return s.Decision(ctx, tx, d.ID)
			}
		}
	}
	return recognition.Decision{}, fault.NotFound
}

func everywhere() auth.Actor {
	return auth.Actor{AccountID: uuid.NewString(), Grants: []auth.Grant{{Role: auth.Auditor, UnitPath: "/"}}}
}

// money gives every line of a decision the same, once it is reckoned.
type money struct {
	decisions *recognition.Service
	reckoned  bool
}

func (m *money) Of(ctx context.Context, tx *db.Tx, decisionID string) (s dossier.BonusSheet, err error) {
	if !m.reckoned {
		return s, nil
	}
	lines, err := m.decisions.Lines(ctx, tx, decisionID)
	for _, l := range lines {
		s.Items = append(s.Items, dossier.BonusItem{LineID: l.ID, Multiple: 150, Salary: 2_530_000, Amount: 380_000})
		s.Total += 380_000
	}
	return s, err
}

// met is a council that met once it is told so.
type met struct{ held bool }

func (m *met) MinutesOf(_ context.Context, _ *db.Tx, ids []string) ([]council.Record, error) {
	if !m.held {
		return nil, nil
	}
	r := council.Record{Council: "Hội đồng Mẫu", Line: org.State, HeldOn: clock.On(2026, 9, 25), Place: "Phòng họp số 1", Seats: 5, Present: 5, Chair: "Lê Chủ Trì Mẫu"}
	for _, id := range ids {
		r.Cases = append(r.Cases, council.Case{InitiativeID: id})
	}
	return []council.Record{r}, nil
}

// house is a district with its committee, a ward, a decision and people.
type house struct {
	*dossier.Service
	db                              *db.DB
	shelf                           *shelf
	money                           *money
	met                             *met
	initiatives                     *initiative.Service
	city, district, committee, ward org.Unit
	council                         *passed
	actors                          map[string]auth.Actor
	mux                             http.Handler
}

func newHouse(t testing.TB, d *db.DB) *house {
	t.Helper()
	h := &house{db: d, council: &passed{}, met: &met{}, actors: map[string]auth.Actor{}}
	units := org.New(d)
	campaigns, people := campaign.New(d, units), participant.New(d)
	h.initiatives = initiative.New(d, units, campaigns, people, nil)
	h.shelf = &shelf{Service: recognition.New(d, units, campaigns, people, h.initiatives, h.council, nil)}
	h.money = &money{decisions: h.shelf.Service}
	h.Service = dossier.New(d, h.shelf, campaigns, units, h.initiatives)
	h.Histories, h.Bonuses, h.Meetings = h.shelf, h.money, h.met
	if err := d.Update(context.Background(), func(tx *db.Tx) error { return h.found(tx, units, campaigns) }); err != nil {
		t.Fatal(err)
	}
	h.appoint("thu", "Trần Thư Mẫu", auth.Appraiser, h.district)
	h.appoint("bo", "Lê Bố Mẫu", auth.Publisher, h.district)
	h.appoint("soat", "Vũ Soát Mẫu", auth.Auditor, h.district)
	h.appoint("lan", "Nguyễn Lan Mẫu", auth.Registrar, h.district)
	h.appoint("xa", "Phạm Xa Mẫu", auth.Appraiser, h.ward)
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
	h.city = add("Thành phố Mẫu", "province", org.Unit{})
	h.district = add("Quận Mẫu", "district", h.city)
	h.committee = add("Quận ủy Mẫu", "party_committee", h.district)
	h.ward = add("Phường Mẫu Một", "ward", h.district)
	if err != nil {
		return err
	}
	_, err = campaigns.Found(ctx, tx, audit.System, campaign.SeasonInput{
		Code: seasonCode, Name: "Mùa thi đua 2026", Year: 2026, UnitID: h.district.ID, CriteriaSetID: "0190a000-0000-7000-8000-000000000041",
		State: campaign.Open, LaunchedOn: clock.On(2026, 3, 1), RegisterBy: clock.On(2026, 4, 30), ReportBy: clock.On(2026, 9, 15),
		ScoreBy: clock.On(2026, 10, 1), DecideBy: clock.On(2026, 12, 20),
	})
	return err
}

func (h *house) appoint(login, name string, role auth.Role, u org.Unit) {
	h.actors[login] = auth.Actor{
		AccountID: uuid.NewString(), SessionID: uuid.NewString(), Name: name,
		Grants: []auth.Grant{{Role: role, UnitID: u.ID, UnitPath: u.Path, UnitName: u.Name}},
	}
}

// draft makes a draft that recognises n initiatives of collectives.
func (h *house) draft(t testing.TB, n int) recognition.Decision {
	t.Helper()
	ctx := context.Background()
	for i := range n {
		x, err := h.initiatives.Submit(ctx, h.actors["lan"], initiative.Registration{
			ID: uuid.Must(uuid.NewV7()).String(), Season: seasonCode, UnitID: h.ward.ID, ParticipantKind: participant.Collective,
			Participant: fmt.Sprintf("Tổ dân phố số %d", i+1), Kind: initiative.Model, FieldID: fieldID, Contact: "Bà Mẫu, 0900 000 000",
			Content: initiative.Content{
				Title: fmt.Sprintf("Khéo giữ ngõ %d sạch", i+1), Problem: "Ngõ dài 400 mét.", Objective: "Không quá 3 vụ mất xe trong năm.", Method: "Họp dân.", Area: "140 hộ.", Forces: "Tổ dân phố.",
				Resources: "45 triệu đồng.", Schedule: "Cả năm.", Outputs: "Ngõ sạch.", Sustainability: "Tổ tự quản giữ.",
			},
		})
		if err == nil {
			err = h.db.Update(ctx, func(tx *db.Tx) error {
				return h.initiatives.Advance(ctx, tx, audit.System, x.ID, initiative.Accepted, initiative.InProgress, initiative.Reported, initiative.UnderReview)
			})
		}
		if err != nil {
			t.Fatal(err)
		}
		h.council.ids = append(h.council.ids, x.ID)
	}
	d, err := h.shelf.Draft(ctx, h.actors["thu"], recognition.Input{
		ID: uuid.Must(uuid.NewV7()).String(), Season: seasonCode, UnitID: h.committee.ID, Kind: recognition.Recognition, Level: "cấp quận", Number: "12-QĐ/QU",
		DecidedOn: clock.On(2026, 11, 20), Place: "Quận Mẫu", Letterhead: "THÀNH ỦY MẪU\nQUẬN ỦY MẪU", Line: org.Party, SignAs: "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ", Signer: "Nguyễn Văn Ký Mẫu",
		OtherBases: "Tờ trình số 38-TTr/BDV ngày 10/11/2026 của Ban Dân vận",
	})
	if err == nil && n > 0 {
		_, err = h.shelf.AddAll(ctx, h.actors["thu"], d.ID, d.Version)
	}
	if err != nil {
		t.Fatal(err)
	}
	return d
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
