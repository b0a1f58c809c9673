package org

import (
	"net/http"
	"regexp"
	"testing"
)

func TestPosts(t *testing.T) {
	t.Parallel()
	eachHouse(t, func(t *testing.T, h *house) {
		b := h.as(t, "dau")
		h.account(t, "moi", h.east)
		at := "/quan-tri/don-vi/" + h.east.ID
		wantIn(t, b.get(at, http.StatusOK), "Chưa ghi ai giữ chức danh nào.")
		page := b.post(at+"/chuc-danh", http.StatusUnprocessableEntity, "title", "", "holder", "Bùi Văn Giữ", "from", "2026-02-01", "to", "2026-01-01", "login", "khong-co").Body.String()
		wantIn(t, page, "Chưa ghi chức danh", `value="Bùi Văn Giữ"`, "Ngày cuối cùng phải sau", "Không có tài khoản “khong-co”")
		add := []string{"id", "019a0000-0000-7000-8000-0000000000f1", "title", "Phó Bí thư Thường trực", "holder", "Bùi Văn Giữ", "from", "1/2/2026", "login", "moi"}
		b.post(at+"/chuc-danh", http.StatusSeeOther, add...)
		b.post(at+"/chuc-danh", http.StatusSeeOther, add...)
		page = b.get(at, http.StatusOK)
		wantIn(t, page, "Bùi Văn Giữ", "Phó Bí thư Thường trực", "từ 01/02/2026")
		if n := len(regexp.MustCompile(`/chuc-danh/019a`).FindAllString(page, -1)); n != 1 {
			t.Errorf("sending twice made %d posts", n)
		}
		post := at + "/chuc-danh/019a0000-0000-7000-8000-0000000000f1"
		wantIn(t, b.get(post, http.StatusOK), `value="moi"`, `name="version" value="1"`)
		end := []string{"title", "Phó Bí thư Thường trực", "holder", "Bùi Văn Giữ", "from", "2026-02-01", "to", "2026-10-01", "version", "1"}
		b.post(post, http.StatusSeeOther, end...)
		wantIn(t, b.get(at, http.StatusOK), "01/02/2026 đến 01/10/2026")
		page = b.post(post, http.StatusConflict, end...).Body.String()
		wantIn(t, page, "Có người vừa sửa", `name="version" value="2"`)
		b.get("/quan-tri/don-vi/"+h.west.ID+"/chuc-danh/019a0000-0000-7000-8000-0000000000f1", http.StatusNotFound)
		h.as(t, "dong").get("/quan-tri/don-vi/"+h.west.ID, http.StatusNotFound)
	})
}

func TestUnitInTwoTrees(t *testing.T) {
	t.Parallel()
	eachHouse(t, func(t *testing.T, h *house) {
		b := h.as(t, "dau")
		party := h.below(t, "Thành ủy Thử", "party_committee", h.city)
		ward := h.below(t, "Đảng ủy phường Đông", "party_committee", h.east)
		at := "/quan-tri/don-vi/" + ward.ID
		wantIn(t, b.get(at+"/cay", http.StatusOK), "Tổ chức Đảng")
		page := b.post(at+"/cay", http.StatusUnprocessableEntity, "tree", "administrative", "parent", "Thành ủy Thưr").Body.String()
		wantIn(t, page, "Chọn một cây tổ chức.", "Chọn một đơn vị trong danh sách.", `value="Thành ủy Thưr"`)
		b.post(at+"/cay", http.StatusSeeOther, "tree", "party", "parent", "Thành ủy Thử (thanh-uy-thu)", "from", "2025-07-01")
		wantIn(t, b.get(at, http.StatusOK), "Tổ chức Đảng", "Thành ủy Thử", "Phường Đông", "từ 01/07/2025")
		page = b.post(at+"/cay", http.StatusUnprocessableEntity, "tree", "party", "parent", "thanh-uy-thu", "from", "2026-01-01").Body.String()
		wantIn(t, page, "đã trực thuộc Thành ủy Thử ở cùng cây")
		page = b.post("/quan-tri/don-vi/"+party.ID+"/cay", http.StatusUnprocessableEntity, "tree", "party", "parent", ward.Code).Body.String()
		wantIn(t, page, "đang nằm dưới chính đơn vị này")
		page = b.get("/quan-tri/don-vi?cay=party", http.StatusOK)
		wantIn(t, page, "Thành ủy Thử")
		wantOut(t, mainPart(page), "Đảng ủy phường Đông")
		wantIn(t, b.get("/quan-tri/don-vi?cay=party&duoi="+party.ID, http.StatusOK), "Đảng ủy phường Đông")
		wantOut(t, mainPart(b.get("/quan-tri/don-vi?cay=party&ngay=2025-06-30&duoi="+party.ID, http.StatusOK)), "Đảng ủy phường Đông")

		edit := at + "/cay/sua?tree=party&from=2025-07-01"
		wantIn(t, b.get(edit, http.StatusOK), "Gỡ khỏi cây", "Lưu ngày cuối cùng")
		b.post(at+"/cay/sua", http.StatusUnprocessableEntity, "tree", "party", "from", "2025-07-01", "to", "2025-01-01")
		b.post(at+"/cay/sua", http.StatusSeeOther, "tree", "party", "from", "2025-07-01", "to", "2026-03-31")
		wantIn(t, b.get(at, http.StatusOK), "01/07/2025 đến 31/03/2026")
		b.post(at+"/cay/go", http.StatusSeeOther, "tree", "party", "from", "2025-07-01")
		wantOut(t, mainPart(b.get(at, http.StatusOK)), "Tổ chức Đảng")
		b.get(edit, http.StatusNotFound)
		h.as(t, "dong").post(at+"/cay", http.StatusUnprocessableEntity, "tree", "party", "parent", party.Code)
	})
}

func TestCodes(t *testing.T) {
	t.Parallel()
	eachHouse(t, func(t *testing.T, h *house) {
		b := h.as(t, "dau")
		at := "/quan-tri/don-vi/" + h.east.ID
		b.post(at+"/ma", http.StatusSeeOther, "scheme", GSO, "code", "00166", "to", "2025-06-30")
		wantIn(t, b.get(at, http.StatusOK), "00166", "Mã của cơ quan thống kê", "đến hết 30/06/2025")
		west := "/quan-tri/don-vi/" + h.west.ID
		page := b.post(west+"/ma", http.StatusUnprocessableEntity, "scheme", GSO, "code", "00166", "from", "2025-06-30").Body.String()
		wantIn(t, page, "mã 00166 là mã của Phường Đông")
		b.post(west+"/ma", http.StatusSeeOther, "scheme", GSO, "code", "00166", "from", "2025-07-01")
		wantIn(t, b.get(at+"/ma/go?scheme=gso&code=00166&from=", http.StatusOK), "Gỡ mã 00166?")
		b.post(at+"/ma/go", http.StatusSeeOther, "scheme", GSO, "code", "00166", "from", "")
		wantOut(t, mainPart(b.get(at, http.StatusOK)), "Mã của cơ quan thống kê")
		b.post(at+"/ma/go", http.StatusNotFound, "scheme", GSO, "code", "00166", "from", "")
	})
}
