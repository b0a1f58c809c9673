package org

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// Effect is what an event does to one unit and what the unit holds.
type Effect struct {
	Relation Relation
	Unit     Unit   // as it was
	To       []Unit // what follows it, or itself as it is then
	Detail   string
	Accounts int
	Held     []Held
}

// Held counts things of one kind in a unit.
type Held struct {
	Label     string // a source text of i18n
	All, Open int
}

// Open counts the open work of all kinds.
func (e Effect) Open() (n int) {
	for _, h := range e.Held {
		n += h.Open
	}
	return n
}

// Outcome is an event and everything that it does.
type Outcome struct {
	Event   Event
	Effects []Effect
}

// errTried undoes a transaction that only tried.
var errTried = errors.New("only tried")

// Preview tries a draft and tells what it would do; nothing is kept.
func (s *Service) Preview(ctx context.Context, actor auth.Actor, d Draft) (o Outcome, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		if o, err = s.enter(ctx, tx, actor, d, &actor); err != nil {
			return err
		}
		return errTried
	})
	if errors.Is(err, errTried) {
		err = nil
	}
	return o, err
}

// Enter lets a draft happen, today or on its day. Sending the same draft twice
// makes one event. Of a planned one it keeps what Withdraw needs.
func (s *Service) Enter(ctx context.Context, actor auth.Actor, d Draft) (o Outcome, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		if uuid.Validate(d.ID) == nil {
			if e, err := s.event(ctx, tx, d.ID); !errors.Is(err, fault.NotFound) {
				o = Outcome{Event: e}
				return errors.Join(err, s.mayChange(ctx, tx, actor, d.ID))
			}
		}
		if d.On.IsZero() { // refused, with everything else that is missing
			o, err = s.enter(ctx, tx, actor, d, &actor)
			return err
		}
		had, err := seamsAt(ctx, tx, d.On)
		if err != nil {
			return err
		}
		if o, err = s.enter(ctx, tx, actor, d, &actor); err != nil || o.Event.State != Planned {
			return err
		}
		return insertSeams(ctx, tx, o.Event, had)
	})
	return o, err
}

// enter applies d for asker, who needs to manage every unit that it touches; a
// nil asker is Khéo itself.
func (s *Service) enter(ctx context.Context, tx *db.Tx, actor auth.Actor, d Draft, asker *auth.Actor) (Outcome, error) {
	b, err := s.book(ctx, tx)
	if err != nil {
		return Outcome{}, err
	}
	if asker != nil && !b.mayEnter(*asker, d) {
		return Outcome{}, fault.NotFound
	}
	was := make(map[string]Unit, len(b.lives))
	for _, l := range b.lives {
		was[l.ID] = l.Unit
	}
	o := Outcome{}
	if o.Event, err = b.apply(d, clock.DayOf(tx.Now)); err != nil {
		return o, err
	}
	o.Event.CreatedAt, o.Event.CreatedBy = tx.Now, actor.Name
	if o.Effects, err = s.effects(ctx, tx, b, was, o.Event); err != nil {
		return o, err
	}
	if err := o.refuseOpen(d); err != nil {
		return o, err
	}
	if err := b.write(ctx, tx); err != nil {
		return o, err
	}
	if err := insertEvent(ctx, tx, o.Event); err != nil {
		return o, err
	}
	if o.Event.State == Done {
		err = s.carry(ctx, tx, b, was, o.Event)
	}
	return o, errors.Join(err, audit.Record(ctx, tx, actor, audit.Act{
		Name: "org.event_entered", Kind: "unit_event", ObjectID: o.Event.ID, Title: o.Event.Basis, UnitPath: o.path(), After: o.Event,
	}))
}

// path is where the event belongs in the trail: under the first unit it touches.
func (o Outcome) path() string {
	for _, e := range o.Effects {
		return e.Unit.Path
	}
	return ""
}

// mayEnter needs the administration of every old unit and of every parent.
func (b *Book) mayEnter(actor auth.Actor, d Draft) bool {
	manages := func(id string) bool {
		l := b.byID[id]
		return l == nil || mayManage(actor, l.Path)
	}
	for _, n := range d.New {
		if !manages(n.Parent) || n.Parent == "" && !mayFoundRoot(actor, d) {
			return false
		}
	}
	return mayAdminister(actor) && !slices.ContainsFunc(d.Changes, func(c Change) bool { return !manages(c.Old) || !manages(c.New) })
}

// refuseOpen: what is split or abolished must be free of open work first; what is
// wholly replaced hands it on.
func (o Outcome) refuseOpen(d Draft) error {
	if o.Event.State == Planned {
		return nil
	}
	v := fault.Invalid{}
	for _, e := range o.Effects {
		if open := e.Open(); open > 0 && (e.Relation == Part || e.Relation == Abolish) {
			i := slices.IndexFunc(d.Changes, func(c Change) bool { return c.Old == e.Unit.ID })
			v.Check(false, fmt.Sprintf("change.%d", i+1),
				"%s còn %d việc đang mở (mùa thi đua, mô hình). Xin kết thúc hoặc bàn giao trước khi đơn vị kết thúc.", e.Unit.Name, open)
		}
	}
	return v.Err()
}

// effects tells, line by line, what an event does.
func (s *Service) effects(ctx context.Context, tx *db.Tx, b *Book, was map[string]Unit, e Event) (all []Effect, err error) {
	accounts, err := auth.HeldBy(ctx, tx)
	if err != nil {
		return nil, err
	}
	holdings := make([]Holdings, len(s.Holders))
	for i, h := range s.Holders {
		if holdings[i], err = h.Holdings(ctx, tx); err != nil {
			return nil, err
		}
	}
	at := map[string]int{}
	for _, line := range e.Successions {
		id := line.OldID
		if id == "" {
			id = line.NewID
		}
		i, seen := at[id]
		if !seen || line.Relation != Part {
			unit, old := was[id]
			if !old {
				unit = b.byID[id].Unit
			}
			effect := Effect{Relation: line.Relation, Unit: unit, Detail: line.Detail, Accounts: accounts[id]}
			for _, h := range holdings {
				if n := h.All[id]; n > 0 {
					effect.Held = append(effect.Held, Held{h.Label, n, h.Open[id]})
				}
			}
			i, at[id] = len(all), len(all)
			all = append(all, effect)
		}
		if next := b.byID[line.NewID]; next != nil && line.OldID != "" {
			all[i].To = append(all[i].To, b.asOf(next, e.On))
		}
	}
	return all, nil
}

// asOf is the unit as it is on day.
func (b *Book) asOf(l *Life, day clock.Date) Unit {
	copied := *l
	b.settle(&copied, day)
	return copied.Unit
}
