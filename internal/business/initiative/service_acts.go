package initiative

import (
	"context"

	"kheo/internal/business/campaign"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// Accept takes a registration in; the report is due when the season says.
func (s *Service) Accept(ctx context.Context, actor auth.Actor, id string) error {
	return s.change(ctx, actor, id, "", permitReceive, accept)
}

// AcceptMany takes several registrations in at once: all of them or, when one may
// not be, none. Those that were taken in before stay as they are. It returns how
// many are new.
func (s *Service) AcceptMany(ctx context.Context, actor auth.Actor, ids []string) (n int, err error) {
	if len(ids) > maxTogether {
		return 0, fault.Refuse("Mỗi lần tiếp nhận tối đa %d hồ sơ.", maxTogether)
	}
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		n = 0
		for _, id := range ids {
			i, err := find(ctx, tx, id)
			if err != nil {
				return err
			}
			if !maySee(actor, i) {
				return fault.NotFound
			}
			if i.State.Public() && works(actor, i.UnitPath, auth.Appraiser) {
				continue
			}
			if err := s.changeIn(ctx, tx, actor, i, "", permitReceive, accept); err != nil {
				return err
			}
			n++
		}
		return nil
	})
	return n, err
}

const maxTogether = 200

func accept(tx *db.Tx, i *Initiative, season campaign.Season) error {
	if err := i.move(Accepted, tx.Now); err != nil {
		return err
	}
	i.DueOn = season.ReportBy
	return nil
}

// Return is what an appraiser says when a registration is not complete.
type Return struct {
	Reason string     `form:"reason" json:"reason"`
	DueOn  clock.Date `form:"due_on" json:"due_on"`
}

// SendBack returns a registration with what is missing and until when.
func (s *Service) SendBack(ctx context.Context, actor auth.Actor, id string, in Return) error {
	return s.change(ctx, actor, id, in.Reason, permitReceive, func(tx *db.Tx, i *Initiative, _ campaign.Season) error {
		return i.sendBack(in.Reason, in.DueOn, clock.DayOf(tx.Now), tx.Now)
	})
}

// OpenReview takes a reported initiative to the appraisers and the council.
func (s *Service) OpenReview(ctx context.Context, actor auth.Actor, id string) error {
	return s.change(ctx, actor, id, "", permitOpenReview, func(tx *db.Tx, i *Initiative, season campaign.Season) error {
		if err := i.move(UnderReview, tx.Now); err != nil {
			return err
		}
		i.DueOn = season.ScoreBy
		return nil
	})
}

// Sustain says that a decided initiative is kept alive, or that it has ended.
func (s *Service) Sustain(ctx context.Context, actor auth.Actor, id string, to State, reason string) error {
	return s.change(ctx, actor, id, reason, permitSustain, func(tx *db.Tx, i *Initiative, _ campaign.Season) error {
		if to != KeptAlive && to != Ended {
			return fault.Invalid{"state": fault.Say("Chọn “đang duy trì” hoặc “đã kết thúc”.")}
		}
		return i.move(to, tx.Now)
	})
}

// change loads an initiative, asks permit, lets do alter it and keeps it with its
// event and its place in the trail.
func (s *Service) change(ctx context.Context, actor auth.Actor, id, reason string, permit permission, do alteration) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		i, err := find(ctx, tx, id)
		if err != nil {
			return err
		}
		if !maySee(actor, i) {
			return fault.NotFound
		}
		return s.changeIn(ctx, tx, actor, i, reason, permit, do)
	})
}

type (
	permission func(auth.Actor, Initiative) error
	alteration func(*db.Tx, *Initiative, campaign.Season) error
)

func (s *Service) changeIn(ctx context.Context, tx *db.Tx, actor auth.Actor, i Initiative, reason string, permit permission, do alteration) error {
	if err := permit(actor, i); err != nil {
		return err
	}
	season, err := s.campaigns.Season(ctx, tx, i.SeasonID)
	if err != nil {
		return err
	}
	return s.moveTo(ctx, tx, actor, &i, reason, func(i *Initiative) error { return do(tx, i, season) })
}
