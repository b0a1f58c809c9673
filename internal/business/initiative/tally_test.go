package initiative_test

import (
	"context"
	"fmt"
	"maps"
	"testing"

	"pgregory.net/rapid"

	"kheo/internal/business/initiative"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/auth"
)

// source is another module with an urgent task and more than can be counted.
type source struct{}

func (source) Tasks(context.Context, auth.Actor, int) ([]initiative.Task, error) {
	return []initiative.Task{{Title: "Ký", Href: "/viec/quyet-dinh", DueOn: clock.On(2026, 11, 20), For: initiative.Mine}}, nil
}

func (source) Waiting(context.Context, auth.Actor) (int, error) { return 500, nil }

// TestTallyEqualsCount: whatever people do in whatever order, allowed or refused,
// the kept numbers are those of the rows.
func TestTallyEqualsCount(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		var ids []string
		rapid.Check(t, func(r *rapid.T) {
			for range rapid.IntRange(1, 6).Draw(r, "acts") {
				ids = append(ids, h.act(r, ids)...)
			}
			tally, counted := h.tally(t)
			if !maps.Equal(tally, counted) {
				r.Fatalf("tally %v, rows %v", tally, counted)
			}
		})
	})
}

// act does one thing at random; it returns the id of what is new.
func (h *house) act(r *rapid.T, ids []string) []string {
	ctx := context.Background()
	lan, minh := h.actors["lan"], h.actors["minh"]
	if len(ids) == 0 || rapid.IntRange(0, 5).Draw(r, "new") == 0 {
		i, err := h.Submit(ctx, lan, h.full(fmt.Sprintf("Mô hình số %d", len(ids))))
		if err != nil {
			r.Fatal(err)
		}
		return []string{i.ID}
	}
	id := rapid.SampledFrom(ids).Draw(r, "id")
	switch rapid.IntRange(0, 6).Draw(r, "act") {
	case 0:
		_ = h.Accept(ctx, minh, id)
	case 1:
		_ = h.SendBack(ctx, minh, id, initiative.Return{Reason: "Thiếu.", DueOn: clock.On(2026, 12, 1)})
	case 2: // written anew, in another place and field
		in := h.full("Viết lại " + id)
		in.ID, in.UnitID, in.FieldID = id, h.lane.ID, rapid.SampledFrom([]string{"", "0190a000-0000-7000-8000-000000000012"}).Draw(r, "field")
		if i, err := h.See(ctx, lan, id); err == nil {
			in.Version = i.Version
		}
		_, _ = h.Save(ctx, lan, in)
	case 3:
		_, _ = h.AddProgress(ctx, lan, id, initiative.ProgressInput{On: clock.On(2026, 4, 2), Note: "Họp dân."})
	case 4:
		_ = h.HandIn(ctx, lan, id, initiative.FinalReport{Result: "Xong."})
	case 5:
		_ = h.OpenReview(ctx, minh, id)
	case 6:
		_ = h.db.Update(ctx, func(tx *db.Tx) error { return h.Decide(ctx, tx, minh, id, true, "") })
	}
	return nil
}

// tally reads the kept numbers and counts the rows.
func (h *house) tally(t *testing.T) (kept, counted map[initiative.State]int64) {
	t.Helper()
	ctx := t.Context()
	err := h.db.View(ctx, func(tx *db.Tx) (err error) {
		counted = map[initiative.State]int64{}
		if kept, err = h.Tally(ctx, tx, initiative.TallyFilter{Paths: []string{h.city.Path}}); err != nil {
			return err
		}
		return h.Each(ctx, tx, initiative.Filter{}, func(i initiative.Initiative) error {
			if i.State.Registered() {
				counted[i.State]++
			}
			return nil
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	maps.DeleteFunc(kept, func(_ initiative.State, n int64) bool { return n == 0 })
	return kept, counted
}
