package award_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/uuid"

	"kheo/internal/business/award"
	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
)

func (h *house) salary(t *testing.T, day string) (s award.Salary) {
	t.Helper()
	h.view(t, func(ctx context.Context, tx *db.Tx) (err error) {
		s, err = h.Salary(ctx, tx, clock.Must(day))
		return err
	})
	return s
}

func TestSalaryFollows(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h := t.Context(), newHouse(t, d)
		in := award.SalaryInput{ID: uuid.Must(uuid.NewV7()).String(), Amount: 2_700_000, From: clock.On(2027, 7, 1), Source: "Nghị định thử"}
		for range 2 { // sent twice
			if _, err := h.SetSalary(ctx, h.actors["chu"], in); err != nil {
				t.Fatal(err)
			}
		}
		for day, want := range map[string]int64{"2023-06-30": 1_490_000, "2024-06-30": 1_800_000, "2026-06-30": 2_340_000, "2027-06-30": 2_530_000, "2027-07-01": 2_700_000} {
			if got := h.salary(t, day); got.Amount != want {
				t.Errorf("on %s: %d, want %d", day, got.Amount, want)
			}
		}
		in.ID, in.Amount = uuid.Must(uuid.NewV7()).String(), 2_710_000
		if _, err := h.SetSalary(ctx, h.actors["chu"], in); err != nil {
			t.Fatal(err)
		}
		m, err := h.Money(ctx, h.actors["soat"])
		if err != nil || len(m.Salaries) != 6 || m.Writes || h.salary(t, "2030-01-01").Amount != 2_710_000 {
			t.Errorf("a correction keeps the wrong row: %+v %v", m.Salaries, err)
		}
		now := h.salary(t, "2026-11-22")
		if err := h.VerifySalary(ctx, h.actors["chu"], now.ID, award.VerifyInput{Version: now.Version, By: "Lê Thị Mẫu"}); err != nil {
			t.Fatal(err)
		}
		if err := h.VerifySalary(ctx, h.actors["chu"], now.ID, award.VerifyInput{Version: now.Version}); !errors.Is(err, fault.Conflict) {
			t.Errorf("stale: %v", err)
		}
		if got := h.salary(t, "2026-11-22"); got.VerifiedBy != "Lê Thị Mẫu" {
			t.Errorf("%+v", got)
		}
	})
}

func TestRoundingFollows(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h := t.Context(), newHouse(t, d)
		in := award.RoundingInput{ID: uuid.Must(uuid.NewV7()).String(), Step: 1000, Direction: award.Nearest, From: clock.On(2027, 1, 1), Source: "Nghị định thử"}
		for range 2 { // sent twice
			if _, err := h.SetRounding(ctx, h.actors["chu"], in); err != nil {
				t.Fatal(err)
			}
		}
		a := h.on(t, ward, "2026-11-22")
		h.view(t, func(ctx context.Context, tx *db.Tx) error {
			for day, want := range map[string]int64{"2026-12-31": 380_000, "2027-01-01": 380_000, "2017-12-31": 0} {
				b, err := h.Bonus(ctx, tx, a.ID, participant.Individual, clock.Must(day))
				if err != nil || b.Amount != want {
					t.Errorf("on %s: %+v %v", day, b, err)
				}
			}
			b, err := h.Bonus(ctx, tx, a.ID, participant.Individual, clock.On(2027, 1, 1))
			if b.RoundedTo != 1000 || b.RoundingID != in.ID {
				t.Errorf("%+v", b)
			}
			return err
		})
		if err := h.VerifyRounding(ctx, h.actors["chu"], in.ID, award.VerifyInput{Version: 1, By: "Lê Thị Mẫu"}); err != nil {
			t.Error(err)
		}
		if err := h.VerifyRounding(ctx, h.actors["chu"], uuid.NewString(), award.VerifyInput{Version: 1}); !errors.Is(err, fault.NotFound) {
			t.Errorf("no such rule: %v", err)
		}
	})
}

func TestBadMoney(t *testing.T) {
	t.Parallel()
	h := newHouse(t, dbtest.SQLite(t))
	ctx, chu := context.Background(), h.actors["chu"]
	_, err := h.SetSalary(ctx, chu, award.SalaryInput{})
	wantInvalid(t, err, "amount", "2.530.000")
	wantInvalid(t, err, "effective_from", "Chọn ngày")
	wantInvalid(t, err, "source", "nguồn")
	_, err = h.SetSalary(ctx, chu, award.SalaryInput{Amount: 1_300_000, From: clock.On(2017, 7, 1), Source: "x"})
	wantInvalid(t, err, "effective_to", "từ ngày 01/07/2019")
	_, err = h.SetRounding(ctx, chu, award.RoundingInput{Step: -1, Direction: "sideways"})
	wantInvalid(t, err, "step", "10.000")
	wantInvalid(t, err, "direction", "làm tròn")
}

func (h *house) basis(t *testing.T, code string) (b award.Basis) {
	t.Helper()
	h.view(t, func(ctx context.Context, tx *db.Tx) error {
		all, err := h.Bases(ctx, tx)
		for _, x := range all {
			if x.Code == code {
				b = x
			}
		}
		return err
	})
	return b
}

func TestBases(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h, chu := t.Context(), newHouse(t, d), newHouse(t, d).actors["chu"]
		old := h.basis(t, "nd-152-2025")
		if old.ReplacesID != h.basis(t, "nd-98-2023").ID || old.Kind != award.Decree || old.Line != org.State {
			t.Errorf("%+v", old)
		}
		in := award.BasisInput{
			ID: uuid.Must(uuid.NewV7()).String(), Code: "nd-thu-2027", Text: "Nghị định thử số 1/2027/NĐ-CP", From: clock.On(2027, 3, 1), Line: org.State, Kind: award.Decree,
			Source: "Công báo thử", Replaces: old.ID,
		}
		for range 2 { // sent twice
			if _, err := h.KeepBasis(ctx, chu, in); err != nil {
				t.Fatal(err)
			}
		}
		again := in
		again.ID = uuid.Must(uuid.NewV7()).String()
		_, err := h.KeepBasis(ctx, chu, again)
		wantInvalid(t, err, "code", "đã có văn bản khác dùng")

		if err := h.VerifyBasis(ctx, chu, in.ID, award.VerifyInput{Version: 1, By: "Lê Thị Mẫu"}); err != nil {
			t.Fatal(err)
		}
		if err := h.EndBasis(ctx, chu, in.ID, award.EndInput{Version: 1, To: clock.On(2030, 12, 31)}); !errors.Is(err, fault.Conflict) {
			t.Errorf("stale: %v", err)
		}
		if err := h.EndBasis(ctx, chu, in.ID, award.EndInput{Version: 2, To: clock.On(2030, 12, 31)}); err != nil {
			t.Fatal(err)
		}
		if got := h.basis(t, in.Code); got.VerifiedBy != "Lê Thị Mẫu" || got.To != clock.On(2030, 12, 31) || got.ReplacesID != old.ID || got.EditedBy != chu.Name || got.EditedAt.IsZero() {
			t.Errorf("%+v", got)
		}
		in.Version, in.Text, in.Code = 3, "Nghị định thử số 2/2027/NĐ-CP", "other"
		if _, err := h.KeepBasis(ctx, chu, in); err != nil {
			t.Fatal(err)
		}
		if got := h.basis(t, "nd-thu-2027"); got.VerifiedBy != "" || got.Text != in.Text || !got.To.IsZero() {
			t.Errorf("what is written anew is not verified: %+v", got)
		}
	})
}

func TestBadBasis(t *testing.T) {
	t.Parallel()
	h := newHouse(t, dbtest.SQLite(t))
	ctx, chu := context.Background(), h.actors["chu"]
	_, err := h.KeepBasis(ctx, chu, award.BasisInput{From: clock.On(2027, 1, 1), To: clock.On(2026, 1, 1), Line: org.Territory})
	for field, words := range map[string]string{"code": "không dấu", "text": "Căn cứ", "line": "hệ thống", "kind": "loại", "source": "nguồn", "effective_to": "ở trước"} {
		wantInvalid(t, err, field, words)
	}
	for _, id := range []string{"x", uuid.NewString()} {
		_, err = h.KeepBasis(ctx, chu, award.BasisInput{Code: "thu", Text: "Thử", Line: org.State, Kind: award.Law, Source: "x", Replaces: id})
		wantInvalid(t, err, "replaces", "trong danh mục")
	}
	if err := h.EndBasis(ctx, chu, "x", award.EndInput{}); !errors.Is(err, fault.NotFound) {
		t.Error(err)
	}
}
