package scoresheet

import (
	"context"

	"kheo/internal/business/campaign"
	"kheo/internal/business/initiative"
	"kheo/internal/business/review"
	"kheo/internal/platform/db"
	"kheo/internal/service/auth"
)

// What scoresheet needs from other modules; package app supplies it.
type (
	// Campaigns is what scoresheet asks of campaign.
	Campaigns interface {
		SeasonByCode(ctx context.Context, tx *db.Tx, code string) (campaign.Season, error)
	}
	// Initiatives is what scoresheet asks of initiative.
	Initiatives interface {
		Find(ctx context.Context, tx *db.Tx, id string) (initiative.Initiative, error)
	}
	// Review keeps the sheets.
	Review interface {
		SetOf(ctx context.Context, tx *db.Tx, i initiative.Initiative) (campaign.CriteriaSet, error)
		SheetOf(ctx context.Context, tx *db.Tx, initiativeID, accountID string) (review.Sheet, error)
		KeepSelf(ctx context.Context, tx *db.Tx, actor auth.Actor, i initiative.Initiative, in review.SheetInput) (review.Sheet, error)
		Typeable(ctx context.Context, tx *db.Tx, clerk auth.Actor, i initiative.Initiative, accountID string) (review.Sheet, error)
		TypeIn(ctx context.Context, tx *db.Tx, clerk auth.Actor, i initiative.Initiative, appraiser auth.Account, in review.SheetInput) (review.Sheet, error)
		WaitingCases(ctx context.Context, tx *db.Tx, seasonID, unitPath string) ([]review.Case, error)
		Marks(ctx context.Context, tx *db.Tx, seasonID string) ([]review.Mark, error)
	}
)
