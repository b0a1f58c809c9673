package demo

import (
	"kheo/internal/business/account"
	"kheo/internal/service/auth"
)

// Password opens every account of the example.
const Password = "dan van kheo"

type person struct {
	login, name string
	role        auth.Role
	units       []string
	does        string
	writesFor   string // a unit for which this person registers as well: a conflict of interest
}

var people = []person{
	{"dangky", "Trần Minh Phúc", auth.Registrar, []string{"phuong-dong-da", "quan-dong-da"}, "Đăng ký mô hình, nhập danh sách Excel, ghi tiến độ và bằng chứng.", ""},
	{"thamdinh", "Lê Bích Hạnh", auth.Appraiser, []string{"phuong-dong-da", "quan-dong-da"}, "Tiếp nhận hoặc trả lại hồ sơ, chấm điểm theo tiêu chí, soạn quyết định.", ""},
	{"thamdinh2", "Phan Thế Vinh", auth.Appraiser, []string{"phuong-dong-da"}, "Chấm điểm hồ sơ được phân công, cùng hai thẩm định viên khác.", ""},
	{"thamdinh3", "Đào Thị Mận", auth.Appraiser, []string{"phuong-dong-da"}, "Chấm điểm, và cũng đăng ký cho Hội Phụ nữ phường: Khéo nhắc người này tránh hồ sơ của Hội.", "phu-nu-phuong-dong-da"},
	{"hoidong", "Phạm Quốc Khánh", auth.CouncilMember, []string{"phuong-dong-da", "quan-dong-da"}, "Xem hồ sơ và bảng xếp để họp hội đồng.", ""},
	{"nguoiky", "Đỗ Thanh Nga", auth.Approver, []string{"phuong-dong-da", "quan-dong-da"}, "Ký quyết định công nhận và khen thưởng.", ""},
	{"congbo", "Vũ Thu Hương", auth.Publisher, []string{"phuong-dong-da", "quan-dong-da"}, "Phát động mùa thi đua, ban hành quyết định, công bố.", ""},
	{"kiemtra", "Hoàng Văn Lợi", auth.Auditor, []string{"ha-noi"}, "Đọc mọi hồ sơ và nhật ký, không sửa gì.", ""},
	{"quantri", "Ngô Ngọc Yến", auth.Administrator, []string{"ha-noi"}, "Quản lý đơn vị, tài khoản và vai trò.", ""},
	{"catlinh", "Bùi Thị Oanh", auth.Registrar, []string{"dong-da-cat-linh"}, "Chỉ đăng ký cho phường Cát Linh: không thấy hồ sơ của phường khác.", ""},
}

// Accounts lists the accounts for the page from which one signs in with one click.
func Accounts() []account.DemoAccount {
	var all []account.DemoAccount
	for _, p := range people {
		all = append(all, account.DemoAccount{Login: p.login, Name: p.name, Role: p.role.Label(), Does: p.does})
	}
	return all
}
