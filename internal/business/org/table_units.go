package org

import (
	"strings"

	"kheo/internal/platform/text"
)

// tableUnit is a unit as the table knows it.
type tableUnit struct {
	Numbered
	above *tableUnit // district of an old commune, province of the others
	rows  []*tableRow
}

func (u *tableUnit) line() int { return u.rows[0].line }

// tableUnits are the units that a table speaks of, once its contradictions are
// settled. What cannot be decided is in refused.
type tableUnits struct {
	oldProvinces, districts, olds []*tableUnit
	provinces, news               []*tableUnit
	newOf                         map[*tableRow]*tableUnit
	doubtful                      map[string]int
	remarks
}

// units finds out which units the rows mean.
func (t *Table) units() *tableUnits {
	x := &tableUnits{newOf: map[*tableRow]*tableUnit{}, doubtful: t.doubtful, remarks: t.clone()}
	rows := make([]*tableRow, len(t.rows))
	for i := range t.rows {
		rows[i] = &t.rows[i]
	}
	provinceOf, oldProvinceOf := map[*tableRow]*tableUnit{}, map[*tableRow]*tableUnit{}
	x.provinces = x.gather(rows, func(r *tableRow) (string, Numbered) { return r.provinceKey, r.province }, provinceOf)
	x.oldProvinces = x.gather(rows, func(r *tableRow) (string, Numbered) { return r.oldProvinceKey, r.oldProvince }, oldProvinceOf)
	x.distinct(x.provinces)
	x.distinct(x.oldProvinces)

	districtOf := map[*tableRow]*tableUnit{}
	x.districts = x.gather(rows, func(r *tableRow) (string, Numbered) { return r.districtKey, r.district }, districtOf)
	x.distinct(x.districts)
	x.place(x.districts, oldProvinceOf)

	x.news = x.gather(rows, func(r *tableRow) (string, Numbered) { return r.nameKey, Numbered{r.name, r.code} }, x.newOf)
	x.place(x.news, provinceOf)
	x.news = x.merge(x.news, x.newOf)
	x.distinct(x.news)
	x.respelt()
	x.findOlds(rows, districtOf)
	return x
}

// gather makes one unit of the rows with one key. Its name and code are what most
// of them say; the others were mistyped.
func (x *tableUnits) gather(rows []*tableRow, keyOf func(*tableRow) (string, Numbered), of map[*tableRow]*tableUnit) (all []*tableUnit) {
	byKey := map[string]*tableUnit{}
	written := map[*tableUnit]map[Numbered][]*tableRow{}
	for _, r := range rows {
		key, is := keyOf(r)
		u := byKey[key]
		if u == nil {
			u = &tableUnit{Numbered: is}
			byKey[key], written[u] = u, map[Numbered][]*tableRow{}
			all = append(all, u)
		}
		u.rows = append(u.rows, r)
		of[r] = u
		written[u][is] = append(written[u][is], r)
	}
	for _, u := range all {
		if len(written[u]) > 1 {
			x.vote(u, written[u])
		}
	}
	return all
}

// vote gives u the name and code that most rows give it.
func (x *tableUnits) vote(u *tableUnit, written map[Numbered][]*tableRow) {
	most, tie := 0, false
	for is, rows := range written {
		switch {
		case len(rows) > most:
			u.Numbered, most, tie = is, len(rows), false
		case len(rows) == most:
			tie = true
		}
	}
	for is, rows := range written {
		for _, r := range rows {
			switch {
			case tie:
				x.refuse(r.line, "Bảng ghi %s khác nhau ở các dòng; không rõ dòng nào đúng.", is)
			case is != u.Numbered:
				x.correct(r.line, "“%s” đọc là “%s” như ở các dòng khác.", is, u.Numbered)
			}
		}
	}
}

// distinct refuses two units with one code.
func (x *tableUnits) distinct(all []*tableUnit) {
	seen := map[string]*tableUnit{}
	for _, u := range all {
		if other := seen[u.Code]; other != nil && u.Code != "" {
			x.refuse(u.line(), "Mã %s ghi cho cả %s (dòng %d) và %s.", u.Code, other.Name, other.line(), u.Name)
		}
		seen[u.Code] = u
	}
}

// place finds the unit above each of all: what most of its rows say.
func (x *tableUnits) place(all []*tableUnit, aboveOf map[*tableRow]*tableUnit) {
	for _, u := range all {
		counts := map[*tableUnit]int{}
		for _, r := range u.rows {
			counts[aboveOf[r]]++
		}
		most, tie := 0, false
		for above, n := range counts {
			switch {
			case n > most:
				u.above, most, tie = above, n, false
			case n == most:
				tie = true
			}
		}
		for _, r := range u.rows {
			switch {
			case tie:
				x.refuse(r.line, "Bảng ghi %s thuộc các tỉnh khác nhau; không rõ dòng nào đúng.", u.Numbered)
			case aboveOf[r] != u.above:
				x.correct(r.line, "%s thuộc %s như ở các dòng khác, không phải %s.", u.Numbered, u.above.Numbered, aboveOf[r].Numbered)
			}
		}
	}
}

// merge joins units below one unit that have one code, and names that differ in
// marks only: one name, spelt in two ways.
func (x *tableUnits) merge(all []*tableUnit, of map[*tableRow]*tableUnit) (kept []*tableUnit) {
	type mark struct {
		above      *tableUnit
		code, fold string
	}
	first := map[mark]*tableUnit{}
	for _, u := range all {
		m := mark{u.above, u.Code, text.Fold(u.Name)}
		into := first[m]
		if into == nil || u.Code == "" {
			first[m] = u
			kept = append(kept, u)
			continue
		}
		if len(u.rows) > len(into.rows) {
			into.Name, u.Name = u.Name, into.Name
			into.rows, u.rows = u.rows, into.rows
		}
		for _, r := range u.rows {
			x.correct(r.line, "Tên “%s” đọc là “%s”: cùng một mã %s.", u.Name, into.Name, u.Code)
		}
		into.rows = append(into.rows, u.rows...)
		for _, r := range into.rows {
			of[r] = into
		}
	}
	return kept
}

// respelt tells where the name of one new unit is spelt in several ways.
func (x *tableUnits) respelt() {
	for _, u := range x.news {
		ways := map[string]bool{}
		for _, r := range u.rows {
			ways[strings.ToLower(r.spelt)] = true
		}
		if len(ways) < 2 {
			continue
		}
		for _, r := range u.rows {
			_, typo := properName(r.spelt, communeKinds)
			if !typo && text.Spoken(r.name) == text.Spoken(u.Name) && !strings.EqualFold(r.spelt, u.Name) {
				x.correct(r.line, "Tên “%s” viết theo hai cách trong bảng, lấy “%s”.", r.spelt, u.Name)
			}
		}
	}
}
