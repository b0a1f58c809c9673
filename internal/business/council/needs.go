package council

import (
	"context"

	"kheo/internal/business/campaign"
	"kheo/internal/business/org"
	"kheo/internal/business/review"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// What council needs from other modules; package app supplies it.
type (
	// Units is what council asks of org.
	Units interface {
		Unit(ctx context.Context, tx *db.Tx, id string) (org.Unit, error)
	}
	// Campaigns is what council asks of campaign.
	Campaigns interface {
		Season(ctx context.Context, tx *db.Tx, id string) (campaign.Season, error)
		SeasonByCode(ctx context.Context, tx *db.Tx, code string) (campaign.Season, error)
		Seasons(ctx context.Context, tx *db.Tx) ([]campaign.Season, error)
	}
	// Reviews is what council asks of review, and tells it.
	Reviews interface {
		// WaitingCases lists the cases of a season under review below a path, the best first.
		WaitingCases(ctx context.Context, tx *db.Tx, seasonID, unitPath string) ([]review.Case, error)
		// EnterCounts keeps what a council's rounds came to.
		EnterCounts(ctx context.Context, tx *db.Tx, actor auth.Actor, counts []review.Counted) error
	}
	// Conditions has the rules judge initiatives before they are voted on, and tells
	// what they said, as the reader may know it: of those that pass nothing. It may be nil.
	Conditions interface {
		Before(ctx context.Context, tx *db.Tx, actor auth.Actor, level string, initiativeIDs []string) error
		Doubts(ctx context.Context, tx *db.Tx, actor auth.Actor, initiativeIDs []string) (map[string]Doubt, error)
	}
	// Conflicts tells which initiatives of a season accounts may not vote on, by
	// account. It may be nil.
	Conflicts interface {
		Conflicts(ctx context.Context, tx *db.Tx, seasonID string, accountIDs []string) (map[string][]string, error)
	}
)

// Doubt is what the rules say of a case that does not simply pass.
type Doubt struct {
	Bars bool // a rule is in the way; else somebody in charge is asked
	Said []fault.Message
}
