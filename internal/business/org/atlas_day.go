package org

import (
	"slices"
	"sort"
)

// turnTo opens the map of day: every unit's path and where the records of every
// unit lie.
func (a *atlas) turnTo(day int) {
	a.pathAt = make([]string, len(a.nodes))
	for n := range a.nodes {
		a.path(n, day, 0)
	}
	a.imagesAt = make([][]int, len(a.nodes))
	if a.history == nil {
		return
	}
	for n := range a.nodes {
		a.images(n, day, 0)
	}
}

// maxDepth ends what would go on for ever if the units made a circle, which
// the rules of events refuse.
const maxDepth = 64

func (a *atlas) path(n, day, depth int) string {
	if a.pathAt[n] == "" && depth < maxDepth {
		above := "/"
		if p := a.parent(n, day); p >= 0 {
			above = a.path(p, day, depth+1)
		}
		a.pathAt[n] = above + a.nodes[n].Code + "/"
	}
	return a.pathAt[n]
}

// images are the units that stand on day and that the records of unit n belong
// to then: n itself, or what replaced it, or what it replaced. Where a unit ended
// without successor or began without predecessor, its records lie with the unit
// above it.
func (a *atlas) images(n, day, depth int) []int {
	if a.imagesAt[n] != nil || depth > maxDepth {
		return a.imagesAt[n]
	}
	node := a.nodes[n]
	var found []int
	switch {
	case a.stands(n, day):
		found = []int{n}
	case day > lastOf(node.To):
		found = a.gather(a.after[n], a.parent(n, lastOf(node.To)), day, depth)
	default:
		found = a.gather(a.before[n], a.parent(n, firstOf(node.From)), day, depth)
	}
	a.imagesAt[n] = found
	return found
}

func (a *atlas) gather(others []int, parent, day, depth int) (found []int) {
	if len(others) == 0 && parent >= 0 {
		others = []int{parent}
	}
	for _, o := range others {
		found = append(found, a.images(o, day, depth+1)...)
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// reaches lists, for the map that is open from day first to last, what lies
// under every unit, by unit and path.
func (a *atlas) reaches(first, last int) []reach {
	wholly, partly := make([][]int, len(a.nodes)), make([][]int, len(a.nodes))
	count := map[int]int{}
	for n := range a.nodes {
		images := a.imagesAt[n]
		clear(count)
		for _, image := range images {
			for above, depth := image, 0; above >= 0 && depth < maxDepth; above, depth = a.parent(above, first), depth+1 {
				count[above]++
			}
		}
		for above, times := range count {
			switch {
			case !a.stands(above, first):
			case times == len(images):
				wholly[above] = append(wholly[above], a.pastOf[n]...)
			default:
				partly[above] = append(partly[above], a.pastOf[n]...)
			}
		}
	}
	var all []reach
	for n := range a.nodes {
		all = append(all, a.cover(n, wholly[n], partly[n], first, last)...)
	}
	return all
}

// cover writes the places of history in wholly with as few paths as possible: a
// path stands for its subtree when everything that was ever below it is there.
func (a *atlas) cover(n int, wholly, partly []int, first, last int) (found []reach) {
	slices.Sort(wholly)
	for i := 0; i < len(wholly); i++ {
		path := a.history[wholly[i]].path
		end := wholly[i] + sort.Search(len(a.history)-wholly[i], func(k int) bool {
			return !hasPrefix(a.history[wholly[i]+k].path, path)
		})
		inside := sort.SearchInts(wholly[i:], end)
		if inside == end-wholly[i] {
			i += inside - 1
		} else {
			path += "."
		}
		found = append(found, reach{n, path, true, first, last})
	}
	for _, p := range partly {
		found = append(found, reach{n, a.history[p].path + ".", false, first, last})
	}
	slices.SortFunc(found, reach.compare)
	return found
}

func hasPrefix(s, prefix string) bool { return len(s) >= len(prefix) && s[:len(prefix)] == prefix }
