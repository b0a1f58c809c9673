package assignment

import (
	"context"
	"slices"
	"strings"

	"kheo/internal/business/campaign"
	"kheo/internal/business/org"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web/ui"
)

func stateOptions(ctx context.Context) (all []ui.Option) {
	for _, s := range States() {
		all = append(all, ui.Option{Value: string(s), Text: i18n.T(ctx, s.Label())})
	}
	return all
}

func fieldOptions(ctx context.Context, fields []campaign.Field) []ui.Option {
	all := []ui.Option{{Text: i18n.T(ctx, "Mọi lĩnh vực")}}
	for _, f := range fields {
		all = append(all, ui.Option{Value: f.ID, Text: f.Name})
	}
	return all
}

// unitOptions lists units by path, or by id.
func unitOptions(ctx context.Context, units []org.Unit, byID bool) []ui.Option {
	all := []ui.Option{{Text: i18n.T(ctx, "Mọi đơn vị")}}
	for _, u := range units {
		value := u.Path
		if byID {
			value = u.ID
		}
		all = append(all, ui.Option{Value: value, Text: u.Name})
	}
	return all
}

// personOptions lists people with their units and, where load is given, what they have.
func personOptions(ctx context.Context, people []Person, load map[string]int) (all []ui.Option) {
	for _, p := range people {
		hint := strings.Join(p.Units, ", ")
		if load != nil {
			hint += "; " + i18n.T(ctx, "đang có %d hồ sơ", load[p.AccountID])
		}
		all = append(all, ui.Option{Value: p.AccountID, Text: p.Name, Hint: hint})
	}
	return all
}

// judgeText says what a judge has to do with a case.
func judgeText(ctx context.Context, j Judge) string {
	switch {
	case j.Barred:
		return i18n.T(ctx, "tránh vì xung đột lợi ích")
	case j.HandedIn && !j.Assigned:
		return i18n.T(ctx, "đã nộp, ngoài phân công")
	case j.HandedIn:
		return i18n.T(ctx, "đã nộp")
	case j.Abstained:
		return i18n.T(ctx, "xin không chấm")
	case j.Begun:
		return i18n.T(ctx, "đang chấm")
	}
	return i18n.T(ctx, "chưa chấm")
}

// meetsText says what falls under a rule.
func (x Rulebook) meetsText(ctx context.Context, r Rule) string {
	field, unit := i18n.T(ctx, "Mọi lĩnh vực"), i18n.T(ctx, "mọi đơn vị")
	for _, f := range x.Fields {
		if f.ID == r.FieldID {
			field = f.Name
		}
	}
	if r.UnitName != "" {
		unit = r.UnitName
	}
	return field + ", " + unit
}

// ticked reports whether a case was chosen in the form that came back.
func (v listView) ticked(id string) bool { return slices.Contains(v.In.Cases, id) }
