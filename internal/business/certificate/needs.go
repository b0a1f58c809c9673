package certificate

import (
	"context"

	"kheo/internal/business/org"
	"kheo/internal/business/recognition"
	"kheo/internal/business/register"
	"kheo/internal/platform/db"
)

// What certificate needs from other modules; package app supplies it.
type (
	// Units is what certificate asks of org.
	Units interface {
		Unit(ctx context.Context, tx *db.Tx, id string) (org.Unit, error)
	}
	// Decisions is what certificate asks of recognition.
	Decisions interface {
		Decision(ctx context.Context, tx *db.Tx, id string) (recognition.Decision, error)
	}
	// Entries is what certificate asks of register.
	Entries interface {
		Entries(ctx context.Context, tx *db.Tx, decisionID string) ([]register.Entry, error)
		Papers(ctx context.Context, tx *db.Tx, all []register.Entry) ([]register.Paper, error)
	}
)
