package ui

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"

	"kheo/internal/platform/i18n"
)

func render(ctx context.Context, t *testing.T, c templ.Component) string {
	t.Helper()
	var b strings.Builder
	if err := c.Render(ctx, &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestDueTextCountsCivilDaysInVietnam(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 22, 23, 30, 0, 0, i18n.Zone())
	for want, day := range map[string]time.Time{
		"còn 3 ngày":     time.Date(2026, 11, 25, 0, 0, 0, 0, i18n.Zone()),
		"ngày mai":       time.Date(2026, 11, 23, 0, 0, 0, 0, i18n.Zone()),
		"hôm nay":        time.Date(2026, 11, 22, 0, 0, 0, 0, i18n.Zone()),
		"quá hạn 2 ngày": time.Date(2026, 11, 19, 17, 0, 0, 0, time.UTC), // the 20th in Vietnam
	} {
		if got := DueText(t.Context(), day, now); got != want {
			t.Errorf("DueText(%v) = %q, want %q", day, got, want)
		}
	}
}

func TestBarsAreAsLongAsTheirNumbers(t *testing.T) {
	t.Parallel()
	c := Chart{Unit: "mô hình", SecondName: "được công nhận", Bars: []Bar{{Value: 200, Second: 50}, {Value: 100}, {Value: 0}}}
	if c.share(200) != "80.00%" || c.share(100) != "40.00%" || c.share(0) != "0.00%" || c.share(-1) != "0.00%" {
		t.Errorf("shares %s %s %s", c.share(200), c.share(100), c.share(0))
	}
	if got := (Chart{}).share(0); got != "0.00%" {
		t.Errorf("empty chart: %s", got)
	}
	text := render(t.Context(), t, BarChart(c))
	if !strings.Contains(text, `aria-label="200 mô hình, 50 được công nhận"`) {
		t.Error("a bar does not say its numbers")
	}
}

func TestStageNamesAreKnownInBothLanguages(t *testing.T) {
	t.Parallel()
	en := i18n.With(t.Context(), i18n.EN)
	for _, stage := range []string{
		"draft", "submitted", "returned", "accepted", "in_progress", "reported",
		"under_review", "recognised", "not_recognised", "kept_alive", "ended", "commended",
	} {
		vi, english := StageName(t.Context(), stage), StageName(en, stage)
		if vi == stage || english == vi {
			t.Errorf("%s: %q, %q", stage, vi, english)
		}
	}
}

func TestNavigationMarksWhereTheReaderIs(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]string{
		"/": "Trang đầu page", "/mo-hinh?trang=2": "Mô hình page", "/mo-hinh/7": "Mô hình true", "/mo-hinh-cu": "",
	} {
		got := ""
		for _, item := range (PublicPage{Path: path}).nav(t.Context()) {
			if item.Current != "" {
				got += item.Text + " " + item.Current
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
	for _, item := range (StaffPage{Path: "/viec/mua/2022", Section: SectionSeasons}).nav(t.Context()) {
		if (item.Current == "true") != (item.Href == "/viec/mua") {
			t.Errorf("%s is marked %q", item.Href, item.Current)
		}
	}
}

func TestLanguageSwitchOffersTheOtherLanguage(t *testing.T) {
	t.Parallel()
	vi := render(t.Context(), t, languageSwitch("/mo-hinh?a=1&b=2"))
	if !strings.Contains(vi, `value="en" lang="en">English`) || !strings.Contains(vi, `value="/mo-hinh?a=1&amp;b=2"`) {
		t.Error(vi)
	}
	en := render(i18n.With(t.Context(), i18n.EN), t, languageSwitch("/"))
	if !strings.Contains(en, `lang="vi">Tiếng Việt`) {
		t.Error(en)
	}
}

func TestAdministrationIsForAdministrators(t *testing.T) {
	t.Parallel()
	for _, administrator := range []bool{true, false} {
		text := render(t.Context(), t, Staff(StaffPage{Administrator: administrator}))
		if strings.Contains(text, `href="/quan-tri"`) != administrator {
			t.Errorf("administrator %v", administrator)
		}
	}
}

func TestLinksCannotCarryScripts(t *testing.T) {
	t.Parallel()
	for _, c := range []templ.Component{
		Press(Button{Text: "x", Href: "javascript:alert(1)"}),
		Facts([]Fact{{Label: "x", Value: "x", Href: "javascript:alert(1)"}}),
		Ledger([]Step{{Proofs: []Link{{Text: "x", Href: "javascript:alert(1)"}}}}),
		Confirm(Confirmation{Action: "javascript:alert(1)"}),
	} {
		if text := render(t.Context(), t, c); strings.Contains(text, "javascript:") {
			t.Error(text)
		}
	}
}

func TestErrorSummaryShowsOnlyWhatIsWrong(t *testing.T) {
	t.Parallel()
	if text := render(t.Context(), t, ErrorSummary(Field{Name: "a", Label: "A"})); text != "" {
		t.Errorf("nothing is wrong, yet %q", text)
	}
	text := render(t.Context(), t, ErrorSummary(Field{Name: "a", Label: "A"}, Field{Name: "b", Label: "B", Error: "thiếu"}))
	if !strings.Contains(text, `href="#f-b"`) || strings.Contains(text, `href="#f-a"`) {
		t.Error(text)
	}
}
