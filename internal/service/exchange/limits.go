package exchange

import (
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
)

// Limits bounds what a workbook may cost. A zero field takes its default.
type Limits struct {
	FileBytes     int64 // size of the file; 20 MiB
	UnzippedBytes int64 // all parts together, unpacked; 256 MiB
	TextBytes     int64 // text held or looked at, for shared strings and for each sheet; 64 MiB
	Ratio         int64 // a part above 16 MiB may unpack to this times its packed size; 300
	Sheets        int   // sheets of a workbook; 50
	Rows          int   // rows with content on a sheet; 200,000
	Columns       int   // number of the last column with content; 200
	Cells         int   // cells with content on a sheet; 2,000,000
	EmptyRun      int   // more empty rows than this in a row end the sheet; 1,000
}

const (
	partsLimit  = 4096      // files inside the archive
	tokenLimit  = 1 << 20   // bytes of one piece of XML: Excel's longest cell is far below
	ratioFloor  = 16 << 20  // smaller parts may be packed as tightly as they like
	mergeLimit  = 100_000   // merged ranges of a sheet that are looked at
	lastRow     = 1_048_576 // of any Excel sheet
	lastColumn  = 16_384
	stylesLimit = 65_536
)

func (l Limits) orDefaults() Limits {
	size := func(v *int64, fallback int64) {
		if *v <= 0 {
			*v = fallback
		}
	}
	count := func(v *int, fallback int) {
		if *v <= 0 {
			*v = fallback
		}
	}
	size(&l.FileBytes, 20<<20)
	size(&l.UnzippedBytes, 256<<20)
	size(&l.TextBytes, 64<<20)
	size(&l.Ratio, 300)
	count(&l.Sheets, 50)
	count(&l.Rows, 200_000)
	count(&l.Columns, 200)
	count(&l.Cells, 2_000_000)
	count(&l.EmptyRun, 1000)
	return l
}

func refuseDamaged() error {
	return fault.Refuse("Tệp bị hỏng, không đọc được. Xin mở bằng Excel, lưu lại rồi gửi lại.")
}

func refuseBomb() error {
	return fault.Refuse("Tệp giải nén ra quá lớn nên không được nhận. Xin chép danh sách sang một tệp mới rồi gửi lại.")
}

func refuseRows(sheet string, limit int) error {
	return fault.Refuse("Trang tính “%s” có hơn %s dòng. Xin chia thành nhiều tệp.", sheet, i18n.Group(int64(limit), "."))
}

func refuseColumns(sheet string, limit int) error {
	return fault.Refuse("Trang tính “%s” có dữ liệu ở quá cột thứ %s. Xin xóa các cột thừa.", sheet, i18n.Group(int64(limit), "."))
}

func refuseCells(sheet string) error {
	return fault.Refuse("Trang tính “%s” có quá nhiều dữ liệu. Xin chia thành nhiều tệp.", sheet)
}
