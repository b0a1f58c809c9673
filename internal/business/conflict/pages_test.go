package conflict_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/auth"
)

func TestPages(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		id := h.reviewed(t, "Khéo trong giữ chợ sạch", "cat", auth.Actor{})
		h.reviewed(t, "Khéo ở Thổ", "tho", auth.Actor{})
		cat := h.actors["cat"].AccountID
		want := func(login, path string, status int, say ...string) {
			t.Helper()
			w := h.get(login, path)
			if w.Code != status {
				t.Errorf("%s %s: %d, want %d", login, path, w.Code, status)
			}
			for _, s := range say {
				if !strings.Contains(w.Body.String(), s) {
					t.Errorf("%s %s does not say %q", login, path, s)
				}
			}
		}
		want("minh", "/viec/xung-dot", 200, "Bùi Cát Mẫu", "Cùng đơn vị: người này làm việc tại Phường Cát Mẫu", "Hồ Quân Mẫu", "3 nghi ngờ chờ xem xét")
		want("cat", "/viec/xung-dot", 200, "Cùng đơn vị")
		if strings.Contains(h.get("cat", "/viec/xung-dot").Body.String(), "Hồ Quân Mẫu") {
			t.Error("an appraiser of a ward reads of others")
		}
		want("hoi", "/viec/xung-dot", 200, "Không có xung đột lợi ích nào ở đây")
		want("lan", "/viec/xung-dot", 404)
		want("minh", "/viec/xung-dot?mua=khac", 404)
		want("minh", "/viec/xung-dot?mua=dvk-2026&nguoi="+cat, 200, "Khéo trong giữ chợ sạch")
		want("minh", "/viec/xung-dot.xlsx?mua=dvk-2026", 200)
		want("lan", "/viec/xung-dot.xlsx", 404)
		at := "/viec/xung-dot/" + id
		want("minh", at, 200, "Bùi Cát Mẫu", "Hồ Quân Mẫu", "Xin không xét hồ sơ này")
		want("lan", at, 404)
		want("soat", at, 200, "Bùi Cát Mẫu")
		want("minh", "/viec/xung-dot/x", 404)

		w := h.post("minh", at+"/"+cat, url.Values{"state": {"dismissed"}, "version": {"0"}})
		if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "Bỏ qua một nghi ngờ thì ghi một câu vì sao") {
			t.Errorf("a dismissal without a word: %d", w.Code)
		}
		w = h.post("minh", at+"/"+cat, url.Values{"state": {"confirmed"}, "version": {"0"}, "ve": {"danh-sach"}, "mua": {"dvk-2026"}})
		if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/viec/xung-dot?mua=dvk-2026&tinh-trang=open" {
			t.Errorf("one click: %d %s", w.Code, w.Header().Get("Location"))
		}
		w = h.post("minh", at+"/"+cat, url.Values{"state": {"dismissed"}, "version": {"0"}, "note": {"Đã <chuyển>."}})
		if w.Code != http.StatusConflict || !strings.Contains(w.Body.String(), "Có người vừa xem xét") || !strings.Contains(w.Body.String(), "Đã &lt;chuyển&gt;.") {
			t.Errorf("an old form: %d", w.Code)
		}
		want("minh", "/viec/xung-dot?tinh-trang=confirmed", 200, "Đã xác nhận, người này tránh")
		if w := h.post("hoi", at+"/khai", url.Values{}); w.Code != http.StatusUnprocessableEntity {
			t.Errorf("declaring nothing: %d", w.Code)
		}
		if w := h.post("hoi", at+"/khai", url.Values{"note": {"Em gái tôi."}}); w.Code != http.StatusSeeOther {
			t.Errorf("declaring: %d", w.Code)
		}
		want("hoi", at, 200, "Người này tự khai", "Em gái tôi.")
		if w := h.post("lan", at+"/khai", url.Values{"note": {"Tôi."}}); w.Code != http.StatusForbidden {
			t.Errorf("a registrar declares: %d", w.Code)
		}
	})
}
