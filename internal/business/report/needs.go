package report

import (
	"context"

	"kheo/internal/business/campaign"
	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
)

// What report needs from other modules; package app supplies it.
type (
	// Campaigns is what report asks of campaign.
	Campaigns interface {
		NamedSeason(ctx context.Context, tx *db.Tx, field, code string) (campaign.Season, error)
		SeasonByCode(ctx context.Context, tx *db.Tx, code string) (campaign.Season, error)
		Seasons(ctx context.Context, tx *db.Tx) ([]campaign.Season, error)
	}
	// Units is what report asks of org.
	Units interface {
		Unit(ctx context.Context, tx *db.Tx, id string) (org.Unit, error)
		ByCode(ctx context.Context, tx *db.Tx, field, code string) (org.Unit, error)
		OnMap(ctx context.Context, tx *db.Tx, u org.Unit, day clock.Date) (org.Reach, error)
		Sorter(ctx context.Context, tx *db.Tx, u org.Unit, day clock.Date) (org.Sorter, error)
	}
)
