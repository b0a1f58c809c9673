package intake

import (
	"bytes"
	"crypto/rand"
	"testing"
	"time"

	"github.com/google/uuid"

	"kheo/internal/business/initiative"
	"kheo/internal/platform/code"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
)

// BenchmarkImport imports the list of 371 on a fresh database (reading, checking,
// participants, search, history, tally, trail), and beside it inserts as many
// rows into the one table and does nothing else.
func BenchmarkImport(b *testing.B) {
	list := listFile(b, "flat")
	var imported, plain time.Duration
	for b.Loop() {
		b.StopTimer()
		h, bare := newDistrict(b, dbtest.SQLite(b)), newDistrict(b, dbtest.SQLite(b))
		b.StartTimer()
		start := time.Now()
		if got, err := h.Import(b.Context(), h.chief, districtList, bytes.NewReader(list), int64(len(list))); err != nil || got.New != 371 {
			b.Fatal(got.New, err)
		}
		imported += time.Since(start)
		b.StopTimer()
		rows := h.stored(b)
		plain += insertPlainly(b, bare, rows)
		b.StartTimer()
	}
	n := float64(b.N * 371)
	b.ReportMetric(n/imported.Seconds(), "rows/s")
	b.ReportMetric(n/plain.Seconds(), "plain-rows/s")
}

// insertPlainly inserts rows without participants, in one transaction.
func insertPlainly(b *testing.B, h *district, rows []initiative.Initiative) time.Duration {
	b.Helper()
	var season string
	err := h.d.View(b.Context(), func(tx *db.Tx) error {
		s, err := h.campaigns.NamedSeason(b.Context(), tx, "season", "dvk-2022")
		season = s.ID
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	start := time.Now()
	err = h.d.Update(b.Context(), func(tx *db.Tx) error {
		for _, i := range rows {
			if err := db.Exec(b.Context(), tx, `INSERT INTO initiative_initiative (id, code, season_id, unit_id, unit_path, participant_id, participant_kind,
					participant_name, kind, field_id, title, title_key, problem, objective, method, area, forces, resources, schedule, outputs, sustainability,
					starts_on, contact, note, result, state, return_reason, due_on, version, created_at, changed_at, submitted_at)
				VALUES ($1, $2, $3, $4, $5, NULL, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, '', $24, '', $25, 1, $26, $27, $28)`,
				uuid.Must(uuid.NewV7()).String(), code.New("MH", rand.Reader), season, h.units["phuong-cat-linh"].ID, i.UnitPath, i.ParticipantKind,
				i.ParticipantName, i.Kind, i.FieldID, i.Title, initiative.TitleKey(i.Title), i.Problem, i.Objective, i.Method, i.Area, i.Forces, i.Resources, i.Schedule, i.Outputs, i.Sustainability,
				i.StartsOn, i.Contact, i.Note, i.State, i.DueOn, i.CreatedAt, i.ChangedAt, i.SubmittedAt); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return time.Since(start)
}
