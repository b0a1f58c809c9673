package org

import (
	"slices"
	"strconv"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/text"
)

// The schemes of the codes of provinces and districts, apart from GSO so that
// "001" of a district is never taken for another's.
const (
	ProvinceScheme = "gso-province"
	DistrictScheme = "gso-district"
)

// tablePlan fits the units of a table into a book: which are known, which are to
// be made, and the one event that turns the old ones into the new ones.
type tablePlan struct {
	*Book
	*tableUnits
	on, last clock.Date
	lives    map[*tableUnit]*Life // old units, known and made
	claimed  map[*Life]*tableUnit
	targets  map[*tableUnit]string // new units: id, or key in the draft
	made     []*Life               // old units that were not known
	known    int
	split    int                       // old communes of which several units take parts
	kept     map[*tableUnit]*tableUnit // new unit → the old one that stays what it is
	draft    Draft
	lines    []int // of the draft's changes
	newLines map[string]int
}

// planTable prepares the event of day on. The book gains the old units that it
// lacked; the draft is still to be applied.
func planTable(b *Book, x *tableUnits, on clock.Date) *tablePlan {
	copied := *x // a transaction may run again
	copied.remarks = x.clone()
	p := &tablePlan{
		Book: b, tableUnits: &copied, on: on, last: dayBefore(on), lives: map[*tableUnit]*Life{}, claimed: map[*Life]*tableUnit{}, targets: map[*tableUnit]string{},
		kept: map[*tableUnit]*tableUnit{}, newLines: map[string]int{},
	}
	provinces, communes := p.provinceFates(), p.fates()
	p.unkeep(provinces)
	for _, f := range slices.Concat(provinces, communes) {
		if f.kept != nil {
			p.kept[f.kept] = f.old
		}
	}
	for _, f := range communes {
		if f.relation() == Part {
			p.split++
		}
	}
	p.begin()
	for _, u := range p.oldProvinces {
		p.old(u, "province", ProvinceScheme)
	}
	for _, u := range p.districts {
		p.old(u, "district", DistrictScheme)
	}
	for _, u := range p.olds {
		p.old(u, "ward", GSO)
	}
	p.nest()
	for _, f := range provinces {
		p.change(f)
	}
	for _, f := range communes {
		p.change(f)
	}
	p.abolish(communes)
	return p
}

// unkeep: of a province that several made, a table of a part of the country may
// name but one of them; what is written already knows better.
func (p *tablePlan) unkeep(provinces []fate) {
	for i, f := range provinces {
		if f.kept == nil {
			continue
		}
		old, next := p.byCode(ProvinceScheme, f.old.Code, p.last), p.begun(f.kept)
		if old != nil && next != nil && slices.Contains(p.after[old.ID], next.ID) {
			provinces[i].kept = nil
		}
	}
}

// begin finds the new units that are known already and takes handles for the
// others, before old units can take the plain ones.
func (p *tablePlan) begin() {
	for _, u := range slices.Concat(p.provinces, p.news) {
		if p.kept[u] != nil {
			continue
		}
		if l := p.begun(u); l != nil {
			p.known++
			p.targets[u] = l.ID
			continue
		}
		scheme, kind, above := ProvinceScheme, Type("province"), ""
		if u.above != nil {
			scheme, kind, above = GSO, "ward", u.above.Name
		}
		n := NewUnit{Key: "n" + strconv.Itoa(len(p.draft.New)+1), Name: u.Name, Type: kind, Codes: []Coded{{Scheme: scheme, Code: u.Code}}}
		n.Code = p.freeHandle(u.Name, above, p.on)
		p.handles[n.Code] = true
		p.targets[u], p.newLines[n.Key] = n.Key, u.line()
		p.draft.New = append(p.draft.New, n)
	}
}

// begun finds a new unit that an earlier event of the day has begun.
func (p *tablePlan) begun(u *tableUnit) *Life {
	scheme := GSO
	if u.above == nil {
		scheme = ProvinceScheme
	}
	if l := p.byCode(scheme, u.Code, p.on); l != nil && l.ValidFrom == p.on && sameName(l, u.Name, p.on) {
		return l
	}
	return nil
}

// sameName compares names without their kind and marks.
func sameName(l *Life, name string, day clock.Date) bool {
	return text.Fold(bareName(l.nameOn(day))) == text.Fold(bareName(name))
}

// nest says under which province each new commune begins, and frees the handles
// for the event to take.
func (p *tablePlan) nest() {
	for _, u := range p.news {
		n := p.newUnit(p.targets[u])
		if n != nil {
			n.Parent = p.target(u.above)
		}
	}
	for _, n := range p.draft.New {
		delete(p.handles, n.Code)
	}
}

func (p *tablePlan) newUnit(key string) *NewUnit {
	if p.newLines[key] == 0 {
		return nil
	}
	n, _ := strconv.Atoi(key[1:])
	return &p.draft.New[n-1]
}

// target is the id or key of a new unit.
func (p *tablePlan) target(u *tableUnit) string {
	if old := p.kept[u]; old != nil {
		if l := p.lives[old]; l != nil {
			return l.ID
		}
		return ""
	}
	return p.targets[u]
}

func (p *tablePlan) add(line int, c Change) {
	p.draft.Changes = append(p.draft.Changes, c)
	p.lines = append(p.lines, line)
}

// change writes what becomes of one old unit, unless it is written already.
func (p *tablePlan) change(f fate) {
	l := p.lives[f.old]
	switch {
	case l == nil:
		return // refused already
	case f.kept != nil:
		p.keep(f, l)
		return
	case len(p.after[l.ID]) > 0:
		p.compare(f, l)
		return
	}
	for _, s := range f.shares {
		p.add(s.line, Change{Relation: f.relation(), Old: l.ID, New: p.target(s.to), Detail: s.detail})
	}
}

// keep moves a unit that stays what it is to its province, and renames it.
func (p *tablePlan) keep(f fate, l *Life) {
	to := f.kept
	if !l.Stands().Has(p.on) {
		p.refuse(f.old.line(), "%s đã ghi là kết thúc ngày %s, nhưng bảng ghi vẫn còn.", l.Name, l.ValidTo)
		return
	}
	detail := f.shares[0].detail
	if above := p.target(to.above); to.above != nil && l.Above(Administrative, p.on) != above {
		p.add(f.shares[0].line, Change{Relation: Move, Old: l.ID, New: above, Detail: detail})
	}
	if text.Spoken(l.nameOn(p.on)) != text.Spoken(to.Name) {
		p.add(f.shares[0].line, Change{Relation: Rename, Old: l.ID, Name: to.Name, Detail: detail})
	}
	if to.Code != f.old.Code && f.old.Code != "" {
		p.refuse(f.shares[0].line, "%s giữ nguyên nhưng bảng ghi mã mới %s khác mã cũ %s.", to.Name, to.Code, f.old.Code)
	}
}

// compare checks that what is written of a unit's successors is what the table says.
func (p *tablePlan) compare(f fate, l *Life) {
	var said []string
	for _, s := range f.shares {
		said = append(said, p.target(s.to))
	}
	written := slices.Clone(p.after[l.ID])
	slices.Sort(said)
	slices.Sort(written)
	if !slices.Equal(said, written) || l.ValidTo != p.last {
		p.refuse(f.old.line(), "%s đã ghi kết thúc ngày %s và kế tiếp là %s, khác với bảng.", l.Name, l.ValidTo, p.namesOf(written))
	}
}

func (p *tablePlan) namesOf(ids []string) string {
	a := applying{Book: p.Book}
	return a.names(ids)
}

// abolish ends the districts; those that become a special zone have ended already.
func (p *tablePlan) abolish(communes []fate) {
	zones := map[*tableUnit]bool{}
	for _, f := range communes {
		zones[f.old] = true
	}
	for _, d := range p.districts {
		if l := p.lives[d]; l != nil && !zones[d] && l.Stands().Has(p.on) {
			p.add(d.line(), Change{Relation: Abolish, Old: l.ID})
		}
	}
}
