package concurrence_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"kheo/internal/business/concurrence"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
)

var (
	ids     = regexp.MustCompile(` id="([^"]+)"`)
	inputs  = regexp.MustCompile(`<(?:input|select|textarea)\b[^>]*>`)
	inputID = regexp.MustCompile(` id="([^"]+)"`)
	heads   = regexp.MustCompile(`<h([1-6])\b`)
)

// shows fails unless the page has the status and says every part; a page has one
// h1, no id twice, no heading that skips a level and a label for every box.
func shows(t *testing.T, w *httptest.ResponseRecorder, status int, parts ...string) string {
	t.Helper()
	body := w.Body.String()
	if w.Code != status {
		t.Fatalf("status %d, want %d: %s %.300s", w.Code, status, w.Header().Get("Location"), body)
	}
	if strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") && w.Code != http.StatusSeeOther {
		sound(t, body)
	}
	for _, part := range parts {
		if !strings.Contains(body, part) {
			t.Errorf("the page does not say %q", part)
		}
	}
	return body
}

func sound(t *testing.T, body string) {
	t.Helper()
	if n := strings.Count(body, "<h1"); n != 1 {
		t.Errorf("%d h1 on the page", n)
	}
	var seen []string
	for _, m := range ids.FindAllStringSubmatch(body, -1) {
		if slices.Contains(seen, m[1]) {
			t.Errorf("the id %q is there twice", m[1])
		}
		seen = append(seen, m[1])
	}
	for _, box := range inputs.FindAllString(body, -1) {
		id := inputID.FindStringSubmatch(box)
		wrapped := strings.Contains(box, `type="radio"`) || strings.Contains(box, `type="checkbox"`)
		if strings.Contains(box, `type="hidden"`) || wrapped {
			continue
		}
		if id == nil || !strings.Contains(body, `for="`+id[1]+`"`) {
			t.Errorf("no label for %s", box)
		}
	}
	last := "1"
	for _, m := range heads.FindAllStringSubmatch(body, -1) {
		if m[1][0] > last[0]+1 {
			t.Errorf("a heading goes from h%s to h%s", last, m[1])
		}
		last = m[1]
	}
}

func (h *house) at(rest string) string { return "/viec/quyet-dinh/" + h.draft.ID + rest }

func TestRequestThroughPages(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		shows(t, h.get("thu", h.at("/hiep-y")), 200, "Chưa hỏi cơ quan nào", "Hỏi một cơ quan")
		shows(t, h.get("soat", h.at("/hiep-y")), 200, "Về quyết định")
		shows(t, h.get("thu", h.at("/hiep-y/moi")), 200, "Cơ quan thuế", "chưa kiểm chứng", h.lines[0].Name, "2026-12-04")
		form := url.Values{"id": {newID()}, "number": {"15-CV/BDV"}, "asked_on": {"2/11/2026"}, "due_on": {"1/11/2026"}, "whole": {"1"}}
		shows(t, h.post("thu", h.at("/hiep-y/moi"), form), 422, "Chọn cơ quan cần hỏi.", "Hạn trả lời ở trước ngày gửi.", "15-CV/BDV")
		form.Set("body", tax)
		form.Set("due_on", "16/11/2026")
		w := h.post("thu", h.at("/hiep-y/moi"), form)
		shows(t, w, http.StatusSeeOther)
		shows(t, h.post("thu", h.at("/hiep-y/moi"), form), http.StatusSeeOther) // twice makes one
		page := w.Header().Get("Location")
		shows(t, h.get("thu", page), 200, "Cơ quan thuế", "quá hạn", "không chép nội dung vụ việc", "Ghi số công văn")
		shows(t, h.get("thu", "/viec/hiep-y"), 200, "quá hạn 6 ngày", "Xuất Excel")
		shows(t, h.get("thu", "/viec/hiep-y?xem=qua-han"), 200, "Cơ quan thuế")
		shows(t, h.get("xa", "/viec/hiep-y"), 200, "Không có yêu cầu nào như vậy")
		if body := shows(t, h.get("thu", "/viec/hiep-y.xlsx"), 200); !strings.HasPrefix(body, "PK") {
			t.Error("no spreadsheet")
		}
		for file, begin := range map[string]string{"cong-van.docx": "PK", "cong-van.pdf": "%PDF"} {
			if body := shows(t, h.get("thu", page+"/"+file), 200); !strings.HasPrefix(body, begin) {
				t.Errorf("%s begins with %.4q", file, body)
			}
		}
		shows(t, h.get("thu", page+"/cong-van.exe"), 404)
		reply := map[string]string{"id": newID(), "whole": "1", "stance": "disagree", "text": strings.Repeat("a", 2001), "number": "77/CT", "replied_on": "12/11/2026", "version": "1"}
		shows(t, h.upload(t, "thu", page+"/tra-loi", reply, "", nil), 422, "dài quá 2000 ký tự", "77/CT")
		reply["text"] = "Không đồng ý, văn bản 77/CT."
		shows(t, h.upload(t, "thu", page+"/tra-loi", reply, "trang.html", []byte("<script>alert(1)</script>")), 422)
		shows(t, h.upload(t, "thu", page+"/tra-loi", reply, "77.pdf", []byte("%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n")), http.StatusSeeOther)
		shows(t, h.get("thu", page+"/van-ban/"+reply["id"]), 200, "%PDF-1.4")
		shows(t, h.get("xa", page+"/van-ban/"+reply["id"]), 404)
		shows(t, h.get("thu", page), 200, "Không đồng ý", "chờ người ký ghi ý kiến xử lý", "Xem bản quét 77/CT")
		settle := page + "/xu-ly/" + h.lines[0].ID
		shows(t, h.get("thu", settle), 403)
		shows(t, h.get("ky", settle), 200, "chịu trách nhiệm", h.lines[0].Name)
		shows(t, h.post("ky", settle, url.Values{"version": {"2"}}), 422, "Ghi căn cứ để tiếp tục")
		shows(t, h.post("ky", settle, url.Values{"version": {"2"}, "note": {"Đã làm rõ tại 79/CT."}}), http.StatusSeeOther)
		shows(t, h.get("soat", page), 200, "Đã làm rõ tại 79/CT.")
		shows(t, h.get("thu", page+"/rut"), 200, "Vì sao rút lại")
		shows(t, h.get("thu", h.at("/hiep-y")), 200, "Chưa trình ký được", h.lines[1].Name)
	})
}

func TestNoticeThroughPages(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		shows(t, h.get("bo", h.at("/cong-khai")), 200, "Chưa có đợt công khai nào")
		shows(t, h.get("bo", h.at("/cong-khai/moi")), 200, "2026-12-21", "Mức này chưa kiểm chứng.")
		form := url.Values{"id": {newID()}, "title": {"Danh sách đề nghị <năm 2026>"}, "begins_on": {"22/11/2026"}, "ends_on": {"1/12/2026"}, "place": {""}}
		shows(t, h.post("bo", h.at("/cong-khai/moi"), form), 422, "Ghi nơi niêm yết", "&lt;năm 2026&gt;")
		form.Set("place", "Bảng tin trụ sở.")
		w := h.post("bo", h.at("/cong-khai/moi"), form)
		shows(t, w, http.StatusSeeOther)
		page := w.Header().Get("Location")
		shows(t, h.get("bo", page), 200, "ngắn hơn mức thường dùng 30 ngày", "Đang soạn")
		shows(t, h.get("bo", page+"/sua"), 200, "Bảng tin trụ sở.")
		form.Set("version", "1")
		shows(t, h.post("bo", page+"/sua", form), http.StatusSeeOther)
		shows(t, h.post("bo", page+"/sua", form), 409, "Có người vừa sửa mục này", "Bảng tin trụ sở.")
		shows(t, h.get("", "/cong-khai"), 200, "Hiện không có danh sách nào đang công khai")
		shows(t, h.get("bo", page+"/thong-bao.pdf"), 409)
		shows(t, h.get("bo", page+"/dang"), 200, "Công khai 2 dòng")
		shows(t, h.post("bo", page+"/dang", url.Values{"version": {"2"}}), http.StatusSeeOther)
		shows(t, h.get("", "/cong-khai"), 200, "Danh sách đề nghị")
		for _, file := range []string{"/thong-bao.pdf", "/thong-bao.docx"} {
			shows(t, h.get("bo", page+file), 200)
		}
		n, err := h.OpenNotices(t.Context())
		if err != nil || len(n) != 1 {
			t.Fatal(err, n)
		}
		h.commentThroughPages(t, n[0], page)
		h.on(clock.On(2026, 12, 2))
		shows(t, h.get("bo", "/viec/hiep-y"), 200)
		shows(t, h.get("", "/cong-khai/"+n[0].Code), 200, "không còn nhận góp ý")
		shows(t, h.get("bo", page+"/khep"), 200, "Khép lại đợt công khai")
		shows(t, h.post("bo", page+"/khep", url.Values{"version": {"3"}}), http.StatusSeeOther)
		shows(t, h.get("bo", h.at("/cong-khai")), 200, "Không còn ý kiến nào chặn việc ký.")
	})
}

func (h *house) commentThroughPages(t *testing.T, n concurrence.Notice, page string) {
	t.Helper()
	public := "/cong-khai/" + n.Code
	body := shows(t, h.get("", public), 200, h.lines[0].Name, "Gửi góp ý", "chưa có quyết định", `aria-hidden="true"`, `tabindex="-1"`)
	for _, secret := range []string{"0900 000 000", h.draft.ID, "Nguyễn Lan Mẫu", "Trần Thư Mẫu"} {
		if strings.Contains(body, secret) {
			t.Errorf("the public page says %q", secret)
		}
	}
	in := concurrence.NewComment()
	form := url.Values{"id": {in.ID}, "receipt": {in.Receipt}, "text": {"Ngắn"}, "contact": {"0900 555 666"}}
	shows(t, h.post("", public, form), 422, "ít nhất 10 ký tự", "0900 555 666", in.Receipt)
	form.Set("text", "Tổ 5 làm tốt, đề nghị giữ trong danh sách.")
	if w := h.post("", public, form); w.Header().Get("Cache-Control") != "no-store" {
		t.Error("the receipt may be kept in a cache")
	} else {
		shows(t, w, 200, in.Receipt, "chỉ hiện một lần")
	}
	shows(t, h.post("", "/cong-khai/tra-cuu", url.Values{"receipt": {in.Receipt}}), 200, "Chờ xem xét")
	if b := h.get("ky", page).Body.String(); strings.Contains(b, "Tổ 5 làm tốt") {
		t.Error("the signer reads comments")
	}
	if b := shows(t, h.get("thu", page), 200, "Tổ 5 làm tốt"); strings.Contains(b, "0900 555 666") || strings.Contains(b, in.Receipt) {
		t.Error("the list of comments shows who wrote them")
	}
	one := page + "/gop-y/" + in.ID
	for login, status := range map[string]int{"ky": 404, "soat": 404, "xa": 404, "lan": 404} {
		shows(t, h.get(login, one), status)
	}
	shows(t, h.get("thu", one), 200, "Mở liên hệ")
	shows(t, h.get("kiem", one), 200, "nên không mở được")
	shows(t, h.post("kiem", one+"/lien-he", nil), 403)
	shows(t, h.post("thu", one+"/lien-he", nil), 200, "0900 555 666")
	shows(t, h.get("thu", one+"/chuyen"), 200, "không lấy lại được")
	shows(t, h.post("thu", one, url.Values{"version": {"1"}}), 422, "Viết câu trả lời cho người góp ý.")
	shows(t, h.post("thu", one, url.Values{"version": {"1"}, "answer": {"Đã ghi nhận, xin cảm ơn."}}), http.StatusSeeOther)
	shows(t, h.post("", "/cong-khai/tra-cuu", url.Values{"receipt": {in.Receipt}}), 200, "Đã ghi nhận, xin cảm ơn.")
}

// A wrong receipt, an unknown one and what is no receipt look the same.
func TestWrongReceiptsLookAlike(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		shows(t, h.get("", "/cong-khai/tra-cuu"), 200, "Mã góp ý")
		var pages []string
		for _, typed := range []string{concurrence.NewComment().Receipt, "GY-1111-1111", "xin chào", "CK-7K3F-92QX"} {
			body := shows(t, h.post("", "/cong-khai/tra-cuu", url.Values{"receipt": {typed}}), 422, "Không tìm thấy góp ý nào có mã này.")
			pages = append(pages, strings.ReplaceAll(body, `value="`+typed+`"`, ""))
		}
		for _, p := range pages[1:] {
			if p != pages[0] {
				t.Error("two wrong codes get two pages")
			}
		}
		for range 10 {
			h.post("", "/cong-khai/tra-cuu", url.Values{"receipt": {"GY-1111-1111"}})
		}
		shows(t, h.post("", "/cong-khai/tra-cuu", url.Values{"receipt": {"GY-1111-1111"}}), 422, "Xin chờ một phút")
	})
}

func TestPermissions(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		r := h.asked(t, tax)
		n := h.published(t)
		for path, want := range map[string]map[string]int{
			"/hiep-y":                               {"thu": 200, "bo": 200, "ky": 200, "soat": 200, "xa": 404, "kyxa": 404, "lan": 404, "quan": 404, "": 303},
			"/hiep-y/moi":                           {"thu": 200, "bo": 200, "ky": 403, "soat": 403, "xa": 404, "lan": 404},
			"/hiep-y/" + r.ID:                       {"thu": 200, "soat": 200, "xa": 404, "lan": 404},
			"/hiep-y/" + r.ID + "/rut":              {"thu": 200, "ky": 403, "soat": 403, "xa": 404},
			"/hiep-y/" + newID():                    {"thu": 404},
			"/hiep-y/abc":                           {"thu": 404},
			"/cong-khai":                            {"bo": 200, "ky": 200, "soat": 200, "xa": 404, "lan": 404},
			"/cong-khai/moi":                        {"bo": 200, "ky": 403, "soat": 403, "xa": 404},
			"/cong-khai/" + n.ID:                    {"bo": 200, "ky": 200, "soat": 200, "xa": 404, "lan": 404},
			"/cong-khai/" + n.ID + "/rut":           {"bo": 200, "ky": 403, "soat": 403, "xa": 404},
			"/cong-khai/" + n.ID + "?sau=" + "x":    {"bo": 404},
			"/cong-khai/" + r.ID:                    {"bo": 404},
			"/cong-khai/" + n.ID + "/gop-y/" + n.ID: {"bo": 404},
		} {
			for login, status := range want {
				if w := h.get(login, h.at(path)); w.Code != status {
					t.Errorf("%s as %q: %d, want %d", path, login, w.Code, status)
				}
			}
		}
		for path, form := range map[string]url.Values{
			"/hiep-y/moi":                  {"body": {tax}, "asked_on": {"2/11/2026"}, "whole": {"1"}},
			"/hiep-y/" + r.ID + "/so":      {"asked_on": {"2/11/2026"}, "due_on": {"3/11/2026"}, "version": {"1"}},
			"/hiep-y/" + r.ID + "/rut":     {"why": {"Thử."}, "version": {"1"}},
			"/cong-khai/moi":               {"title": {"Thử"}, "begins_on": {"22/11/2026"}, "ends_on": {"22/12/2026"}, "place": {"Ở đây."}},
			"/cong-khai/" + n.ID + "/rut":  {"why": {"Thử."}, "version": {"2"}},
			"/cong-khai/" + n.ID + "/khep": {"version": {"2"}},
		} {
			for login, status := range map[string]int{"ky": 403, "soat": 403, "xa": 404, "lan": 404} {
				if w := h.post(login, h.at(path), form); w.Code != status {
					t.Errorf("POST %s as %q: %d, want %d", path, login, w.Code, status)
				}
			}
		}
		if n := h.count(t, `SELECT COUNT(*) FROM concurrence_request`); n != 1 {
			t.Errorf("%d requests", n)
		}
	})
}

func TestCatalogueThroughPages(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		r := h.asked(t, tax)
		shows(t, h.get("thu", "/quan-tri/hiep-y"), 404)
		shows(t, h.get("quan", "/quan-tri/hiep-y"), 200, "Cơ quan bảo hiểm xã hội", "chưa kiểm chứng", "Thời hạn trả lời hiệp y")
		body := "/quan-tri/hiep-y/co-quan/" + tax
		shows(t, h.get("quan", body), 200, "việc thực hiện nghĩa vụ thuế", "Thôi dùng")
		form := url.Values{"id": {newID()}, "name": {"Thuế thành phố Mẫu"}, "asks": {""}, "position": {"1"}, "source": {"Quy chế 5"}, "verified_by": {"Văn phòng"}}
		shows(t, h.post("quan", body, form), 422, "Ghi nội dung cần hỏi")
		form.Set("asks", "nghĩa vụ thuế")
		shows(t, h.post("thu", body, form), 404)
		shows(t, h.post("quan", body, form), http.StatusSeeOther)
		shows(t, h.post("quan", body, form), http.StatusSeeOther) // sent twice
		shows(t, h.get("quan", "/quan-tri/hiep-y"), 200, "Thuế thành phố Mẫu", "kiểm chứng: Văn phòng")
		shows(t, h.get("quan", body), 404) // an old edition is not edited
		shows(t, h.get("thu", h.at("/hiep-y/"+r.ID)), 200, "Cơ quan thuế")
		if n := h.count(t, `SELECT COUNT(*) FROM concurrence_body WHERE superseded_by IS NOT NULL`); n != 1 {
			t.Errorf("%d old editions", n)
		}
		fresh := "/quan-tri/hiep-y/co-quan/" + form.Get("id")
		shows(t, h.get("quan", fresh+"/thoi"), 200, "Thôi dùng")
		shows(t, h.post("quan", fresh+"/thoi", nil), http.StatusSeeOther)
		shows(t, h.get("quan", fresh), 404)
		days := "/quan-tri/hiep-y/muc/0190a000-0000-7000-8000-000000002611"
		shows(t, h.post("quan", days, url.Values{"amount": {"0"}, "source": {"x"}}), 422, "Cần một số từ 1")
		shows(t, h.post("quan", days, url.Values{"id": {newID()}, "amount": {"5"}, "source": {"Quy chế 5"}, "verified_by": {"Văn phòng"}}), http.StatusSeeOther)
		shows(t, h.get("thu", h.at("/hiep-y/moi")), 200, "5 ngày làm việc", "2026-11-27")
	})
}

func TestTasks(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h := t.Context(), newHouse(t, d)
		h.asked(t, tax) // due 16/11, today is 22/11
		n := h.published(t)
		h.commented(t, n, "Góp ý chờ trả lời.", "")
		for login, want := range map[string]int{"thu": 2, "bo": 2, "ky": 0, "soat": 0, "xa": 0, "lan": 0} {
			tasks, err := h.Tasks(ctx, h.actors[login], 20)
			waiting, err2 := h.Waiting(ctx, h.actors[login])
			if err != nil || err2 != nil || len(tasks) != want || waiting != want {
				t.Errorf("%s has %d tasks, %d waiting (%v, %v), want %d", login, len(tasks), waiting, err, err2, want)
			}
		}
	})
}
