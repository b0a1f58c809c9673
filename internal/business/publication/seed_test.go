package publication_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/google/uuid"

	"kheo/internal/business/campaign"
	"kheo/internal/business/initiative"
	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/business/publication"
	"kheo/internal/business/report"
	"kheo/internal/platform/code"
	"kheo/internal/platform/db"
	"kheo/internal/platform/text"
	"kheo/internal/service/auth"
	"kheo/internal/service/files"
	"kheo/internal/service/search"
	"kheo/internal/service/web"
)

const (
	economy  = "0190a000-0000-7000-8000-000000000011"
	security = "0190a000-0000-7000-8000-000000000013"
	district = "0190b000-0000-7000-8000-000000000001"
	ward     = "0190b000-0000-7000-8000-000000000002"
	other    = "0190b000-0000-7000-8000-000000000003"
	past     = "0190b000-0000-7000-8000-000000000011"
	running  = "0190b000-0000-7000-8000-000000000012"
	oneFile  = "0190b000-0000-7000-8000-000000000021"
)

// world is a database with a district, two wards and two seasons, and its site.
type world struct {
	tb    testing.TB
	db    *db.DB
	files *files.Store
	mux   *web.Mux
}

func newWorld(tb testing.TB, d *db.DB) *world {
	tb.Helper()
	store, err := files.New(tb.TempDir(), d)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = store.Close() })
	w := &world{tb: tb, db: d, files: store}
	units := org.New(d)
	campaigns := campaign.New(d, units)
	initiatives := initiative.New(d, units, campaigns, participant.New(d), store)
	w.mux = web.New(web.Site{
		Owner: "Quận Đống Đa, thành phố Hà Nội", BaseURL: "http://127.0.0.1", Now: d.Now,
		WhoIs:   func(*http.Request) (auth.Actor, error) { return auth.Actor{}, nil },
		Waiting: func(context.Context, auth.Actor) (int, error) { return 0, nil },
	})
	publication.New(d, campaigns, units, initiatives, awards{}, report.New(d, campaigns, units)).Mount(w.mux)
	w.do(func(ctx context.Context, tx *db.Tx) error {
		for _, u := range [][4]string{
			{district, "quan-dong-da", "Quận Đống Đa", "/quan-dong-da/"},
			{ward, "phuong-lang-ha", "Phường Láng Hạ", "/quan-dong-da/phuong-lang-ha/"},
			{other, "phuong-kim-lien", "Phường Kim Liên", "/quan-dong-da/phuong-kim-lien/"},
		} {
			parent, kind := any(district), "ward"
			if u[0] == district {
				parent, kind = nil, "district"
			}
			err := db.Exec(ctx, tx, `INSERT INTO org_unit (id, code, name, type, line, parent_id, path, fold, sort_key, version)
				VALUES ($1, $2, $3, $4, 'territory', $5, $6, $7, $8, 1)`, u[0], u[1], u[2], kind, parent, u[3], text.Fold(u[2]), text.SortKey(u[2]))
			if err != nil {
				return err
			}
		}
		for _, s := range []struct {
			id, code, name, state string
			year                  int
		}{{past, "dvk-2025", "Dân vận khéo năm 2025", "closed", 2025}, {running, "dvk-2026", "Dân vận khéo năm 2026", "open", 2026}} {
			err := db.Exec(ctx, tx, `INSERT INTO campaign_season (id, code, name, year, movement_id, unit_id, unit_path, criteria_set_id, state,
				launched_on, register_by, report_by, score_by, decide_by, version, created_at)
				VALUES ($1, $2, $3, $4, '0190a000-0000-7000-8000-000000000001', $5, '/quan-dong-da/', '0190a000-0000-7000-8000-000000000041', $6,
				$7, $8, $9, $10, $11, 1, $12)`, s.id, s.code, s.name, s.year, district, s.state, fmt.Sprintf("%d-02-01", s.year), fmt.Sprintf("%d-04-30", s.year),
				fmt.Sprintf("%d-09-15", s.year), fmt.Sprintf("%d-12-10", s.year), fmt.Sprintf("%d-12-20", s.year), tx.Now)
			if err != nil {
				return err
			}
		}
		return db.Exec(ctx, tx, `INSERT INTO files_file (id, name, media_type, size, sha256, received_sha256, preview_sha256, created_at)
			VALUES ($1, 'bien-ban.pdf', 'application/pdf', 1, 'aa', 'aa', '', $2)`, oneFile, tx.Now)
	})
	return w
}

func (w *world) do(work func(ctx context.Context, tx *db.Tx) error) {
	w.tb.Helper()
	ctx := context.Background()
	if err := w.db.Update(ctx, func(tx *db.Tx) error { return work(ctx, tx) }); err != nil {
		w.tb.Fatal(err)
	}
}

// plant puts an initiative into a state; what i leaves empty gets a value. It
// returns its code.
func (w *world) plant(i initiative.Initiative) initiative.Initiative {
	w.tb.Helper()
	i.ID, i.Code = uuid.Must(uuid.NewV7()).String(), code.New("MH", rand.Reader)
	if i.SeasonID == "" {
		i.SeasonID = running
	}
	if i.UnitID == "" {
		i.UnitID, i.UnitPath = ward, "/quan-dong-da/phuong-lang-ha/"
	}
	if i.FieldID == "" {
		i.FieldID = security
	}
	if i.ParticipantKind == "" {
		i.ParticipantKind, i.ParticipantName = participant.Collective, "Tổ dân phố số 4"
	}
	i.Contact, i.ParticipantID = "0900 000 111 (bà Vũ Thị Liên Hệ)", uuid.Must(uuid.NewV7()).String()
	w.do(func(ctx context.Context, tx *db.Tx) error {
		if err := db.Exec(ctx, tx, `INSERT INTO participant_participant (id, kind, name, name_key, sort_key, unit_id, unit_path, version, created_at)
			VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8)`, i.ParticipantID, i.ParticipantKind, i.ParticipantName, i.ID, []byte("k"), i.UnitID, i.UnitPath, tx.Now); err != nil {
			return err
		}
		decided := any(nil)
		if i.State == initiative.Recognised || i.State == initiative.KeptAlive {
			decided = tx.Now
		}
		err := db.Exec(ctx, tx, `INSERT INTO initiative_initiative (id, code, season_id, unit_id, unit_path, participant_id, participant_kind, participant_name, kind, field_id,
			title, title_key, problem, objective, method, area, forces, resources, schedule, outputs, sustainability, contact, note, result, state, return_reason,
			version, created_at, changed_at, submitted_at, accepted_at, decided_at)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'model', $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, 'Ghi chú nội bộ', $22, $23, '', 1, $24, $24, $24, $24, $25)`,
			i.ID, i.Code, i.SeasonID, i.UnitID, i.UnitPath, i.ParticipantID, i.ParticipantKind, i.ParticipantName, i.FieldID,
			i.Title, text.Key(i.Title), i.Problem, i.Objective, i.Method, i.Area, i.Forces, i.Resources, i.Schedule, i.Outputs, i.Sustainability, i.Contact, i.Result, i.State,
			tx.Now, decided)
		if err != nil {
			return err
		}
		if err := search.Put(ctx, tx, i.ID, i.Title, i.Code, i.Area); err != nil {
			return err
		}
		return db.Exec(ctx, tx, `INSERT INTO initiative_tally (season_id, unit_id, unit_path, field_id, participant_kind, state, count) VALUES ($1, $2, $3, $4, $5, $6, 1)
			ON CONFLICT (season_id, unit_path, unit_id, field_id, participant_kind, state) DO UPDATE SET count = initiative_tally.count + 1`,
			i.SeasonID, i.UnitID, i.UnitPath, i.FieldID, i.ParticipantKind, i.State)
	})
	return i
}

// note writes a progress note by an account whose name is never public.
func (w *world) note(i initiative.Initiative, day string, step initiative.Step, text string, people, money, days int64) {
	w.tb.Helper()
	w.do(func(ctx context.Context, tx *db.Tx) error {
		return db.Exec(ctx, tx, `INSERT INTO initiative_progress (id, initiative_id, happened_on, step, note, beneficiaries, money, labor_days, author, at)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'Cán Bộ Ghi Chép', $9)`, uuid.Must(uuid.NewV7()).String(), i.ID, day, step, text, people, money, days, tx.Now)
	})
}

func (w *world) prove(i initiative.Initiative, step initiative.Step, caption, file string, public bool) {
	w.tb.Helper()
	w.do(func(ctx context.Context, tx *db.Tx) error {
		return db.Exec(ctx, tx, `INSERT INTO initiative_evidence (id, initiative_id, step, caption, file_id, public, at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
			uuid.Must(uuid.NewV7()).String(), i.ID, step, caption, file, public, tx.Now)
	})
}

// decide issues a decision of kind that names initiatives, and enters it.
func (w *world) decide(kind, number, day, state string, all ...initiative.Initiative) {
	w.tb.Helper()
	w.do(func(ctx context.Context, tx *db.Tx) error {
		id := uuid.Must(uuid.NewV7()).String()
		err := db.Exec(ctx, tx, `INSERT INTO recognition_decision (id, code, kind, season_id, unit_id, unit_path, level, award, subject, reason, number, decided_on, place,
			letterhead, line, sign_as, signer, state, version, created_at, changed_at, signed_by)
			VALUES ($1, $2, $3, $4, $5, '/quan-dong-da/', 'cấp quận', $6, '', '', $7, $8, '', '[]', 'party', '[]', '', $9, 1, $10, $10, '')`,
			id, text.Slug(number), kind, all[0].SeasonID, district, map[string]string{"commendation": "giấy khen"}[kind], number, day, state, tx.Now)
		if err != nil {
			return err
		}
		for n, i := range all {
			line := uuid.Must(uuid.NewV7()).String()
			err := db.Exec(ctx, tx, `INSERT INTO recognition_line (id, decision_id, position, initiative_id, participant_id, participant_kind, name, unit_id, unit_path, unit_name, field_id, title, merit)
				VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'Phường', $10, $11, '')`,
				line, id, n+1, i.ID, i.ParticipantID, i.ParticipantKind, i.ParticipantName, i.UnitID, i.UnitPath, i.FieldID, i.Title)
			if err != nil || state != "issued" {
				return err
			}
			serial, err := db.One(ctx, tx, db.Value[int64], `SELECT COALESCE(MAX(serial), 0) + 1 FROM register_entry`)
			if err != nil {
				return err
			}
			err = db.Exec(ctx, tx, `INSERT INTO register_entry (code, serial, line_id, decision_id, leaf) VALUES ($1, $2, $3, $4, $5)`,
				code.New("DVK", rand.Reader), serial, line, id, serial-1)
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// get asks for a page and returns its status and body.
func (w *world) get(path string) (int, string) {
	w.tb.Helper()
	rec := httptest.NewRecorder()
	w.mux.ServeHTTP(rec, httptest.NewRequest(http.MethodGet, path, nil))
	return rec.Code, rec.Body.String()
}
