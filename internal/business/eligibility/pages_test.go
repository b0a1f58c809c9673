package eligibility_test

import (
	"context"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"kheo/internal/business/eligibility"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
)

const rulesAt, adminAt = "/viec/dieu-kien/quy-tac", "/quan-tri/dieu-kien"

func TestRuling(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		i := h.received(t, "Khéo trong giữ chợ sạch", "cat")
		at := "/viec/mo-hinh/" + i.ID + "/dieu-kien"
		wants(t, h.get("minh", at), 200, "Khi đăng ký, Công nhận mô hình", "Giữ nguyên từ ngày tiếp nhận")
		wants(t, h.post("lan", at, url.Values{"stage": {"council"}}), 403)
		wants(t, h.post("tho", at, url.Values{"stage": {"council"}}), 404)
		wants(t, h.post("minh", at, url.Values{"stage": {"x"}}), 422, "Chọn xét ở bước nào")
		wants(t, h.post("minh", at, url.Values{"stage": {"council"}, "level": {"cấp phường"}}), 303)
		w := h.get("minh", at)
		wants(t, w, 200, "Chưa có phiếu chấm, cần từ 70 điểm.", "Mô hình được công nhận cấp cơ sở đạt từ 70 điểm trở lên.", "chưa kiểm chứng", "Cần người xem xét")
		ask := regexp.MustCompile(`/viec/dieu-kien/[0-9a-f-]{36}/` + scoreRule).FindString(w.Body.String())
		silent(t, h.get("lan", at), ask)
		wants(t, h.get("minh", ask), 200, "Chưa có phiếu chấm")
		wants(t, h.get("hoi", ask), 403)
		wants(t, h.get("tho", ask), 404)
		wants(t, h.get("minh", strings.Replace(ask, scoreRule, inTimeRule, 1)), 409, "Điều kiện này đã đạt")
		id := newID()
		wants(t, h.post("minh", ask, url.Values{"id": {id}, "allow": {"yes"}}), 422, "Ghi một câu vì sao")
		said := url.Values{"id": {id}, "allow": {"yes"}, "reason": {"Đã xem phiếu <giấy> của hội đồng."}}
		for range 2 { // pressed twice
			wants(t, h.post("minh", ask, said), 303)
		}
		wants(t, h.get("lan", at), 200, "Lê Minh Mẫu cho xét ngày 22/11/2026:", "Đã xem phiếu &lt;giấy&gt; của hội đồng.", "Đủ điều kiện")
		said.Set("id", newID())
		wants(t, h.post("minh", ask, said), 409) // of a verdict that is not the last
		next := h.judge(t, h.proposal(eligibility.Council, i))[0]
		if x := find(t, next, scoreRule); next.Outcome != eligibility.Pass || x.Ruling == nil || x.Ruling.By != "Lê Minh Mẫu" {
			t.Errorf("the ruling is forgotten: %+v", next)
		}
		h.scores[i.ID] = eligibility.Score{InitiativeID: i.ID, Known: true, Mean: 5000}
		if other := h.judge(t, h.proposal(eligibility.Council, i))[0]; other.Outcome != eligibility.Person {
			t.Errorf("other facts, and the question is not open again: %+v", other)
		}
	})
}

// TestRefusedStaysRefused: what a rule refuses nobody waves through, and behind a
// hold no reason is written down.
func TestRefusedStaysRefused(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		i := h.received(t, "Khéo trong giữ chợ sạch", "cat")
		in := held(i.ParticipantID)
		if _, err := h.RecordHold(t.Context(), h.actors["cat"], in); err != nil {
			t.Fatal(err)
		}
		v := h.judge(t, h.proposal(eligibility.Registration, i))[0]
		if v.Outcome != eligibility.Fail {
			t.Fatalf("%+v", v)
		}
		ask := "/viec/dieu-kien/" + v.ID + "/" + holdRule
		wants(t, h.get("minh", ask), 409, "không ai cho qua được")
		wants(t, h.post("minh", ask, url.Values{"allow": {"yes"}, "reason": {"Cứ cho qua."}}), 409)
		if err := h.LiftHold(t.Context(), h.actors["cat"], in.ID, 1); err != nil {
			t.Fatal(err)
		}
		in = held(i.ParticipantID)
		in.CategoryID = press
		if _, err := h.RecordHold(t.Context(), h.actors["cat"], in); err != nil {
			t.Fatal(err)
		}
		v = h.judge(t, h.proposal(eligibility.Registration, i))[0]
		wants(t, h.post("minh", "/viec/dieu-kien/"+v.ID+"/"+holdRule, url.Values{"allow": {"yes"}, "reason": {"Báo viết là nhận tiền."}}), 303)
		h.update(t, func(ctx context.Context, tx *db.Tx) error {
			reason, err := db.One(ctx, tx, db.Value[string], `SELECT reason FROM eligibility_ruling`)
			if strings.Contains(reason, "nhận tiền") {
				t.Errorf("kept: %q", reason)
			}
			return err
		})
		silent(t, h.get("lan", "/viec/mo-hinh/"+i.ID+"/dieu-kien"), "tạm dừng", "cơ quan có thẩm quyền")
	})
}

func TestRulePages(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		wants(t, h.get("lan", rulesAt), 200, "Mô hình được công nhận cấp cơ sở đạt từ 70 điểm trở lên.", "chưa kiểm chứng")
		silent(t, h.get("lan", rulesAt), "Thêm quy tắc", "Mỗi đơn vị đề nghị không quá 3 mô hình")
		wants(t, h.get("lan", rulesAt+"?ngay=2024-06-01"), 200, "Mỗi đơn vị đề nghị không quá 3 mô hình")
		wants(t, h.get("lan", rulesAt+"?tat-ca=1&viec=commendation"), 200, "Kỷ niệm chương chỉ tặng một lần")
		silent(t, h.get("lan", rulesAt+"?tat-ca=1&viec=commendation"), "đạt từ 70 điểm")
		wants(t, h.get("lan", rulesAt+".xlsx"), 200)
		wants(t, h.get("lan", rulesAt+"/"+scoreRule), 200, "từ 70 điểm", "Bản 1", "cấp cơ sở, cấp xã, cấp phường, cấp đặc khu")
		for _, path := range []string{"/moi", "/" + scoreRule + "/sua", "/" + scoreRule + "/ket-thuc", "/" + scoreRule + "/kiem-chung"} {
			wants(t, h.get("lan", adminAt+path), 403)
			wants(t, h.post("minh", adminAt+path, url.Values{}), 403)
			wants(t, h.get("tri", adminAt+path), 200)
		}
		for _, kind := range eligibility.Types() {
			wants(t, h.get("tri", adminAt+"/moi?loai="+string(kind)), 200, kind.Explains())
		}
		bad := url.Values{"kind": {"min_score"}, "min": {"nhiều"}, "code": {"Điểm"}, "stage": {"council"}, "severity": {"asks"}, "text": {"Câu mẫu."}, "to": {"2020-01-01"}, "from": {"2021-01-01"}}
		wants(t, h.post("tri", adminAt+"/moi", bad), 422, "Ghi mức điểm", "Mã gồm chữ thường", "Ghi nguồn", "phải từ 01/01/2021", "Câu mẫu.", "nhiều")
		good := url.Values{"id": {newID()}, "kind": {"min_score"}, "min": {"72,5"}, "code": {"diem-mau"}, "stage": {"council"}, "severity": {"bars"}, "text": {"Câu mẫu."}, "source": {"Quy chế mẫu"},
			"levels": {"cấp xã\ncấp phường"}, "from": {"2026-01-01"}}
		for range 2 { // pressed twice
			wants(t, h.post("tri", adminAt+"/moi", good), 303)
		}
		at := rulesAt + "/" + good.Get("id")
		wants(t, h.get("lan", at), 200, "từ 72,5 điểm", "cấp xã, cấp phường", "Phan Trị Mẫu")
		again := url.Values{"id": {newID()}}
		for k, v := range good {
			if k != "id" {
				again[k] = v
			}
		}
		wants(t, h.post("tri", adminAt+"/moi", again), 422, "Đã có quy tắc mang mã")
		edit := adminAt + "/" + good.Get("id") + "/sua"
		wants(t, h.get("tri", edit), 200, `value="72,5"`, "2026-11-23")
		again.Set("version", "1")
		wants(t, h.post("tri", edit, again), 422, "phải sau ngày 01/01/2026")
		again.Set("from", "2026-12-01")
		again.Set("version", "3")
		wants(t, h.post("tri", edit, again), 409)
		again.Set("version", "1")
		wants(t, h.post("tri", edit, again), 303)
		wants(t, h.get("lan", at), 200, "đến 30/11/2026", "Bản 2")
		second := adminAt + "/" + again.Get("id")
		wants(t, h.post("tri", second+"/ket-thuc", url.Values{"version": {"1"}}), 422, "Chọn ngày cuối cùng")
		wants(t, h.post("tri", second+"/ket-thuc", url.Values{"version": {"1"}, "to": {"2026-12-31"}}), 303)
		wants(t, h.post("tri", second+"/kiem-chung", url.Values{"version": {"2"}, "verified_by": {"Phan Trị Mẫu, xem bản gốc"}}), 303)
		wants(t, h.get("lan", rulesAt+"/"+again.Get("id")), 200, "Phan Trị Mẫu, xem bản gốc", "từ 01/12/2026 đến 31/12/2026")
	})
}
