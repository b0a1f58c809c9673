package report_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/google/uuid"

	"kheo/internal/business/campaign"
	"kheo/internal/business/initiative"
	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/business/recognition"
	"kheo/internal/business/register"
	"kheo/internal/business/report"
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
	economy    = "0190a000-0000-7000-8000-000000000011"
	culture    = "0190a000-0000-7000-8000-000000000012"
	security   = "0190a000-0000-7000-8000-000000000013"
)

type passed struct{}

func (passed) Passed(context.Context, *db.Tx, string) ([]string, error) { return nil, nil }

// world is a district with a committee and two wards, a neighbour, and one season.
type world struct {
	*report.Service
	db                                          *db.DB
	initiatives                                 *initiative.Service
	recognition                                 *recognition.Service
	district, committee, one, two, beyond, city org.Unit
	actors                                      map[string]auth.Actor
	mux                                         http.Handler
}

func newWorld(t testing.TB, d *db.DB) *world {
	t.Helper()
	w := &world{db: d, actors: map[string]auth.Actor{}}
	units := org.New(d)
	campaigns, participants := campaign.New(d, units), participant.New(d)
	store, err := files.New(t.TempDir(), d)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	w.initiatives = initiative.New(d, units, campaigns, participants, store)
	log := translog.New(d, t.TempDir())
	if err := log.Settle(t.Context(), "kheo.example/so-cong-nhan"); err != nil {
		t.Fatal(err)
	}
	book := register.New(d, campaigns, units, log, "https://kheo.example")
	w.recognition = recognition.New(d, units, campaigns, participants, w.initiatives, passed{}, book)
	book.Decisions = w.recognition
	w.Service = report.New(d, campaigns, units)
	w.update(t, func(ctx context.Context, tx *db.Tx) error { return w.found(ctx, tx, units, campaigns) })
	for login, of := range map[string]struct {
		role auth.Role
		unit org.Unit
	}{
		"lan": {auth.Registrar, w.district}, "mot": {auth.Registrar, w.one}, "hai": {auth.Registrar, w.two}, "xa": {auth.Administrator, w.beyond}, "soat": {auth.Auditor, w.city},
	} {
		w.actors[login] = auth.Actor{
			AccountID: uuid.NewString(), SessionID: uuid.NewString(), Name: "Nguyễn Mẫu " + login,
			Grants: []auth.Grant{{Role: of.role, UnitID: of.unit.ID, UnitPath: of.unit.Path, UnitName: of.unit.Name}},
		}
	}
	m := web.New(web.Site{
		Owner: "Quận Mẫu", BaseURL: "https://kheo.example", Now: d.Now,
		WhoIs:   func(r *http.Request) (auth.Actor, error) { return w.actors[r.Header.Get(who)], nil },
		Waiting: func(context.Context, auth.Actor) (int, error) { return 0, nil },
	})
	w.Mount(m)
	w.mux = m
	return w
}

func (w *world) found(ctx context.Context, tx *db.Tx, units *org.Service, campaigns *campaign.Service) (err error) {
	add := func(code, name, kind string, parent org.Unit) (u org.Unit) {
		if err == nil {
			u, err = units.Found(ctx, tx, org.Input{Code: code, Name: name, Type: org.Type(kind), ParentID: parent.ID})
		}
		return u
	}
	w.city = add("tp-mau", "Thành phố Mẫu", "province", org.Unit{})
	w.district, w.beyond = add("quan-mau", "Quận Mẫu", "district", w.city), add("quan-khac", "Quận Khác", "district", w.city)
	w.committee = add("quan-uy-mau", "Quận ủy Mẫu", "party_committee", w.district)
	w.one, w.two = add("phuong-mot", "Phường Một", "ward", w.district), add("phuong-hai", "Phường Hai", "ward", w.district)
	if err != nil {
		return err
	}
	_, err = campaigns.Found(ctx, tx, audit.System, campaign.SeasonInput{
		Code: seasonCode, Name: "Mùa thi đua 2026", Year: 2026, UnitID: w.district.ID, CriteriaSetID: "0190a000-0000-7000-8000-000000000041",
		State: campaign.Open, LaunchedOn: clock.On(2026, 3, 1), RegisterBy: clock.On(2026, 4, 30), ReportBy: clock.On(2026, 9, 15),
		ScoreBy: clock.On(2026, 10, 1), DecideBy: clock.On(2026, 12, 20),
	})
	return err
}

func (w *world) update(t testing.TB, do func(context.Context, *db.Tx) error) {
	t.Helper()
	ctx := context.Background()
	if err := w.db.Update(ctx, func(tx *db.Tx) error { return do(ctx, tx) }); err != nil {
		t.Fatal(err)
	}
}

// sent is an initiative that waits for a decision.
func (w *world) sent(t testing.TB, unit org.Unit, field string, kind participant.Kind, name, title string) initiative.Initiative {
	t.Helper()
	ctx := context.Background()
	i, err := w.initiatives.Submit(ctx, w.actors["lan"], initiative.Registration{
		ID: uuid.Must(uuid.NewV7()).String(), Season: seasonCode, UnitID: unit.ID, ParticipantKind: kind, Participant: name,
		Kind: initiative.Model, FieldID: field, StartsOn: clock.On(2026, 3, 15), Contact: "Bà Mẫu, 0900 000 000",
		Content: initiative.Content{
			Title: title, Problem: "Ngõ dài 400 mét, năm 2025 mất 9 xe máy.", Objective: "Không quá 3 vụ mất xe trong năm.",
			Method: "Họp dân, góp tiền, lắp camera.", Area: "Ngõ 12, 140 hộ.", Forces: "Tổ dân phố chủ trì.", Resources: "45 triệu đồng.",
			Schedule: "Từ tháng 3 đến tháng 11.", Outputs: "12 camera hoạt động.", Sustainability: "Tổ tự quản giữ.",
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	w.update(t, func(ctx context.Context, tx *db.Tx) error {
		return w.initiatives.Advance(ctx, tx, audit.System, i.ID, initiative.Accepted, initiative.InProgress, initiative.Reported, initiative.UnderReview)
	})
	return i
}

// decided issues a decision on initiatives.
func (w *world) decided(t testing.TB, kind recognition.Kind, number string, on clock.Date, all ...initiative.Initiative) (d recognition.Decision) {
	t.Helper()
	w.update(t, func(ctx context.Context, tx *db.Tx) (err error) {
		var lines []recognition.LineInput
		for _, i := range all {
			lines = append(lines, recognition.LineInput{InitiativeID: i.ID})
		}
		d, err = w.recognition.Enter(ctx, tx, audit.System, recognition.Input{
			Season: seasonCode, UnitID: w.committee.ID, Kind: kind, Code: "qd-" + number[:3], Level: "cấp phường", Award: "giấy khen", Number: number, DecidedOn: on,
			Place: "Quận Mẫu", Letterhead: "THÀNH ỦY MẪU\nQUẬN ỦY MẪU", Line: org.Party, SignAs: "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ", Signer: "Nguyễn Văn Ký Mẫu",
			OtherBases: "Tờ trình số 38-TTr/BDV;",
		}, lines)
		return err
	})
	return d
}

// amended corrects or revokes the line in force of one initiative; a replacement says
// the whole list again.
func (w *world) amended(t testing.TB, root recognition.Decision, kind recognition.Kind, number string, on clock.Date, of initiative.Initiative) {
	t.Helper()
	w.update(t, func(ctx context.Context, tx *db.Tx) error {
		lines, err := w.recognition.Standing(ctx, tx, root.ID)
		if err != nil {
			return err
		}
		for _, l := range lines {
			if l.InitiativeID == of.ID {
				_, err = w.recognition.EnterAmendment(ctx, tx, audit.System, root.ID, recognition.AmendInput{Kind: kind, Lines: []string{l.ID}, Reason: "Ghi sai."},
					recognition.Input{Number: number, DecidedOn: on}, func(l recognition.Line) recognition.LineInput {
						return recognition.LineInput{Name: l.Name + " (sửa)", UnitName: l.UnitName, Title: l.Title, Merit: l.Merit}
					})
			}
		}
		return err
	})
}

func (w *world) report(t testing.TB, unit string) (s report.Season) {
	t.Helper()
	err := w.db.View(context.Background(), func(tx *db.Tx) (err error) {
		s, err = w.Named(context.Background(), tx, seasonCode, unit, clock.Date{})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

const who = "X-Test-Login"

func (w *world) get(login, path string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.Header.Set(who, login)
	rec := httptest.NewRecorder()
	w.mux.ServeHTTP(rec, r)
	return rec
}
