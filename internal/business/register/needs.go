package register

import (
	"context"

	"kheo/internal/business/campaign"
	"kheo/internal/business/org"
	"kheo/internal/business/recognition"
	"kheo/internal/platform/db"
)

// What register needs from other modules; package app supplies it.
type (
	// Campaigns is what register asks of campaign.
	Campaigns interface {
		Season(ctx context.Context, tx *db.Tx, id string) (campaign.Season, error)
	}
	// Units is what register asks of org.
	Units interface {
		Unit(ctx context.Context, tx *db.Tx, id string) (org.Unit, error)
	}
	// Decisions is what register asks of recognition.
	Decisions interface {
		Decision(ctx context.Context, tx *db.Tx, id string) (recognition.Decision, error)
		ByCode(ctx context.Context, tx *db.Tx, code string) (recognition.Decision, error)
	}
)
