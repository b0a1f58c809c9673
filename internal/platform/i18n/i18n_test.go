package i18n_test

import (
	"context"
	"testing"
	"time"

	"kheo/internal/platform/i18n"
)

func TestFigures(t *testing.T) {
	t.Parallel()
	vi, en := i18n.With(context.Background(), i18n.VI), i18n.With(context.Background(), i18n.EN)
	for _, c := range []struct {
		n        int64
		vi, en   string
		vnd, usd string
	}{
		{0, "0", "0", "0 đ", "0 đ"}, {999, "999", "999", "999 đ", "999 đ"}, {1448, "1.448", "1,448", "1.448 đ", "1,448 đ"},
		{1_400_000, "1.400.000", "1,400,000", "1.400.000 đ", "1,400,000 đ"}, {-12345, "-12.345", "-12,345", "-12.345 đ", "-12,345 đ"},
	} {
		if got := i18n.Number(vi, c.n); got != c.vi {
			t.Errorf("%d is %q, want %q", c.n, got, c.vi)
		}
		if got := i18n.Number(en, c.n); got != c.en {
			t.Errorf("%d is %q in English, want %q", c.n, got, c.en)
		}
		if got := i18n.Money(vi, c.n); got != c.vnd {
			t.Errorf("%d đồng is %q, want %q", c.n, got, c.vnd)
		}
		if got := i18n.Money(en, c.n); got != c.usd {
			t.Errorf("%d đồng is %q in English, want %q", c.n, got, c.usd)
		}
	}
}

func TestDaysAreThoseOfVietNam(t *testing.T) {
	t.Parallel()
	late := time.Date(2026, 11, 22, 17, 30, 0, 0, time.UTC) // half past midnight of the 23rd there
	if got := i18n.Date(late); got != "23/11/2026" {
		t.Errorf("the day is %s", got)
	}
	if got := i18n.Moment(late); got != "23/11/2026, 00:30" {
		t.Errorf("the moment is %s", got)
	}
	if got := i18n.Date(time.Time{}) + i18n.Moment(time.Time{}); got != "" {
		t.Errorf("no time is shown as %q", got)
	}
}

func TestSentences(t *testing.T) {
	t.Parallel()
	en := i18n.With(context.Background(), i18n.EN)
	const known, step = "Hồ sơ đang ở bước “%s” nên chưa chuyển sang “%s” được.", "Bản nháp"
	if i18n.English()[known] == "" || i18n.English()[step] == "" {
		t.Fatal("the sentences of this test have no English any more")
	}
	said := i18n.T(en, known, step, "Phường Cát Linh")
	if want := i18n.Say(i18n.EN, known, i18n.English()[step], "Phường Cát Linh"); said != want {
		t.Errorf("said %q, want %q: a quoted word of ours is translated, a name is not", said, want)
	}
	if got := i18n.T(context.Background(), known, step, "x"); got != "Hồ sơ đang ở bước “Bản nháp” nên chưa chuyển sang “x” được." {
		t.Errorf("in Vietnamese: %q", got)
	}
	if got := i18n.T(en, "câu chưa ai dịch"); got != "câu chưa ai dịch" {
		t.Errorf("an unknown sentence became %q", got)
	}
}
