package org

// The words of the official table: what its columns are headed, what kinds of
// units are called, and what its notes say.

// The columns of the table, by number.
const (
	colProvince = iota
	colName
	colCode
	colOld
	colOldCode
	colNote
	colDistrict
	colOldProvince
	tableWidth
)

// tableColumns are the headings, as published and as met elsewhere.
var tableColumns = [tableWidth][]string{
	{"Tỉnh, thành phố", "Tỉnh, thành phố mới", "Tỉnh mới"},
	{"Tên Xã mới", "Tên đơn vị mới", "Tên ĐVHC mới"},
	{"Mã Xã mới", "Mã đơn vị mới", "Mã ĐVHC mới"},
	{"Tên Xã cũ", "Tên đơn vị cũ", "Tên ĐVHC cũ"},
	{"Mã Xã cũ", "Mã đơn vị cũ", "Mã ĐVHC cũ"},
	{"Ghi chú"},
	{"Quận/huyện", "Quận, huyện cũ"},
	{"Tỉnh cũ", "Tỉnh, thành phố cũ"},
}

// The words for kinds of units that names begin with.
const (
	wordCommune = "Xã"
	wordRural   = "Huyện"
)

var (
	communeKinds  = []string{wordCommune, "Phường", "Thị trấn", "Đặc khu"}
	districtKinds = []string{"Quận", wordRural, "Thị xã", "Thành phố"}
	provinceKinds = []string{"Tỉnh", "Thành phố"}
)

// plainNotes are the notes that are always worded the same.
var plainNotes = []struct {
	words string
	note  note
}{
	{"Nhập toàn bộ", noteWhole},
	{"Nhập toàn bộ diện tích, dân số", noteWhole},
	{"Nhập một phần", notePart},
	{"Nhập một phần diện tích, dân số", notePart},
	{"Nhập một phần diện tích", notePartArea},
	{"Nhập một phần diện tích, toàn bộ dân số", notePartAreaAll},
	{"Nhập một phần dân số", notePartPopulation},
	{"Nhập toàn bộ diện tích", noteWholeArea},
	{"Giữ nguyên", noteUnchanged},
	{"Đổi tên", noteRename},
	{"Đổi loại hình", noteRetype},
	{"Đổi tên, đổi loại hình", noteRename},
}

// noteAnd joins the two halves of a note; it makes no difference.
const noteAnd = " và "

// beforeYear stands between the name of an old province and the year of its end.
const beforeYear = " trước "
