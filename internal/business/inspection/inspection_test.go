package inspection_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/google/uuid"

	"kheo/internal/business/inspection"
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

func silent(t *testing.T, w *httptest.ResponseRecorder, say ...string) {
	t.Helper()
	for _, s := range say {
		if strings.Contains(w.Body.String(), s) {
			t.Errorf("the page says %q", s)
		}
	}
}

// plan is the form of a visit as a browser sends it.
func plan(cases ...string) url.Values {
	return url.Values{
		"id": {uuid.Must(uuid.NewV7()).String()}, "version": {"0"}, "mua": {seasonCode}, "planned_on": {"2026-11-20"}, "place": {"Nhà văn hóa tổ 5"},
		"purpose": {"Xem trước khi chấm."}, "team": {"Lê Minh Mẫu, Trưởng đoàn\n\n Trần Hòa Mẫu "}, "questions": {"Dân có biết không?\nSổ thu chi có khớp không?"}, "ho_so": cases,
	}
}

const at = "/viec/kiem-tra"

func TestVisit(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		one, two := h.reviewed(t, "Khéo trong giữ chợ sạch", "cat"), h.reviewed(t, "Khéo ở Thổ", "tho")
		wants(t, h.get("minh", at+"/moi"), 200, "Người dân nơi ở biết mô hình", "Khéo ở Thổ")
		form := plan(one, two, one)
		for range 2 { // pressed twice
			wants(t, h.post("minh", at+"/moi", form), 303)
		}
		visit := at + "/" + form.Get("id")
		wants(t, h.get("minh", at+"?mua="+seasonCode), 200, "20/11/2026", "Khéo trong giữ chợ sạch; Khéo ở Thổ", "đã ghi 0 trên 2 hồ sơ")
		wants(t, h.get("minh", visit), 200, "Nhà văn hóa tổ 5", "Lê Minh Mẫu, Trưởng đoàn, Trần Hòa Mẫu")
		wants(t, h.get("lan", visit), 200, "Kết quả mở ra cho đơn vị khi chuyến kiểm tra khép lại")
		silent(t, h.get("lan", visit), "Khéo ở Thổ")

		seen := url.Values{"version": {"1"}, "answers[0].answer": {"yes"}, "answers[0].note": {"Hỏi 5 hộ."}, "answers[1].answer": {"unseen"}, "findings": {"Chợ sạch."}}
		wants(t, h.post("minh", visit+"/"+one, url.Values{"version": {"1"}}), 422, "Chưa ghi gì")
		wants(t, h.post("minh", visit+"/"+one, seen), 303)
		wants(t, h.post("minh", visit+"/"+one, seen), 303)
		seen.Set("findings", "Chợ <rất> sạch.")
		wants(t, h.post("minh", visit+"/"+one, seen), 409, "Chợ &lt;rất&gt; sạch.", `name="version" value="2"`)
		seen.Set("version", "2")
		wants(t, h.post("minh", visit+"/"+one, seen), 303)
		seen.Set("answers[0].answer", "perhaps")
		wants(t, h.post("minh", visit+"/"+one, seen), 422, "Chọn có, không hoặc chưa thấy")
		wants(t, h.post("soat", visit+"/"+one, seen), 403)
		wants(t, h.post("lan", visit+"/"+two, seen), 404)
		wants(t, h.get("soat", visit), 200, "Hỏi 5 hộ.", "Chợ &lt;rất&gt; sạch.")
		silent(t, h.get("lan", visit), "Hỏi 5 hộ.")

		wants(t, h.post("minh", visit+"/xong", url.Values{"version": {"1"}, "done_on": {"2026-11-20"}}), 422, "Còn 1 hồ sơ chưa ghi điều đã thấy")
		seen.Set("answers[0].answer", "no")
		seen.Set("version", "1")
		wants(t, h.post("minh", visit+"/"+two, seen), 303)
		wants(t, h.post("minh", visit+"/xong", url.Values{"version": {"1"}, "done_on": {"2027-11-20"}}), 422, "Ngày đi chưa tới")
		wants(t, h.post("minh", visit+"/xong", url.Values{"version": {"7"}, "done_on": {"2026-11-20"}}), 409)
		wants(t, h.post("lan", visit+"/xong", url.Values{"version": {"1"}, "done_on": {"2026-11-20"}}), 403)
		for range 2 {
			wants(t, h.post("minh", visit+"/xong", url.Values{"version": {"1"}, "done_on": {"2026-11-20"}}), 303)
		}
		wants(t, h.get("lan", visit), 200, "Hỏi 5 hộ.", "Chợ &lt;rất&gt; sạch.")
		wants(t, h.post("minh", visit+"/"+two, seen), 409, "đã khép lại")
		all, err := h.VisitsOf(t.Context(), h.actors["lan"], one)
		if err != nil || len(all) != 1 || all[0].Findings != "Chợ <rất> sạch." || len(all[0].Answers) != 2 || all[0].Href != visit {
			t.Errorf("for the dossier: %+v, %v", all, err)
		}
		if all, err := h.VisitsOf(t.Context(), h.actors["lan"], two); err != nil || len(all) != 0 {
			t.Errorf("of another ward: %+v, %v", all, err)
		}
	})
}

func TestPlanning(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		one, two := h.reviewed(t, "Khéo trong giữ chợ sạch", "cat"), h.reviewed(t, "Khéo ở Thổ", "tho")
		bad := plan()
		bad.Set("planned_on", "")
		bad.Set("team", " \n ")
		bad.Set("questions", "")
		wants(t, h.post("minh", at+"/moi", bad), 422, "Chọn ngày đi", "Ghi ít nhất một người đi", "Chọn ít nhất một hồ sơ", "Ghi ít nhất một câu hỏi", "Xem trước khi chấm.")
		find := plan(one)
		find.Set("tim", "Thổ")
		find.Set("tim_ngay", "1")
		w := h.post("minh", at+"/moi", find)
		wants(t, w, 200, "Khéo ở Thổ", "Nhà văn hóa tổ 5")
		if !regexp.MustCompile(`value="` + one + `" checked`).MatchString(w.Body.String()) {
			t.Error("what was chosen is lost")
		}
		for login, want := range map[string]int{"lan": 404, "soat": 404, "hoi": 404} {
			wants(t, h.get(login, at+"/moi"), want)
		}
		wants(t, h.post("lan", at+"/moi", plan(one)), 403)
		wants(t, h.post("cat", at+"/moi", plan(two)), 404)
		wants(t, h.post("minh", at+"/moi", plan("x")), 404)
		wants(t, h.post("cat", at+"/moi", plan(one)), 303)
		wants(t, h.get("cat", at+"/moi?ho-so="+one), 200, `value="`+one+`" checked`)

		form := plan(one, two)
		wants(t, h.post("minh", at+"/moi", form), 303)
		visit := at + "/" + form.Get("id")
		wants(t, h.post("minh", visit+"/"+one, url.Values{"version": {"1"}, "findings": {"Sạch."}}), 303)
		wants(t, h.get("minh", visit+"/sua"), 200, "Sổ thu chi có khớp không?", `value="`+two+`" checked`)
		wants(t, h.get("cat", visit+"/sua"), 403)
		form.Set("version", "1")
		form.Set("place", "Trụ sở phường")
		form["ho_so"] = []string{two}
		wants(t, h.post("minh", visit+"/sua", form), 422, "đã có ghi chép nên không bỏ khỏi chuyến được")
		form["ho_so"] = []string{two, one}
		form.Set("questions", "Câu khác?")
		wants(t, h.post("minh", visit+"/sua", form), 422, "không đổi câu hỏi được nữa")
		form.Set("questions", "Dân có biết không?\nSổ thu chi có khớp không?")
		wants(t, h.post("cat", visit+"/sua", form), 404)
		wants(t, h.post("minh", visit+"/sua", form), 303)
		wants(t, h.get("minh", visit), 200, "Trụ sở phường", "Sạch.")
		wants(t, h.post("minh", visit+"/sua", form), 409, "Có người vừa sửa chuyến kiểm tra này", `name="version" value="2"`)

		wants(t, h.post("cat", visit+"/huy", url.Values{"version": {"2"}, "note": {"Không đi."}}), 403)
		wants(t, h.get("minh", visit+"/huy"), 200, "Vì sao hủy")
		wants(t, h.get("soat", visit+"/huy"), 403)
		wants(t, h.post("minh", visit+"/huy", url.Values{"version": {"2"}}), 422, "Ghi một câu vì sao hủy chuyến")
		wants(t, h.post("minh", visit+"/huy", url.Values{"version": {"2"}, "note": {"Mưa bão."}}), 303)
		wants(t, h.get("minh", visit), 200, "Chuyến này đã hủy", "Mưa bão.")
		form.Set("version", "3")
		wants(t, h.post("minh", visit+"/sua", form), 409)
		wants(t, h.get("minh", at+"?tinh-trang=cancelled"), 200, "Đã hủy")
		wants(t, h.get("minh", at+"?mua=khac"), 404)
	})
}

func TestListPagesByKey(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		one := h.reviewed(t, "Khéo trong giữ chợ sạch", "cat")
		for range 43 {
			in := inspection.PlanInput{Season: seasonCode, PlannedOn: clock.On(2026, 11, 20), Team: "Lê Minh Mẫu", Questions: "Dân biết không?", Cases: []string{one}}
			if _, err := h.Plan(t.Context(), h.actors["minh"], in); err != nil {
				t.Fatal(err)
			}
		}
		seen := map[string]bool{}
		q, pages := inspection.Query{Season: seasonCode}, 0
		for {
			l, err := h.List(t.Context(), h.actors["lan"], q, false)
			if err != nil {
				t.Fatal(err)
			}
			for _, row := range l.Rows {
				seen[row.ID] = true
				q.After = row.ID
			}
			if pages++; !l.More {
				break
			}
		}
		if len(seen) != 43 || pages != 2 {
			t.Errorf("%d visits on %d pages", len(seen), pages)
		}
		if l, err := h.List(t.Context(), h.actors["lan"], inspection.Query{}, true); err != nil || len(l.Rows) != 43 {
			t.Errorf("%d rows, %v", len(l.Rows), err)
		}
		wants(t, h.get("lan", at+".xlsx"), 200)
	})
}

func TestPhotos(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		one := h.reviewed(t, "Khéo trong giữ chợ sạch", "cat")
		form := plan(one)
		wants(t, h.post("minh", at+"/moi", form), 303)
		visit := at + "/" + form.Get("id")
		send := visit + "/" + one + "/anh"
		good, fields := map[string][]byte{"anh.jpg": photo(t)}, map[string]string{"id": uuid.NewString(), "caption": "Chợ lúc 9 giờ"}
		wants(t, h.upload(t, "minh", send, nil, good), 422, "ảnh chụp gì")
		wants(t, h.upload(t, "minh", send, fields, nil), 422, "Chọn ít nhất một ảnh", "Chợ lúc 9 giờ")
		wants(t, h.upload(t, "minh", send, fields, map[string][]byte{"a.txt": []byte("chữ")}), 422)
		wants(t, h.upload(t, "lan", send, fields, good), 403)
		for range 2 {
			wants(t, h.upload(t, "minh", send, fields, good), 303)
		}
		page := h.get("minh", visit)
		wants(t, page, 200, "Chợ lúc 9 giờ")
		found := regexp.MustCompile(`/viec/anh-kiem-tra/([0-9a-f-]{36})"`).FindAllStringSubmatch(page.Body.String(), -1)
		if len(found) != 1 {
			t.Fatalf("%d photos", len(found))
		}
		picture := "/viec/anh-kiem-tra/" + found[0][1]
		w := h.get("soat", picture)
		wants(t, w, 200)
		if bytes.Contains(w.Body.Bytes(), []byte(camera)) {
			t.Error("the picture still says which camera made it")
		}
		wants(t, h.get("minh", picture+"/nho"), 200)
		wants(t, h.get("lan", picture), http.StatusNotFound) // the visit is not closed
		wants(t, h.get("minh", "/viec/anh-kiem-tra/x"), 404)
	})
}

func TestEmptyChecklistIsPaper(t *testing.T) {
	t.Parallel()
	h := newHouse(t, dbtest.SQLite(t))
	form := plan(h.reviewed(t, "Khéo trong giữ chợ sạch", "cat"), h.reviewed(t, "Khéo ở Thổ", "tho"))
	wants(t, h.post("minh", at+"/moi", form), 303)
	w := h.get("minh", at+"/"+form.Get("id")+"/phieu.pdf")
	wants(t, w, 200, "%PDF-", "/Count 2")
	if w.Header().Get("Content-Type") != "application/pdf" {
		t.Error(w.Header().Get("Content-Type"))
	}
}
