package campaign

import (
	"context"

	"kheo/internal/business/org"
	"kheo/internal/platform/db"
)

// Units is what campaign asks of org.
type Units interface {
	Under(ctx context.Context, tx *db.Tx, path string) ([]org.Unit, error)
	Unit(ctx context.Context, tx *db.Tx, id string) (org.Unit, error)
}
