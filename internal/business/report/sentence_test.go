package report_test

import (
	"strconv"
	"strings"
	"testing"

	"kheo/internal/business/campaign"
	"kheo/internal/business/org"
	"kheo/internal/business/report"
	"kheo/internal/platform/clock"
)

// big is a season with numbers that cannot be mistaken for each other.
func big() report.Season {
	fields := []report.Share{
		{ID: "1", Code: "kinh-te", Name: "Kinh tế", Count: 601}, {ID: "2", Code: "van-hoa", Name: "Văn hóa - xã hội", Count: 402}, {ID: "3", Code: "an-ninh", Name: "Quốc phòng, an ninh", Count: 231},
	}
	return report.Season{
		Season: campaign.Season{Code: "dvk-2022", Name: "Mùa 2022", Year: 2022}, Unit: org.Unit{Code: "quan-mau", Name: "Quận Mẫu"}, On: clock.On(2022, 11, 22),
		Registered: report.Stage{Initiatives: 1234, Participants: 359, Collective: 181, Individual: 176, Household: 2, ByField: fields,
			ByUnit: []report.Share{{ID: "4", Code: "phuong-mot", Name: "Phường Mẫu Một", Count: 1234}}, On: clock.On(2022, 11, 22)},
		Recognised: report.Stage{Initiatives: 1119, Participants: 193, Collective: 104, Individual: 89, ByField: fields[:1:1], On: clock.On(2022, 10, 20)},
		Commended:  report.Stage{Initiatives: 31, Participants: 27, Collective: 13, Individual: 14, ByField: fields[1:2], On: clock.On(2022, 10, 26)},
	}
}

func TestParagraph(t *testing.T) {
	t.Parallel()
	full := big()
	undecided := big()
	undecided.Recognised, undecided.Commended = report.Stage{}, report.Stage{}
	oneKind := big()
	oneKind.Registered = report.Stage{Initiatives: 7, Individual: 7, ByField: []report.Share{{Name: "Kinh tế"}}}
	oneKind.Recognised = report.Stage{Initiatives: 5, Individual: 4, On: clock.On(2022, 1, 2)}
	oneKind.Commended = report.Stage{}
	praised := big()
	praised.Recognised, praised.Commended = report.Stage{}, report.Stage{Participants: 1, Household: 1}
	nothing := report.Season{Season: campaign.Season{Year: 2027}}
	for name, c := range map[string]struct {
		season report.Season
		want   string
	}{
		"full": {full, "Năm 2022 có 181 tập thể, 176 cá nhân và 2 hộ gia đình đăng ký thực hiện với tổng số 1.234 mô hình trên 03 lĩnh vực: " +
			"Kinh tế; văn hóa - xã hội; quốc phòng, an ninh. Công nhận 1.119 mô hình của 104 tập thể và 89 cá nhân (ngày 20/10/2022). " +
			"Khen thưởng 13 tập thể và 14 cá nhân (ngày 26/10/2022)."},
		"no decisions": {undecided, "Năm 2022 có 181 tập thể, 176 cá nhân và 2 hộ gia đình đăng ký thực hiện với tổng số 1.234 mô hình trên 03 lĩnh vực: " +
			"Kinh tế; văn hóa - xã hội; quốc phòng, an ninh. Chưa có quyết định công nhận."},
		"one kind": {oneKind, "Năm 2022 có 7 cá nhân đăng ký thực hiện với tổng số 7 mô hình trên 01 lĩnh vực: Kinh tế. " +
			"Công nhận 5 mô hình của 4 cá nhân (ngày 02/01/2022)."},
		"praise alone": {praised, "Năm 2022 có 181 tập thể, 176 cá nhân và 2 hộ gia đình đăng ký thực hiện với tổng số 1.234 mô hình trên 03 lĩnh vực: " +
			"Kinh tế; văn hóa - xã hội; quốc phòng, an ninh. Chưa có quyết định công nhận. Khen thưởng 1 hộ gia đình."},
		"nothing": {nothing, "Năm 2027 có 0 tập thể, cá nhân đăng ký thực hiện với tổng số 0 mô hình trên 00 lĩnh vực. Chưa có quyết định công nhận."},
	} {
		if got := c.season.Text(); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, c.want)
		}
		numbers(t, name, c.season)
	}
}

// numbers checks that every number of the paragraph is the one of its stage.
func numbers(t *testing.T, name string, s report.Season) {
	t.Helper()
	stages := map[string]report.Stage{"registered": s.Registered, "recognised": s.Recognised, "commended": s.Commended}
	for _, part := range s.Paragraph() {
		stage, counted := stages[part.Stage]
		if part.Stage != "" && !counted {
			t.Errorf("%s: no stage %q", name, part.Stage)
		}
		if !counted {
			continue
		}
		want := map[string]int64{"": stage.Initiatives, "collective": stage.Collective, "individual": stage.Individual, "household": stage.Household}[part.Kind]
		if got, err := strconv.ParseInt(strings.ReplaceAll(part.Text, ".", ""), 10, 64); err != nil || got != want {
			t.Errorf("%s: the sentence says %q %s %s, the stage %d", name, part.Text, part.Stage, part.Kind, want)
		}
	}
}

func TestRowsLineUp(t *testing.T) {
	t.Parallel()
	s := big()
	s.Recognised.ByField = append(s.Recognised.ByField, report.Share{ID: "9", Code: "moi", Name: "Mới", Count: 8})
	rows := s.Fields()
	if len(rows) != 4 || rows[0].Count != 601 || rows[0].Recognised != 601 || rows[0].Commended != 0 || rows[1].Commended != 402 || rows[3].Name != "Mới" || rows[3].Count != 0 || rows[3].Recognised != 8 {
		t.Errorf("rows %+v", rows)
	}
	if units := s.Units(); len(units) != 1 || units[0].Code != "phuong-mot" {
		t.Errorf("units %+v", units)
	}
}
