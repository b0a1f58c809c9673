package campaign

import (
	"time"

	"kheo/internal/platform/clock"
)

// SetState is how far an edition of a criteria set has come.
type SetState string

// The states of an edition. A published one is never changed again.
const (
	SetDraft     SetState = "draft"
	SetProposed  SetState = "proposed"
	SetPublished SetState = "published"
)

// SetStates lists the states in order.
func SetStates() []SetState { return []SetState{SetDraft, SetProposed, SetPublished} }

// Label is the Vietnamese name of the state, a source text of i18n.
func (s SetState) Label() string {
	switch s {
	case SetDraft:
		return "Đang soạn"
	case SetProposed:
		return "Chờ ban hành"
	}
	return "Đã ban hành"
}

// CriteriaSet is one edition of what a council scores by. A published edition is
// never changed; a case keeps the edition under which it was received.
type CriteriaSet struct {
	ID          string
	Code        string
	Edition     int64
	Name        string
	Maximum     int64 // points
	Threshold   int64 // points from which an initiative may be proposed
	Low         int64 // percent of a criterion's points under which a comment is asked for; 0: never
	High        int64 // percent from which a comment is asked for; 0: never
	From, To    clock.Date
	Source      string
	VerifiedBy  string // empty: a sample, not verified
	State       SetState
	BasedOn     string // id of the edition that it was copied from, or empty
	Note        string // why it was sent back
	DraftedBy   string // name
	ProposedID  string // account
	ProposedBy  string // name
	ProposedAt  time.Time
	PublishedBy string // name
	PublishedAt time.Time
	Version     int64
	CreatedAt   time.Time
	Criteria    []Criterion
}

// Criterion is one thing to score, with the evidence that is asked for.
type Criterion struct {
	ID       string
	Origin   string // id of the criterion that it was copied from, or empty
	Group    string
	Position int64
	Name     string
	Points   int64
	Evidence string
	VetoAt   *int64  // so many points or fewer fail it (điểm liệt); nil: no veto
	Levels   []Level // from the fewest points; none: points have no set meaning
}

// Level says what the points from From to To of a criterion mean.
type Level struct {
	From, To int64
	Meaning  string
}

// Fails reports whether points fail a criterion with a veto.
func (c Criterion) Fails(points int64) bool { return c.VetoAt != nil && points <= *c.VetoAt }

// Marked tells on which side of the set's bands points lie, so that a comment is
// asked for.
func (s CriteriaSet) Marked(c Criterion, points int64) (low, high bool) {
	return points*100 < s.Low*c.Points, s.High > 0 && points*100 >= s.High*c.Points
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

// Sum adds up the points of the criteria.
func (s CriteriaSet) Sum() (sum int64) {
	for _, c := range s.Criteria {
		sum += c.Points
	}
	return sum
}

// Sums reports whether the criteria add up to the maximum.
func (s CriteriaSet) Sums() bool { return s.Sum() == s.Maximum }
