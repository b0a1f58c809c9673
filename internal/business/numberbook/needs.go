package numberbook

import (
	"context"

	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
)

// Units is what numberbook asks of org; package app supplies it.
type Units interface {
	Unit(ctx context.Context, tx *db.Tx, id string) (org.Unit, error)
	ByCode(ctx context.Context, tx *db.Tx, field, code string) (org.Unit, error)
	Search(ctx context.Context, tx *db.Tx, typed string, day clock.Date, limit int) ([]org.Hit, error)
}
