package initiative_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/uuid"

	"kheo/internal/business/initiative"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
)

func TestEveryPageOpens(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		sent, begun := h.submitted(t, "Khéo trong giữ chợ sạch"), h.accepted(t, "Khéo trong phân loại rác")
		draft := h.full("Nháp")
		if _, err := h.Save(t.Context(), h.actors["lan"], draft); err != nil {
			t.Fatal(err)
		}
		at := func(i string, more string) string { return "/viec/mo-hinh/" + i + more }
		for _, c := range []struct {
			login, path string
			status      int
			say         string
		}{
			{"lan", "/viec", 200, "Bắt đầu thực hiện: Khéo trong phân loại rác"},
			{"minh", "/viec", 200, "Tiếp nhận: Khéo trong giữ chợ sạch"},
			{"soat", "/viec", 200, "Không có việc nào đến hạn"},
			{"", "/viec", 303, ""},
			{"lan", "/viec/mo-hinh", 200, "2 hồ sơ"},
			{"lan", "/viec/mo-hinh?buoc=draft", 200, "1 hồ sơ"},
			{"minh", "/viec/mo-hinh?buoc=draft", 200, "0 hồ sơ"},
			{"minh", "/viec/mo-hinh", 200, "Tiếp nhận các hồ sơ đã chọn"},
			{"xa", "/viec/mo-hinh", 200, "Chưa có hồ sơ nào"},
			{"lan", "/viec/mo-hinh?tu=phan+loai&mua=dvk-2026", 200, "Khéo trong phân loại rác"},
			{"lan", "/viec/mo-hinh?tu=khong+co", 200, "Không có hồ sơ nào như vậy"},
			{"lan", "/viec/mo-hinh?mua=khong-co", 404, ""},
			{"lan", "/viec/mo-hinh/moi", 200, "10. Khả năng duy trì"},
			{"minh", "/viec/mo-hinh/moi", 403, ""},
			{"lan", at(draft.ID, "/sua"), 200, "Ngõ dài 400 mét"},
			{"lan", at(sent.ID, "/sua"), 409, "đã gửi đi"},
			{"lan", at(sent.ID, ""), 200, "Hồ sơ đang chờ tiếp nhận"},
			{"minh", at(sent.ID, ""), 200, "Trả lại để bổ sung"},
			{"minh", at(sent.ID, "/tra-lai"), 200, "Còn thiếu gì"},
			{"lan", at(sent.ID, "/tra-lai"), 403, ""},
			{"lan", at(begun.ID, "/tien-do"), 200, "Ngày công"},
			{"lan", at(begun.ID, "/bang-chung"), 200, "Không chụp rõ mặt người nhận hỗ trợ"},
			{"lan", at(begun.ID, "/chi-so"), 200, "Trước khi làm"},
			{"lan", at(begun.ID, "/bao-cao"), 409, "chưa làm được"},
			{"lan", at(begun.ID, "/duy-tri"), 409, ""},
			{"lan", at(draft.ID, "/bo"), 200, "Bỏ bản nháp “Nháp”?"},
			{"minh", at(draft.ID, ""), 404, ""},
			{"lan", at("khong-phai-ma", ""), 404, ""},
			{"lan", at(uuid.NewString(), "/sua"), 404, ""},
			{"", "/bang-chung/" + uuid.NewString(), 404, ""},
			{"", "/bang-chung/x/nho", 404, ""},
		} {
			w := h.get(c.login, c.path)
			if w.Code != c.status || !strings.Contains(w.Body.String(), c.say) {
				t.Errorf("%q opens %s: %d, want %d and %q\n%s", c.login, c.path, w.Code, c.status, c.say, brief(w.Body.String()))
			}
		}
	})
}

func TestSendingTwiceMakesOne(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		sent := form(h.full("Khéo trong lắp camera"))
		for range 2 {
			w := h.post("lan", "/viec/mo-hinh/moi", sent)
			wantStatus(t, w, http.StatusSeeOther)
			if to := w.Header().Get("Location"); to != "/viec/mo-hinh/"+sent.Get("id") {
				t.Errorf("leads to %q", to)
			}
		}
		if n := h.count(t, initiative.Filter{}); n != 1 {
			t.Errorf("%d initiatives", n)
		}
		begun := h.accepted(t, "Hai")
		note := url.Values{"id": {uuid.NewString()}, "on": {"02/04/2026"}, "note": {"Họp dân."}, "money": {"1.400.000"}}
		for range 2 {
			wantStatus(t, h.post("lan", "/viec/mo-hinh/"+begun.ID+"/tien-do", note), http.StatusSeeOther)
		}
		dossier, err := h.Dossier(t.Context(), h.actors["lan"], begun.ID)
		if err != nil || len(dossier.Progress) != 1 || dossier.Totals.Money != 1400000 {
			t.Errorf("%d notes, %d đồng, %v", len(dossier.Progress), dossier.Totals.Money, err)
		}
		for range 2 {
			wantStatus(t, h.post("minh", "/viec/mo-hinh/"+sent.Get("id")+"/tiep-nhan", nil), http.StatusSeeOther)
		}
	})
}

func TestAutosaveKeepsWhatIsTyped(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		typed := form(initiative.Registration{ID: uuid.NewString(), Season: seasonCode, UnitID: h.ward.ID, Kind: initiative.Model})
		for _, problem := range []string{"Ngõ dài", "Ngõ dài 400", "Ngõ dài 400 mét"} {
			typed.Set("problem", problem)
			w := h.post("lan", "/viec/mo-hinh/moi/tu-luu", typed)
			wantStatus(t, w, http.StatusOK)
			if got := w.Body.String(); got != "Đã lưu lúc 10:04" {
				t.Errorf("answered %q", got)
			}
		}
		id := typed.Get("id")
		if i := h.find(t, id); i.Problem != "Ngõ dài 400 mét" || i.State != initiative.Draft {
			t.Errorf("kept %q as %s", i.Problem, i.State)
		}
		typed.Set("version", "1") // as an edit page that was opened after the first saving would send
		typed.Set("problem", "Ngõ dài 400 mét, chín lối rẽ")
		wantStatus(t, h.post("lan", "/viec/mo-hinh/"+id+"/tu-luu", typed), http.StatusOK)
		wantStatus(t, h.post("hoa", "/viec/mo-hinh/"+id+"/tu-luu", typed), http.StatusConflict)
		wantStatus(t, h.post("xa", "/viec/mo-hinh/"+id+"/tu-luu", typed), http.StatusNotFound)
		w := h.post("", "/viec/mo-hinh/"+id+"/tu-luu", typed) // signed out meanwhile: the browser keeps the text
		wantStatus(t, w, http.StatusSeeOther)
		wantText(t, h.get("lan", "/viec"), "Đã điền 1 trên 10 mục.")
		wantText(t, h.get("lan", "/viec/mo-hinh/"+id+"/sua"), "chín lối rẽ", "Đã lưu lúc 10:04", `data-autosave="/viec/mo-hinh/`+id+`/tu-luu"`)
	})
}

func TestErrorsKeepTheText(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		in := h.full("Khéo trong lắp camera")
		in.Objective, in.Outputs, in.FieldID = "Trật tự hơn", "Sạch đẹp", ""
		sent := form(in)
		w := h.post("lan", "/viec/mo-hinh/moi", sent)
		wantStatus(t, w, http.StatusUnprocessableEntity)
		wantText(t, w, "Chưa có chỉ tiêu đo được", `href="#f-objective"`, `href="#f-field"`, ">Trật tự hơn</textarea>", "Chi hội Phụ nữ tổ 5", `value="2026-03-15"`)
		if i := h.find(t, in.ID); i.State != initiative.Draft || i.Objective != "Trật tự hơn" {
			t.Errorf("a form that comes back is kept as %s %q", i.State, i.Objective)
		}
		sent.Set("problem", "Chữ của Hoa")
		w = h.post("hoa", "/viec/mo-hinh/"+in.ID+"/sua", sent) // version 0: Hoa has not seen what Lan wrote
		wantStatus(t, w, http.StatusConflict)
		wantText(t, w, "Có người vừa sửa hồ sơ này", ">Chữ của Hoa</textarea>", "Xem bản mới")
		note := url.Values{"on": {"31/02/2026"}, "note": {"Họp với 140 hộ"}, "money": {"nhiều"}}
		begun := h.accepted(t, "Khéo trong giữ chợ sạch")
		w = h.post("lan", "/viec/mo-hinh/"+begun.ID+"/tien-do", note)
		wantStatus(t, w, http.StatusUnprocessableEntity)
		wantText(t, w, "Họp với 140 hộ</textarea>", `value="nhiều"`, "Cần một con số")
		w = h.post("lan", "/viec/mo-hinh/"+begun.ID+"/chi-so", url.Values{"i[0].name": {"Vụ mất xe"}, "i[0].target": {"ít"}})
		wantStatus(t, w, http.StatusUnprocessableEntity)
		wantText(t, w, `value="Vụ mất xe"`, `value="ít"`)
		sentIn := h.submitted(t, "Ba")
		w = h.post("minh", "/viec/mo-hinh/"+sentIn.ID+"/tra-lai", url.Values{"reason": {"Thiếu bảng thu chi"}, "due_on": {"2026-11-01"}})
		wantStatus(t, w, http.StatusUnprocessableEntity)
		wantText(t, w, "Thiếu bảng thu chi</textarea>", "từ hôm nay trở đi")
	})
}

func TestOthersChangeNothing(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		i, begun := h.submitted(t, "Một"), h.accepted(t, "Hai")
		if _, err := h.AddProgress(t.Context(), h.actors["lan"], begun.ID, initiative.ProgressInput{On: clock.On(2026, 4, 2), Note: "Họp dân."}); err != nil {
			t.Fatal(err)
		}
		wantStatus(t, h.get("xa", "/viec/mo-hinh/"+i.ID), http.StatusNotFound)
		w := h.get("soat", "/viec/mo-hinh/"+begun.ID)
		wantStatus(t, w, http.StatusOK)
		wantText(t, w, "Họp dân.", "Tài khoản này chỉ xem hồ sơ.")
		if strings.Contains(w.Body.String(), begun.ID+"/tien-do") {
			t.Error("an auditor is offered to write")
		}
		for path, body := range map[string]url.Values{
			i.ID + "/tiep-nhan":     nil,
			i.ID + "/tra-lai":       {"reason": {"Thiếu"}, "due_on": {"2026-12-01"}},
			begun.ID + "/tien-do":   {"on": {"2026-04-02"}, "note": {"Khác"}},
			begun.ID + "/chi-so":    {"i[0].name": {"Khác"}},
			begun.ID + "/bao-cao":   {"result": {"Khác"}},
			begun.ID + "/tham-dinh": nil,
			begun.ID + "/duy-tri":   {"state": {"ended"}},
			begun.ID + "/sua":       form(h.full("Khác")),
		} {
			for login, want := range map[string]int{"soat": 403, "xa": 404, "": 303} {
				if w := h.post(login, "/viec/mo-hinh/"+path, body); w.Code != want {
					t.Errorf("%q at %s: %d, want %d", login, path, w.Code, want)
				}
			}
		}
		after := h.find(t, begun.ID)
		if h.find(t, i.ID).State != initiative.Submitted || after.State != initiative.InProgress || after.Title != "Hai" {
			t.Errorf("%s, %s %q", h.find(t, i.ID).State, after.State, after.Title)
		}
	})
}

func TestListPagesByKey(t *testing.T) {
	t.Parallel()
	h := newHouse(t, dbtest.SQLite(t))
	for n := range 53 {
		if _, err := h.Submit(context.Background(), h.actors["lan"], h.full("Mô hình "+strings.Repeat("a", n+1))); err != nil {
			t.Fatal(err)
		}
	}
	w := h.get("minh", "/viec/mo-hinh?buoc=submitted")
	wantText(t, w, "53 hồ sơ", "Dòng 1–50 trên 53")
	next := between(w.Body.String(), `rel="next" href="`, `"`)
	w = h.get("minh", strings.ReplaceAll(next, "&amp;", "&"))
	wantText(t, w, "Dòng 51–53 trên 53")
	prev := between(w.Body.String(), `rel="prev" href="`, `"`)
	w = h.get("minh", strings.ReplaceAll(prev, "&amp;", "&"))
	wantText(t, w, "Dòng 1–50 trên 53")
	if strings.Contains(w.Body.String(), `rel="prev"`) {
		t.Error("there is a page before the first")
	}
	ids := url.Values{}
	for rest := w.Body.String(); strings.Contains(rest, `name="chon" value="`); {
		_, rest, _ = strings.Cut(rest, `name="chon" value="`)
		ids.Add("chon", rest[:36])
	}
	wantStatus(t, h.post("lan", "/viec/mo-hinh/tiep-nhan", ids), http.StatusForbidden)
	wantStatus(t, h.post("minh", "/viec/mo-hinh/tiep-nhan", ids), http.StatusSeeOther)
	if n := h.count(t, initiative.Filter{States: []initiative.State{initiative.Accepted}}); n != 50 {
		t.Errorf("%d taken in", n)
	}
}

func between(s, before, after string) string {
	_, s, _ = strings.Cut(s, before)
	s, _, _ = strings.Cut(s, after)
	return s
}
