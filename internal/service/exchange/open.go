package exchange

import (
	"bytes"
	"io"
	"unicode/utf8"

	"kheo/internal/platform/fault"
)

// Book is an opened workbook. It is not safe for concurrent use and needs no
// closing; its reader must stay open as long as rows are read.
type Book struct {
	limits  Limits
	archive *archive
	sheets  []sheet
	strings []string // shared strings
	dates   []bool   // by cell style: shows a date
	is1904  bool
}

type sheet struct{ name, part string }

// Sheets are the names of the visible sheets, in order.
func (b *Book) Sheets() []string {
	names := make([]string, len(b.sheets))
	for i, s := range b.sheets {
		names[i] = s.name
	}
	return names
}

// Open reads the outline of an .xlsx file of size bytes. What it does not
// accept it refuses with a fault.Refused that says why; any other error comes
// from r.
func Open(r io.ReaderAt, size int64, limits Limits) (*Book, error) {
	limits = limits.orDefaults()
	if size > limits.FileBytes {
		return nil, fault.Refuse("Tệp quá lớn: chỉ nhận tệp đến %d MB.", max(1, limits.FileBytes>>20))
	}
	src := &source{r: r}
	head := make([]byte, min(max(size, 0), 64<<10))
	if _, err := src.ReadAt(head, 0); err != nil && err != io.EOF {
		return nil, err
	}
	if err := sniff(head); err != nil {
		return nil, err
	}
	a, err := openArchive(src, size, limits)
	if err != nil {
		return nil, err
	}
	b := &Book{limits: limits, archive: a}
	if err := b.readOutline(); err != nil {
		return nil, err
	}
	return b, nil
}

// sniff refuses what is no zip file, by name where it is a usual mistake.
func sniff(head []byte) error {
	starts := func(prefix string) bool { return bytes.HasPrefix(head, []byte(prefix)) }
	text := bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")))
	switch {
	case len(text) == 0:
		return fault.Refuse("Tệp trống.")
	case starts("PK\x03\x04"):
		return nil
	case starts("\xd0\xcf\x11\xe0") && bytes.Contains(head, []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00")):
		return fault.Refuse("Tệp có đặt mật khẩu. Xin bỏ mật khẩu rồi gửi lại.")
	case starts("\xd0\xcf\x11\xe0"), starts("\x09\x08"):
		return fault.Refuse("Đây là tệp Excel kiểu cũ (.xls). Xin mở bằng Excel, lưu thành .xlsx rồi gửi lại.")
	case starts("%PDF"):
		return fault.Refuse("Đây là tệp PDF. Xin gửi bảng tính Excel (.xlsx).")
	case text[0] == '<':
		return fault.Refuse("Đây là trang web mang đuôi Excel. Xin mở bằng Excel, lưu thành .xlsx rồi gửi lại.")
	case plainText(head):
		return fault.Refuse("Đây là tệp văn bản hoặc CSV. Xin mở bằng Excel, lưu thành .xlsx rồi gửi lại.")
	}
	return refuseOther()
}

func refuseOther() error {
	return fault.Refuse("Tệp này không phải là bảng tính Excel (.xlsx).")
}

func plainText(head []byte) bool {
	if i := bytes.IndexByte(head, 0); i >= 0 {
		return bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff"))
	}
	for _, c := range head {
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' {
			return false
		}
	}
	// Lists of before Unicode are text too, but not made of high bytes only.
	high := 0
	for _, c := range head {
		if c >= utf8.RuneSelf {
			high++
		}
	}
	return utf8.Valid(head) || high*3 < len(head)
}
