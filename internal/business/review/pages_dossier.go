package review

import (
	"context"
	"strings"

	"kheo/internal/business/initiative"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web/ui"
)

func dossierFacts(ctx context.Context, v sheetView) []ui.Fact {
	facts := []ui.Fact{
		{Label: i18n.T(ctx, "Mã"), Value: v.Case.Code}, {Label: i18n.T(ctx, "Tập thể, cá nhân"), Value: v.Case.Participant},
		{Label: i18n.T(ctx, "Đơn vị"), Value: v.Case.UnitName},
	}
	totals := v.Dossier.Totals
	for _, f := range []ui.Fact{
		{Label: i18n.T(ctx, "Người, hộ được hưởng"), Value: positive(ctx, totals.Beneficiaries)},
		{Label: i18n.T(ctx, "Kinh phí huy động"), Value: money(ctx, totals.Money)},
		{Label: i18n.T(ctx, "Ngày công"), Value: positive(ctx, totals.LaborDays)},
	} {
		if f.Value != "" {
			facts = append(facts, f)
		}
	}
	return facts
}

func positive(ctx context.Context, n int64) string {
	if n <= 0 {
		return ""
	}
	return i18n.Number(ctx, n)
}

func money(ctx context.Context, n int64) string {
	if n <= 0 {
		return ""
	}
	return i18n.Money(ctx, n)
}

// indicatorText says one indicator: "Số vụ mất xe: trước 5, mục tiêu 1, đạt 0 vụ".
func indicatorText(ctx context.Context, x initiative.Indicator) string {
	var parts []string
	for _, part := range []struct {
		words string
		n     *int64
	}{{"trước %s", x.Baseline}, {"mục tiêu %s", x.Target}, {"đạt %s", x.Result}} {
		if part.n != nil {
			parts = append(parts, i18n.T(ctx, part.words, i18n.Number(ctx, *part.n)))
		}
	}
	if len(parts) == 0 {
		return x.Name
	}
	return strings.TrimSpace(x.Name + ": " + strings.Join(parts, ", ") + " " + x.Measure)
}

func slips(ledger []initiative.LedgerLine) []ui.StepState {
	states := make([]ui.StepState, len(ledger))
	for n, step := range ledger {
		states[n] = ui.StepState(step.Proof)
	}
	return states
}

// stepless are the files that show none of the six steps.
func stepless(all []initiative.Evidence) (rest []initiative.Evidence) {
	for _, e := range all {
		if e.Step == "" {
			rest = append(rest, e)
		}
	}
	return rest
}

func paragraphs(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == '\n' })
}
