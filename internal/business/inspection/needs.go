package inspection

import (
	"context"

	"kheo/internal/business/campaign"
	"kheo/internal/business/initiative"
	"kheo/internal/business/org"
	"kheo/internal/platform/db"
)

// What inspection needs from other modules; package app supplies it.
type (
	// Units is what inspection asks of org.
	Units interface {
		Unit(ctx context.Context, tx *db.Tx, id string) (org.Unit, error)
	}
	// Campaigns is what inspection asks of campaign.
	Campaigns interface {
		Season(ctx context.Context, tx *db.Tx, id string) (campaign.Season, error)
		SeasonByCode(ctx context.Context, tx *db.Tx, code string) (campaign.Season, error)
		Seasons(ctx context.Context, tx *db.Tx) ([]campaign.Season, error)
	}
	// Initiatives is what inspection asks of initiative.
	Initiatives interface {
		Find(ctx context.Context, tx *db.Tx, id string) (initiative.Initiative, error)
		List(ctx context.Context, tx *db.Tx, f initiative.Filter) ([]initiative.Initiative, error)
	}
)
