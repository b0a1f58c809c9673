package initiative_test

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/jpeg"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/google/uuid"

	"kheo/internal/business/initiative"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/files"
)

const camera = "MayAnhTuongTuong"

// photo is a JPEG in which a phone wrote its name.
func photo(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewRGBA(image.Rect(0, 0, 900, 600)), nil); err != nil {
		t.Fatal(err)
	}
	tiff := []byte("II*\x00\x08\x00\x00\x00\x01\x00")
	for _, n := range []uint16{0x110, 2} { // Model, ASCII
		tiff = binary.LittleEndian.AppendUint16(tiff, n)
	}
	for _, n := range []uint32{uint32(len(camera)), 26, 0} {
		tiff = binary.LittleEndian.AppendUint32(tiff, n)
	}
	body := "Exif\x00\x00" + string(tiff) + camera
	head := binary.BigEndian.AppendUint16([]byte("\xff\xd8\xff\xe1"), uint16(len(body)+2))
	return append(append(head, body...), b.Bytes()[2:]...)
}

// upload sends files with the fields of the form.
func (h *house) upload(t *testing.T, login, path string, fields map[string]string, sent map[string][]byte) *httptest.ResponseRecorder {
	t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	for name, value := range fields {
		if err := m.WriteField(name, value); err != nil {
			t.Fatal(err)
		}
	}
	for name, content := range sent {
		part, err := m.CreateFormFile(files.Field, name)
		if err == nil {
			_, err = part.Write(content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, path, &b)
	r.Header.Set("Content-Type", m.FormDataContentType())
	return h.answer(login, r)
}

func TestEvidence(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		i := h.accepted(t, "Khéo trong giữ chợ sạch")
		at := "/viec/mo-hinh/" + i.ID + "/bang-chung"
		fields := map[string]string{"id": uuid.NewString(), "caption": "Chợ sau khi dọn", "step": "done"}
		sent := map[string][]byte{"anh.jpg": photo(t), "bien-ban.txt": []byte("Biên bản họp dân ngày 2/4.")}
		for range 2 { // pressed twice
			wantStatus(t, h.upload(t, "lan", at, fields, sent), http.StatusSeeOther)
		}
		dossier, err := h.Dossier(t.Context(), h.actors["lan"], i.ID)
		if err != nil || len(dossier.Evidence) != 2 || dossier.State != initiative.InProgress {
			t.Fatalf("%d files, %s, %v", len(dossier.Evidence), dossier.State, err)
		}
		picture := dossier.Evidence[0]
		if !picture.File.IsPicture() {
			picture = dossier.Evidence[1]
		}
		page := h.get("lan", "/viec/mo-hinh/"+i.ID)
		wantText(t, page, `src="/bang-chung/`+picture.ID+`/nho"`, "Chợ sau khi dọn", "nội bộ")
		w := h.get("lan", "/bang-chung/"+picture.ID)
		wantStatus(t, w, http.StatusOK)
		if strings.Contains(w.Body.String(), camera) || w.Header().Get("Content-Type") != "image/jpeg" {
			t.Errorf("the picture still says which camera made it, or is %q", w.Header().Get("Content-Type"))
		}
		wantStatus(t, h.get("lan", "/bang-chung/"+picture.ID+"/nho"), http.StatusOK)
		for login, want := range map[string]int{"": 404, "xa": 404, "minh": 200} {
			wantStatus(t, h.get(login, "/bang-chung/"+picture.ID), want)
		}
		open := at + "/" + picture.ID + "/cong-khai"
		wantStatus(t, h.post("soat", open, url.Values{"public": {"1"}}), http.StatusForbidden)
		wantStatus(t, h.post("lan", open, url.Values{"public": {"1"}}), http.StatusSeeOther)
		wantStatus(t, h.get("", "/bang-chung/"+picture.ID), http.StatusOK)
		wantStatus(t, h.post("lan", open, url.Values{"public": {"0"}}), http.StatusSeeOther)
		wantStatus(t, h.get("", "/bang-chung/"+picture.ID+"/nho"), http.StatusNotFound)
	})
}

func TestEvidenceThatIsRefused(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		i := h.accepted(t, "Khéo trong giữ chợ sạch")
		at := "/viec/mo-hinh/" + i.ID + "/bang-chung"
		good := map[string][]byte{"anh.jpg": photo(t)}
		caption := map[string]string{"caption": "Chợ sau khi dọn"}
		w := h.upload(t, "lan", at, nil, good)
		wantStatus(t, w, http.StatusUnprocessableEntity)
		wantText(t, w, "tệp này chứng minh điều gì")
		w = h.upload(t, "lan", at, caption, nil)
		wantStatus(t, w, http.StatusUnprocessableEntity)
		wantText(t, w, "Chọn ít nhất một tệp", "Chợ sau khi dọn")
		w = h.upload(t, "lan", at, caption, map[string][]byte{"anh.jpg": photo(t), "trang.html": []byte("<html><script>alert(1)</script>")})
		wantStatus(t, w, http.StatusUnprocessableEntity)
		wantText(t, w, "chưa nhận được")
		wantStatus(t, h.upload(t, "soat", at, caption, good), http.StatusForbidden)
		wantStatus(t, h.upload(t, "xa", at, caption, good), http.StatusNotFound)
		if dossier, err := h.Dossier(t.Context(), h.actors["lan"], i.ID); err != nil || len(dossier.Evidence) != 0 {
			t.Errorf("%d files were kept, %v", len(dossier.Evidence), err)
		}
	})
}
