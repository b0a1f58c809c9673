package certificate_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/google/uuid"

	"kheo/internal/business/recognition"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
)

func TestPrinters(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHall(t, d)
		shows(t, h.get("ky", "/viec/may-in"), 200, "Chưa có máy in nào", "Thêm máy in")
		shows(t, h.get("ky", "/viec/may-in/to-chinh.pdf?kho=A3"), 200, "%PDF-")
		form := url.Values{"id": {uuid.NewString()}, "unit": {h.committee.ID}, "printer": {"Máy in tầng 2"}, "x": {"12"}, "y": {"-7"}, "scale": {""}}
		for range 2 { // sent twice
			shows(t, h.post("ky", "/viec/may-in/them", form), 303)
		}
		at := "/viec/may-in/" + form.Get("id")
		shows(t, h.get("ky", "/viec/may-in"), 200, "Máy in tầng 2", "ngang +12, dọc -7, cỡ 0", "Quận ủy Mẫu")
		if body := h.get("ky", "/viec/may-in").Body.String(); strings.Count(body, "Máy in tầng 2") != 1 {
			t.Error("the printer is kept twice")
		}
		for login, want := range map[string]int{"thu": 200, "soat": 200, "xa": 404, "phuong": 404, "": 303} {
			for _, path := range []string{at, at + "/to-chinh.pdf"} {
				if w := h.get(login, path); w.Code != want {
					t.Errorf("%q %s: %d, want %d", login, path, w.Code, want)
				}
			}
		}
		if says := words(t, h.get("ky", at+"/to-chinh.pdf").Body.Bytes()); says != "" && !strings.Contains(says, "ngang +12, dọc -7, cỡ 0") {
			t.Errorf("the sheet says %s", says)
		}
		change := url.Values{"version": {"1"}, "printer": {"Máy in tầng 2"}, "x": {"−300"}, "y": {"+300"}, "scale": {"-50"}}
		for login, want := range map[string]int{"soat": 403, "xa": 404, "": 303} {
			if w := h.post(login, at, change); w.Code != want {
				t.Errorf("%q changes: %d, want %d", login, w.Code, want)
			}
		}
		shows(t, h.post("thu", at, change), 303)
		shows(t, h.post("thu", at, change), 409, "Có người vừa sửa", `value="−300"`)
		twin := url.Values{"id": {uuid.NewString()}, "unit": {h.committee.ID}, "printer": {"Máy in tầng 2"}}
		shows(t, h.post("ky", "/viec/may-in/them", twin), 422, "đã có máy in tên này")
		twin.Set("unit", h.beyond.ID)
		shows(t, h.post("ky", "/viec/may-in/them", twin), 403)
		shows(t, h.post("ky", at+"/bo", url.Values{"version": {"1"}}), 409)
		shows(t, h.post("ky", at+"/bo", url.Values{"version": {"2"}}), 303)
		shows(t, h.get("ky", at), 404)
		if acts := h.trail(t, "certificate.calibrated"); len(acts) != 2 {
			t.Errorf("%d acts on printers", len(acts))
		}
	})
}

func TestHostileNumbersOfPrinters(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHall(t, d)
		form := url.Values{"id": {uuid.NewString()}, "unit": {h.committee.ID}, "printer": {"Máy in tầng 2"}, "x": {"12"}}
		shows(t, h.post("ky", "/viec/may-in/them", form), 303)
		at := "/viec/may-in/" + form.Get("id")
		for _, bad := range []url.Values{
			{"x": {"301"}}, {"x": {"-301"}}, {"y": {"1.400"}}, {"y": {"99999999999999999999"}}, {"scale": {"51"}}, {"scale": {"2,5"}}, {"x": {"0x10"}}, {"printer": {" "}}, {"printer": {strings.Repeat("x", 121)}},
		} {
			for field, typed := range bad {
				typedForm := url.Values{"id": {uuid.NewString()}, "unit": {h.committee.ID}, "printer": {"Máy in khác"}, field: typed}
				shows(t, h.post("ky", "/viec/may-in/them", typedForm), 422, "Còn chỗ cần xem lại", `value="`+typed[0]+`"`)
				typedForm.Set("version", "1")
				shows(t, h.post("ky", at, typedForm), 422, "Còn chỗ cần xem lại")
			}
		}
		shows(t, h.get("ky", at), 200, `value="12"`)
	})
}

// On a blank only what differs is printed, moved as the printer needs.
func TestOverprintWithAPrinter(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHall(t, d)
		h.works(t)
		form := url.Values{"id": {uuid.NewString()}, "unit": {h.committee.ID}, "printer": {"Máy in tầng 2"}, "x": {"12"}, "y": {"-7"}}
		shows(t, h.post("ky", "/viec/may-in/them", form), 303)
		root := h.issued(t, recognition.Commendation, "412-QĐ/QU", "Bà Phạm Thị Mẫu", "Ông Lê Văn Mẫu", "Bà Vũ Thị Mẫu")
		all := h.entries(t, root)
		ask := url.Values{"over": {"1"}, "calibration": {form.Get("id")}, "code": {all[2].Code, all[0].Code}, "act": {"pdf"}}
		page := "/viec/quyet-dinh/" + root.ID + "/giay"
		preview := url.Values{"over": {"1"}, "code": {all[1].Code}, "act": {"preview"}}
		shows(t, h.post("ky", page, preview), 200, "Ông Lê Văn Mẫu</text>", `opacity=".28"`)
		pdf := h.printedAs(t, root, ask, "giay-"+root.Code+".pdf", 2)
		if pages(pdf) != 2 {
			t.Errorf("%d pages, want the two that were chosen", pages(pdf))
		}
		says := words(t, pdf)
		for word, want := range map[string]bool{
			"Bà Phạm Thị Mẫu": true, "Bà Vũ Thị Mẫu": true, "Ông Lê Văn Mẫu": false, all[0].Code: true, "GIẤY KHEN": false, "ĐẢNG CỘNG SẢN VIỆT NAM": false,
			"QUẬN ỦY MẪU": false, "T/M BAN THƯỜNG VỤ": false, "Nguyễn Văn Ký Mẫu": true,
		} {
			if says != "" && strings.Contains(says, word) != want {
				t.Errorf("%q is printed: %v", word, !want)
			}
		}
	})
}
