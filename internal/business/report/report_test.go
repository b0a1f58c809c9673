package report_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"kheo/internal/business/initiative"
	"kheo/internal/business/participant"
	"kheo/internal/business/recognition"
	"kheo/internal/business/report"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
)

// grown is a world in which everything has happened once: two initiatives of one
// group, a draft, a corrected and a revoked line, a group that is praised twice.
func grown(t *testing.T, d *db.DB) (w *world, first initiative.Initiative) {
	t.Helper()
	w = newWorld(t, d)
	first = w.sent(t, w.one, economy, participant.Collective, "Tổ dân phố số 5", "Khéo giúp nhau làm ăn")
	second := w.sent(t, w.one, security, participant.Collective, "TỔ DÂN PHỐ SỐ 5", "Khéo giữ ngõ an toàn")
	person := w.sent(t, w.one, economy, participant.Individual, "Bà Phạm Thị Mẫu", "Khéo dạy nghề")
	family := w.sent(t, w.two, economy, participant.Household, "Gia đình ông Lê Mẫu", "Khéo hiến đất")
	w.sent(t, w.two, culture, participant.Individual, "Ông Vũ Văn Mẫu", "Khéo hòa giải")
	draft := w.sent(t, w.two, culture, participant.Collective, "Tổ còn viết nháp", "Khéo chưa gửi")
	w.update(t, func(ctx context.Context, tx *db.Tx) error {
		return db.Exec(ctx, tx, `UPDATE initiative_initiative SET state = 'draft' WHERE id = $1`, draft.ID)
	})
	root := w.decided(t, recognition.Recognition, "412-QĐ/QU", clock.On(2026, 11, 10), first, second, person, family)
	w.decided(t, recognition.Commendation, "413-QĐ/QU", clock.On(2026, 11, 11), first, person)
	w.decided(t, recognition.Commendation, "414-QĐ/QU", clock.On(2026, 11, 12), second)
	w.amended(t, root, recognition.Correction, "415-QĐ/QU", clock.On(2026, 11, 15), person)
	w.amended(t, root, recognition.Revocation, "416-QĐ/QU", clock.On(2026, 11, 16), family)
	return w, first
}

func shares(all []report.Share) string {
	var parts []string
	for _, s := range all {
		parts = append(parts, fmt.Sprintf("%s %d", s.Name, s.Count))
	}
	return strings.Join(parts, ", ")
}

// sum is a stage in one line.
func sum(s report.Stage) string {
	return fmt.Sprintf("%d of %d: %d %d %d; %s; %s; %s", s.Initiatives, s.Participants, s.Collective, s.Individual, s.Household, shares(s.ByField), shares(s.ByUnit), s.On)
}

func TestSeasonAddsUp(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w, _ := grown(t, d)
		for unit, want := range map[string][3]string{
			"": {
				"5 of 4: 1 2 1; Kinh tế 3, Văn hóa - xã hội 1, Quốc phòng, an ninh 1; Phường Hai 2, Phường Một 3; 22/11/2026",
				"3 of 2: 1 1 0; Kinh tế 2, Quốc phòng, an ninh 1; Phường Một 3; 16/11/2026",
				"3 of 2: 1 1 0; Kinh tế 2, Quốc phòng, an ninh 1; Phường Một 2; 12/11/2026",
			},
			"phuong-mot": {
				"3 of 2: 1 1 0; Kinh tế 2, Quốc phòng, an ninh 1; Phường Một 3; 22/11/2026",
				"3 of 2: 1 1 0; Kinh tế 2, Quốc phòng, an ninh 1; Phường Một 3; 15/11/2026",
				"3 of 2: 1 1 0; Kinh tế 2, Quốc phòng, an ninh 1; Phường Một 2; 12/11/2026",
			},
			"phuong-hai": {"2 of 2: 0 1 1; Kinh tế 1, Văn hóa - xã hội 1; Phường Hai 2; 22/11/2026", "0 of 0: 0 0 0; ; ; 16/11/2026", "0 of 0: 0 0 0; ; ; "},
			"quan-khac":  {"0 of 0: 0 0 0; ; ; 22/11/2026", "0 of 0: 0 0 0; ; ; ", "0 of 0: 0 0 0; ; ; "},
			"tp-mau": {
				"5 of 4: 1 2 1; Kinh tế 3, Văn hóa - xã hội 1, Quốc phòng, an ninh 1; Phường Hai 2, Phường Một 3; 22/11/2026",
				"3 of 2: 1 1 0; Kinh tế 2, Quốc phòng, an ninh 1; Phường Một 3; 16/11/2026",
				"3 of 2: 1 1 0; Kinh tế 2, Quốc phòng, an ninh 1; Phường Một 2; 12/11/2026",
			},
		} {
			s := w.report(t, unit)
			for n, stage := range []report.Stage{s.Registered, s.Recognised, s.Commended} {
				if got := sum(stage); got != want[n] {
					t.Errorf("%q stage %d:\n got %s\nwant %s", unit, n, got, want[n])
				}
			}
			numbers(t, unit, s)
		}
	})
}

func TestEvidencedAndAppraised(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w, first := grown(t, d)
		w.update(t, func(ctx context.Context, tx *db.Tx) error {
			file := uuid.NewString()
			err := db.Exec(ctx, tx, `INSERT INTO files_file (id, name, media_type, size, sha256, received_sha256, created_at) VALUES ($1, 'bien-ban.pdf', 'application/pdf', 1, 'aa', 'aa', $2)`, file, tx.Now)
			for n := 0; n < 2 && err == nil; n++ {
				err = db.Exec(ctx, tx, `INSERT INTO initiative_evidence (id, initiative_id, step, caption, file_id, public, at) VALUES ($1, $2, 'do', 'Biên bản', $3, $4, $5)`,
					uuid.NewString(), first.ID, file, false, tx.Now)
			}
			for n := 0; n < 3 && err == nil; n++ {
				handed := any(tx.Now)
				if n == 2 {
					handed = nil
				}
				err = db.Exec(ctx, tx, `INSERT INTO review_sheet (id, initiative_id, season_id, appraiser_id, appraiser, comment, total, unverified, handed_in_at, version, changed_at)
					VALUES ($1, $2, $3, $4, 'Trần Mẫu', '', 90, 0, $5, 1, $6)`, uuid.NewString(), first.ID, first.SeasonID, uuid.NewString(), handed, tx.Now)
			}
			return err
		})
		for unit, want := range map[string]int64{"": 1, "phuong-mot": 1, "phuong-hai": 0} {
			if s := w.report(t, unit); s.Evidenced != want || s.Appraised != want {
				t.Errorf("%q: evidenced %d, appraised %d, want %d", unit, s.Evidenced, s.Appraised, want)
			}
		}
	})
}

func TestJSON(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w, _ := grown(t, d)
		raw, err := json.Marshal(w.report(t, ""))
		if err != nil {
			t.Fatal(err)
		}
		var top map[string]any
		if err := json.Unmarshal(raw, &top); err != nil {
			t.Fatal(err)
		}
		keys := func(v any) string { return strings.Join(slices.Sorted(maps.Keys(v.(map[string]any))), " ") }
		if got := keys(top); got != "commended on recognised registered season sentence unit year" {
			t.Errorf("keys %s", got)
		}
		for stage, counts := range map[string]string{"registered": "initiatives", "recognised": "initiatives", "commended": "participants"} {
			want := []string{"by_field", "by_unit", "collective", "household", "individual", "on", counts}
			slices.Sort(want)
			if got := keys(top[stage]); got != strings.Join(want, " ") {
				t.Errorf("%s: keys %s", stage, got)
			}
		}
		var out report.SeasonReport // what programs are promised
		if err := json.Unmarshal(raw, &out); err != nil {
			t.Fatal(err)
		}
		if out.Season != seasonCode || out.Unit != "quan-mau" || out.Year != 2026 || out.On != "2026-11-22" || *out.Registered.Initiatives != 5 || out.Registered.Participants != nil ||
			*out.Commended.Participants != 2 || out.Commended.Initiatives != nil || out.Registered.ByField["Kinh tế"] != 3 || out.Registered.ByUnit["Phường Hai"] != 2 ||
			out.Recognised.On != "2026-11-16" || !strings.HasPrefix(out.Sentence, "Năm 2026 có 1 tập thể, 2 cá nhân và 1 hộ gia đình đăng ký") {
			t.Errorf("programs read %+v", out)
		}
	})
}

func TestAwardsOf(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w, first := grown(t, d)
		err := d.View(t.Context(), func(tx *db.Tx) error {
			found, err := w.AwardsOf(t.Context(), tx, []string{first.ID, uuid.NewString()})
			all := found[first.ID]
			if len(found) != 1 || len(all) != 2 || all[0].Kind != "recognition" || all[1].Kind != "commendation" || all[0].Serial != 1 || all[0].RegisterCode == "" ||
				all[1].Award != "giấy khen" || all[0].Number != "412-QĐ/QU" || all[0].DecidedBy != "Quận ủy Mẫu" {
				t.Errorf("awards %+v", found)
			}
			latest, err2 := w.LatestRecognised(t.Context(), tx, 10)
			if len(latest) != 3 {
				t.Errorf("latest %v", latest)
			}
			if err == nil {
				err = err2
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}
