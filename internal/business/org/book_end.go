package org

import (
	"slices"
	"strings"

	"kheo/internal/platform/clock"
)

// checkEndings refuses what would leave a gap or an overlap, or make a circle.
func (a *applying) checkEndings() {
	shares := map[string][]Change{}
	for i, c := range a.draft.Changes {
		if !c.Relation.Ends() {
			continue
		}
		l := a.byID[c.Old]
		if l == nil {
			a.refuse(i, "Chọn đơn vị cũ.")
			continue
		}
		if a.mayEnd(i, l) && (c.Relation == Abolish || a.mayFollow(i, l, c)) {
			shares[l.ID] = append(shares[l.ID], c)
			a.ends[l.ID] = c.Relation
		}
	}
	for i, c := range a.draft.Changes {
		if all := shares[c.Old]; len(all) > 0 {
			a.checkShares(i, a.byID[c.Old], all)
		}
	}
}

// mayEnd: the unit stands until now, and nothing is written of it for later.
func (a *applying) mayEnd(i int, l *Life) bool {
	last := dayBefore(a.draft.On)
	switch {
	case !l.Stands().Has(last):
		a.refuse(i, "%s không tồn tại vào ngày %s, trước khi thay đổi.", l.Name, last.String())
	case !l.ValidTo.IsZero() && l.ValidTo != last:
		a.refuse(i, "%s đã ghi là kết thúc ngày %s.", l.Name, l.ValidTo.String())
	case len(a.after[l.ID]) > 0:
		a.refuse(i, "%s đã có đơn vị kế tiếp: %s.", l.Name, a.names(a.after[l.ID]))
	case l.changedFrom("", "", a.draft.On):
		a.refuse(i, "%s đã có thay đổi ghi từ ngày %s trở đi. Các thay đổi phải nhập theo thứ tự thời gian.", l.Name, a.draft.On.String())
	default:
		return true
	}
	return false
}

// mayFollow: the new unit begins on that very day, and no circle comes about.
func (a *applying) mayFollow(i int, l *Life, c Change) bool {
	if slices.ContainsFunc(a.draft.New, func(n NewUnit) bool { return n.Key == c.New }) {
		return true
	}
	next := a.byID[c.New]
	switch {
	case next == nil:
		a.refuse(i, "Chọn đơn vị mới mà %s nhập vào.", l.Name)
	case next == l || a.precedes(next.ID, l.ID, 0):
		a.refuse(i, "%s nhập vào %s tạo thành vòng tròn: %s là đơn vị có trước.", l.Name, next.Name, next.Name)
	case next.ValidFrom != a.draft.On:
		a.refuse(i, "%s phải bắt đầu đúng ngày %s thì mới kế tiếp được %s. Hãy ghi một đơn vị mới.", next.Name, a.draft.On.String(), l.Name)
	default:
		return true
	}
	return false
}

// precedes reports whether unit id came before unit later, along any chain.
func (a *applying) precedes(id, later string, depth int) bool {
	return depth < maxDepth && slices.ContainsFunc(a.before[later], func(b string) bool { return b == id || a.precedes(id, b, depth+1) })
}

func (a *applying) checkShares(i int, l *Life, all []Change) {
	wholes, parts := 0, map[string]bool{}
	for _, c := range all {
		switch c.Relation {
		case Whole:
			wholes++
		case Part:
			if parts[c.New] {
				a.refuse(i, "%s được ghi hai lần vào cùng một đơn vị mới.", l.Name)
			}
			parts[c.New] = true
		}
	}
	switch {
	case wholes > 1:
		a.refuse(i, "%s được nhập toàn bộ vào nhiều nơi, nên bị chồng lấn.", l.Name)
	case wholes == 1 && len(all) > 1:
		a.refuse(i, "%s đã nhập toàn bộ, không còn phần nào để nhập nơi khác.", l.Name)
	case len(parts) == 1:
		a.refuse(i, "Mới có một phần của %s có nơi về. Ghi thêm phần còn lại, hoặc chọn “Nhập toàn bộ”.", l.Name)
	case len(parts) > 0 && len(parts) < len(all), len(all) > 1 && len(parts) == 0 && wholes == 0:
		a.refuse(i, "%s vừa kết thúc vừa nhập vào đơn vị khác.", l.Name)
	}
}

func (a *applying) names(ids []string) string {
	var names []string
	for _, id := range ids {
		if l := a.byID[id]; l != nil {
			names = append(names, l.Name)
		}
	}
	return strings.Join(names, ", ")
}

// end ends the old units and writes who follows them.
func (a *applying) end() {
	last := dayBefore(a.draft.On)
	for _, c := range a.draft.Changes {
		if !c.Relation.Ends() {
			continue
		}
		l := a.byID[c.Old]
		newID := ""
		if c.Relation != Abolish {
			next := a.target(c.New)
			newID = next.ID
			a.link(Link{l.ID, next.ID, a.draft.On})
			a.touch(next)
		}
		a.close(l, last)
		a.note(c.Relation, l.ID, newID, c.Detail)
	}
}

func (a *applying) close(l *Life, last clock.Date) {
	l.ValidTo = last
	l.Names, l.Types, l.Placings, l.Codes = ended(l.Names, last), ended(l.Types, last), ended(l.Placings, last), ended(l.Codes, last)
	a.touch(l)
}

// ended gives spans without end a last day.
func ended[T any, P interface {
	*T
	until(clock.Date)
}](all []T, last clock.Date) []T {
	all = slices.Clone(all)
	for i := range all {
		P(&all[i]).until(last)
	}
	return all
}

func (n *Named) until(last clock.Date)   { n.To = earlier(n.To, last) }
func (t *Typed) until(last clock.Date)   { t.To = earlier(t.To, last) }
func (p *Placing) until(last clock.Date) { p.To = earlier(p.To, last) }
func (c *Coded) until(last clock.Date)   { c.To = earlier(c.To, last) }

func earlier(to, last clock.Date) clock.Date {
	if to.IsZero() || last.Before(to) {
		return last
	}
	return to
}

// releaseBelow finds a place for what stood below the ended units: what was
// wholly replaced hands its units on; of what was split or abolished, the draft
// must say where each goes, or that they end with it.
func (a *applying) releaseBelow() {
	for i := 0; i < len(a.draft.Changes); i++ { // grows by what ends below
		c := a.draft.Changes[i]
		if !c.Relation.Ends() {
			continue
		}
		for _, tree := range Trees() {
			for _, child := range a.childrenOf(tree, c.Old) {
				a.release(i, c, tree, child)
			}
		}
	}
}

// childrenOf lists who stood below id on the last day and has no other place since.
func (a *applying) childrenOf(tree Tree, id string) (found []*Life) {
	last := dayBefore(a.draft.On)
	for _, l := range a.children[id] {
		stays := l.Stands().Has(a.draft.On) && l.Above(tree, a.draft.On) == id
		if stays && l.Above(tree, last) == id || stays && l.ValidFrom == a.draft.On {
			found = append(found, l)
		}
	}
	return found
}

func (a *applying) release(i int, c Change, tree Tree, child *Life) {
	switch {
	case c.Relation == Whole:
		next := a.target(c.New)
		a.move(child, tree, next.ID)
		a.note(Move, child.ID, child.ID, "")
	case tree != Administrative:
		child.Placings = slices.DeleteFunc(child.Placings, func(p Placing) bool { return p.Tree == tree && p.From == a.draft.On })
		for n, p := range child.Placings {
			if p.Tree == tree {
				child.Placings[n].To = earlier(p.To, dayBefore(a.draft.On))
			}
		}
		a.touch(child)
	case a.draft.EndBelow:
		if a.ends[child.ID] != "" {
			return
		}
		a.ends[child.ID] = Abolish
		a.close(child, dayBefore(a.draft.On))
		a.note(Abolish, child.ID, "", "")
		a.draft.Changes = append(a.draft.Changes, Change{Relation: Abolish, Old: child.ID})
	default:
		a.refuse(i, "%s còn đơn vị trực thuộc %s chưa có nơi về. Ghi thêm nơi chuyển đến hoặc kết thúc hoạt động của đơn vị đó.", a.byID[c.Old].Name, child.Name)
	}
}

// code gives the new units their codes, once the old ones let go of theirs.
func (a *applying) code() {
	for _, n := range a.draft.New {
		l := a.fresh[n.Key]
		for _, c := range n.Codes {
			c.Span = clock.Since(a.draft.On)
			if other := a.byCode(c.Scheme, c.Code, a.draft.On); other != nil && other != l {
				a.v.Check(false, "new."+n.Key, "Mã %s đang là mã của %s, không dùng hai lần cùng một lúc được.", c.Code, other.Name)
				continue
			}
			l.Codes = append(l.Codes, c)
			a.index(l, c)
		}
	}
}

// changedFrom reports whether something is already written of l for day or
// later: of the kind that relation would change, or of any kind.
func (l *Life) changedFrom(r Relation, tree Tree, day clock.Date) bool {
	late := func(s clock.Span) bool { return !s.From.Before(day) && !s.From.IsZero() }
	names := slices.ContainsFunc(l.Names, func(n Named) bool { return late(n.Span) })
	types := slices.ContainsFunc(l.Types, func(t Typed) bool { return late(t.Span) })
	places := slices.ContainsFunc(l.Placings, func(p Placing) bool {
		return late(p.Span) && (r == "" || p.Tree == Change{Tree: tree}.tree())
	})
	switch r {
	case Rename:
		return names
	case Retype:
		return types
	case Move:
		return places
	}
	return names || types || places
}

func (l *Life) nameOn(day clock.Date) string {
	n, _ := on(l.Names, day)
	return n.Name
}
