package review

import (
	"context"
	"errors"
	"time"

	"kheo/internal/business/conflict"
	"kheo/internal/business/initiative"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// free is nil when the account may score i now, whoever types it in.
func free(ctx context.Context, tx *db.Tx, i initiative.Initiative, accountID string) error {
	d, err := dutyOf(ctx, tx, i.ID, accountID)
	if err != nil {
		return err
	}
	only, err := onlyAssigned(ctx, tx, i.SeasonID)
	if err != nil {
		return err
	}
	return d.permits(only)
}

// fillDuty finds what stands between the reader of x and its case.
func (s *Service) fillDuty(ctx context.Context, tx *db.Tx, actor auth.Actor, x *Scoring) (err error) {
	if !mayScore(actor, x.Case.UnitPath) {
		return nil
	}
	if x.Duty, err = dutyOf(ctx, tx, x.Case.InitiativeID, actor.AccountID); err != nil {
		return err
	}
	only, err := onlyAssigned(ctx, tx, x.Season.ID)
	if err != nil {
		return err
	}
	x.Blocked = x.Duty.permits(only)
	if s.Conflicts != nil {
		x.Conflict, err = s.Conflicts.Between(ctx, tx, actor.AccountID, x.Case.InitiativeID)
	}
	return err
}

// Abstain says that the actor would rather not judge an initiative; it counts as
// neither and somebody else is to take over. A sheet that is handed in has to be
// taken back before.
func (s *Service) Abstain(ctx context.Context, actor auth.Actor, initiativeID string, in AbstainInput) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		i, _, err := s.scorable(ctx, tx, actor, initiativeID)
		if err != nil {
			return err
		}
		if err := in.check(); err != nil {
			return err
		}
		own, err := ownSheet(ctx, tx, i.ID, actor.AccountID)
		if err != nil && !errors.Is(err, fault.NotFound) {
			return err
		}
		if own.HandedIn() {
			return fault.Refuse("Phiếu của bạn đã nộp. Rút phiếu về trước rồi mới xin không chấm.")
		}
		return s.resign(ctx, tx, actor, i, tx.Now, in.Reason, "review.abstained")
	})
}

// Resume takes back what Abstain said.
func (s *Service) Resume(ctx context.Context, actor auth.Actor, initiativeID string) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		i, _, err := s.scorable(ctx, tx, actor, initiativeID)
		if err != nil {
			return err
		}
		return s.resign(ctx, tx, actor, i, time.Time{}, "", "review.resumed")
	})
}

func (s *Service) resign(ctx context.Context, tx *db.Tx, actor auth.Actor, i initiative.Initiative, at time.Time, reason, act string) error {
	d, err := dutyOf(ctx, tx, i.ID, actor.AccountID)
	if err != nil {
		return err
	}
	if d.Abstained() == !at.IsZero() && d.Reason == reason { // pressed twice
		return nil
	}
	d.InitiativeID, d.AccountID, d.SeasonID, d.Account, d.AbstainedAt, d.Reason = i.ID, actor.AccountID, i.SeasonID, actor.Name, at, reason
	if err := putDuty(ctx, tx, d); err != nil {
		return err
	}
	return audit.Record(ctx, tx, actor, audit.Act{Name: act, Kind: "initiative", ObjectID: i.ID, Title: i.Title, UnitPath: i.UnitPath, After: map[string]any{"reason": reason}})
}

// SendBack returns the report of an initiative to its registrant with what is
// missing and until when. Sheets stay and count again when it comes back.
func (s *Service) SendBack(ctx context.Context, actor auth.Actor, initiativeID string, in initiative.Return) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		i, _, err := s.scorable(ctx, tx, actor, initiativeID)
		if err != nil {
			return err
		}
		return s.initiatives.SendBackFromReview(ctx, tx, actor, i.ID, in)
	})
}

// Settled keeps who may not judge a case in step with the conflicts of interest
// that people settled; a sheet of somebody who may not counts no longer.
func (s *Service) Settled(ctx context.Context, tx *db.Tx, x conflict.Interest) error {
	d, err := dutyOf(ctx, tx, x.InitiativeID, x.AccountID)
	if err != nil {
		return err
	}
	d.InitiativeID, d.AccountID, d.SeasonID, d.Account, d.Barred = x.InitiativeID, x.AccountID, x.SeasonID, x.Account, x.State == conflict.Confirmed
	if err := putDuty(ctx, tx, d); err != nil {
		return err
	}
	c, err := findCase(ctx, tx, x.InitiativeID)
	switch {
	case errors.Is(err, fault.NotFound):
		return nil
	case err != nil:
		return err
	case c.Result.Recorded(): // what the council had before it stays
		return nil
	}
	return addUp(ctx, tx, x.InitiativeID)
}
