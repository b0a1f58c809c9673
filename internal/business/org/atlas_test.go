package org

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kheo/internal/platform/clock"
)

// land is a made-up country in which every unit is a set of plots of land, so
// that where records lie can be told without asking the atlas.
type land struct {
	nodes []Node
	links []Link
	plots map[string][]int // of units without children, and of ended ones
	alive []string         // wards that stand
	day   clock.Date
}

func (l *land) node(id string) *Node {
	return &l.nodes[slices.IndexFunc(l.nodes, func(n Node) bool { return n.ID == id })]
}

func (l *land) found(parent string, plots ...int) string {
	id := fmt.Sprintf("u%02d", len(l.nodes))
	n := Node{Span: clock.Since(l.day), ID: id, Code: id}
	if parent != "" {
		n.Placings = []Placing{{Span: clock.Since(l.day), Tree: Administrative, ParentID: parent}}
	}
	l.nodes, l.plots[id] = append(l.nodes, n), plots
	return id
}

func (l *land) end(id string) {
	l.node(id).To = l.day.AddDays(-1)
	l.alive = slices.DeleteFunc(l.alive, func(a string) bool { return a == id })
}

func (l *land) parent(id string) string {
	p := l.node(id).Placings
	return p[len(p)-1].ParentID
}

// drawLand makes a country and lets days pass over it.
func drawLand(t *rapid.T) *land {
	l := &land{plots: map[string][]int{}}
	var tops []string
	plot := 0
	for range rapid.IntRange(1, 2).Draw(t, "provinces") {
		province := l.found("")
		for range rapid.IntRange(1, 2).Draw(t, "districts") {
			district := l.found(province)
			tops = append(tops, province, district)
			for range rapid.IntRange(1, 3).Draw(t, "wards") {
				l.alive = append(l.alive, l.found(district, plot, plot+1, plot+2))
				plot += 3
			}
		}
	}
	for range rapid.IntRange(0, 6).Draw(t, "events") {
		l.day = clock.On(2008, 1, 1).AddDays(400 * len(l.nodes))
		parent := rapid.SampledFrom(tops).Draw(t, "parent")
		chosen := rapid.SliceOfNDistinct(rapid.SampledFrom(l.alive), 1, min(3, len(l.alive)), rapid.ID[string]).Draw(t, "wards")
		switch rapid.IntRange(0, 2).Draw(t, "kind") {
		case 0:
			l.rearrange(t, chosen, parent)
		case 1:
			id := chosen[0]
			n := l.node(id)
			n.Placings[len(n.Placings)-1].To = l.day.AddDays(-1)
			n.Placings = append(n.Placings, Placing{Span: clock.Since(l.day), Tree: Administrative, ParentID: parent})
		case 2:
			if all := l.plots[chosen[0]]; len(all) > 1 {
				l.rearrange(t, chosen, parent)
			}
		}
	}
	return l
}

// rearrange ends the wards and deals their plots out to one to three new ones.
func (l *land) rearrange(t *rapid.T, wards []string, parent string) {
	dealt := map[int][]int{}
	into := map[string]map[int]bool{}
	hands := rapid.IntRange(1, 3).Draw(t, "new")
	for _, w := range wards {
		into[w] = map[int]bool{}
		for _, p := range l.plots[w] {
			hand := rapid.IntRange(0, hands-1).Draw(t, "hand")
			dealt[hand] = append(dealt[hand], p)
			into[w][hand] = true
		}
		l.end(w)
	}
	ids := map[int]string{}
	for _, hand := range slices.Sorted(maps.Keys(dealt)) {
		ids[hand] = l.found(parent, dealt[hand]...)
		l.alive = append(l.alive, ids[hand])
	}
	for _, w := range wards {
		for hand := range into[w] {
			l.links = append(l.links, Link{w, ids[hand], l.day})
		}
	}
}

// under are the plots below a unit on day, by the placings alone.
func (l *land) under(unit string, day clock.Date) map[int]bool {
	found := map[int]bool{}
	for _, n := range l.nodes {
		if !n.Has(day) {
			continue
		}
		for at := n.ID; at != ""; {
			if at == unit {
				for _, p := range l.plots[n.ID] {
					found[p] = true
				}
				break
			}
			above := ""
			for _, p := range l.node(at).Placings {
				if p.Has(day) {
					above = p.ParentID
				}
			}
			at = above
		}
	}
	return found
}

// where sorts the paths of units that had records by how they lie under unit.
func where(all []Reached, unit string, day clock.Date, path string) (wholly, partly bool) {
	for _, r := range all {
		if r.UnitID != unit || !r.Has(day) {
			continue
		}
		if alone, ok := strings.CutSuffix(r.Path, "."); ok && path != alone || !ok && !strings.HasPrefix(path, r.Path) {
			continue
		}
		wholly, partly = wholly || r.Wholly, partly || !r.Wholly
	}
	return wholly, partly
}

// everyDay are the days on which a map may differ from the one before.
func (l *land) everyDay() []clock.Date {
	days := []clock.Date{clock.On(2007, 1, 1)}
	for _, n := range l.nodes {
		if !n.From.IsZero() {
			days = append(days, n.From, n.From.AddDays(-1))
		}
		for _, p := range n.Placings {
			if !p.From.IsZero() {
				days = append(days, p.From)
			}
		}
	}
	slices.SortFunc(days, func(a, b clock.Date) int { return a.Time().Compare(b.Time()) })
	return slices.Compact(days)
}

// paths are the paths that the unit had while it stood.
func (l *land) paths(n Node) []string {
	var paths []string
	for _, p := range append([]Placing{}, n.Placings...) {
		if s, ok := p.Clip(n.Span); ok {
			day := s.From
			path := "/" + n.Code + "/"
			for at := n.ID; ; {
				above := ""
				for _, q := range l.node(at).Placings {
					if q.Has(day) {
						above = q.ParentID
					}
				}
				if above == "" {
					break
				}
				path, at = "/"+l.node(above).Code+path, above
			}
			paths = append(paths, path)
		}
	}
	return paths
}

// TestNoUnitIsLost: whatever happened, the records of every ward lie under one
// province or the other on every map, wholly or in parts, and never twice wholly.
func TestNoUnitIsLost(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		l := drawLand(t)
		all := Reaches(l.nodes, l.links)
		for _, day := range l.everyDay() {
			for _, n := range l.nodes {
				for _, path := range l.paths(n) {
					whole, part := 0, 0
					for _, u := range l.nodes {
						if len(u.Placings) > 0 || !u.Has(day) {
							continue
						}
						w, p := where(all, u.ID, day, path)
						if w && p {
							t.Fatalf("%s is wholly and partly under %s on %s", path, u.ID, day.ISO())
						}
						if w {
							whole++
						}
						if p {
							part++
						}
					}
					if whole > 1 || whole == 1 && part > 0 || whole == 0 && part < 2 {
						t.Fatalf("%s lies wholly under %d and partly under %d provinces on %s", path, whole, part, day.ISO())
					}
				}
			}
		}
	})
}

// TestRollingUpConserves: the records wholly under a unit are those wholly under
// exactly one of its children, its own, and those that lie partly under several.
func TestRollingUpConserves(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		l := drawLand(t)
		all := Reaches(l.nodes, l.links)
		for _, day := range l.everyDay() {
			for _, u := range l.nodes {
				if !u.Has(day) {
					continue
				}
				for _, n := range l.nodes {
					for _, path := range l.paths(n) {
						l.checkRollUp(t, all, u, day, path)
					}
				}
			}
		}
	})
}

func (l *land) checkRollUp(t *rapid.T, all []Reached, u Node, day clock.Date, path string) {
	wholly, partly := where(all, u.ID, day, path)
	inChildren, inParts := 0, 0
	for _, c := range l.nodes {
		above := ""
		for _, p := range c.Placings {
			if p.Has(day) && c.Has(day) {
				above = p.ParentID
			}
		}
		if above != u.ID {
			continue
		}
		w, p := where(all, c.ID, day, path)
		if w {
			inChildren++
		}
		if p {
			inParts++
		}
	}
	if inChildren > 1 || inChildren == 1 && !wholly || inParts > 0 && !wholly && !partly {
		t.Fatalf("%s: under %s on %s wholly %v partly %v, but %d children hold it and %d a part", path, u.ID, day.ISO(), wholly, partly, inChildren, inParts)
	}
	if wholly && inChildren == 1 && inParts > 0 {
		t.Fatalf("%s is counted for one child of %s and partly for %d others on %s", path, u.ID, inParts, day.ISO())
	}
}

// TestWhollyIsNeverGuessed: what is said to lie wholly under a unit does so plot
// by plot of the land.
func TestWhollyIsNeverGuessed(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		l := drawLand(t)
		all := Reaches(l.nodes, l.links)
		for _, day := range l.everyDay() {
			for _, u := range l.nodes {
				if !u.Has(day) {
					continue
				}
				land := l.under(u.ID, day)
				for _, n := range l.nodes {
					for _, path := range l.paths(n) {
						wholly, partly := where(all, u.ID, day, path)
						in := 0
						for _, p := range l.plots[n.ID] {
							if land[p] {
								in++
							}
						}
						if wholly && in != len(l.plots[n.ID]) {
							t.Fatalf("%s is said to lie under %s on %s, but only %d of %d plots do", path, u.ID, day.ISO(), in, len(l.plots[n.ID]))
						}
						if !wholly && !partly && in > 0 {
							t.Fatalf("%d plots of %s lie under %s on %s, unseen", in, path, u.ID, day.ISO())
						}
					}
				}
			}
		}
	})
}
