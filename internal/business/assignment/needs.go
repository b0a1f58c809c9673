package assignment

import (
	"context"

	"kheo/internal/business/campaign"
	"kheo/internal/business/conflict"
	"kheo/internal/business/initiative"
	"kheo/internal/business/org"
	"kheo/internal/business/review"
	"kheo/internal/platform/db"
	"kheo/internal/service/auth"
)

// What assignment needs from other modules; package app supplies it.
type (
	// Units is what assignment asks of org.
	Units interface {
		Under(ctx context.Context, tx *db.Tx, path string) ([]org.Unit, error)
	}
	// Campaigns is what assignment asks of campaign.
	Campaigns interface {
		Season(ctx context.Context, tx *db.Tx, id string) (campaign.Season, error)
		SeasonByCode(ctx context.Context, tx *db.Tx, code string) (campaign.Season, error)
		Fields(ctx context.Context, tx *db.Tx) ([]campaign.Field, error)
	}
	// Initiatives is what assignment asks of initiative.
	Initiatives interface {
		Each(ctx context.Context, tx *db.Tx, f initiative.Filter, do func(initiative.Initiative) error) error
	}
	// Review keeps duties and sheets.
	Review interface {
		WaitingCases(ctx context.Context, tx *db.Tx, seasonID, unitPath string) ([]review.Case, error)
		Duties(ctx context.Context, tx *db.Tx, seasonID string) ([]review.Duty, error)
		Marks(ctx context.Context, tx *db.Tx, seasonID string) ([]review.Mark, error)
		Assign(ctx context.Context, tx *db.Tx, h review.Handing, pairs []review.Pair) ([]review.Pair, error)
		Unassign(ctx context.Context, tx *db.Tx, pairs []review.Pair) (int64, error)
		UnassignBatch(ctx context.Context, tx *db.Tx, batchID string) error
		OnlyAssigned(ctx context.Context, tx *db.Tx, seasonID string) (bool, error)
		LimitToAssigned(ctx context.Context, tx *db.Tx, seasonID string, only bool) error
	}
	// Conflicts tells who had better not judge what.
	Conflicts interface {
		Unfit(ctx context.Context, tx *db.Tx, seasonID string, accounts []auth.Account) (map[string]map[string]bool, error)
		Between(ctx context.Context, tx *db.Tx, accountID, initiativeID string) (conflict.Finding, error)
	}
)
