package assignment_test

import (
	"errors"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/google/uuid"

	"kheo/internal/business/assignment"
	"kheo/internal/business/conflict"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
)

func TestByHand(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		h.opens(t, "minh", at, 200, "Không có hồ sơ nào để phân công ở đây")
		one, two := h.reviewed(t, "Khéo một", "cat", 0), h.reviewed(t, "Khéo hai", "tho", 1)
		h.opens(t, "minh", at, 200, "Khéo một", "Khéo hai", "2 hồ sơ chưa giao cho ai", "Bùi Cát Mẫu")
		w := h.post("minh", at, url.Values{"nguoi": {h.id("hoa")}})
		if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "Chưa chọn hồ sơ nào.") || !regexp.MustCompile(`value="`+h.id("hoa")+`"[^>]*checked`).MatchString(w.Body.String()) {
			t.Errorf("without a case: %d", w.Code)
		}
		if w := h.post("minh", at, url.Values{"ho_so": {one}}); w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "Chưa chọn thẩm định viên nào.") {
			t.Errorf("without a person: %d", w.Code)
		}
		if _, err := h.conflicts.Declare(t.Context(), h.actors["hoa"], two, conflict.DeclareInput{Note: "Em gái tôi là tổ trưởng."}); err != nil {
			t.Fatal(err)
		}
		form := url.Values{"id": {uuid.Must(uuid.NewV7()).String()}, "ho_so": {one, two}, "nguoi": {h.id("hoa"), h.id("cat"), uuid.NewString()}}
		for range 2 {
			if w := h.post("minh", at, form); w.Code != http.StatusSeeOther {
				t.Fatalf("giving: %d", w.Code)
			}
		}
		if got := h.assigned(t, one); got != "Cát Hòa" {
			t.Errorf("the first goes to %q", got)
		}
		if got := h.assigned(t, two); got != "" { // one has a conflict, one works for another ward
			t.Errorf("the second goes to %q", got)
		}
		h.opens(t, "ky", at+"?tinh-trang=chua-giao", 200, "Khéo hai")
		if strings.Contains(h.get("ky", at+"?tinh-trang=chua-giao").Body.String(), "Khéo một") {
			t.Error("an assigned case is listed as without")
		}
		h.opens(t, "ky", at+"?linh-vuc="+h.fields[1].ID, 200, "Khéo hai")
		h.opens(t, "ky", at+"?don-vi="+url.QueryEscape(h.unit["cat"].Path), 200, "Khéo một")
		h.opens(t, "ky", at+"?sau=x", 404)
		h.score(t, "hoa", one, true)
		out, err := h.Hand(t.Context(), h.actors["ky"], seasonCode, assignment.HandInput{All: true, People: []string{h.id("hoa"), h.id("cat")}, Away: true})
		if err != nil || out.Pairs != 1 || h.assigned(t, one) != "Hòa" {
			t.Errorf("taking away: %d pairs, %v, left %q", out.Pairs, err, h.assigned(t, one))
		}
	})
}

func TestWhoAssigns(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		one := h.reviewed(t, "Khéo một", "cat", 0)
		form := url.Values{"ho_so": {one}, "nguoi": {h.id("hoa")}, "so_nguoi": {"1"}, "chi": {"1"}, "dau": {"x"}, "dot": {uuid.NewString()}, "linh_vuc": {h.fields[0].ID}}
		for login, want := range map[string]int{"lan": 404, "cat": 404, "soat": 403} {
			for _, path := range []string{at, at + "/chia-deu", at + "/quy-tac", at + "/hoan-tac?dot=" + uuid.NewString()} {
				h.opens(t, login, path, want)
			}
			for _, path := range []string{at, at + "/chia-deu", at + "/quy-tac", at + "/bo-quy-tac", at + "/hoan-tac", at + "/che-do"} {
				if w := h.post(login, path, form); w.Code != want {
					t.Errorf("%s sends %s: %d, want %d", login, path, w.Code, want)
				}
			}
		}
		h.opens(t, "soat", root+"/tien-do-cham", 200)
		h.opens(t, "cat", root+"/tien-do-cham", 404)
		h.opens(t, "lan", root+"/tien-do-cham.xlsx", 404)
		h.opens(t, "ky", "/viec/xet-duyet/khong-co/phan-cong", 404)
		h.opens(t, "ky", at+"/hoan-tac?dot=x", 404)
		if h.assigned(t, one) != "" {
			t.Error("somebody without the right has assigned a case")
		}
	})
}

func TestEvenly(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		var ids []string
		for _, title := range []string{"Khéo một", "Khéo hai", "Khéo ba"} {
			ids = append(ids, h.reviewed(t, title, "cat", 0))
		}
		h.opens(t, "minh", at+"/chia-deu", 200, "3 hồ sơ đang thẩm định")
		q := url.Values{"so_nguoi": {"2"}, "nguoi": {h.id("minh"), h.id("hoa"), h.id("anh"), h.id("cat")}}
		shown := h.get("minh", at+"/chia-deu?"+q.Encode()).Body.String()
		seal := regexp.MustCompile(`name="dau" value="([0-9a-f]+)"`).FindStringSubmatch(shown)
		if seal == nil || !strings.Contains(shown, "giao 6 lượt chấm") {
			t.Fatal("no proposal of six pairs")
		}
		if h.assigned(t, ids[0]) != "" {
			t.Error("a proposal is kept")
		}
		w := h.get("minh", at+"/chia-deu?so_nguoi=0")
		if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "từ 1 đến 9") || !strings.Contains(w.Body.String(), "Chưa chọn thẩm định viên nào") {
			t.Errorf("a proposal for nobody: %d", w.Code)
		}
		q.Set("id", uuid.Must(uuid.NewV7()).String())
		q.Set("dau", "0000")
		if w := h.post("minh", at+"/chia-deu", q); w.Code != http.StatusConflict || !strings.Contains(w.Body.String(), "Phương án vừa đổi") || !strings.Contains(w.Body.String(), seal[1]) {
			t.Errorf("another proposal than the one shown: %d", w.Code)
		}
		q.Set("dau", seal[1])
		for range 2 {
			if w := h.post("minh", at+"/chia-deu", q); w.Code != http.StatusSeeOther {
				t.Fatalf("saving: %d", w.Code)
			}
		}
		count := map[string]int{}
		for _, id := range ids {
			for _, name := range strings.Fields(h.assigned(t, id)) {
				count[name]++
			}
		}
		if count["Minh"] != 2 || count["Hòa"] != 2 || count["Anh"] != 2 || count["Cát"] != 0 { // the last works in the ward
			t.Errorf("shared out: %v", count)
		}
		h.opens(t, "minh", at, 200, "Chia đều tự động", "Hoàn tác cả đợt")
		h.opens(t, "minh", at+"/hoan-tac?dot="+q.Get("id"), 200, "6 lượt chấm")
		for range 2 {
			if w := h.post("ky", at+"/hoan-tac", url.Values{"dot": {q.Get("id")}}); w.Code != http.StatusSeeOther {
				t.Fatalf("undoing: %d", w.Code)
			}
		}
		if h.assigned(t, ids[0])+h.assigned(t, ids[1])+h.assigned(t, ids[2]) != "" {
			t.Error("something is left of an undone batch")
		}
		h.opens(t, "minh", at, 200, "đã hoàn tác, Đỗ Ký Mẫu")
	})
}

func TestNoUndoOnceHandedIn(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		one := h.reviewed(t, "Khéo một", "cat", 0)
		out, err := h.Hand(t.Context(), h.actors["ky"], seasonCode, assignment.HandInput{Cases: []string{one}, People: []string{h.id("hoa"), h.id("anh")}})
		if err != nil || out.Pairs != 2 {
			t.Fatal(out, err)
		}
		h.score(t, "hoa", one, false)
		h.score(t, "anh", one, true)
		var refused fault.Refused
		if err := h.Undo(t.Context(), h.actors["ky"], seasonCode, out.Batch.ID); !errors.As(err, &refused) {
			t.Errorf("undone after a sheet: %v", err)
		}
		if err := h.review.TakeBack(t.Context(), h.actors["anh"], one); err != nil {
			t.Fatal(err)
		}
		if err := h.Undo(t.Context(), h.actors["ky"], seasonCode, out.Batch.ID); err != nil || h.assigned(t, one) != "" {
			t.Errorf("after it was taken back: %v, %q", err, h.assigned(t, one))
		}
	})
}

func TestOnlyAssigned(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		one := h.reviewed(t, "Khéo một", "cat", 0)
		for range 2 {
			if w := h.post("ky", at+"/che-do", url.Values{"chi": {"1"}}); w.Code != http.StatusSeeOther {
				t.Fatalf("limiting: %d", w.Code)
			}
		}
		h.opens(t, "ky", at, 200, "Mùa này chỉ người được phân công mới chấm.", "1 hồ sơ chưa giao cho ai")
		var refused fault.Refused
		if _, err := h.review.Save(t.Context(), h.actors["hoa"], one, h.sheet(60, true)); !errors.As(err, &refused) {
			t.Errorf("who is not assigned scores: %v", err)
		}
		if _, err := h.Hand(t.Context(), h.actors["ky"], seasonCode, assignment.HandInput{Cases: []string{one}, People: []string{h.id("hoa")}}); err != nil {
			t.Fatal(err)
		}
		h.score(t, "hoa", one, true)
		if w := h.post("ky", at+"/che-do", url.Values{"chi": {"0"}}); w.Code != http.StatusSeeOther {
			t.Fatalf("opening: %d", w.Code)
		}
		h.score(t, "anh", one, true)
	})
}
