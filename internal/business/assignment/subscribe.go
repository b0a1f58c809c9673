package assignment

import (
	"context"

	"kheo/internal/business/initiative"
	"kheo/internal/platform/db"
)

// Follow lets the rules of a season meet i when its review opens. Call it in the
// transaction that moves i, after review's own.
func (s *Service) Follow(ctx context.Context, tx *db.Tx, i initiative.Initiative) error {
	if i.State != initiative.UnderReview {
		return nil
	}
	return s.apply(ctx, tx, i)
}
