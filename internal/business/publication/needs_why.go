package publication

import (
	"context"

	"kheo/internal/business/council"
	"kheo/internal/business/initiative"
	"kheo/internal/business/recognition"
	"kheo/internal/business/review"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/service/auth"
)

// Grounds is where it is kept why an initiative had its result; package app
// supplies it. None of it tells the name of who scored or voted.
type Grounds struct {
	Scoring   Scoring
	Ballots   Ballots
	Decisions Decisions
	Visits    Visits
	Dossiers  Dossiers
}

type (
	// Scoring is what publication asks of review.
	Scoring interface {
		Why(ctx context.Context, tx *db.Tx, initiativeID string) (review.Why, error)
	}
	// Ballots is what publication asks of council.
	Ballots interface {
		Outcomes(ctx context.Context, tx *db.Tx, initiativeID string) (closed []council.Outcome, open bool, err error)
	}
	// Decisions is what publication asks of recognition.
	Decisions interface {
		OfInitiative(ctx context.Context, tx *db.Tx, initiativeID string) ([]recognition.Decision, error)
		HandedDown(ctx context.Context, tx *db.Tx, initiativeID string) ([]recognition.HandDown, error)
	}
	// Visits is what publication asks of inspection.
	Visits interface {
		SeenOn(ctx context.Context, tx *db.Tx, initiativeID string) ([]clock.Date, error)
	}
	// Dossiers tells who may read what.
	Dossiers interface {
		Find(ctx context.Context, tx *db.Tx, id string) (initiative.Initiative, error)
		See(ctx context.Context, actor auth.Actor, id string) (initiative.Initiative, error)
	}
)
