package org

import (
	"context"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
)

const eventColumns = `e.id, e.effective_on, e.basis, e.source, e.verified_by, e.state, e.created_at, e.created_by`

func scanEvent(r db.Row) (e Event, err error) {
	err = r.Scan(&e.ID, &e.On, &e.Basis, &e.Source, &e.VerifiedBy, &e.State, db.Time(&e.CreatedAt), &e.CreatedBy)
	return e, err
}

func insertEvent(ctx context.Context, tx *db.Tx, e Event) error {
	err := db.Exec(ctx, tx, `INSERT INTO org_event (id, effective_on, basis, source, verified_by, state, created_at, created_by)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`, e.ID, e.On, e.Basis, e.Source, e.VerifiedBy, e.State, e.CreatedAt, e.CreatedBy)
	if err != nil {
		return err
	}
	rows := make([][]any, len(e.Successions))
	for i, l := range e.Successions {
		rows[i] = []any{e.ID, i + 1, l.Relation, db.OrNull(l.OldID), db.OrNull(l.NewID), l.Detail}
	}
	return db.InsertMany(ctx, tx, "org_succession (event_id, position, relation, old_id, new_id, detail)", rows)
}

func (s *Service) event(ctx context.Context, tx *db.Tx, id string) (Event, error) {
	e, err := db.One(ctx, tx, scanEvent, `SELECT `+eventColumns+` FROM org_event e WHERE e.id = $1`, id)
	if err != nil {
		return e, err
	}
	e.Successions, err = successions(ctx, tx, `s.event_id = $1`, id)
	return e, err
}

func successions(ctx context.Context, tx *db.Tx, where string, args ...any) ([]Succession, error) {
	return db.All(ctx, tx, func(r db.Row) (l Succession, err error) {
		err = r.Scan(&l.EventID, &l.Position, &l.Relation, db.Text(&l.OldID), db.Text(&l.NewID), &l.Detail)
		return l, err
	}, `SELECT s.event_id, s.position, s.relation, s.old_id, s.new_id, s.detail FROM org_succession s WHERE `+where+` ORDER BY s.event_id, s.position`, args...)
}

func plannedUntil(ctx context.Context, tx *db.Tx, day clock.Date) ([]Event, error) {
	events, err := db.All(ctx, tx, scanEvent, `SELECT `+eventColumns+` FROM org_event e
		WHERE e.state = 'planned' AND e.effective_on <= $1 ORDER BY e.effective_on, e.id`, day)
	if err != nil {
		return nil, err
	}
	for i := range events {
		if events[i].Successions, err = successions(ctx, tx, `s.event_id = $1`, events[i].ID); err != nil {
			return nil, err
		}
	}
	return events, nil
}

func setState(ctx context.Context, tx *db.Tx, id string, from, to EventState) error {
	return db.Change(ctx, tx, `UPDATE org_event SET state = $3 WHERE id = $1 AND state = $2`, id, from, to)
}
