package account

import (
	"encoding/json"
	"net/http"
	"testing"

	"kheo/internal/business/org"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
)

func TestTrailShowsBeforeAndAfter(t *testing.T) {
	t.Parallel()
	eachHouse(t, func(t *testing.T, h *house) {
		ctx := t.Context()
		if err := h.units.Change(ctx, h.eastHead, h.east.ID, org.Input{Name: "Phường Đông Mới", Type: "ward", Version: 1}); err != nil {
			t.Fatal(err)
		}
		wantErr(t, "a stale version", h.units.Change(ctx, h.eastHead, h.east.ID, org.Input{Name: "X", Type: "ward", Version: 1}), fault.Conflict)
		entries, err := h.Trail(ctx, h.eastHead, audit.Filter{ObjectID: h.east.ID, Limit: 9})
		if err != nil || len(entries) != 2 || entries[0].Act != "org.unit_changed" {
			t.Fatalf("trail %+v, %v", entries, err)
		}
		b := h.as(t, "dong")
		wantIn(t, b.get("/quan-tri/nhat-ky?loai=unit", http.StatusOK), "Sửa đơn vị", "Phường Đông Mới", "Lý Văn Đông")
		wantOut(t, mainPart(b.get("/quan-tri/nhat-ky", http.StatusOK)), "Phường Tây", "Thành phố Thử", "Lê Thị Đầu")
		page := b.get("/quan-tri/nhat-ky/"+entries[0].ID, http.StatusOK)
		wantIn(t, page, "Phường Đông", "Phường Đông Mới", "Lần sửa")
		b.get("/quan-tri/nhat-ky?truoc=khong-phai-so", http.StatusOK)

		all, err := h.Trail(ctx, h.head, audit.Filter{ObjectID: h.west.ID, Limit: 9})
		if err != nil || len(all) != 1 {
			t.Fatalf("trail of the other ward %+v, %v", all, err)
		}
		b.get("/quan-tri/nhat-ky/"+all[0].ID, http.StatusNotFound)
	})
}

func TestEveryAccountActHasBeforeAndAfter(t *testing.T) {
	t.Parallel()
	h := build(t, dbtest.SQLite(t))
	ctx, id := t.Context(), h.clerk.AccountID
	for _, act := range []func() error{
		func() error {
			return h.GiveRole(ctx, h.head, id, GrantInput{"appraiser", "phuong-tay", h.version(t, id)})
		},
		func() error { return h.EndAllSessions(ctx, h.head, id, h.version(t, id)) },
		func() error { return h.ResetTOTP(ctx, h.head, id, h.version(t, id)) },
		func() error { _, err := h.ResetPassword(ctx, h.head, id, h.version(t, id)); return err },
		func() error { return h.Disable(ctx, h.head, id, h.version(t, id)) },
		func() error { return h.Enable(ctx, h.head, id, h.version(t, id)) },
	} {
		if err := act(); err != nil {
			t.Fatal(err)
		}
	}
	entries, err := h.Trail(ctx, h.head, audit.Filter{ObjectID: id, Limit: 99})
	if err != nil || len(entries) != 7 {
		t.Fatalf("%d entries, %v; want the making and six acts", len(entries), err)
	}
	for _, e := range entries[:6] {
		var before, after state
		if json.Unmarshal(e.Before, &before) != nil || json.Unmarshal(e.After, &after) != nil || before.Version >= after.Version {
			t.Errorf("%s: from %s to %s", e.Act, e.Before, e.After)
		}
		if actLabel(e.Act) == e.Act {
			t.Errorf("no label for %s", e.Act)
		}
	}
	wantOut(t, trailText(t, h, h.head), "argon2", "hash", "Hash")
}

func TestDifferences(t *testing.T) {
	t.Parallel()
	got := Differences(
		json.RawMessage(`{"a": 1, "b": {"c": "x", "same": 5}, "list": ["p", "q"], "gone": true, "money": 12345678901234567}`),
		json.RawMessage(`{"b": {"same": 5, "c": "y"}, "a": 1, "list": ["p"], "new": [{"k": 1}], "money": 12345678901234568}`))
	want := []Difference{
		{"b.c", "x", "y"}, {"gone", "✓", ""}, {"list", "p; q", "p"},
		{"money", "12345678901234567", "12345678901234568"}, {"new.1.k", "", "1"},
	}
	if len(got) != len(want) {
		t.Fatalf("differences %+v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("difference %+v, want %+v", got[i], want[i])
		}
	}
}

func FuzzDifferences(f *testing.F) {
	f.Add([]byte(`{"a":1}`), []byte(`{"a":[1,{"b":null}]}`))
	f.Fuzz(func(t *testing.T, before, after []byte) {
		for _, d := range Differences(before, after) {
			if d.Old == d.New {
				t.Errorf("%q did not change", d.Field)
			}
		}
		if same := Differences(before, before); len(same) != 0 {
			t.Errorf("differs from itself: %+v", same)
		}
	})
}
