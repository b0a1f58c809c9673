package recognition

import (
	"slices"
	"strings"

	"kheo/internal/business/award"
	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
)

// missing says what keeps d from being signed, field by field; nil when nothing
// does. amended maps the lines that d's lines amend, by id. numbered: the number comes
// from a book when the paper is signed.
func (d Decision) missing(lines []Line, catalogue []award.Basis, amended map[string]Line, levels []org.Level, today clock.Date, numbered bool) error {
	v := fault.Invalid{}
	v.Check(d.Number != "" || numbered, "number", "Chưa ghi số quyết định, ví dụ 412-QĐ/QU.")
	v.Check(!d.DecidedOn.IsZero(), "decided_on", "Chưa ghi ngày của quyết định.")
	v.Check(!d.DecidedOn.After(today), "decided_on", "Ngày của quyết định không thể sau hôm nay, %s.", today.String())
	v.Check(d.Signer != "", "signer", "Chưa ghi họ tên người ký.")
	v.Check(len(d.SignAs) > 0, "sign_as", "Chưa ghi chức vụ người ký, ví dụ T/M BAN THƯỜNG VỤ.")
	v.Check(len(d.Letterhead) > 0, "letterhead", "Chưa ghi tên cơ quan ban hành.")
	v.Check(d.Place != "", "place", "Chưa ghi địa danh.")
	v.Check(d.Level != "", "level", "Chưa ghi cấp công nhận, ví dụ cấp phường.")
	if known, ok := org.Foreign(levels, d.Level, d.DecidedOn); !ok && !d.Kind.Amends() && !d.DecidedOn.IsZero() {
		v.Check(false, "level", "Ngày %s không có “%s”. Các cấp khi đó: %s.", d.DecidedOn.String(), d.Level, strings.Join(known, "; "))
	}
	v.Check(d.Subject != "", "subject", "Chưa ghi trích yếu.")
	v.Check(d.Kind != Commendation || d.Award != "", "award", "Chưa ghi hình thức khen, ví dụ giấy khen.")
	v.Check(!d.Kind.Amends() || d.Reason != "", "reason", "Chưa ghi lý do.")
	d.checkBases(v, catalogue)
	v.Check(len(lines) > 0, "lines", "Danh sách chưa có dòng nào.")
	for _, l := range lines {
		v.Check(l.Name != "", "lines", "Dòng %d chưa có tên.", l.Position)
		d.checkAmended(v, l, amended)
	}
	d.checkTwice(v, lines)
	return v.Err()
}

// checkTwice finds what stands twice on a list: an initiative that is recognised,
// a participant who is commended.
func (d Decision) checkTwice(v fault.Invalid, lines []Line) {
	seen := map[string]int64{}
	for _, l := range lines {
		key := l.ParticipantID
		if d.Kind != Commendation {
			key = l.InitiativeID
		}
		first, twice := seen[key]
		v.Check(!twice || key == "" || d.Kind.Amends(), "lines", "Dòng %d (%s) trùng với dòng %d.", l.Position, l.Name, first)
		seen[key] = l.Position
	}
}

// checkBases asks for at least one basis, and that each that the catalogue knows
// is in force on the date of the paper.
func (d Decision) checkBases(v fault.Invalid, catalogue []award.Basis) {
	v.Check(len(d.Bases) > 0, "bases", "Chọn ít nhất một căn cứ.")
	if d.DecidedOn.IsZero() {
		return
	}
	for _, cited := range d.Bases {
		i := slices.IndexFunc(catalogue, func(b award.Basis) bool { return b.ID == cited.BasisID })
		if i < 0 {
			continue // typed by hand: the drafter answers for it
		}
		b := catalogue[i]
		v.Check(b.From.IsZero() || !d.DecidedOn.Before(b.From), "bases",
			"Căn cứ “%s” chưa có hiệu lực vào ngày %s (hiệu lực từ %s).", b.Text, d.DecidedOn.String(), b.From.String())
		v.Check(b.To.IsZero() || !d.DecidedOn.After(b.To), "bases",
			"Căn cứ “%s” đã hết hiệu lực từ sau ngày %s, không dùng cho quyết định ngày %s.", b.Text, b.To.String(), d.DecidedOn.String())
	}
}

// checkAmended asks that a line of an amendment says which line it changes, and
// that a correction changes something.
func (d Decision) checkAmended(v fault.Invalid, l Line, amended map[string]Line) {
	if !d.Kind.Amends() {
		return
	}
	old, known := amended[l.AmendsLineID]
	v.Check(known, "lines", "Dòng %d không chỉ ra dòng nào của quyết định trước.", l.Position)
	if known && d.Kind == Correction {
		changed := l.Name != old.Name || l.UnitName != old.UnitName || l.Title != old.Title || l.Merit != old.Merit
		v.Check(changed, "lines", "Dòng %d (%s) chưa sửa gì so với dòng cũ.", l.Position, l.Name)
	}
}

// errSuperseded refuses to amend a line that another decision has amended.
func errSuperseded(position int64, name, number string) error {
	return fault.Refuse("Dòng %d (%s) đã được thay đổi bởi quyết định số %s. Xin mở quyết định gốc để làm trên dòng đang có giá trị.", position, name, number)
}
