package concurrence_test

import (
	"bytes"
	"context"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"kheo/internal/business/campaign"
	"kheo/internal/business/concurrence"
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
	fieldID    = "0190a000-0000-7000-8000-000000000011"
	charter    = "0190a000-0000-7000-8000-000000000061"
	tax        = "0190a000-0000-7000-8000-000000002601"
	police     = "0190a000-0000-7000-8000-000000002602"
	who        = "X-Test-Login"
)

// council is what review would say.
type council struct{ passed []string }

func (c *council) Passed(context.Context, *db.Tx, string) ([]string, error) { return c.passed, nil }

type book struct{}

func (book) Enter(context.Context, *db.Tx, auth.Actor, recognition.Decision, []recognition.Line) error {
	return nil
}

// house is a district with a draft decision of two lines, and people at work.
type house struct {
	*concurrence.Service
	db                     *db.DB
	decisions              *recognition.Service
	initiatives            *initiative.Service
	council                *council
	district, ward, beyond org.Unit
	committee              org.Unit
	actors                 map[string]auth.Actor
	mux                    http.Handler
	draft                  recognition.Decision
	lines                  []recognition.Line
	now                    time.Time
}

func newHouse(t testing.TB, d *db.DB) *house {
	t.Helper()
	h := &house{db: d, council: &council{}, actors: map[string]auth.Actor{}, now: dbtest.Moment}
	d.Now = func() time.Time { return h.now }
	units := org.New(d)
	campaigns, participants := campaign.New(d, units), participant.New(d)
	store, err := files.New(t.TempDir(), d)
	if err != nil {
		t.Fatal(err)
	}
	h.initiatives = initiative.New(d, units, campaigns, participants, store)
	h.decisions = recognition.New(d, units, campaigns, participants, h.initiatives, h.council, book{})
	h.Service = concurrence.New(d, h.decisions, store)
	h.update(t, func(tx *db.Tx) error { return h.found(tx, units, campaigns) })
	h.appoint()
	h.passed(t, "Tổ dân phố số 5", "Khéo trong giữ ngõ sạch")
	h.passed(t, "Chi hội Phụ nữ số 2", "Khéo trong phân loại rác")
	h.drafted(t)
	m := web.New(web.Site{
		Owner: "Quận Mẫu", BaseURL: "http://127.0.0.1", Now: d.Now,
		WhoIs:   func(r *http.Request) (auth.Actor, error) { return h.actors[r.Header.Get(who)], nil },
		Waiting: h.Waiting,
	})
	h.decisions.Mount(m) // its routes and ours live side by side
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
	h.actors["quan"] = person("Cao Quản Mẫu", auth.Administrator, city)
	_, err = campaigns.Found(ctx, tx, audit.System, campaign.SeasonInput{
		Code: seasonCode, Name: "Mùa thi đua 2026", Year: 2026, UnitID: h.district.ID, CriteriaSetID: "0190a000-0000-7000-8000-000000000041",
		State: campaign.Open, LaunchedOn: clock.On(2026, 3, 1), RegisterBy: clock.On(2026, 4, 30), ReportBy: clock.On(2026, 9, 15),
		ScoreBy: clock.On(2026, 10, 1), DecideBy: clock.On(2026, 12, 20),
	})
	return err
}

func (h *house) appoint() {
	h.actors["thu"] = person("Trần Thư Mẫu", auth.Appraiser, h.district)
	h.actors["bo"] = person("Lê Bố Mẫu", auth.Publisher, h.district)
	h.actors["ky"] = person("Đỗ Ký Mẫu", auth.Approver, h.district)
	h.actors["soat"] = person("Vũ Soát Mẫu", auth.Auditor, h.district)
	h.actors["lan"] = person("Nguyễn Lan Mẫu", auth.Registrar, h.district)
	h.actors["xa"] = person("Phạm Xa Mẫu", auth.Appraiser, h.beyond)
	h.actors["kyxa"] = person("Hồ Xa Mẫu", auth.Approver, h.beyond)
	both := person("Mai Kiêm Mẫu", auth.Appraiser, h.district) // also works in the ward of the list
	both.Grants = append(both.Grants, auth.Grant{Role: auth.Registrar, UnitID: h.ward.ID, UnitPath: h.ward.Path, UnitName: h.ward.Name})
	h.actors["kiem"] = both
	program := person("Máy Mẫu", auth.Appraiser, h.district)
	program.Scopes = []string{auth.ReadScope, auth.WriteScope}
	h.actors["may"] = program
}

func person(name string, role auth.Role, u org.Unit) auth.Actor {
	return auth.Actor{
		AccountID: uuid.NewString(), SessionID: uuid.NewString(), Name: name,
		Grants: []auth.Grant{{Role: role, UnitID: u.ID, UnitPath: u.Path, UnitName: u.Name}},
	}
}

// passed makes an initiative that the council has voted for.
func (h *house) passed(t testing.TB, name, title string) {
	t.Helper()
	i, err := h.initiatives.Submit(context.Background(), h.actors["lan"], initiative.Registration{
		ID: newID(), Season: seasonCode, UnitID: h.ward.ID, ParticipantKind: participant.Collective, Participant: name,
		Kind: initiative.Model, FieldID: fieldID, StartsOn: clock.On(2026, 3, 15), Contact: "Bà Mẫu, 0900 000 000",
		Content: initiative.Content{
			Title: title, Problem: "Ngõ dài 400 mét, năm 2025 có 9 điểm rác.", Objective: "Không quá 1 điểm rác trong năm.", Method: "Họp dân, phân công.", Area: "Ngõ 12, 140 hộ.",
			Forces: "Tổ dân phố chủ trì.", Resources: "5 triệu đồng.", Schedule: "Từ tháng 3 đến tháng 11.", Outputs: "9 điểm rác được xóa.", Sustainability: "Tổ tự quản giữ.",
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	h.update(t, func(tx *db.Tx) error {
		return h.initiatives.Advance(context.Background(), tx, audit.System, i.ID, initiative.Accepted, initiative.InProgress, initiative.Reported, initiative.UnderReview)
	})
	h.council.passed = append(h.council.passed, i.ID)
}

func (h *house) drafted(t testing.TB) {
	t.Helper()
	ctx := context.Background()
	d, err := h.decisions.Draft(ctx, h.actors["thu"], recognition.Input{
		ID: newID(), Season: seasonCode, UnitID: h.committee.ID, Kind: recognition.Recognition, Level: "cấp phường", Number: "412-QĐ/QU",
		DecidedOn: clock.On(2026, 11, 20), Place: "Quận Mẫu", Letterhead: "THÀNH ỦY MẪU\nQUẬN ỦY MẪU", Line: org.Party,
		SignAs: "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ", Signer: "Nguyễn Văn Ký Mẫu", Bases: []string{charter}, OtherBases: "Tờ trình số 38-TTr/BDV;",
	})
	if err == nil {
		_, err = h.decisions.AddAll(ctx, h.actors["thu"], d.ID, d.Version)
	}
	if err != nil {
		t.Fatal(err)
	}
	h.reload(t, d.ID)
}

func (h *house) reload(t testing.TB, id string) {
	t.Helper()
	h.update(t, func(tx *db.Tx) (err error) {
		if h.draft, err = h.decisions.Decision(context.Background(), tx, id); err == nil {
			h.lines, err = h.decisions.Lines(context.Background(), tx, id)
		}
		return err
	})
}

func (h *house) update(t testing.TB, do func(*db.Tx) error) {
	t.Helper()
	if err := h.db.Update(context.Background(), do); err != nil {
		t.Fatal(err)
	}
}

// ready asks the gate.
func (h *house) ready(t testing.TB, lineIDs ...string) (err error) {
	t.Helper()
	h.update(t, func(tx *db.Tx) error {
		err = h.Ready(context.Background(), tx, h.draft.ID, lineIDs)
		return nil
	})
	return err
}

func newID() string { return uuid.Must(uuid.NewV7()).String() }

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

// upload sends a file with the fields of the form.
func (h *house) upload(t *testing.T, login, path string, fields map[string]string, name string, content []byte) *httptest.ResponseRecorder {
	t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	for field, value := range fields {
		if err := m.WriteField(field, value); err != nil {
			t.Fatal(err)
		}
	}
	if name != "" {
		part, err := m.CreateFormFile(files.Field, name)
		if err == nil {
			_, err = part.Write(content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, path, &b)
	r.Header.Set("Content-Type", m.FormDataContentType())
	return h.answer(login, r)
}
