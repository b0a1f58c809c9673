package publication_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"kheo/internal/business/council"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
)

// says fails unless the page answers status and holds every one of words.
func (c *court) says(login, path string, status int, words ...string) string {
	c.tb.Helper()
	got, body := c.get(login, path)
	if got != status {
		c.tb.Fatalf("%s as %q: %d, want %d", path, login, got, status)
	}
	for _, word := range words {
		if !strings.Contains(body, word) {
			c.tb.Errorf("%s as %q does not say %q", path, login, word)
		}
	}
	return body
}

func (c *court) hides(body string, words ...string) {
	c.tb.Helper()
	for _, word := range words {
		if strings.Contains(body, word) {
			c.tb.Errorf("the page says %q", word)
		}
	}
}

func TestWhyFromScoresToDecision(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c := newCourt(t, d)
		won, lost := c.reviewed("Khéo trong giữ ngõ sạch"), c.reviewed("Khéo trong lắp camera")
		c.score(won.ID, true, 60, 70, 80, 90)
		c.score(lost.ID, false, 50, 60)
		c.meet(7, won.ID, lost.ID)
		r := c.open("", won.ID, lost.ID)
		dossier, why := "/viec/mo-hinh/"+won.ID, "/viec/mo-hinh/"+won.ID+"/vi-sao"
		body := c.says("lan", dossier, 200, "Đưa vào chương trình phiên họp ngày 22/11/2026 của Hội đồng xét mô hình quận Mẫu.")
		c.hides(body, "đã bỏ phiếu", why)
		c.says("lan", why, http.StatusConflict, "chưa có kết quả")
		c.never = []string{lost.ID}
		c.vote(r, council.For, council.For, council.For, council.For, council.For, council.Against, council.Blank)
		c.says("lan", why, http.StatusConflict)
		c.close(r)
		c.says("lan", dossier, 200, "Hội đồng xét mô hình quận Mẫu đã bỏ phiếu lượt 1.", "5 phiếu đồng ý, tính trên 7", why)
		body = c.says("lan", why, 200, "Hội đồng đồng ý công nhận; quyết định chưa ban hành.", "/tieu-chi/", "Lượt 1, phiên họp ngày 22/11/2026", "ít nhất 2/3", "Phiếu trống",
			"Điểm giữa", "Cao nhất", "chưa kiểm chứng")
		c.hides(body, "Thẩm Định Viên", "Nguyễn Thành Viên")
		body = c.says("lan", "/viec/mo-hinh/"+lost.ID+"/vi-sao", 200, "Có dưới 3 phiếu nên chỉ nêu điểm trung bình")
		c.hides(body, "Điểm giữa", "Cao nhất")
		c.says("xa", why, http.StatusNotFound)
		c.says("", why, http.StatusSeeOther)
		public := "/mo-hinh/" + won.Code + "/vi-sao"
		c.says("", public, http.StatusNotFound)
		decision := c.decide()
		body = c.says("", public, 200, "Được công nhận theo Quyết định số 412-QĐ/QU", "/quyet-dinh/"+decision.Code, "5 phiếu đồng ý", "Không có chuyến kiểm tra tại chỗ nào")
		c.hides(body, "Thẩm Định Viên", "Nguyễn Thành Viên", "Theo minh chứng.")
		c.says("", "/mo-hinh/"+won.Code, 200, public)
		c.says("lan", dossier, 200, "Có tên trong quyết định công nhận số 412-QĐ/QU ngày 20/11/2026.")
		c.says("", "/mo-hinh/"+strings.ToLower(won.Code)+"/vi-sao", http.StatusMovedPermanently)
		c.says("", "/mo-hinh/MH-0000-0000/vi-sao", http.StatusNotFound)
	})
}

// What would show how single members voted is not told: all alike, or few.
func TestWhyHidesWhatRevealsMembers(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c := newCourt(t, d)
		i := c.reviewed("Khéo trong giữ ngõ sạch")
		c.meet(5, i.ID)
		r := c.open("", i.ID)
		c.vote(r, council.For, council.For, council.For, council.For, council.For)
		c.close(r)
		body := c.says("lan", "/viec/mo-hinh/"+i.ID+"/vi-sao", 200, "Đạt theo quy tắc đã nêu.", "Không nêu số phiếu từng loại", "nên chỉ nêu kết luận",
			"Không có phiếu chấm nào được tính")
		c.hides(body, "Phiếu trống", "5 phiếu đồng ý", "giống nhau")
		body = c.says("lan", "/viec/mo-hinh/"+i.ID, 200, "Đạt theo quy tắc đã nêu.")
		c.hides(body, "5 phiếu đồng ý")
		again := c.open(r.ID, i.ID)
		c.says("lan", "/viec/mo-hinh/"+i.ID+"/vi-sao", http.StatusConflict)
		c.vote(again, council.Against, council.For, council.For, council.For, council.For)
		c.close(again)
		c.says("lan", "/viec/mo-hinh/"+i.ID+"/vi-sao", 200, "Lượt 2 (bỏ phiếu lại)", "4 phiếu đồng ý, tính trên 5")
	})
}

func TestWhyForPrograms(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c := newCourt(t, d)
		won, lost := c.reviewed("Khéo trong giữ ngõ sạch"), c.reviewed("Khéo trong lắp camera")
		c.score(won.ID, false, 60, 70, 80)
		c.meet(5, won.ID)
		r := c.open("", won.ID)
		c.vote(r, council.For, council.For, council.For, council.For, council.Against)
		c.close(r)
		mux := http.NewServeMux()
		c.site.MountAPI(humago.New(mux, huma.DefaultConfig("Khéo", "1")))
		ask := func(code string) (int, map[string]any) {
			w := httptest.NewRecorder()
			mux.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/api/v1/initiatives/"+code+"/why", nil))
			body := map[string]any{}
			if err := json.Unmarshal(w.Body.Bytes(), &body); err != nil {
				t.Fatal(err)
			}
			return w.Code, body
		}
		if status, _ := ask(won.Code); status != http.StatusNotFound {
			t.Errorf("before the decision: %d", status)
		}
		c.decide()
		status, body := ask(won.Code)
		if status != http.StatusOK {
			t.Fatalf("status %d: %v", status, body)
		}
		round := body["rounds"].([]any)[0].(map[string]any)
		criteria := body["criteria"].(map[string]any)
		first := criteria["criteria"].([]any)[0].(map[string]any)
		if round["for"] != 4.0 || round["against"] != 1.0 || round["passed"] != true || criteria["sheets"] != 3.0 || first["lowest"].(float64) >= first["highest"].(float64) {
			t.Errorf("body %v", body)
		}
		for _, code := range []string{lost.Code, "MH-0000-0000"} {
			if status, _ := ask(code); status != http.StatusNotFound {
				t.Errorf("%s: %d", code, status)
			}
		}
	})
}
