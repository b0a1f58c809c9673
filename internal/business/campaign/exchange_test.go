package campaign_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"kheo/internal/business/campaign"
	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
	"kheo/internal/service/exchange"
	"kheo/internal/service/web"
)

// withSeasons founds a ward with a season in each of two years and shows the pages
// to whoever who is.
func withSeasons(t *testing.T, d *db.DB, who *auth.Actor) (http.Handler, org.Unit) {
	t.Helper()
	units := org.New(d, auth.New(d, false))
	campaigns := campaign.New(d, units)
	var ward org.Unit
	err := d.Update(t.Context(), func(tx *db.Tx) (err error) {
		if ward, err = units.Found(t.Context(), tx, org.Input{Name: "Phường Thử", Type: "ward"}); err != nil {
			return err
		}
		sets, err := campaigns.CriteriaSets(t.Context(), tx)
		if err != nil {
			return err
		}
		for code, year := range map[string]int{"thu-2025": 2025, "thu-2026": 2026} {
			state := campaign.Open
			if year == 2025 {
				state = campaign.Closed
			}
			on := func(day int) clock.Date { return clock.On(year, time.February, day) }
			_, err = campaigns.Found(t.Context(), tx, audit.System, campaign.SeasonInput{
				Code: code, Name: "Mùa " + code, Year: int64(year), UnitID: ward.ID, CriteriaSetID: sets[0].ID, State: state,
				LaunchDocument: "Kế hoạch 01", RegisterBy: on(3), ReportBy: on(4), ScoreBy: on(5), DecideBy: on(6),
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	m := web.New(web.Site{
		Owner: "Phường Thử", BaseURL: "http://127.0.0.1", Now: d.Now,
		WhoIs:   func(*http.Request) (auth.Actor, error) { return *who, nil },
		Waiting: func(context.Context, auth.Actor) (int, error) { return 0, nil },
	})
	campaigns.Mount(m)
	return m, ward
}

func TestExportSeasons(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		var who auth.Actor
		pages, ward := withSeasons(t, d, &who)
		get := func(path string, want int) string {
			t.Helper()
			w := httptest.NewRecorder()
			pages.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
			if w.Code != want {
				t.Fatalf("%s: %d, want %d\n%s", path, w.Code, want, w.Body)
			}
			return w.Body.String()
		}
		get("/viec/mua.xlsx", http.StatusSeeOther)
		who = auth.Actor{
			AccountID: "019a0000-0000-7000-8000-000000000001", SessionID: "019a0000-0000-7000-8000-000000000002", Name: "Phan Thị Ghi",
			Grants: []auth.Grant{{Role: auth.Registrar, UnitID: ward.ID, UnitPath: ward.Path, UnitName: ward.Name}},
		}
		if page := get("/viec/mua", http.StatusOK); !strings.Contains(page, `href="/viec/mua.xlsx"`) || strings.Contains(page, `href="/viec/mua/moi"`) {
			t.Error("the page has no export, or lets a registrar launch a season")
		}
		got := rows(t, get("/viec/mua.xlsx", http.StatusOK), "Mã", "Mùa", "Năm", "Đơn vị", "Tình trạng", "Ngày phát động", "Văn bản phát động", "Hạn đăng ký", "Hạn ký quyết định")
		want := []string{
			"thu-2026|Mùa thu-2026|2026|Phường Thử|Đang diễn ra||Kế hoạch 01|03/02/2026|06/02/2026",
			"thu-2025|Mùa thu-2025|2025|Phường Thử|Đã khép lại||Kế hoạch 01|03/02/2025|06/02/2025",
		}
		if !slices.Equal(got, want) {
			t.Errorf("rows:\n%s", strings.Join(got, "\n"))
		}
	})
}

// rows reads the list in a workbook.
func rows(t *testing.T, file string, titles ...string) (all []string) {
	t.Helper()
	book, err := exchange.Open(strings.NewReader(file), int64(len(file)), exchange.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	var columns []exchange.Column
	for _, title := range titles {
		columns = append(columns, exchange.Column{Key: title, Title: title, Required: true})
	}
	table, err := exchange.FindTable(book, columns)
	if err != nil {
		t.Fatal(err)
	}
	for row, err := range table.Rows() {
		if err != nil {
			t.Fatal(err)
		}
		var cells []string
		for _, title := range titles {
			cells = append(cells, row.Cell(title).Text)
		}
		all = append(all, strings.Join(cells, "|"))
	}
	return all
}
