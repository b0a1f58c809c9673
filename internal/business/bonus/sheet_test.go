package bonus_test

import (
	"context"
	"errors"
	"testing"

	"kheo/internal/business/bonus"
	"kheo/internal/business/participant"
	"kheo/internal/business/recognition"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
)

func TestSpell(t *testing.T) {
	t.Parallel()
	for amount, want := range map[int64]string{
		0: "Không đồng", 5: "Năm đồng", 10: "Mười đồng", 15: "Mười lăm đồng", 21: "Hai mươi mốt đồng", 24: "Hai mươi tư đồng",
		105: "Một trăm linh năm đồng", 380_000: "Ba trăm tám mươi nghìn đồng", 1_005_000: "Một triệu không trăm linh năm nghìn đồng",
		2_530_000: "Hai triệu năm trăm ba mươi nghìn đồng", 11_400_000: "Mười một triệu bốn trăm nghìn đồng",
		1_000_000_000: "Một tỷ đồng", 3_000_000_015: "Ba tỷ không trăm mười lăm đồng",
	} {
		if got := bonus.Spell(amount); got != want {
			t.Errorf("%d is %q, want %q", amount, got, want)
		}
	}
}

// TestTotals against a table worked out by hand: 0.15 × 2,530,000 = 379,500 goes up to
// 380,000 for an individual or household, 759,000 to 760,000 for a collective.
func TestTotals(t *testing.T) {
	t.Parallel()
	const c, i, hh = participant.Collective, participant.Individual, participant.Household
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		for _, x := range []struct {
			kinds []participant.Kind
			want  int64
		}{
			{nil, 0}, {[]participant.Kind{i}, 380_000}, {[]participant.Kind{c}, 760_000}, {[]participant.Kind{c, c, i, i, i, hh}, 3_040_000},
		} {
			s := h.sheet(t, h.draft(true, x.kinds...).ID)
			if s.Total != x.want || s.Due != x.want || s.Paid != 0 || s.Open != 0 || s.Stored() {
				t.Errorf("%v: %d, want %d (%+v)", x.kinds, s.Total, x.want, s)
			}
		}
		s := h.sheet(t, h.draft(true, c, c, i, i, i, hh).ID)
		want := []bonus.KindTotal{{Kind: c, Count: 2, Amount: 1_520_000}, {Kind: i, Count: 3, Amount: 1_140_000}, {Kind: hh, Count: 1, Amount: 380_000}}
		for n := range want {
			if len(s.ByKind) != len(want) || s.ByKind[n] != want[n] {
				t.Fatalf("by kind: %+v", s.ByKind)
			}
		}
		if s.Award != "Giấy khen" || s.Items[2].Basis == "" {
			t.Errorf("%s: %+v", s.Award, s.Items[2])
		}
	})
}

func TestRecognitionHasNoBonus(t *testing.T) {
	t.Parallel()
	h := newHouse(t, dbtest.SQLite(t))
	d := h.draft(false, participant.Individual)
	d.Kind = recognition.Recognition
	h.papers.decisions[d.ID] = d
	if s := h.sheet(t, d.ID); len(s.Items) != 0 {
		t.Errorf("%+v", s)
	}
	refused(t, h.Propose(context.Background(), h.actors["thu"], d.ID, bonus.PlanInput{}))
	h.papers.award[d.ID] = h.merit // an award with a multiple
	if s := h.sheet(t, d.ID); s.Total != 380_000 {
		t.Errorf("%+v", s)
	}
}

func TestTypedAmounts(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, database *db.DB) {
		h, ctx := newHouse(t, database), context.Background()
		d := h.draft(false, participant.Collective, participant.Individual, participant.Individual)
		if s := h.sheet(t, d.ID); s.Open != 3 || s.Total != 0 || len(s.Why) != 2 {
			t.Fatalf("%+v", s)
		}
		a, b, c := h.lineID(d, 0), h.lineID(d, 1), h.lineID(d, 2)
		sum, none := int64(500_000), int64(0)
		in := bonus.PlanInput{BudgetLine: "341", Amounts: map[string]*int64{a: &sum, b: &none}, Reasons: map[string]string{a: "Quy chế chi tiêu nội bộ"}}
		var wrong fault.Invalid
		if err := h.Propose(ctx, h.actors["thu"], d.ID, in); !errors.As(err, &wrong) || wrong["ly_do["+b+"]"].Sentence == "" || len(wrong) != 1 {
			t.Fatalf("an amount without a reason: %v", err)
		}
		in.Reasons[b] = "Nhận hiện vật"
		must(t, h.Propose(ctx, h.actors["thu"], d.ID, in))
		s := h.sheet(t, d.ID)
		if s.Total != 500_000 || s.Open != 1 || item(t, s, b).State != bonus.Declined || !item(t, s, a).Typed {
			t.Fatalf("%+v", s)
		}
		refused(t, h.Approve(ctx, h.actors["ky"], d.ID, s.Plan.Version), "1 dòng")
		h.issue(t, d)
		in.Version, in.Amounts[c], in.Reasons[c] = h.sheet(t, d.ID).Plan.Version, &sum, "Quy chế chi tiêu nội bộ"
		must(t, h.Propose(ctx, h.actors["thu"], d.ID, in))
		h.approve(t, d)
		if s := h.sheet(t, d.ID); s.Total != 1_000_000 || s.Open != 0 || !s.Plan.Approved() {
			t.Fatalf("%+v", s)
		}
	})
}

func TestFreeze(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, database *db.DB) {
		h := newHouse(t, database)
		f := h.fund(t, "Quỹ mẫu", 10_000_000)
		d := h.draft(true, participant.Collective, participant.Individual)
		h.propose(t, d, f.ID)
		h.approve(t, d)
		h.issue(t, d)
		s := h.sheet(t, d.ID)
		if s.Total != 1_140_000 || !s.Plan.Frozen || !s.Plan.Approved() || s.Fund.Planned != 1_140_000 {
			t.Fatalf("%+v", s)
		}
		h.papers.award[d.ID] = "" // whatever the catalogue says later
		h.issue(t, d)
		again := h.sheet(t, d.ID)
		if again.Total != s.Total || again.Plan != s.Plan || again.Items[0] != s.Items[0] {
			t.Fatalf("frozen twice: %+v", again)
		}
	})
}

// TestFreezeOfAnotherList: what is issued is what counts, and needs a new approval
// when it costs something else.
func TestFreezeOfAnotherList(t *testing.T) {
	t.Parallel()
	h := newHouse(t, dbtest.SQLite(t))
	f := h.fund(t, "Quỹ mẫu", 10_000_000)
	d := h.draft(true, participant.Collective, participant.Individual)
	h.propose(t, d, f.ID)
	h.approve(t, d)
	h.papers.lines[d.ID] = h.papers.lines[d.ID][1:]
	h.issue(t, d)
	s := h.sheet(t, d.ID)
	if s.Total != 380_000 || s.Plan.Approved() || h.fundNow(t, f.ID).Planned != 380_000 {
		t.Fatalf("%+v", s)
	}
	refused(t, h.Pay(context.Background(), h.actors["bo"], d.ID, h.payment(t, d, h.lineID(d, 0))))
}

// TestFreezeWithoutSheet: known bonuses are kept, unknown ones of old papers are not.
func TestFreezeWithoutSheet(t *testing.T) {
	t.Parallel()
	h := newHouse(t, dbtest.SQLite(t))
	d := h.draft(true, participant.Individual)
	h.issue(t, d)
	if s := h.sheet(t, d.ID); !s.Stored() || s.Total != 380_000 {
		t.Fatalf("%+v", s)
	}
	old := h.draft(false, participant.Individual)
	h.issue(t, old)
	if s := h.sheet(t, old.ID); s.Stored() || s.Open != 1 {
		t.Fatalf("%+v", s)
	}
	sum := int64(200_000)
	in := bonus.PlanInput{BudgetLine: "341", Amounts: map[string]*int64{h.lineID(old, 0): &sum}, Reasons: map[string]string{h.lineID(old, 0): "Theo nghị quyết"}}
	must(t, h.Propose(context.Background(), h.actors["thu"], old.ID, in))
	if s := h.sheet(t, old.ID); !s.Plan.Frozen || s.Total != 200_000 {
		t.Fatalf("a sheet after the decision: %+v", s)
	}
}

func TestAmendments(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, database *db.DB) {
		h, ctx := newHouse(t, database), context.Background()
		f := h.fund(t, "Quỹ mẫu", 10_000_000)
		d := h.draft(true, participant.Individual, participant.Individual, participant.Individual)
		h.issue(t, d)
		h.propose(t, d, f.ID)
		h.approve(t, d)
		a, b, c := h.lineID(d, 0), h.lineID(d, 1), h.lineID(d, 2)
		h.pay(t, d, a, c)
		paidBack, _ := h.amend(t, d, recognition.Revocation, a, "Người Mẫu A")
		h.amend(t, d, recognition.Revocation, b, "Người Mẫu B")
		fix, corrected := h.amend(t, d, recognition.Correction, c, "Người Mẫu Cờ")
		h.issue(t, h.papers.decisions[paidBack.ID]) // told twice
		h.issue(t, h.papers.decisions[fix.ID])
		s := h.sheet(t, d.ID)
		if item(t, s, a).State != bonus.Recovery || item(t, s, b).State != bonus.Declined || item(t, s, corrected).Name != "Người Mẫu Cờ" || len(s.Items) != 3 {
			t.Fatalf("%+v", s.Items)
		}
		if s.Total != 380_000 || s.Paid != 380_000 || s.Due != 0 || s.ToRecover != 380_000 {
			t.Fatalf("%+v", s)
		}
		if f := h.fundNow(t, f.ID); f.Planned != 0 || f.Paid != 760_000 || f.Rest() != 9_240_000 {
			t.Fatalf("%+v", f)
		}
		h.takeBack(t, d, a, 80_000)
		if s := h.sheet(t, d.ID); item(t, s, a).State != bonus.Recovery || s.ToRecover != 300_000 || s.Recovered != 80_000 {
			t.Fatalf("%+v", s)
		}
		in := bonus.ActInput{Amount: 300_001, RecoveredOn: clock.On(2026, 11, 22), Note: "PT 4", Version: h.sheet(t, d.ID).Plan.Version}
		var wrong fault.Invalid
		if err := h.TakeBack(ctx, h.actors["bo"], d.ID, a, in); !errors.As(err, &wrong) {
			t.Fatalf("too much came back: %v", err)
		}
		h.takeBack(t, d, a, 300_000)
		if f := h.fundNow(t, f.ID); f.Paid != 380_000 || item(t, h.sheet(t, d.ID), a).State != bonus.Recovered {
			t.Fatalf("%+v", f)
		}
		must(t, h.db.View(ctx, func(tx *db.Tx) error {
			back, err := h.Recovered(ctx, tx, []string{a, b, corrected})
			if len(back) != 1 || back[a].Recovered != 380_000 || back[a].State != bonus.Recovered {
				t.Errorf("%+v", back)
			}
			return err
		}))
	})
}

func (h *house) takeBack(t testing.TB, d recognition.Decision, lineID string, amount int64) {
	t.Helper()
	in := bonus.ActInput{Amount: amount, RecoveredOn: clock.On(2026, 11, 22), Note: "PT 3", Version: h.sheet(t, d.ID).Plan.Version}
	must(t, h.TakeBack(context.Background(), h.actors["bo"], d.ID, lineID, in))
}

func TestForget(t *testing.T) {
	t.Parallel()
	h := newHouse(t, dbtest.SQLite(t))
	f := h.fund(t, "Quỹ mẫu", 10_000_000)
	d := h.draft(true, participant.Individual)
	h.propose(t, d, f.ID)
	h.update(t, func(ctx context.Context, tx *db.Tx) error { return h.Forget(ctx, tx, h.actors["thu"], d) })
	if f := h.fundNow(t, f.ID); f.Planned != 0 || h.sheet(t, d.ID).Stored() {
		t.Errorf("%+v", f)
	}
}
