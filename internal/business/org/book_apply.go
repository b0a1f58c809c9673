package org

import (
	"fmt"
	"slices"

	"github.com/google/uuid"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
)

// applying is one draft on its way into the book.
type applying struct {
	*Book
	draft   Draft
	v       fault.Invalid
	event   Event
	fresh   map[string]*Life    // new units by key
	ends    map[string]Relation // what ends each old unit
	touched map[string]*Life
}

// apply lets d happen. What speaks against it is fault.Invalid, by field ("on",
// "basis", "new.KEY", "change.N"); the book is of no use after that.
func (b *Book) apply(d Draft, today clock.Date) (Event, error) {
	if uuid.Validate(d.ID) != nil {
		d.ID = uuid.Must(uuid.NewV7()).String()
	}
	a := &applying{
		Book: b, draft: d, v: fault.Invalid{}, fresh: map[string]*Life{}, ends: map[string]Relation{}, touched: map[string]*Life{},
		event: Event{ID: d.ID, On: d.On, Basis: d.Basis, Source: d.Source, VerifiedBy: d.VerifiedBy, State: Done},
	}
	if d.On.After(today) {
		a.event.State = Planned
	}
	a.v.Check(!d.On.IsZero(), "on", "Chưa ghi ngày hiệu lực.")
	a.v.Check(d.Basis != "", "basis", "Chưa ghi văn bản làm căn cứ, ví dụ số nghị quyết và ngày ban hành.")
	a.v.Check(len(d.Changes)+len(d.New) > 0, "change.1", "Chưa có thay đổi nào.")
	for _, step := range []func(){a.checkEndings, a.begin, a.change, a.end, a.releaseBelow, a.code} {
		if len(a.v) > 0 {
			return a.event, a.v
		}
		step()
	}
	if len(a.v) > 0 {
		return a.event, a.v
	}
	for _, l := range a.touched {
		a.settleBelow(l, today, 0)
	}
	return a.event, nil
}

func (a *applying) settleBelow(l *Life, today clock.Date, depth int) {
	before := l.Path
	a.settle(l, today)
	if l.Path == before || depth > maxDepth {
		return
	}
	for _, child := range a.children[l.ID] {
		a.settleBelow(child, today, depth+1)
	}
}

func (a *applying) refuse(change int, sentence string, args ...any) {
	field := fmt.Sprintf("change.%d", change+1)
	if _, said := a.v[field]; !said {
		a.v[field] = fault.Say(sentence, args...)
	}
}

func (a *applying) note(r Relation, oldID, newID, detail string) {
	a.event.Successions = append(a.event.Successions, Succession{a.event.ID, len(a.event.Successions) + 1, r, oldID, newID, detail})
}

func (a *applying) touch(l *Life) {
	l.changed = true
	a.touched[l.ID] = l
}

// begin makes the new units; parents may be new too.
func (a *applying) begin() {
	for _, n := range a.draft.New {
		field := "new." + n.Key
		info, known := n.Type.Info()
		a.v.Check(known, field, "Chọn loại đơn vị cho %s.", n.Name)
		a.v.Check(n.Name != "", field, "Chưa nhập tên đơn vị mới.")
		level := levelOf(n.Type)
		a.v.Check(level == "" || knows(a.levels, level, a.draft.On), field, "Ngày %s không có cấp “%s”.", a.draft.On.String(), info.Label)
		a.v.Check(a.fresh[n.Key] == nil && n.Key != "", field, "Hai đơn vị mới mang cùng một khóa “%s”.", n.Key)
		a.v.Check(n.Code == "" || !a.handles[n.Code], field, "Mã “%s” đã có đơn vị khác dùng.", n.Code)
		if len(a.v) == 0 {
			l := newLife(n.Code, n.Name, n.Type, "", clock.Since(a.draft.On))
			a.fresh[n.Key] = l
			a.touch(l)
		}
	}
	for _, n := range a.draft.New {
		if l := a.fresh[n.Key]; l != nil {
			a.place(l, n)
		}
	}
}

func (a *applying) place(l *Life, n NewUnit) {
	above := ""
	if n.Parent != "" {
		parent := a.target(n.Parent)
		if parent == nil || !parent.Stands().Has(a.draft.On) || a.ends[parent.ID] != "" {
			a.v["new."+n.Key] = fault.Say("Đơn vị cấp trên của %s không có vào ngày %s.", n.Name, a.draft.On.String())
			return
		}
		l.Placings = []Placing{{clock.Since(a.draft.On), Administrative, parent.ID}}
		above = parent.Name
	}
	if l.Code == "" {
		l.Code = a.freeHandle(l.Name, above, a.draft.On)
	}
	a.add(l)
	if !slices.ContainsFunc(a.draft.Changes, func(c Change) bool { return c.New == n.Key && c.Relation.Ends() }) {
		a.note(Found, "", l.ID, "")
	}
}

// target finds a unit by key among the new ones, or by id.
func (a *applying) target(key string) *Life {
	if l := a.fresh[key]; l != nil {
		return l
	}
	return a.byID[key]
}

// change renames, gives types and moves.
func (a *applying) change() {
	for i, c := range a.draft.Changes {
		l := a.byID[c.Old]
		switch {
		case c.Relation.Ends():
			continue
		case l == nil:
			a.refuse(i, "Chọn đơn vị có thay đổi.")
		case a.ends[l.ID] != "":
			a.refuse(i, "%s kết thúc trong chính sự kiện này nên không thể thay đổi thêm.", l.Name)
		case !l.Stands().Has(a.draft.On):
			a.refuse(i, "%s không tồn tại vào ngày %s.", l.Name, a.draft.On.String())
		case l.changedFrom(c.Relation, c.Tree, a.draft.On):
			a.refuse(i, "%s đã có thay đổi ghi từ ngày %s trở đi. Các thay đổi phải nhập theo thứ tự thời gian.", l.Name, a.draft.On.String())
		default:
			a.alter(i, c, l)
		}
	}
}

func (a *applying) alter(i int, c Change, l *Life) {
	since, until := clock.Since(a.draft.On), dayBefore(a.draft.On)
	switch c.Relation {
	case Rename:
		if c.Name == "" || c.Name == l.nameOn(until) {
			a.refuse(i, "Chưa nhập tên mới của %s.", l.Name)
			return
		}
		l.Names = append(ended(l.Names, until), Named{since, c.Name})
	case Retype:
		if _, known := c.Type.Info(); !known {
			a.refuse(i, "Chọn loại mới của %s.", l.Name)
			return
		}
		l.Types = append(ended(l.Types, until), Typed{since, c.Type})
	case Move:
		parent := a.target(c.New)
		if parent == nil || !parent.Stands().Has(a.draft.On) || a.ends[parent.ID] != "" {
			a.refuse(i, "Đơn vị cấp trên mới của %s không có vào ngày %s.", l.Name, a.draft.On.String())
			return
		}
		tree := c.tree()
		if a.isBelow(parent, l, tree) {
			a.refuse(i, "Chuyển %s xuống dưới %s tạo thành vòng tròn: %s đang nằm dưới nó.", l.Name, parent.Name, parent.Name)
			return
		}
		a.move(l, tree, parent.ID)
	default:
		a.refuse(i, "Chọn loại thay đổi.")
		return
	}
	a.touch(l)
	a.note(c.Relation, l.ID, l.ID, c.Detail)
}

func (c Change) tree() Tree {
	if c.Tree == "" {
		return Administrative
	}
	return c.Tree
}

// isBelow reports whether l stands at or below top on the day of the event.
func (a *applying) isBelow(l, top *Life, tree Tree) bool {
	for depth := 0; l != nil && depth < maxDepth; depth++ {
		if l == top {
			return true
		}
		l = a.byID[l.Above(tree, a.draft.On)]
	}
	return false
}

// move hangs l under parent in tree from the day of the event on.
func (a *applying) move(l *Life, tree Tree, parentID string) {
	until := dayBefore(a.draft.On)
	var kept []Placing
	for _, p := range l.Placings {
		if p.Tree == tree && p.Has(a.draft.On) {
			if p.To = until; p.From.After(until) {
				continue
			}
		}
		kept = append(kept, p)
	}
	p := Placing{clock.Span{From: a.draft.On, To: l.ValidTo}, tree, parentID}
	l.Placings = append(kept, p)
	a.hang(l, p)
	a.touch(l)
}
