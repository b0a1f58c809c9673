package review

import (
	"context"

	"kheo/internal/business/campaign"
	"kheo/internal/business/conflict"
	"kheo/internal/business/initiative"
	"kheo/internal/business/org"
	"kheo/internal/platform/db"
	"kheo/internal/service/auth"
)

// What review needs from other modules; package app supplies it.
type (
	// Units is what review asks of org.
	Units interface {
		Unit(ctx context.Context, tx *db.Tx, id string) (org.Unit, error)
	}
	// Campaigns is what review asks of campaign.
	Campaigns interface {
		Season(ctx context.Context, tx *db.Tx, id string) (campaign.Season, error)
		SeasonByCode(ctx context.Context, tx *db.Tx, code string) (campaign.Season, error)
		Seasons(ctx context.Context, tx *db.Tx) ([]campaign.Season, error)
		Criteria(ctx context.Context, tx *db.Tx, id string) (campaign.CriteriaSet, error)
		CriteriaSets(ctx context.Context, tx *db.Tx) ([]campaign.CriteriaSet, error)
	}
	// Initiatives is what review asks of initiative.
	Initiatives interface {
		Find(ctx context.Context, tx *db.Tx, id string) (initiative.Initiative, error)
		Each(ctx context.Context, tx *db.Tx, f initiative.Filter, do func(initiative.Initiative) error) error
		Tally(ctx context.Context, tx *db.Tx, f initiative.TallyFilter) (map[initiative.State]int64, error)
		Dossier(ctx context.Context, actor auth.Actor, id string) (initiative.Dossier, error)
		SendBackFromReview(ctx context.Context, tx *db.Tx, actor auth.Actor, id string, in initiative.Return) error
	}
	// Conflicts tells who had better not judge what. It may be nil.
	Conflicts interface {
		Between(ctx context.Context, tx *db.Tx, accountID, initiativeID string) (conflict.Finding, error)
		Unfit(ctx context.Context, tx *db.Tx, seasonID string, accounts []auth.Account) (map[string]map[string]bool, error)
	}
	// Visitors tells what was seen of initiatives on the spot. It may be nil.
	Visitors interface {
		VisitsOf(ctx context.Context, actor auth.Actor, initiativeID string) ([]initiative.Visit, error)
	}
)
