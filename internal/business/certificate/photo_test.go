package certificate_test

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/jpeg"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"kheo/internal/business/recognition"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/files"
)

const camera = "MayAnhTuongTuong"

// portrait is a JPEG in which a phone wrote its name.
func portrait(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewRGBA(image.Rect(0, 0, 600, 800)), nil); err != nil {
		t.Fatal(err)
	}
	body := "Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00\x10\x01\x02\x00" + string(binary.LittleEndian.AppendUint32(nil, uint32(len(camera)))) + "\x1a\x00\x00\x00" + camera
	head := binary.BigEndian.AppendUint16([]byte("\xff\xd8\xff\xe1"), uint16(len(body)+2))
	return append(append(head, body...), b.Bytes()[2:]...)
}

func (h *hall) upload(t *testing.T, login, path, name string, content []byte) *httptest.ResponseRecorder {
	t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	part, err := m.CreateFormFile(files.Field, name)
	if err == nil {
		_, err = part.Write(content)
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, path, &b)
	r.Header.Set("Content-Type", m.FormDataContentType())
	return h.answer(login, r)
}

func TestPhotographsOnPapers(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHall(t, d)
		h.works(t)
		root := h.issued(t, recognition.Commendation, "412-QĐ/QU", "Bà Phạm Thị Mẫu", "Ông Lê Văn Mẫu")
		all := h.entries(t, root)
		page := "/viec/quyet-dinh/" + root.ID + "/giay"
		at := page + "/" + all[0].Code + "/anh"
		shows(t, h.get("ky", at), 200, "Chưa có ảnh")
		shows(t, h.get("ky", at+".jpg"), 404)
		shows(t, h.post("ky", at, nil), 422, "Chọn một ảnh")
		shows(t, h.upload(t, "ky", at, "a.txt", []byte("xin chào")), 422, "Loại tệp này chưa nhận được")
		shows(t, h.upload(t, "ky", at, "a.jpg", []byte("\xff\xd8\xff không phải ảnh")), 422)
		for login, want := range map[string]int{"soat": 403, "xa": 404, "phuong": 404, "": 303} {
			if w := h.upload(t, login, at, "a.jpg", portrait(t)); w.Code != want {
				t.Errorf("%q adds a photograph: %d, want %d", login, w.Code, want)
			}
		}
		for range 2 { // another takes the place of the first
			shows(t, h.upload(t, "ky", at, "a.jpg", portrait(t)), 303)
		}
		w := h.get("soat", at+".jpg")
		shows(t, w, 200)
		if bytes.Contains(w.Body.Bytes(), []byte(camera)) || w.Header().Get("Content-Type") != "image/jpeg" {
			t.Error("the picture still says which camera made it, or is no JPEG")
		}
		shows(t, h.get("xa", at+".jpg"), 404)
		design := h.designID(t, "party-a4-photo")
		shows(t, h.get("ky", page+"?mau="+design), 200, "Đã có ảnh", "Chưa có ảnh", `href="`+at+`.jpg"`)
		pdf := h.printedAs(t, root, url.Values{"design": {design}, "act": {"pdf"}}, "giay-"+root.Code+".pdf", 2)
		if n := bytes.Count(pdf, []byte("/DCTDecode")); n != 1 || bytes.Contains(pdf, []byte(camera)) {
			t.Errorf("%d photographs in the PDF, want 1 without the camera's name", n)
		}
		shows(t, h.post("soat", at+"/bo", nil), 403)
		shows(t, h.post("ky", at+"/bo", nil), 303)
		shows(t, h.post("ky", at+"/bo", nil), 404)
		shows(t, h.get("ky", at+".jpg"), 404)
		err := d.View(t.Context(), func(tx *db.Tx) error {
			n, err := db.One(t.Context(), tx, db.Value[int64], `SELECT COUNT(*) FROM files_file WHERE media_type = 'image/jpeg'`)
			if n != 0 {
				t.Errorf("%d photographs are still kept", n)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}
