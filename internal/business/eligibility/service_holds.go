package eligibility

import (
	"context"
	"errors"

	"kheo/internal/business/participant"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// HoldQuery narrows the list of holds.
type HoldQuery struct {
	State string `form:"tinh-trang"` // empty: in force; "het": ended; "tat-ca": all
	After string `form:"sau"`
}

// HoldRow is a hold with the name of whom it concerns.
type HoldRow struct {
	Hold
	Name     string
	Kind     participant.Kind
	MayWrite bool
}

// HoldList is what the page of holds shows.
type HoldList struct {
	Rows     []HoldRow
	More     bool
	Query    HoldQuery
	Today    clock.Date
	Months   int64 // for how long after its end a hold is kept
	MayWrite bool
}

const holdsOnPage = 50

// Holds lists the holds that actor may see, the newest first. To whom they are not
// open there is no such list.
func (s *Service) Holds(ctx context.Context, actor auth.Actor, q HoldQuery) (HoldList, error) {
	paths := actor.Paths(holdReaders()...)
	if len(paths) == 0 {
		return HoldList{}, fault.NotFound
	}
	return view(ctx, s, func(tx *db.Tx) (HoldList, error) {
		l := HoldList{Query: q, Today: clock.DayOf(tx.Now), MayWrite: actor.Has(auth.Appraiser) && actor.May(auth.WriteScope)}
		kept, err := findRetention(ctx, tx)
		if err != nil {
			return l, err
		}
		l.Months = kept.Months
		all, err := holdList(ctx, tx, paths, q, l.Today, holdsOnPage+1)
		if err != nil {
			return l, err
		}
		l.More = len(all) > holdsOnPage
		for _, h := range all[:min(len(all), holdsOnPage)] {
			row, err := s.rowOf(ctx, tx, actor, h)
			if err != nil {
				return l, err
			}
			l.Rows = append(l.Rows, row)
		}
		return l, nil
	})
}

func (s *Service) rowOf(ctx context.Context, tx *db.Tx, actor auth.Actor, h Hold) (HoldRow, error) {
	p, err := s.participants.Participant(ctx, tx, h.ParticipantID)
	return HoldRow{h, p.Name, p.Kind, mayHold(actor, h.UnitPath)}, err
}

// SeeHold shows one hold to who may see it.
func (s *Service) SeeHold(ctx context.Context, actor auth.Actor, id string) (HoldRow, error) {
	return view(ctx, s, func(tx *db.Tx) (HoldRow, error) {
		h, err := findHold(ctx, tx, id)
		if err != nil {
			return HoldRow{}, err
		}
		if !maySeeHold(actor, h.UnitPath) {
			return HoldRow{}, fault.NotFound
		}
		return s.rowOf(ctx, tx, actor, h)
	})
}

// HoldForm is what the form of a new hold needs.
type HoldForm struct {
	Categories []Category
	Found      []participant.Hit
	Units      map[string]string // names of their units by id
}

// HoldForm looks for participants by the words that were typed, among those for whom
// actor may record a hold.
func (s *Service) HoldForm(ctx context.Context, actor auth.Actor, words string) (HoldForm, error) {
	if len(actor.Paths(holdReaders()...)) == 0 {
		return HoldForm{}, fault.NotFound
	}
	paths := actor.Paths(auth.Appraiser)
	if len(paths) == 0 || !actor.May(auth.WriteScope) {
		return HoldForm{}, fault.Forbidden
	}
	return view(ctx, s, func(tx *db.Tx) (f HoldForm, err error) {
		if f.Categories, err = categories(ctx, tx); err != nil {
			return f, err
		}
		if f.Found, err = s.participants.Search(ctx, tx, participant.Query{Words: words, Paths: paths, Limit: 10}); err != nil {
			return f, err
		}
		f.Units = map[string]string{}
		for _, h := range f.Found {
			if _, known := f.Units[h.UnitID]; known {
				continue
			}
			unit, err := s.units.Unit(ctx, tx, h.UnitID)
			if err != nil {
				return f, err
			}
			f.Units[h.UnitID] = unit.Name
		}
		return f, nil
	})
}

// RecordHold records that a participant may not be proposed for now. Sending it
// twice records one.
func (s *Service) RecordHold(ctx context.Context, actor auth.Actor, in HoldInput) (h Hold, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		if h, err = in.hold(clock.DayOf(tx.Now), actor.Name, tx.Now); err != nil {
			return err
		}
		p, err := s.participants.Participant(ctx, tx, h.ParticipantID)
		if err != nil {
			return err
		}
		h.UnitPath = p.UnitPath
		if err := mayTouch(actor, h); err != nil {
			return err
		}
		if before, err := findHold(ctx, tx, h.ID); !errors.Is(err, fault.NotFound) {
			h = before
			return errors.Join(err, mayTouch(actor, before))
		}
		h.Category, err = findCategory(ctx, tx, h.Category.ID)
		if errors.Is(err, fault.NotFound) || err == nil && h.Category.SupersededBy != "" {
			return fault.Invalid{"category": fault.Say("Chọn loại tạm dừng.")}
		}
		if err != nil {
			return err
		}
		if err := insertHold(ctx, tx, h); err != nil {
			return err
		}
		return recordHold(ctx, tx, actor, "eligibility.held", h, true)
	})
	return h, err
}

func mayTouch(actor auth.Actor, h Hold) error {
	switch {
	case !maySeeHold(actor, h.UnitPath):
		return fault.NotFound
	case !mayHold(actor, h.UnitPath):
		return fault.Forbidden
	}
	return nil
}

// LiftHold ends a hold today.
func (s *Service) LiftHold(ctx context.Context, actor auth.Actor, id string, version int64) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		h, err := findHold(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := mayTouch(actor, h); err != nil {
			return err
		}
		if !h.LiftedOn.IsZero() { // pressed twice
			return nil
		}
		if err := liftHold(ctx, tx, id, version, clock.DayOf(tx.Now), actor.Name); err != nil {
			return err
		}
		return recordHold(ctx, tx, actor, "eligibility.lifted", h, false)
	})
}

// recordHold keeps in the trail that there is a hold, or no more, and of which kind:
// neither whom it concerns by name nor who attested it.
func recordHold(ctx context.Context, tx *db.Tx, actor auth.Actor, act string, h Hold, held bool) error {
	return audit.Record(ctx, tx, actor, audit.Act{
		Name: act, Kind: "eligibility_hold", ObjectID: h.ID, Title: h.Category.Label, UnitPath: h.UnitPath,
		After: map[string]any{"held": held, "category": h.Category.Code},
	})
}

// Sweep deletes the holds that ended as many months ago as they are kept. Package
// app calls it every day.
func (s *Service) Sweep(ctx context.Context) (n int, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		n = 0
		kept, err := findRetention(ctx, tx)
		if err != nil {
			return err
		}
		today := clock.DayOf(tx.Now)
		last := clock.DayOf(today.Time().AddDate(0, -int(kept.Months), 0))
		ended, err := endedHolds(ctx, tx, last)
		if err != nil {
			return err
		}
		for _, h := range ended {
			if err := db.Exec(ctx, tx, `DELETE FROM eligibility_hold WHERE id = $1`, h.ID); err != nil {
				return err
			}
			if err := recordHold(ctx, tx, audit.System, "eligibility.hold_deleted", h, false); err != nil {
				return err
			}
			n++
		}
		return nil
	})
	return n, err
}
