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
	"kheo/internal/service/auth"
)

// ready is an issued decision with an approved sheet of two individuals.
func (h *house) ready(t testing.TB) (recognition.Decision, bonus.Fund) {
	t.Helper()
	f := h.fund(t, "Quỹ mẫu", 1_000_000)
	d := h.draft(true, participant.Individual, participant.Individual)
	h.propose(t, d, f.ID)
	h.approve(t, d)
	h.issue(t, d)
	return d, f
}

func TestPay(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, database *db.DB) {
		h, ctx := newHouse(t, database), context.Background()
		d, f := h.ready(t)
		a, b := h.lineID(d, 0), h.lineID(d, 1)
		in := h.payment(t, d, a)
		must(t, h.Pay(ctx, h.actors["bo"], d.ID, in))
		must(t, h.Pay(ctx, h.actors["bo"], d.ID, in)) // sent twice
		s := h.sheet(t, d.ID)
		if s.Paid != 380_000 || s.Due != 380_000 || item(t, s, a).PaidDoc != "PC 17" || item(t, s, a).By != "Lê Bố Mẫu" {
			t.Fatalf("%+v", s)
		}
		if f := h.fundNow(t, f.ID); f.Planned != 380_000 || f.Paid != 380_000 || f.Rest() != 240_000 {
			t.Fatalf("%+v", f)
		}
		stale := in
		stale.Lines = []string{b}
		if err := h.Pay(ctx, h.actors["thu"], d.ID, stale); !errors.Is(err, fault.Conflict) {
			t.Fatalf("paid from an old page: %v", err)
		}
		other := h.payment(t, d, a)
		other.Doc = "PC 18"
		refused(t, h.Pay(ctx, h.actors["bo"], d.ID, other), "Đã chi")
		var wrong fault.Invalid
		tomorrow := h.payment(t, d, b)
		tomorrow.PaidOn, tomorrow.Doc = clock.On(2026, 11, 23), " "
		if err := h.Pay(ctx, h.actors["bo"], d.ID, tomorrow); !errors.As(err, &wrong) || len(wrong) != 2 {
			t.Fatalf("%v", err)
		}
	})
}

func TestUnpay(t *testing.T) {
	t.Parallel()
	h, ctx := newHouse(t, dbtest.SQLite(t)), context.Background()
	d, f := h.ready(t)
	a := h.lineID(d, 0)
	h.pay(t, d, a)
	refused(t, h.Unpay(ctx, h.actors["thu"], d.ID, h.payment(t, d, a)), "Lê Bố Mẫu")
	h.db.Now = later(h.db.Now)
	refused(t, h.Unpay(ctx, h.actors["bo"], d.ID, h.payment(t, d, a)), "cùng ngày")
	h.pay(t, d, h.lineID(d, 1)) // today
	must(t, h.Unpay(ctx, h.actors["bo"], d.ID, h.payment(t, d, h.lineID(d, 1))))
	if s := h.sheet(t, d.ID); s.Paid != 380_000 || !item(t, s, h.lineID(d, 1)).PaidOn.IsZero() || h.fundNow(t, f.ID).Planned != 380_000 {
		t.Errorf("%+v", s)
	}
}

func TestDecline(t *testing.T) {
	t.Parallel()
	h, ctx := newHouse(t, dbtest.SQLite(t)), context.Background()
	d, f := h.ready(t)
	in := bonus.ActInput{Version: h.sheet(t, d.ID).Plan.Version}
	var wrong fault.Invalid
	if err := h.Decline(ctx, h.actors["bo"], d.ID, h.lineID(d, 0), in); !errors.As(err, &wrong) {
		t.Fatalf("declined without a word: %v", err)
	}
	in.Note = "Người được khen không nhận"
	must(t, h.Decline(ctx, h.actors["bo"], d.ID, h.lineID(d, 0), in))
	if s := h.sheet(t, d.ID); s.Total != 380_000 || h.fundNow(t, f.ID).Planned != 380_000 || !s.Plan.Approved() {
		t.Errorf("%+v", s)
	}
}

func TestFourEyes(t *testing.T) {
	t.Parallel()
	h, ctx := newHouse(t, dbtest.SQLite(t)), context.Background()
	both := h.actors["ky"]
	both.Grants = append(both.Grants, auth.Grant{Role: auth.Publisher, UnitPath: h.unit["mot"].Path})
	d := h.draft(true, participant.Individual)
	must(t, h.Propose(ctx, both, d.ID, bonus.PlanInput{BudgetLine: "341"}))
	refused(t, h.Approve(ctx, both, d.ID, 1), "Người lập")
	h.propose(t, d, "")
	must(t, h.Approve(ctx, both, d.ID, h.sheet(t, d.ID).Plan.Version))
	version := h.sheet(t, d.ID).Plan.Version
	must(t, h.Propose(ctx, h.actors["thu"], d.ID, bonus.PlanInput{BudgetLine: "341-6201", Version: version})) // the same again
	if s := h.sheet(t, d.ID); !s.Plan.Approved() || s.Plan.Version != version {
		t.Error("the same sheet lost its approval")
	}
	must(t, h.Propose(ctx, h.actors["thu"], d.ID, bonus.PlanInput{BudgetLine: "342", Version: version}))
	if h.sheet(t, d.ID).Plan.Approved() {
		t.Error("another sheet kept its approval")
	}
	refused(t, h.Approve(ctx, h.actors["ky"], h.draft(true, participant.Individual).ID, 0), "Chưa lập")
}

func TestApproveChangedList(t *testing.T) {
	t.Parallel()
	h := newHouse(t, dbtest.SQLite(t))
	d := h.draft(true, participant.Individual, participant.Individual)
	h.propose(t, d, "")
	h.papers.lines[d.ID] = h.papers.lines[d.ID][:1]
	refused(t, h.Approve(context.Background(), h.actors["ky"], d.ID, 1), "lập lại")
}

func TestOverCommitment(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, database *db.DB) {
		h, ctx := newHouse(t, database), context.Background()
		f := h.fund(t, "Quỹ mẫu", 1_000_000)
		first, second := h.draft(true, participant.Individual), h.draft(true, participant.Collective)
		h.propose(t, first, f.ID)
		h.approve(t, first)
		h.propose(t, second, f.ID)
		s := h.sheet(t, second.ID)
		if s.Over() != 140_000 || s.FundRest() != 620_000 || s.Fund.Planned != 1_140_000 {
			t.Fatalf("%+v", s)
		}
		refused(t, h.Approve(ctx, h.actors["ky"], second.ID, s.Plan.Version), "760.000", "620.000", "140.000")
		in := bonus.FundInput{Year: 2026, Name: "Quỹ mẫu", Available: 1_140_000, Source: "Bổ sung dự toán", Version: 1}
		var wrong fault.Invalid
		if err := h.EditFund(ctx, h.actors["bo"], f.ID, in); !errors.As(err, &wrong) || wrong["reason"].Sentence == "" {
			t.Fatalf("changed without a reason: %v", err)
		}
		in.Reason = "Được bổ sung"
		must(t, h.EditFund(ctx, h.actors["bo"], f.ID, in))
		if err := h.EditFund(ctx, h.actors["bo"], f.ID, in); !errors.Is(err, fault.Conflict) {
			t.Fatalf("changed from an old page: %v", err)
		}
		h.approve(t, second)
		if f := h.fundNow(t, f.ID); f.Rest() != 0 {
			t.Fatalf("%+v", f)
		}
	})
}

func TestFunds(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, database *db.DB) {
		h, ctx := newHouse(t, database), context.Background()
		f := h.fund(t, "Quỹ mẫu", 1_000_000)
		in := bonus.FundInput{ID: f.ID, UnitID: h.unit["mot"].ID, Year: 2026, Name: "Quỹ mẫu", Source: "Văn bản mẫu"}
		if again, err := h.OpenFund(ctx, h.actors["bo"], in); err != nil || again.Available != 1_000_000 {
			t.Fatalf("sent twice: %+v, %v", again, err)
		}
		in.ID = newID()
		var wrong fault.Invalid
		if _, err := h.OpenFund(ctx, h.actors["bo"], in); !errors.As(err, &wrong) || wrong["name"].Sentence == "" {
			t.Fatalf("two funds of one name: %v", err)
		}
		in.Name, in.UnitID = "Quỹ quận", h.unit["quan"].ID
		if _, err := h.OpenFund(ctx, h.actors["bo"], in); !errors.Is(err, fault.NotFound) {
			t.Fatalf("a fund of the district: %v", err)
		}
		l, err := h.ListFunds(ctx, h.actors["soat"], 0)
		if err != nil || len(l.Rows) != 1 || l.Rows[0].Writes || l.Year != 2026 || l.Rows[0].UnitName != "Phường Mẫu Một" {
			t.Fatalf("%+v, %v", l, err)
		}
		if l, err := h.ListFunds(ctx, h.actors["xa"], 0); err != nil || len(l.Rows) != 0 {
			t.Fatalf("the other ward sees %+v, %v", l, err)
		}
		d := h.draft(true, participant.Individual)
		elsewhere := bonus.FundInput{ID: newID(), UnitID: h.unit["hai"].ID, Year: 2026, Name: "Quỹ khác", Source: "Văn bản mẫu"}
		other, err := h.OpenFund(ctx, h.actors["xa"], elsewhere)
		must(t, err)
		if err := h.Propose(ctx, h.actors["thu"], d.ID, bonus.PlanInput{FundID: other.ID}); !errors.As(err, &wrong) || wrong["fund"].Sentence == "" {
			t.Fatalf("charged to another ward: %v", err)
		}
		h.appoint("cap", "Mai Cấp Mẫu", auth.Publisher, "quan")
		above, err := h.OpenFund(ctx, h.actors["cap"], bonus.FundInput{ID: newID(), UnitID: h.unit["quan"].ID, Year: 2026, Name: "Quỹ quận", Source: "Văn bản mẫu"})
		must(t, err)
		if err := h.Propose(ctx, h.actors["thu"], d.ID, bonus.PlanInput{FundID: above.ID}); !errors.As(err, &wrong) || wrong["fund"].Sentence == "" {
			t.Fatalf("the ward charges the district: %v", err)
		}
		must(t, h.Propose(ctx, h.actors["cap"], d.ID, bonus.PlanInput{FundID: above.ID}))
	})
}

func TestPermissions(t *testing.T) {
	t.Parallel()
	h, ctx := newHouse(t, dbtest.SQLite(t)), context.Background()
	d, _ := h.ready(t)
	version := h.sheet(t, d.ID).Plan.Version
	pay := h.payment(t, d, h.lineID(d, 0))
	for login, want := range map[string]error{"soat": fault.Forbidden, "ky": fault.Forbidden, "lan": fault.NotFound, "xa": fault.NotFound} {
		a := h.actors[login]
		for act, err := range map[string]error{
			"pay": h.Pay(ctx, a, d.ID, pay), "unpay": h.Unpay(ctx, a, d.ID, pay), "propose": h.Propose(ctx, a, d.ID, bonus.PlanInput{Version: version}),
			"decline":   h.Decline(ctx, a, d.ID, h.lineID(d, 0), bonus.ActInput{Note: "x", Version: version}),
			"take back": h.TakeBack(ctx, a, d.ID, h.lineID(d, 0), bonus.ActInput{Version: version}),
		} {
			if !errors.Is(err, want) {
				t.Errorf("%s may %s: %v", login, act, err)
			}
		}
	}
	for login, want := range map[string]error{"soat": fault.Forbidden, "bo": fault.Forbidden, "lan": fault.NotFound, "xa": fault.NotFound} {
		if err := h.Approve(ctx, h.actors[login], d.ID, version); !errors.Is(err, want) {
			t.Errorf("%s approves: %v", login, err)
		}
	}
	if _, err := h.See(ctx, auth.Actor{}, d.ID); !errors.Is(err, fault.NotFound) {
		t.Errorf("everybody sees it: %v", err)
	}
	reader := h.actors["bo"]
	reader.Scopes = []string{}
	if err := h.Pay(ctx, reader, d.ID, pay); !errors.Is(err, fault.Forbidden) {
		t.Errorf("a reading program pays: %v", err)
	}
}
