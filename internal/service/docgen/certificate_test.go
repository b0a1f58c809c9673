package docgen

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

func personal() CertificateText {
	return CertificateText{
		LeftHead:  []string{"THÀNH ỦY HÀ THÀNH", "ĐẢNG ỦY PHƯỜNG AN BÌNH", "*"},
		PlaceDate: "An Bình, ngày 22 tháng 11 năm 2026", Kind: "GIẤY KHEN",
		Giver: "Ban Thường vụ Đảng ủy phường An Bình tặng", Name: "Bà Đặng Thị Ánh",
		Where: "Tổ dân phố số 4, phường An Bình",
		Merit: "Đã có thành tích xuất sắc trong phong trào thi đua “Dân vận khéo” năm 2026",
		Form:  []string{"T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"}, Signer: "Trần Quốc Khải Minh",
		Number: "Số 412-QĐ/ĐU, dòng 7", Code: "DVK-9F2K-7QX4",
		VerifyURL: "https://danvankheo.anbinh.example.vn/kiem-tra/DVK-9F2K-7QX4",
	}
}

func collective() CertificateText {
	t := personal()
	t.LeftHead = []string{"ỦY BAN NHÂN DÂN", "PHƯỜNG AN BÌNH"}
	t.Kind, t.Giver, t.Name = "GIẤY CHỨNG NHẬN", "Chủ tịch Ủy ban nhân dân phường An Bình công nhận", longName
	t.Where = "Mô hình “Ngõ xanh, sạch, đẹp, văn minh”, phường An Bình"
	t.Merit = "Là mô hình “Dân vận khéo” tiêu biểu năm 2026: vận động nhân dân tự nguyện hiến đất mở rộng ngõ, phân loại rác tại nguồn và chăm sóc người cao tuổi neo đơn"
	t.Form = []string{"TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"}
	return t
}

func renderCertificates(t *testing.T, d Design, all ...CertificateText) []byte {
	t.Helper()
	var buf bytes.Buffer
	if err := WriteCertificates(&buf, d, day, slices.Values(all), nil); err != nil {
		t.Fatal(err)
	}
	keep(t, buf.Bytes(), ".pdf")
	return buf.Bytes()
}

func TestCertificates(t *testing.T) {
	t.Parallel()
	pdf := renderCertificates(t, LacquerDesign(), personal(), collective())
	if n := pageCount(pdf); n != 2 {
		t.Errorf("pages = %d", n)
	}
	wantWords(t, pdfText(t, pdf), "GIẤY KHEN", "Bà Đặng Thị Ánh", "Số 412-QĐ/ĐU, dòng 7", "DVK-9F2K-7QX4", "KT. CHỦ TỊCH")
	if !strings.Contains(flat(pdfText(t, pdf)), "hộ kinh doanh khu chợ") {
		t.Error("the long name is cut")
	}
}

func flat(s string) string { return strings.Join(strings.Fields(s), " ") }

func TestOverprint(t *testing.T) {
	t.Parallel()
	blank := []string{"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ĐẢNG ỦY PHƯỜNG AN BÌNH", "GIẤY KHEN", "T/M BAN THƯỜNG VỤ"}
	own := []string{"Bà Đặng Thị Ánh", "Tổ dân phố số 4", "An Bình, ngày 22 tháng 11 năm 2026", "Trần Quốc Khải Minh", "Số 412-QĐ/ĐU, dòng 7", "DVK-9F2K-7QX4"}
	d := LacquerDesign()
	pdf := one(t, NewOverprint(d, Shift{X: 3}), personal())
	keep(t, pdf, ".pdf")
	text := flat(pdfText(t, pdf))
	wantWords(t, text, own...)
	for _, words := range blank {
		if strings.Contains(text, words) {
			t.Errorf("%q is printed over that of the blank", words)
		}
	}
	if bytes.Contains(pdf, []byte("/G ")) {
		t.Error("the frame is printed over that of the blank")
	}
	d.Blank = []Part{PartKind}
	pdf = one(t, NewOverprint(d, Shift{}), personal())
	text = flat(pdfText(t, pdf))
	wantWords(t, text, append(own, blank[0], blank[1], blank[3])...)
	if strings.Contains(text, blank[2]) || !bytes.Contains(pdf, []byte("/G ")) {
		t.Error("a blank that has the title alone")
	}
	d.Blank = Parts()
	text = flat(pdfText(t, one(t, NewOverprint(d, Shift{}), personal())))
	for _, words := range append(blank, "Ban Thường vụ Đảng ủy", "Trần Quốc Khải Minh") {
		if strings.Contains(text, words) {
			t.Errorf("a blank that has everything: %q", words)
		}
	}
}

func TestColors(t *testing.T) {
	t.Parallel()
	var c Color
	if err := c.UnmarshalText([]byte("#8f1D18")); err != nil || c != (Color{0x8F, 0x1D, 0x18}) || c.String() != "#8F1D18" {
		t.Errorf("%v %v", c, err)
	}
	for _, bad := range []string{"", "red", "#8F1D1", "#8F1D1G", "8F1D188", "#+F1D18", "# F1D18", "#8F1D18;"} {
		if c.UnmarshalText([]byte(bad)) == nil {
			t.Errorf("%q is a colour", bad)
		}
	}
}
