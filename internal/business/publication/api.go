package publication

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"kheo/internal/business/recognition"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/code"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
)

// WhyBody is why an initiative is recognised, as programs read it.
type WhyBody struct {
	Code      string        `json:"code"`
	Criteria  *WhyCriteria  `json:"criteria,omitempty" doc:"By what it was scored; missing where nobody did."`
	Rounds    []WhyRound    `json:"rounds" doc:"Closed rounds of councils."`
	Noted     string        `json:"noted,omitempty" doc:"What minutes say where no ballot was counted here."`
	Visits    []clock.Date  `json:"visits" doc:"Days on which a team saw it on the spot."`
	Handed    []WhyHanded   `json:"handed_down"`
	Decisions []WhyDecision `json:"decisions"`
	Registers []string      `json:"certificates" doc:"Codes to verify at /kiem-tra."`
}

// WhyCriteria is what the sheets came to. Points of single criteria are told from
// three sheets on.
type WhyCriteria struct {
	Set       string         `json:"set" example:"dvk"`
	Edition   int64          `json:"edition"`
	Maximum   int64          `json:"maximum"`
	Threshold int64          `json:"threshold"`
	Sheets    int64          `json:"sheets"`
	Mean      float64        `json:"mean"`
	Corrected float64        `json:"corrected_mean"`
	Criteria  []WhyCriterion `json:"criteria"`
}

// WhyCriterion is how one criterion was scored.
type WhyCriterion struct {
	Name       string `json:"name"`
	Points     int64  `json:"points" doc:"The most that it is worth."`
	Lowest     *int64 `json:"lowest,omitempty"`
	Middle     *int64 `json:"middle,omitempty"`
	Highest    *int64 `json:"highest,omitempty"`
	Sheets     int64  `json:"sheets,omitempty"`
	Unverified bool   `json:"unverified"`
	Vetoed     bool   `json:"vetoed"`
}

// WhyRound is what a round came to. Where its numbers would show how single
// members voted, Hidden says why and the votes are left out.
type WhyRound struct {
	Council string     `json:"council"`
	HeldOn  clock.Date `json:"held_on"`
	Round   int64      `json:"round"`
	Passed  bool       `json:"passed"`
	Verdict string     `json:"verdict"`
	Rule    string     `json:"rule"`
	Source  string     `json:"rule_source"`
	Seats   int64      `json:"seats"`
	Present int64      `json:"present"`
	Written int64      `json:"written"`
	Recused int64      `json:"recused"`
	For     *int64     `json:"for,omitempty"`
	Against *int64     `json:"against,omitempty"`
	Blank   *int64     `json:"blank,omitempty"`
	Invalid *int64     `json:"invalid,omitempty"`
	Hidden  string     `json:"hidden,omitempty"`
}

// WhyHanded is a hand-down to a lower unit.
type WhyHanded struct {
	On    clock.Date `json:"on"`
	From  string     `json:"from"`
	To    string     `json:"to"`
	Basis string     `json:"basis"`
}

// WhyDecision is an issued decision that names the initiative.
type WhyDecision struct {
	Code      string           `json:"code"`
	Kind      recognition.Kind `json:"kind"`
	Number    string           `json:"number"`
	DecidedOn clock.Date       `json:"date"`
}

// MountAPI adds publication's operations for programs. They tell what everybody may see.
func (s *Service) MountAPI(api huma.API) {
	huma.Register(api, huma.Operation{
		OperationID: "why-initiative", Method: http.MethodGet, Path: "/api/v1/initiatives/{code}/why", Tags: []string{"initiatives"},
		Summary: "Why an initiative is recognised", Description: "Criteria, points, ballots and decisions, without persons. For recognised initiatives only.",
	}, s.apiWhy)
}

func (s *Service) apiWhy(ctx context.Context, in *struct {
	Code string `path:"code" example:"MH-7K3F-92QX"`
}) (*struct{ Body WhyBody }, error) {
	canonical, err := code.Parse(in.Code)
	if err != nil {
		return nil, web.Problem(ctx, fault.NotFound)
	}
	w, _, err := s.PublicWhy(ctx, canonical, instead(ctx))
	if err != nil {
		return nil, web.Problem(ctx, err)
	}
	return &struct{ Body WhyBody }{w.body(ctx)}, nil
}

func (w reasons) body(ctx context.Context) WhyBody {
	b := WhyBody{Code: w.Code, Criteria: w.criteria(), Rounds: w.rounds(ctx), Visits: append([]clock.Date{}, w.Seen...), Handed: []WhyHanded{}, Decisions: []WhyDecision{}, Registers: []string{}}
	if count, ok := w.noted(); ok {
		b.Noted = notedText(ctx, w, count)
	}
	for _, h := range w.Hands {
		b.Handed = append(b.Handed, WhyHanded{clock.DayOf(h.HandedAt), h.FromName, h.ToName, h.Basis})
	}
	for _, d := range w.Decided {
		b.Decisions = append(b.Decisions, WhyDecision{d.Code, d.Kind, d.Number, d.DecidedOn})
	}
	for _, a := range w.Awards {
		if a.RegisterCode != "" {
			b.Registers = append(b.Registers, a.RegisterCode)
		}
	}
	return b
}

func (w reasons) criteria() *WhyCriteria {
	s := w.Scoring
	if s.Sheets == 0 {
		return nil
	}
	c := &WhyCriteria{
		Set: s.Set.Code, Edition: s.Set.Edition, Maximum: s.Set.Maximum, Threshold: s.Set.Threshold, Sheets: s.Sheets,
		Mean: float64(s.Mean) / 100, Corrected: float64(s.Corrected) / 100,
	}
	for _, l := range s.Lines {
		x := WhyCriterion{Name: l.Criterion.Name, Points: l.Criterion.Points, Sheets: l.Scored, Unverified: l.Open, Vetoed: l.Vetoed}
		if l.Shown() {
			x.Lowest, x.Middle, x.Highest = &l.Low, &l.Middle, &l.High
		}
		c.Criteria = append(c.Criteria, x)
	}
	return c
}

func (w reasons) rounds(ctx context.Context) []WhyRound {
	all := make([]WhyRound, 0, len(w.Outcomes))
	for _, o := range w.Outcomes {
		n := o.Count
		r := WhyRound{
			Council: o.Council, HeldOn: o.HeldOn, Round: o.Round.Number, Passed: o.Verdict.Passed, Verdict: o.Sentence().In(i18n.From(ctx)), Rule: ruleSentences(ctx, o.Rule),
			Source: o.Rule.Source, Seats: n.Seats, Present: n.Present, Written: n.Written, Recused: o.Recused(),
		}
		if len(o.Hidden) == 0 {
			r.For, r.Against, r.Blank, r.Invalid = &n.For, &n.Against, &n.Blank, &n.Invalid
		} else {
			r.Hidden = hidden(ctx)
		}
		all = append(all, r)
	}
	return all
}
