package register

import (
	"context"

	"kheo/internal/business/bonus"
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
	// Recoveries tells of revoked lines, by id, whose money is to be given back or was. It
	// may be nil: then nothing is said of money.
	Recoveries interface {
		Recovered(ctx context.Context, tx *db.Tx, lineIDs []string) (map[string]bonus.MoneyBack, error)
	}
)
