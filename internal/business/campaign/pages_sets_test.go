package campaign_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"kheo/internal/business/campaign"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
)

// sent is in as a browser sends it.
func sent(in campaign.SetInput) url.Values {
	v := url.Values{
		"version": {fmt.Sprint(in.Version)}, "name": {in.Name}, "maximum": {in.Maximum}, "threshold": {in.Threshold}, "low": {in.Low}, "high": {in.High},
		"from": {in.From.ISO()}, "to": {""}, "source": {in.Source}, "verified_by": {in.VerifiedBy}, "act": {in.Act},
	}
	for n, c := range in.Criteria {
		for name, value := range map[string]string{
			"id": c.ID, "group": c.Group, "name": c.Name, "points": c.Points, "evidence": c.Evidence, "veto_at": c.VetoAt, "levels": c.Levels,
		} {
			v.Set(fmt.Sprintf("criteria[%d].%s", n, name), value)
		}
	}
	return v
}

func TestSetPages(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		y := newYear(t, d)
		draft := y.begun(t, "mau")
		shows(t, y.get("", "/viec/tieu-chi"), http.StatusSeeOther)
		shows(t, y.get("bo", "/viec/tieu-chi"), 200, "Bộ tiêu chí mẫu", "Đang soạn", "Đã ban hành", "Mùa thi đua 2026", `href="/viec/tieu-chi/moi"`, `href="/viec/tieu-chi.xlsx"`)
		page := y.get("lan", "/viec/tieu-chi").Body.String()
		if strings.Contains(page, draft.ID) || strings.Contains(page, "/viec/tieu-chi/moi") {
			t.Error("a registrar sees the draft, or is offered to draft")
		}
		shows(t, y.get("bo", "/viec/tieu-chi?tinh-trang=proposed"), 200, "Không có ấn bản nào")
		if page := y.get("bo", "/viec/tieu-chi?tinh-trang=draft").Body.String(); !strings.Contains(page, draft.ID) || strings.Contains(page, sample) {
			t.Error("the filter lists other states")
		}
		shows(t, y.get("lan", "/viec/tieu-chi/"+draft.ID), 404)
		shows(t, y.get("bo", "/viec/tieu-chi/"+draft.ID), 200, "Soạn tiếp", "0 thay đổi so với")
		shows(t, y.get("lan", "/viec/tieu-chi/"+sample), 200, "chưa kiểm chứng", "Tổng 100 điểm. Từ 80 điểm", "dưới 50% hoặc từ 100%", "/tieu-chi/mau/1", "phieu")
		shows(t, y.get("", "/tieu-chi/mau/1"), 200, "Bộ tiêu chí mẫu", "Mùa thi đua 2026", "Cách làm và sự tham gia (25 điểm)")
		for _, path := range []string{"/tieu-chi/mau/2", "/tieu-chi/mau/x", "/tieu-chi/khong-co/1"} {
			shows(t, y.get("", path), 404)
		}
		for ext, begins := range map[string]string{"pdf": "%PDF-", "docx": "PK"} {
			w := y.get("lan", "/viec/tieu-chi/"+sample+"/phieu."+ext)
			if w.Code != 200 || !strings.HasPrefix(w.Body.String(), begins) || !strings.Contains(w.Header().Get("Content-Disposition"), "phieu-cham-mau-1."+ext) {
				t.Errorf("%s: %d %s", ext, w.Code, w.Header())
			}
			shows(t, y.get("lan", "/viec/tieu-chi/"+draft.ID+"/phieu."+ext), 404)
		}
		got := rows(t, y.get("lan", "/viec/tieu-chi.xlsx").Body.String(), "Mã bộ", "Ấn bản", "TT", "Tiêu chí", "Điểm tối đa")
		if len(got) != 9 || got[1] != "mau|1|2|Đăng ký đúng hạn, đúng thẩm quyền|7" {
			t.Errorf("the list for Excel: %q", got)
		}
	})
}

func TestDraftPages(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		y := newYear(t, d)
		shows(t, y.get("lan", "/viec/tieu-chi/moi"), 403)
		shows(t, y.get("bo", "/viec/tieu-chi/moi"), 200, "Soạn từ đầu", `value="mau"`, "Mùa thi đua 2026")
		shows(t, y.post("bo", "/viec/tieu-chi/moi", url.Values{"source": {sample}, "code": {"Mã Lạ"}}), 422, "Mã gồm", "Mã Lạ")
		id := newID()
		w := y.post("bo", "/viec/tieu-chi/moi", url.Values{"id": {id}, "source": {sample}, "code": {"mau"}})
		edit := "/viec/tieu-chi/" + id + "/soan"
		if w.Code != 303 || w.Header().Get("Location") != edit {
			t.Fatalf("%d to %s", w.Code, w.Header().Get("Location"))
		}
		shows(t, y.get("bo", edit), 200, "Tiêu chí 9", `name="criteria[8].levels"`, `value="drop:8"`, "đủ điều kiện đề xuất")
		shows(t, y.get("lan", edit), 404)
		set, err := y.campaigns.SetToEdit(t.Context(), y.actors["bo"], id)
		if err != nil {
			t.Fatal(err)
		}
		in := form(set)
		in.Criteria[2].Points, in.Criteria[3].Levels, in.Criteria[4].Name, in.Act = "mười", "cao", "Tên vừa gõ <b>", "drop:0"
		shows(t, y.post("bo", edit, sent(in)), 422, `value="mười"`, "Tên vừa gõ &lt;b&gt;", "từ 0 đến 1000", `#f-points-3"`, `#f-levels-4"`, "Dòng “cao” chưa đúng")
		in.Criteria[2].Points, in.Criteria[3].Levels, in.Act = "9", "0-9: chưa đủ", "add"
		if w = y.post("bo", edit, sent(in)); w.Code != 303 || w.Header().Get("Location") != edit+"#tieu-chi-10" {
			t.Fatalf("%d to %s", w.Code, w.Header().Get("Location"))
		}
		shows(t, y.get("bo", edit), 200, "Tên vừa gõ &lt;b&gt;", "Còn 5 chỗ cần sửa", "0-9: chưa đủ", "bỏ sót điểm từ 10 đến 10", "không bằng tổng điểm 100", "Tiêu chí 10, tên tiêu chí")
		shows(t, y.post("bo", edit, sent(in)), http.StatusConflict, "Có người vừa sửa", `name="version" value="2"`)
		shows(t, y.get("bo", "/viec/tieu-chi/"+id+"/bo"), 200, "Bỏ bản soạn 2 của", "10 tiêu chí")
		shows(t, y.post("lan", "/viec/tieu-chi/"+id+"/bo", nil), 404)
		shows(t, y.post("bo", "/viec/tieu-chi/"+id+"/bo", nil), http.StatusSeeOther)
		shows(t, y.get("bo", edit), 404)
		shows(t, y.get("bo", "/viec/tieu-chi/"+sample+"/soan"), 409, "không sửa nữa")
	})
}

func TestProposalPages(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		y := newYear(t, d)
		set := y.begun(t, "mau")
		path := "/viec/tieu-chi/" + set.ID
		in := form(set)
		in.Criteria[0].Evidence, in.Criteria[0].VetoAt, in.Threshold = "Biên bản khảo sát", "3", "85"
		in.Criteria[1].Points = "8"
		shows(t, y.post("bo", path+"/soan", sent(in)), http.StatusSeeOther)
		shows(t, y.get("bo", path+"/thay-doi"), 200, "Ngưỡng", "80", "85", "Biên bản khảo sát", "Gửi đề xuất", `name="reasons[2].reason"`)
		why := url.Values{"version": {"2"}, "propose": {"true"}}
		page := y.get("bo", path+"/thay-doi").Body.String()
		for n, part := range strings.Split(page, `.subject" value="`)[1:] {
			subject, _, _ := strings.Cut(part, `"`)
			why.Set(fmt.Sprintf("reasons[%d].subject", n), subject)
			why.Set(fmt.Sprintf("reasons[%d].reason", n), fmt.Sprintf("Lý do số %d.", n+1))
		}
		shows(t, y.post("bo", path+"/thay-doi", why), 422, "Chưa đề xuất được", "cộng lại là 101", path+"/soan#f-maximum", "Lý do số 2.")
		in.Criteria[1].Points, in.Version = "7", 2
		shows(t, y.post("bo", path+"/soan", sent(in)), http.StatusSeeOther)
		why.Set("version", "3")
		missing := url.Values{"version": {"3"}, "propose": {"true"}, "reasons[0].subject": {"set"}, "reasons[0].reason": {"Nâng ngưỡng."}}
		shows(t, y.post("bo", path+"/thay-doi", missing), 422, "Nâng ngưỡng.", "Ghi lý do của thay đổi này.", `#f-reason-2"`)
		shows(t, y.post("bo", path+"/thay-doi", why), http.StatusSeeOther)
		shows(t, y.get("bo", path+"/thay-doi"), 200, "chờ một người khác", "Lý do số 1.")
		shows(t, y.get("ky", path+"/thay-doi"), 200, "Trả lại người soạn", path+"/ban-hanh", "Lý do số 2.")
		shows(t, y.get("bo", path+"/ban-hanh"), 403)
		shows(t, y.post("ky", path+"/tra-lai", url.Values{"version": {"4"}}), 422, "Ghi cần sửa gì")
		shows(t, y.post("ky", path+"/tra-lai", url.Values{"version": {"4"}, "note": {"Giữ ngưỡng 80."}}), http.StatusSeeOther)
		shows(t, y.get("bo", path+"/soan"), 200, "Bản soạn được trả lại", "Giữ ngưỡng 80.")
		why.Set("version", "5")
		shows(t, y.post("bo", path+"/thay-doi", why), http.StatusSeeOther)
		shows(t, y.get("ky", path+"/ban-hanh"), 200, "Ban hành", `name="version" value="6"`)
		shows(t, y.post("ky", path+"/ban-hanh", url.Values{"version": {"5"}}), http.StatusConflict, "Đề xuất vừa đổi")
		shows(t, y.post("ky", path+"/ban-hanh", url.Values{"version": {"6"}}), http.StatusSeeOther)
		shows(t, y.get("lan", path), 200, "Điểm liệt: từ 3 điểm trở xuống", "2 thay đổi so với")
		shows(t, y.get("lan", path+"/thay-doi"), 200, "Lý do số 1.")
		shows(t, y.get("", "/tieu-chi/mau/2"), 200, "Biên bản khảo sát", "Chưa mùa nào dùng")
	})
}
