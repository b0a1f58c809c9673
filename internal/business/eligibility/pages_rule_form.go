package eligibility

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/google/uuid"

	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// ruleForm is the form of a rule as it was typed: what every rule has, and the
// fields of every condition, of which one's are shown.
type ruleForm struct {
	ID         string     `form:"id"`
	Type       Type       `form:"kind"`
	Code       string     `form:"code"`
	Act        Act        `form:"act"`
	AwardID    string     `form:"award_id"`
	Form       string     `form:"form"`
	Line       org.Line   `form:"line"`
	Levels     string     `form:"levels"` // one a line
	Stage      Stage      `form:"stage"`
	Severity   Severity   `form:"severity"`
	Text       string     `form:"text"`
	Source     string     `form:"source"`
	Basis      string     `form:"basis"`
	From       clock.Date `form:"from"`
	To         clock.Date `form:"to"`
	VerifiedBy string     `form:"verified_by"`
	Version    int64      `form:"version"`

	Min         string   `form:"min"` // points: 70, 70,5
	Months      string   `form:"months"`
	N           string   `form:"n"`
	Max         string   `form:"max"`
	OfAct       Act      `form:"of_act"`
	Of          string   `form:"of"`
	LevelsBelow string   `form:"levels_below"` // one a line
	OnceForm    string   `form:"once_form"`
	OnceAward   string   `form:"once_award"`
	Kinds       []string `form:"kinds"`

	code string // of the rule that is edited
	err  error
}

func listOf(typed string) (all []string) {
	for l := range strings.FieldsFuncSeq(typed, func(r rune) bool { return r == '\n' || r == '\r' || r == ';' }) {
		if l = strings.TrimSpace(l); l != "" {
			all = append(all, l)
		}
	}
	return all
}

// params makes of the fields of the condition what a rule keeps. A number that is
// none becomes 0, which every condition refuses.
func (f ruleForm) params() string {
	number := func(typed string) int64 { n, _ := ui.ParseNumber(typed); return n }
	var c any = struct{}{}
	switch f.Type {
	case MinScore:
		c = minScore{Min: parsePoints(f.Min)}
	case MonthsRunning:
		c = monthsRunning{number(f.Months)}
	case Evidence:
		c = evidence{number(f.N)}
	case SeasonsInARow:
		c = seasonsInARow{number(f.N), f.OfAct}
	case UnitQuota:
		c = unitQuota{number(f.Max)}
	case RecognisedBelow:
		c = recognisedBelow{listOf(f.LevelsBelow), f.Of}
	case OnceInLife:
		c = onceInLife{strings.TrimSpace(f.OnceForm), strings.TrimSpace(f.OnceAward)}
	case Kinds:
		c = kindsAllowed{f.Kinds}
	}
	raw, err := json.Marshal(c)
	if err != nil {
		return ""
	}
	return string(raw)
}

// fill puts the parameters of r into their fields.
func (f *ruleForm) fill(r Rule) {
	c, err := parse(r.Type, r.Params)
	if err != nil {
		return
	}
	switch c := c.(type) {
	case *minScore:
		f.Min = Points(c.Min)
	case *monthsRunning:
		f.Months = fmt.Sprint(c.Months)
	case *evidence:
		f.N = fmt.Sprint(c.N)
	case *seasonsInARow:
		f.N, f.OfAct = fmt.Sprint(c.N), c.Act
	case *unitQuota:
		f.Max = fmt.Sprint(c.Max)
	case *recognisedBelow:
		f.LevelsBelow, f.Of = strings.Join(c.Levels, "\n"), c.Of
	case *onceInLife:
		f.OnceForm, f.OnceAward = c.Form, c.AwardID
	case *kindsAllowed:
		f.Kinds = c.Kinds
	}
}

func (f ruleForm) input() RuleInput {
	return RuleInput{
		ID: f.ID, Code: f.Code, Act: f.Act, AwardID: f.AwardID, Form: f.Form, Line: f.Line, Levels: listOf(f.Levels), Stage: f.Stage, Type: f.Type, Params: f.params(),
		Severity: f.Severity, Text: f.Text, Source: f.Source, Basis: f.Basis, From: f.From, To: f.To, VerifiedBy: f.VerifiedBy, Version: f.Version,
	}
}

func formOf(r Rule, from clock.Date) ruleForm {
	f := ruleForm{
		ID: uuid.Must(uuid.NewV7()).String(), Type: r.Type, Code: r.Code, Act: r.Act, AwardID: r.AwardID, Form: r.Form, Line: r.Line, Levels: strings.Join(r.Levels, "\n"),
		Stage: r.Stage, Severity: r.Severity, Text: r.Text, Source: r.Source, Basis: r.Basis, From: from, To: r.Span.To, VerifiedBy: r.VerifiedBy, Version: r.Version, code: r.Code,
	}
	if !f.To.IsZero() && f.To.Before(f.From) {
		f.To = clock.Date{}
	}
	f.fill(r)
	return f
}

func (p pages) newRule(w http.ResponseWriter, r *web.Request) error {
	f := ruleForm{
		ID: uuid.Must(uuid.NewV7()).String(), Type: Type(r.URL.Query().Get("loai")), Stage: Registration, Severity: Asks, From: clock.DayOf(r.Now()), Of: "initiative", OfAct: Recognition,
	}
	return p.showRule(w, r, f)
}

func (p pages) showRule(w http.ResponseWriter, r *web.Request, f ruleForm) error {
	ctx := r.Context()
	if !mayRule(r.Actor) {
		return fault.Forbidden
	}
	page := r.StaffPage(i18n.T(ctx, "Thêm quy tắc"), ui.SectionReview)
	page.Crumbs = ruleCrumbs(ctx)
	switch {
	case f.code != "":
		page.Title = i18n.T(ctx, "Bản mới: %s", i18n.T(ctx, f.Type.Label()))
		page.Lead = i18n.T(ctx, "Bản cũ hết hiệu lực vào ngày trước; hồ sơ đã tiếp nhận vẫn xét theo bản cũ.")
	case f.Type.blank() == nil:
		page.Lead = i18n.T(ctx, "Chọn loại điều kiện trước.")
		return show(w, r, page, f.err, typesContent())
	default:
		page.Title, page.Lead = i18n.T(ctx, "Thêm quy tắc: %s", i18n.T(ctx, f.Type.Label())), i18n.T(ctx, f.Type.Explains())
	}
	return show(w, r, page, f.err, ruleFormContent(f, r.URL.Path))
}

func (p pages) addRule(w http.ResponseWriter, r *web.Request) error {
	f, err := web.Decode[ruleForm](r)
	var made Rule
	if err == nil {
		made, err = p.AddRule(r.Context(), r.Actor, f.input())
	}
	if web.FormAgain(err) {
		f.err = err
		return p.showRule(w, r, f)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, rulesPath+"/"+made.ID, "Đã thêm quy tắc “%s”.", made.Code)
}

func (p pages) askEdit(w http.ResponseWriter, r *web.Request) error {
	rule, err := p.RuleToEdit(r.Context(), r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	return p.showRule(w, r, formOf(rule, clock.DayOf(r.Now()).AddDays(1)))
}

func (p pages) editRule(w http.ResponseWriter, r *web.Request) error {
	f, err := web.Decode[ruleForm](r)
	rule, e := p.RuleToEdit(r.Context(), r.Actor, r.PathValue("id"))
	if e != nil {
		return e
	}
	f.code, f.Type = rule.Code, rule.Type
	var made Rule
	if err == nil {
		made, err = p.EditRule(r.Context(), r.Actor, rule.ID, f.input())
	}
	if web.FormAgain(err) {
		f.err, f.Version = err, rule.Version
		return p.showRule(w, r, f)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, rulesPath+"/"+made.ID, "Đã có bản %d của quy tắc “%s”, hiệu lực từ %s.", made.Edition, made.Code, made.Span.From.String())
}

func (f ruleForm) field(ctx context.Context, name, label, hint, value string) ui.Field {
	return ui.Field{Name: name, Label: label, Hint: hint, Value: value, Error: ui.FieldError(ctx, f.err, name)}
}

func required(f ui.Field) ui.Field {
	f.Required = true
	return f
}

func long(f ui.Field, rows int) ui.Field {
	f.Rows = rows
	return f
}

func narrowed(f ui.Field) ui.Field {
	f.Width = ui.Mid
	return f
}

func options[T ~string](ctx context.Context, none string, all []T, label func(T) string) (list []ui.Option) {
	if none != "" {
		list = append(list, ui.Option{Text: i18n.T(ctx, none)})
	}
	for _, x := range all {
		list = append(list, ui.Option{Value: string(x), Text: i18n.T(ctx, label(x))})
	}
	return list
}

func kindOptions(ctx context.Context) []ui.Option {
	return options(ctx, "", participant.Kinds(), participant.Kind.Label)
}

func severityOptions(ctx context.Context) []ui.Option {
	return options(ctx, "", []Severity{Asks, Bars}, Severity.Label)
}

// parsePoints reads points with up to two decimals into hundredths; 0 for anything
// else.
func parsePoints(typed string) (hundredths int64) {
	whole, rest, _ := strings.Cut(strings.ReplaceAll(strings.TrimSpace(typed), ",", "."), ".")
	rest += "00"[min(len(rest), 2):]
	digits := func(s string) bool {
		return s != "" && !slices.ContainsFunc([]rune(s), func(r rune) bool { return r < '0' || r > '9' })
	}
	if !digits(whole) || !digits(rest) || len(whole) > 6 || len(rest) != 2 {
		return 0
	}
	for _, d := range whole + rest {
		hundredths = hundredths*10 + int64(d-'0')
	}
	return hundredths
}
