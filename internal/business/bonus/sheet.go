package bonus

import (
	"kheo/internal/business/participant"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
)

// Sheet is the bonuses of one decision with their sums. The sums are in đồng.
type Sheet struct {
	DecisionID string
	Award      string // "Giấy khen", as the catalogue or else the paper says
	Items      []Item // in the order of the paper, declined and revoked ones too
	Total      int64  // what is due and what was paid
	Due        int64
	Paid       int64
	ToRecover  int64 // of revoked lines, not given back yet
	Recovered  int64 // given back
	Open       int   // lines whose amount nobody knows yet
	ByKind     []KindTotal
	BudgetLine string
	Fund       Fund // zero: none chosen
	Plan       Plan // Version 0: nothing is stored, the items were worked out now
	// Why says for each kind of participant without a known bonus why there is none.
	Why map[participant.Kind]fault.Message
}

// KindTotal is what participants of one kind get.
type KindTotal struct {
	Kind   participant.Kind
	Count  int
	Amount int64 // đồng
}

// Stored reports whether the sheet was kept, and not only worked out.
func (s Sheet) Stored() bool { return s.Plan.Version > 0 }

// Over is by how many đồng the sheet's fund is over-committed with it; 0 when it
// holds, or when there is no fund.
func (s Sheet) Over() int64 {
	if s.Fund.ID == "" || !s.Stored() {
		return 0
	}
	return max(0, -s.Fund.Rest())
}

// FundRest is what the fund has left for this sheet, in đồng.
func (s Sheet) FundRest() int64 {
	planned, paid := ledger{Items: s.Items}.charge()
	return s.Fund.Rest() + planned + paid
}

// add works out the sums.
func (s *Sheet) add() {
	sums := map[participant.Kind]*KindTotal{}
	for _, kind := range participant.Kinds() {
		sums[kind] = &KindTotal{Kind: kind}
	}
	for _, i := range s.Items {
		switch i.State {
		case Due:
			s.Due += i.Amount
		case Paid:
			s.Paid += i.Amount
		}
		s.ToRecover += i.Outstanding()
		s.Recovered += i.Recovered
		if i.Open() {
			s.Open++
		}
		if k := sums[i.Kind]; k != nil && (i.State == Due || i.State == Paid) {
			k.Count++
			k.Amount += i.Amount
		}
	}
	s.Total = s.Due + s.Paid
	for _, kind := range participant.Kinds() {
		if sums[kind].Count > 0 {
			s.ByKind = append(s.ByKind, *sums[kind])
		}
	}
}

// grouped is n as documents and messages write it: 1.400.000.
func grouped(n int64) string { return i18n.Group(n, ".") }
