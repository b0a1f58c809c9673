package org

import (
	"slices"
	"strings"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
)

// undoing is a planned event on its way out of the book.
type undoing struct {
	*Book
	event   Event
	last    clock.Date // the day before
	had     seams
	touched map[string]*Life
	gone    map[string]*Life // units that never began
}

// remove takes the units that the event began and its links out of the book. It
// returns the units above, whose reach changes.
func (u *undoing) remove() (above []*Life) {
	for _, line := range u.event.Successions {
		l := u.byID[line.NewID]
		begins := line.Relation == Whole || line.Relation == Part || line.Relation == Found
		if l != nil && begins && l.ValidFrom == u.event.On && !u.had.has(l.ID, seamUnit, "", l.ValidFrom) {
			u.gone[l.ID] = l
		}
	}
	for _, l := range u.gone {
		for _, p := range l.Placings {
			if top := u.byID[p.ParentID]; top != nil && u.gone[top.ID] == nil {
				above = append(above, top)
			}
		}
	}
	u.lives = slices.DeleteFunc(u.lives, func(l *Life) bool { return u.gone[l.ID] != nil })
	u.links = slices.DeleteFunc(u.links, func(l Link) bool {
		return l.On == u.event.On && slices.ContainsFunc(u.event.Successions, func(s Succession) bool { return s.OldID == l.Old && s.NewID == l.New })
	})
	for id := range u.gone {
		delete(u.byID, id)
	}
	return above
}

// reopen gives every span that the event cut its old end.
func (u *undoing) reopen() {
	for _, line := range u.event.Successions {
		l := u.byID[line.OldID]
		if l == nil {
			continue
		}
		u.touched[l.ID] = l
		switch line.Relation {
		case Rename:
			l.Names = rejoin(u, l, l.Names, func(Named) string { return seamName })
		case Retype:
			l.Types = rejoin(u, l, l.Types, func(Typed) string { return seamType })
		case Move:
			l.Placings = u.rejoinPlaces(l)
		default:
			u.revive(l)
		}
	}
}

// refuseBelow refuses when something else was already put below what goes.
func (u *undoing) refuseBelow() error {
	for id, gone := range u.gone {
		for _, child := range u.children[id] {
			under := slices.ContainsFunc(child.Placings, func(p Placing) bool { return p.ParentID == id })
			if under && u.gone[child.ID] == nil {
				return fault.Refuse("%s đã có đơn vị trực thuộc %s, nên không rút sự kiện được.", gone.Name, child.Name)
			}
		}
	}
	return nil
}

// revive lets an ended unit stand again, and what hung below it in other trees.
func (u *undoing) revive(l *Life) {
	if l.ValidTo == u.last {
		l.ValidTo = u.had.end(l.ID, seamUnit, "", l.ValidFrom)
	}
	for i, n := range l.Names {
		l.Names[i].To = u.end(l, n.Span, seamName, "")
	}
	for i, t := range l.Types {
		l.Types[i].To = u.end(l, t.Span, seamType, "")
	}
	for i, p := range l.Placings {
		l.Placings[i].To = u.end(l, p.Span, string(p.Tree), p.ParentID)
	}
	for i, c := range l.Codes {
		l.Codes[i].To = u.end(l, c.Span, seamCode, c.Scheme+" "+c.Code)
	}
	for _, child := range u.children[l.ID] {
		for i, p := range child.Placings {
			if p.ParentID == l.ID && p.Tree != Administrative && p.To == u.last && u.gone[child.ID] == nil {
				child.Placings[i].To = u.end(child, p.Span, string(p.Tree), p.ParentID)
				u.touched[child.ID] = child
			}
		}
	}
}

// end is the end that a span of l had before the event cut it.
func (u *undoing) end(l *Life, s clock.Span, kind, key string) clock.Date {
	if s.To != u.last {
		return s.To
	}
	return notAfter(u.had.end(l.ID, kind, key, s.From), l.ValidTo)
}

func notAfter(day, bound clock.Date) clock.Date {
	if bound.IsZero() {
		return day
	}
	return earlier(day, bound)
}

// rejoin takes the span away that began on the day, and lets the one before it go
// on to where that one ended.
func rejoin[T any, P interface {
	*T
	days() *clock.Span
}](u *undoing, l *Life, all []T, kind func(T) string) (kept []T) {
	var until clock.Date
	for i := range all {
		if days := P(&all[i]).days(); days.From == u.event.On {
			until = days.To
		}
	}
	for i := range all {
		days := P(&all[i]).days()
		if days.From == u.event.On {
			continue
		}
		if days.To == u.last {
			days.To = until
			if end, known := u.had.known(l.ID, kind(all[i]), "", days.From); known {
				days.To = notAfter(end, l.ValidTo)
			}
		}
		kept = append(kept, all[i])
	}
	return kept
}

func (n *Named) days() *clock.Span { return &n.Span }
func (t *Typed) days() *clock.Span { return &t.Span }

// rejoinPlaces does the same tree by tree; a place that began on the day before the
// event was entered stays or comes back.
func (u *undoing) rejoinPlaces(l *Life) (kept []Placing) {
	for _, tree := range Trees() {
		at := slices.IndexFunc(l.Placings, func(p Placing) bool { return p.Tree == tree && p.From == u.event.On })
		parent, was := u.had.parent(l.ID, tree, u.event.On)
		for i, p := range l.Placings {
			switch {
			case p.Tree != tree:
				continue
			case at < 0 || was && parent.ParentID == l.Placings[at].ParentID:
			case i == at && was:
				p = parent
			case i == at:
				continue
			case p.To == u.last && !was:
				p.To = l.Placings[at].To
				if end, known := u.had.known(l.ID, string(tree), p.ParentID, p.From); known {
					p.To = notAfter(end, l.ValidTo)
				}
			}
			kept = append(kept, p)
		}
	}
	slices.SortStableFunc(kept, func(a, b Placing) int { return strings.Compare(a.From.ISO(), b.From.ISO()) })
	return kept
}
