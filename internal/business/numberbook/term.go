package numberbook

import (
	"unicode/utf8"

	"github.com/google/uuid"

	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
)

// Term is a term of a committee.
type Term struct {
	ID      string
	UnitID  string
	Name    string // "Nhiệm kỳ 2025–2030"
	Days    clock.Span
	Version int64
	Used    bool // a book runs through it
}

// Symbol is how a body is written in numbers on some days.
type Symbol struct {
	ID           string
	UnitID       string
	Line         org.Line
	Abbreviation string // "ĐU"
	Days         clock.Span
}

// Period says when the numbers of a book begin again.
type Period string

// The periods.
const (
	Yearly Period = "year"
	ByTerm Period = "term"
)

// Periods lists both.
func Periods() []Period { return []Period{Yearly, ByTerm} }

// Label is the Vietnamese name of the period, a source text of i18n.
func (p Period) Label() string {
	if p == ByTerm {
		return "Theo nhiệm kỳ"
	}
	return "Theo năm"
}

// Form is how numbers of a line are written from some day on.
type Form struct {
	ID         string
	Line       org.Line
	DocType    string // "": every kind without a form of its own
	Pattern    string // "{nn}-{type}/{unit}"
	Period     Period
	Days       clock.Span
	Source     string
	VerifiedBy string // empty: not verified
}

// Kind is a kind of paper as numbers name it.
type Kind struct {
	Code       string // "QĐ"
	Name       string // "Quyết định"
	Source     string
	VerifiedBy string
}

const maxName = 120 // characters

// TermInput is the form of a term.
type TermInput struct {
	ID      string     `form:"id"` // of a new one, so that sending twice makes one
	Name    string     `form:"name"`
	From    clock.Date `form:"from"`
	To      clock.Date `form:"to"`
	Version int64      `form:"version"`
}

func (in TermInput) term(unitID string) (Term, error) {
	t := Term{ID: in.ID, UnitID: unitID, Name: text.Clean(in.Name), Days: clock.Span{From: in.From, To: in.To}, Version: in.Version}
	if uuid.Validate(t.ID) != nil {
		t.ID = uuid.Must(uuid.NewV7()).String()
	}
	v := fault.Invalid{}
	v.Check(t.Name != "", "name", "Ghi tên nhiệm kỳ, ví dụ Nhiệm kỳ 2025–2030.")
	v.Check(utf8.RuneCountInString(t.Name) <= maxName, "name", "Phần này dài quá %d ký tự. Xin viết gọn lại.", maxName)
	v.Check(!in.From.IsZero(), "from", "Chọn ngày bắt đầu.")
	v.Check(in.To.IsZero() || !in.To.Before(in.From), "to", "Ngày kết thúc phải sau ngày bắt đầu %s.", in.From.String())
	return t, v.Err()
}

// SymbolInput is the form of an abbreviation.
type SymbolInput struct {
	ID           string     `form:"id"`
	Line         org.Line   `form:"line"`
	Abbreviation string     `form:"abbreviation"`
	From         clock.Date `form:"from"`
}

func (in SymbolInput) symbol(unitID string) (Symbol, error) {
	s := Symbol{ID: in.ID, UnitID: unitID, Line: in.Line, Abbreviation: text.Clean(in.Abbreviation), Days: clock.Since(in.From)}
	if uuid.Validate(s.ID) != nil {
		s.ID = uuid.Must(uuid.NewV7()).String()
	}
	v := fault.Invalid{}
	v.Check(numbered(s.Line), "line", "Chọn hệ thống: Đảng, Nhà nước, Mặt trận và đoàn thể hoặc Khác.")
	v.Check(s.Abbreviation != "", "abbreviation", "Ghi chữ viết tắt như trên văn bản, ví dụ ĐU hoặc UBND.")
	v.Check(utf8.RuneCountInString(s.Abbreviation) <= 30, "abbreviation", "Phần này dài quá %d ký tự. Xin viết gọn lại.", 30)
	v.Check(!slot.MatchString(s.Abbreviation), "abbreviation", "Chữ viết tắt không được có dấu ngoặc nhọn.")
	v.Check(!in.From.IsZero(), "from", "Chọn ngày bắt đầu dùng.")
	return s, v.Err()
}

// FormInput is the form of how numbers are written.
type FormInput struct {
	ID         string     `form:"id"`
	Line       org.Line   `form:"line"`
	DocType    string     `form:"doc_type"`
	Pattern    string     `form:"pattern"`
	Period     Period     `form:"period"`
	From       clock.Date `form:"from"`
	Source     string     `form:"source"`
	VerifiedBy string     `form:"verified_by"`
}

func (in FormInput) form(kinds []Kind) (Form, error) {
	f := Form{
		ID: in.ID, Line: in.Line, DocType: text.Clean(in.DocType), Pattern: text.Clean(in.Pattern), Period: in.Period,
		Days: clock.Since(in.From), Source: text.Clean(in.Source), VerifiedBy: text.Clean(in.VerifiedBy),
	}
	if uuid.Validate(f.ID) != nil {
		f.ID = uuid.Must(uuid.NewV7()).String()
	}
	v := fault.Invalid{}
	v.Check(numbered(f.Line), "line", "Chọn hệ thống: Đảng, Nhà nước, Mặt trận và đoàn thể hoặc Khác.")
	v.Check(f.DocType == "" || known(kinds, f.DocType), "doc_type", "Chọn loại văn bản.")
	checkPattern(v, "pattern", f.Pattern, "{type}", "{unit}")
	v.Check(f.Period == Yearly || f.Period == ByTerm, "period", "Chọn đánh số theo năm hay theo nhiệm kỳ.")
	v.Check(!in.From.IsZero(), "from", "Chọn ngày bắt đầu dùng.")
	v.Check(f.Source != "", "source", "Ghi văn bản quy định.")
	v.Check(utf8.RuneCountInString(f.Source) <= 300, "source", "Phần này dài quá %d ký tự. Xin viết gọn lại.", 300)
	v.Check(utf8.RuneCountInString(f.VerifiedBy) <= maxName, "verified_by", "Phần này dài quá %d ký tự. Xin viết gọn lại.", maxName)
	return f, v.Err()
}

func known(kinds []Kind, code string) bool {
	for _, k := range kinds {
		if k.Code == code {
			return true
		}
	}
	return false
}
