package bonus

import (
	"context"

	"kheo/internal/business/award"
	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/business/recognition"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
)

// What bonus needs from other modules; package app supplies it.
type (
	// Units is what bonus asks of org.
	Units interface {
		Unit(ctx context.Context, tx *db.Tx, id string) (org.Unit, error)
		Children(ctx context.Context, tx *db.Tx, id string) ([]org.Unit, error)
	}
	// Awards is what bonus asks of the catalogue.
	Awards interface {
		Award(ctx context.Context, tx *db.Tx, id string) (award.Award, error)
		Bonus(ctx context.Context, tx *db.Tx, awardID string, kind participant.Kind, day clock.Date) (award.Bonus, error)
	}
	// Decisions is what bonus asks of recognition.
	Decisions interface {
		Decision(ctx context.Context, tx *db.Tx, id string) (recognition.Decision, error)
		Lines(ctx context.Context, tx *db.Tx, decisionID string) ([]recognition.Line, error)
		Standing(ctx context.Context, tx *db.Tx, decisionID string) ([]recognition.Line, error)
	}
	// Editions tells which edition of the catalogue a decision gives; empty when its
	// award was typed.
	Editions interface {
		AwardOf(ctx context.Context, tx *db.Tx, decisionID string) (awardID string, err error)
	}
)
