package award_test

import (
	"bytes"
	"net/url"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/xuri/excelize/v2"

	"kheo/internal/business/award"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
)

func TestPages(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		merit, law := "/quan-tri/khen-thuong/"+h.on(t, ward, "2026-11-22").ID, "/quan-tri/can-cu/"+h.basis(t, "nd-152-2025").ID
		salary := "/quan-tri/khen-thuong/luong-co-so/muc/" + h.salary(t, "2026-11-22").ID + "/kiem-chung"
		for _, c := range []struct {
			login, path string
			status      int
			has, hasNot string
		}{
			{"ky", "/quan-tri/khen-thuong", 200, "Ban Thường vụ Đảng ủy phường, xã, đặc khu", "Quận ủy"},
			{"ky", "/quan-tri/khen-thuong?ngay=2025-06-30", 200, "Ban Thường vụ Quận ủy, Huyện ủy", "Thêm hình thức"},
			{"ky", "/quan-tri/khen-thuong?he=front", 200, "Biểu dương của Ủy ban Mặt trận", "Bằng khen của Thủ tướng"},
			{"ky", "/quan-tri/khen-thuong?he=front&viec=recognition", 200, "Không có hình thức nào", "Biểu dương của"},
			{"ky", "/quan-tri/khen-thuong?ca=1", 200, "Kỷ niệm chương “Vì sự nghiệp dân vận”", ""},
			{"ky", "/quan-tri/khen-thuong?ngay=hôm-qua", 404, "", ""},
			{"khach", "/quan-tri/khen-thuong", 404, "", ""},
			{"chu", "/quan-tri/khen-thuong", 200, "Thêm hình thức", ""},
			{"ky", merit, 200, "Các ấn bản", "Lập ấn bản mới"},
			{"chu", merit, 200, "Lập ấn bản mới", ""},
			{"ky", merit + "?doi-tuong=individual&ngay=2026-11-20", 200, "0,15 × 2.530.000 đ = 379.500 đ, làm tròn lên 380.000 đ", ""},
			{"ky", merit + "?doi-tuong=individual&ngay=2020-11-20", 200, "không áp dụng vào ngày 20/11/2020", ""},
			{"ky", merit + "/sua", 403, "", ""}, {"ky", merit + "/ket-thuc", 403, "", ""}, {"ky", merit + "/kiem-chung", 403, "", ""},
			{"phuong", merit + "/sua", 403, "", ""},
			{"ky", "/quan-tri/khen-thuong/moi", 403, "", ""},
			{"ky", "/quan-tri/khen-thuong/x", 404, "", ""},
			{"chu", merit + "/sua", 200, `value="0,15"`, `name="base"`},
			{"chu", merit + "/ket-thuc", 200, "Kết thúc “Giấy khen”, cấp phường", ""},
			{"chu", merit + "/kiem-chung", 200, "Lê Chủ Mẫu", ""},
			{"ky", "/quan-tri/khen-thuong/luong-co-so", 200, "2.530.000 đ", "Thêm mức lương"},
			{"chu", "/quan-tri/khen-thuong/luong-co-so", 200, "Làm tròn lên, bước 10.000 đ", ""},
			{"chu", "/quan-tri/khen-thuong/luong-co-so/moi", 200, "Mức lương cơ sở một tháng", ""},
			{"chu", "/quan-tri/khen-thuong/luong-co-so/lam-tron", 200, "Cách làm tròn", ""},
			{"chu", salary, 200, "2.530.000 đ, 01/07/2026", ""}, {"ky", salary, 403, "", ""},
			{"ky", "/quan-tri/khen-thuong/luong-co-so/moi", 403, "", ""}, {"ky", "/quan-tri/khen-thuong/luong-co-so/lam-tron", 403, "", ""},
			{"ky", "/quan-tri/can-cu", 200, "sắp hết hiệu lực, còn 98 ngày", "Thêm văn bản"},
			{"ky", "/quan-tri/can-cu?loc=da-het", 200, "Nghị định số 98/2023/NĐ-CP", "Thông tư số 15/2025"},
			{"ky", "/quan-tri/can-cu?loc=sap-het", 200, "Nghị định số 152/2025", "Thông tư số 15/2025"},
			{"ky", "/quan-tri/can-cu?loc=con&he=front", 200, "chưa rõ ngày hiệu lực", "Nghị định"},
			{"chu", law + "/sua", 200, "Nghị định số 152/2025", `id="f-code"`},
			{"chu", "/quan-tri/can-cu/moi", 200, `id="f-code"`, ""},
			{"chu", law + "/ket-thuc", 200, "Sau ngày này quyết định không dẫn", ""},
			{"chu", law + "/kiem-chung", 200, "với văn bản gốc", ""},
			{"ky", law + "/sua", 403, "", ""}, {"ky", law + "/ket-thuc", 403, "", ""}, {"ky", "/quan-tri/can-cu/moi", 403, "", ""},
			{"chu", "/quan-tri/can-cu/x/sua", 404, "", ""},
		} {
			w := h.get(c.login, c.path)
			page := w.Body.String()
			if w.Code != c.status || !strings.Contains(page, c.has) || c.hasNot != "" && strings.Contains(page, c.hasNot) {
				t.Errorf("%s asks %s: %d, want %d with %q without %q", c.login, c.path, w.Code, c.status, c.has, c.hasNot)
			}
			if w.Code == 200 && strings.Count(page, "<h1") != 1 {
				t.Errorf("%s has %d h1", c.path, strings.Count(page, "<h1"))
			}
		}
	})
}

// editionForm is what the form of the next edition sends.
func editionForm(version string) url.Values {
	return url.Values{
		"id": {uuid.Must(uuid.NewV7()).String()}, "version": {version}, "name": {"Giấy khen"}, "form": {"merit"}, "act": {"commendation"}, "line": {"state"},
		"level": {"cấp phường"}, "decider": {"Chủ tịch Ủy ban nhân dân phường"}, "kinds": {"individual", "collective"}, "multiple_individual": {"0,2"},
		"often": {"any"}, "bonus_source": {"Điều 1"}, "effective_from": {"2027-03-01"}, "source": {"Văn bản thử"},
	}
}

func TestEditionThroughTheForm(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		old := h.on(t, ward, "2026-11-22")
		at := "/quan-tri/khen-thuong/" + old.ID + "/sua"
		bad := editionForm("1")
		bad.Set("multiple_individual", "một phần")
		if w := h.post("chu", at, bad); w.Code != 422 || !strings.Contains(w.Body.String(), "một phần") || !strings.Contains(w.Body.String(), "Còn chỗ cần xem lại") {
			t.Errorf("bad input: %d", w.Code)
		}
		bad = editionForm("1")
		bad.Set("effective_from", "ngày mai")
		if w := h.post("chu", at, bad); w.Code != 422 || !strings.Contains(w.Body.String(), "20/10/2022") {
			t.Errorf("bad day: %d", w.Code)
		}
		if w := h.post("chu", at, editionForm("7")); w.Code != 409 || !strings.Contains(w.Body.String(), "Có người vừa sửa") || !strings.Contains(w.Body.String(), `name="version" value="1"`) {
			t.Errorf("stale: %d", w.Code)
		}
		if w := h.post("ky", at, editionForm("1")); w.Code != 403 {
			t.Errorf("an approver writes: %d", w.Code)
		}
		w := h.post("chu", at, editionForm("1"))
		next := h.on(t, ward, "2027-03-01")
		if w.Code != 303 || w.Header().Get("Location") != "/quan-tri/khen-thuong/"+next.ID || next.ID == old.ID {
			t.Errorf("saved: %d %s", w.Code, w.Header().Get("Location"))
		}
	})
}

func TestFormsOfMoneyAndBases(t *testing.T) {
	t.Parallel()
	h := newHouse(t, dbtest.SQLite(t))
	id, law := h.salary(t, "2026-11-22").ID, h.basis(t, "nd-152-2025").ID
	for _, c := range []struct {
		path   string
		form   url.Values
		status int
		has    string
	}{
		{"/quan-tri/khen-thuong/luong-co-so/moi", url.Values{"amount": {"hai triệu"}}, 422, `value="hai triệu"`},
		{"/quan-tri/khen-thuong/luong-co-so/moi", url.Values{"amount": {"2.700.000"}, "effective_from": {"01/07/2027"}, "source": {"Thử"}}, 303, ""},
		{"/quan-tri/khen-thuong/luong-co-so/lam-tron", url.Values{"step": {"1.000"}, "effective_from": {"2027-07-01"}, "source": {"Thử"}}, 422, "Chọn cách làm tròn"},
		{"/quan-tri/khen-thuong/luong-co-so/muc/" + id + "/kiem-chung", url.Values{"version": {"9"}, "verified_by": {"Lê"}}, 409, "Có người vừa sửa"},
		{"/quan-tri/khen-thuong/luong-co-so/muc/" + id + "/kiem-chung", url.Values{"version": {"2"}, "verified_by": {"Lê Thị Mẫu"}}, 303, ""},
		{"/quan-tri/can-cu/" + law + "/sua", url.Values{"version": {"1"}, "text": {""}}, 422, "Căn cứ"},
		{"/quan-tri/can-cu/" + law + "/ket-thuc", url.Values{"version": {"1"}, "effective_to": {"2020-01-01"}}, 422, "01/07/2025"},
		{"/quan-tri/can-cu/" + law + "/ket-thuc", url.Values{"version": {"1"}, "effective_to": {"2027-01-31"}}, 303, ""},
		{"/quan-tri/can-cu/" + law + "/kiem-chung", url.Values{"version": {"2"}, "verified_by": {strings.Repeat("a", 201)}}, 422, "quá 200"},
		{"/quan-tri/can-cu/moi", url.Values{"code": {"thu-1"}, "text": {"Văn bản thử"}, "kind": {"local"}, "line": {"party"}, "source": {"Thử"}, "version": {"5"}}, 303, ""},
	} {
		w := h.post("chu", c.path, c.form)
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.has) {
			t.Errorf("%s %v: %d, want %d with %q", c.path, c.form, w.Code, c.status, c.has)
		}
	}
	if got := h.basis(t, "thu-1"); got.Kind != award.LocalText {
		t.Errorf("%+v", got)
	}
}

func TestExports(t *testing.T) {
	t.Parallel()
	h := newHouse(t, dbtest.SQLite(t))
	for path, want := range map[string]string{"/quan-tri/khen-thuong.xlsx?ca=1": "giay-khen-quan-uy", "/quan-tri/khen-thuong.xlsx": "giay-khen-dang-uy-phuong", "/quan-tri/can-cu.xlsx": "nd-152-2025"} {
		w := h.get("ky", path)
		f, err := excelize.OpenReader(bytes.NewReader(w.Body.Bytes()))
		if err != nil {
			t.Fatalf("%s: %d %v", path, w.Code, err)
		}
		rows, err := f.GetRows(f.GetSheetName(0))
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, row := range rows {
			found = found || len(row) > 0 && row[0] == want
		}
		if !found {
			t.Errorf("%s has %d rows, none is %s", path, len(rows), want)
		}
	}
}
