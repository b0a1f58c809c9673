package org

import (
	"strconv"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/text"
)

// old finds the life of an old unit, or makes one that stands since ever.
func (p *tablePlan) old(u *tableUnit, kind Type, scheme string) {
	var above *Life
	if u.above != nil {
		if above = p.lives[u.above]; above == nil {
			return // refused already
		}
	}
	l, sure := p.find(u, kind, scheme, above)
	switch {
	case !sure:
		return
	case l != nil && p.claimed[l] != nil:
		p.refuse(u.line(), "%s và %s trong bảng cùng là đơn vị %s đã có.", p.claimed[l].Numbered, u.Numbered, l.Code)
		return
	case l != nil:
		p.known++
		p.claimed[l] = u
		p.learn(l, scheme, u.Code)
	default:
		l = p.make(u, kind, scheme, above)
	}
	p.lives[u] = l
}

// find looks for a known unit: by its code and name on the day before, else by
// name below its parent. What cannot be told apart is refused: sure is false.
func (p *tablePlan) find(u *tableUnit, kind Type, scheme string, above *Life) (l *Life, sure bool) {
	var holder *Life
	if u.Code != "" {
		if holder = p.byCode(scheme, u.Code, p.last); holder != nil && sameName(holder, u.Name, p.last) {
			return holder, true
		}
	}
	var exact, alike []*Life
	for _, c := range p.candidates(kind, scheme, u.Code, above) {
		if text.Spoken(c.nameOn(p.last)) == text.Spoken(u.Name) {
			exact = append(exact, c)
		}
		if sameName(c, u.Name, p.last) {
			alike = append(alike, c)
		}
	}
	switch {
	case len(exact) == 1:
		return exact[0], true
	case len(exact) == 0 && len(alike) == 1:
		return alike[0], true
	case len(exact)+len(alike) > 1:
		p.refuse(u.line(), "Có nhiều đơn vị tên %s, không rõ bảng nói đơn vị nào.", u.Name)
	case holder != nil:
		p.refuse(u.line(), "Mã %s đang là mã của %s, không phải của %s.", u.Code, holder.nameOn(p.last), u.Name)
	default:
		return nil, true
	}
	return nil, false
}

// candidates are the units of a kind below above on the day before that have no
// other code of the scheme.
func (p *tablePlan) candidates(kind Type, scheme, code string, above *Life) (found []*Life) {
	all := p.Book.lives
	switch {
	case above != nil && above.fresh:
		return nil
	case above != nil:
		all = p.below(Administrative, above.ID, p.last)
	}
	for _, l := range all {
		typed, _ := on(l.Types, p.last)
		if l.fresh || typed.Type != kind || !l.Stands().Has(p.last) || above == nil && l.Above(Administrative, p.last) != "" {
			continue
		}
		if has := l.codeOn(scheme, p.last); has == "" || code == "" || has == code {
			found = append(found, l)
		}
	}
	return found
}

func (l *Life) codeOn(scheme string, day clock.Date) string {
	for _, c := range l.Codes {
		if c.Scheme == scheme && c.Has(day) {
			return c.Code
		}
	}
	return ""
}

// learn gives a known unit the code that it lacked.
func (p *tablePlan) learn(l *Life, scheme, code string) {
	if code == "" || l.codeOn(scheme, p.last) != "" {
		return
	}
	c := Coded{l.Stands(), scheme, code}
	l.Codes = append(l.Codes, c)
	l.changed = true
	p.index(l, c)
}

// make adds an old unit to the book. Nobody says since when it stood: since its
// parent did.
func (p *tablePlan) make(u *tableUnit, kind Type, scheme string, above *Life) *Life {
	span, parentID := clock.Span{}, ""
	if above != nil {
		span.From, parentID = above.ValidFrom, above.ID
	}
	l := newLife(p.oldHandle(u, kind), u.Name, kind, parentID, span)
	if u.Code != "" {
		l.Codes = []Coded{{span, scheme, u.Code}}
	}
	p.Book.add(l)
	p.made = append(p.made, l)
	return l
}

// oldHandle leaves the plain handles to the new units: an old commune has its
// district behind, an old province that ends the year.
func (p *tablePlan) oldHandle(u *tableUnit, kind Type) string {
	name, above := u.Name, ""
	switch {
	case kind == "ward":
		name, above = u.Name+" "+bareName(u.above.Name), u.above.above.Name
	case kind == "district":
		above = u.above.Name
	case !p.stays(u):
		name = u.Name + beforeYear + strconv.Itoa(p.on.Year())
	}
	return p.freeHandle(name, above, clock.Date{})
}

// stays reports whether old unit u is what a new one still is.
func (p *tablePlan) stays(u *tableUnit) bool {
	for _, old := range p.kept {
		if old == u {
			return true
		}
	}
	return false
}
