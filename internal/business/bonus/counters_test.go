package bonus_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"kheo/internal/business/bonus"
	"kheo/internal/business/participant"
	"kheo/internal/business/recognition"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
)

// later is a clock that runs a day ahead.
func later(now func() time.Time) func() time.Time {
	return func() time.Time { return now().AddDate(0, 0, 1) }
}

// Whatever is done with the sheets of a fund, its counters are the sums of what
// the sheets say.
func TestCountersAddUp(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		funds := []string{"", h.fund(t, "Quỹ một", 50_000_000_000).ID, h.fund(t, "Quỹ hai", 50_000_000_000).ID}
		var all []recognition.Decision
		rapid.Check(t, func(r *rapid.T) {
			kinds := rapid.SliceOfN(rapid.SampledFrom(participant.Kinds()), 1, 4).Draw(r, "kinds")
			x := walk{house: h, T: t, r: r, funds: funds, d: h.draft(true, kinds...)}
			all = append(all, x.d)
			for range rapid.IntRange(1, 8).Draw(r, "acts") {
				x.act()
			}
			for _, id := range funds[1:] {
				x.compare(all, id)
			}
		})
	})
}

// walk does with one decision whatever is drawn.
type walk struct {
	*house
	*testing.T
	r     *rapid.T
	funds []string
	d     recognition.Decision
}

func (x *walk) act() {
	ctx, s := context.Background(), x.sheet(x.T, x.d.ID)
	version := s.Plan.Version
	if len(s.Items) == 0 {
		return
	}
	i := rapid.SampledFrom(s.Items).Draw(x.r, "line")
	var err error
	switch rapid.IntRange(0, 8).Draw(x.r, "act") {
	case 0:
		in := bonus.PlanInput{FundID: rapid.SampledFrom(x.funds).Draw(x.r, "fund"), BudgetLine: "341", Version: version}
		err = x.Propose(ctx, x.actors["thu"], x.d.ID, in)
	case 1:
		err = x.Approve(ctx, x.actors["ky"], x.d.ID, version)
	case 2:
		if !s.Plan.Frozen {
			x.issue(x.T, x.d)
		}
	case 3:
		err = x.Pay(ctx, x.actors["bo"], x.d.ID, x.payment(x.T, x.d, i.LineID))
	case 4:
		err = x.Unpay(ctx, x.actors["bo"], x.d.ID, x.payment(x.T, x.d, i.LineID))
	case 5:
		err = x.Decline(ctx, x.actors["bo"], x.d.ID, i.LineID, bonus.ActInput{Note: "Không nhận", Version: version})
	case 6:
		amount := rapid.Int64Range(1, 800_000).Draw(x.r, "amount")
		err = x.TakeBack(ctx, x.actors["bo"], x.d.ID, i.LineID, bonus.ActInput{Amount: amount, RecoveredOn: clock.On(2026, 11, 22), Note: "PT", Version: version})
	case 7:
		if s.Plan.Frozen {
			kind := rapid.SampledFrom([]recognition.Kind{recognition.Correction, recognition.Revocation}).Draw(x.r, "kind")
			x.amend(x.T, x.d, kind, i.LineID, "Người Mẫu Mới")
		}
	case 8:
		if !s.Plan.Frozen && len(x.papers.lines[x.d.ID]) > 1 {
			x.papers.lines[x.d.ID] = x.papers.lines[x.d.ID][1:]
		}
	}
	var refused fault.Refused
	var invalid fault.Invalid
	if err != nil && !errors.As(err, &refused) && !errors.As(err, &invalid) && !errors.Is(err, fault.Conflict) && !errors.Is(err, fault.NotFound) {
		x.r.Fatal(err)
	}
}

// compare adds up what the sheets say that are charged to a fund.
func (x *walk) compare(all []recognition.Decision, fundID string) {
	var planned, paid int64
	for _, d := range all {
		s := x.sheet(x.T, d.ID)
		if s.Plan.FundID != fundID {
			continue
		}
		if !s.Plan.Frozen && x.stale(d, s) {
			x.propose(x.T, d, fundID) // the list has changed since
			s = x.sheet(x.T, d.ID)
		}
		planned += s.Due
		paid += s.Paid + s.ToRecover
	}
	f := x.fundNow(x.T, fundID)
	if f.Planned != planned || f.Paid != paid {
		x.r.Fatalf("%s has planned %d and paid %d, the sheets say %d and %d", f.Name, f.Planned, f.Paid, planned, paid)
	}
}

// stale reports whether the stored sheet of d is another one than that of its list.
func (x *walk) stale(d recognition.Decision, s bonus.Sheet) bool {
	return s.Fund.Planned != x.fundNow(x.T, s.Fund.ID).Planned
}
