package org

import (
	"context"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/auth"
)

const newEventForm = "/quan-tri/don-vi/su-kien/moi"

// shelf holds initiatives of units for tests.
type shelf struct {
	all, open map[string]int
	carried   []string // "from → to"
}

func (s *shelf) Holdings(context.Context, *db.Tx) (Holdings, error) {
	return Holdings{Label: "Mô hình", All: s.all, Open: s.open}, nil
}

func (s *shelf) Carry(_ context.Context, _ *db.Tx, from, to Unit) error {
	s.carried = append(s.carried, from.Name+" → "+to.Name)
	return nil
}

// below makes a unit under another.
func (h *house) below(t *testing.T, name string, kind Type, above Unit) Unit {
	t.Helper()
	u, err := h.Add(t.Context(), h.head, Input{Name: name, Type: kind, ParentID: above.ID})
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func (h *house) account(t *testing.T, login string, u Unit) auth.Account {
	t.Helper()
	var a auth.Account
	err := h.d.Update(t.Context(), func(tx *db.Tx) (err error) {
		if a, err = auth.Create(t.Context(), tx, auth.NewAccount{Login: login, Name: "Đỗ Thị Mới"}, "hash"); err != nil {
			return err
		}
		return auth.Give(t.Context(), tx, a.ID, auth.Grant{Role: auth.Registrar, UnitID: u.ID, UnitPath: u.Path, UnitName: u.Name})
	})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// sendForm posts values and returns the page.
func (b *browser) sendForm(path string, want int, values url.Values) *httptest.ResponseRecorder {
	b.t.Helper()
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(values.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return b.send(r, want)
}

var hidden = regexp.MustCompile(`<input type="hidden" name="([^"]*)" value="([^"]*)"`)

// carried reads the hidden fields of a preview.
func carried(page string) url.Values {
	values := url.Values{}
	for _, m := range hidden.FindAllStringSubmatch(page, -1) {
		values.Set(m[1], strings.NewReplacer("&#34;", `"`, "&amp;", "&", "&#39;", "'").Replace(m[2]))
	}
	return values
}

func with(values url.Values, more ...string) url.Values {
	values = maps.Clone(values)
	for i := 0; i < len(more); i += 2 {
		values.Set(more[i], more[i+1])
	}
	return values
}

// merger: both wards become Phường Mới.
func (h *house) merger(on string) url.Values {
	return with(url.Values{}, "id", "019a0000-0000-7000-8000-0000000000e1", "loai", "sap-nhap", "on", on, "basis", "Nghị quyết 9/NQ-HĐND",
		"new[0].name", "Phường Mới", "new[0].type", "ward", "new[0].above", "Thành phố Thử (thanh-pho-thu)", "new[0].code", "00101",
		"row[0].old", "Phường Đông (phuong-dong)", "row[0].relation", "whole", "row[0].to", "moi-1",
		"row[1].old", "Phường Tây (phuong-tay)", "row[1].relation", "whole", "row[1].to", "moi-1")
}

func today() clock.Date { return clock.DayOf(dbtest.Moment) }

func TestMergerThroughTheForm(t *testing.T) {
	t.Parallel()
	eachHouse(t, func(t *testing.T, h *house) {
		things := &shelf{all: map[string]int{h.east.ID: 7}, open: map[string]int{h.east.ID: 2}}
		h.Holders = []Holder{things}
		a := h.account(t, "moi", h.east)
		b := h.as(t, "dau")
		page := b.get(newEventForm+"?loai=sap-nhap&don-vi="+h.east.ID, http.StatusOK)
		wantIn(t, page, `value="Phường Đông (phuong-dong)"`, `value="Thành phố Thử (thanh-pho-thu)"`, "Nhập một phần", `name="row[1].old"`)

		wrong := with(h.merger("2026-11-01"), "row[1].old", "Phường Tâyy", "basis", "")
		page = b.sendForm(newEventForm, http.StatusUnprocessableEntity, wrong).Body.String()
		wantIn(t, page, "Còn chỗ cần xem lại", `href="#f-row-2-old"`, "Chọn một đơn vị trong danh sách.", `value="Phường Tâyy"`, "làm căn cứ", `value="Phường Mới"`)

		page = b.sendForm(newEventForm, http.StatusOK, with(wrong, "buoc", "them-dong")).Body.String()
		wantIn(t, page, `name="row[2].old"`, `value="Phường Tâyy"`)
		page = b.sendForm(newEventForm, http.StatusOK, with(wrong, "buoc", "them-don-vi-moi")).Body.String()
		wantIn(t, page, `name="new[1].name"`, "Đơn vị mới số 1: Phường Mới")

		page = b.sendForm(newEventForm, http.StatusOK, h.merger("2026-11-01")).Body.String()
		wantIn(t, page, "chưa có gì được ghi", "Mô hình: 7, đang mở 2", "1 tài khoản, đi theo đơn vị kế tiếp", "Phường Mới", "00101", "không rút lại được")
		if all, err := h.Events(t.Context(), h.head, EventFilter{Limit: 9}); err != nil || len(all) != 0 {
			t.Fatalf("a preview wrote %v, %v", all, err)
		}
		form := carried(page)
		page = b.sendForm(newEventForm, http.StatusOK, with(form, "buoc", "sua")).Body.String()
		wantIn(t, page, `value="Phường Tây (phuong-tay)"`, `value="2026-11-01"`)
		w := b.sendForm(newEventForm, http.StatusSeeOther, with(form, "buoc", "luu"))
		b.sendForm(newEventForm, http.StatusSeeOther, with(form, "buoc", "luu")) // sent twice
		page = b.get(w.Header().Get("Location"), http.StatusOK)
		wantIn(t, page, "Đã ghi sự kiện ngày 01/11/2026", "Nghị quyết 9/NQ-HĐND", "Phường Đông", "Phường Mới", "Lê Thị Đầu", "chưa kiểm chứng")
		if !slices.Contains(things.carried, "Phường Đông → Phường Mới") {
			t.Errorf("open work was not handed on: %v", things.carried)
		}
		if got := h.grantUnit(t, a.ID); got != "Phường Mới" {
			t.Errorf("the account works for %s", got)
		}
		b.post(w.Header().Get("Location")+"/kiem-chung", http.StatusSeeOther)
		page = b.get("/quan-tri/don-vi/su-kien", http.StatusOK)
		wantIn(t, page, "Nghị quyết 9/NQ-HĐND", "Đã có hiệu lực")
		wantOut(t, mainPart(page), "chưa kiểm chứng")
		page = b.get("/quan-tri/don-vi/"+h.east.ID, http.StatusOK)
		wantIn(t, page, "Đơn vị đã kết thúc, ngày cuối cùng 31/10/2026", "Kế tiếp là", "Phường Mới", "Nhập toàn bộ")
		wantOut(t, mainPart(b.get("/quan-tri/don-vi", http.StatusOK)), "Phường Đông", "Phường Tây")
		wantIn(t, b.get("/quan-tri/don-vi?het=1", http.StatusOK), "Phường Đông", "Phường Tây", "Phường Mới")
		page = b.get("/quan-tri/don-vi?ngay=2026-10-31", http.StatusOK)
		wantIn(t, page, "Phường Đông", "Phường Tây")
		wantOut(t, mainPart(page), "Phường Mới")
	})
}

func (h *house) grantUnit(t *testing.T, accountID string) string {
	t.Helper()
	var a auth.Account
	err := h.d.View(t.Context(), func(tx *db.Tx) (err error) {
		a, err = auth.Find(t.Context(), tx, accountID)
		return err
	})
	if err != nil || len(a.Grants) != 1 {
		t.Fatalf("%+v, %v", a, err)
	}
	return a.Grants[0].UnitName
}

func TestSplitAsksForUnitsBelow(t *testing.T) {
	t.Parallel()
	eachHouse(t, func(t *testing.T, h *house) {
		one, two := h.below(t, "Khu phố 1", "neighborhood", h.east), h.below(t, "Khu phố 2", "neighborhood", h.east)
		h.account(t, "moi", h.east)
		b := h.as(t, "dau")
		split := with(h.merger("2026-11-01"), "row[0].relation", "part", "row[1].old", "Phường Đông (phuong-dong)", "row[1].relation", "part", "row[1].to", "moi-2",
			"new[1].name", "Phường Khác", "new[1].type", "ward", "new[1].above", "thanh-pho-thu")
		page := b.sendForm(newEventForm, http.StatusUnprocessableEntity, split).Body.String()
		wantIn(t, page, "Chọn nơi về của Khu phố 1, hoặc kết thúc.", `href="#f-rest"`, "Còn 2 đơn vị trực thuộc chưa có nơi về", "Khu phố 2 (đang trực thuộc Phường Đông)", "Đơn vị mới số 2: Phường Khác")

		page = b.sendForm(newEventForm, http.StatusOK, with(split, "rest", "moi-2", "below[0].unit", one.ID)).Body.String()
		wantIn(t, page, "Khu phố 1", "Khu phố 2", "Chuyển cấp trên")
		split = with(split, "below[0].unit", one.ID, "below[0].to", "moi-2", "below[1].unit", two.ID, "below[1].to", "ket-thuc")
		page = b.sendForm(newEventForm, http.StatusOK, split).Body.String()
		wantIn(t, page, "Phường Đông được chia ra", "1 tài khoản, cần được giao vai trò lại", "Khu phố 1", "Kết thúc hoạt động", "Phường Mới, Phường Khác")
		w := b.sendForm(newEventForm, http.StatusSeeOther, with(carried(page), "buoc", "luu"))
		wantIn(t, b.get(w.Header().Get("Location"), http.StatusOK), "Nhập một phần", "Chuyển cấp trên", "Phường Khác")
		wantIn(t, b.get("/quan-tri/don-vi/"+one.ID, http.StatusOK), "Phường Khác")
		wantIn(t, b.get("/quan-tri/don-vi/"+two.ID, http.StatusOK), "Đơn vị đã kết thúc")
	})
}

func TestRenameForALaterDay(t *testing.T) {
	t.Parallel()
	eachHouse(t, func(t *testing.T, h *house) {
		b := h.as(t, "dau")
		on := today().AddDays(30)
		rename := with(url.Values{}, "loai", "doi-ten", "on", on.String(), "basis", "NQ 12", "row[0].old", "phuong tay", "row[0].name", "Phường Tây Hồ")
		page := b.sendForm(newEventForm, http.StatusOK, rename).Body.String()
		wantIn(t, page, "xảy ra vào ngày 22/12/2026", "Phường Tây Hồ", "Ghi, chờ đến ngày 22/12/2026")
		at := b.sendForm(newEventForm, http.StatusSeeOther, with(carried(page), "buoc", "luu")).Header().Get("Location")
		wantIn(t, b.get("/quan-tri/don-vi/su-kien", http.StatusOK), "Chờ đến ngày hiệu lực", "NQ 12")
		wantIn(t, b.get(at+"/rut", http.StatusOK), "Rút sự kiện ngày 22/12/2026?", "1 đơn vị trở lại")
		b.post(at+"/rut", http.StatusSeeOther)
		wantIn(t, b.get(at, http.StatusOK), "Sự kiện đã rút")
		page = b.get("/quan-tri/don-vi/"+h.west.ID, http.StatusOK)
		wantIn(t, page, "từ trước đến nay")
		wantOut(t, mainPart(page), "Phường Tây Hồ", "21/12/2026")
		b.post(at+"/rut", http.StatusConflict)

		at = b.sendForm(newEventForm, http.StatusSeeOther, with(rename, "buoc", "luu", "id", "019a0000-0000-7000-8000-0000000000e2")).Header().Get("Location")
		wantIn(t, b.get("/quan-tri/don-vi?ngay="+on.ISO(), http.StatusOK), "Phường Tây Hồ")
		wantOut(t, mainPart(b.get("/quan-tri/don-vi", http.StatusOK)), "Phường Tây Hồ")
		h.d.Now = func() time.Time { return dbtest.Moment.AddDate(0, 0, 31) }
		if err := h.TakeEffect(t.Context()); err != nil {
			t.Fatal(err)
		}
		wantIn(t, b.get("/quan-tri/don-vi/"+h.west.ID, http.StatusOK), "<h1>Phường Tây Hồ</h1>", "đến hết 21/12/2026")
		b.post(at+"/rut", http.StatusConflict)
	})
}

func TestEventsOfOthersAreHidden(t *testing.T) {
	t.Parallel()
	eachHouse(t, func(t *testing.T, h *house) {
		at := h.as(t, "dau").sendForm(newEventForm, http.StatusSeeOther, with(url.Values{}, "loai", "doi-ten", "on", "2026-12-30", "basis", "NQ 12",
			"row[0].old", "phuong-tay", "row[0].name", "Phường Tây Hồ", "buoc", "luu")).Header().Get("Location")
		east := h.as(t, "dong")
		east.get(at, http.StatusNotFound)
		east.post(at+"/rut", http.StatusNotFound)
		east.post(at+"/kiem-chung", http.StatusNotFound)
		wantOut(t, mainPart(east.get("/quan-tri/don-vi/su-kien", http.StatusOK)), "NQ 12")
		page := east.sendForm(newEventForm, http.StatusUnprocessableEntity, h.merger("2026-11-01")).Body.String()
		wantIn(t, page, `href="#f-row-2-old"`)
		east.get(newEventForm+"?loai=doi-ten&don-vi="+h.west.ID, http.StatusNotFound)
		east.get("/quan-tri/don-vi?duoi="+h.city.ID, http.StatusNotFound)
		east.get("/quan-tri/don-vi/"+h.west.ID+"/chuc-danh", http.StatusNotFound)
		east.post("/quan-tri/don-vi/"+h.west.ID+"/ma", http.StatusNotFound, "scheme", GSO, "code", "1")
		clerk := h.as(t, "ghi")
		for _, path := range []string{"/quan-tri/don-vi/su-kien", newEventForm, newEventForm + "?loai=doi-ten", at, at + "/rut"} {
			clerk.get(path, http.StatusNotFound)
		}
		clerk.sendForm(newEventForm, http.StatusNotFound, h.merger("2026-11-01"))

		// An event that reaches beyond the ward is seen there, not touched.
		both := h.as(t, "dau").sendForm(newEventForm, http.StatusSeeOther, with(h.merger("2026-12-31"), "buoc", "luu")).Header().Get("Location")
		wantOut(t, mainPart(east.get(both, http.StatusOK)), "Rút sự kiện", "/kiem-chung")
		east.post(both+"/rut", http.StatusForbidden)
	})
}

func TestListLeadsDownLevelByLevel(t *testing.T) {
	t.Parallel()
	eachHouse(t, func(t *testing.T, h *house) {
		names := []string{"Khu phố A", "Khu phố B", "Khu phố C"}
		for _, name := range names {
			h.below(t, name, "neighborhood", h.east)
		}
		b := h.as(t, "dau")
		page := b.get("/quan-tri/don-vi", http.StatusOK)
		wantIn(t, page, "Thành phố Thử", `href="/quan-tri/don-vi?duoi=`+h.east.ID+`"`)
		wantOut(t, mainPart(page), "Khu phố A")
		wantIn(t, b.get("/quan-tri/don-vi?duoi="+h.east.ID, http.StatusOK), names...)
		wantIn(t, b.get("/quan-tri/don-vi?ngay=hôm-qua", http.StatusOK), "Ngày chưa đúng")
		wantIn(t, b.get("/quan-tri/don-vi?cay=party", http.StatusOK), "Ở đây không có đơn vị nào")
		var got []string
		f := TreeFilter{Day: today(), Tree: Administrative, Above: h.east.ID, Limit: 1}
		for range 5 {
			level, err := h.Level(t.Context(), h.head, f)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range level.Rows {
				got, f.After = append(got, r.Name), r.ID
			}
		}
		if !slices.Equal(got, names) {
			t.Errorf("page by page the list is %v", got)
		}
	})
}
