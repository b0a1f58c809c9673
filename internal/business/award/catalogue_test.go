package award_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/uuid"

	"kheo/internal/business/award"
	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

const ward = "giay-khen-chu-tich-phuong"

// next is the form of an edition of a from a day on.
func next(a award.Award, from string) award.Input {
	return award.Input{
		ID: uuid.Must(uuid.NewV7()).String(), Base: a.ID, Version: a.Version, Name: a.Name, Form: a.Form, Act: a.Act, Line: a.Line, Level: a.Level,
		Decider: a.Decider, Kinds: a.Kinds, Often: a.Often, From: clock.Must(from), Source: "Văn bản thử 01", BonusSource: "Điều 1 Văn bản thử 01",
		Individual: "0,2", Collective: "0,4",
	}
}

func wantInvalid(t *testing.T, err error, field, words string) {
	t.Helper()
	var invalid fault.Invalid
	if !errors.As(err, &invalid) || !strings.Contains(invalid[field].String(), words) {
		t.Errorf("%v, want %q to say %q", err, field, words)
	}
}

func TestEditionFollows(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h := t.Context(), newHouse(t, d)
		old := h.on(t, ward, "2026-11-22")
		in := next(old, "2027-03-01")
		a, err := h.Keep(ctx, h.actors["chu"], in)
		if err != nil {
			t.Fatal(err)
		}
		twice, err := h.Keep(ctx, h.actors["chu"], in)
		if err != nil || twice.ID != a.ID || twice.Edition != 4 {
			t.Errorf("sent twice: %+v, %v", twice, err)
		}
		before, after := h.on(t, ward, "2027-02-28"), h.on(t, ward, "2027-03-01")
		if before.ID != old.ID || before.To != clock.On(2027, 2, 28) || after.ID != a.ID || after.Code != ward || after.Multiples[participant.Individual] != 200 {
			t.Errorf("before %+v\nafter %+v", before, after)
		}
		if _, known := after.Multiples[participant.Household]; known || !after.For(participant.Household) {
			t.Errorf("an empty multiple: %+v", after)
		}
		_, err = h.Keep(ctx, h.actors["chu"], next(old, "2027-06-01")) // made from what was read before
		if !errors.Is(err, fault.Conflict) {
			t.Errorf("stale: %v", err)
		}
		h.view(t, func(ctx context.Context, tx *db.Tx) error {
			acts, err := audit.Trail(ctx, tx, audit.Filter{Paths: []string{"/tp/"}, Kind: "award", Limit: 9})
			if len(acts) != 1 || acts[0].Act != "award.edition_added" || !strings.Contains(string(acts[0].Before), `"edition"`) {
				t.Errorf("trail %+v", acts)
			}
			return err
		})
	})
}

// TestCorrectionKeepsTheOld: an edition from the same day takes the place of the
// wrong one, and a case that names the wrong one is reckoned as it was.
func TestCorrectionKeepsTheOld(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h := t.Context(), newHouse(t, d)
		old := h.on(t, ward, "2026-11-22")
		a, err := h.Keep(ctx, h.actors["chu"], next(old, "2025-07-01"))
		if err != nil {
			t.Fatal(err)
		}
		if now := h.on(t, ward, "2026-11-22"); now.ID != a.ID {
			t.Errorf("in force: %+v", now)
		}
		h.view(t, func(ctx context.Context, tx *db.Tx) error {
			kept, err := h.Award(ctx, tx, old.ID)
			if err != nil || kept.SupersededBy != a.ID || kept.In(clock.On(2026, 11, 22)) {
				t.Errorf("%+v %v", kept, err)
			}
			for id, want := range map[string]int64{old.ID: 380_000, a.ID: 510_000} {
				b, err := h.Bonus(ctx, tx, id, participant.Individual, clock.On(2026, 11, 20))
				if err != nil || b.Amount != want {
					t.Errorf("%+v %v, want %d", b, err, want)
				}
			}
			return nil
		})
		kept := old
		kept.Version++
		_, err = h.Keep(ctx, h.actors["chu"], next(kept, "2027-01-01"))
		var refused fault.Refused
		if !errors.As(err, &refused) {
			t.Errorf("an edition of a replaced one: %v", err)
		}
	})
}

func TestBadInput(t *testing.T) {
	t.Parallel()
	h := newHouse(t, dbtest.SQLite(t))
	old := h.on(t, ward, "2026-11-22")
	good := next(old, "2027-03-01")
	good.Base, good.Code = "", "giay-khen-thu"
	for name, c := range map[string]struct {
		spoil        func(*award.Input)
		field, words string
	}{
		"code":        {func(in *award.Input) { in.Code = "Giấy khen" }, "code", "không dấu"},
		"code in use": {func(in *award.Input) { in.Code = ward }, "code", "đã có trong danh mục"},
		"name":        {func(in *award.Input) { in.Name = " " }, "name", "Chưa nhập tên"},
		"long":        {func(in *award.Input) { in.Decider = strings.Repeat("a", 201) }, "decider", "quá 200"},
		"source":      {func(in *award.Input) { in.Source = "" }, "source", "nguồn"},
		"form":        {func(in *award.Input) { in.Form = "x" }, "form", "hình thức"},
		"act":         {func(in *award.Input) { in.Act = award.Recognition }, "act", "đi với"},
		"line":        {func(in *award.Input) { in.Line = org.Territory }, "line", "hệ thống"},
		"nobody":      {func(in *award.Input) { in.Kinds, in.Individual, in.Collective = nil, "", "" }, "kinds", "ít nhất một"},
		"multiple":    {func(in *award.Input) { in.Individual = "mười" }, "multiple_individual", "0,15"},
		"not for it":  {func(in *award.Input) { in.Kinds = in.Kinds[:1] }, "multiple_individual", "không được chọn"},
		"provision":   {func(in *award.Input) { in.BonusSource = "" }, "bonus_source", "Điều 73"},
		"days":        {func(in *award.Input) { in.To = clock.On(2027, 2, 28) }, "effective_to", "ở trước"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in := good
			c.spoil(&in)
			_, err := h.Keep(context.Background(), h.actors["chu"], in)
			wantInvalid(t, err, c.field, c.words)
		})
	}
	t.Run("over the next edition", func(t *testing.T) {
		t.Parallel()
		first := h.on(t, ward, "2018-01-01")
		_, err := h.Keep(context.Background(), h.actors["chu"], next(first, "2017-10-01"))
		wantInvalid(t, err, "effective_to", "từ ngày 01/01/2024")
	})
}

func TestEndAndVerify(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h := t.Context(), newHouse(t, d)
		chu, a := h.actors["chu"], h.on(t, ward, "2026-11-22")
		if err := h.Verify(ctx, chu, a.ID, award.VerifyInput{Version: a.Version, By: " Lê Thị  Mẫu "}); err != nil {
			t.Fatal(err)
		}
		if err := h.End(ctx, chu, a.ID, award.EndInput{Version: a.Version, To: clock.On(2026, 12, 31)}); !errors.Is(err, fault.Conflict) {
			t.Errorf("stale: %v", err)
		}
		wantInvalid(t, h.End(ctx, chu, a.ID, award.EndInput{Version: 2, To: clock.On(2025, 6, 30)}), "effective_to", "01/07/2025")
		wantInvalid(t, h.End(ctx, chu, a.ID, award.EndInput{Version: 2}), "effective_to", "Chọn ngày")
		if err := h.End(ctx, chu, a.ID, award.EndInput{Version: 2, To: clock.On(2026, 12, 31)}); err != nil {
			t.Fatal(err)
		}
		wantInvalid(t, h.End(ctx, chu, a.ID, award.EndInput{Version: 3, To: clock.On(2027, 12, 31)}), "effective_to", "ấn bản mới")
		got := h.on(t, ward, "2026-12-31")
		if got.VerifiedBy != "Lê Thị Mẫu" || got.To != clock.On(2026, 12, 31) || got.Version != 3 {
			t.Errorf("%+v", got)
		}
	})
}

// TestWhoMayWrite: administrators of a root; nobody else, and no program.
func TestWhoMayWrite(t *testing.T) {
	t.Parallel()
	h := newHouse(t, dbtest.SQLite(t))
	ctx, a := context.Background(), h.on(t, ward, "2026-11-22")
	program := h.actors["chu"]
	program.Scopes = []string{auth.WriteScope}
	for name, actor := range map[string]auth.Actor{"ward": h.actors["phuong"], "approver": h.actors["ky"], "nobody": {}, "program": program} {
		_, err := h.Keep(ctx, actor, next(a, "2027-03-01"))
		_, err2 := h.SetSalary(ctx, actor, award.SalaryInput{})
		_, err3 := h.SetRounding(ctx, actor, award.RoundingInput{})
		_, err4 := h.KeepBasis(ctx, actor, award.BasisInput{})
		for _, err := range []error{err, err2, err3, err4, h.End(ctx, actor, a.ID, award.EndInput{}), h.Verify(ctx, actor, a.ID, award.VerifyInput{}),
			h.EndBasis(ctx, actor, a.ID, award.EndInput{}), h.VerifyBasis(ctx, actor, a.ID, award.VerifyInput{}), h.VerifySalary(ctx, actor, a.ID, award.VerifyInput{}),
			h.VerifyRounding(ctx, actor, a.ID, award.VerifyInput{})} {
			if !errors.Is(err, fault.Forbidden) {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	_, err := h.List(ctx, auth.Actor{}, award.Query{})
	_, err2 := h.See(ctx, h.actors["khach"], a.ID, award.Reckon{})
	_, err3 := h.Money(ctx, h.actors["khach"])
	_, err4 := h.ListBases(ctx, h.actors["khach"], award.BasisQuery{})
	for _, err := range []error{err, err2, err3, err4} {
		if !errors.Is(err, fault.NotFound) {
			t.Errorf("the public reads: %v", err)
		}
	}
}
