package handover

import (
	"context"

	"kheo/internal/business/initiative"
	"kheo/internal/business/org"
	"kheo/internal/platform/db"
	"kheo/internal/service/auth"
)

// What handover needs from other modules; package app supplies it.
type (
	// Units is what handover asks of org.
	Units interface {
		Divided(ctx context.Context, tx *db.Tx, paths []string, after string, limit int) ([]org.Divided, error)
		DividedUnit(ctx context.Context, tx *db.Tx, id string) (org.Divided, error)
		Part(ctx context.Context, tx *db.Tx, actor auth.Actor, oldID, newID string) (org.Unit, error)
		Under(ctx context.Context, tx *db.Tx, path string) ([]org.Unit, error)
	}
	// Initiatives is what handover asks of initiative.
	Initiatives interface {
		List(ctx context.Context, tx *db.Tx, f initiative.Filter) ([]initiative.Initiative, error)
		Tally(ctx context.Context, tx *db.Tx, f initiative.TallyFilter) (map[initiative.State]int64, error)
		HandOver(ctx context.Context, tx *db.Tx, actor auth.Actor, id string, to org.Unit) error
	}
)
