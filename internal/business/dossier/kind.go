package dossier

import (
	"slices"

	"kheo/internal/platform/text"
)

// Kind is one paper of the set, by its name in addresses and commands.
type Kind string

// The kinds.
const (
	Submission Kind = "to-trinh"           // tờ trình
	Brief      Kind = "trich-ngang"        // danh sách trích ngang
	Report     Kind = "bao-cao-thanh-tich" // a report of merit for each line
	Minutes    Kind = "bien-ban"           // of the meetings that voted
	Decision   Kind = "quyet-dinh"         // with its annex
	Invitation Kind = "giay-moi"
	Bonus      Kind = "tien-thuong"
)

// Kinds lists every kind, in the order of the set.
func Kinds() []Kind {
	return []Kind{Submission, Brief, Report, Minutes, Decision, Invitation, Bonus}
}

// ParseKind reads what people call a paper; false for what is none.
func ParseKind(s string) (Kind, bool) {
	k := Kind(text.Slug(s))
	return k, slices.Contains(Kinds(), k)
}

// Label is the Vietnamese name of the paper, a source text of i18n.
func (k Kind) Label() string {
	switch k {
	case Submission:
		return "Tờ trình"
	case Brief:
		return "Danh sách trích ngang"
	case Report:
		return "Báo cáo thành tích"
	case Minutes:
		return "Biên bản họp và kiểm phiếu"
	case Decision:
		return "Quyết định và danh sách"
	case Invitation:
		return "Giấy mời"
	case Bonus:
		return "Bảng tiền thưởng"
	}
	return ""
}

// fileName is the name of the paper's file in the set, without its ending.
func (k Kind) fileName() string {
	return "0" + string(rune('1'+slices.Index(Kinds(), k))) + "-" + string(k)
}
