package eligibility

import (
	"net/http"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/exchange"
	"kheo/internal/service/web"
)

const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// exportRules hands out the rules. Holds are not handed out: a list of people who
// are looked into has no place on anybody's disk.
func (p pages) exportRules(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	q, err := web.Decode[RuleQuery](r)
	if err != nil {
		return fault.NotFound
	}
	l, err := p.RuleList(ctx, r.Actor, q)
	if err != nil {
		return err
	}
	title := i18n.T(ctx, "Quy tắc xét")
	return exchange.Write(web.Attachment(w, xlsx, "quy-tac-xet.xlsx"), exchange.Sheet{
		Name: title, Title: []string{title, i18n.T(ctx, "Lập ngày %s", i18n.Date(r.Now()))}, Landscape: true,
		Columns: []exchange.Column{
			{Title: i18n.T(ctx, "Mã"), Width: 20}, {Title: i18n.T(ctx, "Bản"), Width: 6}, {Title: i18n.T(ctx, "Quy tắc"), Width: 50}, {Title: i18n.T(ctx, "Điều kiện"), Width: 30},
			{Title: i18n.T(ctx, "Áp dụng cho"), Width: 30}, {Title: i18n.T(ctx, "Xét từ bước"), Width: 16}, {Title: i18n.T(ctx, "Khi chưa đạt"), Width: 18},
			{Title: i18n.T(ctx, "Hiệu lực"), Width: 24}, {Title: i18n.T(ctx, "Căn cứ"), Width: 30}, {Title: i18n.T(ctx, "Nguồn"), Width: 40}, {Title: i18n.T(ctx, "Kiểm chứng"), Width: 20},
		},
		Rows: func(yield func([]any) bool) {
			for _, rule := range l.Rules {
				verified := rule.VerifiedBy
				if verified == "" {
					verified = i18n.T(ctx, "chưa kiểm chứng")
				}
				row := []any{rule.Code, rule.Edition, rule.Text, i18n.T(ctx, rule.Type.Label()), rule.scope(ctx), i18n.T(ctx, rule.Stage.Label()), i18n.T(ctx, rule.Severity.Label()),
					spanText(ctx, rule.Span), rule.Basis, rule.Source, verified}
				if !yield(row) {
					return
				}
			}
		},
	})
}
