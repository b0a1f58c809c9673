package demo

import "kheo/internal/business/initiative"

// texts2026Review are registrations of the new ward that are under review.
var texts2026Review = []draft2026{
	{"to-dan-pho-02", "collective", "Ban Công tác Mặt trận tổ dân phố số 2", initiative.Model, culture, initiative.Content{
		Title: "Khéo trong giữ ngõ không rác ban đêm", Problem: "Đầu ngõ 22 bị đổ trộm rác sau 22 giờ, mỗi tháng dọn 6 lần.",
		Objective: "Hết điểm đổ rác đêm; 96 hộ bỏ rác đúng giờ.", Method: "Họp dân định giờ, bốn nhóm hộ thay nhau nhắc, trồng hoa chỗ hay đổ.",
		Area: "Ngõ 22 và ba ngách, 96 hộ.", Forces: "Ban Công tác Mặt trận chủ trì, Chi hội Phụ nữ phối hợp.", Resources: "9 triệu đồng góp tự nguyện, 48 ngày công.",
		Schedule: "Từ tháng 4, đánh giá ngày 30/10.", Outputs: "Sổ nhắc việc, ảnh từng tuần, số lần phải dọn.", Sustainability: "Tổ dân phố giữ lịch; ngõ 24 làm theo."}},
	{"to-dan-pho-04", "collective", "Chi hội Cựu chiến binh tổ dân phố số 4", initiative.Model, security, initiative.Content{
		Title: "Khéo trong bảo vệ giờ tan trường", Problem: "Cổng trường tắc 40 phút mỗi chiều, đã hai lần va quệt có cháu nhỏ.",
		Objective: "Thông đường trong 15 phút, không va quệt.", Method: "Chia ca trực, kẻ vạch chờ, nhắc phụ huynh đỗ xe ở sân nhà văn hóa.",
		Area: "Đoạn phố trước cổng trường, 1.100 phụ huynh.", Forces: "Chi hội Cựu chiến binh chủ trì, nhà trường và Công an phường phối hợp.", Resources: "4 triệu đồng, 210 ngày công.",
		Schedule: "Theo năm học, đánh giá cuối tháng 10.", Outputs: "Sổ trực, số phút thông đường mỗi tuần.", Sustainability: "Nhà trường đưa vào quy chế; trường bên đã hỏi."}},
	{"phu-nu-phuong-dong-da", "collective", "Chi hội Phụ nữ số 2", initiative.Model, economy, initiative.Content{
		Title: "Khéo trong góp vốn xoay vòng cho chị em buôn bán nhỏ", Problem: "23 chị em phải vay nóng để nhập hàng buổi sớm.",
		Objective: "20 chị em được vay 3 triệu đồng, không ai vay nóng.", Method: "Mỗi người góp 100 nghìn đồng một tháng, bốc thăm thứ tự, công khai sổ quỹ.",
		Area: "Chợ tạm và phố bên, 46 chị em.", Forces: "Chi hội Phụ nữ chủ trì.", Resources: "55 triệu đồng vốn góp.",
		Schedule: "Cả năm, đánh giá mỗi quý.", Outputs: "Sổ quỹ, danh sách lượt vay không nêu tên khi công khai.", Sustainability: "Quỹ tự quay vòng, Hội kiểm sổ mỗi quý."}},
	{"truong-thcs-hoa-phuong", "collective", "Trường THCS Hoa Phượng", initiative.Model, culture, initiative.Content{
		Title: "Khéo trong tủ sách mở cửa buổi tối", Problem: "Thư viện đóng cửa lúc 17 giờ, trẻ trong phố không có chỗ học tối.",
		Objective: "Mở ba tối mỗi tuần, 60 lượt trẻ đến.", Method: "Cựu giáo viên trực, phụ huynh góp sách, học sinh lớp 9 kèm lớp 6.",
		Area: "Ba tổ dân phố quanh trường.", Forces: "Nhà trường chủ trì, Hội Khuyến học phối hợp.", Resources: "1.400 cuốn sách góp, 96 buổi trực.",
		Schedule: "Theo năm học.", Outputs: "Sổ mượn, số lượt trẻ mỗi tối.", Sustainability: "Nhà trường nuôi tủ sách; hai trường xin cách làm."}},
	{"to-dan-pho-06", "individual", "Vương Thị Bưởi", initiative.Model, culture, initiative.Content{
		Title: "Khéo trong bếp cơm hai nghìn cho người bán hàng rong", Problem: "Người bán rong trong ngõ chợ bỏ bữa trưa để tiết kiệm.",
		Objective: "70 suất mỗi trưa thứ ba, thứ năm.", Method: "Xin rau cuối chợ, bà con thay nhau nấu, ai ăn tự bỏ tiền vào hộp.",
		Area: "Ngõ chợ Kim Hoa.", Forces: "Cá nhân chủ trì, 18 người thay nhau nấu.", Resources: "Rau, gạo góp; 160 ngày công.",
		Schedule: "Cả năm.", Outputs: "Sổ suất ăn, sổ thu chi treo ở bếp.", Sustainability: "Đã có ba bếp trưởng thay nhau."}},
	{"thanh-nien-phuong-dong-da", "collective", "Chi đoàn tổ dân phố số 8", initiative.Solution, politics, initiative.Content{
		Title: "Khéo trong hướng dẫn người già gọi việc khẩn trên điện thoại", Problem: "300 người trên 70 tuổi chưa biết gọi nhanh khi có việc.",
		Objective: "250 người tự gọi được cho con và cho tổ dân phố.", Method: "Hai bạn trẻ kèm một người già, cài số khẩn, thử lại sau một tuần.",
		Area: "Năm tổ dân phố.", Forces: "Chi đoàn chủ trì, Hội Người cao tuổi phối hợp.", Resources: "120 buổi kèm.",
		Schedule: "Tháng 5 đến tháng 9.", Outputs: "Phiếu thử lại có dấu của tổ.", Sustainability: "Mỗi tổ giữ hai bạn trẻ trực hướng dẫn."}},
	{"to-dan-pho-10", "household", "Gia đình bà Tống Thị Lụa", initiative.Model, economy, initiative.Content{
		Title: "Khéo trong dạy nghề may tại nhà", Problem: "Bảy chị em trong ngõ ở nhà trông con, không có việc làm.",
		Objective: "7 chị em may được hàng gia công trong 6 tháng.", Method: "Dạy tại nhà, cho mượn máy, nhận hàng chung.",
		Area: "Ngõ 41.", Forces: "Gia đình chủ trì, Hội Phụ nữ tìm nơi giao hàng.", Resources: "Bốn máy may cũ.",
		Schedule: "Tháng 4 đến tháng 10.", Outputs: "Số sản phẩm giao mỗi tháng.", Sustainability: "Hai người đã dạy lại cho người khác."}},
	{"htx-dich-vu-thai-ha", "collective", "Hợp tác xã dịch vụ Thái Hà", initiative.Project, economy, initiative.Content{
		Title: "Khéo trong sắp lại chợ tạm không lấn đường", Problem: "58 quầy lấn lòng đường, xe cứu thương không qua được.",
		Objective: "58 quầy vào vạch, lối đi rộng 3,5 mét.", Method: "Tiểu thương tự vẽ sơ đồ, bốc thăm chỗ, ký cam kết.",
		Area: "Chợ tạm Thái Hà.", Forces: "Hợp tác xã chủ trì, Công an phường phối hợp.", Resources: "32 triệu đồng sơn kẻ, mái che.",
		Schedule: "Tháng 4 đến tháng 8.", Outputs: "Sơ đồ chợ, ảnh trước và sau.", Sustainability: "Ban quản chợ do tiểu thương bầu."}},
}
