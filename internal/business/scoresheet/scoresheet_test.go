package scoresheet_test

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/uuid"

	"kheo/internal/business/conflict"
	"kheo/internal/business/initiative"
	"kheo/internal/business/review"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
)

func TestSelfScore(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		id := h.accepted(t, "Khéo một", "cat")
		at := "/viec/mo-hinh/" + id + "/tu-cham"
		h.opens(t, "lan", at, 200, "Gửi kèm hồ sơ")
		h.opens(t, "minh", at, 404)
		h.opens(t, "thu", at, 404)
		h.opens(t, "lan", "/viec/mo-hinh/x/tu-cham", 404)
		form := h.form(80, "0")
		form.Set("scores[0].points", "8,5")
		if w := h.post("lan", at, form); w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), `value="8,5"`) {
			t.Errorf("points with a comma: %d", w.Code)
		}
		form.Set("scores[0].points", "")
		if w := h.post("lan", at, form); w.Code != http.StatusSeeOther {
			t.Fatalf("half a sheet: %d", w.Code)
		}
		h.opens(t, "minh", at, 404) // what is half filled is nobody's business
		form.Set("hand_in", "true")
		if w := h.post("lan", at, form); w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "Chưa cho điểm.") {
			t.Errorf("handing in half a sheet: %d", w.Code)
		}
		form.Set("scores[0].points", "4")
		if w := h.post("lan", at, form); w.Code != http.StatusConflict || !strings.Contains(w.Body.String(), `name="version" value="1"`) {
			t.Errorf("an old form: %d", w.Code)
		}
		form.Set("version", "1")
		for range 2 {
			if w := h.post("lan", at, form); w.Code != http.StatusSeeOther {
				t.Fatalf("handing in: %d", w.Code)
			}
		}
		if w := h.post("minh", at, form); w.Code != http.StatusForbidden {
			t.Errorf("an appraiser fills in the registrant's sheet: %d", w.Code)
		}
		if w := h.post("thu", at, form); w.Code != http.StatusNotFound {
			t.Errorf("a registrar of another ward: %d", w.Code)
		}
		h.opens(t, "minh", at, 200, "Nguyễn Lan Mẫu")
		h.advance(t, id, initiative.InProgress, initiative.Reported, initiative.UnderReview)
		if w := h.post("lan", at, form); w.Code != http.StatusConflict || !strings.Contains(w.Body.String(), "phiếu tự chấm không đổi được") {
			t.Errorf("changing it under review: %d", w.Code)
		}
		if c := h.find(t, id); c.Sheets != 0 || c.Mean != 0 {
			t.Errorf("it counts: %d sheets, %d", c.Sheets, c.Mean)
		}
		h.opens(t, "minh", root, 200, "Tự chấm: ")
		h.opens(t, "minh", root+"/"+id, 200, "không tính vào điểm trung bình", "Nộp phiếu chấm")
		sheet := h.form(50, "0")
		sheet.Set("hand_in", "true")
		if w := h.post("minh", root+"/"+id, sheet); w.Code != http.StatusSeeOther {
			t.Fatalf("an appraiser: %d", w.Code)
		}
		c := h.find(t, id)
		if c.Sheets != 1 || c.Mean != c.Points*100 {
			t.Errorf("beside one appraiser: %d sheets, %d points, mean %d", c.Sheets, c.Points, c.Mean)
		}
	})
}

func TestPrinting(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		at := root + "/phieu-giay"
		h.opens(t, "minh", at, 200, "Không có hồ sơ nào đang chấm")
		one, two := h.reviewed(t, "Khéo một", "cat"), h.reviewed(t, "Khéo hai", "tho")
		h.opens(t, "minh", at, 200, "Khéo một", "Khéo hai")
		h.opens(t, "minh", at+"?sau=x", 404)
		for login, want := range map[string]int{"ky": 403, "soat": 403, "cat": 404, "lan": 404} {
			h.opens(t, login, at, want)
			h.opens(t, login, at+".pdf?ho_so="+one, want)
			h.opens(t, login, root+"/"+one+"/phieu-giay", want)
		}
		w := h.get("minh", at+".pdf")
		if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "Chưa chọn hồ sơ nào.") {
			t.Errorf("printing nothing: %d", w.Code)
		}
		pages := func(query string) int {
			w := h.get("minh", at+".pdf?"+query)
			if w.Code != 200 || !bytes.HasPrefix(w.Body.Bytes(), []byte("%PDF")) {
				t.Fatalf("%s: %d", query, w.Code)
			}
			return bytes.Count(w.Body.Bytes(), []byte("/Type /Page\n"))
		}
		if single, both := pages("ho_so="+one), pages("all_ho_so=1"); single == 0 || both != 2*single || pages("ho_so="+one+"&ho_so="+two) != both {
			t.Errorf("%d pages for one, %d for both", single, both)
		}
	})
}

func TestTypingIn(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		one, two := h.reviewed(t, "Khéo một", "cat"), h.reviewed(t, "Khéo hai", "tho")
		at := root + "/" + one + "/phieu-giay"
		h.opens(t, "minh", at, 200, "Trần Hòa Mẫu", "Bùi Cát Mẫu")
		if strings.Contains(h.get("minh", root+"/"+two+"/phieu-giay").Body.String(), "Bùi Cát Mẫu") {
			t.Error("somebody of another ward is offered")
		}
		h.opens(t, "minh", at+"?nguoi="+h.id("hoa"), 200, "Ghi phiếu giấy")
		h.opens(t, "minh", at+"?nguoi="+h.id("minh"), 404)
		h.opens(t, "minh", at+"?nguoi="+uuid.NewString(), 404)
		form := h.form(60, "0")
		form.Set("nguoi", h.id("hoa"))
		form.Set("scores[0].points", "")
		if w := h.post("minh", at, form); w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "Chưa cho điểm.") {
			t.Errorf("half a paper: %d", w.Code)
		}
		form.Set("scores[0].points", "2")
		for range 2 {
			if w := h.post("minh", at, form); w.Code != http.StatusSeeOther {
				t.Fatalf("typing in: %d", w.Code)
			}
		}
		before := h.find(t, one)
		form.Set("version", "1")
		form.Set("scores[0].points", "3") // a misread digit
		if w := h.post("minh", at, form); w.Code != http.StatusSeeOther || h.find(t, one).Points != before.Points+1 || before.Sheets != 1 {
			t.Errorf("correcting: %d, %d points after %d", w.Code, h.find(t, one).Points, before.Points)
		}
		if w := h.post("anh", at, form); w.Code != http.StatusConflict || !strings.Contains(w.Body.String(), "do Lê Minh Mẫu nhập") {
			t.Errorf("another clerk corrects: %d", w.Code)
		}
		if w := h.post("ky", at, form); w.Code != http.StatusForbidden {
			t.Errorf("who signs types in: %d", w.Code)
		}
		h.opens(t, "hoa", root+"/"+one, 200, "Nhập từ phiếu giấy, người nhập: Lê Minh Mẫu")
		trail := ""
		h.update(t, func(ctx context.Context, tx *db.Tx) (err error) {
			trail, err = db.One(ctx, tx, db.Value[string], `SELECT account || ' ' || CAST(after AS TEXT) FROM audit_entry WHERE act = 'review.sheet_typed_in' ORDER BY id DESC LIMIT 1`)
			return err
		})
		if !strings.Contains(trail, "Lê Minh Mẫu") || !strings.Contains(trail, "Trần Hòa Mẫu") {
			t.Errorf("the trail says %s", trail)
		}
		h.own(t, "hoa", one)
		if w := h.post("minh", at, form); w.Code != http.StatusConflict || !strings.Contains(w.Body.String(), "đã tự nộp phiếu") {
			t.Errorf("over an own sheet: %d", w.Code)
		}
		if c := h.find(t, one); c.Sheets != 1 {
			t.Errorf("%d sheets", c.Sheets)
		}
	})
}

// own takes back what was typed in for login and hands in an own sheet.
func (h *house) own(t *testing.T, login, id string) {
	t.Helper()
	if err := h.review.TakeBack(t.Context(), h.actors[login], id); err != nil {
		t.Fatal(err)
	}
	form := h.form(70, "3")
	form.Set("hand_in", "true")
	if w := h.post(login, root+"/"+id, form); w.Code != http.StatusSeeOther {
		t.Fatalf("an own sheet: %d", w.Code)
	}
}

func TestWhatIsNotTypedIn(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		one := h.reviewed(t, "Khéo một", "cat")
		at := root + "/" + one + "/phieu-giay"
		refused := func(login, say string) {
			t.Helper()
			form := h.form(60, "0")
			form.Set("nguoi", h.id(login))
			w := h.post("minh", at, form)
			if w.Code != http.StatusConflict || !strings.Contains(w.Body.String(), say) {
				t.Errorf("for %s: %d, want %q", login, w.Code, say)
			}
		}
		if _, err := h.conflicts.Declare(t.Context(), h.actors["hoa"], one, conflict.DeclareInput{Note: "Em gái tôi là tổ trưởng."}); err != nil {
			t.Fatal(err)
		}
		refused("hoa", "Có xung đột lợi ích đã xác nhận")
		if w := h.post("anh", root+"/"+one, h.form(60, "0")); w.Code != http.StatusSeeOther { // begun, not handed in
			t.Fatalf("an own sheet: %d", w.Code)
		}
		if strings.Contains(h.get("minh", at+"?nguoi="+h.id("anh")).Body.String(), "Xem biên bản.") {
			t.Error("the clerk reads what somebody has begun")
		}
		if w := h.post("minh", at, url.Values{"nguoi": {""}}); w.Code != http.StatusUnprocessableEntity && w.Code != http.StatusNotFound {
			t.Errorf("for nobody: %d", w.Code)
		}
		h.update(t, func(ctx context.Context, tx *db.Tx) error {
			_, err := h.review.EnterResult(ctx, tx, h.actors["ky"], review.ResultEntry{InitiativeID: one, Verdict: review.For, VotesFor: 5, VotesTotal: 7, MetOn: clock.On(2026, 11, 20)})
			return err
		})
		refused("anh", "Hội đồng đã có kết quả")
	})
}
