package bonus_test

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strconv"
	"strings"
	"testing"

	"kheo/internal/business/bonus"
	"kheo/internal/business/participant"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/exchange"
)

// shows fails unless w has status and every one of words.
func shows(t *testing.T, w *httptest.ResponseRecorder, status int, words ...string) {
	t.Helper()
	if w.Code != status {
		t.Fatalf("status %d, want %d:\n%s", w.Code, status, w.Body)
	}
	for _, word := range words {
		if !strings.Contains(w.Body.String(), word) {
			t.Errorf("the page says nothing of %q", word)
		}
	}
}

// TestSheetPages goes the whole way: proposed, approved, paid, taken back.
func TestSheetPages(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, database *db.DB) {
		h := newHouse(t, database)
		f := h.fund(t, "Quỹ mẫu", 1_000_000)
		d := h.draft(true, participant.Individual, participant.Collective)
		at := "/viec/quyet-dinh/" + d.ID + "/tien-thuong"
		shows(t, h.get("thu", at), http.StatusOK, "1.140.000 đ", "0,15 × 2.530.000 đ", "Lập bảng tiền thưởng", "chưa ai lập bảng")
		shows(t, h.get("thu", at+"/lap"), http.StatusOK, "Quỹ mẫu năm 2026, còn 1.000.000 đ")
		shows(t, h.post("thu", at+"/lap", url.Values{"fund": {f.ID}, "budget_line": {strings.Repeat("x", 201)}, "version": {"0"}}), http.StatusUnprocessableEntity, "dài quá", "xxx")
		shows(t, h.post("thu", at+"/lap", url.Values{"fund": {f.ID}, "version": {"0"}}), http.StatusSeeOther)
		shows(t, h.get("ky", at), http.StatusOK, "Quỹ không đủ", "thiếu 140.000 đ", "Duyệt bảng")
		shows(t, h.get("ky", at+"/duyet"), http.StatusOK, "Duyệt 1.140.000 đ tiền thưởng", "Quỹ không đủ")
		shows(t, h.post("ky", at+"/duyet", url.Values{"version": {"1"}}), http.StatusConflict, "chỉ còn 1.000.000 đ")
		shows(t, h.post("bo", "/viec/quy-khen-thuong/"+f.ID, url.Values{
			"year": {"2026"}, "name": {"Quỹ mẫu"}, "available": {"5.000.000"}, "source": {"Bổ sung"}, "reason": {"Được bổ sung"}, "version": {"1"},
		}), http.StatusSeeOther)
		shows(t, h.post("ky", at+"/duyet", url.Values{"version": {"1"}}), http.StatusSeeOther)
		h.issue(t, d)
		line := h.lineID(d, 0)
		shows(t, h.get("bo", at), http.StatusOK, "Ghi đã chi", `name="paid_doc"`)
		version := strconv.FormatInt(h.sheet(t, d.ID).Plan.Version, 10)
		shows(t, h.post("bo", at+"/chi", url.Values{"paid_doc": {"PC 17"}, "version": {version}}), http.StatusUnprocessableEntity, "Chọn ít nhất một dòng.", "PC 17")
		shows(t, h.post("bo", at+"/chi", url.Values{"lines": {line}, "paid_doc": {"PC 17"}, "paid_on": {"2026-11-21"}, "version": {"1"}}), http.StatusConflict, "Có người vừa sửa", "PC 17")
		shows(t, h.post("bo", at+"/chi", url.Values{"lines": {line}, "paid_doc": {"PC 17"}, "paid_on": {"21/11/2026"}, "version": {version}}), http.StatusSeeOther)
		shows(t, h.get("bo", at), http.StatusOK, "ngày 21/11/2026, PC 17", "PC 17 ngày 21/11/2026: 1 dòng, 380.000 đ", "Bỏ ghi chi")
		shows(t, h.get("bo", at+"/dong/"+line), http.StatusOK, "380.000 đ", "Đã chi")
		version = strconv.FormatInt(h.sheet(t, d.ID).Plan.Version, 10)
		shows(t, h.post("thu", at+"/bo-chi", url.Values{"lines": {line}, "version": {version}}), http.StatusConflict, "Chỉ người ghi bỏ được")
		shows(t, h.post("bo", at+"/bo-chi", url.Values{"lines": {line}, "version": {version}}), http.StatusSeeOther)
		h.pay(t, d, line)
		h.amend(t, d, "revocation", line, "Người Mẫu A")
		shows(t, h.get("bo", at+"/dong/"+line), http.StatusOK, "Phải thu hồi", "Ghi tiền thu về", "500-QĐ/MM")
		version = strconv.FormatInt(h.sheet(t, d.ID).Plan.Version, 10)
		shows(t, h.post("bo", at+"/dong/"+line+"/thu-hoi", url.Values{"amount": {"380.000"}, "recovered_on": {"2026-11-22"}, "note": {"PT 3"}, "version": {version}}), http.StatusSeeOther)
		shows(t, h.get("bo", at), http.StatusOK, "Đã thu hồi tiền")
		for login, want := range map[string]int{"xa": http.StatusNotFound, "lan": http.StatusNotFound, "soat": http.StatusOK} {
			shows(t, h.get(login, at), want)
		}
	})
}

func TestTypedAmountsOnThePage(t *testing.T) {
	t.Parallel()
	h := newHouse(t, dbtest.SQLite(t))
	d := h.draft(false, participant.Household)
	at, line := "/viec/quyet-dinh/"+d.ID+"/tien-thuong", h.lineID(d, 0)
	shows(t, h.get("thu", at), http.StatusOK, "chưa rõ", "không chọn từ danh mục")
	shows(t, h.get("thu", at+"/lap"), http.StatusOK, "so_tien["+line+"]")
	form := url.Values{"so_tien[" + line + "]": {"300.000"}, "ly_do[" + line + "]": {""}, "version": {"0"}, "budget_line": {"341"}}
	shows(t, h.post("thu", at+"/lap", form), http.StatusUnprocessableEntity, "chưa ghi căn cứ", "300.000")
	form.Set("so_tien["+line+"]", "nhiều")
	shows(t, h.post("thu", at+"/lap", form), http.StatusUnprocessableEntity, "Cần một con số")
	form.Set("so_tien["+line+"]", "300.000")
	form.Set("ly_do["+line+"]", "Nghị quyết mẫu")
	shows(t, h.post("thu", at+"/lap", form), http.StatusSeeOther)
	if s := h.sheet(t, d.ID); s.Total != 300_000 || s.Items[0].Basis != "Nghị quyết mẫu" {
		t.Fatalf("%+v", s)
	}
	form.Set("so_tien["+line+"]", "")
	form.Set("ly_do["+line+"]", "")
	form.Set("version", "1")
	shows(t, h.post("thu", at+"/lap", form), http.StatusSeeOther)
	if s := h.sheet(t, d.ID); s.Open != 1 || s.Total != 0 {
		t.Fatalf("an amount was not taken back: %+v", s)
	}
}

func TestLists(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, database *db.DB) {
		h := newHouse(t, database)
		shows(t, h.get("bo", "/viec/tien-thuong"), http.StatusOK, "Không còn khoản nào chờ")
		shows(t, h.get("bo", "/viec/quy-khen-thuong"), http.StatusOK, "Năm này chưa có quỹ nào")
		kinds := make([]participant.Kind, 26)
		for n := range kinds {
			kinds[n] = participant.Individual
		}
		for range 2 {
			h.issue(t, h.draft(true, kinds...))
		}
		h.propose(t, h.draft(true, participant.Collective), "") // not issued: not listed
		first := h.get("soat", "/viec/tien-thuong")
		shows(t, first, http.StatusOK, "Trang sau", "412-QĐ/MM")
		_, rest, _ := strings.Cut(first.Body.String(), `/viec/tien-thuong?sau=`)
		last, _, _ := strings.Cut(rest, `"`)
		second := h.get("soat", "/viec/tien-thuong?sau="+last)
		shows(t, second, http.StatusOK)
		if a, b := strings.Count(first.Body.String(), "<tr>"), strings.Count(second.Body.String(), "<tr>"); a != 51 || b != 3 {
			t.Errorf("%d and %d rows", a-1, b-1)
		}
		shows(t, h.get("xa", "/viec/tien-thuong"), http.StatusOK, "Không còn khoản nào chờ")
		shows(t, h.get("xa", "/viec/tien-thuong?sau="+last), http.StatusNotFound)
		shows(t, h.get("lan", "/viec/tien-thuong"), http.StatusNotFound)
		shows(t, h.get("bo", "/viec/tien-thuong?tinh-trang=paid"), http.StatusOK, "Không có dòng nào như vậy")
		shows(t, h.get("bo", "/viec/tien-thuong?tu=2026-11-21"), http.StatusOK, "Không có dòng nào như vậy")
		book := h.get("bo", "/viec/tien-thuong.xlsx")
		shows(t, book, http.StatusOK)
		if n := len(rows(t, book.Body.Bytes(), "TT", "Tên", "Số tiền")); n != 52 {
			t.Errorf("%d rows in the workbook", n)
		}
		h.fund(t, "Quỹ mẫu", 1_000_000)
		shows(t, h.get("soat", "/viec/quy-khen-thuong?nam=2026"), http.StatusOK, "Quỹ mẫu", "1.000.000 đ")
		shows(t, h.get("soat", "/viec/quy-khen-thuong.xlsx?nam=2026"), http.StatusOK)
		shows(t, h.get("soat", "/viec/quy-khen-thuong/moi"), http.StatusNotFound)
	})
}

func TestFundForm(t *testing.T) {
	t.Parallel()
	h := newHouse(t, dbtest.SQLite(t))
	const at = "/viec/quy-khen-thuong/moi"
	shows(t, h.get("bo", at), http.StatusOK, "Đơn vị giữ quỹ", "Phường Mẫu Một")
	form := url.Values{"id": {newID()}, "unit": {h.unit["mot"].ID}, "year": {"2026"}, "name": {"Quỹ mẫu"}, "available": {"50.000.000"}}
	shows(t, h.post("bo", at, form), http.StatusUnprocessableEntity, "Ghi văn bản giao kinh phí.", "50.000.000")
	form.Set("source", "Quyết định mẫu")
	shows(t, h.post("bo", at, form), http.StatusSeeOther)
	shows(t, h.post("xa", at, form), http.StatusNotFound)
	form.Set("reason", "Giảm dự toán")
	form.Set("version", "7")
	shows(t, h.post("bo", "/viec/quy-khen-thuong/"+form.Get("id"), form), http.StatusConflict, "Có người vừa sửa", "Giảm dự toán")
}

func TestTable(t *testing.T) {
	t.Parallel()
	h := newHouse(t, dbtest.SQLite(t))
	d := h.draft(true, participant.Individual, participant.Collective, participant.Household)
	h.issue(t, d)
	h.amend(t, d, "revocation", h.lineID(d, 2), "Người Mẫu C")
	w := h.get("soat", "/viec/quyet-dinh/"+d.ID+"/tien-thuong.xlsx")
	shows(t, w, http.StatusOK)
	all := rows(t, w.Body.Bytes(), "TT", "Tập thể, cá nhân, hộ gia đình", "Số tiền (đồng)")
	var said strings.Builder
	for _, r := range all {
		said.WriteString(r.Cell("Tập thể, cá nhân, hộ gia đình").Text + " " + r.Cell("Số tiền (đồng)").Text + "\n")
	}
	if !strings.Contains(said.String(), "Người Mẫu B 760000") || strings.Contains(said.String(), "Người Mẫu C") {
		t.Errorf("the table:\n%s", said.String())
	}
	if dir := os.Getenv("KHEO_TEST_KEEP"); dir != "" {
		must(t, os.WriteFile(dir+"/bang.xlsx", w.Body.Bytes(), 0o600))
	}
}

// rows reads the rows of a workbook below headings.
func rows(t *testing.T, raw []byte, titles ...string) (all []exchange.Row) {
	t.Helper()
	book, err := exchange.Open(bytes.NewReader(raw), int64(len(raw)), exchange.Limits{})
	must(t, err)
	var columns []exchange.Column
	for _, title := range titles {
		columns = append(columns, exchange.Column{Key: title, Title: title, Required: true})
	}
	table, err := exchange.FindTable(book, columns)
	must(t, err)
	for row, err := range table.Rows() {
		must(t, err)
		all = append(all, row)
	}
	return all
}

func TestAmendmentShowsItsDecision(t *testing.T) {
	t.Parallel()
	h := newHouse(t, dbtest.SQLite(t))
	d := h.draft(true, participant.Individual)
	h.issue(t, d)
	a, _ := h.amend(t, d, "correction", h.lineID(d, 0), "Người Mẫu Mới")
	v, err := h.See(context.Background(), h.actors["soat"], a.ID)
	if err != nil || v.Decision.ID != d.ID || v.Items[0].Name != "Người Mẫu Mới" || v.Items[0].State != bonus.Due {
		t.Errorf("%+v, %v", v, err)
	}
}
