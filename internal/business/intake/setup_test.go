package intake

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"github.com/google/uuid"
	"github.com/xuri/excelize/v2"

	"kheo/internal/business/campaign"
	"kheo/internal/business/initiative"
	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/jobs"
	"kheo/internal/platform/text"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
	"kheo/internal/service/files"
)

// district is a Đống Đa of 2022 with an open, a planned and a closed season.
type district struct {
	*Service
	initiatives *initiative.Service

	d     *db.DB
	queue *jobs.Queue
	ended chan struct{}       // a job came to its end
	units map[string]org.Unit // by code
	chief auth.Actor          // registers for the whole district
	clerk auth.Actor          // registers for Cát Linh only
}

// expected is what a right import of the lists in testdata finds.
type expected struct {
	Initiatives int            `json:"initiatives"`
	Registrants map[string]int `json:"registrants"`
	ByField     map[string]int `json:"by_field"`
	ByUnit      map[string]int `json:"by_unit"`
	Titles      []string       `json:"titles"`
}

func wanted(t testing.TB) (want expected) {
	t.Helper()
	raw, err := os.ReadFile("testdata/dong-da-2022-expected.json")
	if err == nil {
		err = json.Unmarshal(raw, &want)
	}
	if err != nil {
		t.Fatal(err)
	}
	return want
}

func newDistrict(t testing.TB, d *db.DB) *district {
	t.Helper()
	store, err := files.New(filepath.Join(t.TempDir(), "files"), d)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	queue := jobs.New(d)
	units := org.New(d)
	campaigns := campaign.New(d, units)
	h := &district{d: d, queue: queue, units: map[string]org.Unit{}, ended: make(chan struct{}, 10)}
	people := participant.New(d)
	people.Units = units
	h.initiatives = initiative.New(d, units, campaigns, people, store)
	h.Service = New(d, units, campaigns, people, h.initiatives, store, queue)
	jobs.Handle(queue, func(ctx context.Context, run *jobs.Run, job importJob) error {
		defer func() { h.ended <- struct{}{} }()
		return h.importList(ctx, run, job)
	})
	if err := queue.Open(); err != nil {
		t.Fatal(err)
	}
	want := wanted(t)
	err = d.Update(t.Context(), func(tx *db.Tx) error {
		ctx := t.Context()
		if err := h.found(ctx, tx, units, want); err != nil {
			return err
		}
		for code, state := range map[string]campaign.SeasonState{"dvk-2022": campaign.Open, "dvk-2023": campaign.Planned, "dvk-2021": campaign.Closed} {
			if _, err := campaigns.Found(ctx, tx, audit.System, season2022(code, state, h.units["quan-dong-da"].ID)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	h.chief = h.account(t, "Trần Thị Chủ Trì", h.units["quan-dong-da"])
	h.clerk = h.account(t, "Lê Văn Ghi", h.units["phuong-cat-linh"])
	return h
}

func (h *district) found(ctx context.Context, tx *db.Tx, units *org.Service, want expected) error {
	add := func(name string, kind org.Type, parent string) error {
		u, err := units.Found(ctx, tx, org.Input{Name: name, Code: text.Slug(name), Type: kind, ParentID: h.units[parent].ID})
		h.units[u.Code] = u
		return err
	}
	if err := add("Hà Nội", "province", ""); err != nil {
		return err
	}
	if err := add("Quận Đống Đa", "district", "ha-noi"); err != nil {
		return err
	}
	for name := range want.ByUnit {
		if err := add(name, "ward", "quan-dong-da"); err != nil {
			return err
		}
	}
	return add("Quận Ba Đình", "district", "ha-noi")
}

func season2022(code string, state campaign.SeasonState, unitID string) campaign.SeasonInput {
	return campaign.SeasonInput{
		Code: code, Name: "Mùa 2022, quận Đống Đa", Year: 2022, UnitID: unitID, State: state,
		CriteriaSetID: "0190a000-0000-7000-8000-000000000041", LaunchedOn: clock.Must("2022-01-10"),
		RegisterBy: clock.Must("2022-04-30"), ReportBy: clock.Must("2022-09-30"), ScoreBy: clock.Must("2022-10-10"), DecideBy: clock.Must("2022-10-20"),
	}
}

// account is somebody who registers for unit.
func (h *district) account(t testing.TB, name string, unit org.Unit) (a auth.Actor) {
	t.Helper()
	err := h.d.Update(t.Context(), func(tx *db.Tx) error {
		account, err := auth.Create(t.Context(), tx, auth.NewAccount{Login: text.Slug(name), Name: name}, "-")
		if err != nil {
			return err
		}
		if err := auth.Give(t.Context(), tx, account.ID, auth.Grant{Role: auth.Registrar, UnitID: unit.ID, UnitPath: unit.Path, UnitName: unit.Name}); err != nil {
			return err
		}
		account, err = auth.Find(t.Context(), tx, account.ID)
		a = auth.Actor{AccountID: account.ID, SessionID: uuid.NewString(), Name: account.Name, Grants: account.Grants}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

var districtList = Import{Season: "dvk-2022", Unit: "quan-dong-da"}

func (h *district) send(t testing.TB, actor auth.Actor, in Import, list []byte) (Imported, error) {
	t.Helper()
	return h.Import(t.Context(), actor, in, bytes.NewReader(list), int64(len(list)))
}

// stored reads everything that is registered.
func (h *district) stored(t testing.TB) (all []initiative.Initiative) {
	t.Helper()
	err := h.d.View(t.Context(), func(tx *db.Tx) error {
		all = nil
		return h.initiatives.Each(t.Context(), tx, initiative.Filter{}, func(i initiative.Initiative) error {
			all = append(all, i)
			return nil
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func listFile(t testing.TB, style string) []byte {
	t.Helper()
	raw, err := os.ReadFile("testdata/dong-da-2022-" + style + ".xlsx")
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

var listHead = []any{"STT", "Tên mô hình", "Tập thể/cá nhân đăng ký", "Đối tượng", "Đơn vị", "Lĩnh vực", "Thời gian bắt đầu", "Ghi chú"}

// workbook makes a list with listHead in row 1 and rows below.
func workbook(t testing.TB, rows ...[]any) []byte {
	t.Helper()
	return workbookOf(t, append([][]any{listHead}, rows...)...)
}

func workbookOf(t testing.TB, rows ...[]any) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer func() { _ = f.Close() }()
	if err := f.SetSheetName("Sheet1", "Đăng ký"); err != nil {
		t.Fatal(err)
	}
	for n, row := range rows {
		if err := f.SetSheetRow("Đăng ký", "A"+strconv.Itoa(n+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	return bytesOf(t, f)
}

func bytesOf(t testing.TB, f *excelize.File) []byte {
	t.Helper()
	out, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// addRow fills in a template from its second column on, below what is there.
func addRow(t testing.TB, template []byte, values ...any) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(template))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	rows, err := f.GetRows(f.GetSheetName(0))
	if err == nil {
		err = f.SetSheetRow(f.GetSheetName(0), "B"+strconv.Itoa(len(rows)+1), &values)
	}
	if err != nil {
		t.Fatal(err)
	}
	return bytesOf(t, f)
}

// readColumn reads what stands below a heading.
func readColumn(t testing.TB, book []byte, heading string) (values []string) {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(book))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	rows, err := f.GetRows(f.GetSheetName(0))
	if err != nil {
		t.Fatal(err)
	}
	at := -1
	for _, row := range rows {
		if at < 0 {
			at = slices.Index(row, heading)
		} else if at < len(row) {
			values = append(values, row[at])
		}
	}
	if at < 0 {
		t.Fatalf("no heading %q", heading)
	}
	return values
}
