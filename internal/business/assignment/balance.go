package assignment

import "slices"

// Seat is a case that wants appraisers.
type Seat struct {
	Case  string
	Wants int      // how many more
	Taken []string // who has to do with it already
}

// balance gives each seat as many of people as it wants and free allows, so that
// the loads come as near to each other as can be: the sum of their squares is the
// least. load is what each carries already. The same input gives the same output,
// in the order of people; nobody gets a case that free denies.
func balance(seats []Seat, people []string, load map[string]int, free func(person, id string) bool) map[string][]string {
	people = slices.Sorted(slices.Values(people))
	b := bench{load: make([]int, len(people)), held: make([][]int, len(people)), may: make([][]bool, len(seats)), on: make([][]bool, len(seats))}
	for n, p := range people {
		b.load[n] = load[p]
	}
	for n, seat := range seats {
		b.may[n], b.on[n] = make([]bool, len(people)), make([]bool, len(people))
		for i, p := range people {
			b.may[n][i] = !slices.Contains(seat.Taken, p) && free(p, seat.Case)
		}
		b.fill(n, seat.Wants)
	}
	for b.improve() {
	}
	out := map[string][]string{}
	for n, seat := range seats {
		for i, p := range people {
			if b.on[n][i] {
				out[seat.Case] = append(out[seat.Case], p)
			}
		}
	}
	return out
}

// bench knows people and seats by their numbers.
type bench struct {
	load []int
	held [][]int  // the seats given here, by person
	on   [][]bool // by seat and person: given here
	may  [][]bool // by seat and person: may take it
}

// fill gives the n-th seat to those who carry least.
func (b *bench) fill(n, wants int) {
	var able []int
	for p, may := range b.may[n] {
		if may {
			able = append(able, p)
		}
	}
	slices.SortStableFunc(able, func(p, q int) int { return b.load[p] - b.load[q] })
	for _, p := range able[:min(max(wants, 0), len(able))] {
		b.give(n, p)
	}
}

func (b *bench) give(n, p int) {
	b.on[n][p] = true
	b.load[p]++
	b.held[p] = append(b.held[p], n)
}

func (b *bench) take(n, p int) {
	b.on[n][p] = false
	b.load[p]--
	b.held[p] = slices.DeleteFunc(b.held[p], func(x int) bool { return x == n })
}

// step is how a person is reached: who hands them which seat.
type step struct {
	reached bool
	from    int
	seat    int
}

// improve hands seats along a chain of people from one who carries much to one who
// carries at least two less. Without such a chain nothing can be evener.
func (b *bench) improve() bool {
	order := make([]int, len(b.load))
	for p := range order {
		order[p] = p
	}
	slices.SortStableFunc(order, func(p, q int) int { return b.load[q] - b.load[p] })
	for _, heavy := range order {
		if b.load[heavy]-b.load[order[len(order)-1]] < 2 {
			return false
		}
		steps := b.reach(heavy)
		best := -1
		for p, s := range steps {
			if s.reached && b.load[p] <= b.load[heavy]-2 && (best < 0 || b.load[p] < b.load[best]) {
				best = p
			}
		}
		if best < 0 {
			continue
		}
		for p := best; p != heavy; p = steps[p].from {
			b.take(steps[p].seat, steps[p].from)
			b.give(steps[p].seat, p)
		}
		return true
	}
	return false
}

// reach finds everybody to whom a seat of p could go, at once or by way of others.
func (b *bench) reach(p int) []step {
	steps := make([]step, len(b.load))
	steps[p].reached = true
	queue := []int{p}
	for at := 0; at < len(queue) && len(queue) < len(steps); at++ {
		for _, n := range b.held[queue[at]] {
			for q, may := range b.may[n] {
				if may && !b.on[n][q] && !steps[q].reached {
					steps[q] = step{true, queue[at], n}
					queue = append(queue, q)
				}
			}
		}
	}
	return steps
}
