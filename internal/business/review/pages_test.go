package review_test

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/xuri/excelize/v2"

	"kheo/internal/business/initiative"
	"kheo/internal/business/review"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
)

func TestEveryPageOpens(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newCouncil(t, d)
		if w := k.get("minh", root); w.Code != 200 || !strings.Contains(w.Body.String(), "Chưa có hồ sơ nào đang thẩm định") {
			t.Errorf("empty table: %d\n%s", w.Code, brief(w.Body.String()))
		}
		id, far := k.reviewed(t, "Khéo trong giữ chợ sạch", "cat"), k.reviewed(t, "Khéo trong phân loại rác", "tho")
		k.handIn(t, "hoa", id, 80)
		for _, c := range []struct {
			login, path string
			status      int
			say         string
		}{
			{"minh", "/viec/xet-duyet", 200, "đã chấm 0 trên 2"},
			{"hoa", "/viec/xet-duyet", 200, "đã chấm 1 trên 2"},
			{"", "/viec/xet-duyet", 303, ""},
			{"minh", root, 200, "Bộ tiêu chí mẫu, không phải văn bản chính thức"},
			{"minh", root, 200, "chưa mở"},
			{"hoi", root, 200, ">79</div>"},
			{"hoa", root + "?chua-cham=1", 200, "Khéo trong phân loại rác"},
			{"hoa", root + "?xep=ten", 200, `aria-sort="ascending"`},
			{"hoa", root + "?sau=x", 404, ""},
			{"hoa", root + "?tu=chu", 200, ""},
			{"minh", "/viec/xet-duyet/khong-co", 404, ""},
			{"minh", root + "/" + id, 200, "Nộp phiếu chấm"},
			{"minh", root + "/" + id, 200, "để mỗi người chấm độc lập"},
			{"hoa", root + "/" + id, 200, "Rút phiếu về để sửa"},
			{"hoa", root + "/" + id, 200, "Chấm hồ sơ kế tiếp"},
			{"hoi", root + "/" + id, 200, "Trần Hòa Mẫu: 79 điểm"},
			{"lan", root + "/" + id, 200, "mở ra khi hội đồng đã có kết quả"},
			{"lan", root + "/" + far, 404, ""},
			{"minh", root + "/khong-phai-ma", 404, ""},
			{"minh", root + "/" + uuid.NewString(), 404, ""},
			{"ky", root + "/ket-qua", 200, "Tổng số thành viên hội đồng"},
			{"ky", root + "/ket-qua?so=1", 200, "Khéo trong giữ chợ sạch"},
			{"ky", root + "/ket-qua?ho_so=x", 404, ""},
			{"binh", root + "/ket-qua", 403, ""},
			{"lan", root + "/ket-qua", 403, ""},
		} {
			w := k.get(c.login, c.path)
			if w.Code != c.status || !strings.Contains(w.Body.String(), c.say) {
				t.Errorf("%q opens %s: %d, want %d and %q\n%s", c.login, c.path, w.Code, c.status, c.say, brief(w.Body.String()))
			}
		}
		for _, login := range []string{"minh", "lan"} {
			if w := k.get(login, root+"/"+id); strings.Contains(w.Body.String(), "Trần Hòa Mẫu") {
				t.Errorf("%s reads who scored", login)
			}
		}
	})
}

// sheetForm is a sheet as a browser sends it.
func (k *council) sheetForm(percent int64) url.Values {
	v := url.Values{"id": {uuid.Must(uuid.NewV7()).String()}, "version": {"0"}, "comment": {""}}
	for n, c := range k.set.Criteria {
		v.Set(fmt.Sprintf("scores[%d].criterion", n), c.ID)
		v.Set(fmt.Sprintf("scores[%d].points", n), number(c.Points*percent/100))
		v.Set(fmt.Sprintf("scores[%d].note", n), "Xem biên bản.")
	}
	return v
}

func TestSheetComesBackWithWhatWasTyped(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newCouncil(t, d)
		id := k.reviewed(t, "Khéo trong giữ chợ sạch", "cat")
		at := root + "/" + id
		form := k.sheetForm(60)
		form.Set("scores[0].points", "8,5")
		form.Set("scores[1].note", "Đăng ký đúng hạn <b>")
		w := k.post("minh", at, form)
		for _, say := range []string{"số nguyên từ 0 đến 8", `value="8,5"`, "Đăng ký đúng hạn &lt;b&gt;", `href="#f-points-1"`, `id="f-points-1"`} {
			if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), say) {
				t.Errorf("%d, want 422 and %q\n%s", w.Code, say, brief(w.Body.String()))
			}
		}
		form.Set("scores[0].points", "")
		if w := k.post("minh", at, form); w.Code != http.StatusSeeOther { // half filled
			t.Fatalf("saving: %d\n%s", w.Code, brief(w.Body.String()))
		}
		form.Set("version", "1")
		form.Set("hand_in", "true")
		w = k.post("minh", at, form)
		if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "Chưa cho điểm.") {
			t.Errorf("handing in half a sheet: %d\n%s", w.Code, brief(w.Body.String()))
		}
		form.Set("scores[0].unverified", "1")
		form.Set("scores[0].note", "Thiếu số liệu trước khi làm.")
		form.Set("version", "7")
		w = k.post("minh", at, form)
		if w.Code != http.StatusConflict || !strings.Contains(w.Body.String(), "ở một cửa sổ khác") || !strings.Contains(w.Body.String(), `name="version" value="1"`) {
			t.Errorf("an old form: %d\n%s", w.Code, brief(w.Body.String()))
		}
		form.Set("version", "1")
		for range 2 {
			if w := k.post("minh", at, form); w.Code != http.StatusSeeOther {
				t.Fatalf("handing in: %d\n%s", w.Code, brief(w.Body.String()))
			}
		}
		if w := k.get("minh", at); !strings.Contains(w.Body.String(), "1 tiêu chí chưa kiểm chứng (8 điểm), không tính là 0") {
			t.Errorf("the sheet does not say what is open\n%s", brief(w.Body.String()))
		}
		if w := k.post("minh", at+"/rut", nil); w.Code != http.StatusSeeOther || k.find(t, id).Sheets != 0 {
			t.Errorf("taking back: %d, %d sheets", w.Code, k.find(t, id).Sheets)
		}
		if w := k.post("lan", at, form); w.Code != http.StatusForbidden {
			t.Errorf("a registrar scores: %d", w.Code)
		}
	})
}

func TestMeetingForm(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newCouncil(t, d)
		one, two := k.reviewed(t, "Khéo một", "cat"), k.reviewed(t, "Khéo hai", "tho")
		k.handIn(t, "minh", one, 90)
		k.get("ky", root)
		at := root + "/ket-qua"
		form := url.Values{
			"met_on": {"2026-11-30"}, "total": {"9"},
			"lines[0].id": {two}, "lines[0].version": {"1"}, "lines[0].votes_for": {"10"}, "lines[0].verdict": {"for"}, "lines[0].note": {"Cần bổ sung ảnh."},
			"lines[1].id": {one}, "lines[1].version": {"1"}, "lines[1].votes_for": {""}, "lines[1].verdict": {""},
		}
		w := k.post("ky", at, form)
		for _, say := range []string{"Ngày họp chưa tới", "nhiều hơn tổng số thành viên (9)", `value="10"`, "Cần bổ sung ảnh.", `id="votes_for-1-error"`, `value="2026-11-30"`} {
			if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), say) {
				t.Errorf("%d, want 422 and %q\n%s", w.Code, say, brief(w.Body.String()))
			}
		}
		form.Set("met_on", "20/11/2026")
		form.Set("lines[0].votes_for", "5")
		form.Set("lines[0].version", "4")
		w = k.post("ky", at, form)
		if w.Code != http.StatusConflict || !strings.Contains(w.Body.String(), "Có người vừa ghi kết quả") || !strings.Contains(w.Body.String(), `value="5"`) {
			t.Errorf("an old form: %d\n%s", w.Code, brief(w.Body.String()))
		}
		form.Set("lines[0].version", "1")
		if w := k.post("ky", at, form); w.Code != http.StatusSeeOther {
			t.Fatalf("recording: %d\n%s", w.Code, brief(w.Body.String()))
		}
		if k.find(t, one).Result.Recorded() || k.find(t, two).Result.VotesFor != 5 {
			t.Error("the wrong cases were recorded")
		}
		page := k.get("tho", root).Body.String()
		for _, say := range []string{"5 trên 9 phiếu đồng ý", "Dưới 70% số phiếu"} {
			if !strings.Contains(page, say) {
				t.Errorf("the registrar's table does not say %q\n%s", say, brief(page))
			}
		}
		k.advance(t, two, initiative.Recognised)
		form.Set("lines[0].version", "2")
		form.Set("lines[0].votes_for", "7")
		if w := k.post("ky", at, form); w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "không còn ở bước thẩm định") {
			t.Errorf("a result of what is decided: %d\n%s", w.Code, brief(w.Body.String()))
		}
		form.Set("lines[0].id", "x")
		if w := k.post("ky", at, form); w.Code != http.StatusNotFound {
			t.Errorf("a line without an id: %d", w.Code)
		}
	})
}

func TestExportShowsWhatItsReaderMaySee(t *testing.T) {
	t.Parallel()
	k := newCouncil(t, dbtest.SQLite(t))
	id := k.reviewed(t, "=Khéo trong giữ chợ sạch", "cat")
	k.reviewed(t, "Khéo trong phân loại rác", "tho")
	k.handIn(t, "hoa", id, 85)
	mean := func(login string) string {
		w := k.get(login, root+"/xuat")
		f, err := excelize.OpenReader(bytes.NewReader(w.Body.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = f.Close() }()
		rows, err := f.GetRows(f.GetSheetName(0))
		if err != nil || len(rows) < 6 {
			t.Fatalf("%d rows, %v", len(rows), err)
		}
		for _, row := range rows {
			if len(row) > 5 && strings.Contains(row[2], "chợ sạch") {
				return row[0] + "/" + row[5]
			}
		}
		return ""
	}
	if got := mean("hoi"); got != "1/80" {
		t.Errorf("the council's file says %q", got)
	}
	if got := mean("minh"); got != "/chưa mở" {
		t.Errorf("the file of who has not scored says %q", got)
	}
	if _, err := k.Ranking(t.Context(), k.actors["lan"], seasonCode, review.Query{}, true); err != nil {
		t.Error(err)
	}
}
