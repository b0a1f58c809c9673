package campaign_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"kheo/internal/business/campaign"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/exchange"
)

func TestExportSeasons(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		y := newYear(t, d)
		last := y.input("dvk-2025")
		last.Year, last.State, last.LaunchedOn, last.LaunchDocument = 2025, campaign.Closed, clock.Date{}, ""
		if _, err := y.campaigns.Launch(t.Context(), y.actors["bo"], last); err != nil {
			t.Fatal(err)
		}
		shows(t, y.get("", "/viec/mua.xlsx"), http.StatusSeeOther)
		if page := y.get("lan", "/viec/mua").Body.String(); !strings.Contains(page, `href="/viec/mua.xlsx"`) || strings.Contains(page, `href="/viec/mua/moi"`) {
			t.Error("the page has no export, or lets a registrar launch a season")
		}
		got := rows(t, y.get("lan", "/viec/mua.xlsx").Body.String(), "Mã", "Năm", "Đơn vị", "Tình trạng", "Ngày phát động", "Văn bản phát động", "Hạn đăng ký", "Hạn ký quyết định")
		want := []string{
			"dvk-2026|2026|Quận Mẫu|Đang diễn ra|01/03/2026|Kế hoạch 12-KH/QU|30/04/2026|20/12/2026",
			"dvk-2025|2025|Quận Mẫu|Đã khép lại|||30/04/2026|20/12/2026",
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
