package app

import (
	"context"
	"io/fs"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"

	"kheo/internal/business/initiative"
	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/schema"
)

// before is a district with two wards, a season, an initiative and its tally, as
// programs before units had a history wrote them.
var before = []string{
	`INSERT INTO org_unit (id, code, name, type, line, path, valid_to, fold, sort_key, version) VALUES
		('019a0000-0000-7000-8000-000000000001', 'quan-cu', 'Quận Cũ', 'district', 'territory', '/quan-cu/', '2025-06-30', 'quan cu', '', 3)`,
	`INSERT INTO org_unit (id, code, name, type, line, parent_id, path, fold, sort_key, version) VALUES
		('019a0000-0000-7000-8000-000000000002', 'hoa', 'Phường Hoà', 'ward', 'territory', '019a0000-0000-7000-8000-000000000001', '/quan-cu/hoa/', 'phuong hoa', '', 1)`,
	`INSERT INTO participant_participant (id, kind, name, name_key, sort_key, unit_id, unit_path, version, created_at) VALUES
		('019a0000-0000-7000-8000-000000000003', 'individual', 'Trần Thị Hoà', 'trần thị hòa', '', '019a0000-0000-7000-8000-000000000002', '/quan-cu/hoa/', 1, '2022-01-01 00:00:00+00:00')`,
	`INSERT INTO campaign_season (id, code, name, year, movement_id, unit_id, unit_path, criteria_set_id, state, register_by, report_by, score_by, decide_by, version, created_at)
		VALUES ('019a0000-0000-7000-8000-000000000004', 'cu-2022', 'Mùa cũ', 2022, '0190a000-0000-7000-8000-000000000001', '019a0000-0000-7000-8000-000000000001', '/quan-cu/',
		'0190a000-0000-7000-8000-000000000041', 'closed', '2022-08-01', '2022-09-01', '2022-10-01', '2022-11-01', 1, '2022-07-02 00:00:00+00:00')`,
	`INSERT INTO initiative_initiative (id, code, season_id, unit_id, unit_path, participant_id, participant_kind, participant_name, kind, field_id, title, title_key, problem, objective,
		method, area, forces, resources, schedule, outputs, sustainability, contact, note, result, state, return_reason, version, created_at, changed_at)
		VALUES ('019a0000-0000-7000-8000-000000000005', 'MH-CU-1', '019a0000-0000-7000-8000-000000000004', '019a0000-0000-7000-8000-000000000002', '/quan-cu/hoa/',
		'019a0000-0000-7000-8000-000000000003', 'individual', 'Trần Thị Hoà', 'model', '0190a000-0000-7000-8000-000000000011', 'Mô hình cũ', 'cũ', '', '', '', '', '', '', '',
		'', '', '', '', '', 'not_recognised', '', 1, '2022-07-03 00:00:00+00:00', '2022-07-03 00:00:00+00:00')`,
	`INSERT INTO initiative_tally (season_id, unit_id, unit_path, field_id, participant_kind, state, count) VALUES ('019a0000-0000-7000-8000-000000000004',
		'019a0000-0000-7000-8000-000000000002', '/quan-cu/hoa/', '0190a000-0000-7000-8000-000000000011', 'individual', 'not_recognised', 1)`,
}

// TestOldDataGetsAHistory: what was written before units and participants had a
// history is migrated, settled and found on both maps.
func TestOldDataGetsAHistory(t *testing.T) {
	t.Parallel()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		data := t.TempDir()
		d, err := db.Open(filepath.Join(data, "kheo.db"))
		if err != nil {
			t.Fatal(err)
		}
		grow(t, d, "0011", before)
		settled(t, Config{Data: data, BaseURL: "http://127.0.0.1"})
	})
	if dbtest.HasPostgres() {
		t.Run("postgres", func(t *testing.T) {
			t.Parallel()
			url := dbtest.EmptyPostgresURL(t)
			d, err := db.Open(url)
			if err != nil {
				t.Fatal(err)
			}
			grow(t, d, "0011", before)
			settled(t, Config{Data: t.TempDir(), Database: url, BaseURL: "http://127.0.0.1"})
		})
	}
}

// grow migrates d with the files whose names come before below, fills it and closes it.
func grow(t *testing.T, d *db.DB, below string, rows []string) {
	t.Helper()
	part := fstest.MapFS{}
	names, err := fs.Glob(schema.FS, "*.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if name < below {
			raw, err := schema.FS.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			part[name] = &fstest.MapFile{Data: raw}
		}
	}
	if err := d.Migrate(t.Context(), part); err != nil {
		t.Fatal(err)
	}
	err = d.Update(t.Context(), func(tx *db.Tx) error {
		for _, statement := range rows {
			if err := db.Exec(t.Context(), tx, statement); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
}

func settled(t *testing.T, c Config) {
	t.Helper()
	a, err := Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	}()
	err = a.DB.View(t.Context(), func(tx *db.Tx) error {
		ctx := context.Background()
		quan, err := a.Org.ByCode(ctx, tx, "unit", "quan-cu")
		if err != nil {
			return err
		}
		for day, want := range map[string]org.Reach{"2022-10-01": {Wholly: []string{"/quan-cu/"}}, "2026-01-01": {}} {
			got, err := a.Org.Reach(ctx, tx, quan.ID, clock.Must(day))
			if err != nil {
				return err
			}
			if !slices.Equal(got.Wholly, want.Wholly) || len(got.Partly) > 0 {
				t.Errorf("on %s: %v", day, got)
			}
		}
		hits, err := a.Org.Search(ctx, tx, "phường hòa", clock.Must("2026-01-01"), 3)
		if err != nil || len(hits) != 1 || hits[0].Unit.Code != "hoa" {
			t.Errorf("units: %v %v", hits, err)
		}
		people, err := a.Participants.Search(ctx, tx, participant.Query{Words: "hòa", Paths: []string{"/quan-cu/"}, Limit: 3})
		if err != nil || len(people) != 1 {
			t.Errorf("participants: %v %v", people, err)
		}
		wrong, err := a.Initiatives.CheckTally(ctx, tx)
		if err != nil || wrong != 0 {
			t.Errorf("%d wrong numbers in the tally, %v", wrong, err)
		}
		all, err := a.Initiatives.List(ctx, tx, initiative.Filter{Under: []string{"/quan-cu/"}, Limit: 3})
		if err != nil || len(all) != 1 || all[0].Code != "MH-CU-1" {
			t.Errorf("initiatives: %v %v", all, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
