package campaign

import (
	"context"

	"kheo/internal/platform/db"
)

// Criteria finds an edition of a criteria set with its criteria.
func (s *Service) Criteria(ctx context.Context, tx *db.Tx, id string) (CriteriaSet, error) {
	set, err := db.One(ctx, tx, scanSet, `SELECT `+setColumns+` FROM campaign_criteria_set WHERE id = $1`, id)
	if err != nil {
		return set, err
	}
	return set, fillCriteria(ctx, tx, &set)
}

// CriteriaSets lists the published editions without their criteria, the latest of
// each set first.
func (s *Service) CriteriaSets(ctx context.Context, tx *db.Tx) ([]CriteriaSet, error) {
	return db.All(ctx, tx, scanSet, `SELECT `+setColumns+` FROM campaign_criteria_set WHERE state = 'published' ORDER BY code, edition DESC`)
}

// SetFor is the id of the criteria set under which an initiative of a field
// (empty: none) and a kind is received in a season.
func (s *Service) SetFor(ctx context.Context, tx *db.Tx, season Season, fieldID, kind string) (string, error) {
	lines, err := s.SeasonSets(ctx, tx, season.ID)
	return pick(lines, season.CriteriaSetID, fieldID, kind), err
}

// SeasonSets lists the sets that a season uses beside its own.
func (s *Service) SeasonSets(ctx context.Context, tx *db.Tx, seasonID string) ([]SeasonSet, error) {
	return db.All(ctx, tx, func(r db.Row) (l SeasonSet, err error) {
		err = r.Scan(db.Text(&l.FieldID), &l.Kind, &l.SetID)
		return l, err
	}, `SELECT field_id, kind, set_id FROM campaign_season_set WHERE season_id = $1 ORDER BY position`, seasonID)
}

// Edition finds a published edition by the code of its set, with its criteria;
// what is not published is fault.NotFound.
func (s *Service) Edition(ctx context.Context, tx *db.Tx, code string, edition int64) (CriteriaSet, error) {
	set, err := db.One(ctx, tx, scanSet, `SELECT `+setColumns+` FROM campaign_criteria_set WHERE code = $1 AND edition = $2 AND state = 'published'`, code, edition)
	if err != nil {
		return set, err
	}
	return set, fillCriteria(ctx, tx, &set)
}
