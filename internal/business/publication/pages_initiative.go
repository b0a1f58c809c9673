package publication

import (
	"context"
	"strings"

	"kheo/internal/business/initiative"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web/ui"
)

func crumbs(ctx context.Context, d paper) []ui.Link {
	all := []ui.Link{{Text: i18n.T(ctx, "Mô hình"), Href: "/mo-hinh"}}
	if d.Field.Code != "" {
		all = append(all, ui.Link{Text: d.Field.Name, Href: Filter{Field: d.Field.Code}.Href("/mo-hinh")})
	}
	return append(all, ui.Link{Text: d.Season.Name, Href: Filter{Season: d.Season.Code}.Href("/mo-hinh")})
}

// byline says who carries the initiative out and where.
func byline(ctx context.Context, d paper) string {
	var parts []string
	if d.Kind != initiative.Model {
		parts = append(parts, i18n.T(ctx, d.Kind.Label()))
	}
	parts = append(parts, who(ctx, d.Name, d.ParticipantKind, d.Unit.Name))
	if d.Name != "" && d.Name != d.Unit.Name {
		parts = append(parts, d.Unit.Name)
	}
	return strings.Join(parts, " · ")
}

// badges are the marks of an initiative: what it was awarded, and where it stands
// when that says more.
func badges(d paper) []string {
	var all []string
	if named(d.Awards, Commended) {
		all = append(all, "commended")
	}
	if named(d.Awards, Recognised) {
		all = append(all, string(initiative.Recognised))
	}
	if d.State != initiative.Recognised || len(all) == 0 {
		all = append(all, string(d.State))
	}
	return all
}

func ledgerSlips(d paper) []ui.StepState {
	all := make([]ui.StepState, len(d.Ledger))
	for n, line := range d.Ledger {
		all[n] = ui.StepState(line.Proof)
	}
	return all
}

// said lists what the registration says beside its title and its problem, which
// stand at the top of the page.
func said(d paper) (all []initiative.Item) {
	for _, item := range d.Items() {
		if item.Name != "title" && item.Name != "problem" && item.Text != "" {
			all = append(all, item)
		}
	}
	return all
}

// noted says whose numbers the totals are, and until when.
func noted(ctx context.Context, d paper) string {
	day := lastNote(d)
	if day.IsZero() {
		return i18n.T(ctx, "Cộng từ ghi chép của mô hình.")
	}
	return i18n.T(ctx, "Cộng từ ghi chép của mô hình, đến ngày %s.", day.String())
}

// amount shows a number of an indicator; an unknown one is a dash.
func amount(ctx context.Context, n *int64) string {
	if n == nil {
		return "–"
	}
	return i18n.Number(ctx, *n)
}

// positive shows n as show does; nothing where nothing was counted.
func positive(ctx context.Context, n int64, show func(context.Context, int64) string) string {
	if n <= 0 {
		return ""
	}
	return show(ctx, n)
}

func awardTitle(ctx context.Context, a Award) string {
	if a.Kind != Commended {
		return i18n.T(ctx, "Công nhận")
	}
	if a.Award == "" {
		return i18n.T(ctx, "Khen thưởng")
	}
	return strings.ToUpper(firstLetter(a.Award)) + strings.TrimPrefix(a.Award, firstLetter(a.Award))
}

func firstLetter(s string) string {
	for _, r := range s {
		return string(r)
	}
	return ""
}

// undecided says what comes next for an initiative that no decision names.
func undecided(ctx context.Context, s initiative.State) string {
	switch s {
	case initiative.Accepted, initiative.InProgress:
		return i18n.T(ctx, "Chưa có quyết định. Mô hình đang làm; khi báo cáo kết quả, hội đồng sẽ xét.")
	case initiative.Reported, initiative.UnderReview:
		return i18n.T(ctx, "Chưa có quyết định. Hội đồng đang xem kết quả và bằng chứng.")
	case initiative.NotRecognised:
		return i18n.T(ctx, "Chưa được công nhận ở mùa này. Mô hình vẫn có thể tiếp tục và đăng ký lại ở mùa sau.")
	}
	return i18n.T(ctx, "Không có quyết định nào đang còn giá trị.")
}
