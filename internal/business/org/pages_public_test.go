package org

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/service/auth"
)

// anybody is a browser in which nobody has signed in.
func (c *county) anybody(t *testing.T) *browser {
	h := &house{Service: c.Service, d: c.d}
	h.pages = h.mount()
	return h.as(t, "")
}

// reformed is a county after its reform of 2025 and the renaming of 2026.
func eachReformed(t *testing.T, do func(t *testing.T, c *county)) {
	t.Helper()
	eachCounty(t, func(t *testing.T, c *county) {
		c.enter(t, c.reform("2025-07-01"))
		forest := c.now(t, "rung")
		c.enter(t, Draft{On: clock.Must("2026-03-01"), Basis: "Nghị quyết thử 02/NQ", VerifiedBy: "Lê Thị Đầu",
			Changes: []Change{{Relation: Rename, Old: forest.ID, Name: "Phường Rừng Xanh"}}})
		do(t, c)
	})
}

func TestDirectoryFindsOldAndNewNames(t *testing.T) {
	t.Parallel()
	eachReformed(t, func(t *testing.T, c *county) {
		b := c.anybody(t)
		page := b.get("/don-vi", http.StatusOK)
		wantIn(t, page, "Cấp cao nhất, theo bản đồ ngày 22/11/2026", `href="/don-vi/thanh-pho"`, "không qua sáp nhập")
		wantOut(t, mainPart(page), "Quận Cũ")
		for typed, want := range map[string]string{
			"hoa":                              "Phường Hoa — nay là Phường Vườn",
			"L%C3%A1":                          "Phường Lá — nay là Phường Rừng Xanh, Phường Vườn",
			"phuong+la":                        "Phường Lá — nay là Phường Rừng Xanh, Phường Vườn",
			"ph%C6%B0%E1%BB%9Dng+r%E1%BB%ABng": "Phường Rừng Xanh",
			"00001":                            "mã 00001 (từ 01/07/2025)",
			"000":                              "Phường Vườn",
			"quan":                             "đến hết 30/06/2025",
		} {
			wantIn(t, b.get("/don-vi?tu="+typed, http.StatusOK), want)
		}
		wantIn(t, b.get("/don-vi?tu=hoa&ngay=2024-05-01", http.StatusOK), ">Phường Hoa</a>", `/don-vi/hoa?ngay=2024-05-01`, "Quận Cũ, Thành phố Thử")
		wantIn(t, b.get("/don-vi?tu=zzz", http.StatusOK), "Không thấy đơn vị nào", `value="zzz"`)
		wantIn(t, b.get("/don-vi?tu=hoa&ngay=31/2/2024", http.StatusUnprocessableEntity), "Ngày chưa đúng", `value="31/2/2024"`, `value="hoa"`)
		b.get("/don-vi?ngay=0000-12-31", http.StatusUnprocessableEntity)
		b.get("/don-vi/la?ngay=9998-12-31", http.StatusOK)
		part := b.get("/don-vi/goi-y?tu=la", http.StatusOK)
		wantIn(t, part, `<a href="/don-vi/la">`, "nay là Phường Rừng Xanh, Phường Vườn", "1 gợi ý")
		wantOut(t, part, "<html", "<script")
		wantIn(t, b.get("/don-vi/goi-y?tu=l", http.StatusOK), "Không có gợi ý.")
		part = b.get("/don-vi/goi-y?tu=phuong", http.StatusOK)
		if new, old := strings.Index(part, "/don-vi/rung"), strings.Index(part, "/don-vi/hoa"); new < 0 || new > old {
			t.Errorf("what stands today does not come first: %s", part)
		}
	})
}

func TestUnitPageTellsBeforeAndAfter(t *testing.T) {
	t.Parallel()
	eachReformed(t, func(t *testing.T, c *county) {
		b := c.anybody(t)
		page := mainPart(b.get("/don-vi/la", http.StatusOK))
		wantIn(t, page, "Đơn vị này đã kết thúc, ngày cuối cùng là 30/06/2025. Nay là:", `<a href="/don-vi/rung">Phường Rừng Xanh</a>`, `<a href="/don-vi/vuon">`,
			"Nghị quyết thử 01/NQ", "chưa kiểm chứng", "Nhập một phần", "Cấp phường, xã, đến hết 30/06/2025", `href="/don-vi/quan"`, "đơn vị này kết thúc",
			"theo bản đồ ngày 30/06/2025", `href="/mo-hinh?don-vi=la"`)
		wantOut(t, page, "ban-do=")
		if ended, head := strings.Index(page, "đã kết thúc"), strings.Index(page, "Trước và sau"); ended > head {
			t.Error("an ended unit says so only after its past")
		}
		page = mainPart(b.get("/don-vi/rung", http.StatusOK))
		wantIn(t, page, "<b>Phường Rừng</b>", "<b>Phường Rừng Xanh</b>", "Đổi tên", "Nhập toàn bộ", `<a href="/don-vi/qua">Phường Quả</a>`, "01/07/2025 đến 28/02/2026",
			"Cấp phường, xã, đặc khu, từ 01/07/2025", `href="/mo-hinh?ban-do=2026-11-22&amp;don-vi=rung"`)
		if n := strings.Count(page, "chưa kiểm chứng"); n != 1 {
			t.Errorf("%d events say that nobody has checked them, want 1 of 2", n)
		}
		wantIn(t, mainPart(b.get("/don-vi/quan", http.StatusOK)), "không có đơn vị nào thay thế", "cấp trên: Thành phố Thử", "Phường Quả", "Kết thúc hoạt động",
			"Địa bàn của đơn vị nay thuộc:", `<a href="/don-vi/rung">Phường Rừng Xanh</a>`, `<a href="/don-vi/vuon">`)
		b.get("/don-vi/khong-co", http.StatusNotFound)
	})
}

func TestUnitPageShowsTheMapOfADay(t *testing.T) {
	t.Parallel()
	eachReformed(t, func(t *testing.T, c *county) {
		b := c.anybody(t)
		page := mainPart(b.get("/don-vi/thanh-pho", http.StatusOK))
		wantIn(t, page, `<a href="/don-vi/rung">Phường Rừng Xanh</a>`)
		wantOut(t, page, "Quận Cũ")
		page = mainPart(b.get("/don-vi/thanh-pho?ngay=2025-08-01", http.StatusOK))
		wantIn(t, page, `<a href="/don-vi/rung?ngay=2025-08-01">Phường Rừng</a>`)
		page = mainPart(b.get("/don-vi/thanh-pho?ngay=2024-08-01", http.StatusOK))
		wantIn(t, page, "Quận Cũ", "Quận, huyện (đến 30/6/2025)")
		wantOut(t, page, "Phường Rừng")
		page = mainPart(b.get("/don-vi/vuon?ngay=2024-08-01", http.StatusOK))
		wantIn(t, page, "Ngày 01/08/2024 đơn vị này chưa hoạt động.")
		wantOut(t, page, "Tổ dân phố số 1")
		wantIn(t, mainPart(b.get("/don-vi/vuon", http.StatusOK)), "Tổ dân phố số 1")
		wantIn(t, mainPart(b.get("/don-vi/hoa?ngay=2026-08-01", http.StatusOK)), "Ngày 01/08/2026 đơn vị này đã kết thúc.")
		wantIn(t, mainPart(b.get("/don-vi/hoa?ngay=mai", http.StatusUnprocessableEntity)), "Ngày chưa đúng", `value="mai"`)
	})
}

func TestUnitPageBeforeItsDay(t *testing.T) {
	t.Parallel()
	eachCounty(t, func(t *testing.T, c *county) {
		c.enter(t, c.reform("2027-01-01"))
		b := c.anybody(t)
		wantIn(t, mainPart(b.get("/don-vi/vuon", http.StatusOK)), "Đơn vị này bắt đầu hoạt động từ ngày 01/01/2027.", "Chờ đến ngày hiệu lực")
		wantIn(t, mainPart(b.get("/don-vi/hoa", http.StatusOK)), "hoạt động đến hết ngày 31/12/2026. Từ ngày 01/01/2027, thay vào đó là:", `href="/don-vi/vuon"`,
			"ban-do=2026-11-22")
	})
}

func TestUnitsBelowArePagedByTree(t *testing.T) {
	t.Parallel()
	eachCounty(t, func(t *testing.T, c *county) {
		err := c.d.Update(t.Context(), func(tx *db.Tx) error {
			b, err := c.book(t.Context(), tx)
			if err != nil {
				return err
			}
			for n := range 60 {
				l := newLife(fmt.Sprintf("to-%03d", n), fmt.Sprintf("Tổ dân phố %03d", n), "neighborhood", c.id("la"), clock.Span{})
				b.add(l)
				b.settle(l, clock.DayOf(tx.Now))
			}
			l := newLife("hoi", "Hội Thử", "union", c.id("thanh-pho"), clock.Span{})
			l.Placings = append(l.Placings, Placing{Tree: FrontTree, ParentID: c.id("la")})
			b.add(l)
			b.settle(l, clock.DayOf(tx.Now))
			return b.write(t.Context(), tx)
		})
		if err != nil {
			t.Fatal(err)
		}
		b := c.anybody(t)
		page := mainPart(b.get("/don-vi/la", http.StatusOK))
		wantIn(t, page, "Tổ dân phố 049", "/don-vi/la?sau=to-049", "/don-vi/la?cay=front")
		wantOut(t, page, "Tổ dân phố 050", "Hội Thử")
		page = mainPart(b.get("/don-vi/la?sau=to-049", http.StatusOK))
		wantIn(t, page, "Tổ dân phố 050", "Tổ dân phố 059")
		wantOut(t, page, "Tổ dân phố 049", "Trang sau")
		page = mainPart(b.get("/don-vi/la?cay=front", http.StatusOK))
		wantIn(t, page, "Hội Thử", `name="cay" value="front"`)
		wantOut(t, page, "Tổ dân phố 001")
		wantIn(t, mainPart(b.get("/don-vi/hoi", http.StatusOK)), "Mặt trận và đoàn thể", `href="/don-vi/la"`)
	})
}

func TestSuggestionsStayInTheSubtree(t *testing.T) {
	t.Parallel()
	eachHouse(t, func(t *testing.T, h *house) {
		at := "/quan-tri/don-vi/goi-y?tu=phuong"
		wantIn(t, h.as(t, "dau").get(at, http.StatusOK), `value="Phường Đông (phuong-dong)"`, `value="Phường Tây (phuong-tay)"`)
		own := h.as(t, "dong").get(at, http.StatusOK)
		wantIn(t, own, "Phường Đông", "1 gợi ý")
		wantOut(t, own, "Phường Tây")
		wantIn(t, h.as(t, "dau").get("/quan-tri/don-vi/goi-y?tu=phuong-tay", http.StatusOK), "Phường Tây")
		wantIn(t, h.as(t, "dau").get("/quan-tri/don-vi/goi-y?tu=khong-co", http.StatusOK), "Không có gợi ý.")
		h.as(t, "ghi").get(at, http.StatusNotFound)
		h.as(t, "").get(at, http.StatusSeeOther)
	})
}

// TestWithinAgreesInLargeSubtrees finds the same in a subtree of which every name
// is looked through and in one in which the index leads.
func TestWithinAgreesInLargeSubtrees(t *testing.T) {
	t.Parallel()
	s, d := aCountry(t)
	err := d.View(t.Context(), func(tx *db.Tx) error {
		under := func(top string) (codes []string) {
			all, err := s.Within(t.Context(), tx, []string{top}, "kim", clock.Must("2026-01-01"), 500)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range all {
				if strings.HasPrefix(m.Path, "/tinh-3/") {
					codes = append(codes, m.Code)
				}
			}
			return codes
		}
		small, large := under("/tinh-3/"), under("/")
		if len(small) == 0 || len(small) != len(large) {
			t.Errorf("%d units in the province, %d of it in the country", len(small), len(large))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.Suggest(t.Context(), auth.Actor{}, "kim", 8)
	if err == nil {
		t.Error("nobody is given suggestions")
	}
}
