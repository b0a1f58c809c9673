package campaign_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/uuid"

	"kheo/internal/business/campaign"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
)

func TestAccepts(t *testing.T) {
	t.Parallel()
	for state, want := range map[campaign.SeasonState]string{
		campaign.Planned: "Mùa 2026 chưa phát động", campaign.Open: "", campaign.Closed: "Mùa 2026 đã khép lại",
	} {
		s := campaign.Season{Name: "Mùa 2026", State: state, RegisterBy: clock.On(2000, 1, 1)}
		err := s.Accepts()
		var refused fault.Refused
		if want == "" && err != nil || want != "" && (!errors.As(err, &refused) || !strings.Contains(refused.Error(), want)) {
			t.Errorf("%s: %v, want %q", state, err, want)
		}
	}
	labels := map[string]bool{}
	for _, s := range []campaign.SeasonState{campaign.Planned, campaign.Open, campaign.Closed} {
		labels[s.Label()] = true
	}
	if len(labels) != 3 {
		t.Errorf("labels %v", labels)
	}
}

func TestCalendar(t *testing.T) {
	t.Parallel()
	s := campaign.Season{LaunchedOn: clock.On(2026, 3, 1), RegisterBy: clock.On(2026, 4, 1), ReportBy: clock.On(2026, 5, 1), ScoreBy: clock.On(2026, 6, 1), DecideBy: clock.On(2026, 7, 1)}
	all := s.Calendar()
	for n := 1; n < len(all); n++ {
		if !all[n-1].On.Before(all[n].On) || all[n].What == "" {
			t.Errorf("%d: %+v after %+v", n, all[n], all[n-1])
		}
	}
	if len(all) != 5 {
		t.Errorf("%d days", len(all))
	}
}

func TestGroupsAndSums(t *testing.T) {
	t.Parallel()
	set := campaign.CriteriaSet{Maximum: 30, Criteria: []campaign.Criterion{
		{Group: "Cách làm", Name: "một", Points: 5}, {Group: "Cách làm", Name: "hai", Points: 10}, {Group: "Kết quả", Name: "ba", Points: 15},
	}}
	groups := set.Groups()
	if len(groups) != 2 || groups[0].Points != 15 || len(groups[0].Criteria) != 2 || groups[1].Name != "Kết quả" || groups[1].Criteria[0].Name != "ba" {
		t.Errorf("groups %+v", groups)
	}
	if !set.Sums() {
		t.Error("5 + 10 + 15 is not 30")
	}
	set.Maximum = 31
	if set.Sums() || (campaign.CriteriaSet{Maximum: 1}).Sums() {
		t.Error("sums to anything")
	}
	if got := (campaign.CriteriaSet{}).Groups(); len(got) != 0 {
		t.Errorf("groups of nothing: %+v", got)
	}
}

func TestSeasonInputs(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		y := newYear(t, d)
		for name, c := range map[string]struct {
			change func(*campaign.SeasonInput)
			field  string // empty: accepted
			says   string
		}{
			"as it should be":         {func(*campaign.SeasonInput) {}, "", ""},
			"all on one day":          {func(in *campaign.SeasonInput) { sameDay(in, clock.On(2026, 5, 1)) }, "", ""},
			"launch not known":        {func(in *campaign.SeasonInput) { in.LaunchedOn = clock.Date{} }, "", ""},
			"registered before":       {func(in *campaign.SeasonInput) { in.RegisterBy = clock.On(2026, 2, 28) }, "register_by", "từ 01/03/2026"},
			"reported before":         {func(in *campaign.SeasonInput) { in.ReportBy = clock.On(2026, 4, 29) }, "report_by", "từ 30/04/2026"},
			"scored before":           {func(in *campaign.SeasonInput) { in.ScoreBy = clock.On(2026, 9, 14) }, "score_by", "từ 15/09/2026"},
			"decided before":          {func(in *campaign.SeasonInput) { in.DecideBy = clock.On(2025, 12, 20) }, "decide_by", "từ 01/10/2026"},
			"no day":                  {func(in *campaign.SeasonInput) { in.ReportBy = clock.Date{} }, "report_by", "Chưa chọn ngày."},
			"no name":                 {func(in *campaign.SeasonInput) { in.Name = " \t" }, "name", "Chưa nhập tên"},
			"year before the law":     {func(in *campaign.SeasonInput) { in.Year = 2006 }, "year", "từ 2007"},
			"year too far":            {func(in *campaign.SeasonInput) { in.Year = 2101 }, "year", "đến 2100"},
			"first year":              {func(in *campaign.SeasonInput) { in.Year = 2007 }, "", ""},
			"no state":                {func(in *campaign.SeasonInput) { in.State = "" }, "state", "Chọn tình trạng"},
			"other state":             {func(in *campaign.SeasonInput) { in.State = "paused" }, "state", "Chọn tình trạng"},
			"no criteria":             {func(in *campaign.SeasonInput) { in.CriteriaSetID = "" }, "criteria_set", "Chọn bộ tiêu chí."},
			"criteria from nowhere":   {func(in *campaign.SeasonInput) { in.CriteriaSetID = "mau" }, "criteria_set", "Chọn bộ tiêu chí."},
			"criteria nobody has":     {func(in *campaign.SeasonInput) { in.CriteriaSetID = uuid.NewString() }, "criteria_set", "Chọn bộ tiêu chí."},
			"no code":                 {func(in *campaign.SeasonInput) { in.Code = "" }, "code", "Mã gồm"},
			"code with capitals":      {func(in *campaign.SeasonInput) { in.Code = "DVK-2026" }, "code", "Mã gồm"},
			"code with marks":         {func(in *campaign.SeasonInput) { in.Code = "mùa-2026" }, "code", "Mã gồm"},
			"code that leads away":    {func(in *campaign.SeasonInput) { in.Code = "../2026" }, "code", "Mã gồm"},
			"code of 61 letters":      {func(in *campaign.SeasonInput) { in.Code = strings.Repeat("a", 61) }, "code", "Mã gồm"},
			"code of 60 letters":      {func(in *campaign.SeasonInput) { in.Code = strings.Repeat("a", 60) }, "", ""},
			"code with blanks around": {func(in *campaign.SeasonInput) { in.Code = " quanh-2026 " }, "", ""},
			"code taken":              {func(in *campaign.SeasonInput) { in.Code = y.season.Code }, "code", "đã có mùa thi đua khác"},
			"no unit":                 {func(in *campaign.SeasonInput) { in.UnitID = "" }, "unit", "Chọn đơn vị"},
			"no id":                   {func(in *campaign.SeasonInput) { in.ID = "" }, "", ""},
		} {
			in := y.input("thu-" + strings.ReplaceAll(name, " ", "-"))
			c.change(&in)
			s, err := y.campaigns.Launch(t.Context(), y.actors["bo"], in)
			if c.field == "" {
				if err != nil || s.Code != strings.TrimSpace(in.Code) || s.Version != 1 || s.UnitPath != y.district.Path {
					t.Errorf("%s: %+v, %v", name, s, err)
				}
				continue
			}
			var invalid fault.Invalid
			if !errors.As(err, &invalid) || len(invalid) != 1 || !strings.Contains(invalid[c.field].String(), c.says) {
				t.Errorf("%s: %v, want %s: %s", name, err, c.field, c.says)
			}
		}
	})
}

func sameDay(in *campaign.SeasonInput, on clock.Date) {
	in.LaunchedOn, in.RegisterBy, in.ReportBy, in.ScoreBy, in.DecideBy = on, on, on, on, on
}
