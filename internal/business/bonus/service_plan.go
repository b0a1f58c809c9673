package bonus

import (
	"context"
	"errors"
	"slices"
	"strings"

	"kheo/internal/business/recognition"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// Propose keeps the sheet of a draft or issued decision: every bonus that the
// catalogue knows, the typed amounts for the others, the fund. Whatever changes
// needs a new approval. Sending twice changes nothing.
func (s *Service) Propose(ctx context.Context, actor auth.Actor, decisionID string, in PlanInput) error {
	return s.change(ctx, actor, decisionID, in.Version, "bonus.proposed", mayWrite, func(tx *db.Tx, d recognition.Decision, l *ledger, by stamp) error {
		if err := in.check(); err != nil {
			return err
		}
		before := l.clone()
		if !l.Plan.Frozen {
			r, err := s.reckon(ctx, tx, d, *l)
			if err != nil {
				return err
			}
			if l.Items = r.Items; d.State == recognition.Issued {
				l.freeze(d)
			}
		}
		if len(l.Items) == 0 {
			return fault.Refuse("Quyết định này không kèm tiền thưởng.")
		}
		if err := in.apply(l.Items, by); err != nil {
			return err
		}
		if err := s.mayCharge(ctx, tx, actor, d, l.Plan.FundID, in.FundID); err != nil {
			return err
		}
		l.Plan.UnitPath, l.Plan.FundID, l.Plan.BudgetLine, l.Plan.Note = d.UnitPath, in.FundID, in.BudgetLine, in.Note
		if before.Plan.Version > 0 && l.same(before) {
			return nil
		}
		l.unapprove()
		l.Plan.ProposedID, l.Plan.ProposedBy, l.Plan.ProposedAt = by.ID, by.Name, by.At
		return nil
	})
}

// freeze marks that the decision d of l is issued.
func (l *ledger) freeze(d recognition.Decision) {
	l.Plan.Frozen, l.Plan.UnitPath = true, d.UnitPath
	for n := range l.Items {
		l.Items[n].Frozen, l.Items[n].DecidedOn = true, d.DecidedOn
	}
}

// mayCharge reports whether the sheet of d may be charged to a fund: one that the
// actor keeps, of the deciding body or above it, or the one that it is charged to.
func (s *Service) mayCharge(ctx context.Context, tx *db.Tx, actor auth.Actor, d recognition.Decision, now, next string) error {
	if next == "" || next == now {
		return nil
	}
	f, err := findFund(ctx, tx, next)
	if errors.Is(err, fault.NotFound) || err == nil && !chargeable(actor, d, f) {
		return fault.Invalid{"fund": fault.Say("Chọn quỹ trong danh sách.")}
	}
	return err
}

func chargeable(actor auth.Actor, d recognition.Decision, f Fund) bool {
	return mayWrite(actor, f.UnitPath) && strings.HasPrefix(d.UnitPath, f.UnitPath)
}

// Funds lists the funds that the actor may charge a decision to, of its year and the next.
func (s *Service) Funds(ctx context.Context, actor auth.Actor, decisionID string) (all []Fund, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		d, err := s.decision(ctx, tx, actor, decisionID)
		if err != nil {
			return err
		}
		l, err := load(ctx, tx, d.ID)
		if err != nil {
			return err
		}
		from := int64(tx.Now.Year())
		if !d.DecidedOn.IsZero() {
			from = int64(d.DecidedOn.Year())
		}
		w := &db.Where{}
		w.AnyUnder("f.unit_path", actor.Paths(writers()...))
		w.And("(f.year IN (?, ?) OR f.id = ?)", from, from+1, db.OrNull(l.Plan.FundID))
		if all, err = listFunds(ctx, tx, w); err != nil {
			return err
		}
		all = slices.DeleteFunc(all, func(f Fund) bool { return f.ID != l.Plan.FundID && !chargeable(actor, d, f) })
		return nil
	})
	return all, err
}

// Approve says that a sheet may be paid. Whoever proposed it may not; neither may it
// cost more than its fund has left, nor its list have changed since.
func (s *Service) Approve(ctx context.Context, actor auth.Actor, decisionID string, version int64) error {
	return s.change(ctx, actor, decisionID, version, "bonus.approved", mayApprove, func(tx *db.Tx, d recognition.Decision, l *ledger, by stamp) error {
		if l.Plan.Approved() {
			return nil // pressed twice
		}
		if !l.Plan.Frozen {
			r, err := s.reckon(ctx, tx, d, *l)
			if err != nil {
				return err
			}
			if l.Plan.Version > 0 && !slices.Equal(r.Items, l.Items) {
				return fault.Refuse("Danh sách đã đổi từ khi lập bảng tiền thưởng. Xin lập lại bảng rồi duyệt.")
			}
		}
		if err := l.approve(by); err != nil {
			return err
		}
		return l.fits(ctx, tx)
	})
}

// fits refuses a sheet that costs more than its fund has left.
func (l ledger) fits(ctx context.Context, tx *db.Tx) error {
	if l.Plan.FundID == "" {
		return nil
	}
	f, err := findFund(ctx, tx, l.Plan.FundID)
	if err != nil || f.Rest() >= 0 {
		return err
	}
	planned, paid := l.charge()
	return fault.Refuse("Bảng này %s đ, quỹ “%s” chỉ còn %s đ cho bảng này, thiếu %s đ.",
		grouped(planned+paid), f.Name, grouped(f.Rest()+planned+paid), grouped(-f.Rest()))
}
