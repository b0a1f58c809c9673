package org

import (
	"kheo/internal/platform/clock"
)

// Tree is one of the hierarchies in which a unit can stand. The administrative
// tree makes the map: it decides where a record lies and who may read it. The
// others say who leads, guides or supervises whom.
type Tree string

// The trees.
const (
	Administrative   Tree = "administrative"
	PartyTree        Tree = "party"
	StateTree        Tree = "state"
	FrontTree        Tree = "front"
	ProfessionalTree Tree = "professional"
)

// Trees lists every tree, in the order in which pages show them.
func Trees() []Tree {
	return []Tree{Administrative, PartyTree, StateTree, FrontTree, ProfessionalTree}
}

// Label is the Vietnamese name of the tree, a source text of i18n.
func (t Tree) Label() string {
	switch t {
	case Administrative:
		return "Địa giới hành chính"
	case PartyTree:
		return "Tổ chức Đảng"
	case StateTree:
		return "Bộ máy Nhà nước"
	case FrontTree:
		return "Mặt trận và đoàn thể"
	case ProfessionalTree:
		return "Ngành dọc chuyên môn"
	}
	return ""
}

// GSO is the scheme of the codes that the statistics office gives. It gives old
// codes to new units, so a code means a unit only together with a day.
const GSO = "gso"

// Named is a name that a unit bears for a time.
type Named struct {
	clock.Span
	Name string
}

// Typed is a type that a unit has for a time.
type Typed struct {
	clock.Span
	Type Type
}

// Placing is a parent that a unit has in a tree for a time.
type Placing struct {
	clock.Span
	Tree     Tree
	ParentID string
}

// Coded is a code that a unit has in a scheme for a time.
type Coded struct {
	clock.Span
	Scheme, Code string
}

// Post is a position that somebody holds in a unit for a time. One person may
// hold several, in several units.
type Post struct {
	clock.Span
	ID        string
	UnitID    string
	Title     string // Phó Bí thư Thường trực
	Holder    string // the person's name
	AccountID string // when the person works with Khéo
	Version   int64
}

// Relation is what a succession does to a unit.
type Relation string

// The relations. Whole and Part end the old unit and begin the new one: a unit
// whose territory changes becomes another unit. Rename, Retype and Move leave it
// what it is. Abolish ends it without successor, Found begins one without
// predecessor.
const (
	Whole   Relation = "whole"
	Part    Relation = "part"
	Rename  Relation = "rename"
	Retype  Relation = "retype"
	Move    Relation = "move"
	Abolish Relation = "abolish"
	Found   Relation = "found"
)

// Relations lists every relation.
func Relations() []Relation { return []Relation{Whole, Part, Rename, Retype, Move, Abolish, Found} }

// Label is the Vietnamese name of the relation, a source text of i18n.
func (r Relation) Label() string {
	switch r {
	case Whole:
		return "Nhập toàn bộ"
	case Part:
		return "Nhập một phần"
	case Rename:
		return "Đổi tên"
	case Retype:
		return "Đổi loại hình"
	case Move:
		return "Chuyển cấp trên"
	case Abolish:
		return "Kết thúc hoạt động"
	case Found:
		return "Thành lập mới"
	}
	return ""
}

// Ends reports whether the old unit of a succession ends by it.
func (r Relation) Ends() bool { return r == Whole || r == Part || r == Abolish }

// dayBefore is the last day of what ends when day begins.
func dayBefore(day clock.Date) clock.Date { return day.AddDays(-1) }

// on finds what holds on day: the span that has it, else the last before it,
// else the first after it. ok is false for no spans at all. Spans are in order.
func on[T interface{ span() clock.Span }](all []T, day clock.Date) (found T, ok bool) {
	for _, x := range all {
		if !ok || !x.span().From.After(day) {
			found, ok = x, true
		}
	}
	return found, ok
}

func (n Named) span() clock.Span   { return n.Span }
func (t Typed) span() clock.Span   { return t.Span }
func (p Placing) span() clock.Span { return p.Span }
