package app

import (
	"fmt"
	"strings"

	"kheo/internal/service/translog/monitor"
)

// words says a report in one or two sentences; folder is the monitor's.
func words(r monitor.Report, folder string) string {
	text := verdictWords(r, folder)
	if len(r.Evidence) > 0 {
		text += " Bằng chứng được giữ tại: " + strings.Join(r.Evidence, ", ") + "."
	}
	return text
}

func verdictWords(r monitor.Report, folder string) string {
	switch r.Verdict {
	case monitor.OK:
		return okWords(r)
	case monitor.Unreachable:
		return fmt.Sprintf("Không đọc được sổ tại %s (%s).", r.Prefix, r.Cause)
	case monitor.Malformed:
		return fmt.Sprintf("Máy chủ %s không đưa ra điểm kiểm tra của một sổ.", r.Prefix)
	case monitor.Foreign:
		return "Điểm kiểm tra không do khóa nào đã biết ký." + newKeyWords(r)
	case monitor.BadSign:
		return "Có chữ ký mang tên khóa đã biết nhưng không đúng với điểm kiểm tra."
	case monitor.Retired:
		return "Một khóa đã thôi dùng lại ký cho sổ lớn hơn mức khóa ấy được ký."
	case monitor.KeysChanged:
		return fmt.Sprintf("Danh sách khóa không tiếp nối các khóa đã biết (%s). Nếu cơ quan báo đã mất khóa cũ, xin lấy tệp khóa mới từ cơ quan rồi chạy lại với --key.", r.Cause)
	case monitor.RolledBack:
		return fmt.Sprintf("Sổ bị lùi lại: đã thấy %d lá, nay chỉ còn %d lá.", r.Seen, r.Size)
	case monitor.Forked:
		return forkWords(r)
	case monitor.BadTiles:
		return fmt.Sprintf("Các mảnh cây mà máy chủ đưa ra không khớp với điểm kiểm tra đã ký cho %d lá (%s).", r.Size, r.Cause)
	case monitor.BadLine:
		return lineWords(r)
	case monitor.TooLarge:
		return fmt.Sprintf("Sổ nêu số lá lớn hơn mức theo dõi được (%s).", r.Cause)
	}
	return fmt.Sprintf("Thư mục %s bị hỏng (%s). Xin phục hồi từ bản sao, hoặc bắt đầu lại trong thư mục mới.", folder, r.Cause)
}

func okWords(r monitor.Report) string {
	text := fmt.Sprintf("Sổ %s có %d lá, chữ ký và cây đều đúng, tiếp nối %d lá đã thấy.", r.Origin, r.Size, r.Seen)
	if r.Seen == 0 {
		text = fmt.Sprintf("Sổ %s có %d lá, chữ ký và cây đều đúng.", r.Origin, r.Size)
	}
	if r.LineSize != nil {
		text += fmt.Sprintf(" Dòng đã in về %d lá có trong sổ.", *r.LineSize)
	}
	return text
}

func forkWords(r monitor.Report) string {
	if r.Leaf == nil {
		return fmt.Sprintf("Sổ có hai lịch sử: cây %d lá nay được ký khác với cây đã thấy. Máy chủ không đưa ra đủ mảnh cây để chỉ rõ lá nào.", r.Size)
	}
	return fmt.Sprintf("Sổ có hai lịch sử: lá số %d (đếm từ 0) nay khác với lá đã thấy.", *r.Leaf)
}

func lineWords(r monitor.Report) string {
	if r.LineSize != nil && *r.LineSize > r.Size {
		return fmt.Sprintf("Dòng đã in nêu %d lá, nhưng sổ %s chỉ có %d lá.", *r.LineSize, r.Origin, r.Size)
	}
	return fmt.Sprintf("Dòng đã in không có trong sổ %s (%s).", r.Origin, r.Cause)
}

func newKeyWords(r monitor.Report) string {
	if len(r.Keys) == 0 {
		return ""
	}
	return fmt.Sprintf(" Máy chủ nêu khóa %s; nếu cơ quan đã báo thay khóa, xin thêm khóa ấy vào tệp của --key.", strings.Join(r.Keys, ", "))
}

func noticeWords(n monitor.Notice, r monitor.Report) string {
	keys := strings.Join(r.Keys, ", ")
	switch n {
	case monitor.FirstUse:
		return fmt.Sprintf("lần đầu gặp sổ này, tạm tin khóa %s do chính máy chủ đưa ra. Xin so với khóa in trên giấy, hoặc dùng --key.", keys)
	case monitor.Rotated:
		return fmt.Sprintf("sổ đã thay khóa ký, khóa mới là %s. Xin so với thông báo thay khóa của cơ quan.", keys)
	case monitor.NewKey:
		return fmt.Sprintf("máy chủ nêu khóa %s, không có trong tệp khóa đã cho.", keys)
	}
	return fmt.Sprintf("không đọc được danh sách khóa tại %s/khoa, vẫn dùng các khóa đã biết.", r.Prefix)
}
