package schema_test

import (
	"context"
	"io/fs"
	"path/filepath"
	"testing"
	"testing/fstest"

	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/schema"
)

// upTo is the history of the database as it was after the file of a number.
func upTo(t *testing.T, number string) fs.FS {
	t.Helper()
	names, err := fs.Glob(schema.FS, "*.sql")
	if err != nil {
		t.Fatal(err)
	}
	part := fstest.MapFS{}
	for _, name := range names {
		if name[:len(number)] > number {
			continue
		}
		raw, err := schema.FS.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		part[name] = &fstest.MapFile{Data: raw}
	}
	return part
}

// eachEmpty runs do on a database without any tables, on every engine.
func eachEmpty(t *testing.T, do func(t *testing.T, d *db.DB)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		d, err := db.Open(filepath.Join(t.TempDir(), "old.db"))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = d.Close() })
		do(t, d)
	})
	if dbtest.HasPostgres() {
		t.Run("postgres", func(t *testing.T) {
			t.Parallel()
			d := dbtest.Postgres(t)
			if _, err := d.Pool().Exec(`DROP SCHEMA public CASCADE; CREATE SCHEMA public`); err != nil {
				t.Fatal(err)
			}
			do(t, d)
		})
	}
}

const (
	sampleSet = "0190a000-0000-7000-8000-000000000041"
	unitID    = "019a0000-0000-7000-8000-000000000001"
	seasonID  = "019a0000-0000-7000-8000-000000000002"
	draftID   = "019a0000-0000-7000-8000-000000000003"
	reviewed  = "019a0000-0000-7000-8000-000000000004"
)

// oldYear is a season with a draft and a case under review, written as programs
// before criteria had editions wrote them.
var oldYear = []string{
	`INSERT INTO org_unit (id, code, name, type, line, path, fold, sort_key, version) VALUES ('` + unitID + `', 'phuong-mau', 'Phường Mẫu', 'ward', 'territory', '/phuong-mau/', 'phuong mau', '', 1)`,
	`INSERT INTO campaign_season (id, code, name, year, movement_id, unit_id, unit_path, criteria_set_id, state, register_by, report_by, score_by, decide_by, version, created_at)
	 VALUES ('` + seasonID + `', 'cu-2025', 'Mùa cũ', 2025, '0190a000-0000-7000-8000-000000000001', '` + unitID + `', '/phuong-mau/', '` + sampleSet + `', 'open',
	 '2025-08-01', '2025-09-01', '2025-10-01', '2025-11-01', 1, '2025-07-02 00:00:00+00:00')`,
	oldInitiative(draftID, "MH-CU-1", "draft"),
	oldInitiative(reviewed, "MH-CU-2", "under_review"),
	`INSERT INTO review_case (initiative_id, season_id, unit_path, under_review, code, title, title_sort, participant, unit_name, unit_sort, sheets, points, mean, result,
	 votes_for, votes_total, note, recorded_by, version)
	 VALUES ('` + reviewed + `', '` + seasonID + `', '/phuong-mau/', TRUE, 'MH-CU-2', 'Mô hình cũ', '', 'Tổ 5', 'Phường Mẫu', '', 1, 82, 8200, '', 0, 0, '', '', 1)`,
}

func oldInitiative(id, code, state string) string {
	return `INSERT INTO initiative_initiative (id, code, season_id, unit_id, unit_path, participant_kind, participant_name, kind, title, title_key, problem, objective,
	 method, area, forces, resources, schedule, outputs, sustainability, contact, note, result, state, return_reason, version, created_at, changed_at)
	 VALUES ('` + id + `', '` + code + `', '` + seasonID + `', '` + unitID + `', '/phuong-mau/', 'collective', 'Tổ 5', 'model', 'Mô hình cũ', '', '', '', '', '', '', '', '',
	 '', '', '', '', '', '` + state + `', '', 1, '2025-07-03 00:00:00+00:00', '2025-07-03 00:00:00+00:00')`
}

func TestCriteriaOfOldYears(t *testing.T) {
	t.Parallel()
	eachEmpty(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		if err := d.Migrate(ctx, upTo(t, "0013")); err != nil {
			t.Fatal(err)
		}
		err := d.Update(ctx, func(tx *db.Tx) error {
			for _, statement := range oldYear {
				if err := db.Exec(ctx, tx, statement); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := d.Migrate(ctx, schema.FS); err != nil {
			t.Fatal(err)
		}
		for query, want := range map[string]string{
			`SELECT state FROM campaign_criteria_set WHERE id = '` + sampleSet + `'`:                                                     "published",
			`SELECT CAST(low AS TEXT) || ' ' || CAST(high AS TEXT) || ' ' || CAST(version AS TEXT) FROM campaign_criteria_set`:           "50 100 1",
			`SELECT CAST(COUNT(*) AS TEXT) FROM campaign_criterion WHERE veto_at IS NULL AND origin_id IS NULL`:                          "9",
			`SELECT CAST(criteria_set_id AS TEXT) FROM initiative_initiative WHERE id = '` + reviewed + `'`:                              sampleSet,
			`SELECT COALESCE(CAST(criteria_set_id AS TEXT), 'not received') FROM initiative_initiative WHERE id = '` + draftID + `'`:     "not received",
			`SELECT CAST(criteria_set_id AS TEXT) || ' ' || CAST(vetoes AS TEXT) || ' ' || CAST(mean AS TEXT) FROM review_case`:          sampleSet + " 0 8200",
			`SELECT CAST(COUNT(*) AS TEXT) FROM campaign_season_set`:                                                                     "0",
			`SELECT CAST(COUNT(*) AS TEXT) FROM campaign_season s JOIN campaign_criteria_set c ON c.id = s.criteria_set_id AND c.low=50`: "1",
		} {
			err := d.View(ctx, func(tx *db.Tx) error {
				got, err := db.One(ctx, tx, db.Value[string], query)
				if got != want {
					t.Errorf("%s\nsays %q, want %q", query, got, want)
				}
				return err
			})
			if err != nil {
				t.Errorf("%s: %v", query, err)
			}
		}
	})
}
