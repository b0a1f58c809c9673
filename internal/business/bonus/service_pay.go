package bonus

import (
	"context"

	"kheo/internal/business/recognition"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// Pay records that lines of an approved sheet were paid. Sending twice records once.
func (s *Service) Pay(ctx context.Context, actor auth.Actor, decisionID string, in PayInput) error {
	return s.change(ctx, actor, decisionID, in.Version, "bonus.paid", mayWrite, func(tx *db.Tx, _ recognition.Decision, l *ledger, by stamp) error {
		if err := in.check(clock.DayOf(tx.Now)); err != nil {
			return err
		}
		return l.pay(in.Lines, in.PaidOn, in.Doc, by)
	})
}

// Unpay takes payments back that the actor has recorded on the same day.
func (s *Service) Unpay(ctx context.Context, actor auth.Actor, decisionID string, in PayInput) error {
	return s.change(ctx, actor, decisionID, in.Version, "bonus.unpaid", mayWrite, func(_ *db.Tx, _ recognition.Decision, l *ledger, by stamp) error {
		return l.unpay(in.Lines, by)
	})
}

// Decline records that the bonus of a line is not paid, with the reason.
func (s *Service) Decline(ctx context.Context, actor auth.Actor, decisionID, lineID string, in ActInput) error {
	return s.change(ctx, actor, decisionID, in.Version, "bonus.declined", mayWrite, func(_ *db.Tx, _ recognition.Decision, l *ledger, by stamp) error {
		v := in.check()
		v.Check(in.Note != "", "note", "Ghi một câu vì sao không chi.")
		if err := v.Err(); err != nil {
			return err
		}
		if !l.Plan.Frozen {
			return fault.Refuse("Quyết định chưa ban hành. Dòng không có thưởng thì ghi số tiền 0 khi lập bảng.")
		}
		return l.decline(lineID, in.Note, by)
	})
}

// TakeBack records money of a revoked line that came back, in one or more parts.
func (s *Service) TakeBack(ctx context.Context, actor auth.Actor, decisionID, lineID string, in ActInput) error {
	return s.change(ctx, actor, decisionID, in.Version, "bonus.recovered", mayWrite, func(tx *db.Tx, _ recognition.Decision, l *ledger, by stamp) error {
		v := in.check()
		v.Check(!in.RecoveredOn.IsZero(), "recovered_on", "Chọn ngày thu tiền về.")
		v.Check(!in.RecoveredOn.After(clock.DayOf(tx.Now)), "recovered_on", "Ngày thu tiền về chưa tới.")
		v.Check(in.Note != "", "note", "Ghi số phiếu thu hoặc một câu.")
		if err := v.Err(); err != nil {
			return err
		}
		return l.takeBack(lineID, in.Amount, in.RecoveredOn, in.Note, by)
	})
}
