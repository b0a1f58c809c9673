package participant

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// Merge joins one row to another. Both keep all that they have; sending the same
// input twice joins once.
func (s *Service) Merge(ctx context.Context, actor auth.Actor, in MergeInput) (m Merge, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		m, err = s.join(ctx, tx, actor, in)
		return err
	})
	return m, err
}

func (s *Service) join(ctx context.Context, tx *db.Tx, actor auth.Actor, in MergeInput) (Merge, error) {
	kept, merged, err := s.both(ctx, tx, actor, in.KeptID, in.MergedID)
	if err != nil {
		return Merge{}, err
	}
	if uuid.Validate(in.ID) != nil {
		in.ID = uuid.Must(uuid.NewV7()).String()
	}
	if m, err := findMerge(ctx, tx, in.ID); !errors.Is(err, fault.NotFound) {
		if err == nil && (m.KeptID != kept.ID || m.MergedID != merged.ID) {
			err = fault.Conflict
		}
		return m, err
	}
	if err := in.check(); err != nil {
		return Merge{}, err
	}
	if err := joinable(kept, merged); err != nil {
		return Merge{}, err
	}
	if err := s.notDistinct(ctx, tx, kept, merged); err != nil {
		return Merge{}, err
	}
	m := Merge{ID: in.ID, KeptID: kept.ID, MergedID: merged.ID, Reason: in.Reason, Note: in.Note, At: tx.Now, By: actor.Name}
	if err := point(ctx, tx, merged.ID, kept.ID, kept.RootID); err != nil {
		return m, err
	}
	if err := insertMerge(ctx, tx, m, actor.AccountID); err != nil {
		return m, err
	}
	return m, s.recordBoth(ctx, tx, actor, "participant.merged", m, kept, merged)
}

// Unmerge undoes a joining. Both rows are as they were; joinings made before and
// after it stand.
func (s *Service) Unmerge(ctx context.Context, actor auth.Actor, mergeID string) (m Merge, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		kept, merged := Participant{}, Participant{}
		if m, kept, merged, err = s.merged(ctx, tx, actor, mergeID); err != nil {
			return err
		}
		if !m.UndoneAt.IsZero() {
			return fault.Refuse("Hai dòng này đã được tách ra rồi.")
		}
		if err := unpoint(ctx, tx, m.MergedID, m.KeptID); err != nil {
			return err
		}
		if err := db.Change(ctx, tx, `UPDATE participant_merge SET undone_at = $2, undone_by_id = $3, undone_by = $4 WHERE id = $1 AND undone_at IS NULL`,
			m.ID, tx.Now, db.OrNull(actor.AccountID), actor.Name); err != nil {
			return err
		}
		m.UndoneAt, m.UndoneBy = tx.Now, actor.Name
		return s.recordBoth(ctx, tx, actor, "participant.unmerged", m, kept, merged)
	})
	return m, err
}

// merged finds a merge and its rows, if actor may undo it.
func (s *Service) merged(ctx context.Context, tx *db.Tx, actor auth.Actor, mergeID string) (m Merge, kept, merged Participant, err error) {
	if uuid.Validate(mergeID) != nil {
		return m, kept, merged, fault.NotFound
	}
	if m, err = findMerge(ctx, tx, mergeID); err != nil {
		return m, kept, merged, err
	}
	kept, merged, err = s.both(ctx, tx, actor, m.KeptID, m.MergedID)
	return m, kept, merged, err
}

// both finds two rows, if actor may join them or tell them apart.
func (s *Service) both(ctx context.Context, tx *db.Tx, actor auth.Actor, firstID, secondID string) (p, q Participant, err error) {
	if p, err = s.seen(ctx, tx, actor, firstID); err != nil {
		return p, q, err
	}
	if q, err = s.seen(ctx, tx, actor, secondID); err != nil {
		return p, q, err
	}
	if !mayJoin(actor, p, q) {
		return p, q, fault.Forbidden
	}
	return p, q, nil
}

// seen finds a row that actor may see.
func (s *Service) seen(ctx context.Context, tx *db.Tx, actor auth.Actor, id string) (Participant, error) {
	if uuid.Validate(id) != nil {
		return Participant{}, fault.NotFound
	}
	p, err := s.Participant(ctx, tx, id)
	if err == nil && !maySee(actor, p) {
		return Participant{}, fault.NotFound
	}
	return p, err
}

// recordBoth writes one act into the trails of both rows.
func (s *Service) recordBoth(ctx context.Context, tx *db.Tx, actor auth.Actor, act string, after any, rows ...Participant) error {
	for _, p := range rows {
		if err := record(ctx, tx, actor, act, p, nil, after); err != nil {
			return err
		}
	}
	return nil
}

func record(ctx context.Context, tx *db.Tx, actor auth.Actor, act string, p Participant, before, after any) error {
	return audit.Record(ctx, tx, actor, audit.Act{
		Name: act, Kind: "participant", ObjectID: p.ID, Title: p.Name, UnitPath: p.UnitPath, Before: before, After: after,
	})
}
