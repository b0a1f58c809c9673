package files

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"

	"kheo/internal/platform/fault"
)

// The media types that are accepted.
const (
	JPEG = "image/jpeg"
	PNG  = "image/png"
	WebP = "image/webp"
	PDF  = "application/pdf"
	XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	Text = "text/plain"
	CSV  = "text/csv"
)

// kind is one sort of file: its type, how people call it, the ends of its name.
type kind struct {
	mediaType string
	title     string
	ends      []string
}

var kinds = []kind{
	{JPEG, "JPEG (.jpg)", []string{".jpg", ".jpeg", ".jfif"}},
	{PNG, "PNG", []string{".png"}},
	{WebP, "WebP", []string{".webp"}},
	{PDF, "PDF", []string{".pdf"}},
	{XLSX, "Excel (.xlsx)", []string{".xlsx"}},
	{DOCX, "Word (.docx)", []string{".docx"}},
	{Text, "TXT", []string{".txt"}},
	{CSV, "CSV", []string{".csv"}},
}

func kindOf(mediaType string) (kind, bool) {
	i := slices.IndexFunc(kinds, func(k kind) bool { return k.mediaType == mediaType })
	if i < 0 {
		return kind{}, false
	}
	return kinds[i], true
}

func isPicture(mediaType string) bool {
	return mediaType == JPEG || mediaType == PNG || mediaType == WebP
}

// DefaultBytes is the size limit where Limits names none: 25 MiB.
const DefaultBytes = 25 << 20

// Limits says what may come in.
type Limits struct {
	Bytes int64    // most bytes; 0 means DefaultBytes
	Types []string // accepted media types; none means all that Khéo knows
}

func (l Limits) bytes() int64 {
	if l.Bytes <= 0 {
		return DefaultBytes
	}
	return l.Bytes
}

func (l Limits) kinds() []kind {
	return slices.DeleteFunc(slices.Clone(kinds), func(k kind) bool {
		return len(l.Types) > 0 && !slices.Contains(l.Types, k.mediaType)
	})
}

// Accept is the accept attribute of a file field: ".jpg,.jpeg,.png".
func (l Limits) Accept() string {
	var ends []string
	for _, k := range l.kinds() {
		ends = append(ends, k.ends...)
	}
	return strings.Join(ends, ",")
}

// Titles names the accepted types for people: "JPEG (.jpg), PNG, PDF".
func (l Limits) Titles() string {
	var titles []string
	for _, k := range l.kinds() {
		titles = append(titles, k.title)
	}
	return strings.Join(titles, ", ")
}

// sniff tells the media type from the content alone. Text comes back as Text,
// CSV or not; empty means none of ours. What deserves its own sentence is a
// fault.Invalid.
func sniff(d *draft) (string, error) {
	head := make([]byte, 512)
	n, err := io.ReadFull(d.all(), head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return "", err
	}
	head = head[:n]
	starts := func(s string) bool { return bytes.HasPrefix(head, []byte(s)) }
	switch {
	case starts("\xff\xd8\xff"):
		return JPEG, nil
	case starts(pngSignature):
		return PNG, nil
	case starts("RIFF") && n >= 12 && string(head[8:12]) == "WEBP":
		return WebP, nil
	case starts("%PDF-"):
		return PDF, nil
	case starts("PK\x03\x04"):
		return office(d.all())
	case starts("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
		return "", refused(fault.Say("Tệp là Word hoặc Excel kiểu cũ, hoặc có mật khẩu. Hãy lưu lại thành .docx hoặc .xlsx không có mật khẩu rồi gửi lại."))
	case n >= 12 && string(head[4:8]) == "ftyp" && isHEIC(string(head[8:12])):
		return "", refused(fault.Say("Ảnh HEIC chưa nhận được. Trên điện thoại, hãy chọn chụp hoặc xuất ảnh dạng JPEG rồi gửi lại."))
	case starts("\xff\xfe") || starts("\xfe\xff"):
		return "", refused(fault.Say("Tệp chữ này ghi bằng bảng mã UTF-16. Hãy lưu lại dạng UTF-8 rồi gửi lại."))
	case looksActive(head):
		return "", nil
	}
	return plain(d.all())
}

func refused(why fault.Message) error { return fault.Invalid{Field: why} }

func isHEIC(brand string) bool {
	return slices.Contains([]string{"heic", "heix", "hevc", "mif1", "msf1", "avif"}, brand)
}

// looksActive finds text that a browser or a shell would run: HTML, SVG, XML,
// PHP, scripts.
func looksActive(head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n\f")
	return bytes.HasPrefix(head, []byte("<")) || bytes.HasPrefix(head, []byte("#!")) ||
		bytes.HasPrefix(head, []byte("%!"))
}

// plain accepts text in any code page: no byte that only programs use.
func plain(r io.Reader) (string, error) {
	buf := make([]byte, 32<<10)
	for {
		n, err := r.Read(buf)
		for _, c := range buf[:n] {
			if c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' {
				return "", nil
			}
		}
		if errors.Is(err, io.EOF) {
			return Text, nil
		}
		if err != nil {
			return "", err
		}
	}
}
