package org

import (
	"errors"
	"net/http"
	"testing"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

func wantErr(t *testing.T, what string, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("%s: %v, want %v", what, err, want)
	}
}

func wantInvalid(t *testing.T, what string, err error, fields ...string) {
	t.Helper()
	var invalid fault.Invalid
	if !errors.As(err, &invalid) || len(invalid) != len(fields) {
		t.Errorf("%s: %v, want what is wrong with %v", what, err, fields)
	}
	for _, f := range fields {
		if _, ok := invalid[f]; !ok {
			t.Errorf("%s: nothing is wrong with %s: %v", what, f, err)
		}
	}
}

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

func TestAdministratorStaysInSubtree(t *testing.T) {
	t.Parallel()
	eachHouse(t, func(t *testing.T, h *house) {
		ctx, east := t.Context(), h.eastHead
		_, err := h.View(ctx, east, h.west.ID)
		wantErr(t, "the other ward", err, fault.NotFound)
		_, err = h.View(ctx, h.clerk, h.east.ID)
		wantErr(t, "the own ward for a clerk", err, fault.NotFound)
		_, err = h.Add(ctx, east, Input{Name: "Khu phố 1", Type: "neighborhood", ParentID: h.west.ID})
		wantErr(t, "a unit below the other ward", err, fault.NotFound)
		wantErr(t, "renaming the other ward", h.Change(ctx, east, h.west.ID, Input{Name: "X", Type: "ward", Version: 1}), fault.NotFound)
		rows, err := h.Tree(ctx, east, "", "", 99)
		if err != nil || len(rows) != 1 || rows[0].Depth != 0 {
			t.Errorf("tree %+v, %v", rows, err)
		}
		_, err = h.Tree(ctx, h.clerk, "", "", 99)
		wantErr(t, "the tree for a clerk", err, fault.NotFound)
	})
}

func TestRolesFollowTheName(t *testing.T) {
	t.Parallel()
	eachHouse(t, func(t *testing.T, h *house) {
		ctx := t.Context()
		var a auth.Account
		err := h.d.Update(ctx, func(tx *db.Tx) (err error) {
			if a, err = auth.Create(ctx, tx, auth.NewAccount{Login: "moi", Name: "Đỗ Thị Mới"}, "hash"); err != nil {
				return err
			}
			return auth.Give(ctx, tx, a.ID, h.clerk.Grants[0])
		})
		if err != nil {
			t.Fatal(err)
		}
		wantErr(t, "a new name", h.Change(ctx, h.head, h.east.ID, Input{Name: "Phường Đông Mới", Type: "ward", Version: 1}), nil)
		err = h.d.View(ctx, func(tx *db.Tx) (err error) {
			a, err = auth.Find(ctx, tx, a.ID)
			return err
		})
		if err != nil || len(a.Grants) != 1 || a.Grants[0].UnitName != "Phường Đông Mới" {
			t.Errorf("roles %+v, %v", a.Grants, err)
		}
	})
}

func TestTypedUnit(t *testing.T) {
	t.Parallel()
	eachHouse(t, func(t *testing.T, h *house) {
		ctx := t.Context()
		err := h.d.View(ctx, func(tx *db.Tx) error {
			tops := []string{h.city.Path}
			for _, typed := range []string{"phuong-dong", "Phường Đông", "phuong dong", "Phường Đông (phuong-dong)", " PHUONG-DONG "} {
				if u, err := h.Typed(ctx, tx, tops, typed); err != nil || u.ID != h.east.ID {
					t.Errorf("%q is %+v, %v", typed, u, err)
				}
			}
			for _, typed := range []string{"", "Phường Nam", "()"} {
				_, err := h.Typed(ctx, tx, tops, typed)
				wantInvalid(t, typed, err, "unit")
			}
			names, err := h.NamesAt(ctx, tx, []string{h.east.Path, "/khong-co/", h.east.Path})
			if err != nil || len(names) != 2 || names[h.east.Path] != "Phường Đông" || names["/khong-co/"] != "" {
				t.Errorf("names %v, %v", names, err)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}
