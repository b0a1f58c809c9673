package recognition_test

import (
	"archive/zip"
	"bytes"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"kheo/internal/business/participant"
	"kheo/internal/business/recognition"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
)

// shows fails unless the page has the status and says every part once it is text.
func shows(t *testing.T, w *httptest.ResponseRecorder, status int, parts ...string) {
	t.Helper()
	if w.Code != status {
		t.Fatalf("status %d, want %d: %s", w.Code, status, w.Header().Get("Location"))
	}
	body := w.Body.String()
	if strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") && strings.Count(body, "<h1") != 1 {
		t.Errorf("%d h1 on the page", strings.Count(body, "<h1"))
	}
	for _, part := range parts {
		if !strings.Contains(body, part) {
			t.Errorf("the page does not say %q", part)
		}
	}
}

func at(d recognition.Decision) string { return "/viec/quyet-dinh/" + d.ID }

func versionOf(d recognition.Decision) string { return strconv.FormatInt(d.Version, 10) }

func TestJourneyThroughPages(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		h.passed(t, participant.Collective, "Tổ dân phố số 5", "Khéo trong giữ ngõ sạch")
		shows(t, h.get("thu", "/viec/quyet-dinh"), 200, "Chưa có quyết định nào", "Soạn quyết định mới")
		shows(t, h.get("thu", "/viec/quyet-dinh/moi"), 200, "Quận ủy Mẫu", "Khen thưởng")
		shows(t, h.post("thu", "/viec/quyet-dinh/moi", url.Values{"level": {"cấp gì đó"}}), 422, "cấp gì đó", "Còn chỗ cần xem lại")
		in := h.input(recognition.Recognition, "")
		w := h.post("thu", "/viec/quyet-dinh/moi", url.Values{"id": {in.ID}, "kind": {"recognition"}, "season": {seasonCode}, "unit": {in.UnitID}})
		shows(t, w, http.StatusSeeOther)
		page := w.Header().Get("Location")
		shows(t, h.get("thu", page), 200, "Danh sách chưa có dòng nào", "Thêm tất cả mô hình hội đồng đã thông qua", "chưa kiểm chứng", "Còn thiếu trước khi ký", "ĐẢNG CỘNG SẢN VIỆT NAM")
		shows(t, h.get("thu", page+"/them?tu=ngo+sach"), 200, "Tổ dân phố số 5")
		shows(t, h.get("thu", page+"/them?tu=khong+co"), 200, "Không còn dòng nào để thêm")
		shows(t, h.post("thu", page+"/them", url.Values{"version": {"1"}}), 422, "Chọn ít nhất một dòng để thêm.")
		shows(t, h.post("thu", page+"/them-het", url.Values{"version": {"1"}}), http.StatusSeeOther)
		facts := url.Values{
			"version": {"2"}, "number": {"412-QĐ/QU"}, "decided_on": {"20/11/2026"}, "level": {"cấp phường"}, "subject": {"công nhận mô hình"},
			"line": {"party"}, "letterhead": {"THÀNH ỦY MẪU\r\nQUẬN ỦY MẪU"}, "place": {"Quận Mẫu"}, "sign_as": {"T/M BAN THƯỜNG VỤ\r\nPHÓ BÍ THƯ"},
			"signer": {"Nguyễn Văn Ký Mẫu"}, "bases": {charter},
		}
		shows(t, h.post("thu", page, facts), http.StatusSeeOther)
		shows(t, h.get("thu", page), 200, "Đã đủ mục để ký", "BAN THƯỜNG VỤ QUẬN ỦY MẪU QUYẾT ĐỊNH", "Công nhận 01 mô hình")
		shows(t, h.get("thu", page+"/kiem-tra"), http.StatusConflict, "Người soạn không tự kiểm tra văn bản của mình.")
		shows(t, h.get("ky", page+"/ky"), http.StatusForbidden)
		shows(t, h.get("bo", page+"/kiem-tra"), 200, "Đã kiểm tra dự thảo, 1 dòng", "Trần Thư Mẫu soạn dự thảo này")
		shows(t, h.post("bo", page+"/kiem-tra", url.Values{"version": {"3"}}), http.StatusSeeOther)
		shows(t, h.post("ky", page+"/tra-lai", nil), 422, "Ghi cần sửa gì")
		shows(t, h.post("ky", page+"/tra-lai", url.Values{"version": {"4"}, "note": {"Sai tên tổ."}}), http.StatusSeeOther)
		shows(t, h.get("thu", page), 200, "Được trả lại để sửa", "Sai tên tổ.")
		shows(t, h.post("bo", page+"/kiem-tra", url.Values{"version": {"5"}}), http.StatusSeeOther)
		shows(t, h.get("ky", page+"/ky"), 200, "Ký quyết định số 412-QĐ/QU ngày 20/11/2026, 1 dòng")
		shows(t, h.post("ky", page+"/ky", url.Values{"version": {"6"}}), http.StatusSeeOther)
		shows(t, h.get("bo", page+"/ban-hanh"), 200, "Ban hành quyết định số 412-QĐ/QU")
		shows(t, h.post("bo", page+"/ban-hanh", nil), http.StatusSeeOther)
		shows(t, h.get("bo", page), 200, page+"/giay", "Còn giá trị")
		shows(t, h.get("", "/quyet-dinh"), 200, "412-QĐ/QU")
		shows(t, h.get("", "/quyet-dinh?loai=commendation"), 200, "Không có quyết định nào như vậy")
		shows(t, h.get("", "/quyet-dinh?tu=412"), 200, "412-QĐ/QU")
	})
}

func TestSavingKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		draft := h.drafted(t, recognition.Recognition, "412-QĐ/QU")
		form := url.Values{"version": {"1"}, "number": {"413-QĐ/QU"}, "line": {"party"}, "decided_on": {"31/02/2026"}}
		shows(t, h.post("thu", at(draft), form), 422, "413-QĐ/QU", "Ngày chưa đúng")
		form.Set("decided_on", "20/11/2026")
		w := h.post("thu", at(draft), form)
		shows(t, w, http.StatusConflict, "413-QĐ/QU", "Có người vừa sửa quyết định này")
		if !strings.Contains(w.Body.String(), `name="version" value="`+versionOf(draft)+`"`) {
			t.Error("saving again would be refused again")
		}
		shows(t, h.get("xa", at(draft)), http.StatusNotFound)
		shows(t, h.get("ky", at(draft)), 200, "Danh sách chưa có dòng nào.")
		shows(t, h.get("", "/quyet-dinh/"+draft.Code), http.StatusNotFound)
	})
}

func TestPublicPageAndFiles(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		i := h.passed(t, participant.Collective, "Tổ dân phố số 5", "Khéo trong giữ ngõ sạch")
		h.passed(t, participant.Individual, "Bà Phạm Thị Mẫu", "Khéo trong hòa giải")
		root := h.issued(t, recognition.Recognition, "412-QĐ/QU")
		page := "/quyet-dinh/" + root.Code
		shows(t, h.get("", page), 200, "/mo-hinh/"+i.Code, "Bà Phạm Thị Mẫu", "Còn giá trị", page+".docx", page+".pdf")
		if strings.Contains(h.get("", page).Body.String(), "0900") {
			t.Error("the public page shows a telephone number")
		}
		h.finish(t, h.amend(t, root.ID, recognition.Revocation, h.lines(t, root.ID)[0].ID, "415-QĐ/QU").ID)
		shows(t, h.get("", page), 200, "Đã thu hồi", "theo quyết định số 415-QĐ/QU")
		shows(t, h.get("", "/quyet-dinh/th-dvk-2026"), 200, "Thu hồi kết quả công nhận mô hình", "/quyet-dinh/"+root.Code)
		if strings.Contains(h.get("", "/quyet-dinh/th-dvk-2026").Body.String(), "Còn giá trị") {
			t.Error("the revocation shows what it takes back as valid")
		}
		for ext, begin := range map[string]string{".pdf": "%PDF-", ".docx": "PK", ".xlsx": "PK"} {
			for _, w := range []*httptest.ResponseRecorder{h.get("", page+ext), h.get("thu", at(root)+ext)} {
				shows(t, w, 200)
				if !strings.HasPrefix(w.Body.String(), begin) || w.Header().Get("Content-Disposition") == "" {
					t.Errorf("%s begins with %.8q", ext, w.Body.String())
				}
			}
		}
		sheet := h.get("", "/quyet-dinh.xlsx").Body.Bytes()
		if _, err := zip.NewReader(bytes.NewReader(sheet), int64(len(sheet))); err != nil {
			t.Error(err)
		}
		shows(t, h.get("", page+".exe"), http.StatusNotFound)
	})
}

func TestAmendPages(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		h.passed(t, participant.Individual, "Bà Phạm Thị Mẫu", "Khéo trong hòa giải")
		root := h.issued(t, recognition.Recognition, "412-QĐ/QU")
		line := h.lines(t, root.ID)[0]
		shows(t, h.get("thu", at(root)+"/sua-doi"), 200, "Bà Phạm Thị Mẫu", "Thu hồi")
		shows(t, h.post("thu", at(root)+"/sua-doi", url.Values{"kind": {"correction"}, "lines": {line.ID}}), 422, "Ghi rõ lý do")
		w := h.post("thu", at(root)+"/sua-doi", url.Values{"kind": {"correction"}, "lines": {line.ID}, "reason": {"Sai tên."}})
		shows(t, w, http.StatusSeeOther)
		page := w.Header().Get("Location")
		shows(t, h.get("thu", page), 200, "chưa sửa gì", "Nay đính chính")
		fix := h.decision(t, strings.TrimPrefix(page, "/viec/quyet-dinh/"))
		edit := page + "/dong/" + h.lines(t, fix.ID)[0].ID
		shows(t, h.get("thu", edit), 200, "Dòng 1 của quyết định gốc")
		shows(t, h.post("thu", edit, url.Values{"version": {versionOf(fix)}, "unit_name": {"Phường Mẫu"}}), 422, "Chưa nhập tên")
		shows(t, h.post("thu", edit, url.Values{"version": {versionOf(fix)}, "name": {"Bà Hai"}, "unit_name": {"Phường Mẫu"}}), http.StatusSeeOther)
		shows(t, h.get("thu", edit), 200, "Bà Hai")
		shows(t, h.get("thu", page+"/bo"), 200, "Bỏ bản dự thảo này")
		shows(t, h.post("thu", page+"/danh-sach", url.Values{"version": {"2"}, "act": {"remove"}}), 422, "Chọn ít nhất một dòng để bỏ.")
		shows(t, h.post("thu", page+"/bo", url.Values{"version": {"2"}}), http.StatusSeeOther)
		shows(t, h.get("thu", page), http.StatusNotFound)
		shows(t, h.get("thu", at(root)+"/bo"), http.StatusConflict)
	})
}

func TestListPagesByKey(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		for n := range 35 {
			h.drafted(t, recognition.Recognition, strconv.Itoa(n+1)+"-QĐ/QU")
		}
		first := h.get("thu", "/viec/quyet-dinh?mua="+seasonCode)
		shows(t, first, 200, "Dòng 1–30", "Trang sau")
		next := first.Body.String()
		next = next[strings.Index(next, `rel="next" href="`)+len(`rel="next" href="`):]
		next = strings.ReplaceAll(next[:strings.IndexByte(next, '"')], "&amp;", "&")
		shows(t, h.get("thu", next), 200, "Dòng 31–35", "Trang trước")
		shows(t, h.get("xa", "/viec/quyet-dinh"), 200, "Chưa có quyết định nào")
	})
}

func TestTasks(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h := t.Context(), newHouse(t, d)
		h.passed(t, participant.Collective, "Tổ dân phố số 5", "Khéo trong giữ ngõ sạch")
		h.drafted(t, recognition.Commendation, "411-QĐ/QU") // its list is empty: nobody can sign it
		draft := h.drafted(t, recognition.Recognition, "412-QĐ/QU")
		count := func(login string, want int) {
			t.Helper()
			tasks, err := h.Tasks(ctx, h.actors[login], 20)
			if err != nil || len(tasks) != want {
				t.Errorf("%s has %d tasks (%v), want %d", login, len(tasks), err, want)
			}
		}
		count("ky", 1)
		count("bo", 1) // either may check it: neither wrote it
		count("thu", 0)
		count("kyxa", 0)
		if err := h.checkAndSign(ctx, draft.ID, draft.Version); err != nil {
			t.Fatal(err)
		}
		count("bo", 1)
		if n, err := h.Waiting(ctx, h.actors["bo"]); n != 1 || err != nil {
			t.Errorf("waiting %d, %v", n, err)
		}
	})
}
