package recognition

import (
	"context"

	"kheo/internal/business/campaign"
	"kheo/internal/business/initiative"
	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/platform/db"
	"kheo/internal/service/auth"
)

// What recognition needs from other modules; package app supplies it.
type (
	// Units is what recognition asks of org.
	Units interface {
		Unit(ctx context.Context, tx *db.Tx, id string) (org.Unit, error)
		Under(ctx context.Context, tx *db.Tx, path string) ([]org.Unit, error)
		Children(ctx context.Context, tx *db.Tx, id string) ([]org.Unit, error)
		Levels(ctx context.Context, tx *db.Tx) ([]org.Level, error)
	}
	// Campaigns is what recognition asks of campaign.
	Campaigns interface {
		Season(ctx context.Context, tx *db.Tx, id string) (campaign.Season, error)
		NamedSeason(ctx context.Context, tx *db.Tx, field, code string) (campaign.Season, error)
		Seasons(ctx context.Context, tx *db.Tx) ([]campaign.Season, error)
		Fields(ctx context.Context, tx *db.Tx) ([]campaign.Field, error)
	}
	// Participants is what recognition asks of participant.
	Participants interface {
		Participant(ctx context.Context, tx *db.Tx, id string) (participant.Participant, error)
	}
	// Initiatives is what recognition asks of initiative, and tells it.
	Initiatives interface {
		Find(ctx context.Context, tx *db.Tx, id string) (initiative.Initiative, error)
		List(ctx context.Context, tx *db.Tx, f initiative.Filter) ([]initiative.Initiative, error)
		Decide(ctx context.Context, tx *db.Tx, actor auth.Actor, id string, recognised bool, reason string) error
		Reopen(ctx context.Context, tx *db.Tx, actor auth.Actor, id, reason string) error
	}
	// Results is what recognition asks of review: the ids of the initiatives of a
	// season that the council has voted for.
	Results interface {
		Passed(ctx context.Context, tx *db.Tx, seasonID string) ([]string, error)
	}
	// Rejections tells which initiatives a council spoke against. It may be nil.
	Rejections interface {
		Rejected(ctx context.Context, tx *db.Tx, initiativeIDs []string) (map[string]bool, error)
	}
	// Register keeps every line of a decision in the transaction that issues it.
	Register interface {
		Enter(ctx context.Context, tx *db.Tx, actor auth.Actor, d Decision, lines []Line) error
	}
)
