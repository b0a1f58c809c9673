package app

import (
	"context"

	"kheo/internal/business/publication"
	"kheo/internal/business/report"
	"kheo/internal/business/review"
	"kheo/internal/platform/db"
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
