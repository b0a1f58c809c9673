package e2e

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

const missingItem = "Thiếu bảng dự toán. Xin ghi rõ ai giữ tiền góp."

// receive lets the appraiser accept one registration and return ours, which is
// supplemented, sent again and accepted.
func (j *journey) receive() {
	j.be("thamdinh")
	j.open("/viec/mo-hinh?mua=dvk-2026&buoc=submitted&tu=hop+tac+xa")
	j.press("Khéo trong giúp hộ khó khăn có vốn buôn bán nhỏ")
	j.press("Tiếp nhận")
	j.has("Đã tiếp nhận")
	j.open(j.initiative)
	j.press("Trả lại để bổ sung")
	j.press("Trả lại")
	j.want(422)
	j.has("Ghi rõ còn thiếu gì")
	j.fill(fields{"reason": missingItem, "due_on": time.Now().AddDate(0, 0, 7).Format(time.DateOnly)})
	j.press("Trả lại")
	j.want(200)
	j.be("dangky")
	j.has(title) // waits among the tasks
	j.open(j.initiative)
	j.has(missingItem)
	j.press("Bổ sung và gửi lại")
	j.has(missingItem)
	j.keeps(written)
	j.fill(fields{"resources": "4,5 triệu đồng sơn kẻ do các hộ góp, chị Nhài giữ sổ, có bảng dự toán kèm theo."})
	j.press("Gửi đăng ký")
	j.want(200)
	j.be("thamdinh")
	j.open(j.initiative)
	j.has("chị Nhài giữ sổ")
	j.press("Tiếp nhận")
	j.has("Đã tiếp nhận")
}

// work tells of a day with numbers and a picture, and hands the report in.
func (j *journey) work() {
	j.be("dangky")
	j.open(j.initiative)
	j.press("Ghi việc đã làm")
	j.fill(fields{"on": "2026-06-06", "note": "Kẻ vạch cùng 27 hộ, các hộ ký cam kết.", "step": "Dân làm", "beneficiaries": "mười", "money": "4.500.000", "labor_days": "18"})
	j.press("Lưu ghi chép")
	j.want(422)
	j.keeps(fields{"note": "Kẻ vạch cùng 27 hộ, các hộ ký cam kết.", "beneficiaries": "mười", "money": "4.500.000"})
	j.fill(fields{"beneficiaries": "131"})
	j.press("Lưu ghi chép")
	j.want(200)
	j.has("131", "4.500.000", "Đang thực hiện")
	j.press("Thêm bằng chứng")
	name := filepath.Join(j.TempDir(), "via-he.jpg")
	if err := os.WriteFile(name, placed(j.T), 0o600); err != nil {
		j.Fatal(err)
	}
	j.run(chromedp.SetUploadFiles(`main input[type=file]`, []string{name}, chromedp.ByQuery))
	j.fill(fields{"caption": "Vỉa hè sau khi kẻ vạch", "step": "Dân làm", "public": "1"})
	j.press("Gửi bằng chứng")
	j.want(200)
	j.has("Vỉa hè sau khi kẻ vạch")
	at := j.value(`document.querySelector('main a[href^="/bang-chung/"]').getAttribute('href')`)
	for _, path := range []string{at, at + "/nho"} {
		kind, body := j.download(path)
		if bytes.Contains(body, []byte("Exif")) || bytes.Contains(body, []byte("GPS")) || bytes.Contains(body, []byte(maker)) {
			j.Errorf("%s still says where it was taken", path)
		}
		if !strings.HasPrefix(kind, "image/") || len(body) < 200 {
			j.Errorf("%s is %s of %d bytes", path, kind, len(body))
		}
	}
	j.press("Nộp báo cáo kết quả")
	j.fill(fields{"result": "Sau 6 tháng 27 trên 27 hộ giữ cam kết, vỉa hè thông thoáng."})
	j.press("Nộp báo cáo")
	j.want(200)
	j.has("Đã báo cáo kết quả", "27 trên 27 hộ")
}

// maker stands in the EXIF of the picture, beside the place.
const maker = "May anh cua Nhai"

// placed is a picture that says where it was taken: 21°01' north, 105°49' east.
func placed(t *testing.T) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 320, 240))
	for n := range img.Pix {
		img.Pix[n] = byte(n / 7)
	}
	img.Set(1, 1, color.White)
	var plain bytes.Buffer
	if err := jpeg.Encode(&plain, img, nil); err != nil {
		t.Fatal(err)
	}
	exif := append([]byte("Exif\x00\x00"), tiff()...)
	b := append([]byte{0xFF, 0xD8, 0xFF, 0xE1}, binary.BigEndian.AppendUint16(nil, uint16(len(exif)+2))...) //nolint:gosec // short
	return append(append(b, exif...), plain.Bytes()[2:]...)
}

// tiff is the inside of an EXIF block: a maker, and a place.
func tiff() []byte {
	const base, gps = 8, 8 + 2 + 2*12 + 4 // where the directories begin
	after := gps + 2 + 4*12 + 4           // where longer values begin
	e := binary.LittleEndian
	b := e.AppendUint32(append([]byte("II"), 42, 0), base)
	entry := func(tag, kind uint16, count, value uint32) {
		b = e.AppendUint32(e.AppendUint32(e.AppendUint16(e.AppendUint16(b, tag), kind), count), value)
	}
	b = e.AppendUint16(b, 2)
	entry(0x010F, 2, uint32(len(maker)+1), uint32(after+48)) // Make
	entry(0x8825, 4, 1, gps)                                 // GPSInfo
	b = e.AppendUint32(b, 0)
	b = e.AppendUint16(b, 4)
	entry(1, 2, 2, 'N')
	entry(2, 5, 3, uint32(after))
	entry(3, 2, 2, 'E')
	entry(4, 5, 3, uint32(after+24))
	b = e.AppendUint32(b, 0)
	for _, n := range []uint32{21, 1, 1, 1, 0, 1, 105, 1, 49, 1, 0, 1} {
		b = e.AppendUint32(b, n)
	}
	return append(append(b, maker...), 0)
}
