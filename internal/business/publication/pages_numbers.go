package publication

import (
	"context"
	"io"

	"github.com/a-h/templ"

	"kheo/internal/business/campaign"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web/ui"
)

// numbersLead says whose numbers these are, and when they were computed.
func numbersLead(ctx context.Context, f figures) string {
	if f.Season.Season.ID == "" {
		return i18n.T(ctx, "Mọi con số được tính thẳng từ hồ sơ.")
	}
	return i18n.T(ctx, "%s · %s · tính từ hồ sơ lúc %s.", f.Season.Season.Name, f.Unit.Name, i18n.Moment(f.At))
}

// chosenCode is what the choice of a season shows as chosen.
func chosenCode(f figures, asked string) string {
	if f.Season.Season.Code != "" {
		return f.Season.Season.Code
	}
	return asked
}

func numberSeasons(ctx context.Context, f figures, seasons []campaign.Season) []ui.Option {
	var all []ui.Option
	if f.Season.Season.ID == "" {
		all = append(all, ui.Option{Text: i18n.T(ctx, "Chọn một mùa")})
	}
	for _, s := range seasons {
		all = append(all, ui.Option{Value: s.Code, Text: s.Name})
	}
	return all
}

// paragraph is the sentences of the season; each number opens its rows. It is
// written by hand because spaces between the parts belong to the text.
func paragraph(f figures) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		html := `<p lang="vi">`
		for _, part := range f.Paragraph() {
			text := templ.EscapeString(part.Text)
			if part.Stage != "" {
				text = `<a href="` + templ.EscapeString(partRows(f.Season.Season.Code, part)) + `">` + text + `</a>`
			}
			html += text
		}
		_, err := io.WriteString(w, html+`</p>`)
		return err
	})
}

func numbersNote(ctx context.Context, f figures) string {
	return i18n.T(ctx, "%s, tính từ hồ sơ ngày %s.", f.Unit.Name, f.On.String())
}

func funnel(ctx context.Context, f figures) ui.Chart {
	code := f.Season.Season.Code
	return ui.Chart{
		Title: i18n.T(ctx, "Từ đăng ký đến khen thưởng"), Unit: i18n.T(ctx, "mô hình"), Note: numbersNote(ctx, f),
		Bars: []ui.Bar{
			{Label: i18n.T(ctx, "mô hình đăng ký"), Value: int(f.Registered.Initiatives), Href: seasonRows(code, Registered, "")},
			{Label: i18n.T(ctx, "có bằng chứng"), Value: int(f.Evidenced)},
			{Label: i18n.T(ctx, "đã thẩm định"), Value: int(f.Appraised)},
			{Label: i18n.T(ctx, "được công nhận"), Value: int(f.Recognised.Initiatives), Href: seasonRows(code, Honoured, "")},
			{Label: i18n.T(ctx, "tập thể, cá nhân được khen"), Value: int(f.Commended.Participants), Href: seasonRows(code, Praised, "")},
		},
	}
}

func fieldChart(ctx context.Context, f figures) ui.Chart {
	chart := ui.Chart{
		Title: i18n.T(ctx, "Số mô hình đăng ký"), Unit: i18n.T(ctx, "mô hình"), SecondName: i18n.T(ctx, "được công nhận"), Note: numbersNote(ctx, f),
	}
	for _, r := range f.Fields() {
		rows := Filter{Season: f.Season.Season.Code, Field: r.Code, Stage: Registered}
		chart.Bars = append(chart.Bars, ui.Bar{Label: r.Name, Value: int(r.Count), Second: int(r.Recognised), Href: rows.Href("/mo-hinh")})
	}
	return chart
}

// unitRows is the address of a unit's initiatives; nothing opens no list.
func unitRows(f figures, unit string, stage Stage, n int64) string {
	if n == 0 {
		return ""
	}
	return Filter{Season: f.Season.Season.Code, Unit: unit, Stage: stage}.Href("/mo-hinh")
}
