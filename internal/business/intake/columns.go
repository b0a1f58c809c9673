package intake

import (
	"time"

	"kheo/internal/business/campaign"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/exchange"
)

// columns of a list of registrations, as units send it and as Khéo exports it.
// Headings are found whatever their case, marks and order.
func listColumns() []exchange.Column {
	return []exchange.Column{
		{Key: "no", Title: "STT", Names: []string{"TT", "Số TT", "Số thứ tự", "No"}, Width: 6},
		{Key: "title", Title: "Tên mô hình", Required: true, Width: 44, Example: "Khéo trong vận động phân loại rác ngõ 7",
			Names: []string{"Tên mô hình, công trình", "Tên mô hình/công trình/giải pháp", "Mô hình", "Tên mô hình dân vận khéo", "Tên công trình", "Tên giải pháp", "Nội dung đăng ký", "Tên mô hình đăng ký", "Initiative"}},
		{Key: "participant", Title: "Tập thể/cá nhân đăng ký", Required: true, Width: 32, Example: "Ban Công tác Mặt trận địa bàn dân cư số 4",
			Names: []string{"Tập thể, cá nhân", "Tập thể cá nhân", "Tên tập thể, cá nhân", "Họ tên/Tên tập thể", "Tên tập thể/cá nhân", "Đơn vị/cá nhân đăng ký", "Đơn vị, cá nhân đăng ký", "Chủ thể", "Người đăng ký", "Tên đơn vị đăng ký", "Participant"}},
		{Key: "participant_kind", Title: "Đối tượng", Required: true, Width: 12, Example: "Tập thể", Choices: []string{"Tập thể", "Cá nhân", "Hộ gia đình"},
			Names: []string{"Loại đối tượng", "Loại hình", "Đối tượng đăng ký", "Tập thể hay cá nhân", "Loại", "Participant kind"}},
		{Key: "unit", Title: "Đơn vị", Width: 24, Example: "Phường Cát Linh",
			Names: []string{"Phường", "Xã", "Phường/xã", "Phường, xã", "Xã, phường", "Địa phương", "Đơn vị công tác", "Đơn vị (phường, xã)", "Đảng bộ", "Unit"}},
		{Key: "field", Title: "Lĩnh vực", Required: true, Width: 22, Example: "Văn hóa - xã hội",
			Names: []string{"Lĩnh vực đăng ký", "Thuộc lĩnh vực", "Field"}},
		{Key: "kind", Title: "Loại", Width: 12, Choices: []string{"Mô hình", "Công trình", "Giải pháp"}, Names: []string{"Hình thức", "Loại mô hình", "Mô hình/công trình/giải pháp", "Kind"}},
		{Key: "problem", Title: "Thực trạng, lý do", Width: 36, Names: []string{"Thực trạng", "Lý do", "Sự cần thiết", "Thực trạng, vì sao cần làm", "Problem"}},
		{Key: "objective", Title: "Mục tiêu, kết quả dự kiến", Width: 36, Names: []string{"Mục tiêu", "Mục tiêu, tiêu chí", "Mục tiêu, tiêu chí đánh giá", "Chỉ tiêu", "Kết quả dự kiến", "Objective"}},
		{Key: "method", Title: "Nội dung, cách làm", Width: 44, Names: []string{"Nội dung", "Cách làm", "Nội dung, cách thức", "Nội dung thực hiện", "Giải pháp thực hiện", "Method"}},
		{Key: "area", Title: "Địa bàn, đối tượng thụ hưởng", Width: 28, Names: []string{"Địa bàn", "Địa bàn, đối tượng", "Đối tượng thụ hưởng", "Phạm vi", "Area"}},
		{Key: "forces", Title: "Lực lượng thực hiện", Width: 28, Names: []string{"Lực lượng", "Đơn vị phối hợp", "Chủ trì, phối hợp", "Forces"}},
		{Key: "resources", Title: "Nguồn lực", Width: 24, Names: []string{"Kinh phí", "Nguồn lực, kinh phí", "Resources"}},
		{Key: "schedule", Title: "Tiến độ, thời điểm đánh giá", Width: 24, Names: []string{"Tiến độ", "Thời gian thực hiện", "Thời gian", "Schedule"}},
		{Key: "outputs", Title: "Kết quả kiểm chứng được", Width: 28, Names: []string{"Sản phẩm", "Sản phẩm, kết quả đầu ra", "Kết quả đầu ra", "Kết quả", "Outputs"}},
		{Key: "sustainability", Title: "Khả năng duy trì, nhân rộng", Width: 28, Names: []string{"Duy trì, nhân rộng", "Nhân rộng", "Khả năng nhân rộng", "Sustainability"}},
		{Key: "starts_on", Title: "Thời gian bắt đầu", Width: 14, Names: []string{"Ngày bắt đầu", "Bắt đầu", "Bắt đầu từ", "Thời điểm bắt đầu", "Starts on"}},
		{Key: "contact", Title: "Điện thoại", Width: 16, Names: []string{"SĐT", "Số điện thoại", "ĐT", "Liên hệ", "Điện thoại liên hệ", "Contact"}},
		{Key: "note", Title: "Ghi chú", Width: 20, Names: []string{"Note"}},
	}
}

// exportColumns adds what an import leaves aside.
func exportColumns() []exchange.Column {
	return append(listColumns(),
		exchange.Column{Key: "code", Title: "Mã hồ sơ", Width: 16},
		exchange.Column{Key: "state", Title: "Tình trạng", Width: 20},
		exchange.Column{Key: "due_on", Title: "Hạn việc tiếp theo", Width: 14})
}

// templateSheet is an empty list for season with what is to be known to fill it in.
func templateSheet(season campaign.Season) (sheet exchange.Sheet, notes []string) {
	sheet = exchange.Sheet{
		Name: "Đăng ký", Title: []string{"DANH SÁCH ĐĂNG KÝ MÔ HÌNH “DÂN VẬN KHÉO”", season.Name}, Columns: listColumns(), Landscape: true,
	}
	notes = []string{
		"Đối tượng: Tập thể, Cá nhân hoặc Hộ gia đình. Loại để trống được hiểu là Mô hình.",
		"Đơn vị: ghi tên phường, xã ở từng dòng, hoặc đặt tên phường thành một dòng riêng phía trên các dòng của phường đó.",
		"Ngày ghi như 05/03/2022 hoặc 3/2022.",
		"Tên nhóm, dòng tổng cộng và chữ ký được nhận ra và bỏ qua.",
	}
	if !season.RegisterBy.IsZero() {
		notes = append(notes, "Gửi trước hết ngày "+season.RegisterBy.String()+".")
	}
	return sheet, notes
}

// exportSheet is a list of what is registered; season is its name, empty for all.
func exportSheet(season string, now time.Time) exchange.Sheet {
	title := []string{"DANH SÁCH MÔ HÌNH “DÂN VẬN KHÉO”"}
	if season != "" {
		title = append(title, season)
	}
	return exchange.Sheet{Name: "Mô hình", Title: append(title, "Xuất lúc "+i18n.Moment(now)), Columns: exportColumns(), Landscape: true}
}
