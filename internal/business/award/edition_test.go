package award

import (
	"slices"
	"testing"

	"kheo/internal/business/participant"
	"kheo/internal/platform/clock"
)

func TestFit(t *testing.T) {
	t.Parallel()
	span := func(from, to string) clock.Span { return clock.Span{From: clock.Must(from), To: clock.Must(to)} }
	open := []edition{{span("2017-10-01", "2023-12-31"), "old"}, {span("2024-01-01", ""), "now"}}
	for name, c := range map[string]struct {
		live          []edition
		base          string
		span          clock.Span
		cut, replaced []string
		refused       bool
	}{
		"first":               {nil, "", span("2024-01-01", ""), nil, nil, false},
		"next":                {open, "now", span("2026-07-01", ""), []string{"now"}, nil, false},
		"same day":            {open, "now", span("2024-01-01", ""), nil, []string{"now"}, false},
		"began earlier":       {open[1:], "now", span("2023-06-01", ""), nil, []string{"now"}, false},
		"into the one before": {open, "now", span("2023-06-01", ""), []string{"old"}, []string{"now"}, false},
		"before all":          {open[1:], "now", span("2020-01-01", "2021-12-31"), nil, nil, false},
		"an old one again":    {open, "old", span("2017-10-01", "2023-12-31"), nil, []string{"old"}, false},
		"over the next one":   {open, "old", span("2017-10-01", ""), nil, nil, true},
		"part of an old one":  {open, "old", span("2020-01-01", "2023-12-31"), []string{"old"}, nil, false},
		"ends before":         {open, "now", span("2024-01-02", "2024-01-01"), nil, nil, true},
		"in a gap":            {[]edition{{span("", "2019-12-31"), "a"}, {span("2022-01-01", ""), "b"}}, "a", span("2020-01-01", "2021-12-31"), nil, nil, false},
		"since ever":          {[]edition{{span("", ""), "a"}}, "a", span("", "2025-01-31"), nil, []string{"a"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cut, replaced, err := fit(c.live, c.base, c.span)
			if (err != nil) != c.refused || !slices.Equal(cut, c.cut) || !slices.Equal(replaced, c.replaced) {
				t.Errorf("cut %v, replaced %v, %v", cut, replaced, err)
			}
		})
	}
}

// TestFitLeavesNoDayTwice: whatever is made, no day has two editions.
func TestFitLeavesNoDayTwice(t *testing.T) {
	t.Parallel()
	var live []edition
	first := clock.On(2020, 1, 1)
	for n := range 60 {
		from := first.AddDays((n * 37) % 200)
		span := clock.Span{From: from}
		if n%3 > 0 {
			span.To = from.AddDays(n % 50)
		}
		base := ""
		if len(live) > 0 {
			base = live[n%len(live)].ID
		}
		cut, replaced, err := fit(live, base, span)
		if err != nil {
			continue
		}
		id := string(rune('A' + n))
		live = slices.DeleteFunc(live, func(e edition) bool { return slices.Contains(replaced, e.ID) })
		for i := range live {
			if slices.Contains(cut, live[i].ID) {
				live[i].To = from.AddDays(-1)
			}
		}
		live = append(live, edition{span, id})
		for i, a := range live {
			for _, b := range live[i+1:] {
				if a.Meets(b.Span) {
					t.Fatalf("step %d: %+v and %+v share a day", n, a, b)
				}
			}
		}
	}
	if len(live) < 3 {
		t.Fatalf("only %d editions were made: the test proves little", len(live))
	}
}

func TestIn(t *testing.T) {
	t.Parallel()
	a := Award{Span: clock.Span{From: clock.On(2024, 1, 1), To: clock.On(2025, 6, 30)}, Kinds: []participant.Kind{participant.Individual}}
	for day, want := range map[string]bool{"2023-12-31": false, "2024-01-01": true, "2025-06-30": true, "2025-07-01": false} {
		if got := a.In(clock.Must(day)); got != want {
			t.Errorf("in force on %s: %v", day, got)
		}
	}
	a.SupersededBy = "b"
	if a.In(clock.On(2024, 1, 1)) || a.Live() {
		t.Error("a replaced edition is given")
	}
	if !a.For(participant.Individual) || a.For(participant.Household) {
		t.Error("who may get it")
	}
}

func TestBasisMarks(t *testing.T) {
	t.Parallel()
	b := Basis{From: clock.On(2025, 7, 1), To: clock.On(2027, 2, 28)}
	for day, want := range map[string][3]bool{ // in force, ends soon, ended
		"2025-06-30": {}, "2025-07-01": {true}, "2026-10-30": {true}, "2026-11-01": {true, true}, "2027-02-28": {true, true}, "2027-03-01": {false, false, true},
	} {
		d := clock.Must(day)
		if got := [3]bool{b.InForceOn(d), b.EndsSoon(d), b.Ended(d)}; got != want {
			t.Errorf("%s: %v, want %v", day, got, want)
		}
	}
	if !(Basis{}).InForceOn(clock.On(1930, 10, 15)) || (Basis{}).EndsSoon(clock.On(1930, 10, 15)) {
		t.Error("a text without days")
	}
}
