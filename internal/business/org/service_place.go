package org

import (
	"context"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// PlaceInput is a place of a unit in a second tree, as it is filled in.
type PlaceInput struct {
	Tree   Tree       `form:"tree"`
	Parent string     `form:"parent"` // as typed, see Typed
	From   clock.Date `form:"from"`
	To     clock.Date `form:"to"`
}

// PutInTree gives the unit a place in a tree besides the administrative one, in
// which an event would have to move it.
func (s *Service) PutInTree(ctx context.Context, actor auth.Actor, unitID string, in PlaceInput) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		v, err := s.view(ctx, tx, actor, unitID)
		if err != nil {
			return err
		}
		wrong := fault.Invalid{}
		wrong.Check(slices.Contains(Trees(), in.Tree) && in.Tree != Administrative, "tree", "Chọn một cây tổ chức.")
		parent, err := s.chosen(ctx, tx, actor, in.Parent, in.From)
		var invalid fault.Invalid
		if errors.As(err, &invalid) {
			wrong["parent"] = invalid["unit"]
		} else if err != nil {
			return err
		}
		days := clock.Span{From: in.From, To: in.To}
		checkSpan(wrong, days, "to")
		if err := wrong.Err(); err != nil {
			return err
		}
		p := Place{Placing{within(days, v.Unit, parent), in.Tree, parent.ID}, parent}
		if err := s.mayPlace(ctx, tx, v.Unit, p); err != nil {
			return err
		}
		if err := insertPlace(ctx, tx, unitID, p.Placing); err != nil {
			return err
		}
		return audit.Record(ctx, tx, actor, v.Unit.act("org.unit_placed", nil, placeRecord{p.Tree, parent.Name, days}))
	})
}

// RemoveFromTree takes back a place that was written by mistake.
func (s *Service) RemoveFromTree(ctx context.Context, actor auth.Actor, unitID string, tree Tree, from clock.Date) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		v, p, err := s.placed(ctx, tx, actor, unitID, tree, from)
		if err != nil {
			return err
		}
		if err := deletePlace(ctx, tx, unitID, p.Placing); err != nil {
			return err
		}
		return audit.Record(ctx, tx, actor, v.Unit.act("org.unit_unplaced", placeRecord{p.Tree, p.Parent.Name, p.Span}, nil))
	})
}

// LeaveTree ends a place on its last day.
func (s *Service) LeaveTree(ctx context.Context, actor auth.Actor, unitID string, tree Tree, from, to clock.Date) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		v, p, err := s.placed(ctx, tx, actor, unitID, tree, from)
		if err != nil {
			return err
		}
		after := p
		after.To = to
		wrong := fault.Invalid{}
		wrong.Check(!to.IsZero(), "to", "Chưa ghi ngày cuối cùng.")
		checkSpan(wrong, after.Span, "to")
		if err := wrong.Err(); err != nil {
			return err
		}
		if err := deletePlace(ctx, tx, unitID, p.Placing); err != nil {
			return err
		}
		if err := s.mayPlace(ctx, tx, v.Unit, after); err != nil {
			return err
		}
		if err := insertPlace(ctx, tx, unitID, after.Placing); err != nil {
			return err
		}
		return audit.Record(ctx, tx, actor, v.Unit.act("org.unit_placed", placeRecord{p.Tree, p.Parent.Name, p.Span}, placeRecord{p.Tree, p.Parent.Name, after.Span}))
	})
}

// Placed shows a place of a unit in a second tree.
func (s *Service) Placed(ctx context.Context, actor auth.Actor, unitID string, tree Tree, from clock.Date) (v UnitView, p Place, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		v, p, err = s.placed(ctx, tx, actor, unitID, tree, from)
		return err
	})
	return v, p, err
}

func (s *Service) placed(ctx context.Context, tx *db.Tx, actor auth.Actor, unitID string, tree Tree, from clock.Date) (v UnitView, p Place, err error) {
	if v, err = s.view(ctx, tx, actor, unitID); err != nil {
		return v, p, err
	}
	st := Story{UnitView: v}
	if err := st.readLife(ctx, tx); err != nil {
		return v, p, err
	}
	i := slices.IndexFunc(st.Places, func(p Place) bool { return p.Tree == tree && p.From == from && tree != Administrative })
	if i < 0 {
		return v, p, fault.NotFound
	}
	return v, st.Places[i], nil
}

// within lets days that were left open begin and end with the units.
func within(days clock.Span, units ...Unit) clock.Span {
	open := days
	for _, u := range units {
		if open.From.IsZero() && u.ValidFrom.After(days.From) {
			days.From = u.ValidFrom
		}
		if open.To.IsZero() && !u.ValidTo.IsZero() {
			days.To = earlier(days.To, u.ValidTo)
		}
	}
	return days
}

// mayPlace refuses a place that would leave the days of either unit, stand beside
// another place in the same tree, or make a circle.
func (s *Service) mayPlace(ctx context.Context, tx *db.Tx, u Unit, p Place) error {
	wrong := fault.Invalid{}
	for _, of := range []Unit{u, p.Parent} {
		stands := clock.Span{From: of.ValidFrom, To: of.ValidTo}
		wrong.Check(stands.Holds(p.Span), "from", "%s không hoạt động suốt những ngày này.", of.Name)
	}
	st := Story{UnitView: UnitView{Unit: u}}
	if err := st.readLife(ctx, tx); err != nil {
		return err
	}
	for _, other := range st.Places {
		wrong.Check(other.Tree != p.Tree || !other.Meets(p.Span), "from", "Trong những ngày này đơn vị đã trực thuộc %s ở cùng cây.", other.Parent.Name)
	}
	circle, err := s.standsUnder(ctx, tx, p.Parent, u.ID, p.Tree, p.Span, 0)
	wrong.Check(!circle, "parent", "%s đang nằm dưới chính đơn vị này, nên không thể là cấp trên.", p.Parent.Name)
	return errors.Join(err, wrong.Err())
}

// standsUnder reports whether u is top or stands below it in tree on any day of days.
func (s *Service) standsUnder(ctx context.Context, tx *db.Tx, u Unit, top string, tree Tree, days clock.Span, depth int) (bool, error) {
	if u.ID == top || depth > maxDepth {
		return true, nil
	}
	st := Story{UnitView: UnitView{Unit: u}}
	if err := st.readLife(ctx, tx); err != nil {
		return false, err
	}
	for _, p := range st.Places {
		if days, meets := p.Clip(days); meets && p.Tree == tree {
			if under, err := s.standsUnder(ctx, tx, p.Parent, top, tree, days, depth+1); under || err != nil {
				return under, err
			}
		}
	}
	return false, nil
}

// CodeInput is a code of a unit as it is filled in.
type CodeInput struct {
	Scheme string     `form:"scheme"`
	Code   string     `form:"code"`
	From   clock.Date `form:"from"`
	To     clock.Date `form:"to"`
}

// AddCode gives the unit a code of a scheme for a time.
func (s *Service) AddCode(ctx context.Context, actor auth.Actor, unitID string, in CodeInput) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		v, err := s.view(ctx, tx, actor, unitID)
		if err != nil {
			return err
		}
		c := Coded{clock.Span{From: in.From, To: in.To}, text.Slug(in.Scheme), strings.TrimSpace(in.Code)}
		wrong := fault.Invalid{}
		wrong.Check(c.Scheme != "" && len(c.Scheme) <= 40, "scheme", "Chọn nơi cấp mã.")
		wrong.Check(c.Code != "" && utf8.RuneCountInString(c.Code) <= 40, "code", "Mã cần từ 1 đến 40 ký tự.")
		checkSpan(wrong, c.Span, "to")
		stands := clock.Span{From: v.Unit.ValidFrom, To: v.Unit.ValidTo}
		wrong.Check(stands.Meets(c.Span), "from", "Trong những ngày này %s không hoạt động.", v.Unit.Name)
		if err := wrong.Err(); err != nil {
			return err
		}
		c.Span, _ = c.Clip(stands)
		if taken, err := whoHas(ctx, tx, c); err != nil {
			return err
		} else if taken != "" {
			return fault.Invalid{"code": fault.Say("Trong những ngày này mã %s là mã của %s.", c.Code, taken)}
		}
		if err := insertCode(ctx, tx, unitID, c); err != nil {
			return err
		}
		return audit.Record(ctx, tx, actor, v.Unit.act("org.code_added", nil, c))
	})
}

// RemoveCode takes back a code that was written by mistake.
func (s *Service) RemoveCode(ctx context.Context, actor auth.Actor, unitID string, c Coded) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		v, err := s.view(ctx, tx, actor, unitID)
		if err != nil {
			return err
		}
		codes, err := codesOf(ctx, tx, unitID)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(codes, func(x Coded) bool { return x.Scheme == c.Scheme && x.Code == c.Code && x.From == c.From })
		if i < 0 {
			return fault.NotFound
		}
		if err := deleteCode(ctx, tx, unitID, codes[i]); err != nil {
			return err
		}
		return audit.Record(ctx, tx, actor, v.Unit.act("org.code_removed", codes[i], nil))
	})
}

// placeRecord is a place in the trail.
type placeRecord struct {
	Tree   Tree
	Parent string
	clock.Span
}

func (u Unit) act(name string, before, after any) audit.Act {
	return audit.Act{Name: name, Kind: "unit", ObjectID: u.ID, Title: u.Name, UnitPath: u.Path, Before: before, After: after}
}
