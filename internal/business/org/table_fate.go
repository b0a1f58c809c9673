package org

import (
	"slices"
	"strings"
)

// fate is what the table says becomes of one old unit.
type fate struct {
	old    *tableUnit
	kept   *tableUnit // it stays what it is, as this new unit
	shares []share    // else it goes over into these: one takes it wholly, several each a part
}

// share is what one new unit takes of an old one.
type share struct {
	to     *tableUnit
	line   int
	detail string // in the words of the table
}

// fates tells what becomes of every old commune, and of districts that become a
// special zone.
func (x *tableUnits) fates() (all []fate) {
	for _, u := range x.olds {
		if line := x.doubtful[u.rows[0].oldKey]; line > 0 {
			for _, r := range u.rows {
				x.correct(r.line, "Dòng %d cũng nói về %s nhưng không đọc được, nên chưa ghi nơi về của đơn vị này; hồ sơ nằm ở tỉnh, thành phố.", line, u.Name)
			}
			continue
		}
		all = append(all, x.fateOf(u, u.rows))
	}
	for _, d := range x.districts {
		zone := slices.DeleteFunc(slices.Clone(d.rows), func(r *tableRow) bool { return r.old != "" })
		if len(zone) > 0 {
			all = append(all, x.fateOf(d, zone))
		}
	}
	return all
}

func (x *tableUnits) fateOf(u *tableUnit, rows []*tableRow) fate {
	f := fate{old: u}
	for _, r := range rows {
		f.add(share{x.newOf[r], r.line, r.words})
	}
	first := rows[0]
	whole := len(f.shares) == 1
	switch {
	case whole && first.note.keeps() && len(rows) == 1 && len(x.newOf[first].rows) == 1:
		f.kept = x.newOf[first]
	case whole && first.note.keeps():
		x.correct(first.line, "Ghi “%s” nhưng %s còn nhận đơn vị khác: coi là nhập toàn bộ.", first.words, x.newOf[first].Name)
	case whole && !first.note.takesAll() && len(rows) == 1:
		x.correct(first.line, "Bảng chỉ ghi một phần của %s (“%s”) mà không ghi phần còn lại: coi là nhập toàn bộ.", u.Name, first.words)
	case !whole:
		for _, r := range rows {
			if r.note.takesAll() || r.note.keeps() {
				x.correct(r.line, "Ghi “%s” nhưng %s còn được ghi nhập nơi khác: coi mỗi nơi là một phần.", r.words, u.Name)
			}
		}
	}
	return f
}

// add counts what goes to one new unit in several rows once.
func (f *fate) add(s share) {
	at := slices.IndexFunc(f.shares, func(o share) bool { return o.to == s.to })
	if at < 0 {
		f.shares = append(f.shares, s)
	} else if !strings.Contains(f.shares[at].detail, s.detail) {
		f.shares[at].detail += "; " + s.detail
	}
}

// relation is how the shares of f go over.
func (f fate) relation() Relation {
	if len(f.shares) == 1 {
		return Whole
	}
	return Part
}

// provinceFates tells what becomes of every old province: it stays what it is when
// it alone goes over into one province, wholly; else it ends.
func (x *tableUnits) provinceFates() (all []fate) {
	into, from := map[*tableUnit][]*tableUnit{}, map[*tableUnit][]*tableUnit{}
	lines := map[[2]*tableUnit]int{}
	for _, d := range x.districts {
		for _, r := range d.rows {
			old, next := d.above, x.newOf[r].above
			if !slices.Contains(into[old], next) {
				into[old], from[next] = append(into[old], next), append(from[next], old)
				lines[[2]*tableUnit{old, next}] = r.line
			}
		}
	}
	for _, old := range x.oldProvinces {
		f := fate{old: old}
		if len(into[old]) == 0 {
			continue // a misprint: every row with it belongs to another province
		}
		if len(into[old]) == 1 && len(from[into[old][0]]) == 1 {
			f.kept = into[old][0]
		}
		for _, next := range into[old] {
			f.shares = append(f.shares, share{next, lines[[2]*tableUnit{old, next}], ""})
		}
		all = append(all, f)
	}
	return all
}
