package award

import (
	"cmp"
	"slices"

	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/platform/clock"
)

// Form is what kind of honour an award is.
type Form string

// The forms, as the catalogue and the rules call them.
const (
	Recognised Form = "recognition"  // công nhận
	Honour     Form = "honour"       // biểu dương
	Merit      Form = "merit"        // giấy khen
	Commended  Form = "commendation" // bằng khen
	Medal      Form = "medal"        // kỷ niệm chương
	Flag       Form = "flag"         // cờ thi đua
	Title      Form = "title"        // danh hiệu
)

// Forms lists every form, in the order in which pages show them.
func Forms() []Form { return []Form{Recognised, Honour, Merit, Commended, Medal, Flag, Title} }

// Label is the Vietnamese name of the form, a source text of i18n; empty for none.
func (f Form) Label() string {
	switch f {
	case Recognised:
		return "Công nhận"
	case Honour:
		return "Biểu dương"
	case Merit:
		return "Giấy khen"
	case Commended:
		return "Bằng khen"
	case Medal:
		return "Kỷ niệm chương"
	case Flag:
		return "Cờ thi đua"
	case Title:
		return "Danh hiệu"
	}
	return ""
}

// Act is what a decision does when it gives an award.
type Act string

// The acts: an initiative is recognised, a participant is commended.
const (
	Recognition  Act = "recognition"
	Commendation Act = "commendation"
)

// Acts lists both acts.
func Acts() []Act { return []Act{Recognition, Commendation} }

// Label is the Vietnamese name of the act, a source text of i18n; empty for none.
func (a Act) Label() string {
	switch a {
	case Recognition:
		return "Công nhận mô hình"
	case Commendation:
		return "Khen thưởng"
	}
	return ""
}

// Often is how often one participant or initiative may get an award.
type Often string

// How often.
const (
	Any      Often = "any"
	Seasonal Often = "season" // once a season
	Once     Often = "once"   // once in a life
)

// Oftens lists every choice.
func Oftens() []Often { return []Often{Any, Seasonal, Once} }

// Label is the Vietnamese name of the choice, a source text of i18n; empty for none.
func (o Often) Label() string {
	switch o {
	case Any:
		return "Không giới hạn số lần"
	case Seasonal:
		return "Mỗi mùa một lần"
	case Once:
		return "Cả đời một lần"
	}
	return ""
}

// Lines lists the lines of organisation that give awards and issue texts.
func Lines() []org.Line { return []org.Line{org.Party, org.State, org.Front, org.Other} }

// Award is one edition of an award.
type Award struct {
	clock.Span // first and last day; zero: not known, or still in force

	ID          string
	Code        string // a slug; the editions of one award share it
	Edition     int64
	Name        string // "Giấy khen"
	Form        Form
	Act         Act
	Line        org.Line
	Level       string                     // as decisions say it: "cấp phường"
	Decider     string                     // "Ban Thường vụ Đảng ủy phường"
	Kinds       []participant.Kind         // who may get it, in the order of participant.Kinds
	Multiples   map[participant.Kind]int64 // of the base salary in thousandths, 150 is 0.15; absent: not known
	Often       Often
	BonusSource string // the provision that says the multiples
	Symbol      string // the object that is handed over
	Note        string
	Source      string
	VerifiedBy  string // empty: not verified

	SupersededBy string // the edition that says better what this one said; empty while it stands
	Version      int64
}

// Live reports whether no later edition has taken the place of a.
func (a Award) Live() bool { return a.SupersededBy == "" }

// In reports whether a is the edition to give on day.
func (a Award) In(day clock.Date) bool { return a.Live() && a.Has(day) }

// For reports whether participants of kind may get a.
func (a Award) For(kind participant.Kind) bool { return slices.Contains(a.Kinds, kind) }

// sorted orders awards for people: by line, act, form, level and code, the
// editions of one award by their first day, the replaced before their successor.
func sorted(all []Award) []Award {
	slices.SortStableFunc(all, func(a, b Award) int {
		return cmp.Or(
			cmp.Compare(slices.Index(Lines(), a.Line), slices.Index(Lines(), b.Line)),
			cmp.Compare(slices.Index(Acts(), a.Act), slices.Index(Acts(), b.Act)),
			cmp.Compare(slices.Index(Forms(), a.Form), slices.Index(Forms(), b.Form)),
			cmp.Compare(a.Level, b.Level), cmp.Compare(a.Code, b.Code),
			a.From.Time().Compare(b.From.Time()), cmp.Compare(a.Edition, b.Edition),
		)
	})
	return all
}
