package numberbook_test

import (
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"kheo/internal/business/numberbook"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
)

func wants(t *testing.T, w *httptest.ResponseRecorder, status int, say ...string) {
	t.Helper()
	if w.Code != status {
		t.Fatalf("%d, want %d\n%.3000s", w.Code, status, w.Body.String())
	}
	for _, s := range say {
		if !strings.Contains(w.Body.String(), s) {
			t.Errorf("the page does not say %q", s)
		}
	}
}

const (
	at    = "/viec/so-van-ban"
	admin = "/quan-tri/so-van-ban"
)

func TestBookPages(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d).ready(t)
		wants(t, h.get("thu", at), 200, "Chưa có sổ nào", "Mở sổ")
		open := url.Values{"unit": {h.unit["uy"].ID}, "line": {"state"}, "doc_type": {"QĐ"}, "day": {"2026-11-20"}, "first": {"0"}}
		wants(t, h.get("ky", at+"/mo"), 404)
		wants(t, h.get("thu", at+"/mo?tim=Ủy+ban"), 200, "Ủy ban nhân dân phường Cát Mẫu")
		wants(t, h.post("thu", at+"/mo", open), 422, "Số văn bản phải lớn hơn 0", `value="`+h.unit["uy"].ID+`" selected`)
		open.Set("first", "46")
		w := h.post("thu", at+"/mo", open)
		wants(t, w, 303)
		book := w.Header().Get("Location")
		wants(t, h.get("thu", at), 200, "46/QĐ-UBND", "QĐ, Ủy ban nhân dân phường Cát Mẫu")
		wants(t, h.get("thu", at+"?loai=TTr"), 200, "Chưa có sổ nào")
		wants(t, h.get("thu", at+"?nam=2026"), 200, "46/QĐ-UBND")
		wants(t, h.get("thu", at+"?nam=2025"), 200, "Chưa có sổ nào")

		hold := url.Values{"id": {"0190a000-0000-7000-8000-000000009901"}, "subject": {"Khen <thưởng>"}}
		wants(t, h.post("thu", book+"/giu", hold), 422, "Ghi lý do giữ số", "Khen &lt;thưởng&gt;")
		hold.Set("reason", "Chờ ký")
		for range 2 {
			wants(t, h.post("thu", book+"/giu", hold), 303)
		}
		wants(t, h.post("ky", book+"/giu", hold), 403)
		wants(t, h.post("tho", book+"/giu", hold), 404)
		wants(t, h.get("soat", book), 200, "46/QĐ-UBND", "47/QĐ-UBND", "Khen &lt;thưởng&gt;", "Lý do: Chờ ký")
		wants(t, h.get("lan", book), 404)
		wants(t, h.get("thu", book+"?tinh-trang=reserved"), 200, "46/QĐ-UBND")
		wants(t, h.get("thu", book+"?tinh-trang=void"), 200, "Chưa có số nào ở đây")
		wants(t, h.get("thu", book+"?tinh-trang=x"), 404)
		wants(t, h.get("thu", book+"/huy/46"), 200, "Hủy số 46/QĐ-UBND?")
		wants(t, h.get("ky", book+"/huy/46"), 403)
		wants(t, h.get("thu", book+"/huy/99"), 404)
		wants(t, h.post("thu", book+"/huy/46", url.Values{}), 422, "Ghi lý do hủy số")
		wants(t, h.post("thu", book+"/huy/46", url.Values{"reason": {"Không ban hành"}}), 303)
		wants(t, h.post("thu", book+"/huy/46", url.Values{"reason": {"Vì khác"}}), 409, "Đã hủy số")
		for _, file := range []string{at + ".xlsx", book + "/so.xlsx", book + "/so.pdf"} {
			if w := h.get("soat", file); w.Code != 200 || w.Body.Len() < 500 {
				t.Errorf("%s: %d, %d bytes", file, w.Code, w.Body.Len())
			}
			wants(t, h.get("lan", strings.Replace(file, at+".xlsx", book, 1)), 404)
		}
		wants(t, h.get("thu", book+"/cach-cap"), 403)
		wants(t, h.get("phuong", book+"/cach-cap"), 200, "{nn}/QĐ-UBND")
		set := url.Values{"version": {"1"}, "pattern": {"QĐ"}, "first": {"46"}}
		wants(t, h.post("phuong", book+"/cach-cap", set), 422, "Mẫu số bắt đầu bằng")
		set.Set("pattern", "{n}/QĐ-UBND")
		wants(t, h.post("phuong", book+"/cach-cap", set), 303)
		set.Set("pattern", "{nn}/QĐ-UBND")
		wants(t, h.post("phuong", book+"/cach-cap", set), 409, "Có người vừa sửa phần này", `value="{nn}/QĐ-UBND"`)
	})
}

func TestSettingsPages(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		unit := admin + "/" + h.unit["dang"].ID
		wants(t, h.get("phuong", admin), 200, "Phường Cát Mẫu")
		wants(t, h.get("phuong", admin+"?tim=Đảng+ủy"), 200, unit)
		wants(t, h.get("phuong", admin+"?tim=Thổ"), 200, "Không thấy cơ quan nào")
		for login, want := range map[string]int{"lan": 404, "tho": 404, "soat": 200, "thu": 200} {
			wants(t, h.get(login, unit), want)
		}
		short := url.Values{"id": {"0190a000-0000-7000-8000-000000009911"}, "line": {"party"}, "abbreviation": {""}, "from": {"2010-01-01"}}
		wants(t, h.post("phuong", unit+"/ky-hieu", short), 422, "Ghi chữ viết tắt")
		short.Set("abbreviation", "ĐU")
		wants(t, h.post("thu", unit+"/ky-hieu", short), 403)
		for range 2 {
			wants(t, h.post("phuong", unit+"/ky-hieu", short), 303)
		}
		short.Set("id", "0190a000-0000-7000-8000-000000009912")
		short.Set("abbreviation", "ĐUCM")
		wants(t, h.post("phuong", unit+"/ky-hieu", short), 422, "Từ ngày 01/01/2010 đã dùng")
		short.Set("from", "2025-07-01")
		wants(t, h.post("phuong", unit+"/ky-hieu", short), 303)
		wants(t, h.get("phuong", unit), 200, "01/01/2010 đến 30/06/2025", "từ 01/07/2025", "ĐUCM")

		term := url.Values{"id": {"0190a000-0000-7000-8000-000000009921"}, "name": {""}, "from": {"2025-07-01"}, "to": {"2024-01-01"}}
		wants(t, h.post("phuong", unit+"/nhiem-ky", term), 422, "Ghi tên nhiệm kỳ", "Ngày kết thúc phải sau ngày bắt đầu")
		term.Set("name", "Nhiệm kỳ 2025–2030")
		term.Set("to", "")
		for range 2 {
			wants(t, h.post("phuong", unit+"/nhiem-ky", term), 303)
		}
		one := unit + "/nhiem-ky/" + term.Get("id")
		wants(t, h.get("phuong", one), 200, "Nhiệm kỳ 2025–2030")
		wants(t, h.get("thu", one), 403)
		term.Set("to", "2030-06-30")
		term.Set("version", "1")
		wants(t, h.post("phuong", one, term), 303)
		wants(t, h.post("phuong", one, term), 409, "Có người vừa sửa phần này")
		wants(t, h.get("phuong", unit), 200, "01/07/2025 đến 30/06/2030")
	})
}

func TestFormPages(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d).ready(t)
		wants(t, h.get("thu", admin+"/mau"), 404)
		wants(t, h.get("phuong", admin+"/mau"), 200, "{nn}-{type}/{unit}", "chưa kiểm chứng", "Nghị định 30/2020/NĐ-CP")
		wants(t, h.get("phuong", admin+"/mau/moi"), 403) // of a ward, not of the root
		wants(t, h.get("quan", admin+"/mau/moi?tu=0190a000-0000-7000-8000-000000002102"), 200, "{nn}/{type}-{unit}")
		if n, err := h.take(t, h.want("a", clock.On(2026, 11, 20))); err != nil || n.Text != "01/QĐ-UBND" {
			t.Fatalf("%+v %v", n, err)
		}
		form := url.Values{"id": {"0190a000-0000-7000-8000-000000009931"}, "line": {"state"}, "doc_type": {""}, "pattern": {"{type}/{n}"}, "period": {"year"}, "from": {"2027-01-01"}, "source": {""}}
		wants(t, h.post("quan", admin+"/mau/moi", form), 422, "Mẫu số bắt đầu bằng", "Ghi văn bản quy định")
		form.Set("pattern", "{n}/{unit}-{type}-{x}")
		form.Set("source", "Văn bản mẫu")
		wants(t, h.post("quan", admin+"/mau/moi", form), 422, "Không có chỗ điền nào tên là {x}")
		form.Set("pattern", "{n}/{unit}-{type}")
		wants(t, h.post("phuong", admin+"/mau/moi", form), 403)
		for range 2 {
			wants(t, h.post("quan", admin+"/mau/moi", form), 303)
		}
		form.Set("id", "")
		wants(t, h.post("quan", admin+"/mau/moi", form), 422, "Từ ngày 01/01/2027 đã có mẫu")
		wants(t, h.get("quan", admin+"/mau"), 200, "đến 31/12/2026", "từ 01/01/2027")
		for day, want := range map[clock.Date]string{clock.On(2026, 11, 21): "02/QĐ-UBND", clock.On(2027, 1, 2): "1/UBND-QĐ"} {
			if n, err := h.take(t, h.want(want, day)); err != nil || n.Text != want {
				t.Errorf("%+v %v", n, err)
			}
		}
		l, err := h.List(t.Context(), h.actors["thu"], numberbook.Query{}, false)
		if err != nil || len(l.Rows) != 2 {
			t.Errorf("%d books, %v", len(l.Rows), err)
		}
	})
}
