package intake

import (
	"context"
	"iter"

	"kheo/internal/business/campaign"
	"kheo/internal/business/initiative"
	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/platform/db"
	"kheo/internal/service/auth"
)

// What intake needs from other modules; package app supplies it.
type (
	// Units is what intake asks of org.
	Units interface {
		ByCode(ctx context.Context, tx *db.Tx, field, code string) (org.Unit, error)
		Under(ctx context.Context, tx *db.Tx, path string) ([]org.Unit, error)
	}
	// Campaigns is what intake asks of campaign.
	Campaigns interface {
		NamedSeason(ctx context.Context, tx *db.Tx, field, code string) (campaign.Season, error)
		Fields(ctx context.Context, tx *db.Tx) ([]campaign.Field, error)
	}
	// Participants is what intake asks of participant.
	Participants interface {
		Ensure(ctx context.Context, tx *db.Tx, kind participant.Kind, name string, unit participant.Unit) (participant.Participant, bool, error)
		Doubts(ctx context.Context, tx *db.Tx, paths []string, list []participant.Entrant, most int) ([]participant.Doubt, error)
		LookAll(ctx context.Context, paths []string) error
		PairsOf(ctx context.Context, actor auth.Actor, first, last string) (n int, href string, err error)
	}
	// Initiatives is what intake asks of initiative.
	Initiatives interface {
		Choices(ctx context.Context, actor auth.Actor, code, unitID string) (initiative.Choices, error)
		FilterOf(ctx context.Context, tx *db.Tx, actor auth.Actor, q initiative.Query) (initiative.Filter, error)
		Each(ctx context.Context, tx *db.Tx, f initiative.Filter, do func(initiative.Initiative) error) error
		Known(ctx context.Context, tx *db.Tx, seasonID, path string) ([]initiative.Identity, error)
		Registered(ctx context.Context, tx *db.Tx, actor auth.Actor, season campaign.Season, list iter.Seq2[initiative.Initiative, error]) error
	}
)
