package review

import "kheo/internal/business/campaign"

// Case is an initiative under review with what was added up of its sheets.
type Case struct {
	InitiativeID string
	SeasonID     string
	SetID        string // criteria under which it was received
	UnitPath     string
	UnitName     string
	Code         string
	Title        string
	Participant  string
	UnderReview  bool  // false once something was decided of it
	Sheets       int64 // handed in
	Points       int64 // sum of their totals
	Mean         int64 // hundredths of a point; 0 without sheets
	Unverified   int64 // criteria left open, in all sheets
	OpenPoints   int64 // what those are worth
	Vetoes       int64 // sheets handed in that fail a criterion which may not be failed
	Rank         int   // by mean among the cases of a list; 0: not ranked
	Result       Result
	Counted      bool // the result comes from a ballot: only a ballot may change it
	Version      int64
}

// meanOf divides points by sheets, in hundredths, rounded half up.
func meanOf(points, sheets int64) int64 {
	if sheets == 0 {
		return 0
	}
	return (points*100 + sheets/2) / sheets
}

// rank numbers cases, which are ordered by mean from the highest: equal means
// share a rank, and cases without sheets have none.
func rank(cases []Case) {
	for n := range cases {
		switch {
		case cases[n].Sheets == 0:
			cases[n].Rank = 0
		case n > 0 && cases[n].Mean == cases[n-1].Mean:
			cases[n].Rank = cases[n-1].Rank
		default:
			cases[n].Rank = n + 1
		}
	}
}

// Standing says how a mean lies to the threshold of the criteria set.
type Standing string

// The standings.
const (
	Unscored  Standing = "unscored"
	Above     Standing = "above"
	Below     Standing = "below"
	Unsettled Standing = "unsettled" // the criteria left open could still lift it over the threshold
)

// Label is the Vietnamese name of the standing, a source text of i18n.
func (s Standing) Label() string {
	switch s {
	case Above:
		return "Đạt ngưỡng"
	case Below:
		return "Dưới ngưỡng"
	case Unsettled:
		return "Chưa đủ minh chứng để xếp"
	}
	return "Chưa có phiếu"
}

// Standing places c by the threshold of set.
func (c Case) Standing(set campaign.CriteriaSet) Standing {
	switch threshold := set.Threshold * 100; {
	case c.Sheets == 0:
		return Unscored
	case c.Mean >= threshold:
		return Above
	case meanOf(c.Points+c.OpenPoints, c.Sheets) >= threshold:
		return Unsettled
	}
	return Below
}
