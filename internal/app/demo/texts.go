package demo

import "kheo/internal/business/initiative"

// worked are notes of one day's work.
var worked = []string{
	"Họp tổ dân phố, thống nhất cách làm và phân công từng nhóm hộ.",
	"Ra quân sáng thứ bảy, các hộ cùng tham gia.",
	"Đến từng nhà vận động, giải thích; các hộ ký cam kết.",
	"Nghiệm thu phần việc của quý, công khai thu chi tại nhà văn hóa.",
	"Chi hội phối hợp với Mặt trận tổ chức buổi sinh hoạt, bà con góp ý thêm.",
}

// told are the six steps of an initiative that went well; %d is how many homes.
var told = []struct {
	step initiative.Step
	on   string
	note string
}{
	{initiative.Informed, "2022-05-24", "Kế hoạch và dự toán niêm yết 30 ngày tại nhà văn hóa, phát tới %d hộ."},
	{initiative.Discussed, "2022-06-05", "Họp dân lấy ý kiến, trên 90 phần trăm trong %d hộ đồng ý; sửa hai điểm theo góp ý."},
	{initiative.Done, "2022-07-16", "Các hộ góp công, góp của; phần việc của %d hộ hoàn thành đúng hẹn."},
	{initiative.Checked, "2022-08-07", "Tổ dân cử đối chiếu từng khoản thu chi của %d hộ, kết quả khớp."},
	{initiative.Supervised, "2022-08-21", "Mặt trận phường giám sát một buổi tại %d hộ, kiến nghị giữ lịch trực."},
	{initiative.Benefited, "2022-09-04", "%d hộ được hưởng; đại diện các cụm xác nhận bằng phiếu ẩn danh."},
}

// draft2026 is one registration of the new ward.
type draft2026 struct {
	unit        string
	kind        string // of participant
	participant string
	what        initiative.Kind
	field       string // last two digits of the field's id
	content     initiative.Content
}

const (
	economy  = "0190a000-0000-7000-8000-000000000011"
	culture  = "0190a000-0000-7000-8000-000000000012"
	security = "0190a000-0000-7000-8000-000000000013"
	politics = "0190a000-0000-7000-8000-000000000014"
)

// texts2026 are registrations of the new ward. Items after the title follow the
// form; what stays open is what a draft has not written yet.
var texts2026 = []draft2026{
	{"to-dan-pho-01", "collective", "Ban Công tác Mặt trận tổ dân phố số 1", initiative.Model, security, initiative.Content{
		Title: "Khéo trong xã hội hóa lắp camera an ninh ngõ 12", Problem: "Ngõ dài 400 mét, chín lối rẽ, năm 2025 mất 9 xe máy.",
		Objective: "Không quá 1 vụ mất xe trong năm; 120 hộ cùng theo dõi.", Method: "Họp dân chọn vị trí, lấy ba báo giá, công khai thu chi, lập tổ trực luân phiên.",
		Area: "Ngõ 12 và các ngách, 131 hộ.", Forces: "Ban Công tác Mặt trận chủ trì, Công an phường phối hợp.", Resources: "86 triệu đồng do các hộ tự nguyện góp, 42 ngày công.",
		Schedule: "Từ tháng 3 đến tháng 10, đánh giá ngày 15/11.", Outputs: "16 camera, biên bản bàn giao, bảng thu chi niêm yết.", Sustainability: "Tổ dân phố giữ; ngõ 14 và ngõ 20 đã hỏi cách làm."}},
	{"phu-nu-phuong-dong-da", "collective", "Chi hội Phụ nữ số 5", initiative.Model, culture, initiative.Content{
		Title: "Khéo trong xây dựng tuyến phố nở hoa", Problem: "Dọc tường trường học dài 160 mét hay bị đổ trộm rác, tuần nào cũng phải dọn.",
		Objective: "Hết điểm đổ rác trong 3 tháng, 40 hộ nhận chăm bồn hoa.", Method: "Dọn sạch, làm bồn từ lốp cũ, mỗi hộ nhận một bồn, thứ bảy cùng tưới.",
		Area: "Đoạn tường trường Hoa Phượng, 40 hộ.", Forces: "Chi hội Phụ nữ chủ trì, nhà trường và Đoàn Thanh niên phối hợp.", Resources: "12 triệu đồng, 60 ngày công.",
		Schedule: "Tháng 3 đến tháng 6, đánh giá cuối tháng 9.", Outputs: "52 bồn hoa, ảnh trước và sau, nhật ký tưới.", Sustainability: "Hội giữ lịch chăm, nhân sang phố bên."}},
	{"ubnd-phuong-dong-da", "collective", "Bộ phận Một cửa phường Đống Đa", initiative.Solution, politics, initiative.Content{
		Title: "Khéo trong trả kết quả hồ sơ tại nhà cho người già yếu", Problem: "Mỗi tháng khoảng 70 người trên 75 tuổi phải nhờ người khác đi lấy hồ sơ.",
		Objective: "100% hồ sơ của người trên 75 tuổi được trả tại nhà trong 2 ngày.", Method: "Hỏi khi tiếp nhận, lập lịch theo tuyến, cán bộ tổ dân phố cùng đi.",
		Area: "Toàn phường, khoảng 800 người.", Forces: "Bộ phận Một cửa chủ trì, tổ dân phố phối hợp.", Resources: "Không thêm kinh phí; 30 ngày công mỗi tháng.",
		Schedule: "Cả năm, đánh giá mỗi quý.", Outputs: "Sổ giao nhận có chữ ký, số ngày chờ giảm.", Sustainability: "Đưa vào quy trình của phường."}},
	{"to-dan-pho-07", "individual", "Đỗ Bích Ánh", initiative.Model, culture, initiative.Content{
		Title: "Khéo trong vận động phân loại rác tại nguồn ở ngõ 7", Problem: "Ngõ có 64 hộ, chỉ 9 hộ phân loại rác, điểm tập kết bốc mùi.",
		Objective: "60 hộ phân loại hằng ngày, bỏ được điểm tập kết cũ.", Method: "Đến từng nhà hướng dẫn, phát hai thùng, đổi rác tái chế lấy cây.",
		Area: "Ngõ 7, 64 hộ.", Forces: "Cá nhân chủ trì, Chi hội Phụ nữ phối hợp.", Resources: "6,5 triệu đồng góp tự nguyện, 25 ngày công.",
		Schedule: "Từ tháng 4, đánh giá 30/10.", Outputs: "Bảng theo dõi từng tuần, ảnh điểm tập kết.", Sustainability: "Tổ dân phố tiếp tục, ngõ 9 làm theo."}},
	{"cong-an-phuong-dong-da", "collective", "Công an phường Đống Đa", initiative.Model, security, initiative.Content{
		Title: "Khéo trong tổ liên gia an toàn phòng cháy", Problem: "38 ngách xe chữa cháy không vào được, 410 hộ sống trong ngách.",
		Objective: "38 tổ liên gia, mỗi tổ 2 bình chữa cháy, diễn tập 2 lần.", Method: "Chia tổ theo ngách, lắp chuông báo chung, tập huấn từng nhóm.",
		Area: "38 ngách, 410 hộ.", Forces: "Công an phường chủ trì, tổ dân phố phối hợp.", Resources: "145 triệu đồng xã hội hóa.",
		Schedule: "Tháng 3 đến tháng 11.", Outputs: "38 biên bản ra mắt, 2 buổi diễn tập.", Sustainability: "Duy trì trực và kiểm tra bình mỗi quý."}},
	{"htx-dich-vu-thai-ha", "collective", "Hợp tác xã dịch vụ Thái Hà", initiative.Model, economy, initiative.Content{
		Title: "Khéo trong giúp hộ khó khăn có vốn buôn bán nhỏ", Problem: "17 hộ khó khăn không vay được vì không có phương án.",
		Objective: "12 hộ có thu nhập thêm ít nhất 2 triệu đồng mỗi tháng.", Method: "Giúp viết phương án, góp quỹ xoay vòng, người đi trước kèm người sau.",
		Area: "17 hộ trên địa bàn phường.", Forces: "Hợp tác xã chủ trì, Hội Phụ nữ phối hợp.", Resources: "Quỹ xoay vòng 180 triệu đồng.",
		Schedule: "Cả năm, họp quỹ hằng tháng.", Outputs: "Sổ quỹ, 12 phương án, thu nhập trước và sau.", Sustainability: "Quỹ hoàn vốn để cho hộ khác vay."}},
	{"truong-thcs-hoa-phuong", "collective", "Trường THCS Hoa Phượng", initiative.Project, culture, initiative.Content{
		Title: "Khéo trong làm sân chơi từ đồ cũ", Problem: "Khu tập thể có hơn 200 trẻ mà chưa có chỗ chơi.",
		Objective: "1 sân chơi 120 mét vuông dùng được cả tuần.", Method: "Học sinh thiết kế, phụ huynh góp công, lấy ý kiến người ở tầng một.",
		Area: "Khu tập thể B5, 210 trẻ.", Forces: "Nhà trường chủ trì, Đoàn Thanh niên phối hợp.", Resources: "34 triệu đồng, 90 ngày công.",
		Schedule: "Tháng 5 đến tháng 8.", Outputs: "Sân chơi, biên bản nghiệm thu.", Sustainability: "Khu tập thể cử người trông giữ."}},
	{"to-dan-pho-03", "household", "Gia đình ông Phạm Văn Nghĩa", initiative.Model, culture, initiative.Content{
		Title: "Khéo trong bữa sáng nghĩa tình", Problem: "Nhiều người bệnh chờ khám từ 5 giờ sáng mà chưa có gì ăn.",
		Objective: "Mỗi tuần 120 suất ăn sáng.", Method: "Gia đình nấu, hàng xóm chia ca, công khai đóng góp.",
		Area: "Cổng bệnh viện gần tổ 3.", Forces: "Gia đình chủ trì, 11 hộ cùng làm.", Resources: "Khoảng 4 triệu đồng mỗi tuần do người dân góp.",
		Schedule: "Thứ ba và thứ sáu hằng tuần.", Outputs: "Sổ suất ăn, sổ góp.", Sustainability: "Đã có hai gia đình nhận ca thay."}},
	{"thanh-nien-phuong-dong-da", "collective", "Đoàn Thanh niên phường Đống Đa", initiative.Solution, politics, initiative.Content{
		Title: "Khéo trong hướng dẫn nộp hồ sơ qua mạng", Problem: "6 trên 10 người đến phường chưa biết tự nộp hồ sơ qua mạng.",
		Objective: "600 người tự nộp được hồ sơ trong năm.", Method: "Trực sáng thứ bảy, kèm một người một lần, để lại tờ hướng dẫn chữ to.",
		Area: "Nhà văn hóa của 12 tổ dân phố.", Forces: "Đoàn Thanh niên chủ trì, Bộ phận Một cửa phối hợp.", Resources: "180 ngày công.",
		Schedule: "Mỗi thứ bảy.", Outputs: "Sổ lượt người, tỷ lệ hồ sơ qua mạng.", Sustainability: "Mỗi tổ có hai người hướng dẫn."}},
	{"to-dan-pho-09", "individual", "Lý Văn Ước", initiative.Model, security, initiative.Content{
		Title: "Khéo trong hòa giải mâu thuẫn ngõ 31", Problem: "Năm 2025 có 14 vụ cãi cọ về chỗ để xe.",
		Objective: "Giảm còn không quá 4 vụ.", Method: "Cùng các hộ kẻ ô, viết quy ước, hẹn ngày xem lại.",
		Area: "Ngõ 31, 58 hộ.", Forces: "Tổ hòa giải chủ trì.", Resources: "2 triệu đồng sơn kẻ.",
		Schedule: "Tháng 4 đến tháng 10.", Outputs: "Bản quy ước, sổ hòa giải (không ghi tên).", Sustainability: "Xem lại quy ước mỗi năm."}},
	{"to-dan-pho-05", "collective", "Chi bộ tổ dân phố số 5", initiative.Model, politics, initiative.Content{
		Title: "Ngày thứ sáu nghe dân nói", Problem: "Nhiều việc nhỏ dồn đến cuối năm mới được nêu.",
		Objective: "Mỗi tháng 1 buổi, 90% ý kiến có trả lời trong 10 ngày.", Method: "Bí thư chi bộ trực, ghi sổ, dán kết quả ở bảng tin."}},
	{"to-dan-pho-11", "collective", "Tổ tự quản tổ dân phố số 11", initiative.Model, culture, initiative.Content{
		Title: "Khéo trong chăm lo người cao tuổi sống một mình", Problem: "Tổ có 13 cụ sống một mình."}},
}
