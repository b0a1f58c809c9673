package eligibility

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
)

// Severity is what becomes of a candidate who does not meet a rule.
type Severity string

// The severities.
const (
	Bars Severity = "bars" // refused
	Asks Severity = "asks" // a person decides
)

// Label is the Vietnamese name of the severity, a source text of i18n.
func (s Severity) Label() string {
	if s == Bars {
		return "Không cho xét"
	}
	return "Để người xem xét"
}

// Stage is where a candidate stands when it is judged.
type Stage string

// The stages, in order.
const (
	Registration Stage = "registration"
	Council      Stage = "council"
	Signing      Stage = "signing"
)

// Stages lists every stage in order.
func Stages() []Stage { return []Stage{Registration, Council, Signing} }

// Label is the Vietnamese name of the stage, a source text of i18n.
func (s Stage) Label() string {
	switch s {
	case Registration:
		return "Khi đăng ký"
	case Council:
		return "Khi ra hội đồng"
	case Signing:
		return "Trước khi ký"
	}
	return ""
}

const (
	maxName = 200  // characters of names and codes
	maxText = 1000 // characters of the rule as quoted, its source, its basis
)

// Rule is one edition of a rule.
type Rule struct {
	ID           string
	Code         string
	Edition      int64
	Act          Act      // empty: both
	AwardID      string   // of the catalogue of awards; empty: all
	Form         string   // "kỷ niệm chương"; empty: all
	Line         org.Line // empty: all
	Levels       []string // as decisions say them; none: all
	Stage        Stage    // from which on it is asked
	Type         Type
	Params       string // JSON
	Severity     Severity
	Text         string // as quoted
	Source       string
	Basis        string     // legal text and article
	Span         clock.Span // of the days on which cases are received
	VerifiedBy   string     // empty: not verified
	SupersededBy string     // id of the next edition
	Version      int64
	CreatedBy    string
	CreatedAt    time.Time
}

// RuleInput is what an administrator fills in. Params is made of the fields of the
// condition.
type RuleInput struct {
	ID         string // of the edition to be made, so that sending twice makes one
	Code       string
	Act        Act
	AwardID    string
	Form       string
	Line       org.Line
	Levels     []string
	Stage      Stage
	Type       Type
	Params     string
	Severity   Severity
	Text       string
	Source     string
	Basis      string
	From, To   clock.Date
	VerifiedBy string
	Version    int64 // of the edition that is edited; 0: a new rule
}

// rule checks in and makes an edition of it.
func (in RuleInput) rule(by string, now time.Time) (Rule, error) {
	r := Rule{
		ID: in.ID, Code: strings.TrimSpace(in.Code), Edition: 1, Act: in.Act, AwardID: text.Clean(in.AwardID), Form: text.Clean(in.Form), Line: in.Line,
		Stage: in.Stage, Type: in.Type, Params: in.Params, Severity: in.Severity, Text: text.Clean(in.Text), Source: text.Clean(in.Source), Basis: text.Clean(in.Basis),
		Span: clock.Span{From: in.From, To: in.To}, VerifiedBy: text.Clean(in.VerifiedBy), Version: 1, CreatedBy: by, CreatedAt: now,
	}
	for _, l := range in.Levels {
		if l = text.Clean(l); l != "" && !slices.Contains(r.Levels, l) {
			r.Levels = append(r.Levels, l)
		}
	}
	if uuid.Validate(r.ID) != nil {
		r.ID = uuid.Must(uuid.NewV7()).String()
	}
	v := fault.Invalid{}
	r.check(v)
	_, err := parse(r.Type, r.Params)
	if wrong, ok := err.(fault.Invalid); ok {
		for field, m := range wrong {
			v[field] = m
		}
	}
	return r, v.Err()
}

func (r Rule) check(v fault.Invalid) {
	v.Check(r.Code != "" && r.Code == text.Slug(r.Code) && len(r.Code) <= 60, "code", "Mã gồm chữ thường không dấu, số và gạch nối, ví dụ diem-co-so.")
	v.Check(r.Act == "" || slices.Contains(Acts(), r.Act), "act", "Chọn công nhận, khen thưởng hoặc cả hai.")
	v.Check(r.Line == "" || slices.Contains(lines(), r.Line), "line", "Chọn tuyến tổ chức có trong danh sách.")
	v.Check(slices.Contains(Stages(), r.Stage), "stage", "Chọn xét từ bước nào.")
	v.Check(r.Severity == Bars || r.Severity == Asks, "severity", "Chọn không cho xét hay để người xem xét.")
	v.Check(r.Text != "", "text", "Ghi câu của quy tắc như trong văn bản.")
	v.Check(r.Source != "", "source", "Ghi nguồn: văn bản nào, hoặc do ai nêu.")
	for field, s := range map[string]string{"text": r.Text, "source": r.Source, "basis": r.Basis} {
		v.Check(utf8.RuneCountInString(s) <= maxText, field, "Phần này dài quá %d ký tự. Xin viết gọn lại.", maxText)
	}
	for field, s := range map[string]string{"award_id": r.AwardID, "form": r.Form, "levels": strings.Join(r.Levels, ""), "verified_by": r.VerifiedBy} {
		v.Check(utf8.RuneCountInString(s) <= maxName, field, "Phần này dài quá %d ký tự. Xin viết gọn lại.", maxName)
	}
	v.Check(r.Span.To.IsZero() || !r.Span.To.Before(r.Span.From), "to", "Ngày hết hiệu lực phải từ %s trở đi.", r.Span.From.String())
}

// lines are the lines of organisation that award.
func lines() []org.Line { return []org.Line{org.Party, org.State, org.Front} }

// Applies reports whether the rule speaks of what p proposes, at its stage.
func (r Rule) Applies(p Proposal) bool {
	return (r.Act == "" || r.Act == p.Act) && (r.AwardID == "" || r.AwardID == p.AwardID) && (r.Line == "" || string(r.Line) == p.Line) &&
		(r.Form == "" || same(r.Form, p.Form) || p.Form == "" && strings.HasPrefix(text.Slug(p.AwardName), text.Slug(r.Form))) &&
		(len(r.Levels) == 0 || slices.ContainsFunc(r.Levels, func(l string) bool { return same(l, p.Level) })) &&
		slices.Index(Stages(), r.Stage) <= slices.Index(Stages(), p.Stage)
}

// follow makes r the next edition of before and ends that one the day before, where
// it would hold longer.
func (r *Rule) follow(before *Rule) error {
	if before.SupersededBy != "" {
		return fault.Conflict
	}
	v := fault.Invalid{}
	v.Check(!r.Span.From.IsZero() && r.Span.From.After(before.Span.From), "from", "Ngày bắt đầu của bản mới phải sau ngày %s.", before.Span.From.String())
	if err := v.Err(); err != nil {
		return err
	}
	r.Code, r.Edition = before.Code, before.Edition+1
	last := r.Span.From.AddDays(-1)
	if before.Span.To.IsZero() || before.Span.To.After(last) {
		before.Span.To = last
	}
	before.SupersededBy = r.ID
	return nil
}
