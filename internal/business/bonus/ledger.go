package bonus

import (
	"slices"
	"time"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
)

// Plan is how the bonuses of one decision are to be paid.
type Plan struct {
	DecisionID    string
	UnitPath      string // of the body that decides
	FundID        string // empty: none chosen
	BudgetLine    string
	Note          string
	ProposedID    string // empty: worked out when the decision was issued
	ProposedBy    string
	ProposedAt    time.Time
	ApprovedID    string
	ApprovedBy    string // empty: not approved
	ApprovedAt    time.Time
	ApprovedTotal int64 // đồng
	Frozen        bool  // the decision is issued
	Version       int64 // of the whole sheet; 0: nothing is stored
}

// Approved reports whether the sheet may be paid.
func (p Plan) Approved() bool { return p.ApprovedBy != "" }

// ledger is what is stored of one decision.
type ledger struct {
	Plan  Plan
	Items []Item // in the order of the paper
}

func (l ledger) clone() ledger { return ledger{l.Plan, slices.Clone(l.Items)} }

func (l ledger) same(other ledger) bool {
	return l.Plan == other.Plan && slices.Equal(l.Items, other.Items)
}

// charge is what the whole sheet takes from its fund, in đồng.
func (l ledger) charge() (planned, paid int64) {
	for _, i := range l.Items {
		p, q := i.charge()
		planned, paid = planned+p, paid+q
	}
	return planned, paid
}

// total is what is to be paid or was, in đồng, without what was declined or revoked.
func (l ledger) total() (sum int64) {
	for _, i := range l.Items {
		if i.State == Due || i.State == Paid {
			sum += i.Amount
		}
	}
	return sum
}

func (l ledger) open() (n int) {
	for _, i := range l.Items {
		if i.Open() {
			n++
		}
	}
	return n
}

// find is the item of a line, or nil.
func (l ledger) find(lineID string) *Item {
	at := slices.IndexFunc(l.Items, func(i Item) bool { return i.LineID == lineID })
	if at < 0 {
		return nil
	}
	return &l.Items[at]
}

// chosen finds the items of lines, or refuses when one is not there.
func (l ledger) chosen(lines []string) (all []*Item, err error) {
	if len(lines) == 0 {
		return nil, fault.Invalid{"lines": fault.Say("Chọn ít nhất một dòng.")}
	}
	for _, id := range lines {
		i := l.find(id)
		if i == nil {
			return nil, fault.NotFound
		}
		if !slices.Contains(all, i) {
			all = append(all, i)
		}
	}
	return all, nil
}

func (l *ledger) unapprove() {
	l.Plan.ApprovedID, l.Plan.ApprovedBy, l.Plan.ApprovedAt, l.Plan.ApprovedTotal = "", "", time.Time{}, 0
}

// approve says that the sheet may be paid.
func (l *ledger) approve(by stamp) error {
	switch {
	case l.Plan.Version == 0 || len(l.Items) == 0:
		return fault.Refuse("Chưa lập bảng tiền thưởng nên chưa duyệt được.")
	case l.Plan.Approved():
		return nil // pressed twice
	case l.Plan.ProposedID != "" && l.Plan.ProposedID == by.ID:
		return fault.Refuse("Người lập bảng không duyệt bảng của mình. Xin để người khác duyệt.")
	case l.open() > 0:
		return fault.Refuse("Còn %d dòng chưa có số tiền nên chưa duyệt được.", l.open())
	case l.Plan.FundID == "" && l.Plan.BudgetLine == "":
		return fault.Refuse("Bảng chưa ghi chi từ quỹ hay mục ngân sách nào.")
	}
	l.Plan.ApprovedID, l.Plan.ApprovedBy, l.Plan.ApprovedAt, l.Plan.ApprovedTotal = by.ID, by.Name, by.At, l.total()
	return nil
}

// payable says why nothing can be paid yet; nil when it can.
func (l ledger) payable() error {
	switch {
	case !l.Plan.Frozen:
		return fault.Refuse("Quyết định chưa ban hành nên chưa chi được.")
	case !l.Plan.Approved():
		return fault.Refuse("Bảng tiền thưởng chưa được duyệt nên chưa chi được.")
	}
	return nil
}

// pay records that lines were paid on day with voucher doc. What the same person
// has recorded in the same words stays as it is.
func (l *ledger) pay(lines []string, day clock.Date, doc string, by stamp) error {
	if err := l.payable(); err != nil {
		return err
	}
	chosen, err := l.chosen(lines)
	if err != nil {
		return err
	}
	for _, i := range chosen {
		if i.State == Paid && i.PaidDoc == doc && i.PaidOn.ISO() == day.ISO() && i.ByID == by.ID {
			continue // sent twice
		}
		if i.State != Due || i.Open() {
			return refuseState(*i, Due)
		}
		i.State, i.PaidOn, i.PaidDoc = Paid, day, doc
		i.stamp(by)
	}
	return nil
}

func refuseState(i Item, want State) error {
	if i.Open() {
		return fault.Refuse("Dòng %d (%s) chưa có số tiền.", i.Position, i.Name)
	}
	return fault.Refuse("Dòng %d (%s) đang là “%s”, không phải “%s”.", i.Position, i.Name, i.State.Label(), want.Label())
}

// unpay takes a payment back that the same person recorded the same day.
func (l *ledger) unpay(lines []string, by stamp) error {
	chosen, err := l.chosen(lines)
	if err != nil {
		return err
	}
	for _, i := range chosen {
		switch {
		case i.State == Due:
			continue // pressed twice
		case i.State != Paid:
			return refuseState(*i, Paid)
		case !i.undoable(by):
			return fault.Refuse("Dòng %d (%s) do %s ghi ngày %s. Chỉ người ghi bỏ được, trong cùng ngày.", i.Position, i.Name, i.By, clock.DayOf(i.At).String())
		}
		i.State, i.PaidOn, i.PaidDoc = Due, clock.Date{}, ""
		i.stamp(by)
	}
	return nil
}

// undoable reports whether by may take the payment of i back.
func (i Item) undoable(by stamp) bool {
	return i.State == Paid && i.ByID == by.ID && clock.DayOf(i.At).ISO() == clock.DayOf(by.At).ISO()
}

// decline records that a line is not paid, and why.
func (l *ledger) decline(lineID, note string, by stamp) error {
	i := l.find(lineID)
	switch {
	case i == nil:
		return fault.NotFound
	case i.State == Declined:
		return nil
	case i.State != Due:
		return refuseState(*i, Due)
	}
	i.State, i.Note = Declined, note
	i.stamp(by)
	return nil
}

// takeBack records that amount đồng of a revoked bonus came back on day.
func (l *ledger) takeBack(lineID string, amount int64, day clock.Date, note string, by stamp) error {
	i := l.find(lineID)
	switch {
	case i == nil:
		return fault.NotFound
	case i.State != Recovery:
		return refuseState(*i, Recovery)
	case amount <= 0 || amount > i.Outstanding():
		return fault.Invalid{"amount": fault.Say("Ghi số tiền đã thu về, nhiều nhất %s đ.", grouped(i.Outstanding()))}
	case !i.PaidOn.IsZero() && day.Before(i.PaidOn):
		return fault.Invalid{"recovered_on": fault.Say("Ngày thu hồi không thể trước ngày chi, %s.", i.PaidOn.String())}
	}
	i.Recovered, i.RecoveredOn, i.Note = i.Recovered+amount, day, note
	if i.Outstanding() == 0 {
		i.State = Recovered
	}
	i.stamp(by)
	return nil
}
