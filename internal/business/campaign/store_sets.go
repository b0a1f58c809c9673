package campaign

import (
	"context"
	"slices"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
)

const setColumns = `id, code, edition, name, maximum, threshold, low, high, effective_from, effective_to, source, verified_by, state, based_on, note,
	drafted_by, proposed_id, proposed_by, proposed_at, published_by, published_at, version, created_at`

func scanSet(r db.Row) (s CriteriaSet, err error) {
	err = r.Scan(&s.ID, &s.Code, &s.Edition, &s.Name, &s.Maximum, &s.Threshold, &s.Low, &s.High, &s.From, &s.To, &s.Source, &s.VerifiedBy, &s.State,
		db.Text(&s.BasedOn), &s.Note, &s.DraftedBy, db.Text(&s.ProposedID), &s.ProposedBy, db.Time(&s.ProposedAt), &s.PublishedBy,
		db.Time(&s.PublishedAt), &s.Version, db.Time(&s.CreatedAt))
	return s, err
}

// fillCriteria reads the criteria of a set with their levels.
func fillCriteria(ctx context.Context, tx *db.Tx, s *CriteriaSet) (err error) {
	s.Criteria, err = db.All(ctx, tx, func(r db.Row) (c Criterion, err error) {
		err = r.Scan(&c.ID, db.Text(&c.Origin), &c.Group, &c.Position, &c.Name, &c.Points, &c.Evidence, &c.VetoAt)
		return c, err
	}, `SELECT id, origin_id, group_name, position, name, points, evidence, veto_at FROM campaign_criterion WHERE set_id = $1 ORDER BY position`, s.ID)
	if err != nil {
		return err
	}
	return db.Each(ctx, tx, func(r db.Row) error {
		var of string
		var l Level
		err := r.Scan(&of, &l.From, &l.To, &l.Meaning)
		if n := slices.IndexFunc(s.Criteria, func(c Criterion) bool { return c.ID == of }); n >= 0 {
			s.Criteria[n].Levels = append(s.Criteria[n].Levels, l)
		}
		return err
	}, `SELECT l.criterion_id, l.from_points, l.to_points, l.meaning FROM campaign_level l JOIN campaign_criterion c ON c.id = l.criterion_id
		WHERE c.set_id = $1 ORDER BY l.from_points`, s.ID)
}

func insertSet(ctx context.Context, tx *db.Tx, s CriteriaSet) error {
	err := db.Exec(ctx, tx, `INSERT INTO campaign_criteria_set (`+setColumns+`)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)`,
		s.ID, s.Code, s.Edition, s.Name, s.Maximum, s.Threshold, s.Low, s.High, s.From, s.To, s.Source, s.VerifiedBy, s.State, db.OrNull(s.BasedOn), s.Note,
		s.DraftedBy, db.OrNull(s.ProposedID), s.ProposedBy, db.OrNull(s.ProposedAt), s.PublishedBy, db.OrNull(s.PublishedAt), s.Version, s.CreatedAt)
	if db.IsDuplicate(err) {
		return fault.Conflict // somebody began the same edition
	}
	if err != nil {
		return err
	}
	return insertCriteria(ctx, tx, s)
}

// updateSet keeps a draft and its criteria; s.Version is the one that it was read
// with.
func updateSet(ctx context.Context, tx *db.Tx, s CriteriaSet) error {
	if err := updateHead(ctx, tx, s); err != nil {
		return err
	}
	if err := dropCriteria(ctx, tx, s.ID); err != nil {
		return err
	}
	return insertCriteria(ctx, tx, s)
}

// updateHead keeps a set that was no published one, without its criteria.
func updateHead(ctx context.Context, tx *db.Tx, s CriteriaSet) error {
	return db.Change(ctx, tx, `UPDATE campaign_criteria_set SET name = $3, maximum = $4, threshold = $5, low = $6, high = $7, effective_from = $8,
		effective_to = $9, source = $10, verified_by = $11, state = $12, note = $13, proposed_id = $14, proposed_by = $15, proposed_at = $16,
		published_by = $17, published_at = $18, version = version + 1
		WHERE id = $1 AND version = $2 AND state <> 'published'`,
		s.ID, s.Version, s.Name, s.Maximum, s.Threshold, s.Low, s.High, s.From, s.To, s.Source, s.VerifiedBy, s.State, s.Note, db.OrNull(s.ProposedID),
		s.ProposedBy, db.OrNull(s.ProposedAt), s.PublishedBy, db.OrNull(s.PublishedAt))
}

func insertCriteria(ctx context.Context, tx *db.Tx, s CriteriaSet) error {
	var rows, levels [][]any
	for _, c := range s.Criteria {
		rows = append(rows, []any{c.ID, s.ID, db.OrNull(c.Origin), c.Group, c.Position, c.Name, c.Points, c.Evidence, c.VetoAt})
		for _, l := range c.Levels {
			levels = append(levels, []any{c.ID, l.From, l.To, l.Meaning})
		}
	}
	if err := db.InsertMany(ctx, tx, `campaign_criterion (id, set_id, origin_id, group_name, position, name, points, evidence, veto_at)`, rows); err != nil {
		return err
	}
	return db.InsertMany(ctx, tx, `campaign_level (criterion_id, from_points, to_points, meaning)`, levels)
}

func dropCriteria(ctx context.Context, tx *db.Tx, setID string) error {
	err := db.Exec(ctx, tx, `DELETE FROM campaign_level WHERE criterion_id IN (SELECT id FROM campaign_criterion WHERE set_id = $1)`, setID)
	if err != nil {
		return err
	}
	return db.Exec(ctx, tx, `DELETE FROM campaign_criterion WHERE set_id = $1`, setID)
}

// deleteSet takes a draft away with everything of it.
func deleteSet(ctx context.Context, tx *db.Tx, s CriteriaSet) error {
	if err := dropCriteria(ctx, tx, s.ID); err != nil {
		return err
	}
	if err := db.Exec(ctx, tx, `DELETE FROM campaign_change_reason WHERE set_id = $1`, s.ID); err != nil {
		return err
	}
	return db.Change(ctx, tx, `DELETE FROM campaign_criteria_set WHERE id = $1 AND version = $2 AND state = 'draft'`, s.ID, s.Version)
}

func reasons(ctx context.Context, tx *db.Tx, setID string) (map[string]string, error) {
	all := map[string]string{}
	err := db.Each(ctx, tx, func(r db.Row) error {
		var subject, reason string
		err := r.Scan(&subject, &reason)
		all[subject] = reason
		return err
	}, `SELECT subject, reason FROM campaign_change_reason WHERE set_id = $1`, setID)
	return all, err
}

func replaceReasons(ctx context.Context, tx *db.Tx, setID string, changes []Change) error {
	if err := db.Exec(ctx, tx, `DELETE FROM campaign_change_reason WHERE set_id = $1`, setID); err != nil {
		return err
	}
	var rows [][]any
	for _, c := range changes {
		if c.Reason != "" {
			rows = append(rows, []any{setID, c.Subject, c.Reason})
		}
	}
	return db.InsertMany(ctx, tx, `campaign_change_reason (set_id, subject, reason)`, rows)
}

func replaceSeasonSets(ctx context.Context, tx *db.Tx, seasonID string, lines []SeasonSet) error {
	if err := db.Exec(ctx, tx, `DELETE FROM campaign_season_set WHERE season_id = $1`, seasonID); err != nil {
		return err
	}
	var rows [][]any
	for n, l := range lines {
		rows = append(rows, []any{seasonID, n, db.OrNull(l.FieldID), l.Kind, l.SetID})
	}
	return db.InsertMany(ctx, tx, `campaign_season_set (season_id, position, field_id, kind, set_id)`, rows)
}
