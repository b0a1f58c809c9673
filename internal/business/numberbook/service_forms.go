package numberbook

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// FormList is how numbers are written, everywhere.
type FormList struct {
	Forms  []Form
	Kinds  []Kind
	Writes bool // the reader may change it
	Today  clock.Date
}

// Forms lists how numbers are written, to administrators.
func (s *Service) Forms(ctx context.Context, actor auth.Actor) (l FormList, err error) {
	if !actor.Has(auth.Administrator) {
		return l, fault.NotFound
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		l = FormList{Writes: mayForm(actor), Today: clock.DayOf(tx.Now)}
		if l.Forms, err = allForms(ctx, tx); err != nil {
			return err
		}
		l.Kinds, err = allKinds(ctx, tx)
		return err
	})
	return l, err
}

// Form finds how one kind of number is written, as the form that changes it.
func (s *Service) Form(ctx context.Context, actor auth.Actor, id string) (in FormInput, err error) {
	if !mayForm(actor) || uuid.Validate(id) != nil {
		return in, fault.NotFound
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		f, err := findForm(ctx, tx, id)
		in = FormInput{Line: f.Line, DocType: f.DocType, Pattern: f.Pattern, Period: f.Period, Source: f.Source, VerifiedBy: f.VerifiedBy}
		return err
	})
	return in, err
}

// AddForm says how numbers are written from a day on; what held before ends the
// day before. Books that are open keep theirs.
func (s *Service) AddForm(ctx context.Context, actor auth.Actor, in FormInput) error {
	if !mayForm(actor) {
		return fault.Forbidden
	}
	return s.db.Update(ctx, func(tx *db.Tx) error {
		kinds, err := allKinds(ctx, tx)
		if err != nil {
			return err
		}
		f, err := in.form(kinds)
		if err != nil {
			return err
		}
		if _, err := findForm(ctx, tx, f.ID); !errors.Is(err, fault.NotFound) {
			return err // sent twice
		}
		all, err := allForms(ctx, tx)
		if err != nil {
			return err
		}
		var before any
		for _, o := range all {
			if o.Line != f.Line || o.DocType != f.DocType || !o.Days.Meets(f.Days) {
				continue
			}
			if !f.Days.From.After(o.Days.From) {
				return fault.Invalid{"from": fault.Say("Từ ngày %s đã có mẫu %s. Chọn ngày sau đó.", o.Days.From.String(), o.Pattern)}
			}
			before = o.trail()
			if err := endForm(ctx, tx, o.ID, f.Days.From.AddDays(-1)); err != nil {
				return err
			}
		}
		if err := insertForm(ctx, tx, f, actor.Name); err != nil {
			return err
		}
		return audit.Record(ctx, tx, actor, audit.Act{
			Name: "numberbook.form_added", Kind: "numberbook", ObjectID: f.ID, Title: f.Pattern, UnitPath: "/", Before: before, After: f.trail(),
		})
	})
}

func (f Form) trail() map[string]any {
	return map[string]any{"line": f.Line, "type": f.DocType, "pattern": f.Pattern, "period": f.Period, "from": f.Days.From, "source": f.Source, "verified_by": f.VerifiedBy}
}
