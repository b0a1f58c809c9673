package org

import (
	"context"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// EventFilter narrows the list of events.
type EventFilter struct {
	Planned bool   // those to come, else those that happened or were withdrawn
	After   string // EventItem.Key of the last one already seen
	Limit   int
}

// Key is where the list of events goes on.
func (i EventItem) Key() string { return i.On.ISO() + "|" + i.ID }

// EventLine is one line of an event with the units as they are today.
type EventLine struct {
	Succession
	Old, New         Unit
	OldName, NewName string // on the day before, and on the day
	NewType          Type   // on the day
	Above            Unit   // Move: the parent from the day on
	Tree             Tree   // Move: in which tree
}

// EventView is an event as its page shows it.
type EventView struct {
	EventItem
	Lines []EventLine
	More  bool // lines follow
	May   bool // the actor administers every unit that it concerns
}

// Events lists the events that concern units of the actor's subtrees.
func (s *Service) Events(ctx context.Context, actor auth.Actor, f EventFilter) (all []EventItem, err error) {
	if !mayAdminister(actor) {
		return nil, fault.NotFound
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		all, err = listEvents(ctx, tx, actor.Paths(auth.Administrator), f)
		return err
	})
	return all, err
}

// Event shows an event of which at least one unit is the actor's, with lines after
// line after.
func (s *Service) Event(ctx context.Context, actor auth.Actor, id string, after, limit int) (v EventView, err error) {
	if !mayAdminister(actor) {
		return v, fault.NotFound
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		v = EventView{}
		if v.EventItem, err = db.One(ctx, tx, scanEventItem, `SELECT `+eventColumns+`, `+concerned+` FROM org_event e WHERE e.id = $1`, id); err != nil {
			return err
		}
		tops := actor.Paths(auth.Administrator)
		switch touches, err := mayTouch(ctx, tx, id, tops); {
		case err != nil:
			return err
		case !touches:
			return fault.NotFound
		}
		foreign, err := outsiders(ctx, tx, id, tops)
		if err != nil {
			return err
		}
		v.May = foreign == 0
		if v.Lines, err = linesOf(ctx, tx, id, after, limit+1); err != nil {
			return err
		}
		if v.More = len(v.Lines) > limit; v.More {
			v.Lines = v.Lines[:limit]
		}
		return v.nameLines(ctx, tx)
	})
	return v, err
}

// nameLines says what the units were called then, and where moved ones went.
func (v *EventView) nameLines(ctx context.Context, tx *db.Tx) error {
	for i := range v.Lines {
		l := &v.Lines[i]
		var err error
		if l.OldName, err = nameOf(ctx, tx, l.Old, dayBefore(v.On)); err != nil {
			return err
		}
		if l.NewName, err = nameOf(ctx, tx, l.New, v.On); err != nil {
			return err
		}
		switch l.Relation {
		case Retype:
			l.NewType, err = typeOf(ctx, tx, l.New, v.On)
		case Move:
			l.Above, l.Tree, err = movedTo(ctx, tx, l.New.ID, v.On)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func nameOf(ctx context.Context, tx *db.Tx, u Unit, day clock.Date) (string, error) {
	if u.ID == "" {
		return "", nil
	}
	names, err := db.All(ctx, tx, db.Value[string], `SELECT name FROM org_name WHERE unit_id = $1 AND valid_from <= $2 AND valid_to >= $2`, u.ID, day)
	if err != nil || len(names) == 0 {
		return u.Name, err
	}
	return names[0], nil
}

func typeOf(ctx context.Context, tx *db.Tx, u Unit, day clock.Date) (Type, error) {
	types, err := db.All(ctx, tx, db.Value[Type], `SELECT type FROM org_type WHERE unit_id = $1 AND valid_from <= $2 AND valid_to >= $2`, u.ID, day)
	if err != nil || len(types) == 0 {
		return u.Type, err
	}
	return types[0], nil
}

// movedTo is the parent that a unit has had since exactly day.
func movedTo(ctx context.Context, tx *db.Tx, unitID string, day clock.Date) (above Unit, tree Tree, err error) {
	err = db.Each(ctx, tx, func(r db.Row) error {
		return r.Scan(append([]any{&tree}, unitColumnsOf(&above)...)...)
	}, `SELECT p.tree, `+prefixed("u.", unitColumns)+` FROM org_parent p JOIN org_unit u ON u.id = p.parent_id
		WHERE p.unit_id = $1 AND p.valid_from = $2 ORDER BY p.tree DESC`, unitID, day)
	return above, tree, err
}

// Verify writes that the actor has compared the event with its legal text.
func (s *Service) Verify(ctx context.Context, actor auth.Actor, id string) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		e, err := s.event(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := s.mayChange(ctx, tx, actor, e.ID); err != nil {
			return err
		}
		if e.State == Withdrawn {
			return fault.Refuse("Sự kiện này đã rút nên không cần kiểm chứng.")
		}
		if err := db.Exec(ctx, tx, `UPDATE org_event SET verified_by = $2 WHERE id = $1`, id, actor.Name); err != nil {
			return err
		}
		after := e
		after.VerifiedBy = actor.Name
		e.Successions, after.Successions = nil, nil
		path, err := s.eventPath(ctx, tx, id)
		if err != nil {
			return err
		}
		return audit.Record(ctx, tx, actor, audit.Act{
			Name: "org.event_verified", Kind: "unit_event", ObjectID: id, Title: e.Basis, UnitPath: path, Before: e, After: after,
		})
	})
}

// mayChange lets only those pass who administer every unit of the event.
func (s *Service) mayChange(ctx context.Context, tx *db.Tx, actor auth.Actor, eventID string) error {
	if !mayAdminister(actor) || !actor.May(auth.WriteScope) {
		return fault.NotFound
	}
	tops := actor.Paths(auth.Administrator)
	touches, err := mayTouch(ctx, tx, eventID, tops)
	if err != nil {
		return err
	}
	foreign, err := outsiders(ctx, tx, eventID, tops)
	if err == nil && !touches {
		err = fault.NotFound
	}
	if err == nil && foreign > 0 {
		err = fault.Forbidden
	}
	return err
}

// eventPath is where an event belongs in the trail: under the first unit it names.
func (s *Service) eventPath(ctx context.Context, tx *db.Tx, id string) (string, error) {
	lines, err := linesOf(ctx, tx, id, 0, 1)
	if err != nil || len(lines) == 0 {
		return "", err
	}
	if lines[0].OldID != "" {
		return lines[0].Old.Path, nil
	}
	return lines[0].New.Path, nil
}
