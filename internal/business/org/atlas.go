package org

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"kheo/internal/platform/clock"
)

// Node is a unit as the map sees it: when it stands, and where.
type Node struct {
	clock.Span
	ID       string
	Code     string    // its step in a path
	Placings []Placing // in the administrative tree, in order of time
}

// Link says that on day On the unit Old went over into the unit New: wholly, or
// together with other links in parts.
type Link struct {
	Old, New string
	On       clock.Date
}

// Reached is a stretch of time in which the records under Path lie under the
// unit UnitID on the map, wholly or partly.
type Reached struct {
	clock.Span
	UnitID string
	Path   string // ends in "/." when it means that unit alone
	Wholly bool
}

// atlas is every map that follows from nodes and links. Units are numbers here,
// their places in nodes.
type atlas struct {
	nodes    []Node
	at       map[string]int
	after    [][]int // successors
	before   [][]int // predecessors
	days     []int   // first days of the maps; the first is since ever
	history  []past  // every path that a unit ever had, in order
	pastOf   [][]int // places in history, by node
	pathAt   []string
	imagesAt [][]int
}

type past struct {
	path string
	node int
}

const (
	ever  = math.MinInt32
	still = math.MaxInt32
)

func firstOf(d clock.Date) int {
	if d.IsZero() {
		return ever
	}
	return int(d.Time().Unix() / 86400)
}

func lastOf(d clock.Date) int {
	if d.IsZero() {
		return still
	}
	return int(d.Time().Unix() / 86400)
}

func dateOf(day int) clock.Date {
	if day == ever || day == still {
		return clock.Date{}
	}
	return clock.On(1970, 1, 1).AddDays(day)
}

// Reaches computes what lies under every unit of nodes on every map.
func Reaches(nodes []Node, links []Link) []Reached {
	a := newAtlas(nodes, links)
	var open, done []reach
	for n, day := range a.days {
		a.turnTo(day)
		last := still
		if n+1 < len(a.days) {
			last = a.days[n+1] - 1
		}
		open, done = carry(open, a.reaches(day, last), done)
	}
	done = append(done, open...)
	all := make([]Reached, len(done))
	for n, r := range done {
		all[n] = Reached{clock.Span{From: dateOf(r.first), To: dateOf(r.last)}, nodes[r.node].ID, r.path, r.wholly}
	}
	return all
}

// carry prolongs what was open and goes on; what does not go on is done.
func carry(open, next, done []reach) ([]reach, []reach) {
	i := 0
	for _, o := range open {
		for i < len(next) && next[i].compare(o) < 0 {
			i++
		}
		if i < len(next) && next[i].compare(o) == 0 && o.last+1 == next[i].first {
			next[i].first = o.first
		} else {
			done = append(done, o)
		}
	}
	return next, done
}

type reach struct {
	node        int
	path        string
	wholly      bool
	first, last int
}

// compare orders by unit and path; two maps agree on what compares equal.
func (r reach) compare(o reach) int {
	if r.wholly != o.wholly && r.node == o.node && r.path == o.path {
		if r.wholly {
			return -1
		}
		return 1
	}
	return cmp.Or(cmp.Compare(r.node, o.node), strings.Compare(r.path, o.path))
}

func newAtlas(nodes []Node, links []Link) *atlas {
	a := &atlas{nodes: nodes, at: make(map[string]int, len(nodes)), after: make([][]int, len(nodes)), before: make([][]int, len(nodes)), pastOf: make([][]int, len(nodes))}
	for n, node := range nodes {
		a.at[node.ID] = n
	}
	for _, l := range links {
		o, n := a.at[l.Old], a.at[l.New]
		if !slices.Contains(a.after[o], n) {
			a.after[o], a.before[n] = append(a.after[o], n), append(a.before[n], o)
		}
	}
	days := map[int]bool{ever: true}
	for _, node := range nodes {
		turns(days, node.Span)
		for _, p := range node.Placings {
			turns(days, p.Span)
		}
	}
	for day := range days {
		a.days = append(a.days, day)
	}
	slices.Sort(a.days)
	a.recall()
	return a
}

// turns notes the days on which a map begins because of s.
func turns(days map[int]bool, s clock.Span) {
	days[firstOf(s.From)] = true
	if !s.To.IsZero() {
		days[lastOf(s.To)+1] = true
	}
}

// recall collects every path that a unit ever had.
func (a *atlas) recall() {
	seen := map[past]bool{}
	for _, day := range a.days {
		a.turnTo(day)
		for n := range a.nodes {
			if p := (past{a.pathAt[n], n}); a.stands(n, day) && !seen[p] {
				seen[p] = true
				a.history = append(a.history, p)
			}
		}
	}
	slices.SortFunc(a.history, func(x, y past) int { return strings.Compare(x.path, y.path) })
	for i, p := range a.history {
		a.pastOf[p.node] = append(a.pastOf[p.node], i)
	}
}

func (a *atlas) stands(n, day int) bool {
	return firstOf(a.nodes[n].From) <= day && day <= lastOf(a.nodes[n].To)
}

// parent is the node above n on day; -1 for a root.
func (a *atlas) parent(n, day int) int {
	parent := -1
	for i, p := range a.nodes[n].Placings {
		if i == 0 || firstOf(p.From) <= day {
			parent = -1
			if at, ok := a.at[p.ParentID]; ok {
				parent = at
			}
		}
	}
	return parent
}
