package participant

import (
	"context"
	"errors"
	"time"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// Distinct remembers that two rows are two participants, so that nobody is asked
// again about them or about the rows that are joined to them.
func (s *Service) Distinct(ctx context.Context, actor auth.Actor, firstID, secondID string) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		p, q, err := s.both(ctx, tx, actor, firstID, secondID)
		if err != nil {
			return err
		}
		return s.tellApart(ctx, tx, actor, p, q)
	})
}

func (s *Service) tellApart(ctx context.Context, tx *db.Tx, actor auth.Actor, p, q Participant) error {
	if p.RootID == q.RootID {
		return fault.Refuse("Hai dòng này đang được nối với nhau. Xin tách ra trước.")
	}
	known, err := distinct(ctx, tx, p.RootID, q.RootID)
	if err != nil || len(known) > 0 {
		return err
	}
	a, b := pair(p.ID, q.ID)
	if err := db.Exec(ctx, tx, `INSERT INTO participant_distinct (a_id, b_id, at, by_id, by_name) VALUES ($1, $2, $3, $4, $5)`,
		a, b, tx.Now, db.OrNull(actor.AccountID), actor.Name); err != nil {
		return err
	}
	return s.recordBoth(ctx, tx, actor, "participant.told_apart", map[string]string{"a": p.ID, "b": q.ID}, p, q)
}

// Undistinct takes back that two rows are two participants.
func (s *Service) Undistinct(ctx context.Context, actor auth.Actor, firstID, secondID string) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		p, q, err := s.both(ctx, tx, actor, firstID, secondID)
		if err != nil {
			return err
		}
		a, b := pair(p.ID, q.ID)
		err = db.Change(ctx, tx, `DELETE FROM participant_distinct WHERE a_id = $1 AND b_id = $2`, a, b)
		if errors.Is(err, fault.Conflict) {
			return nil // it was taken back already
		}
		if err != nil {
			return err
		}
		return s.recordBoth(ctx, tx, actor, "participant.not_told_apart", map[string]string{"a": p.ID, "b": q.ID}, p, q)
	})
}

// notDistinct refuses to join what somebody has told apart.
func (s *Service) notDistinct(ctx context.Context, tx *db.Tx, p, q Participant) error {
	known, err := distinct(ctx, tx, p.RootID, q.RootID)
	if err == nil && len(known) > 0 {
		err = fault.Refuse("%s đã ghi rằng đây là hai đối tượng khác nhau. Xin bỏ ghi nhận đó trước.", known[0].By)
	}
	return err
}

// Apart says that two rows are two participants.
type Apart struct {
	AID, BID string
	At       time.Time
	By       string
}

const apartColumns = `d.a_id, d.b_id, d.at, d.by_name`

func scanApart(r db.Row) (a Apart, err error) {
	err = r.Scan(&a.AID, &a.BID, db.Time(&a.At), &a.By)
	return a, err
}

// distinct lists what was said about two groups.
func distinct(ctx context.Context, tx *db.Tx, rootID, otherRootID string) ([]Apart, error) {
	return db.All(ctx, tx, scanApart, `SELECT `+apartColumns+` FROM participant_participant x
		JOIN participant_distinct d ON d.a_id = x.id JOIN participant_participant y ON y.id = d.b_id
		WHERE (x.root_id = $1 AND y.root_id = $2) OR (x.root_id = $2 AND y.root_id = $1)`, rootID, otherRootID)
}

// apartFrom lists what was said about a group and any other.
func apartFrom(ctx context.Context, tx *db.Tx, rootID string) ([]Apart, error) {
	return db.All(ctx, tx, scanApart, `SELECT `+apartColumns+` FROM participant_distinct d
		WHERE d.a_id IN (SELECT p.id FROM participant_participant p WHERE p.root_id = $1)
		OR d.b_id IN (SELECT p.id FROM participant_participant p WHERE p.root_id = $1) ORDER BY d.at DESC`, rootID)
}
