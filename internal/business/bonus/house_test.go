package bonus_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"kheo/internal/business/award"
	"kheo/internal/business/bonus"
	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/business/recognition"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
	"kheo/internal/service/web"
)

const who = "X-Test-Login"

// papers are the decisions as recognition would tell them.
type papers struct {
	decisions map[string]recognition.Decision
	lines     map[string][]recognition.Line
	standing  map[string][]recognition.Line
	award     map[string]string
}

func (p *papers) Decision(_ context.Context, _ *db.Tx, id string) (recognition.Decision, error) {
	d, known := p.decisions[id]
	if !known {
		return d, fault.NotFound
	}
	return d, nil
}

func (p *papers) Lines(_ context.Context, _ *db.Tx, id string) ([]recognition.Line, error) {
	return p.lines[id], nil
}

func (p *papers) Standing(_ context.Context, _ *db.Tx, id string) ([]recognition.Line, error) {
	if all, changed := p.standing[id]; changed {
		return all, nil
	}
	return p.lines[id], nil
}

func (p *papers) AwardOf(_ context.Context, _ *db.Tx, id string) (string, error) {
	return p.award[id], nil
}

// house is a district with two wards, the shipped catalogue and people at work.
type house struct {
	*bonus.Service
	db     *db.DB
	papers *papers
	unit   map[string]org.Unit
	actors map[string]auth.Actor
	merit  string // giấy khen of the ward's chairman, in force on the day of the papers
	mux    http.Handler
}

var day = clock.On(2026, 11, 20) // of the papers: the base salary is 2,530,000 đồng

func newHouse(t testing.TB, d *db.DB) *house {
	t.Helper()
	h := &house{
		db: d, unit: map[string]org.Unit{}, actors: map[string]auth.Actor{},
		papers: &papers{map[string]recognition.Decision{}, map[string][]recognition.Line{}, map[string][]recognition.Line{}, map[string]string{}},
	}
	units, awards := org.New(d), award.New(d)
	h.Service = bonus.New(d, units, awards)
	h.Decisions, h.Editions = h.papers, h.papers
	h.update(t, func(ctx context.Context, tx *db.Tx) (err error) {
		add := func(key, name, kind, parent string) {
			if err == nil {
				h.unit[key], err = units.Found(ctx, tx, org.Input{Name: name, Type: org.Type(kind), ParentID: h.unit[parent].ID})
			}
		}
		add("tp", "Thành phố Mẫu", "province", "")
		add("quan", "Quận Mẫu", "district", "tp")
		add("mot", "Phường Mẫu Một", "ward", "quan")
		add("hai", "Phường Mẫu Hai", "ward", "quan")
		if err != nil {
			return err
		}
		a, err := awards.AwardByCode(ctx, tx, "giay-khen-chu-tich-phuong", day)
		h.merit = a.ID
		return err
	})
	h.appoint("thu", "Trần Thư Mẫu", auth.Appraiser, "mot")
	h.appoint("bo", "Lê Bố Mẫu", auth.Publisher, "mot")
	h.appoint("ky", "Đỗ Ký Mẫu", auth.Approver, "mot")
	h.appoint("soat", "Vũ Soát Mẫu", auth.Auditor, "mot")
	h.appoint("lan", "Nguyễn Lan Mẫu", auth.Registrar, "mot")
	h.appoint("xa", "Phạm Xa Mẫu", auth.Publisher, "hai")
	m := web.New(web.Site{
		Owner: "Thành phố Mẫu", BaseURL: "http://127.0.0.1", Now: func() time.Time { return dbtest.Moment },
		WhoIs:   func(r *http.Request) (auth.Actor, error) { return h.actors[r.Header.Get(who)], nil },
		Waiting: func(context.Context, auth.Actor) (int, error) { return 0, nil },
	})
	h.Mount(m)
	h.mux = m
	return h
}

func (h *house) appoint(login, name string, role auth.Role, unit string) {
	u := h.unit[unit]
	h.actors[login] = auth.Actor{
		AccountID: uuid.NewString(), SessionID: uuid.NewString(), Name: name,
		Grants: []auth.Grant{{Role: role, UnitID: u.ID, UnitPath: u.Path, UnitName: u.Name}},
	}
}

func (h *house) update(t testing.TB, do func(context.Context, *db.Tx) error) {
	t.Helper()
	ctx := context.Background()
	if err := h.db.Update(ctx, func(tx *db.Tx) error { return do(ctx, tx) }); err != nil {
		t.Fatal(err)
	}
}

func newID() string { return uuid.Must(uuid.NewV7()).String() }

// draft makes a decision of ward Một with one line for each kind; its award is the
// merit when known is set, and typed otherwise.
func (h *house) draft(known bool, kinds ...participant.Kind) recognition.Decision {
	u := h.unit["mot"]
	d := recognition.Decision{
		ID: newID(), Kind: recognition.Commendation, UnitID: u.ID, UnitPath: u.Path, Award: "giấy khen", Level: "cấp phường",
		Number: "412-QĐ/MM", Subject: "Khen thưởng Dân vận khéo năm 2026", DecidedOn: day, State: recognition.Draft,
	}
	if known {
		h.papers.award[d.ID] = h.merit
	}
	for n, kind := range kinds {
		h.papers.lines[d.ID] = append(h.papers.lines[d.ID], recognition.Line{
			ID: newID(), DecisionID: d.ID, Position: int64(n + 1), ParticipantID: newID(), ParticipantKind: kind,
			Name: "Người Mẫu " + string(rune('A'+n)), UnitName: "Phường Mẫu Một", UnitPath: u.Path,
		})
	}
	h.papers.decisions[d.ID] = d
	return d
}

// issue does what recognition does when it issues a decision.
func (h *house) issue(t testing.TB, d recognition.Decision) {
	t.Helper()
	d.State = recognition.Issued
	h.papers.decisions[d.ID] = d
	h.update(t, func(ctx context.Context, tx *db.Tx) error {
		return h.Freeze(ctx, tx, h.actors["bo"], d, h.papers.lines[d.ID])
	})
}

// amend issues a correction or revocation of a line; it returns the line that does it.
func (h *house) amend(t testing.TB, root recognition.Decision, kind recognition.Kind, lineID, name string) (recognition.Decision, string) {
	t.Helper()
	line := recognition.Line{ID: newID(), Position: 1, ParticipantKind: participant.Individual, Name: name, UnitName: "Phường Mẫu Một", AmendsLineID: lineID}
	d := recognition.Decision{ID: newID(), Kind: kind, AmendsID: root.ID, UnitPath: root.UnitPath, Number: "500-QĐ/MM", DecidedOn: clock.On(2026, 11, 22)}
	h.papers.lines[d.ID] = []recognition.Line{line}
	h.issue(t, d)
	return d, line.ID
}

// lineID is the n-th line of a decision, from 0.
func (h *house) lineID(d recognition.Decision, n int) string { return h.papers.lines[d.ID][n].ID }

// sheet reads a sheet as other modules do.
func (h *house) sheet(t testing.TB, decisionID string) (s bonus.Sheet) {
	t.Helper()
	err := h.db.View(context.Background(), func(tx *db.Tx) (err error) {
		s, err = h.Of(context.Background(), tx, decisionID)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// fund opens a fund of ward Một.
func (h *house) fund(t testing.TB, name string, available int64) bonus.Fund {
	t.Helper()
	f, err := h.OpenFund(context.Background(), h.actors["bo"], bonus.FundInput{
		ID: newID(), UnitID: h.unit["mot"].ID, Year: 2026, Name: name, Code: "MNS 341", Available: available, Source: "Quyết định giao dự toán mẫu",
	})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// fundNow reads a fund again.
func (h *house) fundNow(t testing.TB, id string) bonus.Fund {
	t.Helper()
	row, err := h.Service.Fund(context.Background(), h.actors["soat"], id)
	if err != nil {
		t.Fatal(err)
	}
	return row.Fund
}

// propose keeps the sheet of d charged to a fund, by thu.
func (h *house) propose(t testing.TB, d recognition.Decision, fundID string) {
	t.Helper()
	in := bonus.PlanInput{FundID: fundID, BudgetLine: "341-6201", Version: h.sheet(t, d.ID).Plan.Version}
	must(t, h.Propose(context.Background(), h.actors["thu"], d.ID, in))
}

func (h *house) approve(t testing.TB, d recognition.Decision) {
	t.Helper()
	must(t, h.Approve(context.Background(), h.actors["ky"], d.ID, h.sheet(t, d.ID).Plan.Version))
}

func (h *house) pay(t testing.TB, d recognition.Decision, lines ...string) {
	t.Helper()
	must(t, h.Pay(context.Background(), h.actors["bo"], d.ID, h.payment(t, d, lines...)))
}

func (h *house) payment(t testing.TB, d recognition.Decision, lines ...string) bonus.PayInput {
	t.Helper()
	return bonus.PayInput{Lines: lines, PaidOn: clock.On(2026, 11, 21), Doc: "PC 17", Version: h.sheet(t, d.ID).Plan.Version}
}

// item is the bonus of a line.
func item(t testing.TB, s bonus.Sheet, lineID string) bonus.Item {
	t.Helper()
	for _, i := range s.Items {
		if i.LineID == lineID {
			return i
		}
	}
	t.Fatalf("no bonus of line %s in %+v", lineID, s.Items)
	return bonus.Item{}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func refused(t testing.TB, err error, words ...string) {
	t.Helper()
	var r fault.Refused
	if !errors.As(err, &r) {
		t.Fatalf("not refused: %v", err)
	}
	for _, w := range words {
		if !strings.Contains(r.Error(), w) {
			t.Errorf("%q says nothing of %q", r.Error(), w)
		}
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
