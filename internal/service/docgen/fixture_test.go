package docgen

import (
	"fmt"
	"time"
)

var day = time.Date(2026, 11, 22, 8, 0, 0, 0, time.UTC)

const longName = "Chi hội Phụ nữ và Ban Công tác Mặt trận tổ dân phố số 12, phường Ô Chợ Dừa phối hợp Hội Người cao tuổi, Hội Cựu chiến binh và các hộ kinh doanh khu chợ"

// partyDecision commends 23 exemplars named in an annexed table.
func partyDecision() Document {
	rows := []Row{SectionRow("I. TẬP THỂ")}
	for i := range 23 {
		if i == 8 {
			rows = append(rows, SectionRow("II. CÁ NHÂN"))
		}
		rows = append(rows, TextRow(fmt.Sprint(i+1),
			fmt.Sprintf("Bà Đặng Thị Ánh Nguyệt %d", i+1),
			"Bí thư Chi bộ, Trưởng ban công tác Mặt trận tổ dân phố số 4, phường An Bình",
			"Mô hình “Ngõ xanh, sạch, đẹp”: vận động 86/90 hộ tự nguyện phân loại rác tại nguồn"))
	}
	return Document{
		Layout: PartyLayout(), Title: "Quyết định khen thưởng Dân vận khéo năm 2026", Date: day,
		Blocks: []Block{
			PartyHead("THÀNH ỦY HÀ THÀNH", "ĐẢNG ỦY PHƯỜNG AN BÌNH", "Số 412-QĐ/ĐU", "An Bình, ngày 22 tháng 11 năm 2026"),
			Heading{Name: "QUYẾT ĐỊNH", Abstract: []string{
				"tặng Giấy khen tập thể, cá nhân có thành tích xuất sắc",
				"trong phong trào thi đua “Dân vận khéo” năm 2026"}},
			Paragraph{Runs: Text("- Căn cứ Điều lệ Đảng Cộng sản Việt Nam;")},
			Paragraph{Runs: Text("- Căn cứ Quy chế làm việc của Ban Chấp hành Đảng bộ phường khóa I, nhiệm kỳ 2025 - 2030;")},
			Paragraph{Runs: Text("- Xét đề nghị của Ban Xây dựng Đảng phường tại Tờ trình số 38-TTr/BXDĐ, ngày 15/11/2026,")},
			Paragraph{Runs: Bold("BAN THƯỜNG VỤ ĐẢNG ỦY QUYẾT ĐỊNH"), Align: AlignCenter, KeepWithNext: true},
			Paragraph{Runs: []Run{{Text: "Điều 1. ", Bold: true}, {Text: "Tặng Giấy khen 08 tập thể và 15 cá nhân đã có thành tích xuất sắc trong phong trào thi đua “Dân vận khéo” năm 2026 (có danh sách kèm theo)."}}},
			Paragraph{Runs: []Run{{Text: "Điều 2. ", Bold: true}, {Text: "Mức tiền thưởng thực hiện theo quy định hiện hành:"}}},
			List{Marker: "-", Items: [][]Run{
				Text("Tập thể: 1.400.000 đồng;"), Text("Cá nhân: 700.000 đồng.")}},
			Paragraph{Runs: []Run{{Text: "Điều 3. ", Bold: true}, {Text: "Văn phòng Đảng ủy, Ban Xây dựng Đảng phường và các tập thể, cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này."}}},
			Signature{
				Recipients: []string{"Ban Dân vận Thành ủy (để báo cáo)", "Thường trực Đảng ủy", "Như Điều 3", "Lưu Văn phòng Đảng ủy"},
				Form:       []string{"T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"}, Name: "Trần Quốc Khải Minh"},
			PageBreak{},
			Heading{Name: "DANH SÁCH", Abstract: []string{"tập thể, cá nhân được tặng Giấy khen"}, Bare: true},
			Note{Runs: Italic("(Kèm theo Quyết định số 412-QĐ/ĐU, ngày 22/11/2026 của Ban Thường vụ Đảng ủy phường)"), Align: AlignCenter},
			Table{Numbers: true, Rows: rows, Columns: []TableColumn{
				{Title: "TT", Width: 1, Align: AlignCenter}, {Title: "Họ và tên, tập thể", Width: 4},
				{Title: "Chức vụ, đơn vị", Width: 5}, {Title: "Tóm tắt thành tích", Width: 6}}},
			Note{Runs: Italic("Danh sách có 08 tập thể và 15 cá nhân.")},
		},
	}
}

// stateDecision recognises initiatives under the State's rules.
func stateDecision() Document {
	return Document{
		Layout: StateLayout(), Title: "Quyết định công nhận mô hình Dân vận khéo", Date: day,
		Blocks: []Block{
			StateHead("ỦY BAN NHÂN DÂN PHƯỜNG AN BÌNH", "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG", "Số: 128/QĐ-UBND", "An Bình, ngày 22 tháng 11 năm 2026"),
			Heading{Name: "QUYẾT ĐỊNH", Abstract: []string{"Về việc công nhận mô hình “Dân vận khéo” năm 2026"}},
			Paragraph{Runs: Italic("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;")},
			Paragraph{Runs: Italic("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;")},
			Paragraph{Runs: Bold("QUYẾT ĐỊNH:"), Align: AlignCenter, KeepWithNext: true},
			Paragraph{Runs: []Run{{Text: "Điều 1. ", Bold: true}, {Text: "Công nhận 37 mô hình “Dân vận khéo” năm 2026 của các tổ dân phố, cơ quan, đơn vị trên địa bàn phường An Bình theo danh sách kèm theo Quyết định này."}}},
			Paragraph{Runs: []Run{{Text: "Điều 2. ", Bold: true}, {Text: "Quyết định này có hiệu lực kể từ ngày ký. Chánh Văn phòng, Trưởng các phòng chuyên môn và các đơn vị có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này"}}},
			Signature{Recipients: []string{"Như Điều 2", "Thường trực HĐND phường", "Lưu: VT"},
				Form: []string{"TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"}, Name: "Lê Hoài Thương"},
		},
	}
}
