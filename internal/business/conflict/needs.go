package conflict

import (
	"context"

	"kheo/internal/business/campaign"
	"kheo/internal/business/initiative"
	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
)

// What conflict needs from other modules; package app supplies it.
type (
	// Units is what conflict asks of org.
	Units interface {
		Unit(ctx context.Context, tx *db.Tx, id string) (org.Unit, error)
		PostsHeld(ctx context.Context, tx *db.Tx, day clock.Date) ([]org.Post, error)
		Lines(ctx context.Context, tx *db.Tx, day clock.Date) (map[string][]string, error)
	}
	// Campaigns is what conflict asks of campaign.
	Campaigns interface {
		Season(ctx context.Context, tx *db.Tx, id string) (campaign.Season, error)
		SeasonByCode(ctx context.Context, tx *db.Tx, code string) (campaign.Season, error)
		Seasons(ctx context.Context, tx *db.Tx) ([]campaign.Season, error)
	}
	// Follower is a module that keeps step with what was settled.
	Follower interface {
		Settled(ctx context.Context, tx *db.Tx, x Interest) error
	}
	// Initiatives is what conflict asks of initiative.
	Initiatives interface {
		Find(ctx context.Context, tx *db.Tx, id string) (initiative.Initiative, error)
		Each(ctx context.Context, tx *db.Tx, f initiative.Filter, do func(initiative.Initiative) error) error
		Hands(ctx context.Context, tx *db.Tx, seasonID, initiativeID string) (map[string]map[string][]initiative.Hand, error)
	}
)
