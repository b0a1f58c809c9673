package org

import (
	"context"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
)

// PostsHeld lists the posts that people who work with Khéo hold on day.
func (s *Service) PostsHeld(ctx context.Context, tx *db.Tx, day clock.Date) ([]Post, error) {
	return db.All(ctx, tx, scanPost, `SELECT `+postColumns+` FROM org_post
		WHERE account_id IS NOT NULL AND valid_from <= $1 AND valid_to >= $1 ORDER BY unit_id, id`, day)
}

// Lines tells for each unit who leads, guides or supervises it on day in the
// trees beside the administrative one.
func (s *Service) Lines(ctx context.Context, tx *db.Tx, day clock.Date) (map[string][]string, error) {
	lines := map[string][]string{}
	err := db.Each(ctx, tx, func(r db.Row) error {
		var unitID, parentID string
		err := r.Scan(&unitID, &parentID)
		lines[unitID] = append(lines[unitID], parentID)
		return err
	}, `SELECT unit_id, parent_id FROM org_parent WHERE tree <> $1 AND valid_from <= $2 AND valid_to >= $2 ORDER BY unit_id, parent_id`, Administrative, day)
	return lines, err
}
