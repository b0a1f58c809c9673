package bonus

import (
	"context"
	"errors"

	"kheo/internal/business/award"
	"kheo/internal/business/participant"
	"kheo/internal/business/recognition"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
)

// reckoned is what the catalogue says to the lines of a decision.
type reckoned struct {
	Award string
	Items []Item
	Why   map[participant.Kind]fault.Message
}

// sheet is the sheet of a first decision as it stands: what is stored once it is
// frozen, and otherwise worked out now with the amounts that were typed.
func (s *Service) sheet(ctx context.Context, tx *db.Tx, d recognition.Decision) (sheet Sheet, err error) {
	l, err := load(ctx, tx, d.ID)
	if err != nil {
		return sheet, err
	}
	sheet = Sheet{DecisionID: d.ID, Plan: l.Plan, BudgetLine: l.Plan.BudgetLine}
	r := reckoned{Items: l.Items}
	if l.Plan.Frozen {
		r.Award, _, err = s.edition(ctx, tx, d)
	} else {
		r, err = s.reckon(ctx, tx, d, l)
	}
	if err != nil {
		return sheet, err
	}
	sheet.Award, sheet.Items, sheet.Why = r.Award, r.Items, r.Why
	sheet.add()
	if l.Plan.FundID == "" {
		return sheet, nil
	}
	if sheet.Fund, err = findFund(ctx, tx, l.Plan.FundID); err != nil {
		return sheet, err
	}
	if !l.Plan.Frozen { // what the page shows is what the fund is measured by
		planned, paid := l.charge()
		nowPlanned, nowPaid := ledger{Items: sheet.Items}.charge()
		sheet.Fund.Planned += nowPlanned - planned
		sheet.Fund.Paid += nowPaid - paid
	}
	unit, err := s.units.Unit(ctx, tx, sheet.Fund.UnitID)
	sheet.Fund.UnitName = unit.Name
	return sheet, err
}

// edition finds the award of a decision: its name, and the edition of the
// catalogue, whose ID is empty when there is none.
func (s *Service) edition(ctx context.Context, tx *db.Tx, d recognition.Decision) (name string, a award.Award, err error) {
	id, err := s.Editions.AwardOf(ctx, tx, d.ID)
	if err != nil || id == "" {
		return d.Award, a, err
	}
	a, err = s.awards.Award(ctx, tx, id)
	if errors.Is(err, fault.NotFound) {
		return d.Award, award.Award{}, nil
	}
	return a.Name, a, err
}

// reckon works out the bonus of every line of d, with the amounts that were typed
// into stored where the catalogue knows none.
func (s *Service) reckon(ctx context.Context, tx *db.Tx, d recognition.Decision, stored ledger) (reckoned, error) {
	lines, err := s.lines(ctx, tx, d)
	if err != nil {
		return reckoned{}, err
	}
	return s.reckonLines(ctx, tx, d, lines, stored)
}

// lines are those of a draft, or those that stand of what is issued.
func (s *Service) lines(ctx context.Context, tx *db.Tx, d recognition.Decision) ([]recognition.Line, error) {
	if d.State == recognition.Issued {
		return s.Decisions.Standing(ctx, tx, d.ID)
	}
	return s.Decisions.Lines(ctx, tx, d.ID)
}

func (s *Service) reckonLines(ctx context.Context, tx *db.Tx, d recognition.Decision, lines []recognition.Line, stored ledger) (r reckoned, err error) {
	name, a, err := s.edition(ctx, tx, d)
	if err != nil || d.Kind != recognition.Commendation && len(a.Multiples) == 0 {
		return r, err // a decision that only recognises
	}
	day := d.DecidedOn
	if day.IsZero() {
		day = clock.DayOf(tx.Now)
	}
	r = reckoned{Award: name, Why: map[participant.Kind]fault.Message{}}
	known := map[participant.Kind]award.Bonus{}
	for _, l := range lines {
		b, seen := known[l.ParticipantKind]
		if !seen {
			if b, err = s.bonus(ctx, tx, a.ID, l.ParticipantKind, day); err != nil {
				return r, err
			}
			known[l.ParticipantKind] = b
			if !b.Known {
				r.Why[l.ParticipantKind] = b.Why
			}
		}
		r.Items = append(r.Items, itemOf(d, l, b, stored, tx))
	}
	return r, nil
}

func (s *Service) bonus(ctx context.Context, tx *db.Tx, awardID string, kind participant.Kind, day clock.Date) (award.Bonus, error) {
	if awardID == "" {
		return award.Bonus{Why: fault.Say("Hình thức khen không chọn từ danh mục. Người soạn ghi số tiền và căn cứ.")}, nil
	}
	return s.awards.Bonus(ctx, tx, awardID, kind, day)
}

// itemOf is the bonus of a line, made from what is stored of it.
func itemOf(d recognition.Decision, l recognition.Line, b award.Bonus, stored ledger, tx *db.Tx) Item {
	i := Item{LineID: l.ID, DecisionID: d.ID, UnitPath: d.UnitPath, State: Due, By: "Khéo", At: tx.Now}
	if was := stored.find(l.ID); was != nil {
		i = *was
	}
	i.DecidedOn, i.Position, i.Name, i.UnitName, i.Kind = d.DecidedOn, l.Position, l.Name, l.UnitName, l.ParticipantKind
	switch {
	case b.Known:
		if i.none() {
			i.State, i.Note = Due, ""
		}
		i.Amount, i.Basis, i.Typed, i.Verified = b.Amount, b.Basis, false, b.Verified
	case !i.Typed:
		i.Amount, i.Basis, i.Verified = 0, "", false
	}
	return i
}
