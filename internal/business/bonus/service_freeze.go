package bonus

import (
	"context"

	"kheo/internal/business/recognition"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// Freeze keeps what an issued decision costs, in the transaction that issues it;
// from then on the amounts stay. A revocation declines the bonus of each of its
// lines, or asks for it back when it was paid; a correction takes it over. Doing it
// twice changes nothing.
//
// Lines whose bonus nobody knows are kept only when somebody has proposed a sheet.
func (s *Service) Freeze(ctx context.Context, tx *db.Tx, actor auth.Actor, d recognition.Decision, lines []recognition.Line) error {
	if d.Kind.Amends() {
		return s.amend(ctx, tx, actor, d, lines)
	}
	before, err := load(ctx, tx, d.ID)
	if err != nil || before.Plan.Frozen {
		return err
	}
	r, err := s.reckonLines(ctx, tx, d, lines, before)
	if err != nil {
		return err
	}
	after := ledger{Plan: before.Plan}
	for _, i := range r.Items {
		if !i.Open() || before.Plan.Version > 0 {
			after.Items = append(after.Items, i)
		}
	}
	if len(after.Items) == 0 {
		return s.forget(ctx, tx, actor, d, before)
	}
	after.freeze(d)
	if after.Plan.Approved() && (after.total() != after.Plan.ApprovedTotal || after.open() > 0) {
		after.unapprove() // the list or the day has changed since
	}
	return s.keep(ctx, tx, actor, d, "bonus.frozen", before, after)
}

// amend changes the sheet of the decision that d corrects or revokes.
func (s *Service) amend(ctx context.Context, tx *db.Tx, actor auth.Actor, d recognition.Decision, lines []recognition.Line) error {
	before, err := load(ctx, tx, d.AmendsID)
	if err != nil || before.Plan.Version == 0 {
		return err
	}
	root, err := s.Decisions.Decision(ctx, tx, d.AmendsID)
	if err != nil {
		return err
	}
	after, by := before.clone(), stamp{actor.AccountID, actor.Name, tx.Now}
	for _, line := range lines {
		i := after.find(line.AmendsLineID)
		switch {
		case i == nil: // no bonus, or taken over already
		case d.Kind.Rewords():
			i.LineID, i.Name, i.UnitName = line.ID, line.Name, line.UnitName
		default:
			i.revoke(revokedBy(d), by)
		}
	}
	if after.same(before) {
		return nil
	}
	return s.keep(ctx, tx, actor, root, "bonus.amended", before, after)
}

// revoke takes the right to the bonus away.
func (i *Item) revoke(note string, by stamp) {
	switch i.State {
	case Due:
		i.State = Declined
	case Paid:
		i.State = Recovery
	default:
		if !i.none() {
			return
		}
		i.Typed = false // nobody types an amount for it any more
	}
	i.Note = note
	i.stamp(by)
}

// Forget drops the sheet of a draft that is thrown away, so that its fund is free again.
func (s *Service) Forget(ctx context.Context, tx *db.Tx, actor auth.Actor, d recognition.Decision) error {
	before, err := load(ctx, tx, d.ID)
	if err != nil {
		return err
	}
	if before.Plan.Frozen {
		return fault.Refuse("Quyết định đã ban hành nên bảng tiền thưởng không bỏ được.")
	}
	return s.forget(ctx, tx, actor, d, before)
}

func (s *Service) forget(ctx context.Context, tx *db.Tx, actor auth.Actor, d recognition.Decision, before ledger) error {
	if before.Plan.Version == 0 {
		return nil
	}
	if err := remove(ctx, tx, before); err != nil {
		return err
	}
	return audit.Record(ctx, tx, actor, audit.Act{
		Name: "bonus.dropped", Kind: "decision", ObjectID: d.ID, Title: d.Subject, UnitPath: d.UnitPath, Before: before.trail(ledger{}),
	})
}
