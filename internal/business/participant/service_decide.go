package participant

import (
	"context"
	"errors"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// Decision is what somebody says about a pair.
type Decision struct {
	MergeID string `form:"merge"` // of the new merge, so that sending twice joins once
	AID     string `form:"a"`
	BID     string `form:"b"`
	Act     string `form:"act"` // Same or Different
}

// What can be said about a pair.
const (
	Same      = "mot"
	Different = "khac"
)

// Decide joins the groups of two rows, or remembers that they are two.
func (s *Service) Decide(ctx context.Context, actor auth.Actor, d Decision) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		p, q, err := s.both(ctx, tx, actor, d.AID, d.BID)
		switch {
		case err != nil:
			return err
		case d.Act == Different:
			return s.tellApart(ctx, tx, actor, p, q)
		case d.Act != Same:
			return fault.NotFound
		}
		return s.joinGroups(ctx, tx, actor, d.MergeID, p, q)
	})
}

// joinGroups joins the group of one row to that of another: the younger to the
// older where actor may see by what both are known.
func (s *Service) joinGroups(ctx context.Context, tx *db.Tx, actor auth.Actor, mergeID string, p, q Participant) error {
	if p.RootID == q.RootID {
		return nil // sent twice
	}
	kept, merged := p, q
	if q.RootID < p.RootID {
		kept, merged = q, p
	}
	root, err := s.seen(ctx, tx, actor, merged.RootID)
	if errors.Is(err, fault.NotFound) {
		kept, merged = merged, kept
		root, err = s.seen(ctx, tx, actor, merged.RootID)
	}
	if errors.Is(err, fault.NotFound) {
		return fault.Refuse("Hai đối tượng này đã được nối với dòng của đơn vị khác. Xin nhờ cấp trên làm việc này.")
	}
	if err != nil {
		return err
	}
	if head, err := s.seen(ctx, tx, actor, kept.RootID); err == nil {
		kept = head
	}
	reason := Respelled
	if kept.UnitID != root.UnitID {
		reason = Succeeded
	}
	_, err = s.join(ctx, tx, actor, MergeInput{ID: mergeID, KeptID: kept.ID, MergedID: root.ID, Reason: reason})
	return err
}

// Resolve does what somebody chose when p was new: choice is the id of the row, of
// those that p looks like, with which it is one; Different when it is none of them;
// or nothing. A choice that was made for another name is left to the queue of pairs.
func (s *Service) Resolve(ctx context.Context, tx *db.Tx, actor auth.Actor, p Participant, choice string) error {
	if choice == "" {
		return nil
	}
	found, err := s.Likely(ctx, tx, actor.Paths(), p.Kind, p.Name, p.UnitID, MaxChoices)
	if err != nil {
		return err
	}
	for _, l := range found {
		switch {
		case l.RootID == p.RootID || !mayJoin(actor, l.Participant, p):
		case choice == l.ID:
			return s.joinGroups(ctx, tx, actor, "", l.Participant, p)
		case choice == Different:
			if err := s.tellApart(ctx, tx, actor, l.Participant, p); err != nil {
				return err
			}
		}
	}
	return nil
}

// MaxChoices is how many likely rows a form asks about.
const MaxChoices = 5
