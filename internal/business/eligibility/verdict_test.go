package eligibility

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"kheo/internal/platform/clock"
)

// everyRule is one rule of each condition.
func everyRule(t interface{ Fatal(...any) }) []judged {
	params := map[Type]string{
		MinScore: `{"min":7000}`, RecognisedBelow: `{"levels":["cấp phường"],"of":"initiative"}`, SeasonsInARow: `{"n":2,"act":"commendation"}`,
		MonthsRunning: `{"months":6}`, Evidence: `{"n":1}`, Kinds: `{"kinds":["individual","collective"]}`, OnceInLife: `{}`, UnitQuota: `{"max":2}`,
	}
	var all []judged
	for n, kind := range Types() {
		p, ok := params[kind]
		if !ok {
			p = `{}`
		}
		c, err := parse(kind, p)
		if err != nil {
			t.Fatal(err)
		}
		severity := []Severity{Bars, Asks}[n%2]
		all = append(all, judged{Rule{ID: fmt.Sprint("r", n), Type: kind, Params: p, Severity: severity, Stage: Registration, Text: "Câu."}, c})
	}
	return all
}

func someHonour(t *rapid.T, people, works []string, n int) Honour {
	year := rapid.Int64Range(2020, 2026).Draw(t, "year")
	return Honour{
		LineID: fmt.Sprint("l", n), ParticipantID: rapid.SampledFrom(people).Draw(t, "person"), InitiativeID: rapid.SampledFrom(works).Draw(t, "work"),
		Act: rapid.SampledFrom(Acts()).Draw(t, "act"), Form: rapid.SampledFrom([]string{"Giấy khen", "Bằng khen"}).Draw(t, "form"), Award: "Giấy khen",
		Line: rapid.SampledFrom([]string{"party", "state"}).Draw(t, "line"), Level: "cấp phường", SeasonID: fmt.Sprint("s", year), Year: year,
		DecidedOn: clock.On(int(year), 10, 12), Revoked: rapid.Bool().Draw(t, "revoked"),
	}
}

var (
	drawnPeople = []string{"p1", "p2", "p3"}
	drawnWorks  = []string{"", "i1", "i2", "i3"}
)

func someWorld(t *rapid.T) (*world, []Honour) {
	w := &world{
		people: map[string]string{"p1": "p1", "p2": "p1", "p3": "p3", "x": "x"}, works: map[string]Work{}, seasons: map[string]Season{"s2026": {ID: "s2026", Year: 2026, RegisterBy: clock.Must("2026-04-30")}},
		scores: map[string]Score{}, evidence: map[string]int64{}, counted: true, holds: map[string][]Held{},
	}
	for _, id := range drawnWorks[1:] {
		w.works[id] = Work{ID: id, SeasonID: "s2026", StartsOn: clock.On(2026, 1, 1).AddDays(rapid.IntRange(0, 300).Draw(t, "start")), SubmittedOn: clock.Must("2026-04-01")}
		w.scores[id] = Score{InitiativeID: id, Known: rapid.Bool().Draw(t, "known"), Mean: rapid.Int64Range(0, 10000).Draw(t, "mean")}
	}
	if rapid.Bool().Draw(t, "held") {
		w.holds["p1"] = []Held{{"h1", rapid.Bool().Draw(t, "bars")}}
	}
	var all []Honour
	for n := range rapid.IntRange(0, 8).Draw(t, "honours") {
		all = append(all, someHonour(t, drawnPeople, drawnWorks, n))
	}
	w.remember(all)
	return w, all
}

func someProposal(t *rapid.T) Proposal {
	p := Proposal{Stage: Signing, Act: Commendation, AwardName: "Giấy khen", Form: "Giấy khen", Line: "party", Level: "cấp phường", SeasonID: "s2026"}
	for n := range rapid.IntRange(1, 6).Draw(t, "candidates") {
		p.Candidates = append(p.Candidates, Candidate{
			InitiativeID: rapid.SampledFrom(drawnWorks).Draw(t, "of"), ParticipantID: rapid.SampledFrom(drawnPeople).Draw(t, "who"), Kind: "individual",
			Name: fmt.Sprint("Người ", n), UnitID: rapid.SampledFrom([]string{"u1", "u2"}).Draw(t, "unit"), LineID: fmt.Sprint("line", n),
		})
	}
	return p
}

func judgeAll(w *world, p Proposal, rules []judged) map[string]Verdict {
	all := map[string]Verdict{}
	l := w.list(p, today)
	for _, c := range p.Candidates {
		all[c.LineID] = w.verdict(l, c, rules)
	}
	return all
}

func TestUnrelatedHonoursChangeNothing(t *testing.T) {
	t.Parallel()
	rules := everyRule(t)
	rapid.Check(t, func(t *rapid.T) {
		w, honours := someWorld(t)
		p := someProposal(t)
		before := judgeAll(w, p, rules)
		for n := range rapid.IntRange(1, 5).Draw(t, "more") {
			honours = append(honours, someHonour(t, []string{"x"}, []string{"", "ix"}, 100+n))
		}
		w.remember(honours)
		if after := judgeAll(w, p, rules); !reflect.DeepEqual(before, after) {
			t.Fatalf("somebody else's honours changed a verdict:\n%+v\n%+v", before, after)
		}
	})
}

func TestOrderDoesNotMatter(t *testing.T) {
	t.Parallel()
	rules := everyRule(t)
	rapid.Check(t, func(t *rapid.T) {
		w, honours := someWorld(t)
		p := someProposal(t)
		before := judgeAll(w, p, rules)
		p.Candidates = rapid.Permutation(p.Candidates).Draw(t, "order")
		w.remember(rapid.Permutation(honours).Draw(t, "record"))
		after := judgeAll(w, p, rules)
		for line, v := range before {
			if !reflect.DeepEqual(v, after[line]) {
				t.Fatalf("%s differs in another order:\n%+v\n%+v", line, v, after[line])
			}
		}
	})
}

// TestKeptVerdictsSayTheSame: stored and read again, a verdict comes to the same from
// its own facts, and its facts to the same key.
func TestKeptVerdictsSayTheSame(t *testing.T) {
	t.Parallel()
	rules := everyRule(t)
	rapid.Check(t, func(t *rapid.T) {
		w, _ := someWorld(t)
		for _, v := range judgeAll(w, someProposal(t), rules) {
			raw, err := json.Marshal(v.Findings)
			if err != nil {
				t.Fatal(err)
			}
			kept := v
			kept.Findings = nil
			if err := json.Unmarshal(raw, &kept.Findings); err != nil {
				t.Fatal(err)
			}
			again, err := kept.again()
			if err != nil || again.Outcome != v.Outcome {
				t.Fatalf("%s became %s, %v", v.Outcome, again.Outcome, err)
			}
			for n, x := range v.Findings {
				if y := again.Findings[n]; y.Outcome != x.Outcome || !reflect.DeepEqual(y.Said, x.Said) || y.key() != x.key() {
					t.Fatalf("%s: %+v became %+v", x.Type, x, y)
				}
			}
		}
	})
}

func TestRulings(t *testing.T) {
	t.Parallel()
	c, err := parse(MinScore, `{"min":7000}`)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		severity Severity
		ruling   *Ruling
		want     Outcome
	}{
		{Asks, nil, Person}, {Asks, &Ruling{Allowed: true}, Pass}, {Asks, &Ruling{}, Fail},
		{Bars, nil, Fail}, {Bars, &Ruling{Allowed: true}, Fail}, // refused is refused
	} {
		x := judged{Rule{Severity: test.severity, Params: "{}"}, c}.find(given(func(f *Facts) { f.Score = Score{Known: true, Mean: 1} }))
		x.Ruling = test.ruling
		x.judge(c)
		if x.Outcome != test.want {
			t.Errorf("%s with %+v is %s, want %s", test.severity, test.ruling, x.Outcome, test.want)
		}
	}
}

func TestApplies(t *testing.T) {
	t.Parallel()
	p := Proposal{Stage: Council, Act: Commendation, AwardID: "a1", AwardName: "Kỷ niệm chương “Vì sự nghiệp dân vận”", Line: "party", Level: "cấp phường"}
	for _, c := range []struct {
		rule Rule
		want bool
	}{
		{Rule{Stage: Registration}, true}, {Rule{Stage: Signing}, false}, {Rule{Stage: Council, Act: Recognition}, false}, {Rule{Stage: Council, Act: Commendation}, true},
		{Rule{Stage: Council, AwardID: "a2"}, false}, {Rule{Stage: Council, Form: "kỷ niệm chương"}, true}, {Rule{Stage: Council, Form: "giấy khen"}, false},
		{Rule{Stage: Council, Line: "state"}, false}, {Rule{Stage: Council, Levels: []string{"Cấp xã", "Cấp Phường"}}, true}, {Rule{Stage: Council, Levels: []string{"cấp quận"}}, false},
	} {
		if got := c.rule.Applies(p); got != c.want {
			t.Errorf("%+v applies: %v", c.rule, got)
		}
	}
	if got := []Outcome{worse(Pass, Person), worse(Fail, Person), worse(Pass, Pass)}; !slices.Equal(got, []Outcome{Person, Fail, Pass}) {
		t.Errorf("worse: %v", got)
	}
}
