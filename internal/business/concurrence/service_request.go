package concurrence

import (
	"context"
	"errors"
	"slices"

	"kheo/internal/business/recognition"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// Ask begins a request about lines of a draft; sending the same input twice makes
// one. What is wrong is fault.Invalid by field.
func (s *Service) Ask(ctx context.Context, actor auth.Actor, decisionID string, in AskInput) (r Request, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		d, err := s.drafting(ctx, tx, actor, decisionID)
		if err != nil {
			return err
		}
		id := newID(in.ID)
		if r, err = findRequest(ctx, tx, id); !errors.Is(err, fault.NotFound) {
			if err == nil && r.DecisionID != d.ID {
				err = fault.NotFound
			}
			return err // sent twice
		}
		if r, err = s.newRequest(ctx, tx, d, in); err != nil {
			return err
		}
		r.ID, r.CreatedBy = id, actor.Name
		if err := insertRequest(ctx, tx, r); err != nil {
			return err
		}
		return record(ctx, tx, actor, "concurrence.asked", d, nil, r.trail())
	})
	return r, err
}

func (s *Service) newRequest(ctx context.Context, tx *db.Tx, d recognition.Decision, in AskInput) (r Request, err error) {
	if err := in.check(); err != nil {
		return r, err
	}
	body, err := findBody(ctx, tx, in.BodyID)
	if errors.Is(err, fault.NotFound) || err == nil && body.Ended {
		return r, fault.Invalid{"body": fault.Say("Chọn cơ quan cần hỏi.")}
	}
	if err != nil {
		return r, err
	}
	if in.DueOn.IsZero() {
		usual, err := settings(ctx, tx)
		if err != nil {
			return r, err
		}
		in.DueOn = workingDays(in.AskedOn, usual[ReplyDays].Amount)
	}
	lines, err := s.decisions.Lines(ctx, tx, d.ID)
	if err != nil {
		return r, err
	}
	r = Request{
		DecisionID: d.ID, UnitPath: d.UnitPath, BodyID: body.ID, Body: body.Name, Asks: body.Asks, Number: in.Number,
		AskedOn: in.AskedOn, DueOn: in.DueOn, Whole: in.Whole == "1", State: Open, Version: 1, CreatedAt: tx.Now,
	}
	for _, l := range lines {
		if r.Whole || slices.Contains(in.Lines, l.ID) {
			r.Lines = append(r.Lines, Asked{LineID: l.ID, Key: keyOf(l), Name: l.Name, UnitName: l.UnitName, Title: l.Title})
		}
	}
	if len(r.Lines) == 0 {
		return r, fault.Invalid{"lines": fault.Say("Danh sách của quyết định chưa có dòng nào để hỏi.")}
	}
	return r, nil
}

// Enter writes number and days of the letter of an open request.
func (s *Service) Enter(ctx context.Context, actor auth.Actor, decisionID, id string, in NumberInput) error {
	return s.change(ctx, actor, decisionID, id, in.Version, "concurrence.entered", func(_ *db.Tx, r *Request) error {
		if r.State != Open {
			return fault.Refuse("Yêu cầu hiệp y này không còn chờ trả lời nên không sửa được nữa.")
		}
		if err := in.check(); err != nil {
			return err
		}
		r.Number, r.AskedOn, r.DueOn = in.Number, in.AskedOn, in.DueOn
		return nil
	})
}

// Withdraw takes a request back. One with a disagreement that nobody has settled
// stays: withdrawing is no way around it.
func (s *Service) Withdraw(ctx context.Context, actor auth.Actor, decisionID, id string, in EndInput) error {
	return s.change(ctx, actor, decisionID, id, in.Version, "concurrence.withdrawn", func(_ *db.Tx, r *Request) error {
		if err := in.check(); err != nil {
			return err
		}
		if left := r.Disputed(); len(left) > 0 {
			return fault.Refuse("%s không đồng ý về dòng “%s”. Yêu cầu này chỉ rút được khi người ký đã ghi ý kiến xử lý.", r.Body, left[0].Name)
		}
		r.State, r.Why = Withdrawn, in.Why
		return nil
	})
}

// change does something to a request while the decision is a draft; once it is
// withdrawn nothing is done to it any more.
func (s *Service) change(ctx context.Context, actor auth.Actor, decisionID, id string, version int64, act string, do func(*db.Tx, *Request) error) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		d, r, err := s.request(ctx, tx, actor, decisionID, id)
		if err != nil {
			return err
		}
		if _, err := s.drafting(ctx, tx, actor, decisionID); err != nil {
			return err
		}
		if r.State == Withdrawn {
			return errWithdrawn()
		}
		before := r.trail()
		if err := do(tx, &r); err != nil {
			return err
		}
		if err := updateRequest(ctx, tx, r, version); err != nil {
			return err
		}
		return record(ctx, tx, actor, act, d, before, r.trail())
	})
}

func errWithdrawn() error { return fault.Refuse("Yêu cầu hiệp y này đã được rút lại.") }

// RequestView is a request as its page shows it.
type RequestView struct {
	Request
	Decision recognition.Decision
	Writes   bool
	Settles  bool
	Today    clock.Date
}

// SeeRequest shows a request to who may see it.
func (s *Service) SeeRequest(ctx context.Context, actor auth.Actor, decisionID, id string) (v RequestView, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		d, r, err := s.request(ctx, tx, actor, decisionID, id)
		v = RequestView{
			Request: r, Decision: d, Writes: mayWrite(actor, d.UnitPath) && r.State != Withdrawn,
			Settles: maySettle(actor, d.UnitPath) && r.State != Withdrawn, Today: clock.DayOf(tx.Now),
		}
		return err
	})
	return v, err
}

// AskForm is what the form of a new request needs.
type AskForm struct {
	In       AskInput
	Decision recognition.Decision
	Lines    []recognition.Line
	Bodies   []Body
	Days     Setting // the usual time to answer
}

// AskForm prepares the form of a new request: asked today, about everything.
func (s *Service) AskForm(ctx context.Context, actor auth.Actor, decisionID string) (f AskForm, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		if f.Decision, err = s.drafting(ctx, tx, actor, decisionID); err != nil {
			return err
		}
		if f.Lines, err = s.decisions.Lines(ctx, tx, decisionID); err != nil {
			return err
		}
		if f.Bodies, err = bodies(ctx, tx); err != nil {
			return err
		}
		usual, err := settings(ctx, tx)
		f.Days = usual[ReplyDays]
		today := clock.DayOf(tx.Now)
		f.In = AskInput{ID: newID(""), AskedOn: today, DueOn: workingDays(today, f.Days.Amount), Whole: "1"}
		return err
	})
	return f, err
}
