package review_test

import (
	"context"
	"errors"
	"testing"

	"kheo/internal/business/review"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
)

func TestOnlyABallotChangesWhatABallotGave(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newCouncil(t, d)
		typed, counted := k.reviewed(t, "Ghi tay", "cat"), k.reviewed(t, "Bỏ phiếu", "cat")
		count := func(id string, votes int64) {
			k.update(t, func(ctx context.Context, tx *db.Tx) error {
				return k.EnterCounts(ctx, tx, k.actors["ky"], []review.Counted{{InitiativeID: id, Passed: votes > 4, VotesFor: votes, VotesTotal: 9, MetOn: clock.On(2026, 11, 20)}})
			})
		}
		record := func(id, votes string) error {
			_, err := k.Record(t.Context(), k.actors["ky"], seasonCode, results(review.ResultLine{InitiativeID: id, Version: k.find(t, id).Version, VotesFor: votes, Verdict: review.For}))
			return err
		}
		var wrong fault.Invalid
		count(counted, 3)
		if err := record(counted, "9"); !errors.As(err, &wrong) || wrong["lines[0].verdict"].Sentence == "" || k.find(t, counted).Result.VotesFor != 3 {
			t.Errorf("typing over a ballot: %v, %+v", err, k.find(t, counted).Result)
		}
		if count(counted, 8); k.find(t, counted).Result.VotesFor != 8 {
			t.Error("a second ballot did not take the place of the first")
		}
		for _, votes := range []string{"6", "7"} {
			if err := record(typed, votes); err != nil {
				t.Errorf("correcting what was typed: %v", err)
			}
		}
		if count(typed, 2); record(typed, "9") == nil {
			t.Error("typing over a ballot that followed a typed result")
		}
	})
}
