package publication_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"kheo/internal/business/initiative"
	"kheo/internal/business/participant"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
)

func titled(title string) initiative.Content { return initiative.Content{Title: title} }

// must fails unless path answers 200 with every one of words.
func (w *world) must(t *testing.T, path string, words ...string) string {
	t.Helper()
	status, body := w.get(path)
	if status != http.StatusOK {
		t.Fatalf("%s: %d", path, status)
	}
	for _, word := range words {
		if !strings.Contains(body, word) {
			t.Errorf("%s does not say %q", path, word)
		}
	}
	return body
}

func TestEmptySite(t *testing.T) {
	t.Parallel()
	w := newWorld(t, dbtest.SQLite(t))
	w.must(t, "/", "Chưa có mô hình nào được công nhận", "Dân giám sát", "Kiểm tra một giấy khen", "10/12/2026")
	w.must(t, "/mo-hinh", "Chưa có mô hình nào")
	w.must(t, "/so-lieu", "Chưa có quyết định công nhận.")
	w.must(t, "/gioi-thieu", "Không xếp hạng đơn vị.", "Quận Đống Đa")
	w.must(t, "/robots.txt", "Disallow: /viec")
}

func TestCatalogueFilters(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		bins := w.plant(initiative.Initiative{State: initiative.InProgress, Content: titled("Thùng rác xanh"), FieldID: economy})
		lamps := w.plant(initiative.Initiative{State: initiative.UnderReview, Content: titled("Đèn ngõ sáng"), UnitID: other, UnitPath: "/quan-dong-da/phuong-kim-lien/"})
		won := w.plant(initiative.Initiative{State: initiative.Recognised, SeasonID: past, Content: titled("Sân chơi chung"),
			ParticipantKind: participant.Household, ParticipantName: "Gia đình văn hóa số 9"})
		w.plant(initiative.Initiative{State: initiative.Submitted, Content: titled("Còn chờ nhận")})
		w.decide("recognition", "412-QĐ/QU", "2025-10-20", "issued", won)
		for query, want := range map[string][]initiative.Initiative{
			"":                                {bins, lamps, won},
			"?chang=dang-ky":                  {bins, lamps, won},
			"?mua=dvk-2026":                   {bins, lamps},
			"?linh-vuc=kinh-te":               {bins},
			"?don-vi=phuong-kim-lien":         {lamps},
			"?don-vi=quan-dong-da":            {bins, lamps, won},
			"?chang=thuc-hien":                {bins},
			"?chang=tham-dinh":                {lamps},
			"?chang=cong-nhan":                {won},
			"?chang=cong-nhan&mua=dvk-2025":   {won},
			"?chang=cong-nhan&mua=dvk-2026":   {},
			"?chang=khen":                     {},
			"?loai=household":                 {won},
			"?tu=den+ngo":                     {lamps},
			"?tu=%C4%90%C3%A8n":               {lamps},
			"?tu=khong+co":                    {},
			"?linh-vuc=kinh-te&mua=dvk-2025":  {},
			"?linh-vuc=khong-co":              {},
			"?don-vi=khong-co":                {},
			"?mua=khong-co":                   {},
			"?chang=khong-co":                 {},
			"?loai=khong-co":                  {},
			"?sau=khong-phai-ma":              {bins, lamps, won},
			"?tu=m%C3%B4+h%C3%ACnh+kh%C3%A9o": {bins, lamps, won},
		} {
			body := w.must(t, "/mo-hinh"+query)
			for _, i := range []initiative.Initiative{bins, lamps, won} {
				listed := false
				for _, x := range want {
					listed = listed || x.Code == i.Code
				}
				if strings.Contains(body, "/mo-hinh/"+i.Code) != listed {
					t.Errorf("%q: %s listed: %v, want %v", query, i.Title, !listed, listed)
				}
			}
			if strings.Contains(body, "Còn chờ nhận") {
				t.Errorf("%q shows what is not accepted", query)
			}
			if len(want) == 0 && !strings.Contains(body, `href="/mo-hinh">Xem tất cả mô hình`) {
				t.Errorf("%q: no way out of an empty list", query)
			}
		}
		w.must(t, "/mo-hinh", "3 mô hình, mới đăng ký trước.", "Ngoài ra có 1 đăng ký đã gửi")
		w.must(t, "/mo-hinh.csv?chang=cong-nhan", "Sân chơi chung", "412-QĐ/QU")
	})
}

func TestPagesOfTheCatalogue(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		var all []initiative.Initiative
		for n := range 120 {
			all = append(all, w.plant(initiative.Initiative{State: initiative.InProgress, Content: titled(fmt.Sprintf("Ngõ văn minh %03d", n))}))
		}
		for _, query := range []string{"?", "?tu=van+minh&"} {
			first := w.must(t, "/mo-hinh"+query, "Dòng 1–50 trên 120", "Ngõ văn minh 119", "Ngõ văn minh 070")
			if strings.Contains(first, "Ngõ văn minh 069") || strings.Contains(first, "Trang trước") {
				t.Error("the first page is too long or has one before")
			}
			second := w.must(t, fmt.Sprintf("/mo-hinh%ssau=%s&dong=51", query, all[70].ID), "Dòng 51–100 trên 120", "Ngõ văn minh 069", "Ngõ văn minh 020", "Trang trước")
			if strings.Contains(second, "Ngõ văn minh 070") {
				t.Error("a row stands on two pages")
			}
			last := w.must(t, fmt.Sprintf("/mo-hinh%ssau=%s&dong=101", query, all[20].ID), "Dòng 101–120 trên 120", "Ngõ văn minh 000")
			if strings.Contains(last, "Trang sau") {
				t.Error("the last page has one after")
			}
			w.must(t, fmt.Sprintf("/mo-hinh%struoc=%s&dong=51", query, all[19].ID), "Dòng 51–100 trên 120", "Ngõ văn minh 069", "Ngõ văn minh 020")
			if status, _ := w.get(fmt.Sprintf("/mo-hinh%ssau=%s", query, all[0].ID)); status != http.StatusSeeOther {
				t.Errorf("beyond the end: %d", status)
			}
		}
		if body := w.must(t, "/mo-hinh.csv"); strings.Count(body, "Ngõ văn minh") != 120 {
			t.Error("the file does not have every row")
		}
	})
}

func TestCodesOfInitiatives(t *testing.T) {
	t.Parallel()
	w := newWorld(t, dbtest.SQLite(t))
	i := w.plant(initiative.Initiative{State: initiative.InProgress, Content: titled("Thùng rác xanh")})
	waiting := w.plant(initiative.Initiative{State: initiative.Submitted, Content: titled("Còn chờ nhận")})
	w.must(t, "/mo-hinh/"+i.Code, "Thùng rác xanh", "Chưa có quyết định")
	rec := httptest.NewRecorder()
	w.mux.ServeHTTP(rec, httptest.NewRequest(http.MethodGet, "/mo-hinh/"+strings.ToLower(strings.ReplaceAll(i.Code, "-", "")), nil))
	if rec.Code != http.StatusMovedPermanently || rec.Header().Get("Location") != "/mo-hinh/"+i.Code {
		t.Errorf("small letters: %d %s", rec.Code, rec.Header().Get("Location"))
	}
	last := "0"
	if strings.HasSuffix(i.Code, "0") {
		last = "1"
	}
	for path, word := range map[string]string{
		i.Code[:len(i.Code)-1] + last: "có chỗ gõ sai", "abc": "MH-7K3F-92QX", waiting.Code: "chưa tiếp nhận",
	} {
		status, body := w.get("/mo-hinh/" + path)
		if status != http.StatusNotFound || !strings.Contains(body, word) {
			t.Errorf("%s: %d, says %q: %v", path, status, word, strings.Contains(body, word))
		}
	}
}

func TestNumbers(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		won := w.plant(initiative.Initiative{State: initiative.Recognised, SeasonID: past, Content: titled("Sân chơi chung")})
		w.plant(initiative.Initiative{State: initiative.NotRecognised, SeasonID: past, Content: titled("Vườn hoa"), UnitID: other, UnitPath: "/quan-dong-da/phuong-kim-lien/"})
		w.note(won, "2025-05-01", initiative.Benefited, "Bà con cùng chơi", 1448, 0, 0)
		w.decide("recognition", "412-QĐ/QU", "2025-10-20", "issued", won)
		w.must(t, "/", ">2</a>", ">1.448</a>", "1 tập thể · ngày 20/10/2025", "/mo-hinh?mua=dvk-2025&amp;chang=cong-nhan", "Sân chơi chung")
		w.must(t, "/so-lieu?mua=dvk-2025", "Công nhận ", "ngày 20/10/2025", "Phường Kim Liên", "không xếp hạng")
		w.must(t, "/so-lieu?mua=khong-co", "Không có mùa thi đua mang mã này.")
		if status, _ := w.get("/so-lieu.json?mua=khong-co"); status != http.StatusNotFound {
			t.Errorf("unknown season: %d", status)
		}
		var said struct {
			Registered, Recognised struct{ Initiatives int }
		}
		if err := json.Unmarshal([]byte(w.must(t, "/so-lieu.json?mua=dvk-2025")), &said); err != nil || said.Registered.Initiatives != 2 || said.Recognised.Initiatives != 1 {
			t.Errorf("JSON says %+v, %v", said, err)
		}
		for _, path := range []string{"/so-lieu.xlsx?mua=dvk-2025", "/mo-hinh.xlsx"} {
			if body := w.must(t, path); !strings.HasPrefix(body, "PK") {
				t.Errorf("%s is no workbook", path)
			}
		}
	})
}
