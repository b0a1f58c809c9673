package award

import (
	"context"
	"errors"
	"slices"

	"github.com/google/uuid"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/platform/text"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// Money is what bonuses are reckoned from.
type Money struct {
	Salaries  []Salary   // the latest first, the replaced ones too
	Roundings []Rounding // likewise
	Today     clock.Date
	Writes    bool
}

// Money lists every base salary and every rule of rounding.
func (s *Service) Money(ctx context.Context, actor auth.Actor) (m Money, err error) {
	if !maySee(actor) {
		return m, fault.NotFound
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		m = Money{Today: clock.DayOf(tx.Now), Writes: mayWrite(actor)}
		if m.Salaries, err = salaries(ctx, tx); err != nil {
			return err
		}
		m.Roundings, err = roundings(ctx, tx)
		return err
	})
	return m, err
}

// Salary finds one of m by id, or fault.NotFound.
func (m Money) Salary(id string) (Salary, error) {
	at := slices.IndexFunc(m.Salaries, func(x Salary) bool { return x.ID == id })
	if at < 0 {
		return Salary{}, fault.NotFound
	}
	return m.Salaries[at], nil
}

// Rounding finds one of m by id, or fault.NotFound.
func (m Money) Rounding(id string) (Rounding, error) {
	at := slices.IndexFunc(m.Roundings, func(x Rounding) bool { return x.ID == id })
	if at < 0 {
		return Rounding{}, fault.NotFound
	}
	return m.Roundings[at], nil
}

// SalaryInput is the form of a base salary.
type SalaryInput struct {
	ID     string     `form:"id"`
	Amount int64      `form:"amount"`
	From   clock.Date `form:"effective_from"`
	To     clock.Date `form:"effective_to"`
	Source string     `form:"source"`
}

const mostSalary = 1_000_000_000 // đồng

func (in SalaryInput) salary() (Salary, error) {
	x := Salary{Span: clock.Span{From: in.From, To: in.To}, ID: newID(in.ID), Amount: in.Amount, Source: text.Clean(in.Source), Version: 1}
	v := fault.Invalid{}
	v.Check(x.Amount > 0 && x.Amount <= mostSalary, "amount", "Ghi mức lương cơ sở một tháng bằng đồng, ví dụ 2.530.000.")
	v.Check(!x.From.IsZero(), "effective_from", "Chọn ngày có hiệu lực.")
	written(v, "source", x.Source, "Ghi văn bản và điều khoản làm nguồn.")
	return x, v.Err()
}

// newID is id, or a fresh one.
func newID(id string) string {
	if uuid.Validate(id) != nil {
		return uuid.Must(uuid.NewV7()).String()
	}
	return id
}

// SetSalary adds a base salary from a day on. The one before it ends the day
// before; one from the same day gives way to it. Sending twice makes one.
func (s *Service) SetSalary(ctx context.Context, actor auth.Actor, in SalaryInput) (x Salary, err error) {
	if !mayWrite(actor) {
		return x, fault.Forbidden
	}
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		if x, err = in.salary(); err != nil {
			return err
		}
		all, err := salaries(ctx, tx)
		if err != nil {
			return err
		}
		if before, err := (Money{Salaries: all}).Salary(x.ID); !errors.Is(err, fault.NotFound) { // sent twice
			x = before
			return err
		}
		var live []edition
		for _, e := range all {
			if e.SupersededBy == "" {
				live = append(live, edition{e.Span, e.ID})
			}
		}
		cut, replaced, err := fit(live, "", x.Span)
		if err != nil {
			return err
		}
		if err := insertSalary(ctx, tx, x, actor.Name); err != nil {
			return err
		}
		if err := makeRoom(ctx, tx, salaryTable, cut, replaced, x.ID, x.From); err != nil {
			return err
		}
		return audit.Record(ctx, tx, actor, audit.Act{Name: "award.salary_added", Kind: "award_money", ObjectID: x.ID, Title: x.title(), UnitPath: root(actor), After: x.trail()})
	})
	return x, err
}

func (s Salary) title() string { return i18n.Group(s.Amount, ".") + " đ" + ", " + s.From.String() }

// RoundingInput is the form of a rule of rounding.
type RoundingInput struct {
	ID        string     `form:"id"`
	Step      int64      `form:"step"`
	Direction Direction  `form:"direction"`
	From      clock.Date `form:"effective_from"`
	To        clock.Date `form:"effective_to"`
	Source    string     `form:"source"`
}

func (in RoundingInput) rounding() (Rounding, error) {
	x := Rounding{Span: clock.Span{From: in.From, To: in.To}, ID: newID(in.ID), Step: in.Step, Direction: in.Direction, Source: text.Clean(in.Source), Version: 1}
	v := fault.Invalid{}
	v.Check(x.Step > 0 && x.Step <= 1_000_000, "step", "Ghi bước làm tròn bằng đồng, ví dụ 10.000.")
	v.Check(slices.Contains(Directions(), x.Direction), "direction", "Chọn cách làm tròn.")
	v.Check(!x.From.IsZero(), "effective_from", "Chọn ngày có hiệu lực.")
	written(v, "source", x.Source, "Ghi văn bản và điều khoản làm nguồn.")
	return x, v.Err()
}

// SetRounding adds a rule of rounding, as SetSalary does a salary.
func (s *Service) SetRounding(ctx context.Context, actor auth.Actor, in RoundingInput) (x Rounding, err error) {
	if !mayWrite(actor) {
		return x, fault.Forbidden
	}
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		if x, err = in.rounding(); err != nil {
			return err
		}
		all, err := roundings(ctx, tx)
		if err != nil {
			return err
		}
		if before, err := (Money{Roundings: all}).Rounding(x.ID); !errors.Is(err, fault.NotFound) { // sent twice
			x = before
			return err
		}
		var live []edition
		for _, e := range all {
			if e.SupersededBy == "" {
				live = append(live, edition{e.Span, e.ID})
			}
		}
		cut, replaced, err := fit(live, "", x.Span)
		if err != nil {
			return err
		}
		if err := insertRounding(ctx, tx, x, actor.Name); err != nil {
			return err
		}
		if err := makeRoom(ctx, tx, roundingTable, cut, replaced, x.ID, x.From); err != nil {
			return err
		}
		return audit.Record(ctx, tx, actor, audit.Act{Name: "award.rounding_added", Kind: "award_money", ObjectID: x.ID, Title: x.title(), UnitPath: root(actor), After: x.trail()})
	})
	return x, err
}

func (r Rounding) title() string { return i18n.Group(r.Step, ".") + " đ" + ", " + r.From.String() }

// VerifySalary keeps who compared a base salary with its source.
func (s *Service) VerifySalary(ctx context.Context, actor auth.Actor, id string, in VerifyInput) error {
	return s.verifyMoney(ctx, actor, id, in, func(m Money) (table, title string, err error) {
		x, err := m.Salary(id)
		return salaryTable, x.title(), err
	})
}

// VerifyRounding keeps who compared a rule of rounding with its source.
func (s *Service) VerifyRounding(ctx context.Context, actor auth.Actor, id string, in VerifyInput) error {
	return s.verifyMoney(ctx, actor, id, in, func(m Money) (table, title string, err error) {
		x, err := m.Rounding(id)
		return roundingTable, x.title(), err
	})
}

func (s *Service) verifyMoney(ctx context.Context, actor auth.Actor, id string, in VerifyInput, find func(Money) (table, title string, err error)) error {
	if !mayWrite(actor) {
		return fault.Forbidden
	}
	m, err := s.Money(ctx, actor)
	if err != nil {
		return err
	}
	table, title, err := find(m)
	if err != nil {
		return err
	}
	if err := in.clean(); err != nil {
		return err
	}
	return s.db.Update(ctx, func(tx *db.Tx) error {
		if err := verify(ctx, tx, table, id, in.Version, in.By); err != nil {
			return err
		}
		return audit.Record(ctx, tx, actor, audit.Act{Name: "award.money_verified", Kind: "award_money", ObjectID: id, Title: title, UnitPath: root(actor),
			After: map[string]any{"verified_by": in.By}})
	})
}
