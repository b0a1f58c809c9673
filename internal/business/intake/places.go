package intake

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/platform/text"
	"kheo/internal/service/exchange"
)

// unitNames are the ways in which people write a unit's name, folded.
func unitNames(u org.Unit) []string {
	full := text.Fold(u.Name)
	names := []string{full}
	if u.Line != org.Territory {
		return names
	}
	for prefix, short := range map[string]string{"phuong ": "p", "xa ": "x", "thi tran ": "tt", "dac khu ": "dk", "quan ": "q", "huyen ": "h"} {
		bare, ok := strings.CutPrefix(full, prefix)
		if !ok {
			continue
		}
		names = append(names, bare, short+" "+bare)
		if n, err := strconv.Atoi(bare); err == nil { // Phường 1 is also P1 and phường 01
			two := fmt.Sprintf("%02d", n)
			names = append(names, short+bare, prefix+two, short+" "+two, short+two, two)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// place finds the unit: from its column, else from the heading under which the
// row stands, else the unit whose list it is, when nothing that registers lies
// below it.
func (l *listReader) place(section string, c exchange.Cell, row *listRow) {
	name := c.Line()
	if name == "" && (!l.alone || len(l.named(section)) == 1) && !l.isOther(section) {
		name = section
	}
	if name == "" {
		if !l.alone {
			l.refuse(c, "unit", "Chưa ghi đơn vị. Ghi tên phường, xã ở cột Đơn vị, hoặc đặt tên phường thành một dòng riêng phía trên.")
			return
		}
		row.unit = l.own
		return
	}
	found := l.named(name)
	if len(found) == 1 {
		row.unit = found[0]
		return
	}
	if len(found) > 1 {
		l.refuse(c, "unit", "Có %d đơn vị tên “%s” trong %s. Xin ghi tên đầy đủ.", len(found), shown(name), l.own.Name)
		return
	}
	if near := text.Nearest(name, l.names, 3); len(near) > 0 {
		l.refuse(c, "unit", "Không có đơn vị “%s” trong %s. Gần giống nhất: %s.", shown(name), l.own.Name, strings.Join(near, ", "))
		return
	}
	l.refuse(c, "unit", "Không có đơn vị “%s” trong %s. Xin kiểm tra lại tên, hoặc nhờ quản trị viên thêm đơn vị.", shown(name), l.own.Name)
}

// named finds the units that name may mean. Where there are several, those count
// whose marks agree, then those that stood when the season was launched.
func (l *listReader) named(name string) []org.Unit {
	found := l.units[text.Fold(name)]
	for _, keep := range []func(org.Unit) bool{
		func(u org.Unit) bool { return strings.HasSuffix(text.Key(u.Name), text.Key(name)) },
		func(u org.Unit) bool { return u.StandsOn(l.season.LaunchedOn) },
	} {
		if kept := slices.DeleteFunc(slices.Clone(found), func(u org.Unit) bool { return !keep(u) }); len(kept) > 0 && len(found) > 1 {
			found = kept
		}
	}
	return found
}

// isOther tells a heading that names something else than a unit.
func (l *listReader) isOther(section string) bool {
	_, isField := l.fields[fieldKey(section)]
	_, isKind := participant.ParseKind(section)
	return isField || isKind
}

// shown is a text from a file, cut where it would drown the sentence around it.
func shown(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:59]) + "…"
	}
	return s
}
