package review

import (
	"context"
	"errors"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// WaitingCases lists the cases of a season under review at or below a path, the
// highest mean first, ranked.
func (s *Service) WaitingCases(ctx context.Context, tx *db.Tx, seasonID, unitPath string) ([]Case, error) {
	low, high := db.Under(unitPath)
	all, err := db.All(ctx, tx, scanCase, `SELECT `+caseColumns+` FROM review_case c
		WHERE c.season_id = $1 AND c.under_review AND c.unit_path >= $2 AND c.unit_path < $3 ORDER BY c.mean DESC, c.initiative_id`, seasonID, low, high)
	rank(all)
	return all, err
}

// Counted is what the ballots of a council came to for one initiative.
type Counted struct {
	InitiativeID string
	Passed       bool
	VotesFor     int64
	VotesTotal   int64 // what the share was taken of
	MetOn        clock.Date
	Note         string // which meeting and round
}

// EnterCounts keeps what a council's ballots came to, without asking for permission:
// whoever closed the round was asked. A later round takes the place of an earlier one.
// What is no longer under review is refused.
func (s *Service) EnterCounts(ctx context.Context, tx *db.Tx, actor auth.Actor, counts []Counted) error {
	for _, x := range counts {
		c, err := findCase(ctx, tx, x.InitiativeID)
		if errors.Is(err, fault.NotFound) {
			return fault.Refuse("Một hồ sơ của lượt bỏ phiếu chưa từng vào bước thẩm định.")
		}
		if err == nil && !c.UnderReview {
			return fault.Refuse("Hồ sơ “%s” không còn ở bước thẩm định nên không ghi kết quả bỏ phiếu được.", c.Title)
		}
		if err != nil {
			return err
		}
		c.Counted = true
		r := Result{Verdict: Against, VotesFor: x.VotesFor, VotesTotal: x.VotesTotal, MetOn: x.MetOn, Note: x.Note, RecordedBy: actor.Name}
		if x.Passed {
			r.Verdict = For
		}
		if _, err := s.enterResult(ctx, tx, actor, c, r); err != nil {
			return err
		}
	}
	return nil
}
