package assignment_test

import (
	"bytes"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/xuri/excelize/v2"

	"kheo/internal/business/assignment"
	"kheo/internal/business/initiative"
	"kheo/internal/business/review"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
)

func TestRulesMeetWhatIsThereAndWhatComes(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		there := h.reviewed(t, "Khéo một", "cat", 0)
		h.opens(t, "ky", at+"/quy-tac", 200, "Chưa có quy tắc nào.")
		w := h.post("ky", at+"/quy-tac", url.Values{"linh_vuc": {""}, "don_vi": {""}})
		for _, say := range []string{"Chọn ít nhất một lĩnh vực hoặc một đơn vị.", "Chưa chọn thẩm định viên nào."} {
			if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), say) {
				t.Errorf("an empty rule: %d, want 422 and %q", w.Code, say)
			}
		}
		if w := h.post("ky", at+"/quy-tac", url.Values{"don_vi": {uuid.NewString()}, "nguoi": {h.id("hoa")}}); w.Code != http.StatusUnprocessableEntity {
			t.Errorf("a unit of nowhere: %d", w.Code)
		}
		form := url.Values{"id": {uuid.Must(uuid.NewV7()).String()}, "linh_vuc": {h.fields[0].ID}, "don_vi": {h.unit["cat"].ID}, "nguoi": {h.id("hoa"), h.id("cat")}}
		for range 2 {
			if w := h.post("ky", at+"/quy-tac", form); w.Code != http.StatusSeeOther {
				t.Fatalf("a rule: %d", w.Code)
			}
		}
		if got := h.assigned(t, there); got != "Hòa" { // the other works in the ward
			t.Errorf("what was there goes to %q", got)
		}
		for unit, wants := range map[string][]string{"cat": {"Hòa", ""}, "tho": {"", ""}} {
			for field, want := range wants {
				if got := h.assigned(t, h.reviewed(t, "Khéo đến sau "+unit+wants[0]+h.fields[field].Code, unit, field)); got != want {
					t.Errorf("a case of %s, field %d, goes to %q, want %q", unit, field, got, want)
				}
			}
		}
		h.opens(t, "ky", at+"/quy-tac", 200, h.fields[0].Name+", Phường Cát Mẫu", "Trần Hòa Mẫu")
		for range 2 {
			if w := h.post("ky", at+"/bo-quy-tac", url.Values{"id": {form.Get("id")}}); w.Code != http.StatusSeeOther {
				t.Fatalf("dropping: %d", w.Code)
			}
		}
		if got := h.assigned(t, h.reviewed(t, "Khéo sau nữa", "cat", 0)); got != "" || h.assigned(t, there) != "Hòa" {
			t.Errorf("after dropping: %q, %q", got, h.assigned(t, there))
		}
	})
}

func TestProgress(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		h.opens(t, "ky", root+"/tien-do-cham", 200, "Chưa có ai được giao hồ sơ")
		one, two, three := h.reviewed(t, "Khéo một", "cat", 0), h.reviewed(t, "Khéo hai", "tho", 0), h.reviewed(t, "Khéo ba", "tho", 1)
		_, err := h.Hand(t.Context(), h.actors["ky"], seasonCode, assignment.HandInput{All: true, People: []string{h.id("hoa"), h.id("minh")}})
		if err != nil {
			t.Fatal(err)
		}
		h.score(t, "hoa", one, true)
		h.score(t, "hoa", two, false)
		h.score(t, "anh", two, true)
		if err := h.review.Abstain(t.Context(), h.actors["minh"], three, review.AbstainInput{Reason: "Tôi giúp viết báo cáo."}); err != nil {
			t.Fatal(err)
		}
		p, err := h.Progress(t.Context(), h.actors["soat"], seasonCode)
		if err != nil || len(p.Rows) != 3 || p.Cases != 3 || p.Without != 0 || p.Assigns {
			t.Fatalf("%+v, %v", p, err)
		}
		for n, want := range []assignment.Effort{
			{Name: "Lê Minh Mẫu", Assigned: 2, Abstained: 1}, {Name: "Ngô Anh Mẫu", Beside: 1}, {Name: "Trần Hòa Mẫu", Assigned: 3, Done: 1, Begun: 1},
		} {
			got := p.Rows[n]
			if got.LastOn.IsZero() != (want.Name == "Lê Minh Mẫu") {
				t.Errorf("%s: last %v", got.Name, got.LastOn)
			}
			want.AccountID, want.LastOn = got.AccountID, got.LastOn
			if got != want {
				t.Errorf("%+v, want %+v", got, want)
			}
		}
		h.opens(t, "ky", root+"/tien-do-cham", 200, "Kính gửi ông/bà Lê Minh Mẫu: ông/bà còn 2 phiếu chấm", "ông/bà Trần Hòa Mẫu: ông/bà còn 2 phiếu")
		h.advance(t, two, initiative.Recognised) // what is decided is nobody's duty any more
		if p, err = h.Progress(t.Context(), h.actors["ky"], seasonCode); err != nil || p.Rows[0].Assigned != 1 || p.Cases != 2 {
			t.Errorf("after a decision: %+v, %v", p, err)
		}
		w := h.get("ky", root+"/tien-do-cham.xlsx")
		f, err := excelize.OpenReader(bytes.NewReader(w.Body.Bytes()))
		if err != nil {
			t.Fatal(w.Code, err)
		}
		defer func() { _ = f.Close() }()
		rows, err := f.GetRows(f.GetSheetName(0))
		if err != nil || len(rows) < 6 {
			t.Fatalf("%d rows, %v", len(rows), err)
		}
	})
}
