package participant

import (
	"slices"
	"strings"
)

// levels are the words with which names of places begin.
var levels = [][]string{{"phuong"}, {"xa"}, {"thi", "tran"}, {"dac", "khu"}, {"quan"}, {"huyen"}, {"thi", "xa"}, {"thanh", "pho"}, {"tinh"}, {"khu", "pho"}, {"to", "dan", "pho"}, {"thon"}}

// level splits the name of a place into its level and its proper name.
func level(words []string) (of, proper []string) {
	for _, l := range levels {
		if len(words) > len(l) && slices.Equal(words[:len(l)], l) {
			return words[:len(l)], words[len(l):]
		}
	}
	return nil, words
}

// spot is one name of a place, taken apart.
type spot struct {
	place, name, spelled string
	full, of, proper     []string // words: all of them, the level, the proper name
	partly               bool
}

func newSpot(p Place, name string) spot {
	s := spot{place: p.ID, name: name, spelled: spelledOut(name), partly: p.Partly}
	s.full = strings.Fields(s.spelled)
	s.of, s.proper = level(s.full)
	return s
}

// spots are all names of places, and where a name ends in that of another place,
// such as that of the police of a ward, that one too.
func spots(places []Place) (all []spot) {
	for _, p := range places {
		for _, name := range p.Names {
			all = append(all, newSpot(p, name))
			words := strings.Fields(name)
			for n := 1; n+1 < len(words); n++ {
				tail := newSpot(p, strings.Join(words[n:], " "))
				if len(tail.of) > 0 {
					all = append(all, tail)
				}
			}
		}
	}
	return all
}

// spotOf finds the newest name of a place; nil when it is none of them.
func spotOf(all []spot, place string) *spot {
	n := slices.IndexFunc(all, func(s spot) bool { return s.place == place })
	if n < 0 {
		return nil
	}
	return &all[n]
}

// without takes the name of the place, and its level at the end, out of a name that
// is spelled out; named says that it was there. A name that is nothing else is its
// level.
func (s spot) without(spelled string) (rest string, named bool) {
	words := strings.Fields(spelled)
	if at := indexOf(words, s.full); len(s.full) > 0 && at >= 0 {
		words, named = slices.Delete(words, at, at+len(s.full)), true
	} else if at := indexOf(words, s.proper); len(s.proper) > 1 && at > 0 {
		words, named = slices.Delete(words, at, at+len(s.proper)), true
	}
	if len(s.of) > 0 && len(words) > len(s.of) && slices.Equal(words[len(words)-len(s.of):], s.of) {
		words = words[:len(words)-len(s.of)]
	}
	if len(words) == 0 {
		words = append(words, s.of...)
	}
	if len(words) == 0 {
		return spelled, named
	}
	return strings.Join(words, " "), named
}

func indexOf(words, part []string) int {
	for at := 0; at+len(part) <= len(words); at++ {
		if slices.Equal(words[at:at+len(part)], part) {
			return at
		}
	}
	return -1
}

// probes are the keys under which rows that may be one with name can stand in any
// of places: without the name of a unit, or with the name of another in its place.
func probes(kind Kind, name string, places []spot) []string {
	if kind != Collective {
		return []string{likeKey(kind, name, "")}
	}
	spelled := spelledOut(name)
	rest, taken, _ := comparison{kind: kind, places: places}.placeless(spelled, "")
	keys := []string{spelled, rest}
	for _, p := range places {
		alone, _ := p.without(spelled)
		keys = append(keys, alone, rest+" "+p.spelled)
		if taken != "" {
			keys = append(keys, strings.Replace(spelled, spelledOut(taken), p.spelled, 1))
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}
