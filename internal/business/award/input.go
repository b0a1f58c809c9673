package award

import (
	"regexp"
	"slices"
	"unicode/utf8"

	"github.com/google/uuid"

	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
)

// Input is the form of an award or of a new edition of one.
type Input struct {
	ID          string             `form:"id"`      // of the edition to be
	Base        string             `form:"base"`    // the edition that it was made from; empty for a new award
	Version     int64              `form:"version"` // of base
	Code        string             `form:"code"`    // of a new award; editions keep that of their base
	Name        string             `form:"name"`
	Form        Form               `form:"form"`
	Act         Act                `form:"act"`
	Line        org.Line           `form:"line"`
	Level       string             `form:"level"`
	Decider     string             `form:"decider"`
	Kinds       []participant.Kind `form:"kinds"`
	Collective  string             `form:"multiple_collective"` // "0,3"; empty: not known
	Individual  string             `form:"multiple_individual"`
	Household   string             `form:"multiple_household"`
	Often       Often              `form:"often"`
	BonusSource string             `form:"bonus_source"`
	Symbol      string             `form:"symbol"`
	Note        string             `form:"note"`
	From        clock.Date         `form:"effective_from"`
	To          clock.Date         `form:"effective_to"`
	Source      string             `form:"source"`
}

// input is a as the form of its next edition shows it.
func (a Award) input() Input {
	said := func(kind participant.Kind) string {
		if n, known := a.Multiples[kind]; known {
			return FormatMultiple(n)
		}
		return ""
	}
	return Input{
		Base: a.ID, Version: a.Version, Code: a.Code, Name: a.Name, Form: a.Form, Act: a.Act, Line: a.Line, Level: a.Level, Decider: a.Decider,
		Kinds: a.Kinds, Collective: said(participant.Collective), Individual: said(participant.Individual), Household: said(participant.Household),
		Often: a.Often, BonusSource: a.BonusSource, Symbol: a.Symbol, Note: a.Note, From: a.From, To: a.To, Source: a.Source,
	}
}

func (in Input) multiple(kind participant.Kind) string {
	switch kind {
	case participant.Collective:
		return in.Collective
	case participant.Individual:
		return in.Individual
	}
	return in.Household
}

var slug = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

const (
	shortText = 200 // characters
	longText  = 1000
)

// award reads in.
func (in Input) award() (Award, error) {
	a := Award{
		Span: clock.Span{From: in.From, To: in.To}, ID: in.ID, Code: text.Clean(in.Code), Name: text.Clean(in.Name), Form: in.Form, Act: in.Act,
		Line: in.Line, Level: text.Clean(in.Level), Decider: text.Clean(in.Decider), Multiples: map[participant.Kind]int64{}, Often: in.Often,
		BonusSource: text.Clean(in.BonusSource), Symbol: text.Clean(in.Symbol), Note: text.CleanLines(in.Note), Source: text.Clean(in.Source), Version: 1,
	}
	if uuid.Validate(a.ID) != nil {
		a.ID = uuid.Must(uuid.NewV7()).String()
	}
	v := fault.Invalid{}
	v.Check(in.Base != "" || slug.MatchString(a.Code) && len(a.Code) <= 60, "code", "Mã gồm chữ thường không dấu, số và gạch nối, ví dụ giay-khen-phuong.")
	v.Check(slices.Contains(Forms(), a.Form), "form", "Chọn hình thức.")
	v.Check(slices.Contains(Acts(), a.Act), "act", "Chọn công nhận mô hình hay khen thưởng.")
	v.Check((a.Form == Recognised) == (a.Act == Recognition), "act", "Hình thức “Công nhận” đi với công nhận mô hình; các hình thức khác đi với khen thưởng.")
	v.Check(slices.Contains(Lines(), a.Line), "line", "Chọn hệ thống tổ chức.")
	v.Check(slices.Contains(Oftens(), a.Often), "often", "Chọn số lần được nhận.")
	written(v, "name", a.Name, "Chưa nhập tên, ví dụ Giấy khen.")
	written(v, "level", a.Level, "Chưa ghi cấp, ví dụ cấp phường.")
	written(v, "decider", a.Decider, "Chưa ghi ai quyết định, ví dụ Ban Thường vụ Đảng ủy phường.")
	written(v, "source", a.Source, "Ghi văn bản và điều khoản làm nguồn.")
	for field, said := range map[string]string{"bonus_source": a.BonusSource, "symbol": a.Symbol} {
		v.Check(utf8.RuneCountInString(said) <= shortText, field, "Mục này dài quá %d ký tự.", shortText)
	}
	v.Check(utf8.RuneCountInString(a.Note) <= longText, "note", "Mục này dài quá %d ký tự.", longText)
	in.readKinds(&a, v)
	return a, v.Err()
}

// readKinds reads who may get the award and the multiples.
func (in Input) readKinds(a *Award, v fault.Invalid) {
	for _, kind := range participant.Kinds() {
		said, may := text.Clean(in.multiple(kind)), slices.Contains(in.Kinds, kind)
		if may {
			a.Kinds = append(a.Kinds, kind)
		}
		if said == "" {
			continue
		}
		n, err := ParseMultiple(said)
		field := "multiple_" + string(kind)
		v.Check(err == nil, field, "Hệ số là số lần mức lương cơ sở, ví dụ 0,15 hoặc 1,5. Để trống nếu chưa rõ.")
		v.Check(may, field, "Đối tượng này không được chọn ở trên. Chọn thêm, hoặc để trống hệ số.")
		if err == nil {
			a.Multiples[kind] = n
		}
	}
	v.Check(len(a.Kinds) > 0, "kinds", "Chọn ít nhất một đối tượng.")
	v.Check(len(a.Multiples) == 0 || a.BonusSource != "", "bonus_source", "Ghi điều khoản quy định hệ số, ví dụ Điều 73 Nghị định 91/2017/NĐ-CP.")
}

// written asks for a short text.
func written(v fault.Invalid, field, said, sentence string) {
	v.Check(said != "", field, sentence)
	v.Check(utf8.RuneCountInString(said) <= shortText, field, "Mục này dài quá %d ký tự.", shortText)
}
