package org

import (
	"slices"
	"strings"
)

// findOlds finds the old communes. The published table gives some codes to two of
// them, so names within a district decide, and codes only follow.
func (x *tableUnits) findOlds(rows []*tableRow, districtOf map[*tableRow]*tableUnit) {
	byKey := map[string]*tableUnit{}
	for _, r := range rows {
		if r.old == "" {
			continue // the district itself
		}
		u := byKey[r.oldKey]
		if u == nil {
			u = &tableUnit{Numbered: Numbered{Name: r.old, Code: r.oldCode}, above: districtOf[r]}
			byKey[r.oldKey] = u
			x.olds = append(x.olds, u)
		}
		u.rows = append(u.rows, r)
	}
	x.olds = x.merge(x.olds, map[*tableRow]*tableUnit{})
	claims := x.claims()
	for _, u := range x.olds {
		x.chooseCode(u, claims)
	}
	x.settleClaims()
}

// claims lists who has a code in some row.
func (x *tableUnits) claims() map[string][]*tableUnit {
	claims := map[string][]*tableUnit{}
	for _, u := range x.olds {
		for _, r := range u.rows {
			if r.oldCode != "" && !slices.Contains(claims[r.oldCode], u) {
				claims[r.oldCode] = append(claims[r.oldCode], u)
			}
		}
	}
	return claims
}

// chooseCode settles on one code for a unit that the rows give several: the one
// that no other unit has.
func (x *tableUnits) chooseCode(u *tableUnit, claims map[string][]*tableUnit) {
	var codes, own []string
	for _, r := range u.rows {
		if r.oldCode != "" && !slices.Contains(codes, r.oldCode) {
			codes = append(codes, r.oldCode)
			if len(claims[r.oldCode]) == 1 {
				own = append(own, r.oldCode)
			}
		}
	}
	switch {
	case len(codes) < 2:
		u.Code = strings.Join(codes, "")
		return
	case len(own) != 1:
		x.refuse(u.line(), "Bảng ghi %s (%s) với các mã %s; không rõ mã nào đúng.", u.Name, u.above.Name, strings.Join(codes, ", "))
		return
	}
	u.Code = own[0]
	for _, r := range u.rows {
		if r.oldCode != u.Code && r.oldCode != "" {
			x.correct(r.line, "Mã %s là của %s; %s mang mã %s. Đơn vị được xét theo tên.", r.oldCode, others(claims[r.oldCode], u), u.Name, u.Code)
		}
	}
}

// settleClaims leaves a code away that still belongs to several units.
func (x *tableUnits) settleClaims() {
	claims := map[string][]*tableUnit{}
	for _, u := range x.olds {
		if u.Code != "" {
			claims[u.Code] = append(claims[u.Code], u)
		}
	}
	for code, units := range claims {
		if len(units) < 2 {
			continue
		}
		for _, u := range units {
			u.Code = ""
			for _, r := range u.rows {
				x.correct(r.line, "Mã %s ghi cho cả %s và %s. Đơn vị được xét theo tên, mã không gắn cho đơn vị nào.", code, u.Name, others(units, u))
			}
		}
	}
}

func others(all []*tableUnit, but *tableUnit) string {
	var names []string
	for _, u := range all {
		if u != but {
			names = append(names, u.Name)
		}
	}
	return strings.Join(names, ", ")
}
