package participant

import (
	"time"
	"unicode/utf8"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
)

// MergeReason is why two rows are one participant.
type MergeReason string

// The reasons.
const (
	Respelled MergeReason = "respelled" // the name is written in another way
	Succeeded MergeReason = "succeeded" // the unit was succeeded or renamed
	Twice     MergeReason = "twice"     // registered twice
	Otherwise MergeReason = "otherwise" // see the note
)

// MergeReasons lists every reason, in the order of forms.
func MergeReasons() []MergeReason { return []MergeReason{Respelled, Succeeded, Twice, Otherwise} }

// Label is the Vietnamese name of the reason, a source text of i18n.
func (r MergeReason) Label() string {
	switch r {
	case Respelled:
		return "Một tên, viết theo hai cách"
	case Succeeded:
		return "Đơn vị đã sáp nhập hoặc đổi tên"
	case Twice:
		return "Ghi vào sổ hai lần"
	case Otherwise:
		return "Lý do khác, ghi ở dưới"
	}
	return ""
}

// MergeInput joins the row MergedID to the row KeptID.
type MergeInput struct {
	ID       string      `form:"id"` // of the new merge, so that sending twice makes one
	KeptID   string      `form:"kept"`
	MergedID string      `form:"merged"`
	Reason   MergeReason `form:"reason"`
	Note     string      `form:"note"`
}

// Merge is one joining of two rows.
type Merge struct {
	ID       string
	KeptID   string
	MergedID string
	Reason   MergeReason
	Note     string
	At       time.Time
	By       string
	UndoneAt time.Time // zero: it stands
	UndoneBy string
}

// check cleans in and says what is missing.
func (in *MergeInput) check() error {
	in.Note = text.CleanLines(in.Note)
	v := fault.Invalid{}
	v.Check(in.Reason.Label() != "", "reason", "Chọn lý do.")
	v.Check(in.Reason != Otherwise || in.Note != "", "note", "Ghi lý do bằng một câu ngắn.")
	v.Check(utf8.RuneCountInString(in.Note) <= 1000, "note", "Ghi chú dài quá %d ký tự.", 1000)
	return v.Err()
}

// joinable is nil when merged may be joined to kept, else the reason why not. A
// person's post and her family are two subjects, whatever their names.
func joinable(kept, merged Participant) error {
	switch {
	case kept.ID == merged.ID:
		return fault.Refuse("Đây là một dòng, không nối với chính nó được.")
	case kept.Kind != merged.Kind:
		return fault.Refuse("“%s” và “%s” là hai loại đối tượng, không nối được với nhau.", kept.Kind.Label(), merged.Kind.Label())
	case kept.RootID == merged.RootID:
		return fault.Refuse("Hai dòng này đã được nối với nhau rồi.")
	case merged.MergedIntoID != "":
		return fault.Refuse("“%s” đã được nối vào một đối tượng khác. Xin tách ra trước.", merged.Name)
	}
	return nil
}
