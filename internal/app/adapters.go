package app

import (
	"context"

	"kheo/internal/business/award"
	"kheo/internal/business/council"
	"kheo/internal/business/eligibility"
	"kheo/internal/business/publication"
	"kheo/internal/business/report"
	"kheo/internal/business/review"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/service/auth"
)

// passed tells recognition which initiatives the council voted for.
type passed struct{ *review.Service }

// Passed lists their ids, the best first.
func (p passed) Passed(ctx context.Context, tx *db.Tx, seasonID string) ([]string, error) {
	cases, err := p.Service.Passed(ctx, tx, seasonID)
	ids := make([]string, len(cases))
	for n, c := range cases {
		ids[n] = c.InitiativeID
	}
	return ids, err
}

// awards tells publication what report knows of decisions and the register.
type awards struct{ *report.Service }

// Of lists the standing awards of each initiative.
func (a awards) Of(ctx context.Context, tx *db.Tx, ids []string) (map[string][]publication.Award, error) {
	all, err := a.AwardsOf(ctx, tx, ids)
	out := make(map[string][]publication.Award, len(all))
	for id, list := range all {
		for _, x := range list {
			out[id] = append(out[id], publication.Award{
				Kind: publication.AwardKind(x.Kind), Name: x.Name, Award: x.Award, Decision: x.Decision, Number: x.Number,
				DecidedOn: x.DecidedOn, DecidedBy: x.DecidedBy, RegisterCode: x.RegisterCode, Serial: x.Serial,
			})
		}
	}
	return out, err
}

// Narrow keeps the rows of awarded initiatives.
func (a awards) Narrow(w *db.Where, column string, kind publication.AwardKind, seasonID string) {
	a.NarrowAwarded(w, column, string(kind), seasonID)
}

// Latest lists the latest recognised initiatives.
func (a awards) Latest(ctx context.Context, tx *db.Tx, limit int) ([]string, error) {
	return a.LatestRecognised(ctx, tx, limit)
}

// scores tells eligibility how initiatives were scored and voted on.
type scores struct{ *review.Service }

// Scores of initiatives; those without a review are left out.
func (s scores) Scores(ctx context.Context, tx *db.Tx, ids []string) ([]eligibility.Score, error) {
	cases, err := s.CasesOf(ctx, tx, ids)
	all := make([]eligibility.Score, len(cases))
	for n, c := range cases {
		all[n] = eligibility.Score{
			InitiativeID: c.InitiativeID, Known: c.Sheets > 0, Mean: c.Mean, Unverified: c.Unverified > 0,
			ResultKnown: c.Result.Recorded(), Passed: c.Result.Verdict == review.For,
		}
	}
	return all, err
}

// legal tells eligibility which texts a case was received under.
type legal struct{ *award.Service }

// InForce lists the texts of every line that hold on day.
func (l legal) InForce(ctx context.Context, tx *db.Tx, day clock.Date) ([]eligibility.Basis, error) {
	bases, err := l.Service.InForce(ctx, tx, "", day)
	all := make([]eligibility.Basis, len(bases))
	for n, b := range bases {
		all[n] = eligibility.Basis{ID: b.ID, Text: b.Text}
	}
	return all, err
}

// doubts tells councils what the rules say of their cases.
type doubts struct{ *eligibility.Service }

// Doubts of the cases that do not simply pass, as the reader may know them.
func (d doubts) Doubts(ctx context.Context, tx *db.Tx, actor auth.Actor, ids []string) (map[string]council.Doubt, error) {
	verdicts, err := d.Latest(ctx, tx, eligibility.Council, ids)
	all := map[string]council.Doubt{}
	for id, list := range verdicts {
		v := list[len(list)-1].For(actor)
		if v.Outcome == eligibility.Pass {
			continue
		}
		doubt := council.Doubt{Bars: v.Outcome == eligibility.Fail}
		for _, f := range v.Findings {
			if f.Outcome != eligibility.Pass {
				doubt.Said = append(doubt.Said, f.Said.Message())
			}
		}
		all[id] = doubt
	}
	return all, err
}
