package assignment

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

// round is a made-up season: seats, people, what they carry and who may take what.
type round struct {
	seats  []Seat
	people []string
	load   map[string]int
	barred map[[2]string]bool
}

func newRound(r *rand.Rand, seats, people, each int, loads, conflicts bool) round {
	x := round{load: map[string]int{}, barred: map[[2]string]bool{}}
	for n := range people {
		x.people = append(x.people, fmt.Sprintf("p%02d", n))
		if loads {
			x.load[x.people[n]] = r.IntN(4)
		}
	}
	for n := range seats {
		seat := Seat{Case: fmt.Sprintf("c%03d", n), Wants: each}
		for _, p := range x.people {
			if conflicts && r.IntN(3) == 0 {
				x.barred[[2]string{p, seat.Case}] = true
			}
		}
		x.seats = append(x.seats, seat)
	}
	return x
}

func (x round) free(person, id string) bool { return !x.barred[[2]string{person, id}] }

func (x round) share() map[string][]string { return balance(x.seats, x.people, x.load, x.free) }

// after is what everybody carries once given is theirs.
func (x round) after(given map[string][]string) map[string]int {
	load := maps.Clone(x.load)
	for _, list := range given {
		for _, p := range list {
			load[p]++
		}
	}
	return load
}

func TestWithoutConflictsLoadsDifferByOneAtMost(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		x := newRound(r, r.IntN(60), 1+r.IntN(9), 1+r.IntN(5), false, false)
		load := x.after(x.share())
		least, most := 1<<30, 0
		for _, p := range x.people {
			least, most = min(least, load[p]), max(most, load[p])
		}
		if most-least > 1 {
			t.Fatalf("%d cases, %d people: loads %v", len(x.seats), len(x.people), load)
		}
	}
}

func TestNobodyGetsWhatTheyMayNot(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		x := newRound(r, r.IntN(60), r.IntN(9), 1+r.IntN(4), true, true)
		for n := range x.seats {
			if len(x.people) > 0 && r.IntN(4) == 0 {
				x.seats[n].Taken = []string{x.people[r.IntN(len(x.people))]}
			}
		}
		given := x.share()
		for _, seat := range x.seats {
			able := 0
			for _, p := range x.people {
				if x.free(p, seat.Case) && !slices.Contains(seat.Taken, p) {
					able++
				}
			}
			list := given[seat.Case]
			if want := min(seat.Wants, able); len(list) != want {
				t.Fatalf("%s has %d appraisers, want %d", seat.Case, len(list), want)
			}
			for n, p := range list {
				if !x.free(p, seat.Case) || slices.Contains(seat.Taken, p) || slices.Index(list, p) != n {
					t.Fatalf("%s goes to %v: %s may not", seat.Case, list, p)
				}
			}
		}
	}
}

func TestSameInputSameOutput(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(5, 6))
	for range 50 {
		x := newRound(r, 40, 7, 3, true, true)
		first := x.share()
		r.Shuffle(len(x.people), func(i, j int) { x.people[i], x.people[j] = x.people[j], x.people[i] })
		if again := x.share(); !reflect.DeepEqual(first, again) {
			t.Fatalf("%v and %v", first, again)
		}
	}
}

// TestNothingIsEvener compares with every way to share out a few cases.
func TestNothingIsEvener(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(7, 8))
	for range 150 {
		x := newRound(r, 1+r.IntN(5), 1+r.IntN(4), 1+r.IntN(2), true, true)
		got := squares(x.after(x.share()))
		if best := x.best(0, maps.Clone(x.load)); got != best {
			t.Fatalf("sum of squares %d, possible %d: %+v gives %v", got, best, x, x.share())
		}
	}
}

func squares(load map[string]int) (sum int) {
	for _, n := range load {
		sum += n * n
	}
	return sum
}

// best is the least sum of squares when the seats from n on are given in any way.
func (x round) best(n int, load map[string]int) int {
	if n == len(x.seats) {
		return squares(load)
	}
	var able []string
	for _, p := range x.people {
		if x.free(p, x.seats[n].Case) {
			able = append(able, p)
		}
	}
	least := 1 << 30
	for _, set := range subsets(able, min(x.seats[n].Wants, len(able))) {
		for _, p := range set {
			load[p]++
		}
		least = min(least, x.best(n+1, load))
		for _, p := range set {
			load[p]--
		}
	}
	return least
}

// subsets are the sets of size of all.
func subsets(all []string, size int) [][]string {
	if size == 0 {
		return [][]string{nil}
	}
	if len(all) < size {
		return nil
	}
	sets := subsets(all[1:], size)
	for _, rest := range subsets(all[1:], size-1) {
		sets = append(sets, append([]string{all[0]}, rest...))
	}
	return sets
}

// BenchmarkBalance shares 5,000 cases among 24 people, three each, one in three
// barred.
func BenchmarkBalance(b *testing.B) {
	x := newRound(rand.New(rand.NewPCG(9, 10)), 5_000, 24, 3, true, true)
	for b.Loop() {
		x.share()
	}
}
