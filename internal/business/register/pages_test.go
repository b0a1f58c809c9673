package register_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"kheo/internal/business/recognition"
	"kheo/internal/platform/code"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
)

func TestCheckPages(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHall(t, d)
		root := h.issued(t, recognition.Commendation, "412-QĐ/QU", "Bà Phạm Thị Mẫu", "Ông Lê Văn Mẫu", "Bà Vũ Thị Mẫu")
		old := h.entries(t, root)
		fix := h.entries(t, h.amended(t, root, recognition.Correction, old[0].LineID, "415-QĐ/QU", "Bà Phạm Thị Mẫu Hai"))[0]
		h.amended(t, root, recognition.Revocation, old[1].LineID, "416-QĐ/QU", "")
		shows(t, h.get("", "/kiem-tra"), 200, `name="ma"`, "Kiểm tra nói lên điều gì")
		shows(t, h.get("", "/kiem-tra/"+old[2].Code), 200, "Còn giá trị", "Bà Vũ Thị Mẫu", "Phường Mẫu Một", "giấy khen", "412-QĐ/QU", "Ban Thường vụ Quận ủy Mẫu", "/quyet-dinh/"+root.Code, "20/11/2026")
		shows(t, h.get("", "/kiem-tra/"+old[0].Code), 200, "Đã đính chính", "415-QĐ/QU", "Lý do của số 415-QĐ/QU.", `href="/kiem-tra/`+fix.Code+`"`)
		shows(t, h.get("", "/kiem-tra/"+fix.Code), 200, "Còn giá trị", "Bà Phạm Thị Mẫu Hai")
		shows(t, h.get("", "/kiem-tra/"+old[1].Code), 200, "Đã thu hồi", "416-QĐ/QU", "Lý do của số 416-QĐ/QU.")
		for _, e := range append(old, fix) {
			body := h.get("", "/kiem-tra/"+e.Code).Body.String()
			if strings.Contains(body, "0900") || strings.Contains(body, "Liên Hệ") || strings.Count(body, "<h1") != 1 {
				t.Errorf("page of %s", e.Code)
			}
		}
		for _, n := range []int{0, 1} {
			if body := h.get("", "/kiem-tra/"+old[n].Code).Body.String(); strings.Contains(body, "chưa quyết định nào thay đổi") {
				t.Errorf("the page of line %d says that it holds", n+1)
			}
		}
		mistyped := old[2].Code[:len(old[2].Code)-1] + map[bool]string{true: "B", false: "A"}[strings.HasSuffix(old[2].Code, "A")]
		shows(t, h.get("", "/kiem-tra/"+mistyped), 404, "Có một ký tự gõ nhầm", mistyped)
		shows(t, h.get("", "/kiem-tra/"+code.New("DVK", zeros{})), 404, "Sổ công nhận không có mã này")
		shows(t, h.get("", "/kiem-tra/"+code.New("MH", zeros{})), 404, "chưa phải mã của sổ công nhận")
		shows(t, h.get("", "/kiem-tra/"+url.PathEscape(`"><script>alert(1)</script>`)), 404, "&lt;script&gt;")
	})
}

func TestTypedCodeLeadsToItsPage(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHall(t, d)
		good := h.entries(t, h.issued(t, recognition.Recognition, "412-QĐ/QU", many(1)...))[0].Code
		for _, typed := range []string{good, strings.ToLower(good), " " + strings.ReplaceAll(good, "-", "") + " ", baseURL + "/kiem-tra/" + good, strings.ReplaceAll(good, "-", " ")} {
			path := "/kiem-tra?ma=" + url.QueryEscape(typed)
			w := h.get("", path)
			for range 3 {
				if w.Code != http.StatusSeeOther {
					break
				}
				path = w.Header().Get("Location")
				if !strings.HasPrefix(path, "/kiem-tra/") {
					t.Fatalf("%q leads to %q", typed, path)
				}
				w = h.get("", path)
			}
			if w.Code != 200 || path != "/kiem-tra/"+good {
				t.Errorf("%q: %d at %s", typed, w.Code, path)
			}
		}
		shows(t, h.get("", "/kiem-tra?ma=+"), 200, `name="ma"`)
	})
}
