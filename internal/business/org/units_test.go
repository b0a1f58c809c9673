package org

import (
	"encoding/json"
	"net/http"
	"testing"

	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
)

func TestUnitPages(t *testing.T) {
	t.Parallel()
	eachHouse(t, func(t *testing.T, h *house) {
		b := h.as(t, "dau")
		wantIn(t, b.get("/quan-tri/don-vi", http.StatusOK), "Thành phố Thử", "Phường Đông", "phuong-tay", "Phường, xã, đặc khu")
		page := b.get("/quan-tri/don-vi?tu=dong", http.StatusOK)
		wantIn(t, page, "Phường Đông")
		wantOut(t, mainPart(page), "Phường Tây")
		at := "/quan-tri/don-vi/" + h.east.ID
		page = b.post(at+"/them", http.StatusUnprocessableEntity, "name", "", "type", "neighborhood", "valid_from", "32/13/2024").Body.String()
		wantIn(t, page, "Ngày chưa đúng", `value="neighborhood" selected`)
		w := b.post(at+"/them", http.StatusSeeOther, "name", "Khu phố 1", "type", "neighborhood", "valid_from", "2025-07-01")
		wantIn(t, b.get(w.Header().Get("Location"), http.StatusOK), "Đã thêm đơn vị Khu phố 1.", "từ 01/07/2025", "khu-pho-1")
		wantIn(t, b.get(at, http.StatusOK), "Khu phố 1")

		change := []string{"name", "Phường Đông Mới", "type", "ward", "version", "1"}
		wantIn(t, b.get(at+"/sua", http.StatusOK), `name="version" value="1"`)
		b.post(at+"/sua", http.StatusSeeOther, change...)
		change[1] = "Phường Đông Khác"
		page = b.post(at+"/sua", http.StatusConflict, change...).Body.String()
		wantIn(t, page, "Có người vừa sửa", `value="Phường Đông Khác"`, `name="version" value="2"`)
		wantIn(t, b.get("/quan-tri/tai-khoan/"+h.clerk.AccountID, http.StatusOK), "Phường Đông Mới") // roles follow the name
		b.get("/quan-tri/don-vi/khong-phai-so", http.StatusNotFound)
		h.as(t, "dong").get("/quan-tri/don-vi/"+h.west.ID, http.StatusNotFound)
	})
}

func TestAddTwiceMakesOne(t *testing.T) {
	t.Parallel()
	eachHouse(t, func(t *testing.T, h *house) {
		in := Input{ID: "019a0000-0000-7000-8000-0000000000aa", Name: "Khu phố 2", Type: "neighborhood", ParentID: h.west.ID}
		for range 2 {
			if u, err := h.Add(t.Context(), h.head, in); err != nil || u.ID != in.ID {
				t.Fatalf("Add: %+v, %v", u, err)
			}
		}
		in.ID = ""
		_, err := h.Add(t.Context(), h.head, in)
		wantInvalid(t, "the same code", err, "code")
	})
}

func TestTreeIsPagedInOrder(t *testing.T) {
	t.Parallel()
	eachHouse(t, func(t *testing.T, h *house) {
		ctx := t.Context()
		if _, err := h.Add(ctx, h.head, Input{Name: "Khu phố 1", Type: "neighborhood", ParentID: h.east.ID}); err != nil {
			t.Fatal(err)
		}
		var names []string
		after := ""
		for range 9 {
			rows, err := h.Tree(ctx, h.head, "", after, 1)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range rows {
				names, after = append(names, r.Name), r.Path
			}
		}
		if got := len(names); got != 4 || names[2] != "Khu phố 1" {
			t.Errorf("the tree is %v", names)
		}
	})
}

func TestTrailShowsBeforeAndAfter(t *testing.T) {
	t.Parallel()
	eachHouse(t, func(t *testing.T, h *house) {
		ctx := t.Context()
		if err := h.Change(ctx, h.eastHead, h.east.ID, Input{Name: "Phường Đông Mới", Type: "ward", Version: 1}); err != nil {
			t.Fatal(err)
		}
		wantErr(t, "a stale version", h.Change(ctx, h.eastHead, h.east.ID, Input{Name: "X", Type: "ward", Version: 1}), fault.Conflict)
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
