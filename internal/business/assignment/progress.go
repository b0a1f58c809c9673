package assignment

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"kheo/internal/platform/clock"
)

// Effort is how far one person has come in a season.
type Effort struct {
	AccountID string
	Name      string
	Assigned  int        // cases that the person was asked to score and may
	Done      int        // of these, handed in
	Begun     int        // of these, begun and not handed in
	Late      int        // of these, not handed in after the season's day for scoring
	Beside    int        // sheets handed in without having been asked
	Abstained int        // cases that the person would rather not score
	LastOn    clock.Date // the last sheet was handed in; zero: none
}

// Left is how many cases the person has still to hand in.
func (e Effort) Left() int { return e.Assigned - e.Done }

// efforts counts what judges do in cases, by name: it is no ranking. When over, what
// is not handed in is late.
func efforts(judged map[string][]Judge, last map[string]time.Time, over bool) []Effort {
	byID := map[string]*Effort{}
	for _, list := range judged {
		for _, j := range list {
			e := byID[j.AccountID]
			if e == nil {
				e = &Effort{AccountID: j.AccountID, Name: j.Name}
				byID[j.AccountID] = e
			}
			e.add(j, over)
		}
	}
	var all []Effort
	for id, e := range byID {
		if at := last[id]; !at.IsZero() {
			e.LastOn = clock.DayOf(at)
		}
		if e.Assigned+e.Beside+e.Begun+e.Abstained > 0 {
			all = append(all, *e)
		}
	}
	slices.SortFunc(all, func(x, y Effort) int {
		return cmp.Or(strings.Compare(x.Name, y.Name), strings.Compare(x.AccountID, y.AccountID))
	})
	return all
}

func (e *Effort) add(j Judge, over bool) {
	switch {
	case j.Barred:
	case j.Assigned && j.HandedIn:
		e.Assigned++
		e.Done++
	case j.HandedIn:
		e.Beside++
	case j.Abstained:
		e.Abstained++
	case j.Assigned:
		e.Assigned++
		if j.Begun {
			e.Begun++
		}
		if over {
			e.Late++
		}
	}
}
