package campaign

import "kheo/internal/platform/clock"

// CriteriaSet is what a council scores by. A set in use is never changed; a
// change is a new edition, and a case keeps the edition of its season.
type CriteriaSet struct {
	ID         string
	Code       string
	Edition    int64
	Name       string
	Maximum    int64 // points
	Threshold  int64 // points from which an initiative may be proposed
	From, To   clock.Date
	Source     string
	VerifiedBy string // empty: a sample, not verified
	Criteria   []Criterion
}

// Criterion is one thing to score, with the evidence that is asked for.
type Criterion struct {
	ID       string
	Group    string
	Position int64
	Name     string
	Points   int64
	Evidence string
}

// Group is the criteria that stand under one heading.
type Group struct {
	Name     string
	Points   int64
	Criteria []Criterion
}

// Groups gathers the criteria under their headings, in order.
func (s CriteriaSet) Groups() []Group {
	var groups []Group
	for _, c := range s.Criteria {
		if len(groups) == 0 || groups[len(groups)-1].Name != c.Group {
			groups = append(groups, Group{Name: c.Group})
		}
		g := &groups[len(groups)-1]
		g.Points += c.Points
		g.Criteria = append(g.Criteria, c)
	}
	return groups
}

// Sums reports whether the criteria add up to the maximum.
func (s CriteriaSet) Sums() bool {
	var sum int64
	for _, c := range s.Criteria {
		sum += c.Points
	}
	return sum == s.Maximum
}
