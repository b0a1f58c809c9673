package recognition

import (
	"fmt"
	"slices"
	"strings"

	"kheo/internal/business/participant"
)

// movement is what the paper calls the movement.
const movement = "“Dân vận khéo”"

// usualSubject is the trích yếu that a new draft begins with.
func usualSubject(kind Kind, award string, year int64) string {
	if kind == Commendation {
		return fmt.Sprintf("tặng %s tập thể, cá nhân có thành tích xuất sắc trong phong trào thi đua %s năm %d", capital(orWord(award, "giấy khen")), movement, year)
	}
	return fmt.Sprintf("công nhận mô hình %s năm %d", movement, year)
}

// usualMerit is what is said of a participant whose initiative was recognised.
func usualMerit(title string) string {
	return fmt.Sprintf("Có thành tích trong việc xây dựng, thực hiện mô hình “%s”", title)
}

func amendSubject(kind Kind, root Decision) string {
	verb := "đính chính danh sách kèm theo"
	switch kind {
	case Replacement:
		verb = "thay thế"
	case Revocation:
		verb = "thu hồi một phần kết quả tại"
	}
	return fmt.Sprintf("%s Quyết định số %s ngày %s", verb, root.Number, root.DecidedOn)
}

// reasonOf is what an initiative keeps of the decision that moved it.
func reasonOf(d Decision) string {
	said := fmt.Sprintf("Quyết định số %s ngày %s", d.Number, d.DecidedOn)
	if d.Reason != "" {
		said += ": " + d.Reason
	}
	return said
}

// issuer is the body that decides: the last line of the letterhead.
func (d Decision) issuer() string {
	if len(d.Letterhead) == 0 {
		return ""
	}
	return d.Letterhead[len(d.Letterhead)-1]
}

// authority is who decides, in capitals: "BAN THƯỜNG VỤ QUẬN ỦY ĐỐNG ĐA".
func (d Decision) authority() string {
	if len(d.SignAs) == 0 {
		return d.issuer()
	}
	capacity := d.SignAs[0]
	for _, mark := range []string{"T/M", "TM.", "K/T", "KT.", "T/L", "TL."} {
		capacity = strings.TrimSpace(strings.TrimPrefix(capacity, mark))
	}
	if strings.HasPrefix(d.issuer(), capacity) {
		return d.issuer()
	}
	return capacity + " " + d.issuer()
}

// Authority is who decides, as sentences name it: "Ban Thường vụ Quận ủy Đống Đa".
func (d Decision) Authority() string { return sentenceCase(d.authority()) }

// Counted is how many different collectives, individuals and households lines name,
// in words: "19 tập thể và 04 cá nhân".
func Counted(lines []Line) string { return tally(lines).said() }

// CountOf is how many different participants of kind lines name: the numbers of Counted.
func CountOf(lines []Line, kind participant.Kind) int {
	return tally(lines)[slices.Index(participant.Kinds(), kind)]
}

// Those is whom lines name, without numbers: "tập thể, cá nhân".
func Those(lines []Line) string { return tally(lines).those() }

// tallied counts lines (or participants) of each kind, in the order of reports.
type tallied [3]int

func tally(lines []Line) (t tallied) {
	seen := map[string]bool{}
	for _, l := range lines {
		for n, kind := range participant.Kinds() {
			if l.ParticipantKind == kind && !seen[l.ParticipantID] {
				t[n]++
				seen[l.ParticipantID] = true
			}
		}
	}
	return t
}

// said is the tally in words: "19 tập thể, 04 cá nhân".
func (t tallied) said() string {
	var parts []string
	for n, word := range []string{"tập thể", "cá nhân", "hộ gia đình"} {
		if t[n] > 0 {
			parts = append(parts, two(t[n])+" "+word)
		}
	}
	if len(parts) == 0 {
		return "… tập thể, cá nhân"
	}
	if last := len(parts) - 1; last > 0 {
		return strings.Join(parts[:last], ", ") + " và " + parts[last]
	}
	return parts[0]
}

// those is whom the tally names, without numbers: "tập thể, cá nhân".
func (t tallied) those() string {
	var parts []string
	for n, word := range []string{"tập thể", "cá nhân", "hộ gia đình"} {
		if t[n] > 0 {
			parts = append(parts, word)
		}
	}
	return orWord(strings.Join(parts, ", "), "tập thể, cá nhân")
}

// two writes a number as papers do, with two digits at least.
func two(n int) string { return fmt.Sprintf("%02d", n) }

func orWord(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

func capital(s string) string {
	for i, r := range s {
		return strings.ToUpper(string(r)) + s[i+len(string(r)):]
	}
	return s
}

// sentenceCase takes the capitals of a letterhead back: "Ban Thường vụ Quận ủy
// Đống Đa". Words that it does not know are taken for names.
func sentenceCase(s string) string {
	words := strings.Fields(strings.ToLower(s))
	for n, w := range words {
		words[n] = capital(w)
	}
	return capital(strings.TrimSpace(offices.Replace(strings.Join(words, " ") + " ")))
}

// offices writes the names of bodies and posts as sentences do.
var offices = strings.NewReplacer(
	"Ban Thường Vụ ", "Ban Thường vụ ", "Ban Chấp Hành ", "Ban Chấp hành ", "Thường Trực ", "Thường trực ",
	"Quận Ủy ", "Quận ủy ", "Huyện Ủy ", "Huyện ủy ", "Thành Ủy ", "Thành ủy ", "Tỉnh Ủy ", "Tỉnh ủy ", "Đảng Ủy ", "Đảng ủy ",
	"Ủy Ban Nhân Dân ", "Ủy ban nhân dân ", "Hội Đồng Nhân Dân ", "Hội đồng nhân dân ", "Ủy Ban Mttq ", "Ủy ban MTTQ ",
	"Ủy Ban Mặt Trận Tổ Quốc ", "Ủy ban Mặt trận Tổ quốc ", "Mặt Trận Tổ Quốc ", "Mặt trận Tổ quốc ",
	"Chủ Tịch ", "Chủ tịch ", "Bí Thư ", "Bí thư ", "Phường ", "phường ", "Quận ", "quận ", "Xã ", "xã ",
	"Huyện ", "huyện ", "Thành Phố ", "thành phố ", "Tỉnh ", "tỉnh ", "Thị Xã ", "thị xã ",
)
