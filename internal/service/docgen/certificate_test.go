package docgen

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

func personal() CertificateText {
	return CertificateText{
		LeftHead: []string{"THÀNH ỦY HÀ THÀNH", "ĐẢNG ỦY PHƯỜNG AN BÌNH", "*"}, RightHead: []string{"ĐẢNG CỘNG SẢN VIỆT NAM"},
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
	t.RightHead = []string{"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"}
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
