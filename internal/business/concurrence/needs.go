package concurrence

import (
	"context"

	"kheo/internal/business/recognition"
	"kheo/internal/platform/db"
)

// Decisions is what concurrence asks of recognition; package app supplies it.
type Decisions interface {
	Decision(ctx context.Context, tx *db.Tx, id string) (recognition.Decision, error)
	Lines(ctx context.Context, tx *db.Tx, decisionID string) ([]recognition.Line, error)
}
