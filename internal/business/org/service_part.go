package org

import (
	"context"
	"fmt"
	"unicode"
	"unicode/utf8"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// partType is the type of what was handed over of a split unit.
const partType Type = "part"

// Divided is a unit that was split, and the units that share it.
type Divided struct {
	Unit Unit
	On   clock.Date
	Into []Unit
}

// Divided lists the split units of some subtrees by name, after the one of that
// path; at most limit.
func (s *Service) Divided(ctx context.Context, tx *db.Tx, paths []string, after string, limit int) ([]Divided, error) {
	w := &db.Where{}
	w.AnyUnder("u.path", paths)
	w.If(after != "", "u.path > ?", after)
	w.And("EXISTS (SELECT 1 FROM org_succession s JOIN org_event e ON e.id = s.event_id WHERE s.old_id = u.id AND s.relation = 'part' AND e.state = 'done')")
	units, err := db.All(ctx, tx, scanUnit, `SELECT `+prefixed("u.", unitColumns)+` FROM org_unit u`+w.SQL()+` ORDER BY u.path LIMIT `+w.Arg(limit), w.Args()...)
	if err != nil {
		return nil, err
	}
	all := make([]Divided, len(units))
	for i, u := range units {
		if all[i], err = s.divided(ctx, tx, u); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// DividedUnit tells of one unit; one that was not split is fault.NotFound.
func (s *Service) DividedUnit(ctx context.Context, tx *db.Tx, id string) (Divided, error) {
	u, err := s.Unit(ctx, tx, id)
	if err != nil {
		return Divided{}, err
	}
	d, err := s.divided(ctx, tx, u)
	if err == nil && len(d.Into) == 0 {
		err = fault.NotFound
	}
	return d, err
}

func (s *Service) divided(ctx context.Context, tx *db.Tx, u Unit) (Divided, error) {
	d := Divided{Unit: u, On: u.ValidTo.AddDays(1)}
	var err error
	d.Into, err = db.All(ctx, tx, scanUnit, `SELECT `+prefixed("u.", unitColumns)+` FROM org_succession s JOIN org_event e ON e.id = s.event_id
		JOIN org_unit u ON u.id = s.new_id WHERE s.old_id = $1 AND s.relation = 'part' AND e.state = 'done' ORDER BY s.position`, u.ID)
	return d, err
}

// Part is what was handed over of the split unit oldID to its successor newID: a
// unit below the old one, on its own map, which newID wholly replaced. It is made
// at the first hand-over.
func (s *Service) Part(ctx context.Context, tx *db.Tx, actor auth.Actor, oldID, newID string) (Unit, error) {
	b, err := s.book(ctx, tx)
	if err != nil {
		return Unit{}, err
	}
	old, next := b.byID[oldID], b.byID[newID]
	var eventID string
	var position int
	if old != nil && next != nil {
		err := tx.QueryRow(ctx, `SELECT s.event_id, (SELECT MAX(p.position) FROM org_succession p WHERE p.event_id = s.event_id)
			FROM org_succession s JOIN org_event e ON e.id = s.event_id
			WHERE s.old_id = $1 AND s.new_id = $2 AND s.relation = 'part' AND e.state = 'done'`, oldID, newID).Scan(&eventID, &position)
		if err != nil {
			return Unit{}, fault.Invalid{"to": fault.Say("Chọn một trong các đơn vị đã nhận một phần.")}
		}
	} else {
		return Unit{}, fault.NotFound
	}
	if part := b.part(old, next); part != nil {
		return part.Unit, nil
	}
	l := newLife(b.freeHandle(cut(old.Code, 32)+" "+text.Slug(bareName(next.Name)), "", next.ValidFrom),
		fmt.Sprintf("%s (phần về %s)", old.Name, lowerFirst(next.Name)), partType, old.ID, old.Stands())
	b.add(l)
	b.link(Link{l.ID, next.ID, next.ValidFrom})
	b.settle(l, clock.DayOf(tx.Now))
	if err := b.write(ctx, tx); err != nil {
		return Unit{}, err
	}
	err = db.Exec(ctx, tx, `INSERT INTO org_succession (event_id, position, relation, old_id, new_id, detail) VALUES ($1, $2, 'whole', $3, $4, $5)`,
		eventID, position+1, l.ID, next.ID, "Bàn giao hồ sơ")
	if err != nil {
		return Unit{}, err
	}
	return l.Unit, audit.Record(ctx, tx, actor, audit.Act{
		Name: "org.unit_added", Kind: "unit", ObjectID: l.ID, Title: l.Name, UnitPath: l.Path, After: l.Unit,
	})
}

func lowerFirst(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(first)) + s[size:]
}

func (b *Book) part(old, next *Life) *Life {
	for _, l := range b.children[old.ID] {
		if l.Type == partType && len(b.after[l.ID]) == 1 && b.after[l.ID][0] == next.ID {
			return l
		}
	}
	return nil
}
