package org

import (
	"context"
	"errors"
	"slices"
	"strings"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
	"kheo/internal/service/auth"
)

const (
	mostRows  = 200 // of a form; whole tables are imported
	mostBelow = 2000
)

// planning finds the units of an input.
type planning struct {
	*Service
	tx    *db.Tx
	actor auth.Actor
	in    EventInput
	v     fault.Invalid
	plan  Plan
	keys  map[string]string // of new units that exist already: their ids
	old   map[string]bool   // units that have a row
	cache map[string]Unit   // by what was typed
}

// Plan finds the units of a form and makes a draft of it. What cannot be found, or
// is not decided yet, is fault.Invalid by field: "on", "row-1", "new-1",
// "below-ID"; the plan tells all the same which units below wait for a choice.
func (s *Service) Plan(ctx context.Context, actor auth.Actor, in EventInput) (Plan, error) {
	if !mayAdminister(actor) || !slices.Contains(EventKinds(), in.Kind) {
		return Plan{}, fault.NotFound
	}
	p := &planning{Service: s, actor: actor, in: in}
	err := s.db.View(ctx, func(tx *db.Tx) error {
		p.tx, p.v, p.plan = tx, fault.Invalid{}, Plan{}
		p.keys, p.old, p.cache = map[string]string{}, map[string]bool{}, map[string]Unit{}
		return p.run(ctx)
	})
	if err == nil {
		err = p.v.Err()
	}
	return p.plan, err
}

func (p *planning) run(ctx context.Context) error {
	on, err := clock.Parse(p.in.On)
	p.v.Check(err == nil, "on", "Ngày chưa đúng. Xin viết như 20/10/2022.")
	p.v.Check(err != nil || !on.IsZero(), "on", "Chưa ghi ngày hiệu lực.")
	p.plan.Draft = Draft{ID: p.in.ID, On: on, Basis: text.Clean(p.in.Basis), Source: text.Clean(p.in.Source)}
	p.v.Check(p.plan.Draft.Basis != "", "basis", "Chưa ghi văn bản làm căn cứ, ví dụ số nghị quyết và ngày ban hành.")
	if len(p.in.Rows)+len(p.in.New) > mostRows {
		p.v.Check(false, rowField(0), "Một lần nhập được nhiều nhất %d dòng. Bảng dài hơn xin nhập bằng tệp.", mostRows)
		return nil
	}
	if p.in.Kind == Merging {
		if err := p.newUnits(ctx); err != nil {
			return err
		}
	}
	var splits []Unit
	for i, r := range p.in.Rows {
		u, err := p.row(ctx, i, r)
		if err != nil {
			return err
		}
		ends := p.in.Kind == Abolition || p.in.Kind == Merging && r.Relation == Part
		if u.ID != "" && ends && !slices.ContainsFunc(splits, func(s Unit) bool { return s.ID == u.ID }) {
			splits = append(splits, u)
		}
	}
	p.v.Check(len(p.plan.Draft.Changes)+len(p.plan.Draft.New) > 0 || len(p.v) > 0, rowField(0), "Chưa có thay đổi nào. Nhập ít nhất một đơn vị.")
	for _, u := range splits {
		if err := p.below(ctx, u, 0); err != nil {
			return err
		}
	}
	return nil
}

// before is the day on which old units must stand.
func (p *planning) before() clock.Date {
	if p.plan.Draft.On.IsZero() {
		return clock.DayOf(p.tx.Now)
	}
	return dayBefore(p.plan.Draft.On)
}

// find is the unit that was typed in a field; what is wrong is told there.
func (p *planning) find(ctx context.Context, field, typed string, day clock.Date) (Unit, error) {
	if u, known := p.cache[typed]; known {
		return u, nil
	}
	u, err := p.chosen(ctx, p.tx, p.actor, typed, day)
	var invalid fault.Invalid
	if errors.As(err, &invalid) {
		if _, said := p.v[field]; !said {
			p.v[field] = invalid["unit"]
		}
		return Unit{}, nil
	}
	if err == nil {
		p.cache[typed] = u
	}
	return u, err
}

func (p *planning) newUnits(ctx context.Context) error {
	for i, n := range p.in.New {
		key := NewKey(i)
		name := text.Clean(n.Name)
		if name == "" && !slices.ContainsFunc(p.in.Rows, func(r EventRow) bool { return r.To == key && !r.blank() }) {
			continue
		}
		if strings.HasSuffix(name, ")") {
			u, err := p.chosen(ctx, p.tx, p.actor, name, p.plan.Draft.On)
			if err == nil && u.ValidFrom == p.plan.Draft.On {
				p.keys[key] = u.ID
				continue
			}
			if err != nil && !isInvalid(err) {
				return err
			}
		}
		made := NewUnit{Key: key, Name: name, Type: n.Type}
		if code := strings.TrimSpace(n.Code); code != "" {
			made.Codes = []Coded{{Scheme: GSO, Code: code}}
		}
		if above := text.Clean(n.Above); above != "" {
			parent, err := p.parent(ctx, newField(i), above)
			if err != nil {
				return err
			}
			made.Parent = parent
		}
		p.plan.Draft.New = append(p.plan.Draft.New, made)
	}
	return nil
}

// parent is the id of the unit that was typed, or the key of a new unit of that name.
func (p *planning) parent(ctx context.Context, field, typed string) (string, error) {
	for i, n := range p.in.New {
		if text.Key(n.Name) == text.Key(typed) && typed != "" {
			return NewKey(i), nil
		}
	}
	u, err := p.find(ctx, field, typed, p.plan.Draft.On)
	return u.ID, err
}

// row adds one line of the form to the draft and tells its old unit.
func (p *planning) row(ctx context.Context, i int, r EventRow) (Unit, error) {
	field := rowField(i)
	if r.blank() {
		return Unit{}, nil
	}
	u, err := p.find(ctx, field, r.Old, p.before())
	if err != nil || u.ID == "" {
		return u, err
	}
	p.old[u.ID] = true
	c := Change{Old: u.ID, Detail: text.Clean(r.Detail)}
	switch p.in.Kind {
	case Merging:
		c.Relation, c.New = r.Relation, r.To
		p.v.Check(c.Relation == Whole || c.Relation == Part, field, "Chọn nhập toàn bộ hay một phần.")
		if id, exists := p.keys[c.New]; exists {
			c.New = id
		}
	case Renaming:
		c.Relation, c.Name = Rename, text.Clean(r.Name)
	case Retyping:
		c.Relation, c.Type = Retype, r.Type
	case Moving:
		c.Relation, c.Tree = Move, r.Tree
		if c.New, err = p.parent(ctx, field, r.Above); err != nil {
			return u, err
		}
	case Abolition:
		c.Relation = Abolish
	}
	p.plan.change(field, c)
	return u, nil
}

// below asks for each unit under a split or ended one where it goes.
func (p *planning) below(ctx context.Context, u Unit, depth int) error {
	items, err := listBelow(ctx, p.tx, p.actor.Paths(auth.Administrator), TreeFilter{Day: p.before(), Tree: Administrative, Above: u.ID, Limit: mostBelow})
	if err != nil || depth > maxDepth {
		return err
	}
	up := Unit{}
	if u.ParentID != "" {
		if up, err = p.Unit(ctx, p.tx, u.ParentID); err != nil {
			return err
		}
	}
	for _, item := range items {
		if p.old[item.ID] {
			continue
		}
		l := Loose{Unit: item.Unit, Under: u, Up: up}
		if i := slices.IndexFunc(p.in.Below, func(b BelowInput) bool { return b.Unit == item.ID }); i >= 0 {
			l.To = p.in.Below[i].To
		}
		p.plan.Loose = append(p.plan.Loose, l)
		if err := p.decide(ctx, l, depth); err != nil {
			return err
		}
	}
	return nil
}

func (p *planning) decide(ctx context.Context, l Loose, depth int) error {
	field := belowField(l.Unit.ID)
	if l.To == "" {
		l.To = p.in.Rest
	}
	switch {
	case l.To == BelowEnds:
		p.plan.change(field, Change{Relation: Abolish, Old: l.Unit.ID})
		return p.below(ctx, l.Unit, depth+1)
	case l.To == BelowUp && l.Up.ID != "":
		p.plan.change(field, Change{Relation: Move, Old: l.Unit.ID, New: l.Up.ID})
	case strings.HasPrefix(l.To, "moi-"):
		to := l.To
		if id, exists := p.keys[to]; exists {
			to = id
		}
		p.plan.change(field, Change{Relation: Move, Old: l.Unit.ID, New: to})
	default:
		p.plan.Open++
		p.v.Check(false, field, "Chọn nơi về của %s, hoặc kết thúc.", l.Unit.Name)
	}
	return nil
}
