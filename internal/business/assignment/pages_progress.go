package assignment

import (
	"context"
	"net/http"
	"strings"

	"kheo/internal/platform/i18n"
	"kheo/internal/service/exchange"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

func (p pages) progress(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	x, err := p.Progress(ctx, r.Actor, r.PathValue("season"))
	if err != nil {
		return err
	}
	page := r.StaffPage(i18n.T(ctx, "Tiến độ chấm: %s", x.Season.Name), ui.SectionReview)
	page.Crumbs = crumbs(ctx, x.Season)
	page.Lead = i18n.T(ctx, "Hạn chấm xong %s. %d hồ sơ đang chấm, %d hồ sơ chưa giao cho ai.", x.Season.ScoreBy.String(), x.Cases, x.Without)
	if len(x.Rows) > 0 {
		page.Action = ui.ButtonLink(i18n.T(ctx, "Xuất Excel"), ranking(x.Season.Code)+"/tien-do-cham.xlsx", ui.Normal)
	}
	return web.ShowStaff(w, r, page, progressContent(x))
}

// reminders is a text to copy for everybody who has still to hand in something.
func (p Progress) reminders(ctx context.Context) string {
	var lines []string
	for _, e := range p.Rows {
		switch {
		case e.Left() == 0:
		case p.Over:
			lines = append(lines, i18n.T(ctx, "Kính gửi ông/bà %s: ông/bà còn %d phiếu chấm của %s chưa nộp, hạn đã qua ngày %s. Xin vào Khéo, mục Xét duyệt, để chấm và nộp phiếu.", e.Name, e.Left(), p.Season.Name, p.Season.ScoreBy.String()))
		default:
			lines = append(lines, i18n.T(ctx, "Kính gửi ông/bà %s: ông/bà còn %d phiếu chấm của %s chưa nộp, hạn ngày %s. Xin vào Khéo, mục Xét duyệt, để chấm và nộp phiếu.", e.Name, e.Left(), p.Season.Name, p.Season.ScoreBy.String()))
		}
	}
	return strings.Join(lines, "\n\n")
}

func (p pages) export(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	x, err := p.Progress(ctx, r.Actor, r.PathValue("season"))
	if err != nil {
		return err
	}
	columns := []exchange.Column{
		{Title: i18n.T(ctx, "Thẩm định viên"), Width: 30}, {Title: i18n.T(ctx, "Được giao"), Width: 12}, {Title: i18n.T(ctx, "Đã nộp"), Width: 12},
		{Title: i18n.T(ctx, "Chấm dở"), Width: 12}, {Title: i18n.T(ctx, "Quá hạn"), Width: 12}, {Title: i18n.T(ctx, "Chấm ngoài phân công"), Width: 14},
		{Title: i18n.T(ctx, "Xin không chấm"), Width: 14}, {Title: i18n.T(ctx, "Nộp phiếu gần nhất"), Width: 16},
	}
	title := i18n.T(ctx, "Tiến độ chấm: %s", x.Season.Name)
	return exchange.Write(web.Attachment(w, xlsx, "tien-do-cham-"+x.Season.Code+".xlsx"), exchange.Sheet{
		Name: i18n.T(ctx, "Tiến độ chấm"), Title: []string{title, i18n.T(ctx, "Hạn chấm xong %s", x.Season.ScoreBy.String()), i18n.T(ctx, "Lập ngày %s", i18n.Date(r.Now()))},
		Columns: columns, Landscape: true,
		Rows: func(yield func([]any) bool) {
			for _, e := range x.Rows {
				row := []any{e.Name, e.Assigned, e.Done, e.Begun, e.Late, e.Beside, e.Abstained, nil}
				if !e.LastOn.IsZero() {
					row[7] = e.LastOn.Time()
				}
				if !yield(row) {
					return
				}
			}
		},
	})
}
