package eligibility

import (
	"context"
	"net/url"
	"strings"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web/ui"
)

// spanText says from when to when.
func spanText(ctx context.Context, s clock.Span) string {
	switch {
	case s.From.IsZero() && s.To.IsZero():
		return i18n.T(ctx, "không thời hạn")
	case s.From.IsZero():
		return i18n.T(ctx, "đến %s", s.To.String())
	case s.To.IsZero():
		return i18n.T(ctx, "từ %s", s.From.String())
	}
	return i18n.T(ctx, "từ %s đến %s", s.From.String(), s.To.String())
}

// scope says to what a rule applies.
func (r Rule) scope(ctx context.Context) string {
	parts := []string{i18n.T(ctx, r.Act.Label())}
	if r.Form != "" {
		parts = append(parts, r.Form)
	}
	if r.Line != "" {
		parts = append(parts, i18n.T(ctx, r.Line.Label()))
	}
	if len(r.Levels) > 0 {
		parts = append(parts, strings.Join(r.Levels, ", "))
	}
	return strings.Join(parts, "; ")
}

// what says the condition with its values.
func (r Rule) what(ctx context.Context) string {
	c, err := parse(r.Type, r.Params)
	if err != nil {
		return ""
	}
	switch c := c.(type) {
	case *minScore:
		return i18n.T(ctx, "từ %s điểm", Points(c.Min))
	case *monthsRunning:
		return i18n.T(ctx, "đủ %d tháng", c.Months)
	case *evidence:
		return i18n.T(ctx, "ít nhất %d minh chứng", c.N)
	case *seasonsInARow:
		return i18n.T(ctx, "%d mùa liền, %s", c.N, i18n.T(ctx, c.Act.Label()))
	case *unitQuota:
		return i18n.T(ctx, "tối đa %d đề nghị của một đơn vị", c.Max)
	case *recognisedBelow:
		return strings.Join(c.Levels, ", ")
	case *onceInLife:
		return c.Form
	case *kindsAllowed:
		var kinds []string
		for _, o := range kindOptions(ctx) {
			for _, k := range c.Kinds {
				if k == o.Value {
					kinds = append(kinds, o.Text)
				}
			}
		}
		return strings.Join(kinds, ", ")
	}
	return ""
}

func (r Rule) facts(ctx context.Context) []ui.Fact {
	return []ui.Fact{
		{Label: i18n.T(ctx, "Điều kiện"), Value: strings.TrimSuffix(i18n.T(ctx, r.Type.Label())+": "+r.what(ctx), ": ")},
		{Label: i18n.T(ctx, "Áp dụng cho"), Value: r.scope(ctx)},
		{Label: i18n.T(ctx, "Xét từ bước"), Value: i18n.T(ctx, r.Stage.Label())},
		{Label: i18n.T(ctx, "Khi chưa đạt"), Value: i18n.T(ctx, r.Severity.Label())},
		{Label: i18n.T(ctx, "Hiệu lực với hồ sơ tiếp nhận"), Value: spanText(ctx, r.Span)},
		{Label: i18n.T(ctx, "Căn cứ"), Value: r.Basis},
		{Label: i18n.T(ctx, "Nguồn"), Value: r.Source},
		{Label: i18n.T(ctx, "Kiểm chứng"), Value: r.VerifiedBy},
		{Label: i18n.T(ctx, "Người ghi"), Value: r.CreatedBy},
	}
}

// address is the list of rules with what it is narrowed to.
func (q RuleQuery) address(path string) string {
	v := url.Values{}
	for name, value := range map[string]string{"viec": string(q.Act), "tuyen": q.Line, "ngay": q.Day.ISO(), "tat-ca": q.All} {
		if value != "" {
			v.Set(name, value)
		}
	}
	if len(v) == 0 {
		return path
	}
	return path + "?" + v.Encode()
}

// href leads to the page of what a finding used; empty where there is none.
func (r Record) href() string {
	switch {
	case r.Kind == "honour" && r.Code != "":
		return "/quyet-dinh/" + r.Code
	case r.Kind == "hold" && r.ID != "":
		return holdsPath + "/" + r.ID
	}
	return ""
}

// class is the tone of an outcome.
func (o Outcome) class() string {
	switch o {
	case Pass:
		return "ok"
	case Fail:
		return "late"
	}
	return "due"
}

// mark stands before an outcome, so that it is never told by colour alone.
func (o Outcome) mark() string {
	switch o {
	case Pass:
		return "✓"
	case Fail:
		return "✕"
	}
	return "?"
}

func (h Hold) spanText(ctx context.Context) string {
	s := clock.Span{From: h.AttestedOn, To: h.Until}
	if !h.LiftedOn.IsZero() {
		return i18n.T(ctx, "từ %s, đã gỡ ngày %s", h.AttestedOn.String(), h.LiftedOn.String())
	}
	if h.Until.IsZero() {
		return i18n.T(ctx, "từ %s đến khi gỡ", h.AttestedOn.String())
	}
	return spanText(ctx, s)
}

func rulingButton(ctx context.Context, x Finding) string {
	if x.Ruling != nil {
		return i18n.T(ctx, "Quyết định lại")
	}
	return i18n.T(ctx, "Cho ý kiến")
}

// title says at which stage, and for what, a verdict was given.
func (v Verdict) title(ctx context.Context) string {
	parts := []string{i18n.T(ctx, v.Stage.Label()), i18n.T(ctx, v.Act.Label())}
	for _, s := range []string{v.Award, v.Level} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, ", ")
}

func considerFields(ctx context.Context, in ConsiderInput, wrong error) (stage, level ui.Field) {
	return ui.Field{Name: "stage", Label: i18n.T(ctx, "Bước"), Value: string(in.Stage), Error: ui.FieldError(ctx, wrong, "stage")},
		ui.Field{Name: "level", Label: i18n.T(ctx, "Cấp công nhận"), Value: in.Level, Error: ui.FieldError(ctx, wrong, "level")}
}

func (v CaseView) levelOptions(ctx context.Context) []ui.Option {
	list := []ui.Option{{Text: i18n.T(ctx, "Chưa xác định cấp")}}
	for _, l := range v.Levels {
		list = append(list, ui.Option{Value: l, Text: l})
	}
	return list
}

func rulingFields(ctx context.Context, in RulingInput, wrong error) (allow, reason ui.Field) {
	return ui.Field{Name: "allow", Label: i18n.T(ctx, "Quyết định"), Value: in.Allow, Required: true, Error: ui.FieldError(ctx, wrong, "allow")},
		ui.Field{Name: "reason", Label: i18n.T(ctx, "Vì sao"), Hint: i18n.T(ctx, "Nói về hồ sơ và giấy tờ đã xem, không nói về đời riêng của người nào."), Value: in.Reason, Rows: 3, Required: true, MaxLength: maxText,
			Error: ui.FieldError(ctx, wrong, "reason")}
}
