package initiative

import (
	"context"

	"kheo/internal/business/campaign"
	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/service/auth"
)

// What initiative needs from other modules; package app supplies it.
type (
	// Units is what initiative asks of org.
	Units interface {
		Unit(ctx context.Context, tx *db.Tx, id string) (org.Unit, error)
		ByCode(ctx context.Context, tx *db.Tx, field, code string) (org.Unit, error)
		Under(ctx context.Context, tx *db.Tx, path string) ([]org.Unit, error)
		Children(ctx context.Context, tx *db.Tx, id string) ([]org.Unit, error)
		OnMap(ctx context.Context, tx *db.Tx, u org.Unit, day clock.Date) (org.Reach, error)
	}
	// Campaigns is what initiative asks of campaign.
	Campaigns interface {
		Season(ctx context.Context, tx *db.Tx, id string) (campaign.Season, error)
		NamedSeason(ctx context.Context, tx *db.Tx, field, code string) (campaign.Season, error)
		Seasons(ctx context.Context, tx *db.Tx) ([]campaign.Season, error)
		Fields(ctx context.Context, tx *db.Tx) ([]campaign.Field, error)
		Frameworks(ctx context.Context, tx *db.Tx) ([]campaign.Framework, error)
		SetFor(ctx context.Context, tx *db.Tx, season campaign.Season, fieldID, kind string) (string, error)
	}
	// Follower is a module that keeps step with initiatives.
	Follower interface {
		Follow(ctx context.Context, tx *db.Tx, i Initiative) error
	}
	// Visitors tells what was seen of initiatives on the spot. It may be nil.
	Visitors interface {
		VisitsOf(ctx context.Context, actor auth.Actor, initiativeID string) ([]Visit, error)
	}
	// Chapter is a module that knows more of an initiative's way.
	Chapter interface {
		Chapter(ctx context.Context, tx *db.Tx, initiativeID string) ([]Turn, error)
	}
	// Reasons tells whether it can be said why an initiative had its result. It may
	// be nil.
	Reasons interface {
		Explained(ctx context.Context, tx *db.Tx, initiativeID string) (bool, error)
	}
	// Participants is what initiative asks of participant.
	Participants interface {
		Ensure(ctx context.Context, tx *db.Tx, kind participant.Kind, name string, unit participant.Unit) (participant.Participant, bool, error)
		Lookup(ctx context.Context, tx *db.Tx, kind participant.Kind, name, unitID string) (participant.Participant, error)
		Suggest(ctx context.Context, tx *db.Tx, unitID, typed string, limit int) ([]participant.Participant, error)
		Likely(ctx context.Context, tx *db.Tx, paths []string, kind participant.Kind, name, unitID string, limit int) ([]participant.Likely, error)
		Resolve(ctx context.Context, tx *db.Tx, actor auth.Actor, p participant.Participant, choice string) error
	}
)
