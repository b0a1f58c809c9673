package certificate_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"kheo/internal/business/recognition"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
)

func TestCertificatePagesAreForTheBody(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHall(t, d)
		root := h.issued(t, recognition.Recognition, "412-QĐ/QU", "Bà Phạm Thị Mẫu", "Ông Lê Văn Mẫu")
		draft, err := h.recognition.Draft(t.Context(), h.actors["thu"], h.input(recognition.Recognition, "420-QĐ/QU"))
		if err != nil {
			t.Fatal(err)
		}
		all := h.entries(t, root)
		page := "/viec/quyet-dinh/" + root.ID + "/giay"
		shows(t, h.get("ky", page), 200, "In giấy của quyết định 412-QĐ/QU", "Ông Lê Văn Mẫu", page+"/"+all[1].Code, "gồm 2 giấy")
		w := h.get("thu", page+"/"+all[1].Code)
		shows(t, w, 200, "%PDF-")
		if says := words(t, w.Body.Bytes()); says != "" && !strings.Contains(says, "BẢN XEM") {
			t.Errorf("a paper to be looked at does not say so: %s", says)
		}
		if w.Header().Get("Content-Type") != "application/pdf" || !strings.Contains(w.Header().Get("Content-Disposition"), all[1].Code) {
			t.Errorf("headers %v", w.Header())
		}
		for _, c := range []struct {
			login, path string
			status      int
		}{
			{"xa", page, 404}, {"xa", page + "/" + all[0].Code, 404}, {"phuong", page, 404}, {"", page, 303},
			{"thu", "/viec/quyet-dinh/" + draft.ID + "/giay", 404}, {"ky", "/viec/quyet-dinh/" + draft.ID + "/giay", 404},
			{"ky", "/viec/quyet-dinh/" + uuid.NewString() + "/giay", 404}, {"ky", "/viec/quyet-dinh/abc/giay", 404}, {"ky", page + "/DVK-0000-0000", 404},
		} {
			if w := h.get(c.login, c.path); w.Code != c.status {
				t.Errorf("%q %s: status %d, want %d", c.login, c.path, w.Code, c.status)
			}
		}
		if w := h.get("soat", page); w.Code != 200 || strings.Contains(w.Body.String(), "Làm một tệp PDF") {
			t.Errorf("the auditor: status %d, or is offered to print", w.Code)
		}
		for login, want := range map[string]int{"xa": 404, "phuong": 404, "": 303, "soat": 403} {
			if w := h.post(login, page, nil); w.Code != want {
				t.Errorf("%q prints: status %d, want %d", login, w.Code, want)
			}
		}
		shows(t, h.post("ky", "/viec/quyet-dinh/"+draft.ID+"/giay", nil), 404)
		h.amended(t, root, recognition.Revocation, all[0].LineID, "414-QĐ/QU", "")
		shows(t, h.get("ky", page), 200, "gồm 1 giấy")
		shows(t, h.get("ky", page+"/"+all[0].Code), 404)
		h.amended(t, root, recognition.Revocation, all[1].LineID, "415-QĐ/QU", "")
		shows(t, h.get("ky", page), 200, "Không có giấy nào để in")
	})
}

// Of a list that a replacement says anew only the new papers are printed.
func TestReplacedPapers(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHall(t, d)
		root := h.issued(t, recognition.Commendation, "412-QĐ/QU", "Bà Phạm Thị Mẫu", "Ông Lê Văn Mẫu")
		whole := h.amended(t, root, recognition.Replacement, "", "415-QĐ/QU", "")
		fresh := h.entries(t, whole)
		shows(t, h.get("ky", "/viec/quyet-dinh/"+root.ID+"/giay"), 200, "Không có giấy nào để in")
		shows(t, h.get("ky", "/viec/quyet-dinh/"+whole.ID+"/giay"), 200, "gồm 2 giấy")
		w := h.get("ky", "/viec/quyet-dinh/"+whole.ID+"/giay/"+fresh[0].Code)
		if says := words(t, w.Body.Bytes()); says != "" && !strings.Contains(says, "Thay thế Quyết định số 412-QĐ/QU ngày 20/11/2026") {
			t.Errorf("the certificate says %s", says)
		}
	})
}
