package register_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/uuid"

	"kheo/internal/business/bonus"
	"kheo/internal/business/campaign"
	"kheo/internal/business/initiative"
	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/business/recognition"
	"kheo/internal/business/register"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
	"kheo/internal/service/files"
	"kheo/internal/service/translog"
	"kheo/internal/service/web"
)

const (
	seasonCode = "dvk-2026"
	baseURL    = "https://kheo.example"
	phone      = "0900 000 111"
)

// passed is what review would say: nothing, these papers are entered at once.
type passed struct{}

func (passed) Passed(context.Context, *db.Tx, string) ([]string, error) { return nil, nil }

// purse is what bonus would say of the money of revoked lines.
type purse map[string]bonus.MoneyBack

func (p purse) Recovered(_ context.Context, _ *db.Tx, ids []string) (map[string]bonus.MoneyBack, error) {
	all := map[string]bonus.MoneyBack{}
	for _, id := range ids {
		if x, known := p[id]; known {
			all[id] = x
		}
	}
	return all, nil
}

// hall is a district whose committee decides, and its register.
type hall struct {
	*register.Service
	db                                *db.DB
	recognition                       *recognition.Service
	participants                      *participant.Service
	files                             *files.Store
	log                               *translog.Log
	district, committee, ward, beyond org.Unit
	actors                            map[string]auth.Actor
	purse                             purse
	mux                               http.Handler
}

func newHall(t testing.TB, d *db.DB) *hall {
	t.Helper()
	h := &hall{db: d, actors: map[string]auth.Actor{}, purse: purse{}, participants: participant.New(d)}
	units := org.New(d)
	campaigns := campaign.New(d, units)
	var err error
	if h.files, err = files.New(t.TempDir(), d); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = h.files.Close() })
	h.log = translog.New(d, t.TempDir())
	if err := h.log.Settle(t.Context(), "kheo.example/so-cong-nhan"); err != nil {
		t.Fatal(err)
	}
	h.Service = register.New(d, campaigns, units, h.log, baseURL)
	initiatives := initiative.New(d, units, campaigns, h.participants, h.files)
	h.recognition = recognition.New(d, units, campaigns, h.participants, initiatives, passed{}, h.Service)
	h.Decisions = h.recognition
	h.update(t, func(ctx context.Context, tx *db.Tx) error { return h.found(ctx, tx, units, campaigns) })
	for login, of := range map[string]struct {
		role auth.Role
		unit org.Unit
	}{"thu": {auth.Appraiser, h.district}, "ky": {auth.Approver, h.committee}, "xa": {auth.Approver, h.beyond}, "phuong": {auth.Registrar, h.ward}, "soat": {auth.Auditor, h.district}} {
		h.actors[login] = auth.Actor{
			AccountID: uuid.NewString(), SessionID: uuid.NewString(), Name: "Nguyễn Mẫu " + login,
			Grants: []auth.Grant{{Role: of.role, UnitID: of.unit.ID, UnitPath: of.unit.Path, UnitName: of.unit.Name}},
		}
	}
	m := web.New(web.Site{
		Owner: "Quận Mẫu", BaseURL: baseURL, Now: d.Now,
		WhoIs:   func(r *http.Request) (auth.Actor, error) { return h.actors[r.Header.Get(who)], nil },
		Waiting: func(context.Context, auth.Actor) (int, error) { return 0, nil },
	})
	h.Mount(m, h.purse)
	h.mux = m
	return h
}

func (h *hall) found(ctx context.Context, tx *db.Tx, units *org.Service, campaigns *campaign.Service) (err error) {
	add := func(name, kind string, parent org.Unit) (u org.Unit) {
		if err == nil {
			u, err = units.Found(ctx, tx, org.Input{Name: name, Type: org.Type(kind), ParentID: parent.ID})
		}
		return u
	}
	city := add("Thành phố Mẫu", "province", org.Unit{})
	h.district, h.beyond = add("Quận Mẫu", "district", city), add("Quận Khác", "district", city)
	h.committee, h.ward = add("Quận ủy Mẫu", "party_committee", h.district), add("Phường Mẫu Một", "ward", h.district)
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

func (h *hall) update(t testing.TB, do func(context.Context, *db.Tx) error) {
	t.Helper()
	ctx := context.Background()
	if err := h.db.Update(ctx, func(tx *db.Tx) error { return do(ctx, tx) }); err != nil {
		t.Fatal(err)
	}
}

// input is a decision in which nothing is missing.
func (h *hall) input(kind recognition.Kind, number string) recognition.Input {
	return recognition.Input{
		ID: uuid.Must(uuid.NewV7()).String(), Season: seasonCode, UnitID: h.committee.ID, Kind: kind, Level: "cấp phường", Award: "giấy khen",
		Number: number, DecidedOn: clock.On(2026, 11, 20), Place: "Quận Mẫu", Letterhead: "THÀNH ỦY MẪU\nQUẬN ỦY MẪU", Line: org.Party,
		SignAs: "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ", Signer: "Nguyễn Văn Ký Mẫu", OtherBases: "Tờ trình số 38-TTr/BDV ngày 10/11/2026 của Ban Dân vận;",
	}
}

// people are participants of the ward who can be reached by telephone.
func (h *hall) people(t testing.TB, names ...string) []recognition.LineInput {
	t.Helper()
	var lines []recognition.LineInput
	h.update(t, func(ctx context.Context, tx *db.Tx) error {
		lines = lines[:0]
		for _, name := range names {
			p, _, err := h.participants.Ensure(ctx, tx, participant.Individual, name, participant.Unit{ID: h.ward.ID, Path: h.ward.Path})
			if err != nil {
				return err
			}
			if err := db.Exec(ctx, tx, `UPDATE participant_participant SET phone = $2, representative = $3 WHERE id = $1`, p.ID, phone, "Bà Liên Hệ Mẫu "+phone); err != nil {
				return err
			}
			lines = append(lines, recognition.LineInput{ParticipantID: p.ID, Title: "Khéo của " + name})
		}
		return nil
	})
	return lines
}

// issued enters a decision of kind for people.
func (h *hall) issued(t testing.TB, kind recognition.Kind, number string, names ...string) (d recognition.Decision) {
	t.Helper()
	lines := h.people(t, names...)
	h.update(t, func(ctx context.Context, tx *db.Tx) (err error) {
		d, err = h.recognition.Enter(ctx, tx, audit.System, h.input(kind, number), lines)
		return err
	})
	return d
}

// amended enters a correction (of the name) or revocation of one line in force.
func (h *hall) amended(t testing.TB, root recognition.Decision, kind recognition.Kind, line, number, name string) (d recognition.Decision) {
	t.Helper()
	h.update(t, func(ctx context.Context, tx *db.Tx) (err error) {
		d, err = h.recognition.EnterAmendment(ctx, tx, audit.System, root.ID,
			recognition.AmendInput{Kind: kind, Lines: []string{line}, Reason: "Lý do của số " + number + "."},
			recognition.Input{Number: number, DecidedOn: clock.On(2026, 11, 21)},
			func(l recognition.Line) recognition.LineInput {
				return recognition.LineInput{Name: name, UnitName: l.UnitName, Title: l.Title, Merit: l.Merit}
			})
		return err
	})
	return d
}

func (h *hall) entries(t testing.TB, d recognition.Decision) (all []register.Entry) {
	t.Helper()
	err := h.db.View(context.Background(), func(tx *db.Tx) (err error) {
		all, err = h.Entries(context.Background(), tx, d.ID)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func (h *hall) verify(t testing.TB, typed string) register.Verdict {
	t.Helper()
	v, err := h.Verify(context.Background(), typed)
	if err != nil {
		t.Fatalf("%q: %v", typed, err)
	}
	return v
}

const who = "X-Test-Login"

func (h *hall) get(login, path string) *httptest.ResponseRecorder {
	return h.answer(login, httptest.NewRequest(http.MethodGet, path, nil))
}

func (h *hall) answer(login string, r *http.Request) *httptest.ResponseRecorder {
	r.Header.Set(who, login)
	w := httptest.NewRecorder()
	h.mux.ServeHTTP(w, r)
	return w
}

func shows(t *testing.T, w *httptest.ResponseRecorder, status int, parts ...string) {
	t.Helper()
	if w.Code != status {
		t.Fatalf("status %d, want %d: %s", w.Code, status, w.Header().Get("Location"))
	}
	for _, part := range parts {
		if !strings.Contains(w.Body.String(), part) {
			t.Errorf("the page does not say %q", part)
		}
	}
}

// many makes n names.
func many(n int) (names []string) {
	for i := range n {
		names = append(names, fmt.Sprintf("Bà Nguyễn Thị Mẫu %d", i+1))
	}
	return names
}
