package review

import (
	"testing"

	"kheo/internal/platform/clock"
)

func TestResultsKeepToTheirRules(t *testing.T) {
	t.Parallel()
	today := clock.On(2026, 11, 22)
	good := func() ResultsInput {
		return ResultsInput{MetOn: today, Total: "9", Lines: []ResultLine{{}, {InitiativeID: "x", VotesFor: "7", Verdict: For}}}
	}
	for _, c := range []struct {
		name  string
		alter func(*ResultsInput)
		wrong string
	}{
		{"as it should be", func(*ResultsInput) {}, ""},
		{"all agree", func(in *ResultsInput) { in.Lines[1].VotesFor = "9" }, ""},
		{"few agree, yet for", func(in *ResultsInput) { in.Lines[1].VotesFor = "1" }, ""},
		{"one took no part", func(in *ResultsInput) { in.Lines[1].VotesTotal = "8" }, ""},
		{"no day", func(in *ResultsInput) { in.MetOn = clock.Date{} }, "met_on"},
		{"tomorrow", func(in *ResultsInput) { in.MetOn = today.AddDays(1) }, "met_on"},
		{"no members", func(in *ResultsInput) { in.Total = "" }, "total"},
		{"zero members", func(in *ResultsInput) { in.Total = "0" }, "total"},
		{"more votes than members", func(in *ResultsInput) { in.Lines[1].VotesFor = "10" }, "lines[1].votes_for"},
		{"more votes than took part", func(in *ResultsInput) { in.Lines[1].VotesTotal = "6" }, "lines[1].votes_for"},
		{"no votes", func(in *ResultsInput) { in.Lines[1].VotesFor = "" }, "lines[1].votes_for"},
		{"votes in words", func(in *ResultsInput) { in.Lines[1].VotesFor = "bảy" }, "lines[1].votes_for"},
		{"votes below zero", func(in *ResultsInput) { in.Lines[1].VotesFor = "-1" }, "lines[1].votes_for"},
		{"no verdict", func(in *ResultsInput) { in.Lines[1].Verdict = "" }, "lines[1].verdict"},
		{"a verdict that is none", func(in *ResultsInput) { in.Lines[1].Verdict = "maybe" }, "lines[1].verdict"},
		{"nothing filled in", func(in *ResultsInput) { in.Lines = in.Lines[:1] }, "lines"},
		{"a total of its own in words", func(in *ResultsInput) { in.Lines[1].VotesTotal = "tám" }, "lines[1].votes_total"},
	} {
		in := good()
		c.alter(&in)
		results, err := in.read(today, "Thư ký Mẫu")
		if !wrongAt(err, c.wrong) {
			t.Errorf("%s: %v, want something at %q", c.name, err, c.wrong)
		}
		if err == nil && (len(results) != 1 || results[1].Verdict != For || results[1].MetOn != today) {
			t.Errorf("%s: %+v", c.name, results)
		}
	}
}

func TestThinMajorityIsTold(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		r    Result
		thin bool
	}{
		{Result{Verdict: For, VotesFor: 6, VotesTotal: 9}, true},
		{Result{Verdict: For, VotesFor: 7, VotesTotal: 10}, false},
		{Result{Verdict: Against, VotesFor: 1, VotesTotal: 9}, false},
		{Result{}, false},
	} {
		if got := c.r.Thin(70); got != c.thin {
			t.Errorf("%+v thin: %t", c.r, got)
		}
	}
}
