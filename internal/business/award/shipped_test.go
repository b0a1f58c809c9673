package award_test

import (
	"context"
	"testing"

	"kheo/internal/business/award"
	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
)

// TestShippedAreSamples: every row names its source and counts as not verified,
// and no day has two editions of one award.
func TestShippedAreSamples(t *testing.T) {
	t.Parallel()
	h := newHouse(t, dbtest.SQLite(t))
	h.view(t, func(ctx context.Context, tx *db.Tx) error {
		all, err := h.Awards(ctx, tx, clock.Date{}, "")
		if err != nil {
			return err
		}
		if len(all) != 43 {
			t.Errorf("%d editions are shipped", len(all))
		}
		for n, a := range all {
			if a.Source == "" || a.VerifiedBy != "" || len(a.Kinds) == 0 || a.Form.Label() == "" || a.Act.Label() == "" || a.Often.Label() == "" || a.Edition < 1 {
				t.Errorf("%+v", a)
			}
			if len(a.Multiples) > 0 && a.BonusSource == "" {
				t.Errorf("%s %s: a multiple without a provision", a.Code, a.From)
			}
			for _, b := range all[n+1:] {
				if a.Code == b.Code && (a.Meets(b.Span) || a.Edition >= b.Edition) {
					t.Errorf("%s: editions %d and %d", a.Code, a.Edition, b.Edition)
				}
			}
		}
		return nil
	})
}

// TestStateMerit: groups get twice what individuals get, households as much.
func TestStateMerit(t *testing.T) {
	t.Parallel()
	h := newHouse(t, dbtest.SQLite(t))
	for _, code := range []string{"giay-khen-chu-tich-phuong", "giay-khen-chu-tich-quan", "bang-khen-chu-tich-thanh-pho", "bang-khen-thu-tuong"} {
		for _, day := range []string{"2018-01-01", "2024-01-01"} {
			a := h.on(t, code, day)
			if one := a.Multiples[participant.Individual]; one == 0 || a.Multiples[participant.Collective] != 2*one || a.Multiples[participant.Household] != one {
				t.Errorf("%s on %s: %v", code, day, a.Multiples)
			}
		}
	}
}

func TestShippedBonuses(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		for _, c := range []struct {
			code string
			kind participant.Kind
			day  string
			want int64 // 0: not known
		}{
			{"giay-khen-chu-tich-phuong", participant.Individual, "2026-11-20", 380_000}, // 0.15 × 2,530,000
			{"giay-khen-chu-tich-phuong", participant.Collective, "2026-11-20", 760_000},
			{"giay-khen-chu-tich-phuong", participant.Household, "2026-11-20", 380_000},
			{"giay-khen-chu-tich-phuong", participant.Individual, "2022-10-20", 230_000}, // 223,500
			{"giay-khen-chu-tich-phuong", participant.Individual, "2023-06-30", 230_000},
			{"giay-khen-chu-tich-phuong", participant.Individual, "2023-07-01", 270_000},
			{"giay-khen-chu-tich-phuong", participant.Individual, "2026-06-30", 360_000}, // 351,000
			{"giay-khen-chu-tich-phuong", participant.Individual, "2018-10-20", 0},       // the base salary of that year is not shipped
			{"bang-khen-chu-tich-thanh-pho", participant.Individual, "2023-12-31", 1_800_000},
			{"bang-khen-chu-tich-thanh-pho", participant.Individual, "2024-01-01", 2_700_000},
			{"giay-khen-chi-bo-5-nam", participant.Collective, "2025-12-28", 0},
			{"giay-khen-chi-bo-5-nam", participant.Collective, "2025-12-29", 3_510_000}, // 1.5 × 2,340,000
			{"giay-khen-dang-uy-phuong", participant.Individual, "2026-11-20", 0},
			{"giay-khen-chi-bo-5-nam", participant.Individual, "2026-11-20", 0},
		} {
			a := h.on(t, c.code, c.day)
			h.view(t, func(ctx context.Context, tx *db.Tx) error {
				b, err := h.Bonus(ctx, tx, a.ID, c.kind, clock.Must(c.day))
				if b.Amount != c.want || b.Known != (c.want > 0) || b.Verified {
					t.Errorf("%s for %s on %s: %+v", c.code, c.kind, c.day, b)
				}
				return err
			})
		}
	})
}

// TestEpochs: what ended with districts is not offered afterwards.
func TestEpochs(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		h.view(t, func(ctx context.Context, tx *db.Tx) error {
			for day, want := range map[string]int{"2025-06-30": 3, "2025-07-01": 2} {
				all, err := h.Awards(ctx, tx, clock.Must(day), award.Recognition)
				if err != nil {
					return err
				}
				if len(all) != want {
					t.Errorf("%d ways to recognise on %s", len(all), day)
				}
			}
			medal, err := h.AwardByCode(ctx, tx, "ky-niem-chuong-dan-van", clock.Must("2023-10-12"))
			if err != nil || medal.Often != award.Once || len(medal.Kinds) != 1 || !medal.For(participant.Individual) {
				t.Errorf("%+v %v", medal, err)
			}
			if _, err := h.AwardByCode(ctx, tx, "ky-niem-chuong-dan-van", clock.Must("2026-10-15")); err == nil {
				t.Error("the medal is still given")
			}
			texts := map[string]bool{}
			bases, err := h.InForce(ctx, tx, org.State, clock.Must("2026-11-22"))
			for _, b := range bases {
				texts[b.Code] = true
				if b.VerifiedBy != "" || b.Kind.Label() == "" {
					t.Errorf("%+v", b)
				}
			}
			for code, want := range map[string]bool{
				"luat-tdkt-2022": true, "luat-06-2026": true, "nd-152-2025": true, "tt-15-2025": true, "nd-30-2020": true, "nd-98-2023": false, "nd-91-2017": false, "dieu-le-dang": false,
			} {
				if texts[code] != want {
					t.Errorf("%s in force: %v", code, texts[code])
				}
			}
			return err
		})
	})
}
