package dossier_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"kheo/internal/business/dossier"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
)

func wants(t *testing.T, w *httptest.ResponseRecorder, status int, say ...string) {
	t.Helper()
	if w.Code != status {
		t.Fatalf("%d, want %d\n%.3000s", w.Code, status, w.Body.String())
	}
	for _, s := range say {
		if !strings.Contains(w.Body.String(), s) {
			t.Errorf("the page does not say %q", s)
		}
	}
}

func ceremony(version string) url.Values {
	return url.Values{
		"version": {version}, "submitter": {"Ban Dân vận Quận ủy Mẫu"}, "submitter_post": {"Trưởng ban"}, "held_on": {"2026-12-01"}, "begins_at": {"8 giờ 00"},
		"place": {"Hội trường <Quận ủy>"}, "host": {"Thường trực Quận ủy"}, "one_each": {"1"},
	}
}

func TestPage(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		at := "/viec/quyet-dinh/" + h.draft(t, 3).ID + "/ho-so"
		wants(t, h.get("thu", at), 200, "Mọi giấy tờ viết từ cùng một hồ sơ: 3 dòng, 3 tập thể.", "mang chữ DỰ THẢO", "Chưa có phiên họp hội đồng nào trong hệ thống",
			"Chưa ghi ngày và nơi trao", "Chưa có bảng tính tiền thưởng", at+"/to-trinh.docx", at+"/ca-bo.zip", "Nơi trao và cơ quan trình")
		for _, k := range []string{"to-trinh", "trich-ngang", "bao-cao-thanh-tich", "quyet-dinh"} {
			for ending, begins := range map[string]string{".docx": "PK", ".pdf": "%PDF"} {
				if w := h.get("thu", at+"/"+k+ending); w.Code != 200 || !strings.HasPrefix(w.Body.String(), begins) || !strings.Contains(w.Header().Get("Content-Disposition"), k+"-cn-dvk-2026"+ending) {
					t.Errorf("%s%s: %d %v", k, ending, w.Code, w.Header())
				}
			}
		}
		wants(t, h.get("thu", at+"/bien-ban.pdf"), 409, "Chưa có phiên họp")
		wants(t, h.get("thu", at+"/to-trinh.odt"), 404)
		h.met.held, h.money.reckoned = true, true
		wants(t, h.get("thu", at), 200, at+"/bien-ban.pdf", at+"/tien-thuong.docx", `value="Hội đồng Mẫu"`)

		bad := ceremony("0")
		bad.Set("place", "")
		wants(t, h.post("thu", at, bad), 422, "Ghi nơi trao", "Thường trực Quận ủy")
		for range 2 { // pressed twice
			wants(t, h.post("thu", at, ceremony("0")), 303)
		}
		wants(t, h.get("thu", at), 200, "Hội trường &lt;Quận ủy&gt;", at+"/giay-moi.pdf")
		later := ceremony("0")
		later.Set("host", "Ban Dân vận")
		wants(t, h.post("thu", at, later), 409, "Ban Dân vận", `name="version" value="1"`)
		later.Set("version", "1")
		wants(t, h.post("thu", at, later), 303)
		trail(t, h, at)
	})
}

// trail: both changes are kept with the decision.
func trail(t *testing.T, h *house, at string) {
	t.Helper()
	err := h.db.View(context.Background(), func(tx *db.Tx) error {
		all, err := audit.Trail(context.Background(), tx, audit.Filter{Paths: []string{"/"}, ObjectID: strings.Split(at, "/")[3], Limit: 50})
		n := 0
		for _, e := range all {
			if e.Act == "dossier.arranged" {
				n++
			}
		}
		if n != 2 {
			t.Errorf("%d changes kept", n)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func TestSet(t *testing.T) {
	t.Parallel()
	h := newHouse(t, dbtest.SQLite(t))
	at := "/viec/quyet-dinh/" + h.draft(t, 3).ID + "/ho-so"
	names := func(login string) (all []string) {
		w := h.get(login, at+"/ca-bo.zip")
		wants(t, w, 200)
		z, err := zip.NewReader(bytes.NewReader(w.Body.Bytes()), int64(w.Body.Len()))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range z.File {
			all = append(all, f.Name)
		}
		return all
	}
	if got := names("thu"); !slices.Equal(got, []string{
		"01-to-trinh.docx", "01-to-trinh.pdf", "02-trich-ngang.docx", "02-trich-ngang.pdf", "03-bao-cao-thanh-tich.docx", "03-bao-cao-thanh-tich.pdf", "05-quyet-dinh.docx", "05-quyet-dinh.pdf", "00-con-thieu.txt",
	}) {
		t.Error(got)
	}
	h.met.held, h.money.reckoned = true, true
	wants(t, h.post("thu", at, ceremony("0")), 303)
	if got := names("bo"); len(got) != 14 || slices.Contains(got, "00-con-thieu.txt") {
		t.Error(got)
	}
	h.shelf.issued = true
	if got := names("lan"); len(got) != 10 {
		t.Error("a reader of the unit gets", got)
	}
}

func TestWhoMay(t *testing.T) {
	t.Parallel()
	h := newHouse(t, dbtest.SQLite(t))
	at := "/viec/quyet-dinh/" + h.draft(t, 2).ID + "/ho-so"
	for login, want := range map[string][2]int{"": {303, 303}, "thu": {200, 303}, "bo": {200, 303}, "soat": {200, 403}, "lan": {404, 404}, "xa": {404, 404}} {
		if w := h.get(login, at); w.Code != want[0] {
			t.Errorf("%q reads a draft: %d", login, w.Code)
		}
		if w := h.get(login, at+"/to-trinh.pdf"); w.Code != want[0] {
			t.Errorf("%q loads a draft: %d", login, w.Code)
		}
		if w := h.post(login, at, ceremony("0")); w.Code != want[1] {
			t.Errorf("%q writes: %d", login, w.Code)
		}
	}
	h.shelf.issued, h.met.held = true, true
	wants(t, h.get("lan", at), 200, at+"/to-trinh.pdf")
	wants(t, h.get("lan", at+"/bien-ban.pdf"), 404)
	wants(t, h.get("lan", at+"/bao-cao-thanh-tich.pdf"), 404)
	wants(t, h.get("soat", at+"/bien-ban.pdf"), 200)
	wants(t, h.get("xa", at), 404)
}

func TestEmptyDecision(t *testing.T) {
	t.Parallel()
	h := newHouse(t, dbtest.SQLite(t))
	at := "/viec/quyet-dinh/" + h.draft(t, 0).ID + "/ho-so"
	wants(t, h.get("thu", at), 200, "Chưa có gì để in", "Danh sách của quyết định chưa có dòng nào")
	wants(t, h.get("thu", at+"/to-trinh.docx"), 409)
	wants(t, h.get("thu", "/viec/quyet-dinh/nothing/ho-so"), 404)
}

func TestPaper(t *testing.T) {
	t.Parallel()
	h := newHouse(t, dbtest.SQLite(t))
	d, ctx := h.draft(t, 2), context.Background()
	if doc, err := h.Paper(ctx, h.actors["thu"], dossier.Submission, d.ID); err != nil || len(doc.Blocks) == 0 || doc.Layout.Line != "party" {
		t.Error("a draft by its id:", err)
	}
	if _, err := h.Paper(ctx, h.actors["thu"], dossier.Submission, d.Code); !errors.Is(err, fault.NotFound) {
		t.Error("a draft by its code:", err)
	}
	h.shelf.issued = true
	if _, err := h.Paper(ctx, h.actors["lan"], dossier.Brief, d.Code); err != nil {
		t.Error("an issued one by its code:", err)
	}
	if _, err := h.Paper(ctx, h.actors["xa"], dossier.Brief, d.Code); !errors.Is(err, fault.NotFound) {
		t.Error("from outside:", err)
	}
	var refused fault.Refused
	if _, err := h.Paper(ctx, h.actors["thu"], dossier.Minutes, d.Code); !errors.As(err, &refused) {
		t.Error("minutes of no meeting:", err)
	}
}
