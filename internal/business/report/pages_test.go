package report_test

import (
	"net/url"
	"strings"
	"testing"

	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
)

func TestPagesAreForTheSubtree(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w, _ := grown(t, d)
		const page, board = "/viec/bao-cao/" + seasonCode, "/viec/mua/" + seasonCode
		for _, c := range []struct {
			login, path string
			status      int
		}{
			{"lan", page, 200}, {"soat", page, 200}, {"mot", page, 200}, {"lan", board, 200}, {"mot", board + "?don-vi=phuong-mot", 200}, {"lan", page + "/json?don-vi=phuong-hai", 200},
			{"xa", page, 404}, {"xa", board, 404}, {"xa", page + "/xlsx", 404}, {"xa", page + "/json?don-vi=quan-khac", 404}, {"", page, 303},
			{"mot", page + "?don-vi=phuong-hai", 404}, {"mot", page + "/docx?don-vi=phuong-hai", 404}, {"lan", page + "?don-vi=quan-khac", 404},
			{"lan", "/viec/bao-cao/dvk-1999", 404}, {"lan", page + "/exe", 404}, {"lan", page + "?don-vi=phuong-mott", 422},
		} {
			if rec := w.get(c.login, c.path); rec.Code != c.status {
				t.Errorf("%q %s: status %d, want %d", c.login, c.path, rec.Code, c.status)
			}
		}
		if body := w.get("lan", "/viec/bao-cao").Body.String(); !strings.Contains(body, `href="`+page+`"`) {
			t.Error("the list does not lead to the report")
		}
		if body := w.get("xa", "/viec/bao-cao").Body.String(); strings.Contains(body, page) || !strings.Contains(body, "Chưa có mùa thi đua nào") {
			t.Error("a stranger is offered the report")
		}
	})
}

func TestReportPages(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w, _ := grown(t, d)
		for _, path := range []string{"/viec/bao-cao/" + seasonCode, "/viec/mua/" + seasonCode} {
			body := w.get("lan", path).Body.String()
			for _, part := range []string{"Kinh tế", "Phường Hai", "Quốc phòng, an ninh", "16/11/2026", "hộ gia đình", url.QueryEscape("quan-mau")} {
				if !strings.Contains(body, part) {
					t.Errorf("%s does not say %q", path, part)
				}
			}
			if strings.Count(body, "<h1") != 1 || strings.Contains(body, "0900") || strings.Contains(body, "Tổ còn viết nháp") {
				t.Errorf("%s: headings, telephone or draft", path)
			}
		}
		if body := w.get("mot", "/viec/mua/"+seasonCode).Body.String(); !strings.Contains(body, "Mùa thi đua 2026") {
			t.Error("the board has no name")
		}
		if body := w.get("lan", "/viec/mua/"+seasonCode+"?don-vi=quan-uy-mau").Body.String(); !strings.Contains(body, "Mùa này chưa có đăng ký nào") || !strings.Contains(body, "/viec/nhap-excel") {
			t.Error("an empty board does not say what to do")
		}
	})
}

func TestDownloads(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w, _ := grown(t, d)
		for format, want := range map[string][2]string{
			"docx": {"PK", "wordprocessingml"}, "xlsx": {"PK", "spreadsheetml"}, "pdf": {"%PDF-", "application/pdf"}, "json": {"{", "application/json"},
		} {
			rec := w.get("lan", "/viec/bao-cao/"+seasonCode+"/"+format)
			h := rec.Header()
			if rec.Code != 200 || !strings.HasPrefix(rec.Body.String(), want[0]) || !strings.Contains(h.Get("Content-Type"), want[1]) ||
				!strings.Contains(h.Get("Content-Disposition"), "bao-cao-dvk-2026-quan-mau."+format) {
				t.Errorf("%s: %d %v %.10q", format, rec.Code, h, rec.Body)
			}
		}
		raw := w.get("lan", "/viec/bao-cao/"+seasonCode+"/docx").Body.Bytes()
		if says := packed(t, raw, "word/document.xml"); !strings.Contains(says, w.report(t, "").Text()) {
			t.Error("the paper does not hold the sentence")
		}
	})
}
